-- What the server refused, kept until its author sends it again or discards it; and records of entities this version does not know.
CREATE TABLE refused (change INTEGER PRIMARY KEY, reason TEXT, message TEXT, refused_us INTEGER NOT NULL);
CREATE TABLE refused_record (id BLOB NOT NULL, change INTEGER NOT NULL, PRIMARY KEY (id, change)) WITHOUT ROWID;

-- fields: a GVariant a{sms}
CREATE TABLE unknown_record (
  id BLOB PRIMARY KEY,
  entity TEXT NOT NULL,
  deleted INTEGER,
  fields BLOB
) WITHOUT ROWID;
