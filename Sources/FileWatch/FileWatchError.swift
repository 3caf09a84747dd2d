import Glibc

/// Why a directory cannot be watched.
public struct FileWatchError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: Hashable, Sendable {
    case notFound, notADirectory, noPermission
    /// A limit of the system on watches is reached.
    case limitReached
    case systemError
  }

  public let code: Code
  public let problem: String
  public let reason: String
  public let hint: String?

  public var description: String {
    [problem, "  reason: \(reason)", hint.map { "  hint: \($0)" }].compactMap(\.self)
      .joined(separator: "\n")
  }
}

extension FileWatchError {
  /// The kernel gave no inotify queue.
  static func noQueue(directory: String, errno: Int32) -> Self {
    let problem = "cannot watch the directory '\(directory)'"
    return switch errno {
    case EMFILE:
      Self(
        code: .limitReached, problem: problem,
        reason:
          "this user has as many inotify queues, or this program as many open files, as allowed",
        hint: "raise the limit with: sudo sysctl fs.inotify.max_user_instances=1024")
    default:
      Self(code: .systemError, problem: problem, reason: sentence(errno), hint: nil)
    }
  }

  /// The kernel gave a queue, and refused this directory.
  static func cannotWatch(directory: String, errno: Int32) -> Self {
    let problem = "cannot watch the directory '\(directory)'"
    return switch errno {
    case ENOENT:
      Self(
        code: .notFound, problem: problem, reason: "there is no such directory",
        hint: "make it with: mkdir -p '\(directory)'")
    case ENOTDIR:
      Self(
        code: .notADirectory, problem: problem, reason: "it is not a directory",
        hint: "name the directory that the file is in")
    case EACCES:
      Self(
        code: .noPermission, problem: problem, reason: "this user may not read it",
        hint: "look at its permissions with: ls -ld '\(directory)'")
    case ENOSPC:
      Self(
        code: .limitReached, problem: problem,
        reason: "this user watches as many directories as the system allows",
        hint: "raise the limit with: sudo sysctl fs.inotify.max_user_watches=524288")
    default:
      Self(code: .systemError, problem: problem, reason: sentence(errno), hint: nil)
    }
  }

  /// The system's own words.
  private static func sentence(_ errno: Int32) -> String {
    String(cString: strerror(errno))
  }
}
