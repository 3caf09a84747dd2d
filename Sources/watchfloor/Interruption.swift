import Dispatch
import Glibc

/// Has `end` called, once, when the person presses Ctrl-C or the system asks the program to end. It is told
/// the signal, and is to end the program. Until it has, the same signal ends the program at once: nothing
/// that the store has acknowledged is lost by that.
func onInterrupt(_ end: @escaping @Sendable (Int32) -> Void) {
  for number in [SIGINT, SIGTERM] {
    let source = DispatchSource.makeSignalSource(signal: number, queue: interruptions.queue)
    signal(number, SIG_IGN)
    source.setEventHandler {
      signal(number, SIG_DFL)
      end(number)
    }
    source.activate()
    interruptions.keep(source)
  }
}

private let interruptions = Interruptions()

/// Keeps what listens for signals as long as the program runs.
// Unchecked: dispatch sources may be used from any thread; they are only not marked so on Linux.
private final class Interruptions: @unchecked Sendable {
  let queue = DispatchQueue(label: "watchfloor.interruptions")
  private var sources: [any DispatchSourceSignal] = []

  func keep(_ source: any DispatchSourceSignal) { queue.sync { sources.append(source) } }
}
