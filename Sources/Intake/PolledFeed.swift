public import FeedIngest
public import Foundation

/// A feed at an address, and how to ask for it.
public struct PolledFeed: Hashable, Sendable {
  /// Of `http` or `https`. By it the store knows the feed.
  public var url: URL
  /// How often it is asked, in seconds.
  public var every: Double
  /// Who published what does not say so itself.
  public var source: String?
  /// `nil` tells it by the content.
  public var format: FeedFormat?
  /// In seconds, from the question to the last byte of the answer.
  public var timeout: Double
  /// In bytes, unpacked.
  public var sizeLimit: Int
  /// Whether it may lie, or lead, in a private network or on this machine.
  public var allowsPrivate: Bool

  public init(
    url: URL, every: Double = 300, source: String? = nil, format: FeedFormat? = nil,
    timeout: Double = 30, sizeLimit: Int = 16 << 20, allowsPrivate: Bool = false
  ) {
    self.url = url
    self.every = every
    self.source = source
    self.format = format
    self.timeout = timeout
    self.sizeLimit = sizeLimit
    self.allowsPrivate = allowsPrivate
  }

  /// How long to wait after so many failures in a row, in seconds: twice as long each time, up to an hour.
  ///
  /// - Parameter jitter: from 0 to 1: up to a tenth more, so that what failed together is not asked together.
  func pause(afterFailures failures: Int, jitter: Double) -> Double {
    guard failures > 0 else { return every }
    let doubled = every * pow(2, Double(min(failures, 16)))
    return min(doubled, max(every, 3600)) * (1 + jitter / 10)
  }
}
