-- Rollups.
-- Reads: events, actors, actor_timeline.

CREATE TEMP TABLE all_sides AS
SELECT event_id, unnest(source_ids) AS actor_id, 'source' AS role, first_reported FROM events WHERE modality <> 'hypothetical'
UNION ALL
SELECT event_id, unnest(target_ids), 'target', first_reported FROM events WHERE modality <> 'hypothetical';

-- Who stands with whom in one event, either way round.
INSERT INTO co_actors BY NAME
WITH counted AS (
    SELECT a.actor_id, b.actor_id AS other_id, count(*) AS n_events,
           count(*) FILTER (a.role = 'source' AND b.role = 'target') AS n_to,
           count(*) FILTER (a.role = 'target' AND b.role = 'source') AS n_from,
           min(a.first_reported) AS first_date, max(a.first_reported) AS last_date
    FROM all_sides AS a
    JOIN all_sides AS b ON b.event_id = a.event_id AND b.actor_id <> a.actor_id
    GROUP BY a.actor_id, b.actor_id
)
SELECT text_no(c.actor_id) AS actor_no, c.*, o.name, o.kind, o.country
FROM counted AS c JOIN actors AS o ON o.actor_id = c.other_id
ORDER BY actor_no, c.n_events DESC, c.other_id;

INSERT INTO actor_days BY NAME
SELECT actor_no, actor_id, date, count(*) AS n_events
FROM actor_timeline WHERE date IS NOT NULL AND modality <> 'hypothetical'
GROUP BY ALL ORDER BY actor_no, date;

INSERT INTO type_days BY NAME
SELECT type, coalesce(start_date, first_reported) AS date, count(*) AS n_events, sum(n_articles)::BIGINT AS n_articles
FROM events WHERE coalesce(start_date, first_reported) IS NOT NULL AND modality <> 'hypothetical'
GROUP BY ALL ORDER BY date, type;
