-- Pairs that make events of mentions: those of one part of an article, and across articles those that share an actor and
-- the day, have more words in common, and whose parts do not contradict each other.
-- Reads: facts, parts, linking (event_mention_id: of a pair one at least is among these). Writes: pairs (a, b).

CREATE TEMP TABLE part_facts AS
SELECT coalesce(p.part, f.event_mention_id) AS part,
       list_distinct(flatten(list(f.source))) AS source, list_distinct(flatten(list(f.source_all))) AS source_all,
       list_distinct(flatten(list(f.target))) AS target, list_distinct(flatten(list(f.target_all))) AS target_all,
       max(f.start_date) FILTER (f.anchored) AS start_date, min(f.end_date) FILTER (f.anchored) AS end_date,
       min(f.country) AS country, min(f.province) AS province, min(f.regency) AS regency
FROM facts AS f LEFT JOIN parts AS p USING (event_mention_id)
GROUP BY 1;

CREATE TEMP TABLE pairs AS
WITH days AS (
    SELECT f.*, coalesce(p.part, f.event_mention_id) AS part,
           unnest(list_distinct(list_concat(named(source), named(target)))) AS actor,
           coalesce(own_day, published_date) AS day
    FROM facts AS f LEFT JOIN parts AS p USING (event_mention_id) WHERE reality <> 'hypothetical'
), asking AS (FROM days SEMI JOIN linking USING (event_mention_id)
), answering AS (
    SELECT * REPLACE (day + unnest([-1, 0, 1]) AS day), event_mention_id IN (FROM linking) AS asks FROM days
)
SELECT part AS a, event_mention_id AS b FROM parts
UNION
SELECT a.event_mention_id, b.event_mention_id
FROM asking AS a
JOIN answering AS b
  ON b.type = a.type AND b.reality = a.reality AND b.actor = a.actor AND b.day = a.day
 AND (NOT b.asks OR a.event_mention_id < b.event_mention_id) AND a.article_id <> b.article_id
JOIN part_facts AS p ON p.part = a.part
JOIN part_facts AS q ON q.part = b.part
WHERE (a.mode = b.mode OR a.mode IS NULL OR b.mode IS NULL)
  AND fits(a.source, a.source_all, b.source, b.source_all) AND fits(p.source, p.source_all, q.source, q.source_all)
  AND fits(a.target, a.target_all, b.target, b.target_all) AND fits(p.target, p.target_all, q.target, q.target_all)
  AND NOT (a.dated AND b.dated AND a.start_date <> b.start_date)
  AND (p.start_date <= q.end_date AND q.start_date <= p.end_date) IS NOT FALSE
  AND (p.country = q.country AND coalesce(p.province = q.province, true) AND coalesce(p.regency = q.regency, true))
      IS NOT FALSE
  AND len(list_intersect(a.words, b.words)) >= 3
  AND IF(a.verbal, overlap(a.content, b.content), overlap(a.words, b.words)) >= 0.4;
