import Foundation
import Incidents

/// RSS 2.0, RSS 1.0 and Atom, with what GeoRSS, GDACS and others add to them.
typealias SyndicationReader = MarkupReader<Syndication>

struct Syndication: MarkupDialect {
  private let options: FeedOptions
  private var title: String?
  private var link: String?
  private var language: String?

  init(options: FeedOptions) { self.options = options }

  static let feedName = "an RSS or Atom feed"

  static func isRoot(_ root: String) -> Bool { ["rss", "feed", "rdf", "channel"].contains(root) }

  func isItem(_ name: MarkupName) -> Bool {
    (name.space == .main || name.space == .atom) && (name.local == "item" || name.local == "entry")
  }

  func ends(_ outer: MarkupName, before inner: MarkupName) -> Bool {
    guard let field = fields[outer], fields[inner] != nil else { return false }
    return !field.holdsMarkup
  }

  // MARK: The channel

  mutating func learn(_ name: MarkupName, _ text: String) {
    guard !text.isEmpty else { return }
    switch (name.space, name.local) {
    case (.main, "title"): title = title ?? text
    case (.main, "link"): link = link ?? text
    case (.main, "language"), (.dublinCore, "language"): language = language ?? languageCode(text)
    default: break
    }
  }

  mutating func learn(rootAttributes: Range<Int>, of bytes: [UInt8]) {
    language = attributeValue("xml:lang", in: rootAttributes, of: bytes).flatMap(languageCode)
  }

  var isComplete: Bool { options.source != nil || title != nil }

  func completed(_ draft: Draft) -> Draft {
    guard case .report(var report, let reading) = draft else { return draft }
    report.source = report.source ?? title.map(options.sanitise)
    report.language = report.language ?? language
    return .report(report, reading)
  }

  // MARK: Items

  func draft(of item: MarkupItem) throws(UnreadableItem) -> Draft {
    let found = FoundFields(in: item)
    var headline = item.text(of: found[.title], as: .line)
    let link = found.link
    let outlet = outlet(of: item, found.index(.source), headline: headline, link: link)
    if let outlet, let full = headline, full.hasSuffix(" - \(outlet)") {
      headline = String(full.dropLast(outlet.count + 3))
    }
    guard let text = joined(headline, found.body) else {
      throw UnreadableItem(
        reason: "it has neither a title nor a text", hint: "look at what the source published")
    }

    let guid = item.value(of: found[.guid]) ?? item.attribute("rdf:about")
    let url = link.map(absolute) ?? found.permalink(guid)
    let revised = item.date(of: found[.updated])
    let published =
      [Field.pubDate, .published, .dublinDate].lazy.compactMap { item.date(of: found[$0]) }.first
      ?? revised
    let isStructured = found.isStructured
    let report = ReportBody(
      source: outlet ?? options.source
        ?? (isStructured && item.isOfGDACS ? GDACSEvent.source : title), url: url,
      publishedAt: published ?? options.publishedAt, headline: headline, text: text,
      language: (item.value(of: found[.language]) ?? item.attribute("xml:lang"))
        .flatMap(languageCode) ?? language,
      nativeID: guid ?? url.map(normalisedLink) ?? titleID(headline ?? text, published),
      revisedAt: revised ?? (isStructured ? item.gdacsRevision : nil))
    let reading = isStructured ? reading(of: item, report)?.sanitised(by: options.sanitise) : nil
    let cleaned = report.sanitised(by: options.sanitise)
    return .report(cleaned, reading ?? read(cleaned))
  }

  /// What the fields of an item say, other than its text. `nil` when they tell of no event.
  private func reading(of item: MarkupItem, _ report: ReportBody) -> Reading? {
    // A summary of an exercise or a test tells of nothing that happened.
    let status = item.nodes.first { $0.name.space == .cap && $0.name.local == "status" }
    if let status = item.value(of: status), status.lowercased() != "actual" {
      return Reading(reader: capReader, incidents: [])
    }
    return item.gdacsReading(of: report) ?? item.geoReading(of: report)
  }

  /// Whose the item is in a feed that gathers those of others.
  private func outlet(
    of item: MarkupItem, _ source: Int?, headline: String?, link: String?
  ) -> String? {
    if let source {
      let title = item.index("title", in: source).map { item.nodes[$0] }
      let hasParts = item.nodes.contains { $0.parent == source }
      if let name = item.text(of: hasParts ? title : item.nodes[source], as: .line),
        !hasScheme(name)
      {
        return name
      }
    }
    // "Headline - Outlet"
    guard let headline, let link, link.hasPrefix("https://news.google."),
      let dash = headline.range(of: " - ", options: .backwards)
    else { return nil }
    return String(headline[dash.upperBound...])
  }

  private func joined(_ headline: String?, _ body: String?) -> String? {
    guard let headline else { return body }
    guard let body, body != headline else { return headline }
    return headline + "\n\n" + body
  }

  private func absolute(_ link: String) -> String {
    guard !hasScheme(link), let base = self.link.flatMap({ URL(string: $0) }) else { return link }
    return URL(string: link, relativeTo: base)?.absoluteString ?? link
  }
}

// MARK: - The fields of an item

private enum Field: Int, CaseIterable {
  case title, link, atomLink, originalLink, guid, pubDate, published, dublinDate, updated, source,
    language
  /// The candidates for the body.
  case encoded, content, description, summary, fullText
  /// Known only so that it ends the field before it.
  case other

  var isBody: Bool { (Field.encoded.rawValue...Field.fullText.rawValue).contains(rawValue) }
  /// What stands inside may be markup that the feed did not escape.
  var holdsMarkup: Bool { isBody || self == .title || self == .source || self == .other }
}

private let fields: [MarkupName: Field] = {
  var fields: [MarkupName: Field] = [:]
  func add(_ space: MarkupName.Space, _ names: [String: Field]) {
    for (name, field) in names { fields[MarkupName(space: space, local: name)] = field }
  }
  add(
    .main,
    [
      "title": .title, "link": .link, "guid": .guid, "id": .guid, "pubdate": .pubDate,
      "published": .published, "issued": .published, "created": .published, "updated": .updated,
      "modified": .updated, "source": .source, "language": .language, "content": .content,
      "description": .description, "summary": .summary, "full-text": .fullText, "author": .other,
      "category": .other, "comments": .other, "enclosure": .other,
    ])
  add(
    .atom,
    [
      "title": .title, "link": .atomLink, "id": .guid, "published": .published, "updated": .updated,
      "source": .source, "content": .content, "summary": .summary,
    ])
  add(
    .dublinCore,
    [
      "date": .dublinDate, "language": .language, "title": .title, "description": .description,
      "creator": .other,
    ])
  add(.content, ["encoded": .encoded])
  add(.feedburner, ["origlink": .originalLink])
  add(.yandex, ["full-text": .fullText])
  return fields
}()

private struct FoundFields {
  private let item: MarkupItem
  /// The index of the first element of each, or -1.
  private var indices = [Int](repeating: -1, count: Field.allCases.count)
  private var links: [Int] = []
  private var bodyIndices: [Int] = []
  /// It has fields of CAP, GDACS or GeoRSS, which say more than its text.
  private(set) var isStructured = false

  init(in item: MarkupItem) {
    self.item = item
    for (index, node) in item.nodes.enumerated() where node.parent == nil {
      switch node.name.space {
      case .cap, .gdacs, .geo, .georss, .gml: isStructured = true
      default: break
      }
      guard let field = fields[node.name] else { continue }
      if field == .link || field == .atomLink { links.append(index) }
      if field.isBody, !item.isForeign(node) { bodyIndices.append(index) }
      if indices[field.rawValue] < 0 { indices[field.rawValue] = index }
    }
    if bodyIndices.count > 1 {
      bodyIndices.sort { item.nodes[$0].inner.count > item.nodes[$1].inner.count }
    }
  }

  func index(_ field: Field) -> Int? {
    let index = indices[field.rawValue]
    return index < 0 ? nil : index
  }

  subscript(_ field: Field) -> MarkupNode? { index(field).map { item.nodes[$0] } }

  /// The fullest body that has anything to read in it.
  var body: String? {
    bodyIndices.lazy.compactMap { item.text(of: item.nodes[$0], as: .paragraphs) }.first
  }

  /// The page of the item: what a redirecting service hides, else the link to it as RSS or as Atom writes it.
  var link: String? {
    if let original = item.value(of: self[.originalLink]) { return original }
    for node in links.lazy.map({ item.nodes[$0] }) {
      if let text = item.value(of: node) { return text }
      let relation = item.attribute("rel", of: node)
      if relation == nil || relation == "alternate", let link = item.attribute("href", of: node) {
        return link
      }
    }
    return nil
  }

  /// A guid is a link unless it says that it is none.
  func permalink(_ guid: String?) -> String? {
    guard let guid, guid.hasPrefix("http") else { return nil }
    let says = self[.guid].flatMap { item.attribute("isPermaLink", of: $0) }
    return says?.lowercased() == "false" ? nil : guid
  }
}

extension MarkupItem {
  fileprivate func attribute(_ name: String) -> String? {
    attributes.isEmpty ? nil : attributeValue(name, in: attributes, of: bytes)
  }

  func date(of node: MarkupNode?) -> Date? {
    guard let node else { return nil }
    let range = bytes.trimmed(node.inner)
    return markupDate(bytes[range]) ?? value(of: node).flatMap(markupDate)
  }

  /// Whether the element holds something else than text or HTML, such as a whole alert.
  fileprivate func isForeign(_ node: MarkupNode) -> Bool {
    guard !node.attributes.isEmpty, let type = attribute("type", of: node)?.lowercased() else {
      return false
    }
    return type.contains("/") && !type.hasPrefix("text/html") && !type.hasPrefix("text/plain")
      && !type.contains("xhtml")
  }
}

// MARK: - Small things

/// `https:`, and not the colon of a path.
func hasScheme(_ link: String) -> Bool {
  let scheme = link.utf8.prefix { (0x61...0x7A).contains($0 | 0x20) }
  return link.utf8[scheme.endIndex...].first == UInt8(ascii: ":")
}

/// ISO 639-1 of `en-us`, `ru_RU`. `nil` when there is none.
func languageCode(_ tag: String) -> String? {
  let code = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
  return code.utf8.count == 2 && code.allSatisfy { $0.isASCII && $0.isLetter } ? code : nil
}

/// A link without what changes from one reader to the next: the fragment, and the marks of campaigns.
func normalisedLink(_ link: String) -> String {
  let whole = link.prefix { $0 != "#" }
  let parts = whole.split(separator: "?", maxSplits: 1)
  guard let address = parts.first else { return link }
  var text = String(address)
  if let scheme = text.firstRange(of: "://") {
    let host = text[scheme.upperBound...].prefix { $0 != "/" }
    text = text[..<host.endIndex].lowercased() + text[host.endIndex...]
  }
  if text.hasSuffix("/") { text.removeLast() }
  let query = parts.dropFirst().first.map { query in
    query.split(separator: "&").filter { !$0.hasPrefix("utm_") && !$0.hasPrefix("fbclid=") }
  }
  return query.map { $0.isEmpty ? text : "\(text)?\($0.joined(separator: "&"))" } ?? text
}

/// An id for an item that has neither id nor link: FNV-1a of its title and date.
private func titleID(_ title: String, _ date: Date?) -> String {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in "\(title)\n\(date.map(UTC.string) ?? "")".utf8 {
    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }
  return "title-" + String(hash, radix: 16)
}
