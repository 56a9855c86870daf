-- Whether the clock of a change's device was far off, so that its time is the server's reckoning.
ALTER TABLE change ADD COLUMN doubtful INTEGER NOT NULL DEFAULT 0;
