import Foundation
import IncidentStore
import Incidents
import Intake

/// One `[[feed]]`.
struct ConfiguredFeed: Hashable {
  var feed: PolledFeed
  /// Whose it is. `nil`: no authority's.
  var authority: ReadAuthority?
}

extension PolledFeed {
  /// The address that is written as `text`. `nil` when it is none of http or https, or when it holds a
  /// password: the store tells the address to whoever reads it.
  static func address(_ text: String) -> URL? {
    guard let url = URL(string: text), let scheme = url.scheme?.lowercased(),
      ["http", "https"].contains(scheme), url.host()?.isEmpty == false, url.user() == nil,
      url.password() == nil
    else { return nil }
    return url
  }

  /// The least time between two questions, in seconds: whoever runs a server must not come to mind us.
  static let shortestInterval = 60.0
}

extension IncidentStore {
  /// Records whose these feeds are, and how often they are heard.
  func know(_ feeds: [ConfiguredFeed], by author: Author, at now: Date) throws {
    let bodies = feeds.compactMap { configured in
      configured.authority.map { authority in
        AuthorityBody(
          name: authority.name, kind: authority.kind, region: authority.region,
          channels: [
            ChannelBody(
              url: configured.feed.url.absoluteString,
              expectedIntervalSeconds: Int(configured.feed.every))
          ])
      }
    }
    if !bodies.isEmpty { try append(bodies.map(Draft.authority), by: author, at: now) }
  }
}
