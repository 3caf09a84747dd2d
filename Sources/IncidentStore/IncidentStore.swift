public import Foundation
internal import GRDB
public import Incidents

/// The shared store: everything that anyone recorded, and what follows from it.
///
/// A value: copies share one connection pool, which serialises writes and lets reads run beside them,
/// so the store needs no actor of its own. Any number of processes may have one file open; each learns
/// of the others' commits through ``onCommit(_:)``.
///
/// The *ledger* holds entries, in the order in which this store received them; nothing is ever changed
/// or taken out of it. The *projections* are computed from it by the rules of `Incidents`, in the same
/// transaction, and ``rebuild()`` computes them all anew.
public struct IncidentStore: Sendable {
  /// `:memory:` for a store that is nowhere on disk.
  public let path: String
  /// The store as it was known then, by ``asOf(_:)``; nothing can be put into it. `nil`: live.
  public let moment: Date?
  private let file: StoreFile
  private var breaker: ReadBreaker?

  init(path: String, moment: Date? = nil, file: StoreFile) {
    self.path = path
    self.moment = moment
    self.file = file
  }

  /// The connections to the file that stands at the path now.
  var database: any DatabaseWriter {
    get throws(IncidentStoreError) { try file.writer() }
  }

  /// Opens the store at `path`; makes it when there is none and `create` is true.
  ///
  /// - Parameter willRebuild: told when an earlier version computed what follows from the ledger, and from
  ///   how many entries it is now going to be computed anew: some thousand of them take a second.
  /// - Throws: ``IncidentStoreError`` with code `.cannotOpen`, `.notFound`, `.notAStore`,
  ///   `.notWritable` or `.schemaIsNewer`; the file is then untouched.
  public static func open(
    at path: String, create: Bool = true, willRebuild: (Int) -> Void = { _ in }
  ) throws(IncidentStoreError) -> Self {
    let exists = try inspect(path)
    if !exists && !create { throw .notFound(path) }
    try checkDirectory(of: path)
    return Self(path: path, file: try StoreFile(path: path, willRebuild: willRebuild))
  }

  /// A store that lives as long as its last copy.
  public static func inMemory() throws(IncidentStoreError) -> Self {
    do {
      let queue = try DatabaseQueue(configuration: configuration)
      try queue.inDatabase { try prepareLedger($0) }
      try prepareProjections(queue)
      return Self(path: ":memory:", file: StoreFile(inMemory: queue))
    } catch {
      throw .init(error, .cannotOpen, ":memory:")
    }
  }

  // MARK: Writing

  /// Puts `drafts` into the ledger and brings the projections up to date, all in one transaction.
  ///
  /// What the ledger has already is not put in again. Items that could not be read are kept in
  /// quarantine with their reasons.
  ///
  /// - Parameter now: when this store receives them. Should the clock have been set back, the time of
  ///   the last entry stands in, so that the order of times is always that of the ledger.
  /// - Throws: ``IncidentStoreError`` with code `.busy` or `.cannotWrite`; nothing is then stored.
  @discardableResult
  public func append(
    _ drafts: [Draft], quarantine: [QuarantinedItem] = [], by author: Author, at now: Date
  ) throws(IncidentStoreError) -> AppendOutcome {
    let drafts = try PreparedDrafts(drafts)
    return try write { db in
      try Ledger.append(drafts, quarantine: quarantine, by: author, at: now, db)
    }
  }

  /// The same with drafts that were prepared before, and in one transaction for all that `next` gives until
  /// it gives nothing. Each that it gives is received at a time of its own.
  ///
  /// - Returns: what came of each, in their order.
  public func append(
    by author: Author, at now: () -> Date,
    _ next: () -> (drafts: PreparedDrafts, quarantine: [QuarantinedItem])?
  ) throws(IncidentStoreError) -> [AppendOutcome] {
    try write { db in
      try Self.fitCache(db)
      var outcomes: [AppendOutcome] = []
      while let (drafts, quarantine) = next() {
        outcomes.append(
          try Ledger.append(drafts, quarantine: quarantine, by: author, at: now(), db))
      }
      return outcomes
    }
  }

  /// Before something large is taken in, lets go of what only lists are looked up by, if that pays: made of
  /// all rows, an index takes a fraction of the time that it takes row by row. Lists then answer more slowly,
  /// until ``finishLoading()`` or, should that never come, until somebody opens the store.
  ///
  /// - Parameter bytes: how much is going to be taken in.
  /// - Throws: ``IncidentStoreError`` with code `.busy` or `.cannotWrite`; all is then as it was.
  public func prepareToLoad(_ bytes: Int) throws(IncidentStoreError) {
    guard bytes >= Self.leastLoad,
      try read({ try bytes * Self.growth >= Self.size($0) && Schema.isIndexedForQueries($0) })
    else { return }
    try write(Schema.dropIndexesForQueries)
  }

  /// Makes what ``prepareToLoad(_:)`` let go of; nothing when it is there.
  ///
  /// - Throws: as that does.
  public func finishLoading() throws(IncidentStoreError) {
    if try read(Schema.isIndexedForQueries) { return }
    try write(Self.indexWhatIsNot)
  }

  /// Puts what a person did into the ledger, and brings everything up to date with it.
  ///
  /// - Throws: ``IncidentStoreError`` with code `.refused` when it makes no sense: there is no such
  ///   incident, source or report, or the incident is there already; nothing is then stored.
  @discardableResult
  public func record(
    _ deed: Deed, because reason: String?, by author: Author, at now: Date
  ) throws(IncidentStoreError) -> RecordedAct {
    let acts = try record([deed], because: reason, by: author, at: now)
    guard let act = acts.first else { preconditionFailure("a deed was recorded as no act") }
    return act
  }

  /// The same for several deeds at once, in one transaction: all of them, or none when one is refused.
  @discardableResult
  public func record(
    _ deeds: [Deed], because reason: String?, by author: Author, at now: Date
  ) throws(IncidentStoreError) -> [RecordedAct] {
    try write { try Ledger.record(deeds, because: reason, by: author, at: now, $0) }
  }

  /// Undoes the latest act of `author` that still stands, with all that were recorded together with it;
  /// `act`, when one is named, whoever's it is, and that one only.
  ///
  /// - Returns: what no longer stands.
  /// - Throws: ``IncidentStoreError`` with code `.refused` when there is nothing to undo.
  @discardableResult
  public func undo(
    _ act: Act.ID? = nil, because reason: String? = nil, by author: Author, at now: Date
  ) throws(IncidentStoreError) -> [RecordedAct] {
    try write { try Ledger.undo(act, because: reason, by: author, at: now, $0) }
  }

  /// Makes `policy` the one that counts from now on. Every standing that it moves logs a change.
  ///
  /// - Returns: `false` when it is the policy already.
  @discardableResult
  public func setPolicy(
    _ policy: Policy, by author: Author, at now: Date
  ) throws(IncidentStoreError) -> Bool {
    if try self.policy() == policy { return false }
    return try write {
      try Ledger.set(policy, by: author, at: now, $0)
    }
  }

  /// Takes in every entry of the store at `path` that this one lacks, but for what is on people's desks
  /// there. Afterwards both would say the same, whichever was merged into the other.
  ///
  /// - Throws: as ``open(at:create:)`` does for the other store, which is only read, even if an earlier
  ///   version wrote it; `.damaged` when it is; `.cannotWrite`.
  @discardableResult
  public func merge(
    storeAt path: String, at now: Date
  ) throws(IncidentStoreError) -> MergeOutcome {
    let other = try Self.openAsItIs(path)
    return try write { try Merging.merge(other, at: now, $0) }
  }

  /// Remembers that `person` has looked at all changes up to `seq`. It stays in this store.
  public func markSeen(
    upTo seq: Int64, by person: String, at now: Date
  ) throws(IncidentStoreError) {
    try write { try Journal.markSeen(upTo: seq, by: person, at: now, $0) }
  }

  /// Takes into account that time has passed: channels that went stale, deadlines that fell due.
  ///
  /// - Returns: whether anything changed. A cheap look when nothing did.
  @discardableResult
  public func settle(at now: Date) throws(IncidentStoreError) -> Bool {
    guard let due = try read(Queries.nextChange), due <= now.milliseconds else { return false }
    try write { db in
      var projector = try Projector(db, at: now.milliseconds)
      try projector.settle(until: now.milliseconds)
    }
    return true
  }

  /// Drops all projections and computes them anew from the ledger.
  public func rebuild() throws(IncidentStoreError) {
    try write { db in
      let now = try Meta.settledUntil.value(db) ?? 0
      _ = try Self.rebuildProjections(because: .rules, at: now, db)
    }
  }

  // MARK: Reading

  /// The part of the list around `anchor`: `before` rows above the row it names and `after` from it on.
  ///
  /// - Parameter counting: how many the query finds in all, too, although it takes a walk over all of them.
  public func window(
    _ query: IncidentQuery, anchor: WindowAnchor, before: Int, after: Int, counting: Bool = true
  ) throws(IncidentStoreError) -> IncidentWindow {
    try read {
      try Queries.window(
        query, anchor: anchor, before: before, after: after, counting: counting, $0)
    }
  }

  /// How many incidents `query` finds in all.
  ///
  /// - Parameter known: an earlier count, which is good for as long as the store has not changed.
  public func count(
    _ query: IncidentQuery, known: ListCount? = nil
  ) throws(IncidentStoreError) -> ListCount {
    try read { try Queries.count(query, known: known, $0) }
  }

  /// Every incident that `query` finds, in its order, a page at a time.
  ///
  /// - Parameter limit: only so many, the first ones. `nil`: all.
  public func forEach(
    _ query: IncidentQuery, limit: Int? = nil, _ body: (IncidentSummary) throws -> Void
  ) throws {
    var last: ListPosition?
    var left = limit ?? .max
    while left > 0 {
      let page = try read { try Queries.rows(query, below: last, limit: min(left, 500), $0) }
      try page.rows.forEach(body)
      left -= page.rows.count
      guard !page.isAll, let row = page.rows.last else { return }
      last = ListPosition(row, in: query)
    }
  }

  /// The nearest incident below (above) `position` whose title has `text` in it, in any case; from the
  /// first (last) one when `position` is `nil`. `nil` when there is none that way.
  public func find(
    _ text: String, in query: IncidentQuery, from position: ListPosition?, forward: Bool
  ) throws(IncidentStoreError) -> ListPosition? {
    try read { try Queries.find(text, in: query, from: position, forward: forward, $0) }
  }

  /// One tally for every region that holds an incident.
  public func regions() throws(IncidentStoreError) -> [RegionTally] {
    try read { try Queries.regions($0) }
  }

  /// What each region that holds some has of the open incidents that `query` finds, whatever its order.
  /// They are counted one by one, unlike ``regions()``.
  public func openCounts(
    of query: IncidentQuery
  ) throws(IncidentStoreError) -> [OpenCount] {
    try read { try Queries.openCounts(of: query, $0) }
  }

  /// An incident with every row behind it, and what `person` has on the desk about it. `nil` when there
  /// is none of that id. An id that was quoted before a merge or a move finds what it became.
  public func detail(
    _ id: Incident.ID, for person: String? = nil
  ) throws(IncidentStoreError) -> IncidentDetail? {
    try read { try Queries.detail(id, for: person, $0) }
  }

  /// - Parameters:
  ///   - person: whose unseen changes to count.
  ///   - now: after which to look for what time alone changes.
  ///   - counting: reports and what is in quarantine, too, which takes the longer the more there are.
  public func overview(
    for person: String? = nil, at now: Date = Date(), counting: Bool = true
  ) throws(IncidentStoreError) -> StoreOverview {
    try read { try Queries.overview(for: person, at: now, counting: counting, $0) }
  }

  /// What changed, newest first.
  public func changes(_ query: ChangeQuery) throws(IncidentStoreError) -> [ChangeLine] {
    try read { try Journal.changes(query, $0) }
  }

  /// The nearest incident below (above) `position` that changed materially after `time`; from the first
  /// (last) one when `position` is `nil`. `nil` when there is none that way.
  public func nextChanged(
    since time: Date, in query: IncidentQuery, from position: ListPosition?, forward: Bool
  ) throws(IncidentStoreError) -> ListPosition? {
    try read {
      try Queries.nextChanged(since: time, in: query, from: position, forward: forward, $0)
    }
  }

  /// When something changed last before (first after) `time`, anywhere or in one incident. `nil`: never.
  public func momentOfChange(
    _ direction: TimeDirection, _ time: Date, in incident: Incident.ID? = nil
  ) throws(IncidentStoreError) -> Date? {
    try read { try Journal.moment(direction, time, in: incident, $0) }
  }

  /// What people did, newest first.
  public func acts(limit: Int) throws(IncidentStoreError) -> [RecordedAct] {
    try read { try ActRows.latest(limit, $0) }
  }

  /// Every feed and channel that was ever named or heard, those of authorities first.
  public func feeds() throws(IncidentStoreError) -> [Feed] {
    try read { try Queries.feeds($0) }
  }

  public func policy() throws(IncidentStoreError) -> Policy {
    try read { try PolicyRow.current($0) }
  }

  /// Every source by its name, for completion and for mistyped names.
  public func sources() throws(IncidentStoreError) -> [Source] {
    try read { try Queries.sources($0) }
  }

  /// Every authority, with where we listen to it.
  public func authorities() throws(IncidentStoreError) -> [Authority] {
    try read { try Queries.authorities($0) }
  }

  /// What this store knew at `time`: a store in memory, made by the rules from the entries that had been
  /// received by then. It takes as long as a ``rebuild()`` of them.
  public func asOf(_ time: Date) throws(IncidentStoreError) -> IncidentStore {
    do {
      return try AsOf.replica(of: self, at: time)
    } catch {
      throw .init(error, .cannotRead, path)
    }
  }

  public func facts() throws(IncidentStoreError) -> StoreFacts {
    try read { try Queries.facts($0) }
  }

  /// The same store, whose reads another thread can end by `breaker`.
  public func breakable(by breaker: ReadBreaker) -> Self {
    var store = self
    store.breaker = breaker
    return store
  }

  func read<T>(_ body: (Database) throws -> T) throws(IncidentStoreError) -> T {
    do {
      return try database.read { db in
        try Self.refuseNewer(db, path)
        guard let breaker else { return try body(db) }
        return try breaker.watching(db) { try body(db) }
      }
    } catch { throw .init(error, .cannotRead, path) }
  }

  private func write<T>(_ body: (Database) throws -> T) throws(IncidentStoreError) -> T {
    if let moment { throw .isPast(moment) }
    do {
      let result = try database.write { db in
        try Self.refuseNewer(db, path)
        return try body(db)
      }
      guard file.isCurrent() else { throw IncidentStoreError.movedAway(path) }
      tellWatches()
      return result
    } catch {
      throw .init(error, .cannotWrite, path)
    }
  }
}

/// Who records, and at which desk.
public struct Author: Hashable, Sendable {
  public var name: String
  public var desk: String

  public init(name: String, desk: String) {
    self.name = name
    self.desk = desk
  }
}

/// An item that could not be read, kept so that nothing is lost.
public struct QuarantinedItem: Hashable, Sendable {
  /// The file or the feed.
  public var origin: String
  /// Counted from 1; 0 when the item is the whole file.
  public var line: Int
  public var problem: String
  public var reason: String
  public var hint: String
  /// The item itself, sanitised, and cut when it is long.
  public var raw: String

  public init(
    origin: String, line: Int, problem: String, reason: String, hint: String, raw: String
  ) {
    self.origin = origin
    self.line = line
    self.problem = problem
    self.reason = reason
    self.hint = hint
    self.raw = raw
  }
}

/// What came of an append.
public struct AppendOutcome: Hashable, Sendable {
  /// Drafts that the ledger did not have.
  public var added: Int
  /// Drafts that it had.
  public var known: Int
  /// Items that could not be read, whether or not they were in quarantine before.
  public var quarantined: Int
  /// The incidents whose rows changed, in the order in which they were first known.
  public var incidents: [Incident.ID]

  public init(added: Int = 0, known: Int = 0, quarantined: Int = 0, incidents: [Incident.ID] = []) {
    self.added = added
    self.known = known
    self.quarantined = quarantined
    self.incidents = incidents
  }
}

/// What `watchfloor info` says of a store.
public struct StoreFacts: Hashable, Sendable {
  public var ledgerVersion: Int
  public var projectionVersion: Int
  public var sqliteVersion: String
  /// For the ledger and every projection.
  public var tables: [TableCount]

  public struct TableCount: Hashable, Sendable {
    public var table: String
    public var rows: Int
  }
}

extension Date {
  /// Since 1970, as the store keeps times.
  var milliseconds: Int { Int((timeIntervalSince1970 * 1000).rounded()) }

  init(milliseconds: Int) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
