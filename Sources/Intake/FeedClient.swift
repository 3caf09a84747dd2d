import Foundation

/// Asks for feeds: over HTTP, or whatever a test puts in its place.
public struct FeedClient: Sendable {
  let fetch: @Sendable (FeedRequest) async throws(FeedProblem) -> FeedAnswer

  init(fetch: @escaping @Sendable (FeedRequest) async throws(FeedProblem) -> FeedAnswer) {
    self.fetch = fetch
  }

  /// Over HTTP.
  ///
  /// - Parameter agent: who we say that we are: "watchfloor/1.0".
  public static func http(agent: String) -> Self {
    http(agent: agent, addresses: IPAddress.addresses)
  }
}

struct FeedRequest: Hashable, Sendable {
  var feed: PolledFeed
  /// What the last answer said of itself: nothing is sent again that has not changed since.
  var validators = Validators()

  /// RFC 9110, section 8.8.
  struct Validators: Hashable, Sendable, Codable {
    var etag: String?
    var lastModified: String?
  }
}

enum FeedAnswer: Hashable, Sendable {
  case unchanged
  case content([UInt8], FeedRequest.Validators)
}

/// Why a feed was not heard, in plain words that follow its name.
struct FeedProblem: Error, Hashable, Sendable {
  var words: String
}

extension FeedProblem {
  static func status(_ code: Int, meaning: String) -> Self {
    Self(words: "it answered \(code) \(meaning)")
  }

  static func noAnswer(seconds: Double) -> Self {
    Self(words: "no whole answer came within \(Int(seconds.rounded(.up))) s")
  }

  static func tooLarge(limit: Int) -> Self {
    Self(words: "its answer is longer than the \(limit) bytes that it may have")
  }

  static func notHTTP(_ url: String) -> Self {
    Self(words: "it leads to '\(url)', which is no address of http or https")
  }

  static func noSuchHost(_ host: String) -> Self { Self(words: "there is no host '\(host)'") }

  static func isPrivate(_ host: String, _ address: String) -> Self {
    Self(
      words: "'\(host)' lies in a private network (\(address)), and allow_private is not set")
  }

  static func tooManyRedirects(_ limit: Int) -> Self {
    Self(words: "it leads on more than \(limit) times")
  }

  static func notReadable(items: Int) -> Self {
    Self(words: "nothing in its answer could be read (\(items) quarantined)")
  }

  static func failed(_ reason: String) -> Self { Self(words: reason) }
}
