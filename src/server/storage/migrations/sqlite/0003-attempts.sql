-- Attempts to sign in since the last right password, each soon after the one before.
CREATE TABLE attempt (
  name TEXT PRIMARY KEY, -- as it was typed; there need be no such account
  n INTEGER NOT NULL,
  last_us INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX attempt_last ON attempt (last_us);
