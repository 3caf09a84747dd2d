import Foundation

/// Counts the items of feeds in a short and crude way, to hold the readers to.
struct PlainCount: Sendable {
  var name: String
  var folder: String
  /// How the file's name ends.
  var endings: [String] = [""]
  /// `nil` for a file that holds no items by itself.
  var count: @Sendable ([UInt8]) -> Int?

  func holds(_ file: String) -> Bool { endings.contains { file.hasSuffix($0) } }

  static let notes = [
    "RSS, Atom: openings of item and entry. CAP: openings of alert. Tables: rows below the header",
    "GDELT: articles, of which a table has several rows. Telegram: messages, an album as one",
    "STIX: reports, incidents, sightings, notes and opinions; the rest of a bundle is told by nobody",
  ]

  static let families = [
    PlainCount(name: "RSS, Atom", folder: "rss", count: items),
    PlainCount(name: "RSS, Atom, ill-formed", folder: "rss-illformed", count: items),
    PlainCount(name: "GeoRSS, GDACS", folder: "georss", count: items),
    PlainCount(
      name: "CAP feeds", folder: "cap",
      endings: [".rss.xml", ".rss", ".atom", "atom_feed_example.xml"],
      count: items),
    PlainCount(name: "CAP alerts", folder: "cap", count: alerts),
    PlainCount(name: "Telegram", folder: "telegram", endings: ["result.json"], count: messages),
    PlainCount(
      name: "Telegram, converted", folder: "telegram-converted", endings: ["result.json"],
      count: messages),
    PlainCount(name: "ACLED", folder: "acled", count: rows),
    PlainCount(name: "UCDP", folder: "ucdp", count: rows),
    PlainCount(name: "Eyes on Russia", folder: "eyesonrussia", count: rows),
    PlainCount(name: "VIINA", folder: "viina", count: rows),
    PlainCount(name: "missile attacks", folder: "missiles", endings: ["daily.csv"], count: rows),
    PlainCount(name: "air-raid alerts", folder: "airraid", endings: [".csv"], count: rows),
    PlainCount(
      name: "GDELT", folder: "gdelt", endings: [".export.CSV", "24col.csv"], count: articles),
    PlainCount(
      name: "GeoJSON", folder: "geojson", endings: [".geojson"], count: { list("features", $0) }),
    PlainCount(name: "EONET", folder: "geojson", endings: [".json"], count: { list("events", $0) }),
    PlainCount(name: "Civilian Harm", folder: "civharm", count: { list(nil, $0) }),
    PlainCount(
      name: "TimeMap", folder: "timemap", endings: ["events.json"], count: { list(nil, $0) }),
    PlainCount(
      name: "STIX", folder: "stix",
      count: { bytes in
        list("objects", bytes) { object in
          ["report", "incident", "sighting", "note", "opinion"].contains(object["type"] as? String)
        }
      }),
  ]

  // MARK: Markup

  @Sendable static func items(_ bytes: [UInt8]) -> Int? {
    openings(of: ["item", "entry"], in: bytes)
  }

  /// `nil` for a feed of items, whatever stands in them.
  @Sendable static func alerts(_ bytes: [UInt8]) -> Int? {
    openings(of: ["rss", "feed"], in: bytes) > 0 ? nil : openings(of: ["alert"], in: bytes)
  }

  /// How often `<name` begins a tag, with whatever prefix; not in CDATA or comments. Zero bytes are left
  /// out, which makes UTF-16 readable.
  static func openings(of names: [String], in bytes: [UInt8]) -> Int {
    let bytes = bytes.filter { $0 != 0 }
    let names = names.map { Array($0.utf8) }
    var count = 0
    var position = 0
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      position = start + 1
      for (opening, closing) in [("![CDATA[", "]]>"), ("!--", "-->")]
      where bytes[position...].starts(with: opening.utf8) {
        position = end(of: Array(closing.utf8), in: bytes, from: position)
      }
      let name = bytes[position...].prefix { ![0x20, 0x09, 0x0A, 0x0D, 0x2F, 0x3E].contains($0) }
      let local = name.split(separator: UInt8(ascii: ":")).last ?? []
      if names.contains(where: { local.elementsEqual($0) }) { count += 1 }
    }
    return count
  }

  /// After the next `closing`, or where the search began if there is none.
  private static func end(of closing: [UInt8], in bytes: [UInt8], from start: Int) -> Int {
    var position = start
    while position + closing.count <= bytes.count {
      if bytes[position...].starts(with: closing) { return position + closing.count }
      position += 1
    }
    return start
  }

  // MARK: Tables

  /// Rows below the header that have any cell.
  @Sendable static func rows(_ bytes: [UInt8]) -> Int? {
    max(0, PlainCSV(String(decoding: bytes, as: UTF8.self)).rows.count - 1)
  }

  /// The different addresses in the last column.
  @Sendable static func articles(_ bytes: [UInt8]) -> Int? {
    let text = String(decoding: bytes, as: UTF8.self)
    if text.hasPrefix("GLOBALEVENTID") {
      return Set(PlainCSV(text).records.compactMap { $0["SOURCEURL"] }).count
    }
    return Set(text.split(separator: "\n").compactMap { $0.split(separator: "\t").last }).count
  }

  // MARK: JSON

  /// Pictures of one album are one message: they have one second and one sender, and one of them has words.
  @Sendable static func messages(_ bytes: [UInt8]) -> Int? {
    var last = ""
    return list("messages", bytes) { message in
      guard message["type"] as? String == "message" else { return false }
      let sender = "\(message["from_id"] ?? "") \(message["date"] ?? "")"
      defer { last = sender }
      return sender != last || message["text"] as? String != ""
    }
  }

  /// The elements of a list in a document, or of a document that is one.
  static func list(
    _ key: String?, _ bytes: [UInt8], where isCounted: ([String: Any]) -> Bool = { _ in true }
  ) -> Int? {
    let document = try? JSONSerialization.jsonObject(with: Data(bytes))
    let list = key.map { (document as? [String: Any])?[$0] } ?? document
    return (list as? [[String: Any]])?.count(where: isCounted)
  }
}
