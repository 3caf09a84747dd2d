import Foundation
import Incidents
import Testing

@testable import FeedIngest

struct JSONElementsTests {
  func found(_ text: String, at paths: [String] = ["items.*"], size: Int) -> [String] {
    var elements = JSONElements(at: paths)
    var rest = Array(text.utf8)[...]
    var found: [JSONElements.Found] = []
    while !rest.isEmpty {
      found += elements.take(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    found += elements.finish()
    return found.map {
      switch $0 {
      case .opened(let path): "opened \(path)"
      case .member(let path, let bytes): "\(path) = \(String(decoding: bytes, as: UTF8.self))"
      case .element(let bytes, let line): "\(line): \(String(decoding: bytes, as: UTF8.self))"
      case .unreadable(let line, let reason, _): "\(line)! \(reason)"
      }
    }
  }

  @Test(
    "Records are found, and all else is passed over, wherever the bytes are cut",
    arguments: [
      (#"{"items":[{"a":[1,{"b":"]}"}]},{}]}"#, ["opened ", #"1: {"a":[1,{"b":"]}"}]}"#, "1: {}"]),
      (
        "{\"n\":\"x\",\n \"items\" :\n [ {\"a\":\n1} , 2,\"s\" ]}",
        ["opened ", "n = \"x\"", "3: {\"a\":\n1}", "4: 2", "4: \"s\""]
      ),
      (#"{"other":{"items":[1]},"deep":[[{"items":[2]}]],"items":[]}"#, ["opened "]),
      (#"{"items":{"0":{}}}"#, ["opened "]),
      ("\u{FEFF}{\"items\":[{}]}\n", ["opened ", "1: {}"]),
      (
        #"{"a\"b":"c\\","items":[{"x":"\"}"}]}"#, ["opened ", #"a\"b = "c\\""#, #"1: {"x":"\"}"}"#]
      ),
      (
        #"{"items":[{"a":1}"#,
        ["opened ", #"1: {"a":1}"#, "1! the feed ends before its JSON is complete"]
      ),
      ("{\"items\":[\n{\"a\":", ["opened ", "2! the feed ends in the middle of it"]),
      (
        #"{"items":[{}]]"#,
        [
          "opened ", "1: {}",
          "1! a bracket is closed that was not opened; the rest of the feed is left out",
        ]
      ),
      (
        #"{"items":[{}]}{}"#,
        [
          "opened ", "1: {}",
          "1! something follows the end of the JSON; the rest of the feed is left out",
        ]
      ),
      ("[1]", ["1! the JSON is of another form; the rest of the feed is left out"]),
      (
        "{5:1}",
        ["opened ", "1! a member of an object has no name; the rest of the feed is left out"]
      ),
      ("", ["1! it holds no JSON"]),
    ])
  func cutting(text: String, expected: [String]) {
    for size in [1, 2, 5, 1_000] { #expect(found(text, size: size) == expected) }
  }

  @Test("A document that is one list gives its elements")
  func list() {
    #expect(found(" [ {\"a\":1}, 7 ]", at: ["*"], size: 3) == ["1: {\"a\":1}", "1: 7 "])
  }

  @Test("A record that is too large or too deep is passed over, and the next one read")
  func limits() {
    let deep = String(repeating: "[", count: 5_000) + String(repeating: "]", count: 5_000)
    #expect(
      found("{\"items\":[\(deep),{}]}", size: 64) == [
        "opened ", "1! its lists and objects lie more than 100 deep in each other", "1: {}",
      ])
    let large = String(repeating: "x", count: JSONElements.elementLimit)
    #expect(
      found("{\"items\":[\"\(large)\",{}]}", size: 65_536) == [
        "opened ", "1! it has more than 8000000 bytes", "1: {}",
      ])
  }

  @Test(
    "Texts that are no JSON are mended",
    arguments: [
      (#"{"a":"\x1F"}"#, "\u{1F}"), (#"{"a":"\x7b"}"#, "\u{7}b"), (#"{"a":"\x1"}"#, "\u{1}"),
      ("{\"a\":\"x\ty\"}", "x\ty"), (#"{"a":"\d\\\""}"#, #"\d\""#), (#"{"a":"\u0041"}"#, "A"),
    ])
  func mended(json: String, text: String) throws {
    let object = try JSONSerialization.jsonObject(with: Data(repairedJSON(Array(json.utf8))))
    #expect((object as? [String: String])?["a"] == text)
  }
}

struct HazardFeedsTests {
  @Test("An earthquake tells its magnitude, its depth and its state; a blast is an explosion")
  func usgs() throws {
    let bytes = try feedFile("json/usgs.geojson")
    #expect(USGSReader.recognises(bytes))
    let result = readInPieces(USGSReader(options: cleaningOptions), bytes, size: 100)
    #expect(result.bodies.map(\.nativeID) == ["ak1", "ci2", "us3", "us4", "us5"])
    #expect(result.rejected.map(\.line) == [7])
    #expect(result.told.map(\.region) == ["US-AK", "US-CA", "GE-TB", "US-GA"])
    #expect(result.told.map(\.kind) == [.earthquake, .explosion, .explosion, .earthquake])
    #expect(result.told.map(\.identity) == ["usgs:ak1", "usgs:ci2", "usgs:us3", "usgs:us4"])
    #expect(result.told.map { $0.claims[0].stance } == [.asserts, .asserts, .retracts, .asserts])
    #expect(result.bodies[2].words(result.told[2].claims[0].passage) == "Status: deleted")
    #expect(result.told[0].occurredAt == Date(timeIntervalSince1970: 1_700_000_000))
    #expect(result.bodies[0].revisedAt == Date(timeIntervalSince1970: 1_700_000_600))
    #expect(result.told[0].place?.latitude == 61.7)
    #expect(result.told[0].place?.longitude == -150.7)
    #expect(
      result.bodies[0].text == """
        Earthquake, magnitude 5.1, 27 km NNW of Smalltown, Alaska
        Time: 2023-11-14T22:13:20Z
        Depth: 56.3 km
        Magnitude type: mww
        Alert level: green
        Tsunami flag: set; it does not say that there is one
        Status: automatic
        Ids: ak1,us9
        """)
    #expect(!result.bodies[1].text.contains("magnitude"))
  }

  @Test("The points of a track are one event, whose latest point counts")
  func eonet3() throws {
    let bytes = try feedFile("json/eonet-v3.geojson")
    #expect(EONETReader.recognises(bytes))
    let result = readInPieces(EONETReader(options: cleaningOptions), bytes, size: 50)
    #expect(result.bodies.map(\.nativeID) == ["EONET_1", "EONET_2"])
    #expect(result.rejected.map(\.line) == [5])
    #expect(result.told.map(\.region) == ["IT-88"])
    #expect(result.told[0].kind == .wildfire)
    #expect(result.told[0].identity == "eonet:EONET_1")
    #expect(result.told[0].place?.latitude == 40.1)
    #expect(result.told[0].occurredAt?.day == "2024-07-01")
    #expect(result.bodies[0].revisedAt?.day == "2024-07-03")
  }

  @Test("The older JSON of EONET is read too")
  func eonet2() throws {
    let bytes = try feedFile("json/eonet-v2.json")
    #expect(EONETReader.recognises(bytes))
    let result = readInPieces(EONETReader(options: cleaningOptions), bytes)
    #expect(result.told.map(\.kind) == [.volcano])
    #expect(result.told.map(\.region) == ["ID-JW"])
    #expect(result.bodies.map { $0.revisedAt?.day } == ["2019-08-02"])
  }

  @Test("A GDACS event has the identity that its feed and alerts give it")
  func gdacs() throws {
    let bytes = try feedFile("json/gdacs.geojson")
    #expect(GDACSEventsReader.recognises(bytes))
    let result = readInPieces(GDACSEventsReader(options: cleaningOptions), bytes)
    #expect(result.bodies.map(\.nativeID) == ["EQ1400001", "TC1000001"])
    #expect(result.rejected.count == 1)
    #expect(result.told.map(\.identity) == ["gdacs:EQ1400001"])
    #expect(result.told.map(\.region) == ["PH"])
    #expect(result.bodies[0].url == "https://g.example/r")
    #expect(result.bodies[0].revisedAt == UTC.date(from: "2024-02-10T03:00:00Z"))
  }

  @Test("Each map of hazards is known as its own, and as nothing else")
  func recognised() throws {
    let files = try ["usgs.geojson", "eonet-v3.geojson", "gdacs.geojson"].map {
      try feedFile("json/\($0)")
    }
    #expect(files.map { USGSReader.recognises($0) } == [true, false, false])
    #expect(files.map { EONETReader.recognises($0) } == [false, true, false])
    #expect(files.map { GDACSEventsReader.recognises($0) } == [false, false, true])
    #expect(files.map { MapFeaturesReader.recognises($0) } == [false, false, false])
    #expect(files.map { STIXReader.recognises($0) } == [false, false, false])
  }

  @Test("Any other map gives a report for each feature with a title, wherever it lies")
  func otherMap() {
    let map = #"""
      {"type":"FeatureCollection","features":[
      {"type":"Feature","geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]},
       "properties":{"title":"Badger Rd","category":"Advice","guid":"https://f.example/7","pubDate":"21/09/2018 6:30:00 AM",
       "description":"ALERT LEVEL: Advice <br />FIRE: Yes <br />SIZE: <b>10</b> ha"}},
      {"type":"Feature","properties":{"color":"red"}}]}
      """#
    #expect(MapFeaturesReader.recognises(Array(map.utf8)))
    let result = readInPieces(MapFeaturesReader(options: cleaningOptions), map.utf8)
    #expect(result.rejected.map(\.line) == [5])
    #expect(
      result.bodies == [
        ReportBody(
          source: nil, publishedAt: UTC.date(from: "2018-09-21T06:30:00Z"), headline: "Badger Rd",
          text: "Badger Rd\nCategory: Advice\nALERT LEVEL: Advice\nFIRE: Yes\nSIZE: 10 ha",
          nativeID: "https://f.example/7")
      ])
  }
}

struct CivilianHarmTests {
  @Test("Sources side by side are no chain; one that is held back is said to be")
  func harm() throws {
    let list = #"""
      [{"id":"CIV1","date":"02/24/2022","latitude":"49.99","longitude":"36.26","location":"Saltivka, Kharkiv","description":"Homes hit.",
        "sources":[{"id":"s1","path":"https://t.me/mayor/1","description":"x"},{"id":"s2","path":"https://t.me/mayor/2","description":"x"},{"id":"srcHidden","path":"HIDDEN","description":"Source hidden"}],
        "filters":[{"key":"Type of area affected","value":"Residential"},{"key":"Weapon System","value":"HE tube artillery"}]},
       {"id":"CIV2","date":"5/1/2023","latitude":"48.1","longitude":"38.1","location":"","description":"Explosion in central Kyiv.","sources":[],"filters":[]},
       {"id":"CIV3","date":"5/1/2023","latitude":"48.1","longitude":"38.1","location":"","description":"","sources":[],"filters":[]}]
      """#
    #expect(CivilianHarmReader.recognises(Array(list.utf8)))
    let result = readInPieces(CivilianHarmReader(options: cleaningOptions), list.utf8, size: 64)
    #expect(result.rejected.map(\.line) == [5])
    #expect(result.bodies.map(\.source) == ["Bellingcat", "Bellingcat"])
    // A text that names Kyiv with a point elsewhere is no incident in Kyiv.
    #expect(result.told.map(\.region) == ["UA-63", "UA-14"])
    let incident = try #require(result.told.first)
    #expect(incident.kind == .shelling)
    #expect(incident.occurredAt?.day == "2022-02-24")
    #expect(incident.citations == [])
    #expect(result.bodies[0].text.contains("Source: withheld"))
  }

  @Test("An event of a TimeMap keeps its sources elsewhere, and its publisher is not guessed")
  func timemap() {
    let list =
      #"[{"associations":["asc8"],"sources":["src_1"],"id":"C1","description":"Hit.","date":"02/24/2022","time":"00:00","location":"Mariupol ","latitude":"47.1","longitude":"37.6","graphic":"TRUE"}]"#
    let result = readInPieces(CivilianHarmReader(options: cleaningOptions), list.utf8)
    #expect(result.bodies.map(\.source) == [nil])
    #expect(
      result.bodies.map(\.text) == [
        "Hit.\nPlace: Mariupol\nDate: 2022-02-24\nGraphic pictures: yes"
      ])
    #expect(result.told.map(\.region) == ["UA-14"])
    #expect(result.told.map(\.kind) == [.attack])
  }
}

struct STIXTests {
  func take() throws -> FeedResult {
    readInPieces(STIXReader(options: cleaningOptions), try feedFile("json/stix.json"), size: 100)
  }

  @Test("What tells of something is a report by its creator; the latest of one id counts")
  func reports() throws {
    let result = try take()
    #expect(
      result.bodies.map(\.nativeID) == ["report--1", "incident--1", "note--1", "opinion--1"])
    #expect(result.bodies.map(\.source) == ["Example CERT", "Grid Operator", nil, nil])
    #expect(result.bodies[0].headline == "Weekly digest, corrected")
    #expect(result.bodies[0].revisedAt?.day == "2024-01-05")
    #expect(
      result.bodies[3].text == "Not so.\nOpinion: strongly-disagree\nAbout: Substation outage")
    #expect(result.rejected.map(\.reason) == ["it has no \"id\" or no \"type\""])
  }

  @Test("An incident lies where the bundle says, and what is revoked is retracted")
  func incidents() throws {
    let result = try take()
    #expect(result.told.map(\.region) == ["UA-59", "UA-63", "UA-51"])
    #expect(result.told[1].identity == "stix:incident--1")
    #expect(result.told[1].title == "Substation outage")
    #expect(result.told[2].claims.allSatisfy { $0.stance == .retracts })
    #expect(result.bodies[2].words(result.told[2].claims[0].passage) == "Revoked by its creator.")
  }

  @Test("A bundle that tells of nothing says so")
  func nothing() {
    let bundle = #"{"type":"bundle","objects":[{"type":"tool","id":"tool--1"}]}"#
    #expect(STIXReader.recognises(Array(bundle.utf8)))
    let result = readInPieces(STIXReader(options: cleaningOptions), bundle.utf8)
    #expect(result.drafts == [])
    #expect(
      result.rejected.map(\.reason) == ["none of its 1 objects tells of something that happened"])
  }

  @Test("A file without a list of records is refused with a reason")
  func noRecords() {
    let result = readInPieces(STIXReader(options: cleaningOptions), #"{"a":1}"#.utf8)
    #expect(
      result.rejected == [
        RejectedItem(
          line: nil, problem: "cannot take this in as a bundle of STIX 2.1 objects",
          reason: "it has no list of records",
          hint: "look whether the file is what its name says, or name the format with --format",
          raw: "")
      ])
  }
}

struct DataFeedsTests {
  static let recognisers: [(name: String, knows: @Sendable ([UInt8]) -> Bool)] = [
    ("telegram", { TelegramReader.recognises($0) }), ("usgs", { USGSReader.recognises($0) }),
    ("eonet", { EONETReader.recognises($0) }), ("gdacs", { GDACSEventsReader.recognises($0) }),
    ("map", { MapFeaturesReader.recognises($0) }), ("harm", { CivilianHarmReader.recognises($0) }),
    ("stix", { STIXReader.recognises($0) }), ("acled", { ACLEDReader.recognises($0) }),
    ("ucdp", { UCDPReader.recognises($0) }), ("gdelt", { GDELTReader.recognises($0) }),
    ("eyes", { EyesOnRussiaReader.recognises($0) }),
    ("alerts", { AirRaidAlertsReader.recognises($0) }),
    ("missiles", { MissileAttacksReader.recognises($0) }),
    ("viina", { VIINAReader.recognises($0) }),
  ]

  @Test(
    "A feed is known to one reader, by its content",
    arguments: [
      ("telegram/channel.json", "telegram"), ("telegram/account.json", "telegram"),
      ("json/usgs.geojson", "usgs"), ("json/eonet-v3.geojson", "eonet"),
      ("json/eonet-v2.json", "eonet"), ("json/gdacs.geojson", "gdacs"), ("json/stix.json", "stix"),
      ("tables/acled-2023.csv", "acled"),
    ])
  func known(file: String, name: String) throws {
    let bytes = try feedFile(file)
    #expect(Self.recognisers.filter { $0.knows(bytes) }.map(\.name) == [name])
    // Also where the whole feed stands on one line, as our own reports do.
    #expect(FeedFormat.recognise(bytes).rawValue == name)
    #expect(
      FeedFormat.recognise(bytes.map { $0 == 0x0A && name != "acled" ? 0x20 : $0 }).rawValue == name
    )
  }

  @Test(
    "What is no data feed is known to none of them",
    arguments: [
      "", "A fire broke out, and then, at noon, it was out.\nNobody was hurt, police said.\n",
      #"{"v":1,"type":"report","text":"a"}"#, "<rss><channel/></rss>", "[1,2]", "{}",
      "a,b,c\n1,2,3\n",
      #"{"events":[]}"#, "\u{FEFF}", "\"", "1\t2\t3\n",
    ])
  func unknown(text: String) {
    #expect(Self.recognisers.filter { $0.knows(Array(text.utf8)) }.map(\.name) == [])
  }

  @Test("A feed of nothing, or of something else, is one rejected item")
  func nothing() {
    let readers: [any FeedReader] = [
      TelegramReader(options: cleaningOptions), USGSReader(options: cleaningOptions),
      STIXReader(options: cleaningOptions), ACLEDReader(options: cleaningOptions),
      GDELTReader(options: cleaningOptions),
    ]
    for reader in readers {
      for text in ["", "A fire broke out.\nTwo, three.\n", "<rss/>"] {
        var reader = reader
        var result = reader.take(Array(text.utf8)[...])
        result.append(reader.finish())
        #expect(result.drafts == [])
        #expect(result.rejected.count == 1)
      }
    }
  }
}
