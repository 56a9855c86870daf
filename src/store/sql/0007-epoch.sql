-- A server that came back from an older backup (lf-store-epoch.c): the records it still has, while they are read again;
-- and what is sent to it again. again: 1 a change it had accepted, 2 a record it had, which goes out before all changes.
CREATE TABLE known_again (id BLOB PRIMARY KEY) WITHOUT ROWID;
ALTER TABLE outbox ADD COLUMN again INTEGER NOT NULL DEFAULT 0;
-- Numbers above most, as edits up to the change n have seen them, were lost with the server they came from.
CREATE TABLE seen_limit (n INTEGER PRIMARY KEY, most INTEGER NOT NULL);
