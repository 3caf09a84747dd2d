import Dashboard
import Intake
import Synchronization

/// What the header says of a followed folder, notice after notice.
final class FollowProgress: Sendable {
  private let folder: String
  private let seen = Mutex<(files: Set<String>, problem: String?)>(([], nil))

  init(folder: String) { self.folder = folder }

  func after(_ notice: Follower.Notice) -> FollowNotice {
    seen.withLock { seen in
      switch notice {
      case .caughtUp: break
      case .took(let file, let outcome):
        seen.files.insert(file)
        seen.problem =
          outcome.quarantined > 0 ? "\(file): \(outcome.quarantined) quarantined" : nil
      case .problem(_, let error), .ended(let error):
        seen.problem = error.problem
      }
      return FollowNotice(folder: folder, files: seen.files.count, problem: seen.problem)
    }
  }
}
