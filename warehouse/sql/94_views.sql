-- Events as people read them, and by place. Codes stand beside their Indonesian names; `codes` has the English ones.

CREATE VIEW event_details AS
WITH named AS (
    SELECT event_mention_id,
           array_to_string(arg_min(name, position, 1000) FILTER (role = 'source'), ', ') AS sources,
           array_to_string(arg_min(name, position, 1000) FILTER (role = 'target'), ', ') AS targets
    FROM event_actors GROUP BY event_mention_id
)
SELECT e.event_id, coalesce(e.start_date, e.first_reported) AS date, c.day_name, c.holidays, e.start_date, e.end_date,
       e.granularity, e.date_basis, b.name AS date_basis_name, e.type, t.name AS type_name, m.mode, o.name AS mode_name,
       e.modality, y.name AS modality_name, n.sources, n.targets, e.place, p.name AS place_name, p.admin1 AS province,
       e.lat, e.lon, m.evidence, a.title, a.url, a.publisher, a.published_date, e.n_articles, e.n_publishers, e.confidence
FROM events AS e
JOIN event_mentions AS m ON m.event_mention_id = e.best_mention_id
JOIN articles AS a ON a.article_id = m.article_id
LEFT JOIN named AS n ON n.event_mention_id = e.best_mention_id
LEFT JOIN places AS p ON p.place_id = e.place_id
LEFT JOIN calendar AS c ON c.date = e.start_date
LEFT JOIN codes AS t ON t.kind = 'event_type' AND t.code = e.type
LEFT JOIN codes AS o ON o.kind = 'event_mode' AND o.code = m.mode AND o.type = m.type
LEFT JOIN codes AS y ON y.kind = 'modality' AND y.code = e.modality
LEFT JOIN codes AS b ON b.kind = 'date_basis' AND b.code = e.date_basis;

CREATE VIEW events_by_place AS
SELECT p.place_id, p.name, p.kind, k.name AS kind_name, p.admin1 AS province, p.country, p.lat, p.lon,
       count(*) AS n_events, sum(e.n_articles)::BIGINT AS n_articles, min(coalesce(e.start_date, e.first_reported)) AS first_date,
       max(coalesce(e.start_date, e.first_reported)) AS last_date
FROM events AS e
JOIN places AS p USING (place_id)
LEFT JOIN codes AS k ON k.kind = 'place_kind' AND k.code = p.kind
WHERE e.modality <> 'hypothetical'
GROUP BY ALL;

-- The places a name means, and those within them: districts and sites of a regency or city, all of a province or country.
CREATE MACRO places_within(called) AS TABLE
WITH meant AS (
    SELECT p.place_id, p.kind, p.admin1, p.admin2, p.country FROM places AS p
    WHERE lower(p.name) IN (lower(trim(called)), 'kabupaten ' || lower(trim(called)), 'kota ' || lower(trim(called)),
                            'dki ' || lower(trim(called)), 'di ' || lower(trim(called)))
       OR p.place_id = trim(called) OR p.place_id = actor_id_of(called)
)
SELECT DISTINCT p.place_id, p.name, p.kind, p.admin1, p.admin2, p.country, p.lat, p.lon
FROM places AS p JOIN meant AS m
  ON p.place_id = m.place_id OR (m.kind = 'country' AND p.country = m.country)
  OR (p.country = 'ID' AND ((m.kind = 'province' AND p.admin1 = m.admin1)
      OR (m.kind IN ('regency', 'city') AND p.kind IN ('district', 'site') AND p.admin1 = m.admin1 AND p.admin2 = m.admin2)));
COMMENT ON MACRO TABLE places_within IS 'The places a name means and all places within them.';

CREATE MACRO events_at(called, since := NULL, until := NULL, hypothetical := false) AS TABLE
SELECT coalesce(e.start_date, e.first_reported) AS date, e.granularity, e.type, e.modality, e.place, w.name AS place_name,
       w.kind AS place_kind, w.admin1 AS province, w.lat, w.lon, m.evidence, a.title, a.url, a.publisher, a.published_date,
       e.n_articles, e.n_publishers, e.confidence, e.event_id
FROM events AS e
JOIN places_within(called) AS w USING (place_id)
JOIN event_mentions AS m ON m.event_mention_id = e.best_mention_id
JOIN articles AS a ON a.article_id = m.article_id
WHERE (since IS NULL OR coalesce(e.end_date, e.start_date, e.first_reported) >= since::DATE)
  AND (until IS NULL OR coalesce(e.start_date, e.first_reported) <= until::DATE)
  AND (hypothetical OR e.modality <> 'hypothetical')
ORDER BY date NULLS FIRST, e.event_id;
COMMENT ON MACRO TABLE events_at IS 'Events at a place and at all places within it, by any name of the place.';

-- Distances on a sphere of 6,371 km; a place is its middle, so a province counts where its middle is.
CREATE MACRO events_near(north, east, km := 25) AS TABLE
WITH about AS (
    SELECT p.place_id, p.name, p.kind,
           2 * 6371 * asin(least(1, sqrt(power(sin(radians(p.lat - north) / 2), 2)
               + cos(radians(p.lat)) * cos(radians(north)) * power(sin(radians(p.lon - east) / 2), 2)))) AS distance_km
    FROM places AS p WHERE p.kind NOT IN ('country', 'province', 'region')
)
SELECT round(n.distance_km, 1) AS distance_km, coalesce(e.start_date, e.first_reported) AS date, e.granularity, e.type,
       e.modality, n.name AS place_name, e.lat, e.lon, m.evidence, a.url, a.publisher, e.event_id
FROM events AS e
JOIN about AS n USING (place_id)
JOIN event_mentions AS m ON m.event_mention_id = e.best_mention_id
JOIN articles AS a ON a.article_id = m.article_id
WHERE n.distance_km <= km AND e.modality <> 'hypothetical'
ORDER BY n.distance_km, date, e.event_id;
COMMENT ON MACRO TABLE events_near IS 'Events within so many kilometres of a point given in degrees north and east; countries, provinces and regions are left out.';
