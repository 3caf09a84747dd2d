import Foundation
import GRDB
import Incidents

// Which incidents are asked whether a report tells of them.

extension Projector {
  /// The incident that `read` tells of, and why: by the feed's own name for the event, by a text that was
  /// published before, else by the rules.
  func known(
    _ read: ReadIncident, _ occasion: Occasion, of report: StoredReport, besides: Set<Int64>
  ) throws -> (n: Int64, reason: String)? {
    if let identity = read.identity {
      var same: [Int64] = []
      try db.forEach("SELECT incident FROM telling WHERE identity = ? ORDER BY t", identity) {
        same.append($0[0])
      }
      if let n = same.first(where: { !besides.contains($0) }) { return (n, "the same \(identity)") }
    }
    if let copied = try copied(read, occasion, of: report, besides: besides) { return copied }
    let candidates = try DossierRows.candidates(for: occasion, in: read.region, db)
    if candidates.isEmpty { return nil }
    for joining in joinings(occasion, among: candidates.map(\.occasion)) {
      let n = candidates[joining.index].n
      if besides.contains(n) { continue }
      if try isAnother(n, than: read.identity, at: joining.kilometres) { continue }
      return (n, joining.reason(read.kind, at: try name(of: read, n)))
    }
    return nil
  }

  /// Whether the feed of `identity` calls incident `n` by another name, and means another event.
  ///
  /// - Parameter kilometres: how far it is from the incident's place. `nil` when nobody knows.
  private func isAnother(
    _ n: Int64, than identity: String?, at kilometres: Double?
  ) throws -> Bool {
    guard let identity, let colon = identity.firstIndex(of: ":") else { return false }
    let name = nameWithoutPoint(identity)
    // A list of pictures has many of one event; only what is some way off is another.
    if name != identity[...], let kilometres, kilometres <= Self.pictured { return false }
    let known = try String.fetchAll(
      db.cachedStatement(
        sql: "SELECT identity FROM telling WHERE incident = ? AND identity GLOB ?"),
      arguments: [n, "\(identity[...colon])*"])
    return known.contains { nameWithoutPoint($0) != name }
  }

  /// How far apart two pictures of one list may be that show one event, in kilometres.
  private static let pictured = 0.25

  /// What an incident is called by where: the words of its place, else its region.
  private func name(of read: ReadIncident, _ n: Int64) throws -> String {
    try read.place?.text
      ?? String.fetchOne(
        db.cachedStatement(sql: "SELECT place_text FROM incident WHERE n = ?"), arguments: [n])
      ?? read.region.rawValue
  }

  /// The incident that another source told of in the same words. A source that repeats its own words speaks of
  /// something new: "Missile alert in …".
  private func copied(
    _ read: ReadIncident, _ occasion: Occasion, of report: StoredReport, besides: Set<Int64>
  ) throws -> (n: Int64, reason: String)? {
    guard read.identity == nil, let signature = report.report.signature, let span = occasion.span
    else { return nil }
    func copies(upTo limit: Int) throws -> Int {
      try db.first(
        "SELECT count(*) FROM (SELECT 1 FROM report WHERE copy = ? LIMIT ?)", signature.copy, limit
      ) { $0[0] } ?? 0
    }
    // Mostly it is the only one.
    guard try copies(upTo: 2) > 1 else { return nil }
    let repeats = try db.first(
      "SELECT 1 FROM report WHERE copy = ? AND seq <> ? AND source IS ? LIMIT 1",
      signature.copy, report.seq, report.report.source?.rawValue
    ) { _ in true }
    if repeats == true { return nil }
    var found: Int64?
    // CROSS: in this order. A text's copies are few, and a region's incidents many; unless everybody writes
    // by one template.
    let tables =
      try copies(upTo: Self.fewCopies + 1) <= Self.fewCopies
      ? """
      report AS other CROSS JOIN telling ON telling.report = other.seq
        CROSS JOIN incident ON n = telling.incident
      """
      : """
      incident CROSS JOIN telling ON telling.incident = n
        CROSS JOIN report AS other ON other.seq = telling.report
      """
    try db.forEach(
      """
      SELECT n, occasion, began_at, ended_at, other.signature
      FROM \(tables)
      WHERE other.copy = ? AND other.seq <> ? AND region = ?
        AND began_at BETWEEN ? AND ? AND lifecycle IN ('open', 'monitoring')
        AND telling.identity IS NULL
      ORDER BY telling.title <> ?, t LIMIT 16
      """,
      signature.copy, report.seq, read.region.rawValue,
      span.lowerBound - 2 * Occasion.day, span.upperBound + 2 * Occasion.day, read.title
    ) { row in
      let n: Int64 = row[0]
      guard found == nil, !besides.contains(n), let known = Occasion(row, from: 1),
        let other = TextSignature(row[4] as Data?),
        signature.likeness(to: other) >= TextSignature.nearIdentical,
        occasion.mayBe(known)
      else { return }
      found = n
    }
    return try found.map { n in
      (n, "joined: \(try name(of: read, n)), \(read.kind.rawValue), the same text")
    }
  }

  private static let fewCopies = 32
}

/// Lists of pictures give one number to several events, so that their point is part of the name:
/// "timemap:CIV0001/48.7,30.2". Where the point is corrected, the event is the same all the same.
private func nameWithoutPoint(_ identity: String) -> Substring {
  guard let slash = identity.utf8.lastIndex(of: UInt8(ascii: "/")),
    identity[slash...].utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || "/.,-".utf8.contains($0) }),
    identity[slash...].utf8.contains(UInt8(ascii: ","))
  else { return identity[...] }
  return identity[..<slash]
}

extension DossierRows {
  /// How many incidents are asked, the latest to begin: however large the store, a report costs no more.
  private static let candidateLimit = 64

  /// The incidents that may be told of on `occasion`: those of its region that began near its time.
  static func candidates(
    for occasion: Occasion, in region: Region.ID, _ db: Database
  ) throws -> [(n: Int64, occasion: Occasion)] {
    guard let beginnings = occasion.beginnings else { return [] }
    var found: [(Int64, Occasion)] = []
    try db.forEach(
      """
      SELECT n, occasion, began_at, ended_at FROM incident
      WHERE region = ? AND began_at BETWEEN ? AND ? AND lifecycle IN ('open', 'monitoring')
      ORDER BY began_at DESC, n DESC LIMIT \(candidateLimit)
      """, region.rawValue, beginnings.lowerBound, beginnings.upperBound
    ) { row in
      if let known = Occasion(row, from: 1) { found.append((row[0], known)) }
    }
    return found
  }

  /// Those that are watched and have to do with the time of `incident`, in its region, the latest first.
  static func openIncidents(
    near incident: Incident, _ db: Database
  ) throws -> [(n: Int64, incident: Incident)] {
    guard let span = Occasion(of: incident).span else { return [] }
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT n, \(incidentColumns) FROM incident
          WHERE region = ? AND began_at BETWEEN ? AND ? AND lifecycle IN ('open', 'monitoring')
          ORDER BY began_at DESC, n DESC LIMIT \(candidateLimit)
          """),
      arguments: [
        incident.region.rawValue, span.lowerBound - longestOfAll - suggestionWindow,
        span.upperBound + suggestionWindow,
      ])
    var found: [(Int64, Incident)] = []
    while let row = try rows.next() { found.append((row[0], try Self.incident(row, from: 1))) }
    return found
  }
}

// MARK: What further tellings are compared with

extension DossierRows {
  /// Takes one more time into account at which an incident was told of.
  static func widen(_ n: Int64, to span: ClosedRange<Int>, _ db: Database) throws {
    try db.run(
      "UPDATE incident SET ended_at = max(coalesce(ended_at, ?2), ?2) WHERE n = ?1", n,
      span.upperBound)
    // Apart, for an index holds it, and it rarely changes.
    try db.run(
      "UPDATE incident SET began_at = ?2 WHERE n = ?1 AND coalesce(began_at > ?2, TRUE)", n,
      span.lowerBound)
  }

  /// An incident is somewhere more exactly than it was known.
  static func move(_ n: Int64, to place: Occasion, _ db: Database) throws {
    let data = try Data.fetchOne(
      db.cachedStatement(sql: "SELECT occasion FROM incident WHERE n = ?"), arguments: [n])
    guard var occasion = data.flatMap({ Occasion($0, nil) }) else { return }
    occasion.move(to: place)
    try db.run("UPDATE incident SET occasion = ? WHERE n = ?", occasion.bytes, n)
  }
}

extension Projector {
  /// Works out anew what further tellings are compared with: the first telling of an incident, where it is
  /// known to be best, and when all that tell an hour say that it was.
  func refreshOccasion(of n: Int64, _ incident: Incident) throws {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT reading, ordinal, coalesce(published_at, recorded_at)
          FROM telling JOIN report ON report.seq = telling.report WHERE incident = ?
          ORDER BY base <> incident, t
          """), arguments: [n])
    let tellings = try rows.map { row in
      let ordinal: Int = row[1]
      var read = try Ledger.reading(row[0], db).reading.incidents[ordinal]
      read.region = incident.region
      return Occasion(of: read, toldAt: Date(milliseconds: row[2]))
    }
    guard var occasion = tellings.first else { return }
    let spans =
      tellings.compactMap { $0.isDay ? nil : $0.span } + [occasion.span].compactMap(\.self)
    if let place = tellings.min(by: { $0.reach.rawValue < $1.reach.rawValue }) {
      occasion.move(to: place)
    }
    try db.run(
      "UPDATE incident SET began_at = ?, ended_at = ?, occasion = ? WHERE n = ?",
      spans.map(\.lowerBound).min(), spans.map(\.upperBound).max(), occasion.bytes, n)
  }
}

extension Occasion {
  /// As the store keeps it, without its span, which has columns of its own: kind, reach and how many words
  /// name the place, a byte each; two degrees in millionths; the words.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(12 + 4 * (name.count + words.hashes.count))
    bytes.append(UInt8(IncidentKind.allCases.firstIndex(of: kind) ?? 0))
    bytes.append(reach.rawValue)
    bytes.append(isDay ? 1 : 0)
    bytes.append(UInt8(min(name.count, 255)))
    let degrees = [latitude, longitude].map {
      UInt32(bitPattern: Int32(($0 * 1_000_000).rounded()))
    }
    for value in degrees + name.prefix(255) + words.hashes {
      withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes
  }

  /// Reads ``bytes``, and the columns of the span behind it. `nil` when nobody knows when it was.
  fileprivate init?(_ row: StatementRow, from column: Int) {
    guard let start = row[column + 1] as Int?, let end = row[column + 2] as Int? else { return nil }
    self.init(row[column] as Data, start...max(start, end))
  }

  init?(_ data: Data, _ span: ClosedRange<Int>?) {
    guard data.count >= 12 else { return nil }
    self = data.withUnsafeBytes { bytes in
      func value(_ index: Int) -> UInt32 {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))
      }
      let names = Int(bytes[3])
      func values(_ range: Range<Int>) -> [UInt32] { range.map(value) }
      let end = max(3 + names, bytes.count / 4)
      return Self(
        kind: IncidentKind.allCases[Int(bytes[0])], span: span, isDay: bytes[2] == 1,
        reach: Reach(rawValue: bytes[1]) ?? .region,
        latitude: Double(Int32(bitPattern: value(1))) / 1_000_000,
        longitude: Double(Int32(bitPattern: value(2))) / 1_000_000,
        name: values(3..<3 + names), words: TellingWords(hashes: values(3 + names..<end)))
    }
  }
}

extension TextSignature {
  /// Its first hashes, to look texts up by that may be the same.
  var copy: Int64 { hashes.prefix(4).reduce(0) { $0 << 16 | Int64($1) } }
}
