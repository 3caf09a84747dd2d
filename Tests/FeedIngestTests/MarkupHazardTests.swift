import Foundation
import Gazetteer
import Incidents
import Testing

@testable import FeedIngest

struct MarkupGeoTests {
  @Test(
    "Where an item is",
    arguments: [
      ("<georss:point>45.04 38.97</georss:point>", 45.04, 38.97),
      ("<georss:point> 45.04, 38.97 </georss:point>", 45.04, 38.97),
      (
        "<georss:where><gml:Point><gml:pos>45.04 38.97</gml:pos></gml:Point></georss:where>", 45.04,
        38.97
      ),
      ("<gml:Point srsDimension='3'><gml:pos>45.04 38.97 12</gml:pos></gml:Point>", 45.04, 38.97),
      ("<geo:lat>45.04</geo:lat><geo:long>38.97</geo:long>", 45.04, 38.97),
      ("<geo:Point><geo:long>38.97</geo:long><geo:lat>45.04</geo:lat></geo:Point>", 45.04, 38.97),
      ("<georss:box>44 38 46 40</georss:box>", 45, 39),
      ("<georss:polygon>44 38 44 40 46 40 46 38 44 38</georss:polygon>", 45, 39),
      ("<georss:point></georss:point><georss:point>45.04 38.97</georss:point>", 45.04, 38.97),
    ])
  func point(fields: String, latitude: Double, longitude: Double) throws {
    let result = syndication(
      "<rss><item><title>Explosion</title><georss:featureTypeTag>explosion</georss:featureTypeTag>"
        + "<georss:featureName>Krasnodar</georss:featureName>\(fields)</item></rss>")
    let reading = try #require(result.readings.first ?? nil)
    #expect(reading.reader == "georss/1")
    let incident = try #require(reading.incidents.first)
    #expect(incident.kind == .explosion)
    #expect(incident.region == "RU-KDA")
    let place = try #require(incident.place)
    #expect(abs((place.latitude ?? 0) - latitude) < 1e-9)
    #expect(abs((place.longitude ?? 0) - longitude) < 1e-9)
  }

  @Test(
    "No place is made of numbers that are none",
    arguments: [
      "<georss:point> </georss:point>", "<georss:point>north east</georss:point>",
      "<georss:point>95 200</georss:point>", "<georss:point>45.04</georss:point>",
      "<gml:LineString srsName='EPSG:26913'><gml:posList>33.3 52.5 32.5 52.5</gml:posList></gml:LineString>",
    ])
  func noPoint(fields: String) {
    let result = syndication(
      "<rss><item><title>Explosion</title><georss:featureTypeTag>explosion</georss:featureTypeTag>"
        + "<georss:featureName>Krasnodar</georss:featureName>\(fields)</item></rss>")
    #expect(result.readings.first??.reader != "georss/1")
  }

  @Test(
    "A number that is none never makes a pair of its neighbours",
    arguments: [
      ("8.7,-68.1 8.8),-68.2 8.9,-68.3", [8.7, 8.9]),
      ("+41.1,-117.6 +41.0,-117.4, 40.9,-117.5", [41.1, 41, 40.9]),
      ("8.7 -68.1 x -68.2 8.9 -68.3", []), ("8.7 -68.1 8.8 -68.2", [8.7, 8.8]),
      ("8.7, -68.1", [8.7]),
      ("8.7", []), ("nan nan", []), ("", []),
    ] as [(String, [Double])])
  func pairs(text: String, latitudes: [Double]) {
    #expect(feedPoints(text).map(\.latitude) == latitudes)
  }

  @Test("Shapes cut at the antimeridian have their middle there")
  func antimeridian() throws {
    let east = [(-18.0, 178.0), (-16, 178), (-16, 180), (-18, 180)].compactMap { FeedPoint($0, $1) }
    let west = [(-18.0, -180.0), (-16, -180), (-16, -176), (-18, -176)].compactMap {
      FeedPoint($0, $1)
    }
    let shape = try #require(FeedShape([east, west]))
    #expect(abs(shape.center.latitude + 17) < 1e-9)
    #expect(abs(shape.center.longitude + 179) < 1e-9)
  }

  private let gdacs = """
    <rss xmlns:gdacs="http://www.gdacs.org" xmlns:georss="http://www.georss.org/georss"><channel>
    <title>GDACS RSS information</title><item>
    <title>Green earthquake alert (Magnitude 5.1M) in Peru</title>
    <description>An earthquake struck.</description><guid isPermaLink="false">EQ1199001</guid>
    <pubDate>Mon, 30 Dec 2019 00:17:00 GMT</pubDate><georss:point>-12.5 -76.9</georss:point>
    <gdacs:fromdate>Sun, 29 Dec 2019 23:50:11 GMT</gdacs:fromdate><gdacs:eventtype>EQ</gdacs:eventtype>
    <gdacs:eventid>1199001</gdacs:eventid><gdacs:iso3>PER</gdacs:iso3><gdacs:country>Peru</gdacs:country>
    <gdacs:population unit="" value="0"/></item></channel></rss>
    """

  @Test("A GDACS event is read from its fields, and says nothing else")
  func gdacsEvent() {
    let result = syndication(gdacs)
    #expect(result.reports.map(\.source) == ["GDACS"])
    #expect(result.reports.map(\.nativeID) == ["EQ1199001"])
    #expect(result.reports.map(\.revisedAt) == [UTC.date(from: "2019-12-30T00:17:00Z")])
    #expect(
      result.readings == [
        Reading(
          reader: "gdacs/1",
          incidents: [
            ReadIncident(
              title: "Green earthquake alert (Magnitude 5.1M) in Peru", kind: .earthquake,
              region: "PE",
              place: ReadPlace(
                text: "Peru", precision: .namedTown, latitude: -12.5, longitude: -76.9),
              occurredAt: UTC.date(from: "2019-12-29T23:50:11Z"), identity: "gdacs:EQ1199001",
              claims: [
                ReadClaim(
                  kind: .occurrence, text: "Green earthquake alert (Magnitude 5.1M) in Peru")
              ])
          ])
      ])
  }

  @Test("States and provinces are known by their numbers")
  func subdivisions() {
    #expect(SubdivisionCodes.unitedStates("06") == "US-CA")
    #expect(SubdivisionCodes.canada("47") == "CA-SK")
  }

  @Test("An event that lies in no country is a report without an incident")
  func gdacsAtSea() {
    let feed = gdacs.replacing(
      "<gdacs:iso3>PER</gdacs:iso3><gdacs:country>Peru</gdacs:country>", with: "")
    #expect(syndication(feed).readings == [Reading(reader: "gdacs/1", incidents: [])])
  }

}

struct MarkupCAPTests {
  private func alert(
    _ envelope: String = "", status: String = "Actual", type: String = "Alert", infos: String
  ) -> FeedResult {
    readFeed(
      """
      <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>NWS-1</identifier>
      <sender>w-nws.webmaster@noaa.gov</sender><sent>2026-11-22T09:30:00-05:00</sent>
      <status>\(status)</status><msgType>\(type)</msgType><scope>Public</scope>\(envelope)\(infos)</alert>
      """.utf8, with: CAPReader(options: FeedOptions(sanitise: { $0 })))
  }

  private let info = """
    <info><certainty>Observed</certainty><category>Met</category><event>Flash Flood Warning</event>
    <urgency>Immediate</urgency><severity>Severe</severity><senderName>NWS Elko</senderName>
    <onset>2026-11-22T09:00:00-05:00</onset><headline>Flash Flood Warning for Humboldt</headline>
    <description>Water &amp;amp; mud.&lt;br/&gt;Stay away.</description><web>https://weather.example</web>
    <area><geocode><valueName>SAME</valueName><value>032013</value></geocode><areaDesc>Humboldt</areaDesc>
    <polygon>41,-118 41,-117 40,-117 40,-118 41,-118</polygon><polygon></polygon></area></info>
    """

  @Test func anAlertIsReadByNameNotByPosition() throws {
    let result = alert(infos: info)
    #expect(
      result.reports == [
        ReportBody(
          source: "NWS Elko", url: "https://weather.example",
          publishedAt: UTC.date(from: "2026-11-22T14:30:00Z"),
          headline: "Flash Flood Warning for Humboldt",
          text:
            "Flash Flood Warning for Humboldt\n\nWater & mud.\nStay away.\n\nHumboldt",
          language: "en", nativeID: "NWS-1")
      ])
    #expect(
      result.readings == [
        Reading(
          reader: "cap/1",
          incidents: [
            ReadIncident(
              title: "Flash Flood Warning for Humboldt", kind: .flood, region: "US-NV",
              place: ReadPlace(
                text: "Humboldt", precision: .partOfRegion, latitude: 40.5, longitude: -117.5),
              occurredAt: UTC.date(from: "2026-11-22T14:00:00Z"), identity: "cap:NWS-1",
              claims: [ReadClaim(kind: .occurrence, text: "Flash Flood Warning for Humboldt")],
              statements: [
                ReadStatement(
                  authority: ReadAuthority(name: "NWS Elko", kind: .government, region: "US"),
                  position: .confirmed, issuedAt: UTC.date(from: "2026-11-22T14:30:00Z"),
                  attribution: .officialChannel, identifier: "NWS-1", url: "https://weather.example"
                )
              ])
          ])
      ])
  }

  @Test("What is to come is not confirmed, and keeps its hedge")
  func forecast() throws {
    let result = alert(
      infos: info.replacing("Observed", with: "Likely").replacing("Immediate", with: "Future"))
    let incident = try #require(result.readings.first??.incidents.first)
    #expect(incident.claims.map(\.hedge) == ["likely"])
    #expect(incident.statements.map(\.position) == [.monitoring])
    #expect(incident.occurredAt == nil)
  }

  @Test(
    "Exercises, tests and drills raise nothing",
    arguments: [
      ("Exercise", "Flood"), ("Test", "Flood"), ("System", "Flood"), ("Draft", "Flood"),
      ("Actual", "Probealarm - Land Hessen"), ("Actual", "Required Weekly Test"),
      ("Actual", "Flood drill"),
    ])
  func drills(status: String, headline: String) {
    let result = alert(
      status: status, infos: info.replacing("Flash Flood Warning for Humboldt", with: headline))
    #expect(result.reports.count == 1)
    #expect(result.readings == [Reading(reader: "cap/1", incidents: [])])
  }

  @Test("Advice to exercise caution is no exercise")
  func caution() {
    let result = alert(infos: info.replacing("Stay away.", with: "Please exercise caution."))
    #expect(result.readings.first??.incidents.count == 1)
  }

  @Test("An earthquake abroad is where it was, told by those who measured it")
  func abroad() throws {
    let result = alert(
      infos: info.replacing(">Met<", with: ">Geo<").replacing(
        "Flash Flood Warning<", with: "Earthquake<"
      )
      .replacing("<value>032013</value>", with: "<value/>")
      .replacing(">Humboldt<", with: ">76 km from San Salvador, El Salvador<"))
    let incident = try #require(result.readings.first??.incidents.first)
    #expect(incident.kind == .earthquake)
    #expect(incident.region.country == "SV")
    #expect(incident.statements.map(\.authority.region) == ["US"])
  }

  @Test(
    "A cancel names what it takes back",
    arguments: [
      ("a@b.gov,NWS-0,2026-11-22T08:00:00-05:00", ["NWS-0"]),
      (
        "a@b.gov,NWS-0,2026-11-22T08:00:00-05:00\n  a@b.gov,odd, id 7,2026-11-22T07:00:00-05:00",
        ["NWS-0", "odd, id 7"]
      ),
      ("NWS-0", ["NWS-0"]), ("", []), ("a@b.gov,NWS-1,2026-11-22T08:00:00-05:00", []),
    ])
  func cancel(text: String, references: [String]) throws {
    let result = alert("<references>\(text)</references>", type: "Cancel", infos: info)
    let incident = try #require(result.readings.first??.incidents.first)
    #expect(incident.statements.map(\.messageType) == [.cancel])
    #expect(incident.statements.map(\.references) == [references])
    #expect(incident.identity == "cap:\(references.last ?? "NWS-1")")
  }

  @Test("Translations are one report, in English where there is one")
  func translations() {
    let languages = [("de", "Hochwasser"), ("en-GB", "Flood"), ("fr", "Inondation")]
    let infos = languages.map {
      info.replacing(
        "<event>Flash Flood Warning</event>",
        with: "<event>\($0.1)</event><language>\($0.0)</language>"
      )
      .replacing("Flash Flood Warning for Humboldt", with: $0.1)
    }
    let result = alert(infos: infos.joined())
    #expect(result.reports.map(\.headline) == ["Flood"])
    #expect(result.readings.first??.incidents.count == 1)
    #expect(alert(infos: infos[2] + infos[0]).reports.map(\.headline) == ["Inondation"])
  }

  @Test(
    "Where an alert holds",
    arguments: [
      ("<areaDesc>Land Hessen</areaDesc>", "DE-HE-KS-SE106", "x", "DE-HE"),
      ("<areaDesc>All of Valais</areaDesc>", "info@alertswiss.ch", "x", "CH-VS"),
      (
        "<areaDesc>Coast</areaDesc><geocode><valueName>EMMA_ID</valueName><value>UK005</value></geocode>",
        "s", "x", "GB"
      ),
      ("<areaDesc>District</areaDesc>", "a@b.example", "2.49.0.0.398.0-2025", "KZ"),
      (
        "<areaDesc>x</areaDesc><geocode><valueName>UGC</valueName><value>AKZ331</value></geocode>",
        "s", "x", "US-AK"
      ),
      ("<areaDesc>x</areaDesc>", "http://quake.example.gov/neic/", "x", "US"),
    ])
  func region(area: String, sender: String, identifier: String, region: Region.ID) {
    let result = readFeed(
      """
      <alert><identifier>\(identifier)</identifier><sender>\(sender)</sender><status>Actual</status>
      <info><event>Flood</event><area>\(area)</area></info></alert>
      """.utf8, with: CAPReader(options: FeedOptions(sanitise: { $0 })))
    #expect(result.readings.first??.incidents.map(\.region) == [region])
  }

  @Test("GDACS alerts are the events of its feed")
  func gdacs() {
    let pairs = [
      ("eventtype", "WF"), ("eventid", "1023542"), ("iso3", "PER"), ("country", "Peru"),
      ("fromdate", "Mon, 24 Feb 2025 18:00:00 GMT"),
    ]
    let parameters = pairs.map {
      "<parameter><valueName>\($0.0)</valueName><value>\($0.1)</value></parameter>"
    }
    let result = readFeed(
      """
      <alert><identifier>GDACS_WF_1023542_5</identifier><sender>info-gdacs@gdacs.org</sender>
      <status>Actual</status><msgType>Alert</msgType><info><event>Forest Fires</event>\(parameters.joined())
      <area><areaDesc>Polygon</areaDesc><circle>-12.5,-76.9 0.0</circle></area></info></alert>
      """.utf8, with: CAPReader(options: FeedOptions(sanitise: { $0 })))
    let incident = result.readings.first??.incidents.first
    #expect(incident?.identity == "gdacs:WF1023542")
    #expect(incident?.region == "PE")
    #expect(incident?.place?.latitude == -12.5)
    #expect(incident?.statements.first?.authority.kind == .internationalOrg)
    #expect(result.reports.map(\.source) == ["GDACS"])
  }

  @Test("Several alerts in a file are several reports; one that says nothing is rejected")
  func several() {
    let alert =
      "<cap:alert><cap:identifier>1</cap:identifier><cap:info><cap:event>Flood</cap:event></cap:info></cap:alert>"
    let result = readFeed(
      "<cap:alerts xmlns:cap='urn:oasis:names:tc:emergency:cap:1.1'>\(alert)\(alert)<cap:alert/></cap:alerts>"
        .utf8,
      with: CAPReader(options: FeedOptions(sanitise: { $0 })))
    #expect(result.reports.count == 2)
    #expect(
      result.rejected.map(\.reason) == [
        "it has no <info> with an event, a headline or a description"
      ])
  }

  @Test("An index of alerts is a feed, and an exercise in it raises nothing")
  func index() {
    let entry =
      "<entry><title>Flood Warning in Texas</title><summary>Floods hit Texas.</summary><cap:status>Exercise</cap:status></entry>"
    let result = syndication(
      "<feed xmlns:cap='urn:oasis:names:tc:emergency:cap:1.1'><title>I</title>\(entry)</feed>")
    #expect(result.readings == [Reading(reader: "cap/1", incidents: [])])
  }
}

/// Real feeds, where a directory of them is at hand: their items are counted in another way.
struct MarkupFeedsTests {
  private static let directory = ProcessInfo.processInfo.environment["WATCHFLOOR_FEEDS"]

  @Test(
    "No item of a real feed is missed", .enabled(if: directory != nil),
    arguments: ["rss", "rss-illformed", "georss", "cap"])
  func realFeeds(family: String) throws {
    let folder = URL(fileURLWithPath: try #require(Self.directory)).appending(path: family)
    let files =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil))
      ?? []
    var (drafts, rejected, missed, undated, located) = (0, 0, 0, 0, 0)
    for file in files.sorted(by: { $0.path < $1.path }) {
      let bytes = Array(try Data(contentsOf: file))
      let options = FeedOptions(sanitise: { $0 })
      let isCAP = CAPReader.recognises(bytes)
      #expect(isCAP || SyndicationReader.recognises(bytes), "\(file.lastPathComponent)")
      let whole =
        isCAP
        ? readFeed(bytes, with: CAPReader(options: options))
        : readFeed(bytes, with: SyndicationReader(options: options))
      let pieces =
        isCAP
        ? readFeed(bytes, with: CAPReader(options: options), pieces: 1000)
        : readFeed(bytes, with: SyndicationReader(options: options), pieces: 1000)
      #expect(whole.drafts == pieces.drafts, "\(file.lastPathComponent)")
      let text = String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self)
      let count = text.matches(
        of: isCAP ? /<(?:\w+:)?alert[\s>\/]/ : /<(?:\w+:)?(?:item|entry)[\s>\/]/
      ).count
      #expect(whole.drafts.count + whole.rejected.count == count, "\(file.lastPathComponent)")
      drafts += whole.drafts.count
      rejected += whole.rejected.count
      missed += count - whole.drafts.count - whole.rejected.count
      undated += whole.reports.count { $0.publishedAt == nil }
      located += whole.readings.reduce(0) { $0 + ($1?.incidents.count ?? 0) }
      for item in whole.rejected {
        print("  \(file.lastPathComponent): \(item.line ?? 0): \(item.reason)")
      }
      if ProcessInfo.processInfo.environment["WATCHFLOOR_SHOW"] != nil {
        for (report, reading) in zip(whole.reports, whole.readings).prefix(3) {
          print(
            "--- \(file.lastPathComponent)", report.source ?? "?", report.url ?? "no url",
            report.publishedAt.map(UTC.string) ?? "undated", report.language ?? "-",
            report.nativeID ?? "-", "\n", report.text.prefix(400), "\n",
            reading.map {
              "\($0.reader) \($0.incidents.map { i in "\(i.region) \(i.kind) \(i.place.map { "\($0)" } ?? "-") \(i.identity ?? "-") \(i.statements)" })"
            } ?? "unread")
        }
      }
    }
    print(
      "\(family): \(files.count) files, \(drafts) drafts, \(rejected) rejected, \(missed) missed, \(undated) undated, \(located) incidents"
    )
  }
}
