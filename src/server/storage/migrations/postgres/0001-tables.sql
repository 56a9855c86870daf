-- Where zones are kept. Every table begins its key with the zone, which is what a database sharded by tenant is sharded by. The
-- three that are asked before the zone is known (account_zone, device_zone, attempt) are keyed by what is asked.
CREATE TABLE zone (
  zone text COLLATE "C" PRIMARY KEY,
  seq bigint NOT NULL, -- of the newest accepted change; whoever writes in the zone holds this row's lock
  epoch text NOT NULL  -- another one when the zone came back from an older backup
);

CREATE TABLE account (
  zone text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  role text NOT NULL,
  password_hash text NOT NULL,
  PRIMARY KEY (zone, name)
);

CREATE TABLE account_zone (
  name text COLLATE "C" PRIMARY KEY, -- people sign in with a name alone
  zone text COLLATE "C" NOT NULL
);

CREATE TABLE device (
  zone text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  account text COLLATE "C" NOT NULL,
  name text COLLATE "C",
  token_hash text COLLATE "C" NOT NULL,
  seen_us bigint NOT NULL,
  is_revoked boolean NOT NULL,
  PRIMARY KEY (zone, id)
);
CREATE INDEX device_token ON device (zone, token_hash);

CREATE TABLE device_zone (
  token_hash text COLLATE "C" PRIMARY KEY,
  zone text COLLATE "C" NOT NULL
);

CREATE TABLE record (
  zone text COLLATE "C" NOT NULL,
  entity text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  scope text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  created_seq bigint NOT NULL,
  deleted boolean NOT NULL,
  body json NOT NULL,  -- field → canonical value
  clock json NOT NULL, -- bundle → seq, only where it is not created_seq
  PRIMARY KEY (zone, entity, id)
);
CREATE INDEX record_seq ON record (zone, seq, entity, id);
CREATE INDEX record_conflict ON record (zone, (body ->> 'record'), (body ->> 'field')) WHERE entity = 'conflict';

-- Every change that was judged, with its answer; a refused one has seq 0.
CREATE TABLE change (
  zone text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  device text NOT NULL,
  author text NOT NULL,
  time_us bigint NOT NULL,
  late_us bigint NOT NULL, -- how much later than it was made it came here; 0: nobody knows
  answer text NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (zone, id)
);
CREATE UNIQUE INDEX change_seq ON change (zone, seq) WHERE seq > 0;
