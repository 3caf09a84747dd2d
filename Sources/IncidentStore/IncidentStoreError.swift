import Foundation
import Incidents

/// Why something could not be done with a store, and what to do next.
public struct IncidentStoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Stable: the only part that callers and tests branch on.
  public enum Code: String, Sendable {
    case cannotOpen, notFound, notAStore, schemaIsNewer, notWritable, busy, cannotWrite, cannotRead
    /// The file is not what was written.
    case damaged
    /// What was asked for makes no sense; the sentence says why.
    case refused
    /// A store of ``IncidentStore/asOf(_:)`` cannot be written to.
    case isPast
    /// A ``ReadBreaker`` ended it.
    case interrupted
  }

  public let code: Code
  /// What we were doing, and to what.
  public let problem: String
  /// Why, when we know.
  public let reason: String?
  /// The next thing to type.
  public let hint: String?

  public var description: String {
    [problem, reason.map { "  reason: \($0)" }, hint.map { "  hint: \($0)" }]
      .compactMap(\.self).joined(separator: "\n")
  }
}

extension IncidentStoreError {
  static func isDirectory(_ path: String) -> Self {
    Self(
      code: .cannotOpen,
      problem: "cannot open the incident store '\(path)'",
      reason: "it is a directory",
      hint: "name a file in it: --store \(path.hasSuffix("/") ? path : path + "/")watchfloor.db")
  }

  static func notFound(_ path: String) -> Self {
    Self(
      code: .notFound,
      problem: "there is no incident store at '\(path)'",
      reason: nil,
      hint: "take something in first: watchfloor ingest FILE; or look around: watchfloor demo")
  }

  static func noDirectory(_ path: String, directory: String) -> Self {
    Self(
      code: .cannotOpen,
      problem: "cannot make the incident store '\(path)'",
      reason: "there is no directory '\(directory)'",
      hint: "make it first: mkdir -p '\(directory)'")
  }

  static func notAStore(_ path: String, reason: String) -> Self {
    Self(
      code: .notAStore,
      problem: "'\(path)' is not an incident store",
      reason: reason,
      hint: "name a store with --store PATH; to take this file in: watchfloor ingest '\(path)'")
  }

  static func schemaIsNewer(_ path: String, found: Int, known: Int) -> Self {
    Self(
      code: .schemaIsNewer,
      problem: "the incident store '\(path)' was written by a newer version",
      reason: "its schema is \(found); this build knows up to \(known)",
      hint: "upgrade this program, or choose another file with --store PATH")
  }

  static func notWritable(_ path: String, reason: String) -> Self {
    Self(
      code: .notWritable,
      problem: "cannot write to the incident store '\(path)'",
      reason: reason,
      hint: """
        copy it, with its -wal, to a place that you may write to, and name the copy with --store PATH
        """)
  }

  static func busy(_ path: String, seconds: Int) -> Self {
    Self(
      code: .busy,
      problem: "cannot write to the incident store '\(path)'",
      reason: "another program has kept it locked for \(seconds) seconds",
      hint: "see who has it open: fuser -v '\(path)'")
  }

  static func full(_ path: String) -> Self {
    Self(
      code: .cannotWrite,
      problem: "cannot write to the incident store '\(path)'",
      reason: "the disk is full",
      hint: "make room, and do it once more: what the store has already is not stored again")
  }

  public static func damaged(_ path: String) -> Self {
    Self(
      code: .damaged,
      problem: "the incident store '\(path)' is damaged",
      reason: "what is in the file is not what was written",
      hint: """
        see what is whole: watchfloor store check --store '\(path)'; \
        keep all of that: watchfloor store repair --store '\(path)'
        """)
  }

  static func isThere(_ path: String) -> Self {
    Self(
      code: .refused, problem: "there is a file at '\(path)' already",
      reason: "a copy is never put over another",
      hint: "name another file, or move that one away")
  }

  static func movedAway(_ path: String) -> Self {
    Self(
      code: .cannotWrite,
      problem: "cannot tell whether that is in the incident store '\(path)'",
      reason: "another file was put in its place, or its log removed, while it was being written",
      hint: "do it once more: what the store has already is not stored again")
  }

  static func isPast(_ moment: Date) -> Self {
    Self(
      code: .isPast,
      problem: "nothing can be put into the past",
      reason: "this is what the store knew at \(UTC.string(from: moment))",
      hint: "go back to now, and record it there")
  }

  static func refused(_ problem: String, reason: String? = nil, hint: String? = nil) -> Self {
    Self(code: .refused, problem: problem, reason: reason, hint: hint)
  }

  static func failed(_ code: Code, _ path: String, reason: String) -> Self {
    Self(
      code: code,
      problem:
        "cannot \(code == .cannotRead ? "read" : code == .cannotOpen ? "open" : "write to") the incident store '\(path)'",
      reason: reason,
      hint: "check the disk and the file; nothing that was stored before has been changed")
  }
}
