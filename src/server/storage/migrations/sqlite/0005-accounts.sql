-- Accounts that may not sign in, passwords for one sign-in, devices that are to erase what they hold, and who did what.
ALTER TABLE account ADD COLUMN state INTEGER NOT NULL DEFAULT 0;             -- 1: disabled, 2: removed
ALTER TABLE account ADD COLUMN one_time_until_us INTEGER NOT NULL DEFAULT 0; -- until when a password that somebody else chose holds; 0: it is the person's own
ALTER TABLE device ADD COLUMN erase INTEGER NOT NULL DEFAULT 0;              -- 1: it is to, 2: it has

CREATE TABLE audit (
  zone TEXT NOT NULL,
  id TEXT NOT NULL,  -- in the order they were made
  time_us INTEGER NOT NULL,
  account TEXT,      -- who; none: nobody who signed in
  device TEXT,
  address TEXT,      -- from where
  act TEXT NOT NULL,
  about TEXT,        -- the account or device that it was done to
  detail TEXT,
  PRIMARY KEY (zone, id)
) WITHOUT ROWID;
CREATE TRIGGER audit_is_kept BEFORE UPDATE ON audit
BEGIN
  SELECT raise (ABORT, 'what is in the audit log is never changed');
END;
CREATE TRIGGER audit_is_kept_a_month BEFORE DELETE ON audit
WHEN old.time_us > (CAST (strftime ('%s', 'now') AS INTEGER) - 30 * 86400) * 1000000
BEGIN
  SELECT raise (ABORT, 'the audit log of the last 30 days is never trimmed');
END;
