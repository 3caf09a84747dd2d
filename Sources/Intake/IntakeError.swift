import FileWatch
import Glibc
import IncidentStore

/// Why something could not be taken in. Items that could not be read are no error: they go to quarantine.
public struct IntakeError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: Hashable, Sendable {
    case notFound, isDirectory, noPermission
    /// A pipe, a device, a socket; or, in a followed directory, a symbolic link.
    case notAFile
    case tooLarge, cannotRead, unfinishedLine, cannotStore
    case cannotFollow, directoryGone, cannotRemember
    /// Somebody asked for it; what came before is stored.
    case stopped
  }

  public let code: Code
  /// What we were doing, and to what.
  public let problem: String
  public let reason: String?
  /// The next thing to do or to type.
  public let hint: String?

  public var description: String {
    [problem, reason.map { "  reason: \($0)" }, hint.map { "  hint: \($0)" }]
      .compactMap(\.self).joined(separator: "\n")
  }
}

extension IntakeError {
  static func cannotRead(_ name: String, errno: Int32) -> Self {
    let problem = "cannot take in '\(name)'"
    return switch errno {
    case ENOENT, ENOTDIR:
      Self(
        code: .notFound, problem: problem, reason: "there is no such file",
        hint: "check the name; a text on standard input is taken in with: watchfloor ingest -")
    case EACCES, EPERM:
      Self(
        code: .noPermission, problem: problem, reason: "this user may not read it",
        hint: "look at its permissions with: ls -l '\(name)'")
    case EISDIR:
      .isDirectory(name)
    default:
      Self(
        code: .cannotRead, problem: problem, reason: String(cString: strerror(errno)),
        hint: "try again; what was taken in before the fault is stored, and is not stored twice")
    }
  }

  static func damaged(_ name: String, _ damage: Inflater.Damage) -> Self {
    let reason =
      switch damage {
      case .broken: "it is packed with gzip, and damaged"
      case .cutOff: "it is packed with gzip, and ends in the middle"
      }
    return Self(
      code: .cannotRead, problem: "cannot take in all of '\(name)'", reason: reason,
      hint: "get it anew; what was taken in before the fault is stored, and is not stored twice")
  }

  static func isDirectory(_ name: String) -> Self {
    Self(
      code: .isDirectory, problem: "cannot take in '\(name)'", reason: "it is a directory",
      hint: "take in the files in it as they come with: watchfloor follow '\(name)'")
  }

  static func notAFile(_ name: String) -> Self {
    Self(
      code: .notAFile, problem: "cannot take in '\(name)'",
      reason: "it is a pipe, a socket or a device, not a file",
      hint: "pass on what comes out of it: cat '\(name)' | watchfloor ingest -")
  }

  static func isLink(_ name: String) -> Self {
    Self(
      code: .notAFile, problem: "'\(name)' is not taken in",
      reason: "it is a symbolic link, and those may lead out of the followed directory",
      hint: "put the file itself there, or a hard link to it")
  }

  static func tooLarge(_ name: String, limit: Int) -> Self {
    Self(
      code: .tooLarge, problem: "cannot take in '\(name)' as an article",
      reason: "it is longer than \(limit >> 20) MiB",
      hint: "take it in as JSON Lines, which may be of any length, with --format jsonl")
  }

  static func unfinishedLine(_ line: Int, of name: String, reason: String) -> Self {
    Self(
      code: .unfinishedLine, problem: "line \(line) of '\(name)' is not taken in yet",
      reason: "it does not end in a newline, and \(reason)",
      hint: "it is taken in when the rest of it is written")
  }

  static func cannotStore(_ name: String, _ error: IncidentStoreError) -> Self {
    Self(
      code: .cannotStore, problem: "cannot store what is in '\(name)': \(error.problem)",
      reason: error.reason, hint: error.hint)
  }

  static func cannotFollow(_ error: FileWatchError) -> Self {
    Self(code: .cannotFollow, problem: error.problem, reason: error.reason, hint: error.hint)
  }

  static func cannotList(_ directory: String, errno: Int32) -> Self {
    Self(
      code: .cannotFollow, problem: "cannot list the directory '\(directory)'",
      reason: String(cString: strerror(errno)),
      hint: "look at its permissions with: ls -ld '\(directory)'")
  }

  static func directoryGone(_ directory: String) -> Self {
    Self(
      code: .directoryGone, problem: "'\(directory)' is followed no more",
      reason: "the directory was deleted, moved or unmounted",
      hint: "what was taken in stays; follow it anew with: watchfloor follow DIRECTORY")
  }

  static func cannotRemember(_ path: String, reason: String) -> Self {
    Self(
      code: .cannotRemember, problem: "cannot write '\(path)'", reason: reason,
      hint: "everything is taken in all the same; after a restart it is read anew")
  }

  static func stopped(_ name: String) -> Self {
    Self(
      code: .stopped, problem: "'\(name)' is not taken in to its end", reason: "it was stopped",
      hint: "take it in once more; what is stored is not stored twice")
  }
}
