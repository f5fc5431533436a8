-- What decides whether two event mentions report one happening: type, modality class, actors, days, place, words.
-- Reads: event_mentions, event_actors, articles, places, mention_words, facts_scope (event_mention_id: the mentions to link).

CREATE TEMP TABLE mention_actors AS
SELECT event_mention_id,
       list_sort(list_distinct(list(coalesce(actor_id, '=' || lower(name))) FILTER (role = 'source'))) AS source,
       list_sort(list_distinct(list(coalesce(actor_id, '=' || lower(name))) FILTER (role = 'target'))) AS target,
       list_sort(list_distinct(list(affiliation_id) FILTER (role = 'source' AND affiliation_id IS NOT NULL)))
           AS source_side,
       list_sort(list_distinct(list(affiliation_id) FILTER (role = 'target' AND affiliation_id IS NOT NULL)))
           AS target_side
FROM event_actors SEMI JOIN facts_scope USING (event_mention_id)
GROUP BY event_mention_id;

CREATE TEMP TABLE facts AS
SELECT m.event_mention_id, m.article_id, coalesce(a.duplicate_of, m.article_id) AS story, m.type, m.mode,
       w.verbal, split_part(m.rule_id, '/', 1) AS entry,
       CASE m.modality WHEN 'planned' THEN 'planned' WHEN 'hypothetical' THEN 'hypothetical' ELSE 'real' END AS reality,
       coalesce(p.source, []) AS source, coalesce(p.target, []) AS target,
       list_concat(coalesce(p.source, []), coalesce(p.source_side, [])) AS source_all,
       list_concat(coalesce(p.target, []), coalesce(p.target_side, [])) AS target_all,
       m.start_date, coalesce(m.end_date, m.start_date) AS end_date,
       m.date_basis IN ('explicit', 'relative') AND m.granularity IN ('minute', 'hour', 'daypart', 'day') AS dated,
       m.date_basis IN ('explicit', 'relative') AS anchored,
       CASE WHEN m.granularity IN ('minute', 'hour', 'daypart', 'day') THEN m.start_date END AS own_day,
       a.published_date,
       o.country, IF(o.kind = 'province', o.name, o.admin1) AS province,
       IF(o.kind IN ('regency', 'city'), o.name, o.admin2) AS regency,
       m.sentence_no, m.field, w.words, w.telling, w.n, w.low, w.high, w.spare
FROM event_mentions AS m
SEMI JOIN facts_scope USING (event_mention_id)
JOIN mention_words AS w USING (event_mention_id)
JOIN articles AS a USING (article_id)
LEFT JOIN mention_actors AS p USING (event_mention_id)
LEFT JOIN places AS o USING (place_id);
