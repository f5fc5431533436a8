-- Reads: lake_places.

INSERT INTO places BY NAME
SELECT * FROM lake_places ORDER BY place_id;
