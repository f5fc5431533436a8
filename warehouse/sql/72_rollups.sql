-- Pairs of actors: counts are added; first and last day are looked up again only where an event that held one is gone.
-- Reads: delta_pairs, before_actors, actors, actor_timeline, events. The other rollups are summed by warehouse.counts.

CREATE TEMP TABLE net_pairs AS
SELECT actor_id, other_id, sum(n_events) AS n_events, sum(n_to) AS n_to, sum(n_from) AS n_from,
       min(date) FILTER (n_events >= 0) AS first_date, max(date) FILTER (n_events >= 0) AS last_date, bool_or(n_events < 0) AS lost
FROM (SELECT actor_id, other_id, date, sum(n_events) AS n_events, sum(n_to) AS n_to, sum(n_from) AS n_from
      FROM delta_pairs GROUP BY ALL HAVING sum(n_events) <> 0 OR sum(n_to) <> 0 OR sum(n_from) <> 0)
GROUP BY ALL;

CREATE TEMP TABLE days_again AS
WITH acts AS (
    SELECT event_id, actor_id FROM actor_timeline
    SEMI JOIN (SELECT actor_id FROM net_pairs WHERE lost) USING (actor_id) WHERE via IS NULL AND modality <> 'hypothetical'
)
SELECT a.actor_id, b.actor_id AS other_id, min(e.first_reported) AS first_date, max(e.first_reported) AS last_date
FROM acts AS a
JOIN acts AS b USING (event_id)
JOIN (FROM net_pairs WHERE lost) AS p ON p.actor_id = a.actor_id AND p.other_id = b.actor_id
JOIN events AS e USING (event_id)
GROUP BY ALL;

-- Pairs to write again: with other events, or with an actor that is called otherwise now.
CREATE TEMP TABLE met_pairs AS
SELECT c.rowid AS row_no, c.*
FROM co_actors AS c
LEFT JOIN net_pairs AS n USING (actor_id, other_id)
WHERE n.actor_id IS NOT NULL
   OR c.other_id IN (SELECT actor_id FROM before_actors AS b JOIN actors AS a USING (actor_id)
                     WHERE (a.name, a.kind, a.country) IS DISTINCT FROM (b.name, b.kind, b.country));
DELETE FROM co_actors WHERE rowid IN (SELECT row_no FROM met_pairs);

INSERT INTO co_actors BY NAME
SELECT text_no(actor_id) AS actor_no, actor_id, other_id, o.name, o.kind, o.country,
       coalesce(m.n_events, 0) + coalesce(n.n_events, 0) AS n_events, coalesce(m.n_to, 0) + coalesce(n.n_to, 0) AS n_to,
       coalesce(m.n_from, 0) + coalesce(n.n_from, 0) AS n_from,
       IF(n.lost, d.first_date, least(m.first_date, n.first_date)) AS first_date,
       IF(n.lost, d.last_date, greatest(m.last_date, n.last_date)) AS last_date
FROM met_pairs AS m
FULL JOIN net_pairs AS n USING (actor_id, other_id)
LEFT JOIN days_again AS d USING (actor_id, other_id)
JOIN (SELECT actor_id AS other_id, name, kind, country FROM actors) AS o USING (other_id)
WHERE coalesce(m.n_events, 0) + coalesce(n.n_events, 0) > 0
ORDER BY actor_no, n_events DESC, other_id;
