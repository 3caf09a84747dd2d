import Foundation
import IncidentStore
import Synchronization

/// What was read of an input, ready to be stored.
struct Portion: Sendable {
  var drafts: PreparedDrafts
  var quarantine: [QuarantinedItem]
  /// When the newest of the items was published. `nil` when none says.
  var newestItemAt: Date?
}

/// Stores what another thread reads while that thread reads on, in the order in which it comes.
///
/// What waits when a portion has been put in goes into the same transaction, so that there are fewer of
/// them where storing is what takes the time; nobody waits in a transaction for what is still being read.
final class Storing<Position: Sendable>: Sendable {
  typealias Done = (outcome: IntakeOutcome, position: Position)
  private typealias Item = (portion: Portion, position: Position)

  private struct State {
    var waiting: [Item?] = []
    /// Portions that have been put in. They are let go on the thread that made them: two threads at one
    /// heap wait for each other.
    var spent: [Portion] = []
    var done: Done?
    var failure: IntakeError?
  }

  /// How many portions may wait. Each holds its texts twice over.
  private static var capacity: Int { 1 }
  /// A transaction that has lasted so long gets no more portions: others want to write, too, and people to
  /// see how far it has come. Much shorter ones would write the indexes by hash again and again.
  private static var longest: Duration { .seconds(3) }

  private let state = Mutex(State())
  private let room = DispatchSemaphore(value: capacity)
  private let waiting = DispatchSemaphore(value: 0)
  private let isOver = DispatchSemaphore(value: 0)

  /// - Parameter store: stores all that it is given until it is given nothing, in one transaction.
  init(
    _ store: @escaping @Sendable (_ next: () -> Portion?) throws(IntakeError) -> IntakeOutcome
  ) {
    // Not a queue: those leave threads behind that wake up now and then.
    Thread.detachNewThread { [self] in
      run(store)
      isOver.signal()
    }
  }

  /// Gives a portion to be stored, and waits while there is no room for it.
  ///
  /// - Parameter position: how far the input is stored afterwards.
  /// - Returns: what has come of those before since this was asked last.
  func put(_ portion: Portion, upTo position: Position) throws(IntakeError) -> Done? {
    give((portion, position))
    return try taken()
  }

  /// Waits until all is stored.
  func finish() throws(IntakeError) -> Done? {
    give(nil)
    isOver.wait()
    return try taken()
  }

  private func give(_ item: Item?) {
    room.wait()
    state.withLock { $0.waiting.append(item) }
    waiting.signal()
  }

  /// A failure comes first, once; what was stored before it is there for who asks again.
  private func taken() throws(IntakeError) -> Done? {
    // Not under the lock: it takes a while.
    _ = state.withLock { state in
      defer { state.spent = [] }
      return state.spent
    }
    if let failure = state.withLock({ $0.failure.take() }) { throw failure }
    return state.withLock { $0.done.take() }
  }

  // MARK: On the other thread

  private func run(_ store: (_ next: () -> Portion?) throws(IntakeError) -> IntakeOutcome) {
    var hasFailed = false
    var isAtEnd = false
    while !isAtEnd {
      waiting.wait()
      var next = take()
      guard var position = next?.position else { return }
      // What comes behind a failure is let go: its reader hears of it.
      if hasFailed { continue }
      let start = ContinuousClock.now
      var last: Portion?
      do throws(IntakeError) {
        let outcome = try store {
          if let spent = last.take() { state.withLock { $0.spent.append(spent) } }
          if next == nil, start.duration(to: .now) < Self.longest,
            waiting.wait(timeout: .now()) == .success
          {
            next = take()
            isAtEnd = next == nil
          }
          guard let item = next else { return nil }
          next = nil
          position = item.position
          last = item.portion
          return item.portion
        }
        state.withLock { state in
          var sum = state.done?.outcome ?? IntakeOutcome()
          sum += outcome
          state.done = (sum, position)
        }
      } catch {
        hasFailed = true
        state.withLock { $0.failure = error }
      }
    }
  }

  private func take() -> Item? {
    defer { room.signal() }
    return state.withLock { $0.waiting.removeFirst() }
  }
}
