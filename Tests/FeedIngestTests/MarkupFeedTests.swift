import Foundation
import Incidents
import Testing

@testable import FeedIngest

/// Reads a feed in pieces of `length` bytes.
func readFeed<Reader: FeedReader>(
  _ feed: some Sequence<UInt8>, with reader: Reader, pieces length: Int = .max
) -> FeedResult {
  var reader = reader
  var result = FeedResult()
  var rest = Array(feed)[...]
  while !rest.isEmpty {
    let piece = reader.take(rest.prefix(length))
    result.drafts += piece.drafts
    result.rejected += piece.rejected
    rest = rest.dropFirst(length)
  }
  let last = reader.finish()
  result.drafts += last.drafts
  result.rejected += last.rejected
  return result
}

extension FeedResult {
  var reports: [ReportBody] {
    drafts.compactMap { if case .report(let report, _) = $0 { report } else { nil } }
  }
  var readings: [Reading?] {
    drafts.map { if case .report(_, let reading) = $0 { reading } else { nil } }
  }
}

func syndication(_ feed: String, source: String? = nil, pieces: Int = .max) -> FeedResult {
  readFeed(
    feed.utf8, with: SyndicationReader(options: FeedOptions(source: source, sanitise: { $0 })),
    pieces: pieces)
}

struct MarkupQuirkTests {
  @Test(
    "Every item is recovered from a feed that is not well formed",
    arguments: [
      (
        "well formed",
        "<rss><channel><item><title>A</title></item><item><title>B</title></item></channel></rss>"
      ),
      (
        "blanks before the declaration",
        "\n \n<?xml version=\"1.0\"?>\n<rss><item><title>A</title></item><item><title>B</title></item></rss>"
      ),
      ("no end", "<rss><channel><item><title>A</title></item><item><title>B</title></item>"),
      (
        "no end of the last item",
        "<rss><channel><item><title>A</title></item><item><title>B</title>"
      ),
      ("no ends of items", "<rss><item><title>A</title><item><title>B</title></rss>"),
      ("items in items", "<rss><item><title>A</title><item><title>B</title></item></item></rss>"),
      (
        "a page behind the feed",
        "<rss><item><title>A</title></item><item><title>B</title></item></rss><script>if (a<b && c>d) {}</script></html>"
      ),
      (
        "a DOCTYPE with entities",
        "<!DOCTYPE rss [<!ENTITY a \"<item><title>X</title></item>\"> <!ENTITY b \"&a;&a;\"> ]><rss><item><title>A</title></item><item><title>B</title></item></rss>"
      ),
      (
        "an external DOCTYPE",
        "<!DOCTYPE rss SYSTEM \"file:///etc/passwd\"><rss><item><title>A</title></item><item><title>B</title></item></rss>"
      ),
      (
        "items in comments",
        "<rss><!-- <item><title>X</title></item> --><item><title>A</title></item><item><title>B</title></item></rss>"
      ),
      (
        "items in CDATA",
        "<rss><description><![CDATA[<item><title>X</title></item>]]></description><item><title>A</title></item><item><title>B</title></item></rss>"
      ),
      (
        "a comment without end",
        "<rss><!-- no end <item><title>A</title></item><item><title>B</title></item></rss>"
      ),
      (
        "bare ampersands and signs",
        "<rss><item><link>http://a?b=1&c=2</link><title>A</title></item> 1 < 2 <3 <item><title>B</title></item></rss>"
      ),
      (
        "prefixes nobody declared",
        "<rss><item><itunes:title>x</itunes:title><title>A</title></item><item><title>B</title></item></rss>"
      ),
      (
        "a prefix for everything",
        "<r:rss><r:item><r:title>A</r:title></r:item><r:item><r:title>B</r:title></r:item></r:rss>"
      ),
      ("capitals", "<RSS><ITEM><TITLE>A</TITLE></ITEM><ITEM><TITLE>B</TITLE></ITEM></RSS>"),
      (
        "end tags of nothing",
        "<rss></b></item><item></i><title>A</title></item></p><item><title>B</title></item></rss>"
      ),
      (
        "control characters",
        "<rss>\u{1}<item>\u{B}<title>A</title>\u{1F}</item><item><title>B\u{8}</title></item></rss>"
      ),
      (
        "a quote without end",
        "<rss><item><enclosure url=\"x></enclosure><title>A</title></item><item><title a='1' b=c>B</title></item></rss>"
      ),
      (
        "signs in attributes",
        "<rss><item><a title=\"x > y\"/><title>A</title></item><item><title>B</title></item></rss>"
      ),
      (
        "Atom",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title></entry><entry><title type='html'>&lt;b&gt;B&lt;/b&gt;</title></entry></feed>"
      ),
      (
        "RSS 1.0",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel><title>C</title></channel><item rdf:about='a'><title>A</title></item><item><title>B</title></item><textinput/></rdf:RDF"
      ),
    ], [Int.max, 1, 7])
  func recovered(_ quirk: (name: String, feed: String), pieces: Int) {
    let result = syndication(quirk.feed, pieces: pieces)
    #expect(result.reports.map(\.headline) == ["A", "B"])
    #expect(result.rejected.isEmpty)
  }

  @Test("A field without an end ends where the next begins")
  func openFields() {
    let result = syndication(
      "<rss><item><pubDate>Sun, 22 Nov 2026 09:30:00 GMT<guid>7<title>A</title></item></rss>")
    #expect(result.reports.first?.headline == "A")
    #expect(result.reports.first?.nativeID == "7")
    #expect(result.reports.first?.publishedAt.map(UTC.string) == "2026-11-22T09:30:00Z")
  }

  @Test("An empty item inside another does not end it")
  func emptyItemInside() {
    let result = syndication("<rss><item><title>A</title><item/><guid>7</guid></item></rss>")
    #expect(result.reports.map(\.nativeID) == ["7"])
    #expect(result.rejected.count == 1)
  }

  @Test(
    "What cannot be taken in is rejected with its line and a sentence",
    arguments: [
      ("<rss>\n\n<item><guid>1</guid></item></rss>", 3, "it has neither a title nor a text"),
      ("<rss>\n<item><title><![CD\n", 2, "the feed ends inside its <title>"),
      ("<rss>\n<item><description>No local auth", 2, "the feed ends inside its <description>"),
      (
        "<rss><item>" + String(repeating: "<x>", count: 300) + "<title>A</title></item></rss>", 1,
        "its elements are nested more than 256 deep"
      ),
      (
        "<rss><item>" + String(repeating: "<x/>", count: 50_001) + "<title>A</title></item></rss>",
        1,
        "it has more than 50000 elements"
      ),
      (
        "<rss><item><title>A</title><description>" + String(repeating: "long ", count: 1_800_000)
          + "</description></item></rss>", 1, "it has more than 8 MB"
      ),
    ] as [(String, Int, String)])
  func rejected(feed: String, line: Int, reason: String) {
    let result = syndication(feed, pieces: 1 << 16)
    #expect(result.drafts.isEmpty)
    #expect(result.rejected.map(\.reason) == [reason])
    #expect(result.rejected.map(\.line) == [line])
    #expect(result.rejected.allSatisfy { $0.raw.utf8.count <= 2000 && $0.raw.hasPrefix("<item>") })
  }

  @Test("After an item that is too long the next ones are read")
  func longItem() {
    let long = String(repeating: "<p>long</p> ", count: 1 << 20)
    let result = syndication(
      "<rss><channel><title>C</title><item><description>\(long)</description></item>"
        + "<item><title>B</title></item></channel></rss>", pieces: 1 << 16)
    #expect(result.reports.map(\.headline) == ["B"])
    #expect(result.rejected.count == 1)
  }

  @Test(
    "What is no feed is refused as a whole",
    arguments: [
      ("<!DOCTYPE html><html><body>Not found</body></html>", "it begins with <html>"),
      ("", "there is no element in it"), ("no markup", "there is no element in it"),
    ])
  func noFeed(text: String, reason: String) {
    let result = syndication(text)
    #expect(result.drafts.isEmpty)
    #expect(result.rejected.map(\.reason) == [reason])
  }

  @Test func anEmptyFeedIsNoError() {
    let result = syndication("<rss version=\"2.0\"><channel><title>Quiet</title></channel></rss>")
    #expect(result.drafts.isEmpty && result.rejected.isEmpty)
  }

  @Test(
    "Feeds are told by their root",
    arguments: [
      ("<?xml version='1.0'?><!-- c --><rss>", true, false), ("\u{FEFF}\n<feed>", true, false),
      ("<rdf:RDF>", true, false), ("<atom:feed>", true, false), ("<cap:alert>", false, true),
      ("<!DOCTYPE alert [<!ENTITY x SYSTEM 'file:///x'>]><alert>", false, true),
      ("<html><rss>", false, false), ("text about <rss>", false, false), ("{}", false, false),
      ("", false, false),
    ])
  func recognised(head: String, isSyndication: Bool, isCAP: Bool) {
    #expect(SyndicationReader.recognises(head.utf8) == isSyndication)
    #expect(CAPReader.recognises(head.utf8) == isCAP)
    let wide = head.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(SyndicationReader.recognises(wide) == isSyndication)
  }
}

struct MarkupItemTests {
  private let feed = """
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
    <channel><title>Кубань сегодня</title><link>https://kuban.example/</link><language>ru-RU</language>
    <image><title>not this</title></image>
    <item>
      <title><![CDATA[Взрыв под Краснодаром]]></title>
      <link>https://kuban.example/a?id=1&amp;utm_source=rss</link>
      <guid isPermaLink="false">a1b2</guid>
      <pubDate>Sun, 22 Nov 2026 12:30:00 +0300</pubDate>
      <description>Кратко.</description>
      <content:encoded><![CDATA[<p>Полный текст.</p><p>Второй абзац.</p>]]></content:encoded>
    </item></channel></rss>
    """

  @Test func anItemBecomesAReport() {
    let result = syndication(feed)
    #expect(
      result.reports == [
        ReportBody(
          source: "Кубань сегодня", url: "https://kuban.example/a?id=1&utm_source=rss",
          publishedAt: UTC.date(from: "2026-11-22T09:30:00Z"), headline: "Взрыв под Краснодаром",
          text: "Взрыв под Краснодаром\n\nПолный текст.\n\nВторой абзац.", language: "ru",
          nativeID: "a1b2")
      ])
    #expect(result.readings.first??.reader == "article-ru-uk/1")
    #expect(result.readings.first??.incidents.map(\.region) == ["RU-KDA"])
  }

  @Test("An English item is read")
  func readByLanguage() {
    let result = syndication(
      """
      <rss><channel><title>Desk</title><language>en</language><item><title>Blast in Krasnodar</title>
      <description>An explosion rocked Krasnodar on Sunday.</description></item></channel></rss>
      """)
    #expect(result.readings.first??.reader == "article-en/1")
    #expect(result.readings.first??.incidents.map(\.region) == ["RU-KDA"])
  }

  @Test(
    "The outlet is the one that the item names",
    arguments: [
      (
        "<source url='https://o.example'>Outlet</source><title>Fire in the port - Outlet</title>",
        "Outlet", "Fire in the port"
      ),
      (
        "<source url='https://o.example'>Other</source><title>Fire - in port</title>", "Other",
        "Fire - in port"
      ),
      (
        "<link>https://news.google.com/rss/articles/x</link><title>Fire in the port - Outlet</title>",
        "Outlet", "Fire in the port"
      ),
      (
        "<source url='https://o.example'/><title>Fire - in port</title>", "Channel",
        "Fire - in port"
      ),
      (
        "<source><id>1</id><title>Their feed</title></source><title>Fire</title>", "Their feed",
        "Fire"
      ),
    ])
  func outlet(fields: String, source: String, headline: String) {
    let result = syndication(
      "<rss><channel><title>Channel</title><item>\(fields)</item></channel></rss>")
    #expect(result.reports.map(\.source) == [source])
    #expect(result.reports.map(\.headline) == [headline])
  }

  @Test func aChannelThatNamesItselfLastIsNamedAllTheSame() {
    let result = syndication(
      "<rss><channel><item><title>A</title></item><title>Channel</title><language>uk</language></channel></rss>"
    )
    #expect(result.reports.map(\.source) == ["Channel"])
    #expect(result.reports.map(\.language) == ["uk"])
  }

  @Test func aPrefixForEverythingHidesNothing() {
    let result = syndication(
      """
      <a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Agency</a:title><a:entry>
      <a:title>A</a:title><a:link href="https://a.example/1"/><a:updated>2026-11-22</a:updated>
      </a:entry></a:feed>
      """)
    #expect(result.reports.map(\.source) == ["Agency"])
    #expect(result.reports.map(\.url) == ["https://a.example/1"])
    #expect(result.reports.map(\.publishedAt) == [UTC.date(from: "2026-11-22")])
  }

  @Test("The caller's source stands in for the channel's title")
  func givenSource() {
    let feed = "<rss><channel><title>RSS</title><item><title>A</title></item></channel></rss>"
    #expect(syndication(feed, source: "Life").reports.map(\.source) == ["Life"])
  }

  @Test(
    "The page of an item",
    arguments: [
      ("<link>https://a.example/1</link>", "https://a.example/1"),
      ("<link> https://a.example/1?b=2&c=3\n</link>", "https://a.example/1?b=2&c=3"),
      (
        "<link rel='self' href='https://a.example/f'/><link href='https://a.example/1'/>",
        "https://a.example/1"
      ),
      (
        "<link rel='alternate' type='text/html' href='https://a.example/1?b&amp;c'/>",
        "https://a.example/1?b&c"
      ),
      (
        "<link>https://r.example/x</link><feedburner:origLink>https://a.example/1</feedburner:origLink>",
        "https://a.example/1"
      ),
      ("<guid>https://a.example/1</guid>", "https://a.example/1"),
      ("<guid isPermaLink='false'>https://a.example/1</guid>", nil),
      ("<link>/1</link>", "https://base.example/1"),
      ("<link/><guid>7</guid>", nil),
    ] as [(String, String?)])
  func page(fields: String, url: String?) {
    let result = syndication(
      "<rss><channel><title>C</title><link>https://base.example/rss</link>"
        + "<item><title>A</title>\(fields)</item></channel></rss>")
    #expect(result.reports.map(\.url) == [url])
  }

  @Test(
    "By what an item is known",
    arguments: [
      ("<guid>g</guid><link>https://a.example/1</link>", "g"),
      (
        "<link>HTTPS://A.example/Path/?utm_source=x&amp;id=7#top</link>",
        "https://a.example/Path?id=7"
      ),
      ("<id>tag:a.example,2026:1</id>", "tag:a.example,2026:1"),
    ])
  func nativeID(fields: String, id: String) {
    let result = syndication("<rss><item><title>A</title>\(fields)</item></rss>")
    #expect(result.reports.map(\.nativeID) == [id])
  }

  @Test("Without id and link, title and date tell items apart")
  func titleAndDate() {
    let items = ["1 Nov 2026", "1 Nov 2026", "2 Nov 2026"]
      .map { "<item><title>Air alert</title><pubDate>\($0)</pubDate></item>" }
    let ids = syndication("<rss>\(items.joined())</rss>").reports.map(\.nativeID)
    #expect(ids[0] == ids[1])
    #expect(ids[0] != ids[2])
  }

  @Test("An Atom entry keeps when it was published and when it was changed")
  func atom() {
    let result = syndication(
      """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>Agency</title>
      <link rel="self" href="https://agency.example/feed"/>
      <entry xml:lang="uk"><title type="text">Вибух</title><id>urn:1</id>
      <published>2026-11-22T09:30:00Z</published><updated>2026-11-22T10:00:00Z</updated>
      <author><name>A. Reporter</name></author>
      <summary>Коротко</summary>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Перше.<br>Друге.</p></div></content>
      </entry></feed>
      """)
    #expect(
      result.reports == [
        ReportBody(
          source: "Agency", publishedAt: UTC.date(from: "2026-11-22T09:30:00Z"), headline: "Вибух",
          text: "Вибух\n\nПерше.\nДруге.", language: "uk", nativeID: "urn:1",
          revisedAt: UTC.date(from: "2026-11-22T10:00:00Z"))
      ])
  }

  @Test("Every text has passed the caller's cleaner once")
  func sanitised() {
    let options = FeedOptions(sanitise: { "[\($0)]" })
    let result = readFeed(feed.utf8, with: SyndicationReader(options: options))
    #expect(result.reports.first?.source == "[Кубань сегодня]")
    #expect(result.reports.first?.headline == "[Взрыв под Краснодаром]")
  }
}
