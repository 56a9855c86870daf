-- Of what is sent again: the edits that had lost a conflict, as a set of record/field (lf-store-offers.c).
ALTER TABLE outbox ADD COLUMN offers TEXT;
