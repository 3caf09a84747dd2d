import Foundation
import LoopbackServer
import Testing

@testable import Intake

/// A real server on this machine. It stands for one on the internet under the address 127.0.0.1, and for one
/// in a private network under the name `localhost`.
@Suite(.timeLimit(.minutes(1)))
struct FeedClientTests {
  @Test("A whole answer comes with what it says of itself, and the question with who we are")
  func whole() async throws {
    let server = try LoopbackServer { _ in
      .status(200, headers: ["ETag": "\"1\"", "Last-Modified": "yesterday"], body: "one\n")
    }
    let answer = try await fetch(server.url("/feed?n=1"))
    #expect(
      answer == .content(Array("one\n".utf8), .init(etag: "\"1\"", lastModified: "yesterday")))
    let request = try #require(server.requests.first)
    #expect(request.path == "/feed?n=1")
    #expect(request.headers["user-agent"] == "watchfloor/test")
    #expect(request.headers["if-none-match"] == nil)
  }

  @Test("What has not changed is asked for with what the last answer said, and is not sent")
  func unchanged() async throws {
    let server = try LoopbackServer { request in
      request.headers["if-none-match"] == "\"1\"" ? .status(304) : .status(200, body: "one\n")
    }
    let validators = FeedRequest.Validators(etag: "\"1\"", lastModified: "yesterday")
    #expect(try await fetch(server.url("/"), validators) == .unchanged)
    #expect(server.requests.first?.headers["if-modified-since"] == "yesterday")
  }

  @Test("What the server refuses is said as it said it", arguments: [401, 404, 429, 500, 503])
  func refused(code: Int) async throws {
    let server = try LoopbackServer { _ in .status(code, body: "no") }
    let problem = await problem(with: server.url("/"))
    #expect(problem?.words.hasPrefix("it answered \(code) ") == true)
  }

  @Test("A redirect is followed")
  func redirect() async throws {
    let server = try LoopbackServer { request in
      request.path == "/old"
        ? .status(301, headers: ["Location": "/new"]) : .status(200, body: "one\n")
    }
    #expect(try await fetch(server.url("/old")) == .content(Array("one\n".utf8), .init()))
    #expect(server.requests.map(\.path) == ["/old", "/new"])
  }

  @Test("A redirect into a private network is not followed")
  func redirectInwards() async throws {
    let inside = try LoopbackServer { _ in .status(200, body: "secret") }
    let target = inside.url("/secret", host: "localhost")
    let outside = try LoopbackServer { _ in
      .status(302, headers: ["Location": target.absoluteString])
    }
    #expect(await problem(with: outside.url("/")) == .isPrivate("localhost", "127.0.0.1"))
    #expect(inside.requests.isEmpty)
    let allowed = try await fetch(outside.url("/"), allowsPrivate: true)
    #expect(allowed == .content(Array("secret".utf8), .init()))
  }

  @Test("A redirect to a file of this machine, or in a circle, ends with the reason")
  func redirectAway() async throws {
    let server = try LoopbackServer { request in
      .status(302, headers: ["Location": request.path == "/file" ? "file:///etc/passwd" : "/"])
    }
    #expect(await problem(with: server.url("/")) == .tooManyRedirects(5))

    #expect(await problem(with: server.url("/file")) == .notHTTP("file:///etc/passwd"))
    #expect(server.requests.filter { $0.path == "/file" }.count == 1)
  }

  @Test("A private address is not asked unless that is allowed")
  func privateAddress() async throws {
    let server = try LoopbackServer { _ in .status(200, body: "one\n") }
    let url = server.url("/", host: "localhost")
    #expect(await problem(with: url) == .isPrivate("localhost", "127.0.0.1"))
    #expect(server.requests.isEmpty)
    _ = try await fetch(url, allowsPrivate: true)
    #expect(server.requests.count == 1)
  }

  @Test("An answer that is too long is broken off, whether or not it says so beforehand")
  func tooLarge() async throws {
    let body = String(repeating: "x", count: 100_000)
    let server = try LoopbackServer { request in
      request.path == "/said" ? .status(200, body: body) : .unmeasured(body: body)
    }
    for path in ["/said", "/unsaid"] {
      #expect(await problem(with: server.url(path), sizeLimit: 50_000) == .tooLarge(limit: 50_000))
      let whole = try await fetch(server.url(path), sizeLimit: 100_000)
      #expect(whole == .content(Array(body.utf8), .init()))
    }
  }

  @Test("A server that says nothing is waited for no longer than it may take")
  func timeOut() async throws {
    let server = try LoopbackServer { _ in .silence }
    let problem = await problem(with: server.url("/"), timeout: 0.01)
    #expect(problem == .noAnswer(seconds: 0.01))
    #expect(problem?.words == "no whole answer came within 1 s")
  }

  @Test("Where nobody listens, and what nobody is called, is said")
  func nobody() async throws {
    var server: LoopbackServer? = try LoopbackServer { _ in .silence }
    let url = try #require(server?.url("/"))
    server = nil
    #expect(await problem(with: url) != nil)
    let nowhere = try #require(URL(string: "http://nowhere.example/"))
    #expect(await problem(with: nowhere) == .noSuchHost("nowhere.example"))
  }

  @Test(
    "Only addresses of http and https are asked", arguments: ["file:///etc/passwd", "ftp://a/"])
  func otherSchemes(text: String) async throws {
    let url = try #require(URL(string: text))
    #expect(await problem(with: url) == .notHTTP(text))
  }

  // MARK: Addresses

  @Test(
    "An address of this machine, of a private network or of a group is not public",
    arguments: [
      "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255",
      "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.8", "198.18.0.1", "224.0.0.1",
      "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1",
      "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::10.0.0.1", "2002:7f00:1::",
    ])
  func notPublic(address: String) throws {
    #expect(try !#require(IPAddress(address)).isPublic)
  }

  @Test(
    "Any other address is public",
    arguments: [
      "1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "192.0.1.1", "223.255.255.255",
      "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1",
    ])
  func isPublic(address: String) throws {
    #expect(try #require(IPAddress(address)).isPublic)
  }

  @Test(
    "The addresses of this machine are found by its name, in whatever way it is written",
    arguments: ["localhost", "127.0.0.1", "127.1", "2130706433", "0x7f000001", "::1"])
  func ownAddresses(host: String) {
    let addresses = IPAddress.addresses(of: host)
    #expect(!addresses.isEmpty)
    #expect(addresses.allSatisfy { !$0.isPublic })
  }

  // MARK: Help

  private func fetch(
    _ url: URL, _ validators: FeedRequest.Validators = .init(), timeout: Double = 30,
    sizeLimit: Int = 1 << 20, allowsPrivate: Bool = false
  ) async throws(FeedProblem) -> FeedAnswer {
    let client = FeedClient.http(agent: "watchfloor/test") { host in
      let known = ["127.0.0.1": "93.184.216.34", "localhost": "127.0.0.1"]
      return known[host].flatMap(IPAddress.init).map { [$0] } ?? []
    }
    let feed = PolledFeed(
      url: url, timeout: timeout, sizeLimit: sizeLimit, allowsPrivate: allowsPrivate)
    return try await client.fetch(FeedRequest(feed: feed, validators: validators))
  }

  private func problem(
    with url: URL, timeout: Double = 30, sizeLimit: Int = 1 << 20
  ) async -> FeedProblem? {
    do throws(FeedProblem) {
      _ = try await fetch(url, timeout: timeout, sizeLimit: sizeLimit)
      return nil
    } catch {
      return error
    }
  }
}
