public import Foundation

extension DeskState {
  /// T5: an acknowledgement of more than a day ago, of what has not changed since, has turned stale.
  public func isStale(at now: Date) -> Bool {
    acknowledgedAt.map { now.timeIntervalSince($0) > 24 * 3600 } ?? false
  }
}

/// F1: of the feeds that are needed, the one that was heard longest ago; one that never was comes first.
public func oldest(of feeds: [Feed], at now: Date) -> Feed? {
  feeds.max {
    ($0.age(at: now) ?? .infinity, $1.url) < ($1.age(at: now) ?? .infinity, $0.url)
  }
}
