-- Sums of what records say (lf-digest.h), by who sees them and by the last two digits of their ids: two numbers of 48 bits, of
-- the first twelve bytes of the SHA-256 of each record. A record has no columns for its own: what it is taken out as, when it
-- changes, is made from its body again (lf-postgres-writes.c).
CREATE INDEX record_bucket ON record (right (id, 2), zone, seq, entity, id); -- no index for who asks for the zone alone
CREATE TABLE digest (
  zone text COLLATE "C" NOT NULL,
  scope text COLLATE "C" NOT NULL,
  bucket text COLLATE "C" NOT NULL,
  high bigint NOT NULL,
  low bigint NOT NULL,
  PRIMARY KEY (zone, scope, bucket)
);

INSERT INTO digest (zone, scope, bucket, high, low)
  SELECT zone, scope, bucket, mod (sum (('x' || substr (hash, 1, 12))::bit (48)::bigint), 281474976710656)::bigint,
    mod (sum (('x' || substr (hash, 13, 12))::bit (48)::bigint), 281474976710656)::bigint
  FROM (SELECT zone, scope, right (id, 2) AS bucket, encode (sha256 (
      convert_to (entity, 'UTF8') || '\x00'::bytea || convert_to (id, 'UTF8') || '\x00'::bytea
      || CASE WHEN deleted THEN '\x3100'::bytea ELSE '\x00'::bytea END
      || coalesce ((SELECT string_agg (convert_to (f.key, 'UTF8') || '\x00'::bytea || convert_to (f.value, 'UTF8') || '\x00'::bytea,
                                       ''::bytea ORDER BY f.key COLLATE "C") FROM json_each_text (body) AS f), ''::bytea)), 'hex') AS hash
    FROM record OFFSET 0) AS hashed
  GROUP BY zone, scope, bucket;
