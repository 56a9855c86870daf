-- How much later than it was made a change came here; none: nobody knows.
ALTER TABLE change ADD COLUMN late_us INTEGER;
