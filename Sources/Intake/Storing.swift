import Foundation
import IncidentStore
import Synchronization

/// Stores what a thread has read while the thread reads on: one transaction at a time, in their order.
struct Storing<Position: Sendable> {
  typealias Done = (outcome: IntakeOutcome, position: Position)

  private var underWay: Transaction?

  private final class Transaction: Sendable {
    let position: Position
    private let result = Mutex<Result<IntakeOutcome, IntakeError>?>(nil)
    private let isOver = DispatchSemaphore(value: 0)

    init(
      _ position: Position, _ store: @escaping @Sendable () throws(IntakeError) -> IntakeOutcome
    ) {
      self.position = position
      // Not a queue: those leave threads behind that wake up now and then.
      Thread.detachNewThread { [self] in
        let outcome = Result { () throws(IntakeError) in try store() }
        result.withLock { $0 = outcome }
        isOver.signal()
      }
    }

    func finish() throws(IntakeError) -> Done {
      isOver.wait()
      guard let result = result.withLock({ $0 }) else { preconditionFailure("it is not over") }
      return (try result.get(), position)
    }
  }

  /// Begins a transaction as soon as the one before is over.
  ///
  /// - Parameter position: how far the input is stored afterwards.
  /// - Returns: what came of the one before.
  mutating func begin(
    upTo position: Position, _ store: @escaping @Sendable () throws(IntakeError) -> IntakeOutcome
  ) throws(IntakeError) -> Done? {
    let done = try finish()
    underWay = Transaction(position, store)
    return done
  }

  /// Waits for the transaction under way.
  mutating func finish() throws(IntakeError) -> Done? {
    defer { underWay = nil }
    return try underWay?.finish()
  }
}
