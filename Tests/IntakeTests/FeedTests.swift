import Foundation
import IncidentStore
import Incidents
import TestSupport
import Testing

@testable import Intake

/// Feeds of other programs, as files.
struct FeedTests {
  let directory = TemporaryDirectory()
  let store: IncidentStore

  static let rss = """
    <?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Wire</title>
    <item><title>Explosion in Kharkiv</title><link>https://wire.example/1</link><guid>1</guid>
    <pubDate>Sun, 22 Nov 2026 09:30:00 GMT</pubDate>
    <description>An explosion was heard in Kharkiv on Sunday.</description></item>
    <item></item>
    <item><title>Roadworks</title><guid>2</guid><description>A road is closed.</description></item>
    </channel></rss>
    """

  init() throws { store = try .inMemory() }

  @Test("A feed is told by its content; a bad item costs that item")
  func rss() throws {
    try directory.write(Self.rss, to: "feed")
    let outcome = try Intake.sample(into: store).take(file: directory.path("feed"))
    #expect(outcome.added == 2 && outcome.quarantined == 1)
    #expect(outcome.newestItemAt == Date(timeIntervalSince1970: 1_795_339_800))
    var rows: [IncidentSummary] = []
    try store.forEach(IncidentQuery()) { rows.append($0) }
    let row = try #require(rows.first)
    let detail = try #require(try store.detail(row.id))
    #expect(rows.count == 1 && row.incident.region == "UA-63")
    #expect(detail.dossier.reports.map(\.source) == ["harbour-wire"])
    #expect(detail.dossier.reports.map(\.url) == ["https://wire.example/1"])
  }

  @Test(
    "A feed that is written anew is taken in anew: what is changed is a later word on the same item"
  )
  func followed() throws {
    var followed = FollowedDirectory(
      path: directory.path, intake: .sample(into: store), onNotice: { _ in })
    try directory.write(Self.rss, to: "feed.xml")
    followed.lookAtAll()
    try directory.write(
      Self.rss.replacingOccurrences(of: "was heard", with: "was heard again"), to: "feed.xml")
    followed.lookAtAll()
    #expect(try store.overview().reports == 3)
    var rows: [IncidentSummary] = []
    try store.forEach(IncidentQuery()) { rows.append($0) }
    #expect(rows.map(\.standing.reports) == [1])
    #expect(try store.feeds().map(\.url) == ["feed.xml"])
  }
}
