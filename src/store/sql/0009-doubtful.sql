-- Whether the clock of the device a change was made on was far off; NULL: as far as is known it was not.
ALTER TABLE change ADD COLUMN doubtful INTEGER;
