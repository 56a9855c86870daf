-- 1: this database is a copy that "landfall-server backup" made. Whoever serves it puts it back.
ALTER TABLE zone ADD COLUMN is_backup INTEGER NOT NULL DEFAULT 0;
