-- Where a zone's records are kept. Every table is keyed by zone, so that a database sharded by tenant needs no change.
CREATE TABLE zone (zone TEXT PRIMARY KEY, seq INTEGER NOT NULL, epoch TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE account (
  zone TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  PRIMARY KEY (name)
) WITHOUT ROWID;

CREATE TABLE device (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  account TEXT NOT NULL,
  name TEXT,
  token_hash TEXT NOT NULL,
  seen_us INTEGER NOT NULL,
  is_revoked INTEGER NOT NULL,
  PRIMARY KEY (zone, id)
) WITHOUT ROWID;
CREATE INDEX device_token ON device (token_hash);

-- body: a JSON object of canonical values; clock: bundle → seq, only where it is not created_seq
CREATE TABLE record (
  zone TEXT NOT NULL,
  entity TEXT NOT NULL,
  id TEXT NOT NULL,
  scope TEXT NOT NULL,
  seq INTEGER NOT NULL,
  created_seq INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  body TEXT NOT NULL,
  clock TEXT NOT NULL,
  PRIMARY KEY (zone, entity, id)
) WITHOUT ROWID;
CREATE INDEX record_seq ON record (zone, seq);

-- Every change with the answer it got; a refused one has seq 0.
CREATE TABLE change (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  device TEXT NOT NULL,
  author TEXT NOT NULL,
  time_us INTEGER NOT NULL,
  answer TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (zone, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX change_seq ON change (zone, seq) WHERE seq > 0;
