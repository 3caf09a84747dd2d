public import Foundation

// T1–T6: what a person has seen, and when it asks for attention again.

/// What one person has on the desk about an incident. It stays on this machine.
public struct DeskState: Codable, Hashable, Sendable {
  public var acknowledgedAt: Date?
  public var snoozedUntil: Date?
  /// When it was snoozed.
  public var snoozedAt: Date?
  public var note: String?

  public init(
    acknowledgedAt: Date? = nil, snoozedUntil: Date? = nil, snoozedAt: Date? = nil,
    note: String? = nil
  ) {
    self.acknowledgedAt = acknowledgedAt
    self.snoozedUntil = snoozedUntil
    self.snoozedAt = snoozedAt
    self.note = note
  }

  /// T2: an acknowledgement holds until the next material change.
  public func isAcknowledged(changedAt: Date) -> Bool {
    acknowledgedAt.map { $0 >= changedAt } ?? false
  }

  /// T3: a snooze holds until its end, or until a material change.
  public func isSnoozed(changedAt: Date, now: Date) -> Bool {
    guard let snoozedAt, let snoozedUntil else { return false }
    return now < snoozedUntil && snoozedAt >= changedAt
  }
}

extension Change {
  /// T1: a change of status, position, origin count, toll, place or time precision, a merge, a withdrawal;
  /// and that two desks settled one matter differently.
  public var isMaterial: Bool { Self.isMaterial(field) }

  public static func isMaterial(_ field: String) -> Bool { materialFields.contains(field) }

  private static let materialFields: Set<String> = [
    "incident", "verification", "origins", "official", "overdue", "toll", "place", "time",
    "lifecycle", "conflict",
  ]
}
