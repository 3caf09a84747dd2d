public import Foundation
import Glibc
import Synchronization

/// A web server on this machine, for tests: real sockets, and answers as a test wants them.
public final class LoopbackServer: Sendable {
  public struct Request: Hashable, Sendable {
    public var path: String
    /// By their names in lower case.
    public var headers: [String: String]
  }

  public enum Answer: Sendable {
    case status(Int, headers: [String: String] = [:], body: String = "")
    /// The end of the body is the end of the connection: nobody knows its length beforehand.
    case unmeasured(body: String)
    /// Nothing comes, until the server goes.
    case silence
  }

  public let port: Int
  private let listener: Int32
  private let log = Log()

  /// Serves until the last reference goes.
  public init(answer: @escaping @Sendable (Request) -> Answer) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 16) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard isListening else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    self.listener = listener
    port = Int(UInt16(bigEndian: address.sin_port))
    let log = log
    Thread.detachNewThread { Self.serve(listener, log, answer) }
  }

  deinit { shutdown(listener, Int32(SHUT_RDWR)) }

  /// What was asked so far.
  public var requests: [Request] { log.requests.withLock { $0 } }

  public func url(_ path: String, host: String = "127.0.0.1") -> URL {
    URL(string: "http://\(host):\(port)\(path)")!
  }

  private final class Log: Sendable {
    let requests = Mutex<[Request]>([])
  }

  private static func serve(
    _ listener: Int32, _ log: Log, _ answer: @Sendable (Request) -> Answer
  ) {
    var silent: [Int32] = []
    defer { for descriptor in silent + [listener] { close(descriptor) } }
    while case let connection = accept(listener, nil, nil), connection >= 0 {
      guard let request = read(connection) else {
        close(connection)
        continue
      }
      log.requests.withLock { $0.append(request) }
      switch answer(request) {
      case .silence:
        silent.append(connection)
        continue
      case .status(let code, let headers, let body):
        let fields = headers.merging(["Content-Length": "\(body.utf8.count)"]) { own, _ in own }
        write(connection, "HTTP/1.1 \(code) X\r\n\(text(fields))\r\n\(body)")
      case .unmeasured(let body):
        write(connection, "HTTP/1.1 200 OK\r\n\(text([:]))\r\n\(body)")
      }
      close(connection)
    }
  }

  private static func text(_ headers: [String: String]) -> String {
    headers.merging(["Connection": "close"]) { own, _ in own }
      .map { "\($0.key): \($0.value)\r\n" }.joined()
  }

  private static func read(_ connection: Int32) -> Request? {
    var head = ""
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !head.contains("\r\n\r\n") {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      head += String(decoding: buffer.prefix(count), as: UTF8.self)
    }
    let lines = head.components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count > 1 else { return nil }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2 {
        headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
      }
    }
    return Request(path: String(words[1]), headers: headers)
  }

  /// Up to where the other side hangs up.
  private static func write(_ connection: Int32, _ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
