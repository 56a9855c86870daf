-- The journal: what was changed, by whom, on which device, and what is still to be sent.
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;

CREATE TABLE change (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  author TEXT,
  device TEXT,
  time_us INTEGER NOT NULL,
  label TEXT,
  undoes BLOB,
  is_remote INTEGER NOT NULL,
  seq INTEGER
);
CREATE INDEX change_undoes ON change (undoes) WHERE undoes IS NOT NULL;

-- edits: a GVariant a(smsmsx) of field, was, value, seen
CREATE TABLE change_record (
  change INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  entity TEXT NOT NULL,
  id BLOB NOT NULL,
  is_new INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  edits BLOB
);
CREATE INDEX change_record_change ON change_record (change);
CREATE INDEX change_record_id ON change_record (id);

-- Changes not yet answered by the server, in order, and which records they touch.
CREATE TABLE outbox (change INTEGER PRIMARY KEY);
CREATE TABLE outbox_record (id BLOB NOT NULL, change INTEGER NOT NULL, PRIMARY KEY (id, change)) WITHOUT ROWID;

-- The server's value under a field with pending edits; seq is that of the pull that brought it, 0 when it was here before.
CREATE TABLE pending_base (
  id BLOB NOT NULL,
  field TEXT NOT NULL,
  value TEXT,
  seq INTEGER NOT NULL,
  PRIMARY KEY (id, field)
) WITHOUT ROWID;
