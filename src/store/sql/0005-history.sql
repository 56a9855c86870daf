-- hash: the chain over the journal, see lf-store-chain.c and docs/journal.md; filled in where it is missing after this.
-- noted_us: when this device learnt of a change made elsewhere, by its own clock. Those two never change.
-- late_us: how much later than it was made a change reached the server; NULL: not yet, or nobody knows.
ALTER TABLE change ADD COLUMN hash BLOB;
ALTER TABLE change ADD COLUMN noted_us INTEGER;
ALTER TABLE change ADD COLUMN late_us INTEGER;
-- What the trash is listed from: deletes are few beside edits.
CREATE INDEX change_record_deleted ON change_record (change) WHERE kind = 1;
