-- Accounts that may not sign in, passwords for one sign-in, devices that are to erase what they hold, and who did what.
ALTER TABLE account ADD COLUMN state bigint NOT NULL DEFAULT 0;             -- 1: disabled, 2: removed
ALTER TABLE account ADD COLUMN one_time_until_us bigint NOT NULL DEFAULT 0; -- until when a password that somebody else chose holds; 0: it is the person's own
ALTER TABLE device ADD COLUMN erase bigint NOT NULL DEFAULT 0;              -- 1: it is to, 2: it has

CREATE TABLE audit (
  zone text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL, -- in the order they were made
  time_us bigint NOT NULL,
  account text COLLATE "C",     -- who; none: nobody who signed in
  device text COLLATE "C",
  address text,                 -- from where
  act text NOT NULL,
  about text COLLATE "C",       -- the account or device that it was done to
  detail text,
  PRIMARY KEY (zone, id)
);
