-- A ledger of version 1, as watchfloor 0.1.0 left it: three entries of a morning, and what followed from them.
PRAGMA application_id = 1464224850;
PRAGMA user_version = 1;
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
INSERT INTO entry VALUES (1, X'ca5f23eb5f4f88b613c20b29095446b5', 1795358662491, 1795358662491, 'anna', 'night', 'source', 'wire', X'7b226e616d65223a2257697265222c2272656c696162696c697479223a2241227d');
INSERT INTO entry VALUES (2, X'691dd8eeec0cd325f4f776644a037e5b', 1795358662491, 1795358662491, 'anna', 'night', 'report', 'wire', X'7b227075626c69736865644174223a22323032362d31312d32325431303a30303a30305a222c22736f75726365223a2257697265222c2274657874223a22426c61737420696e20536f6368692e227d');
INSERT INTO entry VALUES (3, X'2152d61f54bde946bb62d1402e4534dc', 1795358662491, 1795358662491, 'anna', 'night', 'reading', '691dd8eeec0cd325f4f776644a037e5b', X'7b2272656164696e67223a7b22696e636964656e7473223a5b7b22636c61696d73223a5b7b226b696e64223a226f6363757272656e6365222c227374616e6365223a2261737365727473222c2274657874223a226120626c617374227d5d2c226b696e64223a226578706c6f73696f6e222c22726567696f6e223a2252552d4b4441222c227469746c65223a22426c61737420696e20536f636869227d5d2c22726561646572223a22616e616c797374227d2c227265706f7274223a223639316464386565656330636433323566346637373636343461303337653562227d');
INSERT INTO entry VALUES (4, X'0cf1b6774e021b559afbc1cf10f6011b', 1795358662491, 1795358662491, 'anna', 'night', 'report', 'life', X'7b227075626c69736865644174223a22323032362d31312d32325431303a33303a30305a222c22736f75726365223a224c696665222c2274657874223a22426c61737420696e20536f6368692068656172642e227d');
INSERT INTO entry VALUES (5, X'5301ede527b4e22bb1f46640c52ce557', 1795358662491, 1795358662491, 'anna', 'night', 'reading', '0cf1b6774e021b559afbc1cf10f6011b', X'7b2272656164696e67223a7b22696e636964656e7473223a5b7b22636c61696d73223a5b7b226b696e64223a226f6363757272656e6365222c227374616e6365223a2261737365727473222c2274657874223a226120626c617374227d5d2c226b696e64223a226578706c6f73696f6e222c22726567696f6e223a2252552d4b4441222c227469746c65223a22426c61737420696e20536f636869206865617264227d5d2c22726561646572223a22616e616c797374227d2c227265706f7274223a223063663162363737346530323162353539616662633163663130663630313162227d');
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
INSERT INTO meta VALUES ('projection', 1);
CREATE TABLE source (id TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT, family TEXT, controller TEXT,
platform TEXT, handle TEXT, reliability TEXT NOT NULL, reliability_basis TEXT) STRICT;
INSERT INTO source VALUES ('wire', 'Wire', NULL, NULL, NULL, NULL, NULL, 'A', NULL);
INSERT INTO source VALUES ('life', 'Life', NULL, NULL, NULL, NULL, NULL, 'F', NULL);
CREATE TABLE report (seq INTEGER PRIMARY KEY REFERENCES entry, source TEXT REFERENCES source,
published_at INTEGER, received_at INTEGER NOT NULL, adds_original_reporting INTEGER,
media_hash TEXT, reading INTEGER REFERENCES entry) STRICT;
INSERT INTO report VALUES (2, 'wire', 1795341600000, 1795358662491, NULL, NULL, 3);
INSERT INTO report VALUES (4, 'life', 1795343400000, 1795358662491, NULL, NULL, 5);
CREATE TABLE authority (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, region TEXT NOT NULL) STRICT;
CREATE TABLE channel (url TEXT PRIMARY KEY, authority TEXT REFERENCES authority, expected_interval REAL NOT NULL,
last_ok_at INTEGER, last_item_at INTEGER) STRICT;
CREATE TABLE incident (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, region TEXT NOT NULL,
kind TEXT NOT NULL, lifecycle TEXT NOT NULL, occurred_at INTEGER,
first_reported_at INTEGER NOT NULL, provisional INTEGER NOT NULL,
last_activity_at INTEGER NOT NULL, place_text TEXT, geo_precision INTEGER,
latitude REAL, longitude REAL) STRICT;
INSERT INTO incident VALUES (1, 'RU-KDA-K8281D', 'Blast in Sochi', 'RU-KDA', 'explosion', 'open', NULL, 1795341600000, 0, 1795341600000, NULL, NULL, NULL, NULL);
CREATE TABLE incident_report (incident INTEGER NOT NULL REFERENCES incident, report INTEGER NOT NULL REFERENCES report,
joined TEXT NOT NULL, PRIMARY KEY (incident, report)) STRICT;
INSERT INTO incident_report VALUES (1, 2, 'first report');
INSERT INTO incident_report VALUES (1, 4, 'joined: explosion, 30 min apart, 1.00 alike');
CREATE TABLE citation (incident INTEGER NOT NULL REFERENCES incident, report INTEGER NOT NULL REFERENCES report,
depth INTEGER NOT NULL, source TEXT REFERENCES source, relation TEXT NOT NULL,
state TEXT NOT NULL, span_start INTEGER, span_end INTEGER, span_rule TEXT, PRIMARY KEY (incident, report, depth)) STRICT;
CREATE TABLE claim (incident INTEGER NOT NULL REFERENCES incident, id TEXT NOT NULL, kind TEXT NOT NULL,
text TEXT NOT NULL, unit TEXT, low INTEGER, best INTEGER, high INTEGER, words TEXT,
PRIMARY KEY (incident, id)) STRICT;
INSERT INTO claim VALUES (1, 'occurrence', 'occurrence', 'a blast', NULL, NULL, NULL, NULL, NULL);
CREATE TABLE assertion (incident INTEGER NOT NULL, claim TEXT NOT NULL, report INTEGER NOT NULL REFERENCES report,
stance TEXT NOT NULL, hedge TEXT, party INTEGER NOT NULL, against_interest INTEGER NOT NULL,
span_start INTEGER, span_end INTEGER, span_rule TEXT, PRIMARY KEY (incident, claim, report),
FOREIGN KEY (incident, claim) REFERENCES claim) STRICT;
INSERT INTO assertion VALUES (1, 'occurrence', 2, 'asserts', NULL, 0, 0, NULL, NULL, NULL);
INSERT INTO assertion VALUES (1, 'occurrence', 4, 'asserts', NULL, 0, 0, NULL, NULL, NULL);
CREATE TABLE expectation (incident INTEGER NOT NULL REFERENCES incident, authority TEXT NOT NULL REFERENCES authority,
role TEXT NOT NULL, deadline_hours REAL NOT NULL, asked_at INTEGER,
PRIMARY KEY (incident, authority)) STRICT;
CREATE TABLE statement (incident INTEGER NOT NULL REFERENCES incident, report INTEGER NOT NULL REFERENCES report,
ordinal INTEGER NOT NULL, authority TEXT NOT NULL REFERENCES authority, claim TEXT NOT NULL,
position TEXT NOT NULL, issued_at INTEGER NOT NULL, observed_at INTEGER NOT NULL, url TEXT,
speaker TEXT, quote TEXT, attribution TEXT NOT NULL, message_type TEXT NOT NULL, span_start INTEGER, span_end INTEGER, span_rule TEXT,
PRIMARY KEY (incident, report, ordinal)) STRICT;
CREATE TABLE silence (incident INTEGER NOT NULL REFERENCES incident, report INTEGER NOT NULL REFERENCES report,
ordinal INTEGER NOT NULL, authority TEXT NOT NULL REFERENCES authority,
as_of INTEGER NOT NULL, span_start INTEGER, span_end INTEGER, span_rule TEXT, PRIMARY KEY (incident, report, ordinal)) STRICT;
CREATE TABLE evidence (incident INTEGER NOT NULL REFERENCES incident, report INTEGER NOT NULL REFERENCES report,
ordinal INTEGER NOT NULL, kind TEXT NOT NULL, provider TEXT NOT NULL, claim TEXT NOT NULL,
bearing TEXT NOT NULL, acquired_at INTEGER, integrity_ok INTEGER, place_ok INTEGER,
time_ok INTEGER, note TEXT, PRIMARY KEY (incident, report, ordinal)) STRICT;
CREATE TABLE standing (incident INTEGER PRIMARY KEY REFERENCES incident, id TEXT NOT NULL, region TEXT NOT NULL,
last_activity_at INTEGER NOT NULL, open INTEGER NOT NULL, reports INTEGER NOT NULL,
verification TEXT NOT NULL, verification_rule TEXT NOT NULL, origins_min INTEGER NOT NULL,
origins_max INTEGER NOT NULL, grade TEXT, official TEXT NOT NULL,
confirmed INTEGER NOT NULL, denied INTEGER NOT NULL, non_committal INTEGER NOT NULL,
silent INTEGER NOT NULL, not_monitored INTEGER NOT NULL, withdrawn INTEGER NOT NULL,
others INTEGER NOT NULL, silent_since INTEGER, stands_since INTEGER, changes_at INTEGER) STRICT;
INSERT INTO standing VALUES (1, 'RU-KDA-K8281D', 'RU-KDA', 1795343400000, 1, 2, 'corroborated', 'V5', 2, 2, 'A', 'no-authority-set', 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL);
CREATE TABLE change (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, incident INTEGER NOT NULL REFERENCES incident,
field TEXT NOT NULL, old TEXT, new TEXT NOT NULL, rule TEXT NOT NULL,
because INTEGER REFERENCES entry) STRICT;
INSERT INTO change VALUES (1, 1795358662491, 1, 'incident', NULL, 'Blast in Sochi', 'first report', 3);
INSERT INTO change VALUES (2, 1795358662491, 1, 'verification', NULL, 'corroborated', 'V5', 3);
INSERT INTO change VALUES (3, 1795358662491, 1, 'official', NULL, 'no-authority-set C0 D0 N0 S0 M0', 'O6', 3);
CREATE TABLE tally (region TEXT PRIMARY KEY, incidents INTEGER NOT NULL, open INTEGER NOT NULL,
without_word INTEGER NOT NULL, silent INTEGER NOT NULL, last_activity_at INTEGER NOT NULL) STRICT;
INSERT INTO tally VALUES ('RU-KDA', 1, 1, 1, 0, 1795343400000);
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
CREATE VIRTUAL TABLE incident_search USING fts5 (title, tokenize = 'trigram');
