import Foundation
import GRDB
import Incidents

/// The entries: what anyone recorded, in the order in which this store received it.
enum Ledger {
  /// What an entry records. The raw value is in every ledger: never change one.
  enum Kind: String {
    case report, reading, source, authority, heard, policy
    /// What a person did.
    case act
    /// What a person did on the own desk: never part of what stores share.
    case desk
  }

  /// The body of a `reading` entry: which report was read, and what was found in it.
  struct ReadingBody: Codable, Hashable, JSONWritable {
    var report: Report.ID
    var reading: Reading

    func write(to json: inout JSONText) throws {
      json.beginObject()
      try json.field("reading", reading)
      try json.field("report", report)
      json.endObject()
    }
  }

  /// One entry, decoded.
  enum Record {
    case report(ReportBody, TextSignature?)
    case reading(ReadingBody)
    case source(SourceBody)
    case authority(AuthorityBody)
    case heard(HeardBody)
    case policy(Policy)
    case act(Act)

    var kind: Kind {
      switch self {
      case .report: .report
      case .reading: .reading
      case .source: .source
      case .authority: .authority
      case .heard: .heard
      case .policy: .policy
      case .act(let act): act.deed.staysHere ? .desk : .act
      }
    }

    /// What the entry is about, to look entries up by.
    var subject: String {
      switch self {
      case .report(let body, _): body.source.map { Source.ID(named: $0).rawValue } ?? ""
      case .reading(let body): body.report.rawValue
      case .source(let body): Source.ID(named: body.name).rawValue
      case .authority(let body): Authority.ID(named: body.name, in: body.region).rawValue
      case .heard(let body): body.url
      case .policy: ""
      case .act(let act):
        switch act.deed {
        case .rate(let source, _): Source.ID(named: source).rawValue
        case .undo(let act): act.rawValue
        default: act.deed.incident?.rawValue ?? ""
        }
      }
    }

    func encoded() throws -> [UInt8] {
      switch self {
      case .report(let body, _): try CanonicalJSON.encode(body)
      case .reading(let body): try CanonicalJSON.encode(body)
      case .source(let body): try CanonicalJSON.encode(body)
      case .authority(let body): try CanonicalJSON.encode(body)
      case .heard(let body): try CanonicalJSON.encode(body)
      case .policy(let policy): try CanonicalJSON.encode(policy)
      case .act(let act): try CanonicalJSON.encode(act)
      }
    }

    init(_ report: ReportBody) { self = .report(report, TextSignature(of: report.text)) }

    init(_ kind: Kind, _ body: Data) throws {
      switch kind {
      case .report: self.init(try CanonicalJSON.decode(ReportBody.self, from: body))
      case .reading: self = .reading(try CanonicalJSON.decode(ReadingBody.self, from: body))
      case .source: self = .source(try CanonicalJSON.decode(SourceBody.self, from: body))
      case .authority: self = .authority(try CanonicalJSON.decode(AuthorityBody.self, from: body))
      case .heard: self = .heard(try CanonicalJSON.decode(HeardBody.self, from: body))
      case .policy: self = .policy(try CanonicalJSON.decode(Policy.self, from: body))
      case .act, .desk: self = .act(try CanonicalJSON.decode(Act.self, from: body))
      }
    }
  }

  /// An entry as it will stand in a ledger, but for what only the ledger knows.
  final class Prepared: Sendable {
    let record: Record
    let subject: String
    let body: [UInt8]
    let id: Data

    init(_ record: Record) throws {
      self.record = record
      subject = record.subject
      body = try record.encoded()
      id = EntryID(kind: record.kind.rawValue, body: body).data
    }
  }

  static func append(
    _ drafts: PreparedDrafts, quarantine: [QuarantinedItem] = [], by author: Author, at now: Date,
    _ db: Database
  ) throws -> AppendOutcome {
    var transaction = try Transaction(by: author, at: now, db)
    var outcome = AppendOutcome()
    for entries in drafts.entries {
      var isNew = false
      for entry in entries where try transaction.put(entry) { isNew = true }
      if isNew { outcome.added += 1 } else { outcome.known += 1 }
    }
    outcome.incidents = try transaction.finish()
    for item in quarantine { try insert(item, received: transaction.received, db) }
    outcome.quarantined = quarantine.count
    return outcome
  }

  static func set(
    _ policy: Policy, by author: Author, at now: Date, _ db: Database
  ) throws -> Bool {
    var transaction = try Transaction(by: author, at: now, db)
    let isNew = try transaction.put(Prepared(.policy(policy)))
    _ = try transaction.finish()
    return isNew
  }

  /// When what comes `now` counts as received, in milliseconds: after all that was before, should the clock
  /// have been set back.
  static func timeOfReceipt(at now: Date, _ db: Database) throws -> Int {
    let last = try latestReceipt(db)
    let settled = try Meta.settledUntil.value(db)
    return max(now.milliseconds, (last ?? .min + 1) + 1, settled ?? .min)
  }

  /// In milliseconds. `nil` when nothing was received yet.
  static func latestReceipt(_ db: Database) throws -> Int? {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT received_at FROM entry ORDER BY seq DESC LIMIT 1"))
  }

  /// Up to which `seq` the entries were received by `end`, in milliseconds. 0 when none was.
  static func lastReceived(by end: Int, in schema: String, _ db: Database) throws -> Int64 {
    let entry = "\(schema).entry"
    let bounds = try Row.fetchOne(
      db, sql: "SELECT (SELECT min(seq) FROM \(entry)), (SELECT max(seq) FROM \(entry))")
    guard let bounds, var low: Int64 = bounds[0], let last: Int64 = bounds[1] else { return 0 }
    var high = last + 1
    let next = try db.cachedStatement(
      sql: "SELECT seq, received_at FROM \(entry) WHERE seq >= ? ORDER BY seq LIMIT 1")
    // What is below `low` was received by then; what is at `high` or above was not.
    while low < high {
      let middle = low + (high - low) / 2
      let row = try Row.fetchOne(next, arguments: [middle])
      if let row, (row[1] as Int) <= end { low = row[0] + 1 } else { high = middle }
    }
    return low - 1
  }

  /// Entries put in together, with one time of receipt.
  struct Transaction {
    let author: Author
    /// When this store receives the entries, in milliseconds.
    let received: Int
    /// When they count as recorded: later than all that the ledger holds, so that what is put in here
    /// comes last in the order of every store.
    let recorded: Int
    private var ordinal = 0
    private var projector: Projector
    private let insert: GRDB.Statement
    private let db: Database

    init(by author: Author, at now: Date, _ db: Database) throws {
      self.author = author
      self.db = db
      received = try Ledger.timeOfReceipt(at: now, db)
      let latest = try Meta.latestRecording.value(db)
      recorded = max(received, (latest ?? .min + 1) + 1)
      try Meta.latestRecording.set(recorded, db)
      insert = try db.cachedStatement(
        sql: """
          INSERT OR IGNORE INTO entry
            (id, recorded_at, received_at, author, desk, kind, subject, body, ordinal, seal)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """)
      projector = try Projector(db, at: received)
      try projector.settle(until: received)
    }

    var time: Date { Date(milliseconds: recorded) }

    /// - Returns: whether the ledger did not have it.
    mutating func put(_ entry: Prepared) throws -> Bool {
      ordinal += 1
      try entry.body.withUnsafeBytes { body in
        try db.run(
          insert, entry.id, recorded, received, author.name, author.desk,
          entry.record.kind.rawValue, entry.subject, body, ordinal,
          Seal.ofEntry(
            id: entry.id, recordedAt: recorded, receivedAt: received, author: author.name,
            desk: author.desk, subject: entry.subject, ordinal: ordinal))
      }
      guard db.changesCount > 0 else { return false }
      try projector.apply(
        entry.record,
        Projector.Entry(seq: db.lastInsertedRowID, id: entry.id, recorded: recorded))
      return true
    }

    /// - Returns: the incidents whose rows changed.
    mutating func finish() throws -> [Incident.ID] { try projector.finish() }
  }

  /// Makes the projections, which `db` lacks, of every entry, in the order in which they were recorded, and
  /// computes how everything stands at `now`.
  static func project(standingAt now: Int, _ db: Database) throws {
    try Schema.createProjections(db)
    var projector = try Projector(db, at: now, logsChanges: false)
    let order = try order(db)
    // What was made is at hand until it is finished: more than so many entries would fill the memory.
    let atOnce = 4096
    var next = try decoded(order, limit: atOnce, db)
    repeat {
      var entries = next
      next = try decoded(order, limit: atOnce, db)
      while let entry = try entries.next() {
        if let (record, place) = entry { try projector.apply(record, place) }
      }
      _ = try projector.finish()
    } while !next.isAtEnd
    try Journal.refreshChangedAt(db)
    try Schema.indexForQueries(db)
    // Of how incidents stand in the end, whatever they were in between.
    try db.execute(
      sql: """
        UPDATE tally SET last_activity_at =
          (SELECT max(last_activity_at) FROM standing WHERE standing.region = tally.region)
        """)
  }

  /// The next `limit` of `order` at most. An entry of a kind that a later version brought stays in the ledger
  /// and says nothing to us: it is `nil`.
  private static func decoded(
    _ order: RowCursor, limit: Int, _ db: Database
  ) throws -> Ahead<(Record, Projector.Entry)?> {
    var entries: [(kind: String, body: Data, place: Projector.Entry)] = []
    while entries.count < limit, let next = try order.next() {
      let seq: Int64 = next[0]
      let entry = try db.first("SELECT id, kind, body FROM entry WHERE seq = ?", seq) {
        (
          kind: $0[1] as String, body: $0[2] as Data,
          place: Projector.Entry(seq: seq, id: $0[0] as Data, recorded: next[1])
        )
      }
      if let entry { entries.append(entry) }
    }
    return try Ahead(entries) { entry in
      try Kind(rawValue: entry.kind).map { (try Record($0, entry.body), entry.place) }
    }
  }

  /// `seq` and time of every entry, in the order of recording: by whoever recorded it first.
  private static func order(_ db: Database) throws -> RowCursor {
    if try isInOrder(db) {
      return try Row.fetchCursor(db, sql: "SELECT seq, recorded_at FROM entry ORDER BY seq")
    }
    return try Row.fetchCursor(
      db,
      sql: """
        WITH first AS (
          SELECT id, min(recorded_at) AS recorded_at, ordinal FROM recording GROUP BY id)
        SELECT e.seq, min(e.recorded_at, coalesce(first.recorded_at, e.recorded_at)) AS at
        FROM entry AS e LEFT JOIN first ON first.id = e.id
        ORDER BY at,
          CASE WHEN first.recorded_at < e.recorded_at THEN first.ordinal ELSE e.ordinal END, e.id
        """)
  }

  /// Whether the entries were received in the order in which they were recorded, and by this desk first: always,
  /// unless ledgers were merged. To look costs a tenth of sorting them.
  private static func isInOrder(_ db: Database) throws -> Bool {
    let others = try db.first("SELECT 1 FROM recording LIMIT 1") { _ in true }
    if others == true { return false }
    let entries = try Row.fetchCursor(
      db, sql: "SELECT recorded_at, ordinal FROM entry ORDER BY seq")
    var last = (Int.min, Int.min)
    while let entry = try entries.next() {
      let place: (Int, Int) = (entry[0], entry[1])
      guard place > last else { return false }
      last = place
    }
    return true
  }

  /// The reading that entry `seq` holds.
  static func reading(_ seq: Int64, _ db: Database) throws -> ReadingBody {
    let body = try db.first("SELECT body FROM entry WHERE seq = ?", seq) { $0[0] as Data }
    guard let body else { preconditionFailure("entry \(seq) is named by a row but is not there") }
    return try CanonicalJSON.decode(ReadingBody.self, from: body)
  }

  /// An item that is in quarantine already is there once.
  private static func insert(_ item: QuarantinedItem, received: Int, _ db: Database) throws {
    try db.run(
      """
      INSERT OR IGNORE INTO quarantine (received_at, origin, line, problem, reason, hint, raw, seal)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """, received, item.origin, item.line, item.problem, item.reason, item.hint, item.raw,
      Seal.ofQuarantined(
        receivedAt: received, origin: item.origin, line: item.line, problem: item.problem,
        reason: item.reason, hint: item.hint, raw: item.raw))
  }
}

extension Identifier {
  /// Of what an entry brought: the entry's id in hex.
  init(_ id: Data) { self.init(rawValue: id.hex) }
}

extension Data {
  var hex: String {
    String(unsafeUninitializedCapacity: 2 * count) { digits in
      func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
      }
      for (place, byte) in enumerated() {
        digits[2 * place] = digit(byte >> 4)
        digits[2 * place + 1] = digit(byte & 15)
      }
      return 2 * count
    }
  }
}
