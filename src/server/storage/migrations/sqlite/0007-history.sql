-- Which changes did something to a record, to tell its history.
CREATE TABLE record_change (
  zone TEXT NOT NULL,
  entity TEXT NOT NULL,
  id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (zone, entity, id, seq)
) WITHOUT ROWID;
INSERT OR IGNORE INTO record_change (zone, entity, id, seq)
  SELECT zone, op.value ->> '$.entity', op.value ->> '$.id', seq FROM change, json_each (change.body, '$.ops') AS op WHERE seq > 0;
