import Incidents

/// The text of a report that a feed sends as fields: its own words first, then a line for each field that
/// a desk wants to read. Claims point at their line.
struct FeedText {
  private(set) var text = ""

  /// Adds a line and returns where it stands.
  @discardableResult
  mutating func add(_ line: String, rule: String) -> Passage {
    if !text.isEmpty { text += "\n" }
    let start = text.utf8.count
    text += line
    return Passage(start: start, end: text.utf8.count, rule: rule)
  }

  /// Adds "Sources: A; B". Adds nothing when there is no value.
  @discardableResult
  mutating func add(_ name: String, _ value: String?, rule: String) -> Passage? {
    value.map { add("\(name): \($0)", rule: rule) }
  }
}

extension ReadPlace {
  /// A point only where both degrees are those of a place on Earth.
  init(text: String, precision: GeoPrecision, degrees latitude: Double?, _ longitude: Double?) {
    self.init(text: text, precision: precision)
    if let latitude, let longitude, abs(latitude) <= 90, abs(longitude) <= 180 {
      self.latitude = latitude
      self.longitude = longitude
    }
  }
}

/// The source that a link leads to, as far as its address names one: the channel of a Telegram or Twitter
/// link, else the site.
func citation(ofLink link: String, passage: Passage?) -> ReadCitation? {
  let parts = link.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
  guard parts.count >= 2, ["http:", "https:"].contains(parts[0].lowercased()) else { return nil }
  let host = parts[1].lowercased().replacing(/^(www|m|mobile)\./, with: "")
  let isName = { (text: String) in text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } }
  let path = parts.dropFirst(2).map { String($0.prefix { !"?#".contains($0) }) }
  let handle = path.first { $0 != "s" }.flatMap { isName($0) && !$0.isEmpty ? $0 : nil }
  return switch (host, handle) {
  // Links to private channels carry a number in the place of a name.
  case ("t.me", let handle?) where handle != "c" && handle != "joinchat":
    ReadCitation(source: handle, platform: "telegram", state: .confirmed, passage: passage)
  case ("twitter.com", let handle?) where handle != "i",
    ("x.com", let handle?) where handle != "i":
    ReadCitation(source: handle, platform: "x", state: .confirmed, passage: passage)
  case ("t.me", _), ("twitter.com", _), ("x.com", _):
    ReadCitation(source: nil, platform: host, state: .confirmed, passage: passage)
  default: ReadCitation(source: host, platform: "web", state: .confirmed, passage: passage)
  }
}

/// The one source that a record rests on. Several side by side are no chain, and nobody says which of them
/// said what: they stand in the text alone.
func onlySource(_ sources: [ReadCitation]) -> [ReadCitation] { sources.count == 1 ? sources : [] }
