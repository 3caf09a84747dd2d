import Glibc

/// A file, open to be taken in.
struct InputFile: ~Copyable {
  let descriptor: Int32
  /// Fit to show.
  let name: String
  private let status: stat

  /// Opens the file at `path`, and nothing that could hang or has no end.
  init(path: [UInt8], named name: String, followLinks: Bool) throws(IntakeError) {
    var flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    if !followLinks { flags |= O_NOFOLLOW }
    descriptor = open((path + [0]).map(CChar.init(bitPattern:)), flags)
    self.name = name
    var status = stat()
    let error = descriptor < 0 || fstat(descriptor, &status) < 0 ? errno : 0
    self.status = status
    switch error {
    case 0: break
    case ELOOP where !followLinks: throw .isLink(name)
    case ENXIO: throw .notAFile(name)  // a socket, or a device that is not there
    default: throw .cannotRead(name, errno: error)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .isDirectory(name)
    default: throw .notAFile(name)
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  var isEmpty: Bool { status.st_size == 0 }

  /// Whether the file has more names than one.
  var hasLinks: Bool { status.st_nlink > 1 }

  /// What stays while the name and the content change.
  var identity: FileIdentity { FileIdentity(device: status.st_dev, inode: status.st_ino) }

  /// How it stood when it was opened.
  var stamp: FileStamp { FileStamp(status) }

  /// Whether somebody has it open for writing; we shall be told when that ends. `nil`: the system does not say.
  ///
  /// A read lease (fcntl(2)) is refused just then. It is given back at once, and the signal that tells of
  /// somebody who came in between is made one that nobody minds: the default would end the program.
  var isBeingWritten: Bool? {
    let setSignal: Int32 = 10  // F_SETSIG and F_SETLEASE, which Glibc's module leaves out
    let setLease: Int32 = 1024
    _ = fcntl(descriptor, setSignal, SIGURG)
    guard fcntl(descriptor, setLease, Int32(F_RDLCK)) == 0 else {
      return errno == EAGAIN ? true : nil
    }
    _ = fcntl(descriptor, setLease, Int32(F_UNLCK))
    return false
  }

  /// Whether all that was taken in up to `position` is still there; if so, reading goes on from it.
  func resume(at position: LinePosition) -> Bool {
    guard position.offset > 0, status.st_size >= position.offset else { return false }
    return holds(position.head, at: 0)
      && holds(position.tail, at: position.offset - position.tail.length)
      && lseek(descriptor, position.offset, SEEK_SET) >= 0
  }

  private func holds(_ fingerprint: Fingerprint, at offset: Int) -> Bool {
    let found = [UInt8](unsafeUninitializedCapacity: fingerprint.length) { room, filled in
      filled = max(0, pread(descriptor, room.baseAddress, fingerprint.length, offset))
    }
    return Fingerprint(of: found) == fingerprint
  }
}

struct FileIdentity: Hashable, Sendable, Codable {
  var device: dev_t
  var inode: ino_t
}

/// What changes with a file's content, or with its name: where it is the same, nobody has written.
struct FileStamp: Hashable, Sendable, Codable {
  /// In bytes.
  var size: Int
  /// Of content, and of content or name, in nanoseconds since 1970. The latter cannot be set back.
  var modifiedAt: Int
  var changedAt: Int

  fileprivate init(_ status: stat) {
    size = status.st_size
    modifiedAt = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
    changedAt = status.st_ctim.tv_sec * 1_000_000_000 + status.st_ctim.tv_nsec
  }
}
