-- What the rows in scope count, one view a table of warehouse.counts.
-- Reads: article_scope (article_id), event_scope (event_id), article_actors, articles, actor_links, actor_mentions,
-- events and the other tables of mentions.

-- How articles name their actors, by the actor that is meant over all articles.
CREATE TEMP VIEW now_actor_names AS
SELECT coalesce(k.actor_id, x.actor_id) AS actor_id, x.actor_id AS local_id, x.basis, x.name, x.kind, x.country,
       count(*) AS n_articles
FROM article_actors AS x
SEMI JOIN article_scope USING (article_id)
LEFT JOIN actor_links AS k ON k.article_id = x.article_id AND k.local_id = x.actor_id
GROUP BY ALL;

CREATE TEMP VIEW now_actor_spellings AS
SELECT actor_id, alias, alias_kind, count(*) AS n_articles
FROM (SELECT actor_id, text AS alias, article_id,
             min(CASE basis WHEN 'acronym' THEN 'acronym' WHEN 'short-name' THEN 'short' ELSE 'name' END) AS alias_kind
      FROM actor_mentions SEMI JOIN article_scope USING (article_id)
      WHERE basis NOT IN ('pronoun', 'role', 'title')
      GROUP BY actor_id, text, article_id)
GROUP BY ALL;

CREATE TEMP VIEW now_actor_coverage AS
SELECT m.actor_id, a.published_date AS date, count(DISTINCT article_id) AS n_articles
FROM actor_mentions AS m SEMI JOIN article_scope USING (article_id) JOIN articles AS a USING (article_id)
GROUP BY ALL;

-- Every id that stands in a row: mentioned, acting, speaking, or the body an actor acts for.
CREATE TEMP VIEW now_used AS
SELECT actor_id FROM actor_mentions SEMI JOIN article_scope USING (article_id)
UNION SELECT unnest([x.actor_id, x.affiliation_id])
      FROM event_actors AS x
      SEMI JOIN (SELECT event_mention_id FROM event_mentions SEMI JOIN article_scope USING (article_id)) USING (event_mention_id)
UNION SELECT organization_id FROM actor_roles SEMI JOIN article_scope USING (article_id)
UNION SELECT speaker_id FROM quotes SEMI JOIN article_scope USING (article_id)
UNION SELECT speaker_id FROM event_mentions SEMI JOIN article_scope USING (article_id);

CREATE TEMP VIEW now_actor_events AS
SELECT actor_id, count(*) AS n_events
FROM (SELECT unnest(list_concat(source_ids, target_ids)) AS actor_id FROM events SEMI JOIN event_scope USING (event_id))
GROUP BY ALL;

-- Who stands with whom in one event, either way round.
CREATE TEMP VIEW now_pairs AS
WITH told AS (FROM events SEMI JOIN event_scope USING (event_id) WHERE modality <> 'hypothetical'
), sides AS (
    SELECT event_id, unnest(source_ids) AS actor_id, 'source' AS role, first_reported AS date FROM told
    UNION ALL
    SELECT event_id, unnest(target_ids), 'target', first_reported FROM told
)
SELECT a.actor_id, b.actor_id AS other_id, a.date, count(*) AS n_events,
       count(*) FILTER (a.role = 'source' AND b.role = 'target') AS n_to,
       count(*) FILTER (a.role = 'target' AND b.role = 'source') AS n_from
FROM sides AS a JOIN sides AS b ON b.event_id = a.event_id AND b.actor_id <> a.actor_id
GROUP BY ALL;

CREATE TEMP VIEW now_type_days AS
SELECT type, coalesce(start_date, first_reported) AS date, count(*) AS n_events, sum(n_articles)::BIGINT AS n_articles
FROM events SEMI JOIN event_scope USING (event_id)
WHERE coalesce(start_date, first_reported) IS NOT NULL AND modality <> 'hypothetical'
GROUP BY ALL;
