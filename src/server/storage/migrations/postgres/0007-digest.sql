-- Sums of what records say (lf-digest.h), by who sees them and by the last two digits of their ids: two numbers of 48 bits. A
-- record keeps its own, so that it can be taken out of the sums again when it changes.
ALTER TABLE record ADD COLUMN digest_high bigint NOT NULL DEFAULT 0;
ALTER TABLE record ADD COLUMN digest_low bigint NOT NULL DEFAULT 0;
CREATE INDEX record_bucket ON record (right (id, 2), zone); -- no index for who asks for the zone alone
CREATE TABLE digest (
  zone text COLLATE "C" NOT NULL,
  scope text COLLATE "C" NOT NULL,
  bucket text COLLATE "C" NOT NULL,
  high bigint NOT NULL,
  low bigint NOT NULL,
  PRIMARY KEY (zone, scope, bucket)
);

WITH hashed AS (
  SELECT zone, entity, id, encode (sha256 (
    convert_to (entity, 'UTF8') || '\x00'::bytea || convert_to (id, 'UTF8') || '\x00'::bytea
    || CASE WHEN deleted THEN '\x3100'::bytea ELSE '\x00'::bytea END
    || coalesce ((SELECT string_agg (convert_to (f.key, 'UTF8') || '\x00'::bytea || convert_to (f.value, 'UTF8') || '\x00'::bytea,
                                     ''::bytea ORDER BY f.key COLLATE "C") FROM json_each_text (body) AS f), ''::bytea)), 'hex') AS hash
  FROM record)
UPDATE record SET digest_high = ('x' || substr (hash, 1, 12))::bit (48)::bigint,
  digest_low = ('x' || substr (hash, 13, 12))::bit (48)::bigint
  FROM hashed WHERE hashed.zone = record.zone AND hashed.entity = record.entity AND hashed.id = record.id;
INSERT INTO digest (zone, scope, bucket, high, low)
  SELECT zone, scope, right (id, 2), mod (sum (digest_high), 281474976710656)::bigint, mod (sum (digest_low), 281474976710656)::bigint
  FROM record GROUP BY zone, scope, right (id, 2);
