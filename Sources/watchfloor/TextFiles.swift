import Foundation
import Glibc

// Texts as files for other programs, for as long as they take.

/// Calls `use` with a file to read `text` from. It has no name, and is gone when nobody has it open.
func withFile<Outcome>(
  of text: String, _ use: (_ descriptor: Int32) throws(POSIXError) -> Outcome
) throws(POSIXError) -> Outcome {
  var path = Array("\(privateFolder)/watchfloor-XXXXXX".utf8CString)
  let file = mkstemp(&path)
  guard file >= 0 else { throw POSIXError.last }
  defer { close(file) }
  unlink(path)
  _ = fcntl(file, F_SETFD, FD_CLOEXEC)
  try write(text, to: file)
  lseek(file, 0, SEEK_SET)
  return try use(file)
}

/// Calls `use` with the path of a copy of `text` that only this person can read: mode 0600, in a folder of
/// mode 0700. Afterwards it is gone, with whatever a program has left beside it.
///
/// - Returns: whether somebody has written something else into it.
func withCopy(
  of text: String, named name: String, _ use: (_ path: String) -> Void
) throws(POSIXError) -> Bool {
  var template = Array("\(privateFolder)/watchfloor-XXXXXX".utf8CString)
  guard mkdtemp(&template) != nil else { throw POSIXError.last }
  let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  let path = "\(folder)/\(name)"
  let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
  guard file >= 0 else { throw POSIXError.last }
  defer { close(file) }
  try write(text, to: file)
  use(path)
  return (try? Data(contentsOf: URL(filePath: path))) != Data(text.utf8)
}

/// Emptied at the end of the session in any case, where the system has such a folder.
private var privateFolder: String {
  let own = variable("XDG_RUNTIME_DIR").flatMap { access($0, W_OK) == 0 ? $0 : nil }
  return own ?? FileManager.default.temporaryDirectory.path
}

private func write(_ text: String, to descriptor: Int32) throws(POSIXError) {
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard count >= 0 || errno == EINTR else { throw POSIXError.last }
    rest = rest.dropFirst(max(0, count))
  }
}

extension POSIXError {
  /// What went wrong last, in words of the system.
  fileprivate static var last: Self { Self(POSIXErrorCode(rawValue: errno) ?? .EIO) }

  var words: String { String(cString: strerror(code.rawValue)) }
}
