import Crypto
import Foundation
import GRDB
import Incidents

/// The entries: what anyone recorded, in the order in which this store received it.
enum Ledger {
  /// What an entry records. The raw value is in every ledger: never change one.
  enum Kind: String {
    case report, reading, source, authority, heard
  }

  /// The body of a `reading` entry: which report was read, and what was found in it.
  struct ReadingBody: Codable, Hashable {
    var report: Report.ID
    var reading: Reading
  }

  /// One entry, decoded.
  enum Record {
    case report(ReportBody)
    case reading(ReadingBody)
    case source(SourceBody)
    case authority(AuthorityBody)
    case heard(HeardBody)

    var kind: Kind {
      switch self {
      case .report: .report
      case .reading: .reading
      case .source: .source
      case .authority: .authority
      case .heard: .heard
      }
    }

    /// What the entry is about, to look entries up by.
    var subject: String {
      switch self {
      case .report(let body): body.source.map { Source.ID(named: $0).rawValue } ?? ""
      case .reading(let body): body.report.rawValue
      case .source(let body): Source.ID(named: body.name).rawValue
      case .authority(let body): Authority.ID(named: body.name, in: body.region).rawValue
      case .heard(let body): body.url
      }
    }

    func encoded(with encoder: JSONEncoder) throws -> Data {
      switch self {
      case .report(let body): try encoder.encode(body)
      case .reading(let body): try encoder.encode(body)
      case .source(let body): try encoder.encode(body)
      case .authority(let body): try encoder.encode(body)
      case .heard(let body): try encoder.encode(body)
      }
    }

    init(_ kind: Kind, _ body: Data, decoder: JSONDecoder) throws {
      switch kind {
      case .report: self = .report(try decoder.decode(ReportBody.self, from: body))
      case .reading: self = .reading(try decoder.decode(ReadingBody.self, from: body))
      case .source: self = .source(try decoder.decode(SourceBody.self, from: body))
      case .authority: self = .authority(try decoder.decode(AuthorityBody.self, from: body))
      case .heard: self = .heard(try decoder.decode(HeardBody.self, from: body))
      }
    }
  }

  static func append(
    _ drafts: [Draft], quarantine: [QuarantinedItem], by author: Author, at now: Date,
    _ db: Database
  ) throws -> AppendOutcome {
    let last = try Int.fetchOne(db, sql: "SELECT received_at FROM entry ORDER BY seq DESC LIMIT 1")
    let settled = try Meta.settledUntil.value(db)
    // Each transaction has a time of its own: a replay finds its bounds by it.
    let received = max(now.milliseconds, (last ?? .min + 1) + 1, settled ?? .min)

    var outcome = AppendOutcome()
    var writer = EntryWriter(db, author: author, recorded: now.milliseconds, received: received)
    var projector = Projector(db)
    try projector.settle(until: received)
    func put(_ record: Record) throws -> (id: Data, isNew: Bool) {
      let (id, seq) = try writer.insert(record)
      if let seq { try projector.apply(record, seq: seq, received: received) }
      return (id, seq != nil)
    }
    for draft in drafts {
      let isNew: Bool
      switch draft {
      case .source(let body): isNew = try put(.source(body)).isNew
      case .authority(let body): isNew = try put(.authority(body)).isNew
      case .heard(let body): isNew = try put(.heard(body)).isNew
      case .report(let body, let reading):
        let report = try put(.report(body))
        var readAnew = false
        if let reading {
          let body = ReadingBody(report: Report.ID(report.id), reading: reading)
          readAnew = try put(.reading(body)).isNew
        }
        isNew = report.isNew || readAnew
      }
      if isNew { outcome.added += 1 } else { outcome.known += 1 }
    }
    outcome.incidents = try projector.finish()
    for item in quarantine { try insert(item, received: received, db) }
    outcome.quarantined = quarantine.count
    return outcome
  }

  /// Applies every entry to empty projections, in the transactions in which they were received.
  static func replay(_ db: Database) throws {
    let decoder = JSONDecoder.canonical
    let rows = try Row.fetchCursor(
      db, sql: "SELECT seq, received_at, kind, body FROM entry ORDER BY seq")
    var projector = Projector(db)
    var batch: Int?
    while let row = try rows.next() {
      let received: Int = row[1]
      if received != batch {
        _ = try projector.finish()
        try projector.settle(until: received)
        batch = received
      }
      // An entry of a kind that a later version brought stays in the ledger and says nothing to us.
      guard let kind = Kind(rawValue: row[2]) else { continue }
      try projector.apply(
        Record(kind, row[3], decoder: decoder), seq: row[0], received: received)
    }
    _ = try projector.finish()
    if let settled = try Meta.settledUntil.value(db) { try projector.settle(until: settled) }
  }

  /// An item that is in quarantine already is there once.
  private static func insert(_ item: QuarantinedItem, received: Int, _ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO quarantine (received_at, origin, line, problem, reason, hint, raw)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        received, item.origin, item.line, item.problem, item.reason, item.hint, item.raw,
      ])
  }
}

/// Writes entries that are not there yet.
private struct EntryWriter {
  let db: Database
  let author: Author
  let recorded: Int
  let received: Int
  let encoder = JSONEncoder.canonical

  init(_ db: Database, author: Author, recorded: Int, received: Int) {
    self.db = db
    self.author = author
    self.recorded = recorded
    self.received = received
  }

  /// - Returns: the entry's id, and its place in the ledger: `nil` when the ledger has it already.
  mutating func insert(_ record: Ledger.Record) throws -> (id: Data, seq: Int64?) {
    let body = try record.encoded(with: encoder)
    var hash = SHA256()
    hash.update(data: Array("\(record.kind.rawValue)\n".utf8))
    hash.update(data: body)
    let id = Data(hash.finalize().prefix(16))
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO entry (id, recorded_at, received_at, author, desk, kind, subject, body)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        id, recorded, received, author.name, author.desk, record.kind.rawValue, record.subject,
        body,
      ])
    return (id, db.changesCount > 0 ? db.lastInsertedRowID : nil)
  }
}

extension Identifier<Report> {
  init(_ id: Data) { self.init(rawValue: id.hex) }
}

extension Data {
  var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
