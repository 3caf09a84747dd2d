import Foundation
import Gazetteer
import Incidents

let capReader = "cap/1"

/// Alerts of the Common Alerting Protocol, 1.0 to 1.2: one in a file, or several.
///
/// Elements are found by their names, wherever they stand.
typealias CAPReader = MarkupReader<CAP>

struct CAP: MarkupDialect {
  private let options: FeedOptions

  init(options: FeedOptions) { self.options = options }

  static let feedName = "CAP alerts"

  static func isRoot(_ root: String) -> Bool { root == "alert" || root == "alerts" }

  func isItem(_ name: MarkupName) -> Bool {
    (name.space == .main || name.space == .cap) && name.local == "alert"
  }

  func ends(_ outer: MarkupName, before inner: MarkupName) -> Bool { false }
  mutating func learn(_ name: MarkupName, _ text: String) {}
  mutating func learn(rootAttributes: Range<Int>, of bytes: [UInt8]) {}
  func completed(_ draft: Draft) -> Draft { draft }
  var isComplete: Bool { true }

  func draft(of item: MarkupItem) throws(UnreadableItem) -> Draft {
    guard let alert = CAPAlert(item) else {
      throw UnreadableItem(
        reason: "it has no <info> with an event, a headline or a description",
        hint: "an acknowledgement has none; else look at what the authority published")
    }
    let report = ReportBody(
      source: alert.source ?? options.source ?? alert.sender, url: alert.web ?? options.url,
      publishedAt: alert.sent ?? options.publishedAt, headline: alert.headline, text: alert.text,
      language: alert.language, nativeID: alert.identifier,
      revisedAt: alert.messageType == .alert ? nil : alert.sent)
    let reading = Reading(reader: capReader, incidents: alert.incident.map { [$0] } ?? [])
    return .report(
      report.sanitised(by: options.sanitise), reading.sanitised(by: options.sanitise))
  }
}

/// One message of an authority, in one language: English if it speaks it, else its first.
struct CAPAlert {
  private let item: MarkupItem
  private let info: Int
  /// Those `info` elements that are in its language: one message may name several areas or days.
  private let infos: [Int]

  let identifier: String?
  let sender: String?
  let sent: Date?

  /// `nil` when nothing in it says anything.
  init?(_ item: MarkupItem) {
    let all = item.children("info", of: nil).filter { index in
      ["event", "headline", "description"].contains { item.value($0, in: index) != nil }
    }
    // An info without a language is in American English [CAP 1.2, 3.2.2].
    let language = { (index: Int) in (item.value("language", in: index) ?? "en-US").lowercased() }
    guard let info = all.first(where: { language($0).hasPrefix("en") }) ?? all.first else {
      return nil
    }
    self.item = item
    self.info = info
    infos = all.filter { language($0) == language(info) }
    identifier = item.value("identifier", in: nil)
    sender = item.value("sender", in: nil)
    sent = item.value("sent", in: nil).flatMap(markupDate)
  }

  private func line(_ local: String) -> String? {
    item.index(local, in: info).flatMap { item.text(of: item.nodes[$0], as: .line) }
  }

  private func paragraphs(_ local: String) -> String? {
    item.index(local, in: info).flatMap { item.text(of: item.nodes[$0], as: .paragraphs) }
  }

  private func has(_ value: String, for local: String) -> Bool {
    item.value(local, in: info)?.lowercased() == value
  }

  /// The values of the `parameter` or `geocode` elements in `parent`, by their names.
  private func pairs(_ local: String, in parent: Int) -> [(name: String, value: String)] {
    item.children(local, of: parent).compactMap { index in
      // CAP 1.0 wrote <parameter>name=value</parameter>.
      if item.index("value", in: index) == nil, let text = item.value(of: item.nodes[index]),
        let sign = text.firstIndex(of: "=")
      {
        return (String(text[..<sign]), String(text[text.index(after: sign)...]))
      }
      return item.value("value", in: index).map { (item.value("valuename", in: index) ?? "", $0) }
    }
  }

  // MARK: What the report says

  var source: String? { gdacs == nil ? senderName : GDACSEvent.source }

  /// The first line of it: some sign with their whole address.
  private var senderName: String? {
    paragraphs("sendername")?.split(separator: "\n").first.map(String.init)
  }
  var headline: String? { line("headline") ?? line("event") }
  var web: String? { item.value("web", in: info).flatMap { $0.contains("://") ? $0 : nil } }
  var language: String? { languageCode(item.value("language", in: info) ?? "en-US") }

  var text: String {
    let parts = [headline, paragraphs("description"), paragraphs("instruction"), areaText]
    return parts.compactMap { $0 }.reduce(into: [String]()) { texts, part in
      if !texts.contains(part) { texts.append(part) }
    }.joined(separator: "\n\n")
  }

  private var areas: [Int] { infos.flatMap { item.children("area", of: $0) } }

  private var areaText: String? {
    var seen: Set<String> = []
    let names = areas.compactMap { area in
      item.index("areadesc", in: area).flatMap { item.text(of: item.nodes[$0], as: .line) }
    }.filter { $0.lowercased() != "polygon" && seen.insert($0).inserted }
    return names.isEmpty ? nil : names.joined(separator: "; ")
  }

  // MARK: What is read out of it

  /// `nil` for an exercise or a test, for an answer to another message or its refusal, and where no region can be told.
  var incident: ReadIncident? {
    guard has("actual", of: "status"), !isDrill, !has("ack", of: "msgtype"),
      !has("error", of: "msgtype"), let authority
    else { return nil }
    let title = headline ?? ""
    guard
      var incident = gdacs?.incident(title: title, point: shape?.center, hedge: hedge)
        ?? plainIncident(title)
    else { return nil }
    incident.statements = [
      ReadStatement(
        authority: authority, position: hasHappened ? .confirmed : .monitoring, issuedAt: sent,
        attribution: .officialChannel, messageType: messageType, identifier: identifier,
        references: references.map(\.identifier), url: web)
    ]
    return incident
  }

  private func plainIncident(_ title: String) -> ReadIncident? {
    guard let region else { return nil }
    let shape = shape
    let place = areaText.map {
      ReadPlace(
        text: $0,
        precision: shape?.precision ?? (region == region.country ? .largerRegion : .partOfRegion),
        latitude: shape?.center.latitude, longitude: shape?.center.longitude)
    }
    return ReadIncident(
      title: title, kind: kind, region: region, place: place,
      occurredAt: hasHappened ? item.value("onset", in: info).flatMap(markupDate) : nil,
      identity: identity,
      claims: [ReadClaim(kind: .occurrence, text: title, hedge: hedge)])
  }

  private func has(_ value: String, of local: String) -> Bool {
    item.value(local, in: nil)?.lowercased() == value
  }

  /// Authorities rehearse with alerts that call themselves actual. In whatever language it says so.
  private var isDrill: Bool {
    item.nodes.contains { node in
      let isTitle = node.name.local == "event" || node.name.local == "headline"
      guard isTitle || node.name.local == "description" else { return false }
      let text = item.text(of: node, as: .line)?.lowercased() ?? ""
      // A text may ask people to exercise caution; a title does not.
      return drillWords.contains { text.contains($0) }
        || (isTitle && drillTitles.contains { text.contains($0) })
    }
  }

  /// The authority says that it is there, not that it is to come.
  private var hasHappened: Bool {
    has("observed", for: "certainty")
      || (has("past", for: "urgency") && !has("unknown", for: "certainty"))
      || gdacs != nil
  }

  /// The certainty in the message's own word, unless it is none.
  private var hedge: String? {
    hasHappened ? nil : item.value("certainty", in: info)?.lowercased()
  }

  var messageType: MessageType {
    // "All clear" takes an alert back, whatever the envelope is called.
    if has("allclear", for: "responsetype") { return .cancel }
    return MessageType(rawValue: item.value("msgtype", in: nil)?.lowercased() ?? "") ?? .alert
  }

  private var categories: Set<String> {
    Set(
      item.children("category", of: info)
        .compactMap { item.value(of: item.nodes[$0])?.lowercased() })
  }

  private var kind: IncidentKind {
    if let kind = line("event").flatMap(hazardKind) ?? headline.flatMap(hazardKind) { return kind }
    let categories = categories
    guard categories.count == 1, let category = categories.first else { return .alert }
    return categoryKinds[category] ?? .alert
  }

  // MARK: Whose it is, and what it follows

  private var authority: ReadAuthority? {
    guard let name = senderName ?? sender, let region = gdacs?.region ?? region else { return nil }
    if gdacs != nil {
      return ReadAuthority(name: name, kind: .internationalOrg, region: region.country)
    }
    let words = " \(name.lowercased())"
    let kind =
      authorityWords.first { $0.parts.contains { words.contains($0) } }?.kind ?? .government
    // A service of the state answers for more than where this alert holds.
    return ReadAuthority(
      name: name, kind: kind, region: kind == .government ? senderRegion ?? region : region)
  }

  /// The messages before this one.
  private var references: [Reference] { allReferences.filter { $0.identifier != identifier } }

  private typealias Reference = (identifier: String, sent: Date?)

  /// `sender,identifier,sent` triples between blanks. Identifiers with blanks or commas inside occur: what
  /// lies between the first and the last comma of a triple is the identifier.
  private var allReferences: [Reference] {
    guard let text = item.value("references", in: nil) else { return [] }
    var triples: [String] = []
    var current = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      current += current.isEmpty ? String(word) : " \(word)"
      // A triple ends with a time, and none is that long.
      let parts = current.split(separator: ",", omittingEmptySubsequences: false)
      if parts.count >= 3 && markupDate(String(parts.last!)) != nil || current.utf8.count > 1000 {
        triples.append(current)
        current = ""
      }
    }
    if !current.isEmpty { triples.append(current) }
    return triples.compactMap { triple in
      let parts = triple.split(separator: ",", omittingEmptySubsequences: false)
      guard parts.count >= 3 else {
        let only = parts.count == 2 ? parts[1] : parts[0]
        return only.isEmpty ? nil : (String(only), nil)
      }
      return (parts[1..<(parts.count - 1)].joined(separator: ","), markupDate(String(parts.last!)))
    }
  }

  /// All messages of one event: the first message's identifier.
  private var identity: String? {
    let first = references.min { ($0.sent ?? .distantFuture) < ($1.sent ?? .distantFuture) }
    return (first?.identifier ?? identifier).map { "cap:\($0)" }
  }

  private var gdacs: GDACSEvent? {
    guard sender?.hasSuffix("gdacs.org") == true else { return nil }
    let parameters = Dictionary(
      pairs("parameter", in: info), uniquingKeysWith: { first, _ in first })
    guard let type = parameters["eventtype"], let id = parameters["eventid"] else { return nil }
    return GDACSEvent(
      type: type.uppercased(), id: id, countries: parameters["country"], alpha3: parameters["iso3"],
      from: parameters["fromdate"].flatMap(markupDate))
  }

  // MARK: Where

  /// The middle of all polygons and circles.
  private var shape: FeedShape? {
    var outlines: [[FeedPoint]] = []
    var radius = 0.0
    for area in areas {
      for polygon in item.children("polygon", of: area) {
        outlines.append(item.value(of: item.nodes[polygon]).map { feedPoints($0) } ?? [])
      }
      for circle in item.children("circle", of: area) {
        // "lat,lon kilometres"
        let words = item.value(of: item.nodes[circle])?.split(whereSeparator: \.isWhitespace) ?? []
        guard let point = words.first.map({ feedPoints(String($0)) })?.first else { continue }
        outlines.append([point])
        radius = max(radius, words.dropFirst().first.flatMap { Double($0) } ?? 0)
      }
    }
    return FeedShape(outlines, radius: radius)
  }

  /// By the codes of its areas; by their names, in its country if that is known; else its country.
  private var region: Region.ID? {
    let coded = areas.flatMap { pairs("geocode", in: $0) }.lazy.compactMap(Self.region(code:)).first
    if let coded, coded != coded.country { return coded }
    let country = coded ?? senderRegion
    if let country, country != country.country { return country }
    guard let areaText else { return country }
    if let region = Gazetteer.world.region(ofText: areaText, in: country) { return region }
    // Earthquakes are reported the world over; other warnings are for the sender's own country.
    return (categories == ["geo"] ? Gazetteer.world.region(ofText: areaText) : nil) ?? country
  }

  /// By a geocode that names a country or its subdivision.
  private static func region(code: (name: String, value: String)) -> Region.ID? {
    let value = code.value.uppercased()
    switch code.name.uppercased() {
    case "SAME", "FIPS6", "FIPS": return SubdivisionCodes.unitedStates(value.dropFirst().prefix(2))
    case "UGC": return known("US-\(value.prefix(2))")
    case "PROFILE:CAP-CP:LOCATION:0.3": return SubdivisionCodes.canada(value.prefix(2))
    case "ISO3166-2", "ISO 3166-2": return known(value)
    case "EMMA_ID", "NUTS3", "NUTS2", "NUTS", "ISO3166-1", "ISO":
      // These write the codes of the European Union for Greece and the United Kingdom.
      let country = value.prefix(2)
      return known(country == "EL" ? "GR" : country == "UK" ? "GB" : String(country))
    default: return nil
    }
  }

  /// The country that the message is registered in, by a World Meteorological Organization number such as
  /// `2.49.0.1.372.…`, by a sender that names its state, or by its sender's address.
  private var senderRegion: Region.ID? {
    if let identifier,
      let root = ["2.49.0.0.", "2.49.0.1."].lazy.compactMap(identifier.firstRange).first
    {
      let number = identifier[root.upperBound...].prefix { $0.isNumber }
      if let region = Int(number).flatMap(Gazetteer.world.country(numeric:)) { return region }
    }
    guard let sender else { return nil }
    let parts = sender.split(separator: "-")
    if parts.count > 2, let region = Self.known("\(parts[0])-\(parts[1])".uppercased()) {
      return region
    }
    let host = sender.split(separator: "@").last.map(String.init) ?? sender
    let name =
      host.contains("://") ? String(host.split(separator: "/").dropFirst().first ?? "") : host
    guard let top = name.split(separator: ".").last?.uppercased(), name.contains(".") else {
      return nil
    }
    switch top {
    case "GOV", "MIL": return "US"
    case "UK": return "GB"
    default: return Self.known(top)
    }
  }

  private static func known(_ id: String) -> Region.ID? {
    let region = Region.ID(rawValue: id)
    let world = Gazetteer.world
    return world.isCountry(region) || world.name(of: region) != id ? region : nil
  }
}

private let drillWords = [
  "probealarm", "probewarnung", "warntag", "test message", "test alert", "this is a test",
  "required weekly test", "required monthly test", "учебная тревога", "simulacro",
]
private let drillTitles = ["exercise", "drill", "übung"]

private let categoryKinds: [String: IncidentKind] = [
  "met": .storm, "fire": .fire, "health": .health, "transport": .transport,
  "infra": .infrastructure,
]

/// What the name of a sender says of it.
private let authorityWords: [(kind: AuthorityKind, parts: [String])] = [
  (.police, ["police", "sheriff", "polizei", "policía", "gendarm"]),
  (
    .emergencyService,
    [
      "fire", "rescue", "emergency", "civil protection", "civil defence", "feuerwehr",
      "leitstelle", "leitfunkstelle", "protección civil", "protection civile", "мчс",
    ]
  ),
  (.military, ["ministry of defence", "ministry of defense", "air force", "army"]),
  (.health, [" health", "hospital", "gesundheit"]),
  (.municipal, [" city of", "municipal", "county", "kanton", "canton", "stadt "]),
]
