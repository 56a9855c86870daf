-- What travels in files: a row for each device that a bundle came from or went to, and one, with a blank device, for the zone
-- itself and its key.
CREATE TABLE bundle (
  zone text COLLATE "C" NOT NULL,
  device text COLLATE "C" NOT NULL,
  body text NOT NULL, -- JSON: keys, numbers, and what is to be answered
  PRIMARY KEY (zone, device)
);
