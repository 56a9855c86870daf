-- Attempts to sign in since the last right password, each soon after the one before.
CREATE TABLE attempt (
  name text COLLATE "C" PRIMARY KEY, -- as it was typed; there need be no such account
  n integer NOT NULL,
  last_us bigint NOT NULL
);
CREATE INDEX attempt_last ON attempt (last_us);
