public import Foundation

/// A feed or a channel, and how well we hear it.
public struct Feed: Identifiable, Codable, Hashable, Sendable {
  public enum Status: String, Codable, Hashable, Sendable, CaseIterable {
    case ok
    /// Not heard for more than twice its usual interval: its silence says nothing.
    case late
    /// The last attempt failed, or it was never heard.
    case down
  }

  public var id: String { url }
  public var url: String
  /// Whose it is. `nil` for a feed of no authority.
  public var authority: Authority?
  /// In seconds.
  public var expectedInterval: Double
  public var lastOkAt: Date?
  public var lastItemAt: Date?
  public var lastFailedAt: Date?
  /// Why it failed last. `nil` when it did not.
  public var problem: String?
  /// Items that came from it and could not be read.
  public var quarantined: Int

  public init(
    url: String, authority: Authority? = nil, expectedInterval: Double, lastOkAt: Date? = nil,
    lastItemAt: Date? = nil, lastFailedAt: Date? = nil, problem: String? = nil,
    quarantined: Int = 0
  ) {
    self.url = url
    self.authority = authority
    self.expectedInterval = expectedInterval
    self.lastOkAt = lastOkAt
    self.lastItemAt = lastItemAt
    self.lastFailedAt = lastFailedAt
    self.problem = problem
    self.quarantined = quarantined
  }

  public func status(at now: Date) -> Status {
    guard let lastOkAt else { return .down }
    if let lastFailedAt, lastFailedAt > lastOkAt { return .down }
    return now.timeIntervalSince(lastOkAt) <= 2 * expectedInterval ? .ok : .late
  }

  /// F1: how long ago it was last heard, in seconds. `nil`: never.
  public func age(at now: Date) -> Double? { lastOkAt.map { max(0, now.timeIntervalSince($0)) } }
}
