-- Which changes did something to a record, to tell its history.
CREATE TABLE record_change (
  zone text COLLATE "C" NOT NULL,
  entity text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (zone, entity, id, seq)
);
INSERT INTO record_change (zone, entity, id, seq)
  SELECT zone, op ->> 'entity', op ->> 'id', seq FROM change, json_array_elements (body::json -> 'ops') AS op WHERE seq > 0
  ON CONFLICT DO NOTHING;
