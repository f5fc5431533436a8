-- Pairs of mentions that report one happening; warehouse.link turns the pairs into events.
-- Reads: facts. Writes: pairs (a, b, method, score), a before b.

-- Within one article: two mentions of a type merge when no named actor and no day contradicts, they have a side, the
-- trigger's entry or nothing at all in common, and the words (or for deeds the entry) say that it is the same again.
CREATE TEMP TABLE pairs AS
WITH verbal AS (SELECT unnest(['REQUEST', 'ACCUSE', 'SUPPORT', 'REJECT', 'AGREE', 'THREATEN']) AS type
), together AS (
    SELECT a.event_mention_id AS a, b.event_mention_id AS b, a.type IN (FROM verbal) AS verbal,
           a.type IN ('X_DISASTER', 'X_ACCIDENT') AS mishap, a.entry = b.entry AS same_entry,
           meets(a.source, a.source_all, b.source, b.source_all)
               OR meets(a.target, a.target_all, b.target, b.target_all) AS sides_meet,
           strangers(a.target, b.target) AS strangers,
           len(a.source) + len(a.target) + len(b.source) + len(b.target) = 0 AS nobody,
           'title' IN (a.field, b.field) AS headline, overlap(a.words, b.words) AS words
    FROM facts AS a
    JOIN facts AS b ON b.article_id = a.article_id AND b.type = a.type AND b.reality = a.reality
                   AND a.event_mention_id < b.event_mention_id
    WHERE fits(a.source, a.source_all, b.source, b.source_all)
      AND fits(a.target, a.target_all, b.target, b.target_all)
      AND NOT (a.anchored AND b.anchored AND (a.start_date > b.end_date OR b.start_date > a.end_date))
)
SELECT a, b, 'article' AS method, 1 + words AS score
FROM together
WHERE (mishap OR NOT strangers)
  AND (mishap OR sides_meet OR same_entry OR nobody)
  AND (words >= IF(headline, IF(verbal, 0.3, 0.25), 0.4) OR (same_entry AND NOT verbal));

-- Across articles: also a shared actor, the same day, and more words in common.
INSERT INTO pairs
WITH days AS (
    SELECT *, unnest(list_distinct(list_concat(named(source), named(target)))) AS actor,
           coalesce(own_day, published_date) AS day
    FROM facts WHERE reality <> 'hypothetical'
)
SELECT DISTINCT a.event_mention_id, b.event_mention_id, 'articles', overlap(a.words, b.words)
FROM days AS a
JOIN (SELECT * REPLACE (day + unnest([-1, 0, 1]) AS day) FROM days) AS b
  ON b.type = a.type AND b.reality = a.reality AND b.actor = a.actor AND b.day = a.day
 AND a.event_mention_id < b.event_mention_id AND a.article_id <> b.article_id
WHERE (a.mode = b.mode OR a.mode IS NULL OR b.mode IS NULL)
  AND fits(a.source, a.source_all, b.source, b.source_all)
  AND fits(a.target, a.target_all, b.target, b.target_all)
  AND NOT (a.dated AND b.dated AND a.start_date <> b.start_date)
  AND len(list_intersect(a.words, b.words)) >= 3
  AND overlap(a.words, b.words) >= 0.4;
