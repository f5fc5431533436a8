-- Pairs that make events of mentions: those of one part of an article, and across articles those that share an actor and
-- the day, have more words in common, and whose parts do not contradict each other.
-- Reads: facts, parts, linking (event_mention_id: of a pair across one at least is among these). Writes: pairs (a, b).

CREATE TEMP TABLE part_facts AS
SELECT coalesce(p.part, f.event_mention_id) AS part,
       list_distinct(flatten(list(f.source))) AS source, list_distinct(flatten(list(f.source_all))) AS source_all,
       list_distinct(flatten(list(f.target))) AS target, list_distinct(flatten(list(f.target_all))) AS target_all,
       max(f.start_date) FILTER (f.anchored) AS start_date, min(f.end_date) FILTER (f.anchored) AS end_date,
       min(f.country) AS country, min(f.province) AS province, min(f.regency) AS regency
FROM facts AS f LEFT JOIN parts AS p USING (event_mention_id)
GROUP BY 1;

-- Step by step, from what numbers tell to what lists of words do: all in one, DuckDB carries the lists through every join.
CREATE TEMP TABLE linkable AS
SELECT f.rowid AS no, f.event_mention_id, coalesce(p.part, f.event_mention_id) AS part, hash(f.type, f.reality) AS kind,
       hash(f.article_id) AS article, f.mode, IF(f.dated, f.start_date, NULL) AS dated,
       coalesce(f.own_day, f.published_date) AS day, list_distinct(list_concat(named(f.source), named(f.target))) AS actors,
       l.event_mention_id IS NOT NULL AS asks, f.verbal, f.n, f.low, f.high, f.spare
FROM facts AS f
LEFT JOIN parts AS p USING (event_mention_id)
LEFT JOIN linking AS l USING (event_mention_id)
WHERE f.reality <> 'hypothetical';

CREATE TEMP TABLE met AS
WITH acting AS (SELECT * EXCLUDE (actors), hash(unnest(actors)) AS actor FROM linkable)
SELECT DISTINCT a.no AS a, b.no AS b
FROM (FROM acting WHERE asks) AS a
JOIN (SELECT * REPLACE (day + unnest([-1, 0, 1]) AS day) FROM acting) AS b
  ON b.kind = a.kind AND b.actor = a.actor AND b.day = a.day
WHERE (a.no < b.no OR NOT b.asks) AND a.article <> b.article AND (a.mode = b.mode) IS NOT FALSE
  AND (a.dated = b.dated) IS NOT FALSE AND may_overlap(a, b);

CREATE TEMP TABLE alike AS
SELECT m.a, m.b
FROM met AS m JOIN facts AS x ON x.rowid = m.a JOIN facts AS y ON y.rowid = m.b
WHERE share_words(x, y);

CREATE TEMP TABLE pairs AS
SELECT part AS a, event_mention_id AS b FROM parts
UNION
SELECT a.event_mention_id, b.event_mention_id
FROM alike AS m
JOIN facts AS a ON a.rowid = m.a
JOIN facts AS b ON b.rowid = m.b
JOIN linkable AS x ON x.no = m.a
JOIN linkable AS y ON y.no = m.b
JOIN part_facts AS p ON p.part = x.part
JOIN part_facts AS q ON q.part = y.part
WHERE a.type = b.type AND a.reality = b.reality AND a.article_id <> b.article_id
  AND list_has_any(list_concat(named(a.source), named(a.target)), list_concat(named(b.source), named(b.target)))
  AND fits(a.source, a.source_all, b.source, b.source_all) AND fits(p.source, p.source_all, q.source, q.source_all)
  AND fits(a.target, a.target_all, b.target, b.target_all) AND fits(p.target, p.target_all, q.target, q.target_all)
  AND (p.start_date <= q.end_date AND q.start_date <= p.end_date) IS NOT FALSE
  AND (p.country = q.country AND coalesce(p.province = q.province, true) AND coalesce(p.regency = q.regency, true))
      IS NOT FALSE;
