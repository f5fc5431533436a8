-- Happenings, merged from their mentions.
-- Reads: event_mentions, event_actors, articles, places, common_words, clusters (event_mention_id, cluster).

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
SELECT m.event_mention_id, m.article_date, i.event_id,
       CASE WHEN count(DISTINCT m.article_id) OVER w > 1 THEN 'articles' WHEN count(*) OVER w > 1 THEN 'article'
            ELSE 'single' END AS method
FROM mention_order AS m JOIN event_ids AS i USING (cluster)
WINDOW w AS (PARTITION BY m.cluster)
ORDER BY i.event_id, m.event_mention_id;

-- Who denies what: in the sentence of a denial what is told there as denied; elsewhere in its article the accusation of
-- the denier just before it, and deeds of the denier in the words of the denial.
CREATE TEMP TABLE denials AS
WITH told AS (
    SELECT m.event_mention_id, m.article_id, m.type, m.mode, m.modality, m.field, m.sentence_no, m.trigger_start,
           list_filter(list_distinct(regexp_extract_all(lower(m.evidence), '[a-z0-9]{4,}')),
                       lambda w: NOT list_contains(c.words, w)) AS words
    FROM event_mentions AS m
    CROSS JOIN (SELECT list(word) AS words FROM common_words) AS c
    WHERE m.article_id IN (SELECT article_id FROM mention_order)
      AND m.article_id IN (SELECT article_id FROM event_mentions WHERE type = 'REJECT' AND mode = 'deny')
), parts AS (
    SELECT x.event_mention_id, x.role, x.actor_id, unnest([x.actor_id, x.affiliation_id]) AS side
    FROM event_actors AS x SEMI JOIN told USING (event_mention_id) WHERE x.actor_id IS NOT NULL
), deniers AS (
    SELECT DISTINCT d.*, p.actor_id, p.side
    FROM told AS d JOIN parts AS p ON p.event_mention_id = d.event_mention_id AND p.role = 'source'
    WHERE d.type = 'REJECT' AND d.mode = 'deny'
)
SELECT DISTINCT m.event_mention_id, d.actor_id
FROM deniers AS d
JOIN told AS m ON m.article_id = d.article_id AND m.event_mention_id <> d.event_mention_id
LEFT JOIN parts AS p ON p.event_mention_id = m.event_mention_id AND p.side = d.side
WHERE (m.modality = 'denied' AND m.field = d.field AND m.sentence_no = d.sentence_no
       AND m.trigger_start > d.trigger_start)
   OR (m.type = 'ACCUSE' AND m.mode IS DISTINCT FROM 'investigate' AND p.role = 'target'
       AND m.trigger_start < d.trigger_start AND d.sentence_no - m.sentence_no <= 3 AND m.field = d.field)
   OR (m.type NOT IN ('ACCUSE', 'REJECT', 'REQUEST', 'SUPPORT', 'AGREE', 'THREATEN', 'CONCEDE')
       AND m.modality IN ('asserted', 'alleged') AND p.role = 'source' AND m.sentence_no <> d.sentence_no AND len(list_intersect(m.words, d.words)) >= 3
       AND overlap(m.words, d.words) >= 0.4);

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
                 CASE WHEN m.date_basis = 'unknown' THEN 5
                      WHEN m.granularity IN ('year', 'decade', 'century') THEN 4
                      WHEN m.date_basis = 'publication' THEN 3
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
           list(m.speaker_id) FILTER (m.modality = 'denied' AND m.speaker_id IS NOT NULL) AS denying_speakers
    FROM mention_order AS m
    JOIN event_ids AS i USING (cluster)
    JOIN articles AS o ON o.article_id = m.story
    GROUP BY ALL
), denied AS (
    SELECT m.cluster, list(d.actor_id) AS actors FROM mention_order AS m JOIN denials AS d USING (event_mention_id)
    GROUP BY m.cluster
), sides AS (
    SELECT event_id,
           list(actor_id ORDER BY n DESC, actor_id) FILTER (role = 'source') AS source_ids,
           list(actor_id ORDER BY n DESC, actor_id) FILTER (role = 'target') AS target_ids
    FROM event_sides
    GROUP BY event_id
)
SELECT e.event_id, b.type, d.start_date, d.end_date, d.granularity, d.date_basis, d.date_text, b.place, b.place_id, p.lat, p.lon,
       coalesce(s.source_ids, []) AS source_ids, coalesce(s.target_ids, []) AS target_ids, b.modality,
       list_sort(list_distinct(list_concat(e.denying_speakers, n.actors))) AS denied_by_ids,
       e.n_mentions, e.n_articles, e.n_publishers,
       b.event_mention_id AS best_mention_id, e.first_reported, e.confidence
FROM merged AS e
JOIN mention_order AS b ON b.cluster = e.cluster AND b.best = 1
JOIN event_dates AS d USING (event_id)
LEFT JOIN sides AS s USING (event_id)
LEFT JOIN denied AS n ON n.cluster = e.cluster
LEFT JOIN places AS p ON p.place_id = b.place_id
ORDER BY e.event_id;
