import CPty
import Foundation
import Synchronization
import TerminalKit

@testable import NCursesTerminal

/// The other end of a real terminal: reads what is sent, and types.
@MainActor
final class Person {
  private let descriptor: Int32
  private let device: Int32
  private let received: Received
  private var marks = 0

  /// - Parameter answers: says what it is when asked, as every terminal does.
  init(size: Size = Size(width: 80, height: 24), answers: Bool = true) throws {
    var device: Int32 = -1
    descriptor = pty_open(Int32(size.width), Int32(size.height), &device)
    guard descriptor >= 0 else { throw POSIXError(.ENXIO) }
    self.device = device
    received = Received(from: descriptor, answers: answers)
  }

  isolated deinit {
    // The reader ends when nobody has the device any more.
    Glibc.close(device)
    received.end.wait()
    Glibc.close(descriptor)
  }

  /// A screen on this terminal.
  func terminal(
    _ theme: Theme = .plain, depth: ColorDepth? = .trueColor,
    environment: [String: String] = ["TERM": "xterm-256color", "COLORTERM": "truecolor"]
  ) throws -> NCursesTerminal {
    try NCursesTerminal(
      theme: theme, depth: depth, on: (device, device), environment: environment)
  }

  func resize(to size: Size) { _ = pty_resize(descriptor, Int32(size.width), Int32(size.height)) }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(descriptor, bytes, bytes.count)
  }

  /// All that has been sent since the last time.
  func sees() -> [UInt8] {
    marks += 1
    let mark = Array("\u{1B}_\(marks)\u{1B}\\".utf8)
    _ = write(device, mark, mark.count)
    return received.bytes(before: mark)
  }

  func reads() -> String { String(decoding: sees(), as: UTF8.self) }

  /// Whether something was typed that nobody has read.
  var hasUnreadInput: Bool {
    var input = pollfd(fd: device, events: Int16(POLLIN), revents: 0)
    return poll(&input, 1, 0) == 1
  }
}

/// What has come so far, read by a thread of its own, for a terminal that nobody reads from comes to a stop.
private final class Received: Sendable {
  private let bytes = Mutex<[UInt8]>([])
  private let news = DispatchSemaphore(value: 0)
  let end = DispatchSemaphore(value: 0)

  init(from descriptor: Int32, answers: Bool) {
    Thread.detachNewThread { [self] in
      var buffer = [UInt8](repeating: 0, count: 4096)
      var last: [UInt8] = []
      while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
        bytes.withLock { $0 += buffer.prefix(count) }
        last = last.suffix(2) + buffer.prefix(count)
        if answers, last.contains(Array("\u{1B}[c".utf8)) {
          _ = write(descriptor, "\u{1B}[?62;c", 7)
        }
        news.signal()
      }
      end.signal()
    }
  }

  func bytes(before mark: [UInt8]) -> [UInt8] {
    while true {
      let found = bytes.withLock { bytes -> [UInt8]? in
        guard let range = bytes.firstRange(of: mark) else { return nil }
        defer { bytes.removeSubrange(..<range.upperBound) }
        return Array(bytes[..<range.lowerBound])
      }
      if let found { return found }
      news.wait()
    }
  }
}

extension Theme {
  static let plain = try! Theme(
    toml: """
      [roles]
      text = "default"
      "text.dim" = "#808080"
      cursor = { fg = "#000000", bg = "#12abcd" }
      match = "#010203"
      link = "idx:208"
      label = "ansi:3"
      """, named: "plain", other: { _ throws(ThemeError) in nil })
}
