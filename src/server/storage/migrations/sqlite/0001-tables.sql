-- Where zones are kept. Every table is keyed by zone, so that a database sharded by tenant needs no change.
CREATE TABLE zone (
  zone TEXT PRIMARY KEY,
  seq INTEGER NOT NULL, -- of the newest accepted change; raised in the transaction that writes it
  epoch TEXT NOT NULL   -- another one when the zone came back from an older backup
) WITHOUT ROWID;

CREATE TABLE account (
  zone TEXT NOT NULL,
  name TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  PRIMARY KEY (zone, name)
);

CREATE TABLE device (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,
  account TEXT NOT NULL,
  name TEXT,
  token_hash TEXT NOT NULL UNIQUE,
  seen_us INTEGER NOT NULL,
  is_revoked INTEGER NOT NULL,
  PRIMARY KEY (zone, id)
);

CREATE TABLE record (
  zone TEXT NOT NULL,
  entity TEXT NOT NULL,
  id TEXT NOT NULL,
  scope TEXT NOT NULL,
  seq INTEGER NOT NULL,
  created_seq INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  body TEXT NOT NULL,  -- JSON: field → canonical value
  clock TEXT NOT NULL, -- JSON: bundle → seq, only where it is not created_seq
  PRIMARY KEY (zone, entity, id)
);
CREATE INDEX record_seq ON record (zone, seq);
CREATE INDEX record_conflict ON record (zone, body ->> '$.record', body ->> '$.field') WHERE entity = 'conflict';

-- Every change that was judged, with its answer; a refused one has seq 0.
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
);
CREATE UNIQUE INDEX change_seq ON change (zone, seq) WHERE seq > 0;
