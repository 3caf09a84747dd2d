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
/// One bad file costs that file. While nothing changes, nothing runs; but where the system does not tell
/// what changes, on a ``NetworkFileSystem``, all files are looked at every few seconds.
///
/// What was taken in of each file is kept from one run to the next, so that only what is new is read.
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

  private let watch: DirectoryWatch?
  private let followed: Guarded
  private let transactions = Transactions()

  /// Follows `directory`.
  ///
  /// - Parameters:
  ///   - format: `nil` tells it by the content of each file.
  ///   - state: the directory to remember in what was taken in. `nil`: the next run begins anew.
  ///   - onNotice: called on a queue of the follower's own, one call at a time. It may not stop the follower.
  public init(
    directory: String, intake: Intake, format: FeedFormat? = nil, remembersIn state: String? = nil,
    onNotice: @escaping @Sendable (Notice) -> Void
  ) throws(IntakeError) {
    var intake = intake
    intake.transactions = transactions
    let followed = Guarded(
      FollowedDirectory(
        path: directory, intake: intake, format: format, remembersIn: state, onNotice: onNotice))
    self.followed = followed
    let queue = followed.queue
    if NetworkFileSystem.holding(directory) != nil {
      watch = nil
      queue.async {
        followed.use { $0.remember() }
        if followed.scan() { onNotice(.caughtUp) }
      }
      return
    }
    do {
      watch = try DirectoryWatch(directory: directory, queue: queue) { event in
        followed.use { $0.handle(event) }
      }
    } catch {
      throw .cannotFollow(error)
    }
    // Only now that changes are told: what comes while we look is not missed, at most looked at twice.
    queue.async {
      followed.use {
        $0.remember()
        $0.lookAtAll()
      }
      onNotice(.caughtUp)
    }
  }

  deinit { stop() }

  /// Stops following, and leaves what is known to the next run. What is being stored is still stored; the
  /// rest of its file is left to the next run.
  public func stop() {
    transactions.end()
    watch?.cancel()
    followed.end()
  }

  /// How a follower looks at `directory`, where nothing tells it what changes: "on nfs: looked at every 5 s".
  /// `nil`: it is told.
  public static func slowness(of directory: String) -> String? {
    NetworkFileSystem.holding(directory).map {
      "on \($0.rawValue): looked at every \(Guarded.scanInterval) s"
    }
  }
}

/// Lets closures share what they change, and sees to what is to be done later.
private final class Guarded: Sendable {
  let queue = DispatchQueue(label: "watchfloor.follower")
  private let state: Mutex<State>

  private struct State {
    var directory: FollowedDirectory
    var isSaveComing = false
    var hasEnded = false
  }

  /// In seconds.
  static let scanInterval = 5
  /// So long, in seconds, is waited for more to save. What is not saved is only read once more.
  private static let saveDelay = 2.0

  init(_ directory: sending FollowedDirectory) {
    state = Mutex(State(directory: directory))
  }

  func use<Result: Sendable>(_ body: (inout FollowedDirectory) -> Result) -> Result? {
    let (result, saves) = state.withLock { state -> (Result?, Bool) in
      if state.hasEnded { return (nil, false) }
      let result = body(&state.directory)
      let saves = state.directory.isUnsaved && !state.isSaveComing
      if saves { state.isSaveComing = true }
      return (result, saves)
    }
    if saves {
      queue.asyncAfter(deadline: .now() + Self.saveDelay) { [weak self] in
        self?.state.withLock {
          $0.isSaveComing = false
          $0.directory.save()
        }
      }
    }
    return result
  }

  /// Looks at all files now and every few seconds.
  ///
  /// - Returns: whether the directory is there.
  func scan() -> Bool {
    guard use({ $0.scan() }) == true else { return false }
    queue.asyncAfter(deadline: .now() + .seconds(Self.scanInterval)) { [weak self] in
      _ = self?.scan()
    }
    return true
  }

  func end() {
    state.withLock {
      $0.hasEnded = true
      $0.directory.save()
    }
  }
}
