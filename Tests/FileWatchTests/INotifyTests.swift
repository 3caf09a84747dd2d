import Glibc
import Testing

@testable import FileWatch

/// What no test can make the kernel say in good time is said to the reader of its queue.
struct INotifyTests {
  @Test("In one batch, a change that came again stands where it came last")
  func repeatedChanges() {
    let queue =
      event(IN_CREATE, "a") + event(IN_MODIFY, "a") + event(IN_CLOSE_WRITE, "a")
      + event(IN_MODIFY, "b") + event(IN_DELETE, "a") + event(IN_CREATE, "a")
      + event(IN_CLOSE_WRITE, "a") + event(IN_MODIFY, "b")
    #expect(
      INotify.events(in: queue) == [
        .changes([
          change("a", .modified), change("a", .removed), change("a", .created),
          change("a", .closed), change("b", .modified),
        ])
      ])
  }

  @Test("An overflow says: look at everything; the changes beside it say nothing more")
  func overflow() {
    let queue = event(IN_CLOSE_WRITE, "a") + event(IN_Q_OVERFLOW, "", watch: -1)
    #expect(INotify.events(in: queue) == [.overflow])
  }

  @Test("A directory on a disk that is unmounted is gone, after what happened before")
  func unmounting() {
    let queue = event(IN_CLOSE_WRITE, "a") + event(IN_UNMOUNT, "") + event(IN_IGNORED, "")
    #expect(INotify.events(in: queue) == [.changes([change("a", .closed)]), .directoryGone])
  }

  @Test("An empty queue, or half an event, is no event", arguments: [0, 7, 16])
  func shortQueue(length: Int) {
    #expect(INotify.events(in: Array(event(IN_ACCESS, "", watch: 1).prefix(length))).isEmpty)
  }

  @Test("A reader who falls behind is told to look at everything, and still hears the last")
  func fallingBehind() async {
    let (stream, reader) = AsyncStream.makeStream(
      of: DirectoryEvent.self, bufferingPolicy: .bufferingNewest(3))
    for name in ["a", "b", "c", "d"] { reader.deliver(.changes([change(name, .closed)])) }
    reader.deliver(.directoryGone)

    var events: [DirectoryEvent] = []
    for await event in stream { events.append(event) }
    #expect(events == [.changes([change("d", .closed)]), .overflow, .directoryGone])
  }

  @Test(
    "A limit of the system is named with the command that raises it",
    arguments: [
      (FileWatchError.noQueue(directory: "feeds", errno: EMFILE), "max_user_instances=1024"),
      (FileWatchError.cannotWatch(directory: "feeds", errno: ENOSPC), "max_user_watches=524288"),
    ])
  func limits(error: FileWatchError, setting: String) {
    #expect(error.code == .limitReached)
    #expect(error.hint == "raise the limit with: sudo sysctl fs.inotify.\(setting)")
  }

  private func change(_ name: String, _ kind: FileChange.Kind) -> FileChange {
    FileChange(nameBytes: Array(name.utf8), kind: kind)
  }

  /// A `struct inotify_event` with its name padded as the kernel pads it.
  private func event(_ mask: Int32, _ name: String, watch: Int32 = 1) -> [UInt8] {
    let padded =
      name.isEmpty ? [] : Array(name.utf8) + Array(repeating: 0, count: 16 - name.utf8.count)
    var header = inotify_event()
    header.wd = watch
    header.mask = UInt32(bitPattern: mask)
    header.len = UInt32(padded.count)
    return withUnsafeBytes(of: header) { Array($0) } + padded
  }
}
