import Foundation
import Incidents
import TestSupport
import Testing

/// The filter language: what is read, how it is written again, and where it is wrong.
struct FilterTests {
  /// A few names, as the gazetteer and a store would give them.
  static let names = FilterNames(
    region: { typed in
      let known = [
        "krasnodar": "RU-KDA", "краснодар": "RU-KDA", "ukraine": "UA", "krasnodar krai": "RU-KDA",
      ]
      return known[typed.lowercased()].map { Region.ID(rawValue: $0) }
        ?? FilterNames.codes.region(typed)
    },
    regionsSpeltLike: { $0.lowercased() == "krasnodor" ? ["RU-KDA (Krasnodar Krai)"] : [] },
    sources: ["SHOT", "Life", "New York Times"],
    authorities: ["Governor", "RU-KDA/governor", "Defence Ministry", "RU/defence-ministry"])

  @Test(
    "A filter is read, and written as it would be typed",
    arguments: [
      ("", ""), ("   ", ""),
      ("region:RU-KDA", "region:RU-KDA"), ("REGION:ru-kda", "region:RU-KDA"),
      ("region=RU", "region:RU"), ("region:Krasnodar", "region:RU-KDA"),
      ("region:Краснодар", "region:RU-KDA"), ("region:\"Krasnodar Krai\"", "region:RU-KDA"),
      ("region:«Krasnodar Krai»,UA", "region:RU-KDA,UA"), ("region:RU,RU", "region:RU"),
      ("country:Ukraine", "region:UA"), ("-country:UA", "-region:UA"),
      ("place:outskirts", "place:outskirts"), ("place:\"north bank\"", "place:\"north bank\""),
      ("kind:drone,missile", "kind:drone,missile"), ("kind:Air_Defence", "kind:air-defence"),
      ("status:reported,contested", "status:reported,contested"),
      ("status:ver", "status:verified"), ("status:\"party claim\"", "status:party-claim"),
      ("official:silent", "official:silent"), ("official:unheard", "official:not-monitored"),
      ("official:not-set", "official:no-authority-set"), ("official:mix", "official:mixed"),
      ("silent>6h", "silent>6h"), ("silent>=90m", "silent>=90m"), ("silent<2d", "silent<2d"),
      ("silent>5h12", "silent>5h12"), ("silent>1d", "silent>24h"), ("silent>14d", "silent>2w"),
      ("silent>120m", "silent>2h"), ("silent>1.5h", "silent>90m"), ("silent>1.5m", "silent>1.5m"),
      ("-silent>6h", "-silent>6h"),
      ("origins>=2", "origins>=2"), ("origins:1", "origins=1"), ("origins<3", "origins<3"),
      ("grade:A-C", "grade:A-C"), ("grade:a,b", "grade:A,B"), ("grade:C,B,A", "grade:A-C"),
      ("grade:A-C,F", "grade:A-C,F"), ("grade>=C", "grade:A-C"), ("grade>C", "grade:A,B"),
      ("grade<C", "grade:D,E"), ("grade<=D", "grade:D,E"), ("-grade:A-F", "-grade:A-F"),
      ("reports>5", "reports>5"), ("reports=1", "reports=1"),
      ("source:SHOT", "source:SHOT"), ("source:shot", "source:SHOT"),
      ("source:\"new york times\",Life", "source:\"New York Times\",Life"),
      ("authority:governor", "authority:Governor"),
      ("authority:RU/defence-ministry", "authority:RU/defence-ministry"),
      ("since:24h", "since:24h"), ("since:7d", "since:7d"), ("since:1w", "since:7d"),
      ("since:2026-11-22", "since:2026-11-22T00:00Z"),
      ("before:2026-11-22T09:30Z", "before:2026-11-22T09:30Z"),
      ("before:2026-11-22T12:30+03:00", "before:2026-11-22T09:30Z"),
      ("age<2h", "age<2h"), ("age>3Y", "age>3y"), ("age>365d", "age>1y"),
      ("first<=24h", "first<=24h"),
      ("lifecycle:closed,merged", "lifecycle:closed,merged"), ("attention:all", "attention:all"),
      ("explosion", "explosion"), ("взрыв", "взрыв"), ("-drill", "-drill"),
      ("\"exact phrase\"", "\"exact phrase\""), ("-“exact phrase”", "-\"exact phrase\""),
      ("fire,blast", "fire,blast"), ("\"one\" two", "one two"), ("\"one \"two", "\"one \" two"),
      ("“say \"hi\"”", "“say \"hi\"”"), ("x”\"»y", "x”\"»y"),
      ("\",\u{301}x\"", "\",\u{301}x\""), ("“x\"\u{301}y”", "“x\"\u{301}y”"),
      ("\"09:30\"", "\"09:30\""), ("09:30", "\"09:30\""), ("+7", "+7"), ("drone drone", "drone"),
      (
        "  region:RU-KDA\tstatus:reported,contested  silent>6h -not \"a b\" ",
        "region:RU-KDA status:reported,contested silent>6h -not \"a b\""
      ),
    ])
  func reading(line: String, written: String) throws {
    let filter = try IncidentFilter(line, names: Self.names)
    #expect(filter.description == written)
    #expect(try IncidentFilter(written, names: Self.names) == filter)
  }

  @Test(
    "What is wrong is pointed at, and what would do is said",
    arguments: [
      ("status:foo", "       ^^^", "there is no status 'foo'", "use one of"),
      (
        "status:reportd", "       ^^^^^^^", "there is no status 'reportd'", "did you mean reported?"
      ),
      ("status:re", "       ^^", "'re' may be", "write more of it"),
      ("status:", "       |", "the status is missing", "status:reported,contested"),
      ("status:reported,", "                |", "the status is missing", "write it like"),
      ("status>reported", "      ^", "status cannot be more or less", "status:"),
      ("fire stauts:foo", "     ^^^^^^", "there is no field 'stauts'", "did you mean status?"),
      ("регион:RU", "^^^^^^", "there is no field 'регион'", "use one of region"),
      ("https://example.org", "^^^^^", "there is no field 'https'", "goes in quotes"),
      ("region:Krasnodor", "       ^^^^^^^^^", "no region 'Krasnodor'", "RU-KDA (Krasnodar Krai)"),
      ("region:RU,Nowhere", "          ^^^^^^^", "no region 'Nowhere'", "region:RU-KDA"),
      ("country:RU-KDA", "        ^^^^^^", "no country 'RU-KDA'", "did you mean region:RU-KDA?"),
      ("silent>6", "       ^", "6 of what?", "write 6h"),
      ("silent>six", "       ^^^", "'six' is no length of time", "9h30"),
      ("silent>5h60", "       ^^^^", "'5h60' is no length of time", "9h30"),
      ("silent:6h", "      ^", "longer or shorter", "silent>6h"),
      ("silent>6h,7h", "          ^^", "silent takes one value", "silent>6h"),
      ("silent>", "       |", "the length of time is missing", "silent>6h"),
      ("origins>=two", "         ^^^", "'two' is no number", "origins>=2"),
      ("origins>=9999999999", "         ^^^^^^^^^^", "is no number", "origins>=2"),
      ("reports>-1", "        ^^", "'-1' is no number", "reports>=3"),
      ("grade:G", "      ^", "'G' is no grade", "A to F"),
      ("grade:C-A", "      ^^^", "'C-A' is no grade", "A-C"),
      ("grade>F", "      ^", "'F' is no grade", "A to F"),
      ("grade>A", "      ^", "no grade is better", "grade:A-C"),
      ("source:SHOTT", "       ^^^^^", "there is no source 'SHOTT'", "did you mean SHOT?"),
      ("authority:mayor-of-x", "          ^^^^^^^^^^", "no authority 'mayor-of-x'", "Ministry"),
      ("since:soon", "      ^^^^", "'soon' is no time", "24h"),
      ("since>24h", "     ^", "since takes ':'", "since:24h"),
      ("since:2026-02-30", "      ^^^^^^^^^^", "is no time", "24h"),
      ("attention:due attention:all", "              ^^^^^^^^^^^^^", "said twice", "leave one"),
      ("-attention:due", "^^^^^^^^^^^^^^", "attention takes no '-'", "attention:all"),
      ("взрыв \"", "      ^", "this quote has no end", "close it"),
      ("-", " |", "a word to look for is missing", "write it"),
      ("\"\"", "^^", "a word to look for is missing", "write it"),
      ("fire,", "     |", "a word to look for is missing", "write it"),
      ("place:\"  \"", "      ^^^^", "the place is missing", "place:outskirts"),
    ])
  func errors(line: String, marks: String, problem: String, hint: String) throws {
    let error = try #require(throws: FilterError.self) {
      try IncidentFilter(line, names: Self.names)
    }
    let bytes = line.utf8
    func characters(upTo byte: Int) -> Int { String(Substring(bytes.prefix(byte))).count }
    let start = characters(upTo: error.range.lowerBound)
    let width = characters(upTo: error.range.upperBound) - start
    let shown =
      String(repeating: " ", count: start)
      + (width == 0 ? "|" : String(repeating: "^", count: width))
    #expect(shown == marks)
    #expect(error.problem.contains(problem), "\(error.problem)")
    #expect(error.hint.contains(hint), "\(error.hint)")
  }

  @Test func `Without knowing any names, every source may be one and only codes are regions`()
    throws
  {
    #expect(try IncidentFilter("source:Anybody").description == "source:Anybody")
    #expect(try IncidentFilter("region:ua-63").region == "UA-63")
    #expect(throws: FilterError.self) { try IncidentFilter("region:Kharkiv") }
  }

  @Test func `Choosing a region takes the place of the one that was named, and of nothing else`()
    throws
  {
    var filter = try IncidentFilter("fire region:RU-KDA,UA -region:RU silent>6h")
    #expect(filter.region == nil)
    filter.region = "UA-63"
    #expect(filter.description == "fire region:UA-63 -region:RU silent>6h")
    #expect(filter.region == "UA-63")
    filter.region = nil
    #expect(filter.description == "fire -region:RU silent>6h")
  }

  @Test func `Whatever bytes come, reading ends, and points inside the line`() {
    var random = SplitMix64(seed: 7)
    let pieces = [
      "region", ":", ">", "=", ",", "-", "\"", "“", "»", " ", "6h", "A-C", "ж", "\u{0}",
    ]
    for _ in 0..<3_000 {
      let line = (0..<8).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
      do throws(FilterError) {
        let filter = try IncidentFilter(line, names: Self.names)
        #expect((try? IncidentFilter(filter.description, names: Self.names)) == filter, "\(line)")
      } catch {
        #expect(error.range.lowerBound >= 0 && error.range.upperBound <= line.utf8.count)
      }
    }
  }
}
