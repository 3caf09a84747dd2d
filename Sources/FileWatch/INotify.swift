import Glibc

/// One inotify queue with one watch, as the kernel gives it (inotify(7)).
struct INotify: Sendable {
  /// Becomes readable when something happened.
  let descriptor: Int32

  init(watching directory: String) throws(FileWatchError) {
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0 else { throw .noQueue(directory: directory, errno: errno) }
    let mask =
      IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE
      | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR
    guard inotify_add_watch(descriptor, directory, UInt32(mask)) >= 0 else {
      let error = errno
      close()
      throw .cannotWatch(directory: directory, errno: error)
    }
  }

  func close() {
    _ = Glibc.close(descriptor)
  }

  /// Takes all that is in the queue now, and waits for nothing.
  func read() -> [DirectoryEvent] {
    var waiting: Int32 = 0
    guard ioctl(descriptor, UInt(FIONREAD), &waiting) == 0, waiting > 0 else { return [] }
    let queue = [UInt8](unsafeUninitializedCapacity: Int(waiting)) { buffer, count in
      count = max(0, Glibc.read(descriptor, buffer.baseAddress, buffer.count))
    }
    return Self.events(in: queue)
  }

  /// Reads `struct inotify_event`s: watch, mask, cookie and length of 32 bits each, then the name, padded
  /// with zeros to the length.
  static func events(in queue: [UInt8]) -> [DirectoryEvent] {
    var changes: [FileChange] = []
    var overflow = false
    var gone = false
    queue.withUnsafeBytes { bytes in
      let header = MemoryLayout<inotify_event>.size
      var start = 0
      while start + header <= bytes.count {
        let event = bytes.loadUnaligned(fromByteOffset: start, as: inotify_event.self)
        let mask = Int32(bitPattern: event.mask)
        let name = bytes[(start + header)..<(start + header + Int(event.len))]
        start += header + Int(event.len)

        if mask & IN_Q_OVERFLOW != 0 { overflow = true }
        if mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED) != 0 { gone = true }
        if mask & IN_ISDIR == 0, let kind = FileChange.Kind(mask) {
          changes.append(FileChange(nameBytes: Array(name.prefix { $0 != 0 }), kind: kind))
        }
      }
    }
    var events: [DirectoryEvent] = []
    if overflow {
      events.append(.overflow)
    } else if !changes.isEmpty {
      events.append(.changes(lastOfEach(changes)))
    }
    if gone { events.append(.directoryGone) }
    return events
  }

  /// The last one counts: after "closed, removed, created, closed" the file is closed, not removed.
  private static func lastOfEach(_ changes: [FileChange]) -> [FileChange] {
    var seen: Set<FileChange> = []
    return changes.reversed().filter { seen.insert($0).inserted }.reversed()
  }
}

extension FileChange.Kind {
  fileprivate init?(_ mask: Int32) {
    switch mask & (IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
    {
    case IN_CREATE: self = .created
    case IN_MODIFY: self = .modified
    case IN_CLOSE_WRITE: self = .closed
    case IN_MOVED_TO: self = .appeared
    case IN_MOVED_FROM, IN_DELETE: self = .removed
    default: return nil
    }
  }
}
