-- What decides whether two event mentions report one happening: type, modality class, actors, days, place, words.
-- Reads: event_mentions, event_actors, articles, common_words, facts_scope (event_mention_id: the mentions to link).

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
       split_part(m.rule_id, '/', 1) AS entry,
       CASE m.modality WHEN 'planned' THEN 'planned' WHEN 'hypothetical' THEN 'hypothetical' ELSE 'real' END AS reality,
       coalesce(p.source, []) AS source, coalesce(p.target, []) AS target,
       list_concat(coalesce(p.source, []), coalesce(p.source_side, [])) AS source_all,
       list_concat(coalesce(p.target, []), coalesce(p.target_side, [])) AS target_all,
       m.start_date, coalesce(m.end_date, m.start_date) AS end_date,
       m.date_basis IN ('explicit', 'relative') AND m.granularity IN ('minute', 'hour', 'daypart', 'day') AS dated,
       m.date_basis IN ('explicit', 'relative') AS anchored,
       CASE WHEN m.granularity IN ('minute', 'hour', 'daypart', 'day') THEN m.start_date END AS own_day,
       a.published_date,
       m.place_id, lower(m.trigger) AS trigger, m.sentence_no, m.field,
       list_filter(list_distinct(regexp_extract_all(lower(m.evidence), '[a-z0-9]{4,}')),
                   lambda w: NOT list_contains(c.words, w)) AS words
FROM event_mentions AS m
SEMI JOIN facts_scope USING (event_mention_id)
CROSS JOIN (SELECT list(word) AS words FROM common_words) AS c
JOIN articles AS a USING (article_id)
LEFT JOIN mention_actors AS p USING (event_mention_id);
