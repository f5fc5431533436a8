-- The physical tables that timelines and profiles are read from: denormalised, sorted by actor and date.
-- Reads: events, event_links, event_actors, event_mentions, articles, actors, lake_lexicon_actors,
-- timeline_scope (event_id: the events to write).

CREATE TEMP TABLE sides AS
SELECT event_id, unnest(source_ids) AS actor_id, 'source' AS role FROM events SEMI JOIN timeline_scope USING (event_id)
UNION ALL
SELECT event_id, unnest(target_ids), 'target' FROM events SEMI JOIN timeline_scope USING (event_id);

-- Bodies an actor of an event acts for: as written in the mention, and the lexicon's chain above both.
CREATE TEMP TABLE parents AS
WITH RECURSIVE chain AS (
    SELECT actor_id, parent_id, 1 AS depth FROM lake_lexicon_actors WHERE parent_id IS NOT NULL
    UNION
    SELECT c.actor_id, x.parent_id, c.depth + 1
    FROM chain AS c JOIN lake_lexicon_actors AS x ON x.actor_id = c.parent_id
    WHERE x.parent_id IS NOT NULL AND c.depth < 4
)
SELECT DISTINCT actor_id, parent_id FROM chain WHERE actor_id <> parent_id;

CREATE TEMP TABLE through AS
WITH acting_for AS (
    SELECT DISTINCT l.event_id, x.actor_id, x.affiliation_id
    FROM event_links AS l SEMI JOIN timeline_scope USING (event_id) JOIN event_actors AS x USING (event_mention_id)
    WHERE x.actor_id IS NOT NULL AND x.affiliation_id IS NOT NULL
), above AS (
    SELECT event_id, actor_id, affiliation_id AS whole_id FROM acting_for
    UNION
    SELECT d.event_id, d.actor_id, p.parent_id FROM acting_for AS d JOIN parents AS p ON p.actor_id = d.affiliation_id
    UNION
    SELECT s.event_id, s.actor_id, p.parent_id FROM sides AS s JOIN parents AS p ON p.actor_id = s.actor_id
)
SELECT a.event_id, a.whole_id AS actor_id, min(s.role) AS role,
       string_agg(DISTINCT v.name, ', ' ORDER BY v.name) AS via
FROM above AS a
JOIN sides AS s ON s.event_id = a.event_id AND s.actor_id = a.actor_id
JOIN actors AS v ON v.actor_id = a.actor_id
WHERE NOT EXISTS (SELECT 1 FROM sides AS o WHERE o.event_id = a.event_id AND o.actor_id = a.whole_id)
GROUP BY a.event_id, a.whole_id;

-- arg_min of many is a list in order, for a quarter of what string_agg with ORDER BY costs.
CREATE TEMP TABLE event_names AS
SELECT event_mention_id AS best_mention_id,
       array_to_string(arg_min(name, position, 1000) FILTER (role = 'source'), ', ') AS sources,
       array_to_string(arg_min(name, position, 1000) FILTER (role = 'target'), ', ') AS targets
FROM event_actors
WHERE event_mention_id IN (SELECT best_mention_id FROM events SEMI JOIN timeline_scope USING (event_id))
GROUP BY event_mention_id;

INSERT INTO actor_timeline BY NAME
SELECT text_no(t.actor_id) AS actor_no, t.actor_id, coalesce(e.start_date, e.first_reported) AS date,
       coalesce(e.end_date, e.start_date, e.first_reported) AS last_day, e.event_id,
       e.start_date, e.end_date, e.granularity, e.date_basis, e.date_text, e.type, m.mode, e.modality, t.role, t.via, n.sources, n.targets,
       e.place, m.evidence, a.article_id, a.title, a.url, a.publisher, a.published_date, e.n_mentions, e.n_articles,
       e.n_publishers, e.denied_by_ids, e.confidence
FROM (SELECT event_id, actor_id, role, NULL AS via FROM sides
      UNION ALL BY NAME SELECT event_id, actor_id, role, via FROM through) AS t
JOIN events AS e USING (event_id)
JOIN event_mentions AS m ON m.event_mention_id = e.best_mention_id
JOIN articles AS a ON a.article_id = m.article_id
LEFT JOIN event_names AS n ON n.best_mention_id = e.best_mention_id
ORDER BY actor_no, coalesce(e.start_date, e.first_reported), e.event_id;
