-- Pairs of mentions that report one happening; warehouse.link turns the pairs into events.
-- Reads: facts. Writes: pairs (a, b, method, score), a before b.

CREATE TEMP TABLE pairs AS
-- Within one article: same type, actors that fit, dates that do not contradict.
SELECT a.event_mention_id AS a, b.event_mention_id AS b, 'article' AS method, 2.0 AS score
FROM facts AS a
JOIN facts AS b ON b.article_id = a.article_id AND b.type = a.type AND b.reality = a.reality
               AND a.event_mention_id < b.event_mention_id
WHERE fits(a.source, a.source_all, b.source, b.source_all)
  AND fits(a.target, a.target_all, b.target, b.target_all)
  AND (meets(a.source, a.source_all, b.source, b.source_all) OR meets(a.target, a.target_all, b.target, b.target_all)
       OR (len(a.source) + len(a.target) = 0 AND len(b.source) + len(b.target) = 0
           AND (a.mode IS NOT DISTINCT FROM b.mode)))
  AND (NOT (a.anchored AND b.anchored) OR (a.start_date <= b.end_date AND b.start_date <= a.end_date))
UNION ALL
-- Across articles: also a shared actor, the same day, and words in common.
SELECT a.event_mention_id, b.event_mention_id, 'articles', overlap(a.words, b.words)
FROM (SELECT *, unnest(list_distinct(list_concat(source, target))) AS actor, coalesce(own_day, published_date) AS day
      FROM facts WHERE reality <> 'hypothetical') AS a
JOIN (SELECT *, unnest(list_distinct(list_concat(source, target))) AS actor,
             coalesce(own_day, published_date) + unnest([-1, 0, 1]) AS day
      FROM facts WHERE reality <> 'hypothetical') AS b
  ON b.type = a.type AND b.reality = a.reality AND b.actor = a.actor AND b.day = a.day
 AND a.event_mention_id < b.event_mention_id AND a.article_id <> b.article_id
WHERE a.actor NOT LIKE '=%'
  AND fits(a.source, a.source_all, b.source, b.source_all)
  AND fits(a.target, a.target_all, b.target, b.target_all)
  AND (NOT (a.dated AND b.dated) OR a.start_date = b.start_date)
  AND len(list_intersect(a.words, b.words)) >= 3
  AND overlap(a.words, b.words) >= 0.4;
