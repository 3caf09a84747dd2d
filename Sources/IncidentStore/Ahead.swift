import Foundation
import Synchronization

/// Values that another thread works out, in the order of what they come from, while those before them are used.
struct Ahead<Value: Sendable> {
  private final class Results: Sendable {
    let waiting = Mutex<[Result<[Value], any Error>]>([])
    let isReady = DispatchSemaphore(value: 0)
  }

  /// How many are handed over at a time. For fewer no thread is worth its start.
  private static var batchSize: Int { 64 }

  private let results = Results()
  /// How many the other thread has not handed over.
  private var left: Int
  private var batch: ArraySlice<Value> = []

  init<Input: Sendable>(
    _ inputs: [Input], _ work: @escaping @Sendable (Input) throws -> Value
  ) throws {
    guard inputs.count >= Self.batchSize else {
      left = 0
      batch = try inputs.map(work)[...]
      return
    }
    left = inputs.count
    // Not a queue: those leave threads behind that wake up now and then.
    Thread.detachNewThread { [results] in
      for start in stride(from: 0, to: inputs.count, by: Self.batchSize) {
        let end = min(start + Self.batchSize, inputs.count)
        let batch = Result { try inputs[start..<end].map(work) }
        results.waiting.withLock { $0.append(batch) }
        results.isReady.signal()
        if case .failure = batch { return }
      }
    }
  }

  /// There is no next one.
  var isAtEnd: Bool { batch.isEmpty && left == 0 }

  /// The next one, waited for if need be. `nil` after the last.
  ///
  /// - Throws: what working it out threw, and then nothing comes any more.
  mutating func next() throws -> Value? {
    if isAtEnd { return nil }
    if batch.isEmpty {
      results.isReady.wait()
      let next = results.waiting.withLock { $0.removeFirst() }
      if case .failure = next { left = 0 }
      batch = try next.get()[...]
      left -= batch.count
    }
    return batch.popFirst()
  }
}
