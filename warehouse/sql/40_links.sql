-- Pairs of mentions of one article that may report one happening; warehouse.merging decides among them.
-- Reads: facts. Writes: candidates (a, b, score, apart in sentences), a before b.

-- Within one article: two mentions of a type merge when no named actor and no day contradicts, they have a side, the
-- trigger's entry or nothing at all in common, and the words (or for deeds the entry) say that it is the same again; of
-- what somebody says, the words beside names and titles.
CREATE TEMP TABLE candidates AS
WITH together AS (
    SELECT a.event_mention_id AS a, b.event_mention_id AS b, a.verbal,
           a.type IN ('X_DISASTER', 'X_ACCIDENT') AS mishap, a.entry = b.entry AS same_entry,
           meets(a.source, a.source_all, b.source, b.source_all)
               OR meets(a.target, a.target_all, b.target, b.target_all) AS sides_meet,
           strangers(a.target, b.target) AS strangers,
           len(a.source) + len(a.target) + len(b.source) + len(b.target) = 0 AS nobody,
           'title' IN (a.field, b.field) AS headline, overlap(a.telling, b.telling) AS words,
           abs(a.sentence_no - b.sentence_no) AS apart
    FROM facts AS a
    JOIN facts AS b ON b.article_id = a.article_id AND b.type = a.type AND b.reality = a.reality
                   AND a.event_mention_id < b.event_mention_id
    WHERE fits(a.source, a.source_all, b.source, b.source_all)
      AND fits(a.target, a.target_all, b.target, b.target_all)
      AND NOT (a.anchored AND b.anchored AND (a.start_date > b.end_date OR b.start_date > a.end_date))
)
SELECT a, b, words AS score, apart
FROM together
WHERE (mishap OR NOT strangers)
  AND (mishap OR sides_meet OR same_entry OR nobody)
  AND (words >= IF(headline, IF(verbal, 0.3, 0.25), 0.4) OR (same_entry AND NOT verbal));
