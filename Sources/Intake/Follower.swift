import Dispatch
public import FeedIngest
import FileWatch
import Synchronization

/// Takes in the files of one directory, those that are there and then each as it changes, until
/// ``stop()`` or until the last reference goes.
///
/// - An article is taken in when nobody is writing it any more, and again when its text has changed.
/// - Of JSON Lines, each line is taken in when it is whole, while the file goes on growing.
/// - A file that is deleted is forgotten here; nothing is taken out of the store.
/// - Hidden files, those of editors (`x~`, `#x#`) and unfinished ones (`x.tmp`, `x.part`) are passed over,
///   and so are subdirectories.
///
/// One bad file costs that file. While nothing changes, nothing runs.
public final class Follower: Sendable {
  public enum Notice: Hashable, Sendable {
    /// All that was there at the start has been looked at.
    case caughtUp
    case took(file: String, IntakeOutcome)
    /// The other files are taken in all the same.
    case problem(file: String, IntakeError)
    /// The directory is gone; nothing follows.
    case ended(IntakeError)
  }

  private let watch: DirectoryWatch

  /// Follows `directory`.
  ///
  /// - Parameters:
  ///   - format: `nil` tells it by the content of each file.
  ///   - onNotice: called on a queue of the follower's own, one call at a time.
  public init(
    directory: String, intake: Intake, format: FeedFormat? = nil,
    onNotice: @escaping @Sendable (Notice) -> Void
  ) throws(IntakeError) {
    let followed = Guarded(
      FollowedDirectory(path: directory, intake: intake, format: format, onNotice: onNotice))
    let queue = DispatchQueue(label: "watchfloor.follower")
    do {
      watch = try DirectoryWatch(directory: directory, queue: queue) { event in
        followed.value.withLock { $0.handle(event) }
      }
    } catch {
      throw .cannotFollow(error)
    }
    // Only now that changes are told: what comes while we look is not missed, at most looked at twice.
    queue.async {
      followed.value.withLock { $0.lookAtAll() }
      onNotice(.caughtUp)
    }
  }

  /// Stops following. A file that is being taken in is still taken in.
  public func stop() {
    watch.cancel()
  }
}

/// Lets closures share what they change.
private final class Guarded: Sendable {
  let value: Mutex<FollowedDirectory>

  init(_ value: sending FollowedDirectory) {
    self.value = Mutex(value)
  }
}
