import Crypto
import Foundation
import GRDB
import Incidents

/// One row of a ledger on its way from one file to another: a line of JSON in an export, or what could be
/// read of a damaged store. One of the fields is set.
struct LedgerLine: Codable {
  var v = 1
  var type = "ledger"
  var entry: Entry?
  var recording: Recording?
  var change: Change?
  var seen: Seen?
  var quarantined: Quarantined?
  var number: Number?

  /// The columns of `entry`.
  struct Entry: LedgerRow {
    static let databaseTableName = "entry"
    var seq: Int64
    var id: EntryID
    var recordedAt, receivedAt: Date
    var author, desk, kind, subject: String
    var body: EntryBody
    var ordinal: Int
    var seal: Int?

    var rightSeal: Int {
      Seal.ofEntry(
        id: id, recordedAt: recordedAt, receivedAt: receivedAt, author: author, desk: desk,
        subject: subject, ordinal: ordinal)
    }
  }

  struct Recording: LedgerRow {
    static let databaseTableName = "recording"
    var id: EntryID
    var recordedAt: Date
    var ordinal: Int
    var receivedAt: Date
    var author, desk: String
    var seal: Int?

    var rightSeal: Int {
      Seal.ofRecording(
        id: id, recordedAt: recordedAt, ordinal: ordinal, receivedAt: receivedAt, author: author,
        desk: desk)
    }
  }

  struct Change: LedgerRow {
    static let databaseTableName = "journal"
    var seq: Int64
    var at: Date
    var incident, field: String
    var old: String?
    var new, rule: String
    var because: Int64?
    var material: Bool
    var seal: Int?

    var rightSeal: Int {
      Seal.ofChange(
        at: at, incident: incident, field: field, old: old, new: new, rule: rule,
        because: because, material: material)
    }
  }

  struct Seen: LedgerRow {
    static let databaseTableName = "seen"
    var person: String
    var seq: Int64
    var at: Date
    var seal: Int?

    var rightSeal: Int { Seal.ofSeen(person: person, seq: seq, at: at) }
  }

  struct Quarantined: LedgerRow {
    static let databaseTableName = "quarantine"
    var seq: Int64?
    var receivedAt: Date
    var origin: String
    var line: Int
    var problem, reason, hint, raw: String
    var seal: Int?

    var rightSeal: Int {
      Seal.ofQuarantined(
        receivedAt: receivedAt, origin: origin, line: line, problem: problem, reason: reason,
        hint: hint, raw: raw)
    }
  }

  struct Number: LedgerRow {
    static let databaseTableName = "meta"
    var key: String
    var value: Int
    var seal: Int?

    var rightSeal: Int { Seal.ofNumber(key: key, value: value) }
  }

  /// What a ledger holds besides its entries.
  static let history: [any LedgerRow.Type] = [
    Change.self, Quarantined.self, Recording.self, Seen.self, Number.self,
  ]

  /// Calls `body` with every row of the ledger, in an order in which they can be put in again.
  static func forEach(_ db: Database, _ body: (Self) throws -> Void) throws {
    func each<Row: LedgerRow>(_ type: Row.Type, _ line: (Row) -> Self) throws {
      let rows = try Row.fetchCursor(db, sql: Row.selection)
      while let row = try rows.next() { try body(line(row)) }
    }
    try each(Number.self) { Self(number: $0) }
    try each(Entry.self) { Self(entry: $0) }
    try each(Recording.self) { Self(recording: $0) }
    try each(Change.self) { Self(change: $0) }
    try each(Seen.self) { Self(seen: $0) }
    try each(Quarantined.self) { Self(quarantined: $0) }
  }

  /// - Throws: ``Damage`` when it is not what its writer wrote; nothing is then put in.
  func insert(_ db: Database) throws {
    let rows: [(any LedgerRow)?] = [entry, recording, change, seen, quarantined, number]
    for case let row? in rows {
      if let damage = row.damage { throw damage }
      try row.insert(db, onConflict: number == nil ? .abort : .replace)
    }
  }
}

/// Why a row is not what its writer wrote.
struct Damage: Error, CustomStringConvertible {
  var description: String
}

extension Damage {
  static func content(_ id: Data) -> Self {
    Self(description: "its content does not match its id \(id.hex)")
  }

  static let seal = Self(description: "who recorded it, where or when does not match its seal")
}

extension LedgerLine.Entry {
  var damage: Damage? {
    guard EntryID(kind: kind, body: body.bytes) == id else { return .content(id.data) }
    return hasRightSeal ? nil : .seal
  }
}

/// A row of a table of the ledger. Times are dates, in the table milliseconds.
protocol LedgerRow: Codable, FetchableRecord, PersistableRecord {
  /// `nil`: a program wrote it that knew no seals.
  var seal: Int? { get }
  /// The ``Seal`` over what the row says.
  var rightSeal: Int { get }
  /// `nil`: it is whole, as far as it can tell.
  var damage: Damage? { get }
}

extension LedgerRow {
  var hasRightSeal: Bool { seal == nil || seal == rightSeal }

  var damage: Damage? {
    hasRightSeal ? nil : Damage(description: "what it says does not match its seal")
  }

  static var databaseColumnDecodingStrategy: DatabaseColumnDecodingStrategy {
    .convertFromSnakeCase
  }
  static var databaseColumnEncodingStrategy: DatabaseColumnEncodingStrategy {
    .convertToSnakeCase
  }
  static func databaseDateEncodingStrategy(for column: String) -> DatabaseDateEncodingStrategy {
    .custom { $0.milliseconds }
  }
  static func databaseDateDecodingStrategy(for column: String) -> DatabaseDateDecodingStrategy {
    .custom { Int.fromDatabaseValue($0).map { Date(milliseconds: $0) } }
  }

  /// All rows that say something of the ledger, in an order that is the same in every file.
  static var selection: String {
    switch databaseTableName {
    case "meta": "SELECT * FROM meta WHERE key <> '\(Meta.projection.rawValue)' ORDER BY key"
    case "seen": "SELECT * FROM seen ORDER BY person"
    case "recording": "SELECT * FROM recording ORDER BY id, recorded_at, ordinal, author, desk"
    default: "SELECT * FROM \(databaseTableName) ORDER BY seq"
    }
  }
}

/// The first 16 bytes of the SHA-256 of an entry's kind and body: equal entries have equal ids everywhere.
struct EntryID: Hashable {
  var data: Data
  var hex: String { data.hex }

  init(kind: String, body: some DataProtocol) {
    var hash = SHA256()
    hash.update(data: Array(kind.utf8) + [UInt8(ascii: "\n")])
    hash.update(data: body)
    data = hash.finalize().withUnsafeBytes { Data($0.prefix(16)) }
  }
}

extension EntryID: DatabaseValueConvertible {
  var databaseValue: DatabaseValue { data.databaseValue }

  static func fromDatabaseValue(_ value: DatabaseValue) -> Self? {
    Data.fromDatabaseValue(value).map { Self(data: $0) }
  }

  private init(data: Data) { self.data = data }
}

/// In JSON 32 digits of hex.
extension EntryID: Codable {
  func encode(to encoder: any Encoder) throws { try hex.encode(to: encoder) }

  init(from decoder: any Decoder) throws {
    let digits = Array(try String(from: decoder).utf8)
    let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(decoding: digits[$0..<($0 + 2)], as: UTF8.self), radix: 16)
    }
    guard digits.count == 32, bytes.count == 16 else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: [], debugDescription: "an id has 32 digits of hex"))
    }
    data = Data(bytes)
  }
}

/// What an entry says, in JSON, byte for byte as its author's program wrote it.
struct EntryBody: Hashable {
  var bytes: [UInt8]
}

extension EntryBody: DatabaseValueConvertible {
  var databaseValue: DatabaseValue { Data(bytes).databaseValue }

  static func fromDatabaseValue(_ value: DatabaseValue) -> Self? {
    Data.fromDatabaseValue(value).map { Self(bytes: [UInt8]($0)) }
  }
}

extension EntryBody: Codable {
  func encode(to encoder: any Encoder) throws { try RawJSON(bytes).encode(to: encoder) }

  init(from decoder: any Decoder) throws { bytes = try RawJSON(from: decoder).bytes }
}
