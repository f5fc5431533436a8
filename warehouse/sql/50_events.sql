-- Happenings, merged from their mentions.
-- Reads: event_mentions, event_actors, articles, places, clusters (event_mention_id, cluster).

-- The earliest mention names the event, so that an id stands as long as that mention does.
CREATE TEMP TABLE mention_order AS
SELECT c.cluster, m.*, a.published_at, a.published_date, a.publisher,
       coalesce(a.duplicate_of, a.article_id) AS story,
       row_number() OVER (PARTITION BY c.cluster ORDER BY coalesce(a.published_at, a.published_date) NULLS LAST,
                          m.article_id, m.trigger_start, m.event_mention_id) AS nth,
       row_number() OVER (PARTITION BY c.cluster ORDER BY m.modality = 'denied', m.confidence DESC,
                          m.date_basis IN ('explicit', 'relative') DESC, m.field = 'title',
                          coalesce(a.published_at, a.published_date) NULLS LAST, m.article_id, m.trigger_start,
                          m.event_mention_id) AS best
FROM clusters AS c
JOIN event_mentions AS m USING (event_mention_id)
JOIN articles AS a USING (article_id);

CREATE TEMP TABLE event_ids AS
SELECT cluster, coalesce(strftime(published_date, '%Y%m%d'), '00000000') || '-' || left(sha256(
           concat_ws('|', coalesce(epoch_us(published_at)::VARCHAR, ''), article_id, trigger_start, event_mention_id)), 10) AS event_id
FROM mention_order
WHERE nth = 1;

INSERT INTO event_links BY NAME
SELECT m.event_mention_id, i.event_id,
       CASE WHEN count(DISTINCT m.article_id) OVER w > 1 THEN 'articles' WHEN count(*) OVER w > 1 THEN 'article'
            ELSE 'single' END AS method
FROM mention_order AS m JOIN event_ids AS i USING (cluster)
WINDOW w AS (PARTITION BY m.cluster)
ORDER BY i.event_id, m.event_mention_id;

-- An actor stands on the side where most mentions put it.
CREATE TEMP TABLE event_sides AS
SELECT event_id, actor_id, IF(count(*) FILTER (role = 'source') * 2 >= count(*), 'source', 'target') AS role,
       count(*) AS n
FROM event_links SEMI JOIN event_ids USING (event_id) JOIN event_actors USING (event_mention_id)
WHERE actor_id IS NOT NULL
GROUP BY event_id, actor_id;

CREATE TEMP TABLE event_dates AS
SELECT event_id, start_date, end_date, granularity, date_basis, date_text
FROM (SELECT i.event_id, m.*,
             row_number() OVER (PARTITION BY i.event_id ORDER BY
                 CASE WHEN m.date_basis = 'unknown' THEN 4 WHEN m.date_basis = 'publication' THEN 3
                      WHEN m.granularity NOT IN ('minute', 'hour', 'daypart', 'day') THEN 2
                      WHEN m.date_basis = 'inherited' THEN 1 ELSE 0 END,
                 m.best) AS rank
      FROM mention_order AS m JOIN event_ids AS i USING (cluster))
WHERE rank = 1;

INSERT INTO events BY NAME
WITH merged AS (
    SELECT i.event_id, m.cluster,
           count(*) AS n_mentions,
           count(DISTINCT m.story) AS n_articles,
           greatest(count(DISTINCT o.publisher), 1) AS n_publishers,
           min(m.published_date) AS first_reported,
           max(m.confidence) AS confidence,
           bool_or(m.modality <> 'denied') AS affirmed,
           list_sort(list_distinct(list(m.speaker_id) FILTER (m.modality = 'denied' AND m.speaker_id IS NOT NULL)))
               AS denied_by_ids
    FROM mention_order AS m
    JOIN event_ids AS i USING (cluster)
    JOIN articles AS o ON o.article_id = m.story
    GROUP BY ALL
), sides AS (
    SELECT event_id,
           list(actor_id ORDER BY n DESC, actor_id) FILTER (role = 'source') AS source_ids,
           list(actor_id ORDER BY n DESC, actor_id) FILTER (role = 'target') AS target_ids
    FROM event_sides
    GROUP BY event_id
)
SELECT e.event_id, b.type, d.start_date, d.end_date, d.granularity, d.date_basis, d.date_text, b.place, b.place_id, p.lat, p.lon,
       coalesce(s.source_ids, []) AS source_ids, coalesce(s.target_ids, []) AS target_ids, b.modality,
       coalesce(e.denied_by_ids, []) AS denied_by_ids, e.n_mentions, e.n_articles, e.n_publishers,
       b.event_mention_id AS best_mention_id, e.first_reported, e.confidence
FROM merged AS e
JOIN mention_order AS b ON b.cluster = e.cluster AND b.best = 1
JOIN event_dates AS d USING (event_id)
LEFT JOIN sides AS s USING (event_id)
LEFT JOIN places AS p ON p.place_id = b.place_id
ORDER BY e.event_id;
