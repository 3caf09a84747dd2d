import Foundation
import IncidentStore
import Incidents
import TerminalKit

/// Every feed and channel, and how well we hear it: trouble first.
struct FeedsPane: Equatable, Sendable {
  /// In the store's order. `nil` until the first answer.
  private(set) var all: [Feed]?
  /// F1: the one that we have not heard for longest, of those that are required: the channels of
  /// authorities, or all where there are none. `nil`: there are no feeds.
  private(set) var oldestRequired: Feed?
  private(set) var selection: Feed.ID?
  private(set) var cursor = ListCursor()

  mutating func take(_ feeds: [Feed]) {
    all = feeds
    let channels = feeds.filter { $0.authority != nil }
    oldestRequired = (channels.isEmpty ? feeds : channels).min {
      ($0.lastOkAt ?? .distantPast) < ($1.lastOkAt ?? .distantPast)
    }
    if !feeds.contains(where: { $0.id == selection }) { selection = nil }
  }

  func sorted(at now: Date) -> [Feed] { all.map { all in order(at: now).map { all[$0] } } ?? [] }

  /// The places in ``all``, as they stand on screen.
  func order(at now: Date) -> [Int] {
    guard let all else { return [] }
    var (down, late, ok): ([Int], [Int], [Int]) = ([], [], [])
    for index in all.indices {
      switch all[index].status(at: now) {
      case .down: down.append(index)
      case .late: late.append(index)
      case .ok: ok.append(index)
      }
    }
    return down + late + ok
  }

  func index(at now: Date) -> Int {
    guard let all, let selection else { return 0 }
    return order(at: now).firstIndex { all[$0].id == selection } ?? 0
  }

  mutating func select(_ index: Int, at now: Date, height: Int) {
    let feeds = sorted(at: now)
    cursor.move(from: self.index(at: now), to: index, count: feeds.count, height: height)
    selection = feeds[index].id
  }

  mutating func move(_ command: Command, at now: Date, height: Int) {
    let feeds = sorted(at: now)
    let index = index(at: now)
    if let new = cursor.move(command, from: index, count: feeds.count, height: height),
      feeds.indices.contains(new)
    {
      selection = feeds[new].id
    }
  }
}

extension Feed {
  /// `ok`, `late`, `down`.
  static func glyph(_ status: Status, _ symbols: Symbols) -> Character {
    switch status {
    case .ok: symbols.confirmed
    case .late: symbols.nonCommittal
    case .down: symbols.denied
    }
  }

  static func role(_ status: Status) -> Role {
    switch status {
    case .ok: .feedOk
    case .late: .feedLate
    case .down: .feedDown
    }
  }

  /// The host of its address, or the last part of it on a platform that many share: `mchs.example`, `shot`.
  var name: String {
    let bare = url.split(separator: "/", omittingEmptySubsequences: true)
      .drop { $0.hasSuffix(":") }
    guard let host = bare.first else { return url }
    if host == "t.me" || host == "telegram.me", let channel = bare.last { return String(channel) }
    return host.hasPrefix("www.") ? String(host.dropFirst(4)) : String(host)
  }

  /// By how many seconds its next word is overdue. `nil`: it is not, or was never heard.
  func lag(at now: Date) -> Double? {
    guard let age = age(at: now), age > expectedInterval else { return nil }
    return age - expectedInterval
  }
}

extension DashboardState {
  mutating func handleFeeds(_ command: Command) -> [Effect] {
    if command == .toRegions { return go(to: .regions) }
    feeds.move(command, at: now, height: FeedsView.listHeight(layout.rows(of: .feeds)))
    return []
  }

  /// `feeds 11/12, shot late 6m`. `nil` where there are none.
  var feedNote: (short: String, long: String, role: Role)? {
    guard let all = feeds.all, let oldest = feeds.oldestRequired else { return nil }
    let statuses = all.indices.map { all[$0].status(at: now) }
    let worst = [Feed.Status.down, .late].first { statuses.contains($0) } ?? .ok
    let short = "feeds \(statuses.count { $0 == .ok })/\(all.count)"
    let age = oldest.lastOkAt.map { Dashboard.age(from: $0, to: now) } ?? "never heard"
    let status = oldest.status(at: now)
    let long =
      status == .ok
      ? "\(short), oldest \(age)"
      : "\(short), \(oldest.authority?.name ?? oldest.name) \(status.rawValue) \(age)"
    return (short, long, Feed.role(worst))
  }
}
