-- From which number on what bears an account's name is its person's: that of the first change after the name was given again;
-- 0: nobody had it before.
ALTER TABLE account ADD COLUMN since_seq bigint NOT NULL DEFAULT 0;
