-- Pairs of actors: counts are added; first and last day are looked up again only where an event that held one is gone.
-- Reads: gone_co_actors, net_pairs, lost_pairs, actors, together (actor_id, other_id, date of report: every event of a lost
-- pair, as they are now). The other rollups are summed by warehouse.counts.

CREATE TEMP TABLE days_again AS
SELECT actor_id, other_id, min(date) AS first_date, max(date) AS last_date
FROM together SEMI JOIN lost_pairs USING (actor_id, other_id)
GROUP BY ALL;

INSERT INTO co_actors BY NAME
SELECT text_no(actor_id) AS actor_no, actor_id, other_id, o.name, o.kind, o.country,
       coalesce(m.n_events, 0) + coalesce(n.n_events, 0) AS n_events, coalesce(m.n_to, 0) + coalesce(n.n_to, 0) AS n_to,
       coalesce(m.n_from, 0) + coalesce(n.n_from, 0) AS n_from,
       IF(d.actor_id IS NULL, least(m.first_date, n.first_date), d.first_date) AS first_date,
       IF(d.actor_id IS NULL, greatest(m.last_date, n.last_date), d.last_date) AS last_date
FROM gone_co_actors AS m
FULL JOIN net_pairs AS n USING (actor_id, other_id)
LEFT JOIN days_again AS d USING (actor_id, other_id)
JOIN (SELECT actor_id AS other_id, name, kind, country FROM actors) AS o USING (other_id)
WHERE coalesce(m.n_events, 0) + coalesce(n.n_events, 0) > 0
ORDER BY actor_no, n_events DESC, other_id;
