import CEmbedded

/// Files that the program carries inside itself.
enum Embedded {
  /// The text of the embedded file called `name`.
  static func text(_ name: String) -> String {
    let file = embedded_file(name)
    guard let bytes = file.bytes else { preconditionFailure("no file '\(name)' is embedded") }
    return String(decoding: UnsafeBufferPointer(start: bytes, count: file.length), as: UTF8.self)
  }
}
