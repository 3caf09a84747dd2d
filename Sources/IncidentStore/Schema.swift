import GRDB
import Incidents

/// The tables. The ledger's stay as they are for ever; those of the projections are dropped and
/// computed anew whenever ``projectionVersion`` grows.
enum Schema {
  /// `WFLR`: says that an SQLite file is an incident store.
  static let applicationID: Int32 = 0x57_46_4C_52
  /// In `user_version`: what a program must know to read the ledger.
  static let ledgerVersion = 4
  /// In `meta`: what the projections look like and by which rules they were computed.
  static let projectionVersion = 12

  /// Times are milliseconds since 1970 in UTC, so that a ledger's text never depends on a time zone.
  ///
  /// `entry.seq` is the order in which this store received the entries: `received_at` grows with it. The
  /// rules take them in the order in which they were recorded, `(recorded_at, ordinal, id)`, which is the
  /// same in every store.
  ///
  /// `recording` holds that other desks recorded an entry, too; the earliest time counts. `journal` holds
  /// how the standings in *this* store moved, and when: it is its own history, which a merge or new rules
  /// add to and never rewrite. `seen` is who looked at it up to where. `seal` is a ``Seal`` over the row's
  /// other columns.
  static let ledger = """
    CREATE TABLE entry (
      seq INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      recorded_at INTEGER NOT NULL,
      received_at INTEGER NOT NULL,
      author TEXT NOT NULL,
      desk TEXT NOT NULL,
      kind TEXT NOT NULL,
      subject TEXT NOT NULL,
      body BLOB NOT NULL,
      ordinal INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    CREATE TABLE quarantine (
      seq INTEGER PRIMARY KEY,
      received_at INTEGER NOT NULL,
      origin TEXT NOT NULL,
      line INTEGER NOT NULL,
      problem TEXT NOT NULL,
      reason TEXT NOT NULL,
      hint TEXT NOT NULL,
      raw TEXT NOT NULL,
      UNIQUE (origin, line, raw)
    ) STRICT;

    CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;

    \(sinceVersion2)
    \(sinceVersion3)
    """

  private static let sinceVersion2 = """
    CREATE TABLE recording (
      id BLOB NOT NULL, recorded_at INTEGER NOT NULL, ordinal INTEGER NOT NULL,
      received_at INTEGER NOT NULL, author TEXT NOT NULL, desk TEXT NOT NULL,
      PRIMARY KEY (id, recorded_at, ordinal, author, desk)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE journal (
      seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, incident TEXT NOT NULL, field TEXT NOT NULL,
      old TEXT, new TEXT NOT NULL, rule TEXT NOT NULL, because INTEGER REFERENCES entry,
      material INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE seen (
      person TEXT PRIMARY KEY, seq INTEGER NOT NULL, at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX journal_incident ON journal (incident);
    CREATE INDEX journal_at ON journal (at);
    """

  private static let sinceVersion3 =
    ["entry", "recording", "journal", "seen", "quarantine", "meta"]
    .map { "ALTER TABLE \($0) ADD COLUMN seal INTEGER;" }.joined(separator: "\n")

  /// What makes a ledger of the version before one of ours.
  static let ledgerMigrations = [
    2: """
    ALTER TABLE entry ADD COLUMN ordinal INTEGER NOT NULL DEFAULT 0;
    UPDATE entry SET ordinal = seq, recorded_at = max(recorded_at, received_at);
    \(sinceVersion2)
    INSERT INTO journal
      SELECT change.seq, at, incident.id, field, old, new, rule, because,
        field NOT IN ('title', 'first_reported_at')
      FROM change JOIN incident ON n = incident;
    DROP TABLE change;
    DROP TABLE assertion;
    DROP TABLE claim;
    DROP TABLE incident_report;
    """,
    3: sinceVersion3,
    // It said again what the order of the entries says.
    4: "DROP INDEX IF EXISTS entry_received;",
  ]

  /// In the order in which rows may be put in.
  static let projections: [(table: String, definition: String)] = [
    ("policy", "seq INTEGER PRIMARY KEY REFERENCES entry, body BLOB NOT NULL"),
    (
      "source",
      """
      id TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT, family TEXT, controller TEXT,
      platform TEXT, handle TEXT, reliability TEXT NOT NULL, reliability_basis TEXT
      """
    ),
    // Every grade that a source was given, the latest last. `entry` is an act's, if an act gave it.
    (
      "grade",
      """
      n INTEGER PRIMARY KEY, entry INTEGER NOT NULL REFERENCES entry,
      source TEXT NOT NULL REFERENCES source, reliability TEXT NOT NULL, basis TEXT
      """
    ),
    (
      "report",
      """
      seq INTEGER PRIMARY KEY REFERENCES entry, source TEXT REFERENCES source,
      published_at INTEGER, recorded_at INTEGER NOT NULL, adds_original_reporting INTEGER,
      media_hash TEXT, signature BLOB, native_id TEXT, revised_at INTEGER,
      reading INTEGER REFERENCES entry, copy INTEGER
      """
    ),
    (
      "authority",
      "id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, region TEXT NOT NULL"
    ),
    (
      "channel",
      """
      url TEXT PRIMARY KEY, authority TEXT REFERENCES authority, expected_interval REAL NOT NULL,
      last_ok_at INTEGER, last_item_at INTEGER, last_failed_at INTEGER, problem TEXT
      """
    ),
    // `began_at`, `ended_at` and `occasion` are what further tellings are compared with.
    (
      "incident",
      """
      n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, region TEXT NOT NULL,
      kind TEXT NOT NULL, lifecycle TEXT NOT NULL, occurred_at INTEGER,
      first_reported_at INTEGER NOT NULL, provisional INTEGER NOT NULL,
      last_activity_at INTEGER NOT NULL, place_text TEXT, geo_precision INTEGER,
      latitude REAL, longitude REAL, merged_into INTEGER REFERENCES incident,
      began_at INTEGER, ended_at INTEGER, occasion BLOB NOT NULL
      """
    ),
    // One incident as one report tells it: that of place `ordinal` in the report's reading. `id` is the id
    // that an incident gets which it founds; `base` the incident that the rules joined it to, `incident` where
    // people have put it.
    (
      "telling",
      """
      t INTEGER PRIMARY KEY, report INTEGER NOT NULL REFERENCES report, ordinal INTEGER NOT NULL,
      id TEXT NOT NULL UNIQUE,
      base INTEGER NOT NULL REFERENCES incident, incident INTEGER NOT NULL REFERENCES incident,
      joined TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL, occurred_at INTEGER,
      place_text TEXT, geo_precision INTEGER, latitude REAL, longitude REAL, identity TEXT
      """
    ),
    // Who is cited where, to find what rests on a source. What a telling says stands in its reading.
    (
      "citation",
      "source TEXT NOT NULL, telling INTEGER NOT NULL, PRIMARY KEY (source, telling)"
    ),
    // What people did. `incident` and `target` are what the deed's ids meant when it was done; `report` is
    // whose link it is about.
    (
      "act",
      """
      seq INTEGER PRIMARY KEY REFERENCES entry, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL,
      author TEXT NOT NULL, desk TEXT NOT NULL, deed TEXT NOT NULL, matter TEXT,
      incident INTEGER REFERENCES incident, target INTEGER REFERENCES incident, report TEXT,
      undoes TEXT, is_undone INTEGER NOT NULL
      """
    ),
    (
      "attention",
      """
      person TEXT NOT NULL, incident INTEGER NOT NULL REFERENCES incident, acknowledged_at INTEGER,
      snoozed_until INTEGER, snoozed_at INTEGER, note TEXT, PRIMARY KEY (person, incident)
      """
    ),
    (
      "expectation",
      """
      incident INTEGER NOT NULL REFERENCES incident, authority TEXT NOT NULL, role TEXT NOT NULL,
      deadline_hours REAL NOT NULL, asked_at INTEGER, PRIMARY KEY (incident, authority)
      """
    ),
    (
      "standing",
      """
      incident INTEGER PRIMARY KEY REFERENCES incident, id TEXT NOT NULL, region TEXT NOT NULL,
      last_activity_at INTEGER NOT NULL, listed INTEGER NOT NULL, open INTEGER NOT NULL,
      reports INTEGER NOT NULL, verification TEXT NOT NULL, verification_rule TEXT NOT NULL,
      origins_min INTEGER NOT NULL, origins_max INTEGER NOT NULL, grade TEXT,
      official TEXT NOT NULL, confirmed INTEGER NOT NULL, denied INTEGER NOT NULL,
      non_committal INTEGER NOT NULL, silent INTEGER NOT NULL, not_monitored INTEGER NOT NULL,
      withdrawn INTEGER NOT NULL, others INTEGER NOT NULL, overdue INTEGER NOT NULL,
      silent_since INTEGER, stands_since INTEGER, changes_at INTEGER, toll TEXT,
      changed_at INTEGER NOT NULL, kind TEXT NOT NULL, lifecycle TEXT NOT NULL,
      first_reported_at INTEGER NOT NULL
      """
    ),
    (
      "tally",
      """
      region TEXT PRIMARY KEY, incidents INTEGER NOT NULL, open INTEGER NOT NULL,
      without_word INTEGER NOT NULL, silent INTEGER NOT NULL, last_activity_at INTEGER NOT NULL
      """
    ),
  ]

  /// When a report came out, as far as is known: an index holds it, written just like this.
  static let reportTime = "coalesce(published_at, recorded_at)"

  /// What official positions amount to no word, as a list.
  static let withoutWord = OfficialStatus.allCases.filter(\.isWithoutWord)
    .map { "'\($0.rawValue)'" }.joined(separator: ", ")

  /// What the rules look things up by while entries are applied.
  private static let indexesOfRules = """
    CREATE INDEX grade_source ON grade (source);
    CREATE INDEX report_source ON report (source);
    CREATE INDEX incident_region_began ON incident (region, began_at);
    CREATE INDEX incident_merged_into ON incident (merged_into) WHERE merged_into IS NOT NULL;
    CREATE INDEX report_copy ON report (copy, source) WHERE copy IS NOT NULL;
    CREATE INDEX report_native_id ON report (native_id) WHERE native_id IS NOT NULL;
    CREATE INDEX telling_identity ON telling (identity) WHERE identity IS NOT NULL;
    CREATE INDEX telling_report ON telling (report, incident);
    CREATE INDEX telling_incident ON telling (incident);
    CREATE INDEX telling_moved ON telling (t) WHERE incident <> base;
    CREATE INDEX act_incident ON act (incident);
    CREATE INDEX act_report ON act (report) WHERE report IS NOT NULL;
    CREATE INDEX act_matter ON act (matter) WHERE matter IS NOT NULL;
    CREATE INDEX act_undoes ON act (undoes) WHERE undoes IS NOT NULL;
    CREATE INDEX channel_authority ON channel (authority);
    CREATE INDEX expectation_authority ON expectation (authority);
    CREATE INDEX standing_changes_at ON standing (changes_at) WHERE changes_at IS NOT NULL;
    """

  /// What else is looked things up by: lists, filters, pictures. They are all there, or none of them.
  ///
  /// `standing_region` holds what is not listed, too: of two indexes of the listed alone SQLite takes the
  /// smaller one for a filter, although only `standing_list` holds what that asks for.
  private static let indexesOfQueries =
    IncidentOrder.Column.indexes + [
      (listIndex, list),
      ("report_time", "report (\(reportTime))"),
      ("incident_place", "incident (place_text) WHERE place_text IS NOT NULL"),
      ("standing_region", "standing (region, last_activity_at DESC, id DESC, listed)"),
      ("standing_changed", "standing (region, changed_at DESC)"),
    ]

  private static let listIndex = "standing_list"

  /// All that a list can be filtered and sorted by, the latest report first: whatever is asked is decided
  /// in one walk over this, without a look at the rows themselves.
  private static let list = """
    standing (
      last_activity_at DESC, id DESC, region, kind, lifecycle, verification, official,
      origins_min, origins_max, grade, reports, silent_since, first_reported_at, changed_at, listed
    ) WHERE listed = 1
    """

  /// Titles as ``searched(_:)``, to find parts of them without reading them all. Its rows are those of
  /// `incident`.
  static let search =
    "CREATE VIRTUAL TABLE incident_search USING fts5 (title, tokenize = 'trigram')"

  /// Each three letters of a title, `term`, with the incident's number, `doc`. Every connection has its own.
  static let threes = """
    CREATE VIRTUAL TABLE temp.incident_three USING fts5vocab (main, incident_search, instance)
    """

  /// ``folded(_:)``, and with two signs behind it that no title has: so three letters begin with each one of
  /// it, and those that begin with a text of one or two find that.
  static func searched(_ title: String) -> String { folded(title) + "\u{3}\u{3}" }

  /// As titles, and what is looked for in them, are compared: in lower case, with the sigma that ends a word
  /// as any other, for FTS5 has it so.
  static func folded(_ text: String) -> String {
    let lower = text.lowercased()
    // Of all that is not Greek the first byte of a sigma tells it.
    guard lower.utf8.contains(0xCF) else { return lower }
    return String(String.UnicodeScalarView(lower.unicodeScalars.map { $0 == "ς" ? "σ" : $0 }))
  }

  /// Where FTS5 keeps them: `id` is the incident's, `c0` its title.
  static let titles = "incident_search_content"

  /// The tables, and what the rules ask of them. ``indexForQueries(_:)`` comes when they are full: an index
  /// is made of many rows in a fraction of the time that it takes row by row.
  static func createProjections(_ db: Database) throws {
    for (table, definition) in projections {
      // What has no number of its own is kept by its key, and not by a number that SQLite gives it.
      let options = definition.contains("INTEGER PRIMARY KEY") ? "STRICT" : "STRICT, WITHOUT ROWID"
      try db.execute(sql: "CREATE TABLE \(table) (\(definition)) \(options)")
    }
    try db.execute(sql: indexesOfRules)
    try db.execute(sql: search)
  }

  static func indexForQueries(_ db: Database) throws {
    for (name, definition) in indexesOfQueries {
      try db.execute(sql: "CREATE INDEX IF NOT EXISTS \(name) ON \(definition)")
    }
  }

  static func dropIndexesForQueries(_ db: Database) throws {
    for (name, _) in indexesOfQueries { try db.execute(sql: "DROP INDEX IF EXISTS \(name)") }
  }

  /// They are not, while something large is taken in.
  static func isIndexedForQueries(_ db: Database) throws -> Bool {
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ?)"
    return try Bool.fetchOne(db.cachedStatement(sql: sql), arguments: [listIndex]) ?? false
  }

  static func dropProjections(_ db: Database) throws {
    try db.execute(sql: "DROP TABLE IF EXISTS incident_search")
    for (table, _) in projections.reversed() {
      try db.execute(sql: "DROP TABLE IF EXISTS \(table)")
    }
  }
}
