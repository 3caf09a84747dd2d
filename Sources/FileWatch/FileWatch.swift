public import Dispatch

/// What happened to one name in a watched directory. Subdirectories are not reported.
public struct FileChange: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// The name is new: a file being made, of which ``closed`` will tell when it is whole, or a link.
    case created
    /// Bytes were written or cut off, and the writer has not closed the file yet.
    case modified
    /// A writer closed the file.
    case closed
    /// The name was moved in: a file that was written elsewhere, or one that replaces another.
    case appeared
    /// The name was deleted or moved out.
    case removed
  }

  /// The name as the file system has it. A name need not be UTF-8: feeds come from old machines too.
  public var nameBytes: [UInt8]
  public var kind: Kind

  public init(nameBytes: [UInt8], kind: Kind) {
    self.nameBytes = nameBytes
    self.kind = kind
  }

  /// The name for people: what is not UTF-8 in it shows as "�". Open the file by ``nameBytes``.
  public var name: String { String(decoding: nameBytes, as: UTF8.self) }
}

/// What a watched directory has to tell.
public enum DirectoryEvent: Hashable, Sendable {
  /// All that happened since the last event, in order; a change that came twice stands where it came last.
  case changes([FileChange])
  /// More happened than could be told: whoever keeps account must look at the whole directory again.
  case overflow
  /// The directory was deleted, moved or unmounted. Nothing follows.
  case directoryGone
}

/// A directory being watched, through inotify, until ``cancel()`` or until the last reference goes.
///
/// Directories are watched and never files, because editors and feed writers replace files by rename.
/// While nothing happens, nothing runs: the kernel wakes us.
// Unchecked: dispatch sources may be used from any thread; they are only not marked so on Linux.
public final class DirectoryWatch: @unchecked Sendable {
  private let source: any DispatchSourceRead

  /// Watches `directory`: whatever happens in it after this returns is told.
  ///
  /// `onEvent` is called on `queue`, one call at a time. While it works, further changes wait in the
  /// kernel; if they become too many there, it is told ``DirectoryEvent/overflow``.
  public init(
    directory: String, queue: DispatchQueue = DispatchQueue(label: "watchfloor.file-watch"),
    onEvent: @escaping @Sendable (DirectoryEvent) -> Void
  ) throws(FileWatchError) {
    let inotify = try INotify(watching: directory)
    let source = DispatchSource.makeReadSource(fileDescriptor: inotify.descriptor, queue: queue)
    source.setEventHandler {
      let events = inotify.read()
      events.forEach(onEvent)
      if events.last == .directoryGone { source.cancel() }
    }
    source.setCancelHandler { inotify.close() }
    self.source = source
    source.activate()
  }

  deinit {
    source.cancel()
  }

  /// Stops watching. A call of `onEvent` that has begun still ends.
  public func cancel() {
    source.cancel()
  }

  /// The events of `directory` from now on, for one reader. It ends after ``DirectoryEvent/directoryGone``.
  ///
  /// A reader who falls behind loses the oldest events, and finds ``DirectoryEvent/overflow`` in their stead.
  public static func events(
    in directory: String
  ) throws(FileWatchError) -> AsyncStream<DirectoryEvent> {
    let (stream, reader) = AsyncStream.makeStream(
      of: DirectoryEvent.self, bufferingPolicy: .bufferingNewest(256))
    let watch = try DirectoryWatch(directory: directory) { event in
      reader.deliver(event)
    }
    reader.onTermination = { _ in watch.cancel() }
    return stream
  }
}

extension AsyncStream<DirectoryEvent>.Continuation {
  /// Says ``DirectoryEvent/overflow`` after an event that pushed out an older one.
  func deliver(_ event: DirectoryEvent) {
    let result = yield(event)
    if event == .directoryGone {
      finish()
    } else if case .dropped = result {
      yield(.overflow)
    }
  }
}
