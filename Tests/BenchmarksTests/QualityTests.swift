import Gazetteer
import Incidents
import Testing

@testable import Benchmarks

struct PlainCountTests {
  @Test func quotesHideCommasAndLines() {
    let table = PlainCSV("a,b\r\n\"1,\n2\",\"say \"\"no\"\"\"\r\n\r\n3,")
    #expect(table.rows == [["a", "b"], ["1,\n2", "say \"no\""], ["3", ""]])
    #expect(table.records.last == ["a": "3", "b": ""])
  }

  @Test(
    "Items are counted by their openings, whatever their prefix and their bytes",
    arguments: [
      ("<rss><item/><item a='1'>x</item></rss>", 2), ("<f:feed><f:entry></f:entry>", 1),
      ("<items><itemised/></items>", 0), ("<![CDATA[<item>]]><item>", 1),
      ("<!-- <item> --><entry>", 1), ("<![CDATA[ never closed <item>", 1), ("", 0),
    ])
  func items(text: String, count: Int) {
    #expect(PlainCount.items(Array(text.utf8)) == count)
    let wide = text.utf8.flatMap { [$0, UInt8(0)] }
    #expect(PlainCount.items(wide) == count)
  }

  @Test func aFeedOfItemsIsNoAlert() {
    #expect(PlainCount.alerts(Array("<cap:alert xmlns:cap='u'/>".utf8)) == 1)
    #expect(PlainCount.alerts(Array("<feed><entry><alert/></entry></feed>".utf8)) == nil)
  }

  @Test func anAlbumIsOneMessage() {
    let chat = """
      {"messages": [{"type": "service", "text": ""},
      {"type": "message", "date": "d1", "from_id": "c", "text": "words", "photo": "p"},
      {"type": "message", "date": "d1", "from_id": "c", "text": ""},
      {"type": "message", "date": "d1", "from_id": "c", "text": "more words"},
      {"type": "message", "date": "d2", "from_id": "c", "text": ""}]}
      """
    #expect(PlainCount.messages(Array(chat.utf8)) == 3)
  }

  @Test func articlesOfGDELTAreCountedOnce() {
    #expect(PlainCount.articles(Array("1\tx\tu1\n2\ty\tu1\n3\tz\tu2\n".utf8)) == 2)
  }
}

struct JudgingTests {
  private func record(
    _ text: String, names: [String] = [], at latitude: Double, _ longitude: Double
  ) -> PlaceRecord {
    PlaceRecord(
      set: "", id: "1", text: text, names: names, country: "", latitude: latitude,
      longitude: longitude)
  }

  @Test(
    "What is found is held against the point",
    arguments: [
      ("UA-63", Verdict.right), ("UA", .country), ("UA-14", .wrong), ("RU", .wrong), (nil, .none),
    ] as [(Region.ID?, Verdict)])
  func verdicts(found: Region.ID?, verdict: Verdict) throws {
    let record = record("", at: 49.99, 36.23)
    let judgement = try #require(record.judged(found: found))
    #expect(judgement.expected == "UA-63")
    #expect(judgement.verdict == verdict)
  }

  @Test("A point less than 2 km from a border is right on both sides of it")
  func borders() throws {
    let ring = try #require(Gazetteer.world.outline(of: "UA-30").first)
    let north = try #require(ring.max { $0.latitude < $1.latitude })
    let near = record("", at: north.latitude + 0.01, north.longitude)
    let far = record("", at: north.latitude + 0.05, north.longitude)
    #expect(near.judged(found: "UA-30")?.verdict == .right)
    #expect(near.judged(found: "UA-32")?.verdict == .right)
    #expect(far.judged(found: "UA-30")?.verdict == .wrong)
  }

  @Test(
    "A text names its place in whatever spelling, but not by the word for its kind",
    arguments: [
      ("Clashes near Kharkov", "Kharkiv", true), ("Strike on Kiev", "Kyiv", true),
      ("Kup'yans'k was hit", "Kupiansk", true), ("the Kharkiv region", "Kharkivs'ka oblast", true),
      ("on the Donets river", "Donetsk", false),
      ("in a District of a Town", "Sumy District", false),
      ("shelling of kharkiv", "Kharkiv", false), ("a fire in Lviv", "Sumy", false),
    ])
  func naming(text: String, name: String, expected: Bool) {
    #expect(text.names(name) == expected)
  }

  @Test func theHalvesNeverChange() {
    let halves = (0..<1_000).map { number in
      PlaceRecord(
        set: "", id: "\(number)", text: "", names: [], country: "", latitude: 0, longitude: 0
      ).isKeptAside
    }
    #expect((450...550).contains(halves.count { $0 }))
    #expect(Array(halves[6..<12]) == [false, false, false, false, true, true])
  }
}

struct SpanScoreTests {
  @Test("Exact spans, names without their kind, and overlaps are told apart")
  func spans() {
    var score = SpanScore(name: "")
    score.add(
      [0..<5, 10..<14, 22..<25, 40..<45],
      in: AnnotatedText(
        text: "",
        places: [
          .init(span: 0..<5, name: nil, isInReach: true),
          .init(span: 8..<14, name: 10..<14, isInReach: true),
          .init(span: 20..<25, name: nil, isInReach: false),
          .init(span: 30..<35, name: nil, isInReach: true),
        ], hidden: [38..<50]))
    #expect(score.found == 4 && score.hidden == 1)
    #expect(score.exact.found == 2 && score.overlapping.found == 3)
    #expect(score.marked.all == 4 && score.marked.inReach == 3)
    #expect(score.exact.marked.all == 2 && score.overlapping.marked.all == 3)
    #expect(score.overlapping.marked.inReach == 2)
    #expect(SpanScore.f1(2, of: 4, 2, of: 4) == "0.500")
    #expect(SpanScore.f1(0, of: 0, 0, of: 4) == "–")
  }

  @Test func sharesAreRounded() {
    #expect(share(1, of: 3) == "33.3 %")
    #expect(share(2, of: 3) == "66.7 %")
    #expect(share(0, of: 0) == "–")
  }
}
