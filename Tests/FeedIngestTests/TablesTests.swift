import Foundation
import Incidents
import Testing

@testable import FeedIngest

/// Reads a feed as it would come in over the network, in pieces of `size` bytes.
func readInPieces<Reader: FeedReader>(
  _ reader: Reader, _ bytes: some Sequence<UInt8>, size: Int = 1_000
)
  -> FeedResult
{
  var reader = reader
  var rest = Array(bytes)[...]
  var result = FeedResult()
  while !rest.isEmpty {
    result.append(reader.take(rest.prefix(size)))
    rest = rest.dropFirst(size)
  }
  result.append(reader.finish())
  return result
}

/// A feed of our own making in `Feeds/`.
func feedFile(_ name: String) throws -> [UInt8] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent()
  return try [UInt8](Data(contentsOf: folder.appending(path: "Feeds/\(name)")))
}

let cleaningOptions = FeedOptions(sanitise: { $0.replacing("\u{1B}", with: "�") })

extension FeedResult {
  var bodies: [ReportBody] {
    drafts.compactMap { if case .report(let report, _) = $0 { report } else { nil } }
  }
  var told: [ReadIncident] {
    drafts.flatMap { draft -> [ReadIncident] in
      if case .report(_, let reading?) = draft { reading.incidents } else { [] }
    }
  }
}

extension ReportBody {
  /// The words that a passage points at.
  func words(_ passage: Passage?) -> String? {
    passage.map { String(decoding: Array(text.utf8)[$0.start..<$0.end], as: UTF8.self) }
  }
}

struct TableScannerTests {
  func rows(_ text: String, size: Int = 3) -> [[String]] {
    var scanner = TableScanner()
    var rest = Array(text.utf8)[...]
    var rows: [TableScanner.Row] = []
    while !rest.isEmpty {
      rows += scanner.take(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    rows += scanner.finish()
    return rows.map { row in
      row.fault.map { ["\(row.line): \($0)"] }
        ?? (0..<row.count).map { String(decoding: row[$0], as: UTF8.self) }
    }
  }

  @Test(
    "A row is what its quotes and line ends make of it, wherever the bytes are cut",
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
      ("a;b\r\n1;2\r\n", [["a", "b"], ["1", "2"]]),
      ("a\tb\n1,5\t2", [["a", "b"], ["1,5", "2"]]),
      (
        "\u{FEFF}a,b\n\"x, y\",\"he said \"\"no\"\"\"\n",
        [["a", "b"], ["x, y", "he said \"no\""]]
      ),
      ("a,b\n\"two\nlines\",2\n3,4\n", [["a", "b"], ["two\nlines", "2"], ["3", "4"]]),
      ("a,b\n5\" pipe,2\n", [["a", "b"], ["5\" pipe", "2"]]),
      ("a,b\n\"x\"y,2\n", [["a", "b"], ["xy", "2"]]),
      ("a,b\n,\n\"\",\"\"\r\n", [["a", "b"], ["", ""], ["", ""]]),
      ("\"a;b\",c\n1,2", [["a;b", "c"], ["1", "2"]]),
      ("a,b\n1,\"cut", [["a", "b"], ["2: the feed ends inside a quoted cell"]]),
      ("", []),
    ])
  func cutting(text: String, expected: [[String]]) {
    for size in [1, 2, 3, 7, 1_000] { #expect(rows(text, size: size) == expected) }
  }

  @Test("A quote that is never closed costs its own line, and the lines after it are read")
  func openQuote() {
    let good = String(repeating: "1,2\n", count: TableScanner.rowLimit / 4 + 10)
    let result = rows("a,b\n\"open,2\n" + good, size: 65_536)
    #expect(result[1] == ["2: a quote that it opens is not closed within 1000000 bytes"])
    #expect(result.count == 2 + TableScanner.rowLimit / 4 + 10)
    #expect(result.last == ["1", "2"])
  }

  @Test("A line of many megabytes is given up, and the next one read")
  func giantLine() {
    let result = rows(
      "a,b\n" + String(repeating: "x", count: 2_500_000) + "\n1,2\n", size: 65_536)
    #expect(result == [["a", "b"], ["2: it has more than 1000000 bytes"], ["1", "2"]])
  }
}

struct FeedDatesTests {
  @Test(
    "Every style of date that feeds are known to write is read",
    arguments: [
      ("2023-02-16", "2023-02-16T00:00:00Z"), ("28 December 2022", "2022-12-28T00:00:00Z"),
      ("9-May-20", "2020-05-09T00:00:00Z"), ("01-January-2015", "2015-01-01T00:00:00Z"),
      ("9-Dec-97", "1997-12-09T00:00:00Z"), ("14/08/2020 00:00:00", "2020-08-14T00:00:00Z"),
      ("2022-03-15 16:10:34+00:00", "2022-03-15T16:10:34Z"),
      ("2025-05-25 20:15", "2025-05-25T20:15:00Z"), ("20151027220000", "2015-10-27T22:00:00Z"),
      ("20220224", "2022-02-24T00:00:00Z"), ("21/09/2018 6:30:00 AM", "2018-09-21T06:30:00Z"),
      ("21/09/2018 12:30:00 AM", "2018-09-21T00:30:00Z"),
      ("21/09/2018 12:05 PM", "2018-09-21T12:05:00Z"),
      ("2020/1/10 14:33:00", "2020-01-10T14:33:00Z"),
    ])
  func styles(text: String, expected: String) {
    #expect(feedDate(text).map(UTC.string) == expected)
  }

  @Test("The order of day and month is the feed's, unless only one order gives a date")
  func slashes() {
    #expect(feedDate("03/04/2022")?.day == "2022-04-03")
    #expect(feedDate("03/04/2022", slashes: .monthFirst)?.day == "2022-03-04")
    #expect(feedDate("02/24/2022")?.day == "2022-02-24")
    #expect(feedDate("24/02/2022", slashes: .monthFirst)?.day == "2022-02-24")
  }

  @Test(
    "What is no date is none",
    arguments: [
      "", "soon", "30/02/2022", "2022-13-01", "99999999", "1/2", "5 Octember 2020", "1/1/12345",
      "20151027250000", "2022-01-01 25:00", "9-May-20 noon", "-1/2/2020", "9223372036854775808/1/1",
    ])
  func none(text: String) {
    #expect(feedDate(text) == nil)
  }
}

struct RegionLookupTests {
  @Test(
    "A region is found under the names that feeds give it",
    arguments: [
      ("Ukraine", "Luhansk", "UA-09"), ("Ukraine", "Kharkivs'ka oblast", "UA-63"),
      ("Ukraine", "Vinnytska oblast", "UA-05"), ("Ukraine", "Вінницька область", "UA-05"),
      ("Ukraine", "Kyiv City", "UA-30"), ("Ukraine", "Київ", "UA-30"),
      ("Ukraine", "м. Київ", "UA-30"),
      ("Ukraine", "Kyiv Region", "UA-32"), ("Ukraine", "Kiev Special Republican city", "UA-30"),
      ("Ukraine", "Zaporizhzhya oblast", "UA-23"), ("Ukraine", "Odessa oblast", "UA-51"),
      ("ukraine", "Luhansk Oblast, Ukraine", "UA-09"), ("Russia", "Belgorod", "RU-BEL"),
      ("Russia", "Krasnodar Krai", "RU-KDA"), ("Turkey", "Diyarbakir", "TR-21"),
      ("Myanmar", "Shan-North", "MM-17"),
    ])
  func found(country: String, name: String, expected: String) {
    var lookup = RegionLookup()
    #expect(lookup.region(name, in: lookup.country(country))?.rawValue == expected)
  }

  @Test(
    "A country is found under the names that feeds give it",
    arguments: [
      ("Democratic Republic of Congo", "CD"), ("DR Congo (Zaire)", "CD"), ("Palestine", "PS"),
      ("Russia (Soviet Union)", "RU"), ("Myanmar (Burma)", "MM"), ("Turkey", "TR"),
      ("United States of America", "US"), ("Ivory Coast", "CI"), ("Yemen (North Yemen)", "YE"),
      ("Украина", "UA"), ("south korea", "KR"), ("Macedonia, FYR", "MK"), ("Burkina Faso", "BF"),
    ])
  func countries(name: String, expected: String) {
    var lookup = RegionLookup()
    #expect(lookup.country(name)?.rawValue == expected)
  }

  @Test(
    "A name that is misspelt or stands for more than one region is left out",
    arguments: ["Donbass", "Nowhere Oblast", "Bryansk Oblast", "", "oblast"])
  func notFound(name: String) {
    var lookup = RegionLookup()
    #expect(lookup.region(name, in: "UA") == nil)
  }
}

struct ACLEDTests {
  @Test("A row of today's layout tells its event, where, when, by whom and how many")
  func today() throws {
    let result = readInPieces(
      ACLEDReader(options: cleaningOptions), try feedFile("tables/acled-2023.csv"))
    #expect(result.rejected == [])
    let (report, incident) = (try #require(result.bodies.first), try #require(result.told.first))
    #expect(report.source == "ACLED")
    #expect(report.nativeID == "UKR90001")
    #expect(report.revisedAt == Date(timeIntervalSince1970: 1_705_439_373))
    #expect(report.addsOriginalReporting == false)
    #expect(incident.identity == "acled:UKR90001")
    #expect(incident.kind == .shelling)
    #expect(incident.region == "UA-63")
    #expect(incident.occurredAt?.day == "2024-01-10")
    #expect(
      incident.place
        == ReadPlace(text: "Zelenivka", precision: .namedTown, latitude: 50.3958, longitude: 37.444)
    )
    #expect(incident.citations == [])
    #expect(
      report.text.contains("Sources: Regional Prosecutor; Channel Nine; Daily Post; channel nine"))
    #expect(
      report.words(incident.claims[0].passage)
        == "On 10 January 2024, shells fell on Zelenivka. \"Two\" houses burned,\nsaid the mayor.")
    #expect(incident.claims[1].number?.best == 3)
    #expect(report.words(incident.claims[1].passage) == "Fatalities: 3")
  }

  @Test("0 fatalities are unknown unless the notes deny any; a split toll says so")
  func tolls() throws {
    let incidents = readInPieces(
      ACLEDReader(options: cleaningOptions), try feedFile("tables/acled-2023.csv")
    ).told
    let tolls = incidents.map { $0.claims.first { $0.kind == .casualties } }
    #expect(tolls[1] == nil)
    #expect(tolls[2]?.number?.best == 0)
    #expect(tolls[2]?.number?.words == "No fatalities")
    #expect(tolls[3]?.number?.best == 2)
    #expect(tolls[3]?.hedge == "20 fatalities split up between 3 events")
  }

  @Test("A date known to the week is no day, and a stand-in point is no town")
  func precision() throws {
    let incidents = readInPieces(
      ACLEDReader(options: cleaningOptions), try feedFile("tables/acled-2023.csv")
    ).told
    #expect(incidents[2].occurredAt == nil)
    #expect(incidents[2].claims.first { $0.kind == .time }?.text == "2024-01-12, known to the week")
    #expect(incidents[2].place?.precision == .partOfRegion)
    #expect(incidents[3].place?.precision == .largerRegion)
    #expect(incidents[3].region == "YE")
  }

  @Test(
    "Every layout is read by the names of its columns",
    arguments: [
      // Before 2018: capitals, no subtypes, no timestamp.
      (
        "GWNO,EVENT_ID_CNTY,EVENT_DATE,TIME_PRECISION,EVENT_TYPE,ACTOR1,ALLY_ACTOR_1,COUNTRY,ADMIN1,LOCATION,LATITUDE,LONGITUDE,GEO_PRECISION,SOURCE,NOTES,FATALITIES\r\n439,9BFO,01-January-2015,1,Riots/Protests,Protesters,Students,Burkina Faso,Centre,Ouagadougou,12.37,-1.52,1,AIB,\"Two\r\nlines\",0\r\n",
        IncidentKind.protest, "2015-01-01"
      ),
      // 2020, as R writes it, with semicolons.
      (
        "data_id;iso;event_id_cnty;event_date;time_precision;event_type;sub_event_type;country;admin1;location;notes;timestamp\n1;854;BFO1;9-May-20;1;Strategic developments;Arrests;Burkina Faso;NA;NA;NA;1589220519\n",
        .arrest, "2020-05-09"
      ),
      // An export that reorders columns and adds some, with times.
      (
        "id\tcountry\tevent_type\tsub_event_type\tevent_date\tevent_id_cnty\tactor_dyad\n5\tBurkina Faso\tBattles\tArmed clash\t14/08/2020 00:00:00\tBFO2\tA - B\n",
        .clash, "2020-08-14"
      ),
    ])
  func layouts(table: String, kind: IncidentKind, day: String) throws {
    #expect(ACLEDReader.recognises(Array(table.utf8)))
    let result = readInPieces(ACLEDReader(options: cleaningOptions), table.utf8)
    #expect(result.rejected == [])
    let incident = try #require(result.told.first)
    #expect(incident.kind == kind)
    #expect(incident.occurredAt?.day == day)
    #expect(incident.region.rawValue.hasPrefix("BF"))
  }

  @Test("A bad row costs that row, and says in which line it stands and why")
  func badRows() {
    let table = """
      event_id_cnty,event_date,event_type,country,notes
      A1,2024-01-01,Riots,Kenya,"one
      two"
      ,2024-01-02,Riots,Kenya,no id
      A3,someday,Riots,Kenya,no date
      A4,2024-01-04,Riots
      A5,2024-01-05,Riots,Kenya,"a, b",
      A6,2024-01-06,Ri
      """
    let result = readInPieces(ACLEDReader(options: cleaningOptions), table.utf8, size: 7)
    #expect(result.bodies.map(\.nativeID) == ["A1", "A5"])
    #expect(result.rejected.map(\.line) == [4, 5, 6, 8])
    #expect(
      result.rejected.map(\.reason) == [
        "its column \"event_id_cnty\" is empty",
        "\"event_date\" is “someday”, which is no date",
        "it has 3 columns; the table has 5",
        "it has 3 columns; the table has 5",
      ])
    #expect(result.rejected[0].raw == ",2024-01-02,Riots,Kenya,no id\n")
  }

  @Test("Every text is cleaned, and what is not UTF-8 is read as it was meant")
  func cleaned() throws {
    var table = Array(
      "event_id_cnty,event_date,event_type,country,location,notes\nK1,2024-01-01,Riots,Kenya,Nai\u{1B}robi,It"
        .utf8)
    table += [0x92, 0x73, 0x0A]
    let report = try #require(
      readInPieces(ACLEDReader(options: cleaningOptions), table).bodies.first)
    #expect(report.text.hasPrefix("It’s\nEvent: Riots\nPlace: Nai�robi, Kenya"))
  }

  @Test(
    "ACLED's types are kinds of incident",
    arguments: [
      ("Battles", "Armed clash" as String?, IncidentKind.clash),
      ("Battle-No change of territory", nil, .clash),
      ("Explosions/Remote violence", "Air/drone strike", .strike),
      ("Explosions/Remote violence", "Suicide bomb", .explosion),
      ("Explosions/Remote violence", "Chemical weapon", .attack), ("REMOTE VIOLENCE", nil, .attack),
      ("Violence against civilians", "Sexual violence", .attack),
      ("Protests", "Excessive force against protesters", .protest),
      ("Riots", "Mob violence", .riot), ("Strategic developments", "Agreement", .other),
    ])
  func kinds(type: String, subtype: String?, kind: IncidentKind) {
    #expect(ACLED.kind(type: type, subtype: subtype) == kind)
  }
}

struct UCDPTests {
  static let header =
    "id,relid,type_of_violence,dyad_name,source_office,source_original,where_prec,where_coordinates,adm_1,latitude,longitude,country,date_prec,date_start,date_end,best,high,low\n"

  func take(_ row: String) throws -> (ReportBody, ReadIncident) {
    let result = readInPieces(UCDPReader(options: cleaningOptions), (Self.header + row).utf8)
    #expect(result.rejected == [])
    return (try #require(result.bodies.first), try #require(result.told.first))
  }

  @Test("A toll is a range, a day is a day, and outlets side by side are no chain")
  func event() throws {
    let (report, incident) = try take(
      "77,UKR-1,3,A - Civilians,Wire One;Wire Two;Wire One,police,1,Odessa town,Odessa oblast,46.46,30.73,Ukraine,1,2/18/2014 12:00:00 AM,02/18/2014 00:00,45,50,40"
    )
    #expect(report.nativeID == "77")
    #expect(incident.identity == "ucdp:77")
    #expect(incident.kind == .attack)
    #expect(incident.region == "UA-51")
    #expect(incident.occurredAt?.day == "2014-02-18")
    #expect(incident.citations == [])
    #expect(report.text.contains("Wire One"))
    let toll = incident.claims.first { $0.kind == .casualties }?.number
    #expect(toll == ReadNumber(unit: "killed", low: 40, best: 45, high: 50, words: "45 (40 to 50)"))
  }

  @Test("A month is no day, a country no point, and three zeros no toll; one outlet is cited")
  func vague() throws {
    let (_, incident) = try take(
      "78,UKR-2,1,A - B,Wire;Wire,NA,6,Ukraine,,49,32,Ukraine,4,2014-02-01,2014-02-28,0,0,0")
    #expect(incident.occurredAt == nil)
    #expect(incident.region == "UA")
    #expect(incident.place == ReadPlace(text: "Ukraine", precision: .largerRegion))
    #expect(incident.claims.map(\.kind) == [.occurrence, .time])
    #expect(incident.claims[1].text == "2014-02-01 to 2014-02-28")
    #expect(incident.citations.map(\.source) == ["Wire"])
  }
}

struct GDELTTests {
  /// A row of 61, 58 or 57 cells as GDELT writes it.
  static func row(
    _ cells: Int, id: String, root: String, place: String, added: String, url: String?
  )
    -> String
  {
    let hasADM2 = cells == 61
    var row = Array(repeating: "", count: cells)
    row[0] = id
    row[1] = "20150101"
    row[26] = root + "0"
    row[28] = root
    row[31] = "4"
    row[(hasADM2 ? 51 : 49) + 1] = place
    row[hasADM2 ? 59 : 56] = added
    if let url { row[cells - 1] = url }
    return row.joined(separator: "\t") + "\n"
  }

  @Test(
    "All rows of one article are one signal of attention, without an incident", arguments: [61, 58])
  func collapsed(cells: Int) throws {
    let added = cells == 61 ? "20151027220000" : "20151027"
    func row(_ id: String, _ root: String, _ place: String, _ url: String) -> String {
      Self.row(cells, id: id, root: root, place: place, added: added, url: url)
    }
    let table =
      row("1", "19", "Krasnodar, Russia", "https://a.example/1")
      + row("2", "01", "", "https://b.example")
      + row("3", "19", "\"Kyiv\", Ukraine", "https://a.example/1")
    #expect(GDELTReader.recognises(Array(table.utf8)))
    let result = readInPieces(GDELTReader(options: cleaningOptions), table.utf8)
    #expect(result.rejected == [])
    #expect(result.told == [])
    #expect(result.bodies.map(\.url) == ["https://a.example/1", "https://b.example"])
    #expect(result.bodies[0].source == "GDELT")
    #expect(result.bodies[0].publishedAt?.day == "2015-10-27")
    #expect(
      result.bodies[0].text
        == "A machine counted 2 events in this article: 2 × fight. Places: Krasnodar, Russia; \"Kyiv\", Ukraine. Mentions: 8."
    )
    #expect(
      result.bodies[1].text
        == "A machine counted 1 event in this article: 1 × statement. It places none of them. Mentions: 4."
    )
  }

  @Test("Rows from before GDELT named articles go together by day and place")
  func withoutArticle() {
    let table = ["1", "2"].map {
      Self.row(57, id: $0, root: "14", place: "Paris, France", added: "20130101", url: nil)
    }.joined()
    let reports = readInPieces(GDELTReader(options: cleaningOptions), table.utf8).bodies
    #expect(reports.count == 1)
    #expect(
      reports.first?.text
        == "A machine counted 2 events in 2013-01-01, Paris, France: 2 × protest. Places: Paris, France. Mentions: 8."
    )
  }

  @Test("A table with another number of columns and no header is refused as a whole")
  func refused() {
    let table = "1\t20150101\t3\n2\t20150101\t3\n"
    #expect(!GDELTReader.recognises(Array(table.utf8)))
    let result = readInPieces(GDELTReader(options: cleaningOptions), table.utf8)
    #expect(result.drafts == [])
    #expect(result.rejected.map(\.problem) == ["cannot take this in as a table of GDELT events"])
    #expect(
      result.rejected.map(\.reason) == ["its first line has 3 columns that are not those of one"])
  }

  @Test("An export with a header may hold any of the columns")
  func header() {
    let table =
      "GLOBALEVENTID,EventCode,EventRootCode,SOURCEURL\n1,190,19,https://a.example\n2,010,01,https://a.example\n"
    #expect(GDELTReader.recognises(Array(table.utf8)))
    #expect(readInPieces(GDELTReader(options: cleaningOptions), table.utf8).bodies.count == 1)
  }
}

struct WarTablesTests {
  @Test("An Eyes on Russia event cites its picture; two events with one entry stay two")
  func eyesOnRussia() throws {
    let table = """
      entry,date,event_group,title,brief description,lat,lon,country,province,district,town/city,arms/munition,violence level,link,geolocation
      UW1,2022-03-08,Bombing or Explosion Feb - June,08/03/2022 Blast,A blast,50.1,36.2,ukraine,Kharkivs'ka oblast,,Kharkiv,,GRAPHIC,https://t.me/some_channel/12?single,https://twitter.com/finder/status/2
      UW1,2022-03-08,Ground Battle,08/03/2022 Battle,A battle,44.8,38.1,Russia,Krasnodar rai,,Krasnodar,,1,https://x.com/other/status/1,
      ,2022-03-09,Other,t,d,1,1,Other (type name in cell),,,,,,,
      UW2,,Other,t,d,1,1,Ukraine,,,,,,,
      """
    #expect(EyesOnRussiaReader.recognises(Array(table.utf8)))
    let result = readInPieces(EyesOnRussiaReader(options: cleaningOptions), table.utf8)
    #expect(result.bodies.map(\.nativeID) == ["UW1/50.1,36.2", "UW1/44.8,38.1", nil])
    #expect(result.rejected.map(\.line) == [5])
    #expect(result.told.map(\.kind) == [.explosion, .clash])
    #expect(result.told.map(\.region) == ["UA-63", "RU-KDA"])
    #expect(result.told[0].citations.map(\.source) == ["some_channel"])
    #expect(result.told[0].citations.map(\.platform) == ["telegram"])
    #expect(result.told[1].citations.map(\.platform) == ["x"])
  }

  @Test("An air raid alert is known by its oblast and its beginning, in either table")
  func alerts() throws {
    let official = """
      oblast,raion,hromada,level,started_at,finished_at,source
      Vinnytska oblast,,,oblast,2022-03-15 16:10:34+00:00,2022-03-15 16:50:07+00:00,official
      Kyivska oblast,Obukhivskyi raion,,raion,2022-03-15 16:26:42+00:00,,official
      Lubenskyi raion,,,raion,2022-03-15 16:26:42+00:00,,official
      """
    let volunteer = """
      region,started_at,finished_at,naive
      Вінницька область,2022-03-15 16:10:34+00:00,2022-03-15 16:40:34+00:00,True
      """
    #expect(AirRaidAlertsReader.recognises(Array(official.utf8)))
    #expect(AirRaidAlertsReader.recognises(Array(volunteer.utf8)))
    let first = readInPieces(AirRaidAlertsReader(options: cleaningOptions), official.utf8)
    let second = readInPieces(AirRaidAlertsReader(options: cleaningOptions), volunteer.utf8)
    #expect(first.bodies.count == 3)
    #expect(first.told.map(\.region) == ["UA-05", "UA-32"])
    #expect(first.told.map(\.kind) == [.alert, .alert])
    #expect(first.told[0].identity == "air-raid:UA-05/2022-03-15T16:10:34Z")
    #expect(second.told.map(\.identity) == [first.told[0].identity])
    #expect(first.told.allSatisfy { $0.statements.isEmpty })
    #expect(
      first.bodies[0].text
        == "Air raid alert in Vinnytska oblast from 2022-03-15T16:10:34Z to 2022-03-15T16:50:07Z.")
    #expect(
      second.bodies[0].text
        == "Air raid alert in Вінницька область from 2022-03-15T16:10:34Z; its end is not known.")
  }

  @Test("What a side says it shot down is a party's word, and several targets are no one region")
  func missiles() throws {
    let table = """
      time_start,time_end,model,launch_place,target,carrier,launched,destroyed,affected region,source
      2024-05-31 3:30,2024-05-31 08:00,Shahed-136/131,Yeysk,"Dnipropetrovsk oblast, Dnipro Raion",,4.0,3.0,"{'A': NaN, 'B': 1}",kpszsu/posts/x1
      2024-05-31,,Kalibr,,Odesa oblast and Mykolaiv oblast,Navi,,,,
      """
    #expect(MissileAttacksReader.recognises(Array(table.utf8)))
    let result = readInPieces(MissileAttacksReader(options: cleaningOptions), table.utf8)
    #expect(result.rejected == [])
    #expect(result.told.map(\.kind) == [.drone, .missile])
    #expect(result.told.map(\.region) == ["UA-12", "UA"])
    #expect(result.told.map { $0.claims[0].number?.best } == [4, nil])
    #expect(result.told.allSatisfy { $0.claims[0].party == true })
    #expect(result.told[0].occurredAt == UTC.date(from: "2024-05-31T03:30:00Z"))
    #expect(result.told[0].citations.map(\.source) == ["kpszsu"])
    #expect(result.bodies[0].text.contains("Said to be shot down: 3"))
  }

  @Test("A VIINA event is read in its own words, and its place by machine is no pin")
  func viina() {
    let table = """
      event_id_1pd,date,n_reports,sources_matching,source_urls,asciiname,ADM1_NAME,representative_text
      17,20220224,2,nv|unian,https://a.example/1|https://b.example/2,Simferopol,Crimea,"У Ніжині вночі пролунав ""вибух""."
      """
    let result = readInPieces(VIINAReader(options: cleaningOptions), table.utf8)
    #expect(
      result.bodies == [
        ReportBody(
          source: "VIINA", url: "https://a.example/1", publishedAt: UTC.date(from: "2022-02-24"),
          text: """
            У Ніжині вночі пролунав "вибух".
            Outlets: nv; unian
            Place by machine: Simferopol, Crimea
            """, addsOriginalReporting: false, nativeID: "17")
      ])
    #expect(result.told.map(\.region) == ["UA-74"])
    #expect(result.told.map(\.kind) == [.explosion])
  }

  @Test(
    "A link cites who published there",
    arguments: [
      ("https://t.me/mayor/8465", "mayor" as String?, "telegram"),
      ("https://t.me/s/mayor/1", "mayor", "telegram"),
      ("https://t.me/c/123456/7", nil, "t.me"), ("https://x.com/i/status/1", nil, "x.com"),
      ("https://mobile.twitter.com/one/status/1?s=20", "one", "x"),
      ("https://www.hrw.org/news/2022", "hrw.org", "web"),
    ])
  func links(link: String, source: String?, platform: String) throws {
    let cited = try #require(citation(ofLink: link, passage: nil))
    #expect(cited.source == source)
    #expect(cited.platform == platform)
  }

  @Test("What is no link cites nobody", arguments: ["HIDDEN", "", "https://", "ftp://a.example/b"])
  func noLink(text: String) {
    #expect(citation(ofLink: text, passage: nil) == nil)
  }
}
