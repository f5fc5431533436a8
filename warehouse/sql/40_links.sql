-- Pairs of mentions that report one happening; warehouse.link turns the pairs into events.
-- Reads: facts. Writes: pairs (a, b, method, score), a before b.

-- Within one article. Both sides meet; or the same is done to the same named actor; or one side meets and the words do;
-- or nobody is named and the words meet (a disaster needs no words: an article rarely has two of a kind).
CREATE TEMP TABLE pairs AS
WITH together AS (
    SELECT a.event_mention_id AS a, b.event_mention_id AS b, a.type, a.mode,
           meets(a.source, a.source_all, b.source, b.source_all) AS sources_meet,
           meets(a.target, a.target_all, b.target, b.target_all) AS targets_meet,
           meets(named(a.source), a.source_all, named(b.source), b.source_all) AS named_sources_meet,
           meets(named(a.target), a.target_all, named(b.target), b.target_all) AS named_targets_meet,
           len(a.source) + len(a.target) + len(b.source) + len(b.target) = 0 AS nobody,
           a.field <> b.field AS headline, overlap(a.words, b.words) AS words
    FROM facts AS a
    JOIN facts AS b ON b.article_id = a.article_id AND b.type = a.type AND b.reality = a.reality
                   AND a.event_mention_id < b.event_mention_id
    WHERE (a.mode = b.mode OR a.mode IS NULL OR b.mode IS NULL)
      AND fits(a.source, a.source_all, b.source, b.source_all)
      AND fits(a.target, a.target_all, b.target, b.target_all)
      AND NOT (a.anchored AND b.anchored AND (a.start_date > b.end_date OR b.start_date > a.end_date))
      AND NOT (a.start_date > b.end_date + 3 OR b.start_date > a.end_date + 3) IS TRUE
)
SELECT a, b, 'article' AS method, 1 + words AS score
FROM together
WHERE (sources_meet AND targets_meet)
   OR (named_targets_meet AND mode IS NOT NULL)
   OR ((named_sources_meet OR named_targets_meet) AND (words >= 0.25 OR headline))
   OR ((sources_meet OR targets_meet) AND words >= 0.4)
   OR (nobody AND (words >= 0.3 OR type IN ('X_DISASTER', 'X_ACCIDENT')));

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
