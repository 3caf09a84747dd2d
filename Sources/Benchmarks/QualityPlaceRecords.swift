import Foundation
import Gazetteer
import Incidents

/// A text that somebody has put on the map: what the text alone tells is held against the point.
struct PlaceRecord {
  var set: String
  var id: String
  /// Title and text, without points and without columns that name a place.
  var text: String
  /// What the columns call the place: town, district, region. The finest first.
  var names: [String]
  var country: String
  var latitude: Double
  var longitude: Double

  /// Whether nobody reads this record's errors: half of them, by a hash of the id that never changes.
  var isKeptAside: Bool {
    id.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 } >> 16 & 1 == 1
  }
}

extension PlaceRecord {
  /// The records with a point and with an English text. Of UCDP only those whose point is that of a place or
  /// of a first-level region: further up the scale it stands for a country or a front.
  static func all(of data: DataFolder) throws -> [PlaceRecord] {
    var records: [PlaceRecord] = []
    for file in data.files(of: "eyesonrussia") {
      for row in PlainCSV(try data.text(of: file)).records {
        records +=
          PlaceRecord(
            set: "Eyes on Russia", id: ["entry", "lat", "lon"].map { row[$0] ?? "" },
            text: [row["title"], row["brief description"]],
            names: [row["town/city"], row["district"], row["province"]], country: row["country"],
            latitude: row["lat"], longitude: row["lon"]
          ).map { [$0] } ?? []
      }
    }
    for file in data.files(of: "ucdp") {
      for row in PlainCSV(try data.text(of: file)).records
      where (1...4).contains(Int(row["where_prec"] ?? "") ?? 0) {
        records +=
          PlaceRecord(
            set: "UCDP", id: [row["id"] ?? ""],
            text: [row["source_headline"], row["where_description"]],
            names: [row["where_coordinates"], row["adm_2"], row["adm_1"]], country: row["country"],
            latitude: row["latitude"], longitude: row["longitude"]
          ).map { [$0] } ?? []
      }
    }
    for file in data.files(of: "civharm") {
      let json = try JSONSerialization.jsonObject(with: Data(data.bytes(of: file)))
      for row in json as? [[String: Any]] ?? [] {
        records +=
          PlaceRecord(
            set: "Civilian Harm", id: ["id", "latitude", "longitude"].map { "\(row[$0] ?? "")" },
            text: [row["description"] as? String], names: [row["location"] as? String],
            country: "Ukraine", latitude: row["latitude"].map { "\($0)" },
            longitude: row["longitude"].map { "\($0)" }
          ).map { [$0] } ?? []
      }
    }
    return records
  }

  /// `nil` without a point or a text of English letters.
  private init?(
    set: String, id: [String], text: [String?], names: [String?], country: String?,
    latitude: String?, longitude: String?
  ) {
    let text = text.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n")
    guard let latitude = latitude.flatMap({ Double($0) }),
      let longitude = longitude.flatMap({ Double($0) }), text.isEnglish
    else { return nil }
    self.init(
      set: set, id: id.joined(separator: "/"), text: text,
      names: names.compactMap { $0 }.filter { !$0.isEmpty }, country: country ?? "",
      latitude: latitude, longitude: longitude)
  }
}

extension String {
  /// Whether it has letters, and most of them are Latin.
  fileprivate var isEnglish: Bool {
    let letters = utf8.reduce(into: (ascii: 0, cyrillic: 0)) { count, byte in
      if byte | 0x20 >= UInt8(ascii: "a"), byte | 0x20 <= UInt8(ascii: "z") { count.ascii += 1 }
      if 0xD0...0xD2 ~= byte { count.cyrillic += 1 }
    }
    return letters.ascii > 3 * letters.cyrillic
  }
}
