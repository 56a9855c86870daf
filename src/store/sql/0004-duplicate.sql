-- Keys under which records that may be one meet (lf-duplicate.h). A row number is one of the entity whose name is in the key.
CREATE TABLE duplicate_key (key INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (key, row)) WITHOUT ROWID;
