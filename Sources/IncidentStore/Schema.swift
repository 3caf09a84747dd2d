import GRDB

/// The tables. The ledger's stay as they are for ever; those of the projections are dropped and
/// computed anew whenever ``projectionVersion`` grows.
enum Schema {
  /// `WFLR`: says that an SQLite file is an incident store.
  static let applicationID: Int32 = 0x57_46_4C_52
  /// In `user_version`: what a program must know to read the ledger.
  static let ledgerVersion = 1
  /// In `meta`: what the projections look like and by which rules they were computed.
  static let projectionVersion = 1

  /// Times are milliseconds since 1970 in UTC, so that a ledger's text never depends on a time zone.
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
      body BLOB NOT NULL
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
    """

  private static let passage = "span_start INTEGER, span_end INTEGER, span_rule TEXT"

  /// In the order in which rows may be put in.
  static let projections: [(table: String, definition: String)] = [
    (
      "source",
      """
      id TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT, family TEXT, controller TEXT,
      platform TEXT, handle TEXT, reliability TEXT NOT NULL, reliability_basis TEXT
      """
    ),
    (
      "report",
      """
      seq INTEGER PRIMARY KEY REFERENCES entry, source TEXT REFERENCES source,
      published_at INTEGER, received_at INTEGER NOT NULL, adds_original_reporting INTEGER,
      media_hash TEXT, reading INTEGER REFERENCES entry
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
      last_ok_at INTEGER, last_item_at INTEGER
      """
    ),
    (
      "incident",
      """
      n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, region TEXT NOT NULL,
      kind TEXT NOT NULL, lifecycle TEXT NOT NULL, occurred_at INTEGER,
      first_reported_at INTEGER NOT NULL, provisional INTEGER NOT NULL,
      last_activity_at INTEGER NOT NULL, place_text TEXT, geo_precision INTEGER,
      latitude REAL, longitude REAL
      """
    ),
    (
      "incident_report",
      """
      incident INTEGER NOT NULL REFERENCES incident, report INTEGER NOT NULL REFERENCES report,
      joined TEXT NOT NULL, PRIMARY KEY (incident, report)
      """
    ),
    (
      "citation",
      """
      incident INTEGER NOT NULL REFERENCES incident, report INTEGER NOT NULL REFERENCES report,
      depth INTEGER NOT NULL, source TEXT REFERENCES source, relation TEXT NOT NULL,
      state TEXT NOT NULL, \(passage), PRIMARY KEY (incident, report, depth)
      """
    ),
    (
      "claim",
      """
      incident INTEGER NOT NULL REFERENCES incident, id TEXT NOT NULL, kind TEXT NOT NULL,
      text TEXT NOT NULL, unit TEXT, low INTEGER, best INTEGER, high INTEGER, words TEXT,
      PRIMARY KEY (incident, id)
      """
    ),
    (
      "assertion",
      """
      incident INTEGER NOT NULL, claim TEXT NOT NULL, report INTEGER NOT NULL REFERENCES report,
      stance TEXT NOT NULL, hedge TEXT, party INTEGER NOT NULL, against_interest INTEGER NOT NULL,
      \(passage), PRIMARY KEY (incident, claim, report),
      FOREIGN KEY (incident, claim) REFERENCES claim
      """
    ),
    (
      "expectation",
      """
      incident INTEGER NOT NULL REFERENCES incident, authority TEXT NOT NULL REFERENCES authority,
      role TEXT NOT NULL, deadline_hours REAL NOT NULL, asked_at INTEGER,
      PRIMARY KEY (incident, authority)
      """
    ),
    (
      "statement",
      """
      incident INTEGER NOT NULL REFERENCES incident, report INTEGER NOT NULL REFERENCES report,
      ordinal INTEGER NOT NULL, authority TEXT NOT NULL REFERENCES authority, claim TEXT NOT NULL,
      position TEXT NOT NULL, issued_at INTEGER NOT NULL, observed_at INTEGER NOT NULL, url TEXT,
      speaker TEXT, quote TEXT, attribution TEXT NOT NULL, message_type TEXT NOT NULL, \(passage),
      PRIMARY KEY (incident, report, ordinal)
      """
    ),
    (
      "silence",
      """
      incident INTEGER NOT NULL REFERENCES incident, report INTEGER NOT NULL REFERENCES report,
      ordinal INTEGER NOT NULL, authority TEXT NOT NULL REFERENCES authority,
      as_of INTEGER NOT NULL, \(passage), PRIMARY KEY (incident, report, ordinal)
      """
    ),
    (
      "evidence",
      """
      incident INTEGER NOT NULL REFERENCES incident, report INTEGER NOT NULL REFERENCES report,
      ordinal INTEGER NOT NULL, kind TEXT NOT NULL, provider TEXT NOT NULL, claim TEXT NOT NULL,
      bearing TEXT NOT NULL, acquired_at INTEGER, integrity_ok INTEGER, place_ok INTEGER,
      time_ok INTEGER, note TEXT, PRIMARY KEY (incident, report, ordinal)
      """
    ),
    (
      "standing",
      """
      incident INTEGER PRIMARY KEY REFERENCES incident, id TEXT NOT NULL, region TEXT NOT NULL,
      last_activity_at INTEGER NOT NULL, open INTEGER NOT NULL, reports INTEGER NOT NULL,
      verification TEXT NOT NULL, verification_rule TEXT NOT NULL, origins_min INTEGER NOT NULL,
      origins_max INTEGER NOT NULL, grade TEXT, official TEXT NOT NULL,
      confirmed INTEGER NOT NULL, denied INTEGER NOT NULL, non_committal INTEGER NOT NULL,
      silent INTEGER NOT NULL, not_monitored INTEGER NOT NULL, withdrawn INTEGER NOT NULL,
      others INTEGER NOT NULL, silent_since INTEGER, stands_since INTEGER, changes_at INTEGER
      """
    ),
    (
      "change",
      """
      seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, incident INTEGER NOT NULL REFERENCES incident,
      field TEXT NOT NULL, old TEXT, new TEXT NOT NULL, rule TEXT NOT NULL,
      because INTEGER REFERENCES entry
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

  static let indexes = """
    CREATE INDEX report_source ON report (source);
    CREATE INDEX incident_report_report ON incident_report (report);
    CREATE INDEX incident_region_time ON incident (region, last_activity_at);
    CREATE INDEX citation_source ON citation (source);
    CREATE INDEX expectation_authority ON expectation (authority);
    CREATE INDEX channel_authority ON channel (authority);
    CREATE INDEX standing_activity ON standing (last_activity_at DESC, id DESC);
    CREATE INDEX standing_region ON standing (region, last_activity_at DESC, id DESC);
    CREATE INDEX standing_changes_at ON standing (changes_at) WHERE changes_at IS NOT NULL;
    CREATE INDEX change_incident ON change (incident);
    """

  /// Titles in lower case, to find parts of three letters and more without reading them all. Its rows
  /// are those of `incident`.
  static let search =
    "CREATE VIRTUAL TABLE incident_search USING fts5 (title, tokenize = 'trigram')"

  static func createProjections(_ db: Database) throws {
    for (table, definition) in projections {
      try db.execute(sql: "CREATE TABLE \(table) (\(definition)) STRICT")
    }
    try db.execute(sql: indexes)
    try db.execute(sql: search)
  }

  static func dropProjections(_ db: Database) throws {
    try db.execute(sql: "DROP TABLE IF EXISTS incident_search")
    for (table, _) in projections.reversed() {
      try db.execute(sql: "DROP TABLE IF EXISTS \(table)")
    }
  }
}
