-- Pairs of actors that count otherwise now.
-- Reads: delta_pairs, before_actors, actors, before_pairs (rows of co_actors so far, with row_no). Writes: net_pairs,
-- gone_co_actors, lost_pairs (those whose first or last day lost an event).

CREATE TEMP TABLE net_pairs AS
SELECT actor_id, other_id, sum(n_events) AS n_events, sum(n_to) AS n_to, sum(n_from) AS n_from,
       min(date) FILTER (n_events >= 0) AS first_date, max(date) FILTER (n_events >= 0) AS last_date,
       min(date) FILTER (n_events < 0) AS first_lost, max(date) FILTER (n_events < 0) AS last_lost
FROM (SELECT actor_id, other_id, date, sum(n_events) AS n_events, sum(n_to) AS n_to, sum(n_from) AS n_from
      FROM delta_pairs GROUP BY ALL HAVING sum(n_events) <> 0 OR sum(n_to) <> 0 OR sum(n_from) <> 0)
GROUP BY ALL;

-- Pairs to write again: with other events, or with an actor that is called otherwise now.
CREATE TEMP TABLE gone_co_actors AS
SELECT c.* FROM before_pairs AS c
SEMI JOIN (SELECT text_no(actor_id) AS actor_no, other_id FROM net_pairs) USING (actor_no, other_id)
UNION
SELECT c.* FROM before_pairs AS c SEMI JOIN (
    SELECT actor_id AS other_id FROM before_actors AS b JOIN actors AS a USING (actor_id)
    WHERE (a.name, a.kind, a.country) IS DISTINCT FROM (b.name, b.kind, b.country)) USING (other_id);

CREATE TEMP TABLE lost_pairs AS
SELECT actor_id, other_id FROM net_pairs AS n JOIN gone_co_actors AS m USING (actor_id, other_id)
WHERE (n.first_lost <= m.first_date OR n.last_lost >= m.last_date) AND m.n_events + n.n_events > 0;
