-- Sums of what records say (lf-digest.h), by who sees them and by the last two digits of their ids: two numbers of 48 bits. A
-- record keeps its own, so that it can be taken out of the sums again when it changes.
ALTER TABLE record ADD COLUMN digest_high INTEGER NOT NULL DEFAULT 0;
ALTER TABLE record ADD COLUMN digest_low INTEGER NOT NULL DEFAULT 0;
CREATE INDEX record_bucket ON record (substr (id, -2), zone); -- no index for who asks for the zone alone
CREATE TABLE digest (
  zone TEXT NOT NULL,
  scope TEXT NOT NULL,
  bucket TEXT NOT NULL,
  high INTEGER NOT NULL,
  low INTEGER NOT NULL,
  PRIMARY KEY (zone, scope, bucket)
) WITHOUT ROWID;

UPDATE record SET digest_high = record_digest (entity, id, deleted, body, 0), digest_low = record_digest (entity, id, deleted, body, 1);
INSERT INTO digest (zone, scope, bucket, high, low)
  SELECT zone, scope, substr (id, -2), sum (digest_high) & 281474976710655, sum (digest_low) & 281474976710655 FROM record GROUP BY 1, 2, 3;
