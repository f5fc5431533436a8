-- What decides whether two event mentions report one happening: type, modality class, actors, days, place, words.
-- Reads: event_mentions, event_actors, actor_mentions, articles, places, common_words, facts_scope (event_mention_id: the
-- mentions to link).

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

-- Names and titles of a sentence: what two statements of one speaker share although they say other things.
CREATE TEMP TABLE sentence_names AS
SELECT article_id, field, sentence_no,
       list_distinct(flatten(list(regexp_extract_all(lower(concat_ws(' ', role_text, text)), '[a-z0-9]{4,}')))) AS names
FROM actor_mentions
SEMI JOIN (SELECT article_id FROM event_mentions SEMI JOIN facts_scope USING (event_mention_id)) USING (article_id)
GROUP BY ALL;

CREATE TEMP TABLE facts AS
WITH told AS (
    SELECT m.*, list_filter(list_distinct(regexp_extract_all(lower(m.evidence), '[a-z0-9]{4,}')),
                            lambda x: NOT list_contains(c.words, x)) AS words
    FROM event_mentions AS m
    SEMI JOIN facts_scope USING (event_mention_id)
    CROSS JOIN (SELECT list(word) AS words FROM common_words) AS c
)
SELECT m.event_mention_id, m.article_id, coalesce(a.duplicate_of, m.article_id) AS story, m.type, m.mode,
       m.type IN ('REQUEST', 'ACCUSE', 'SUPPORT', 'REJECT', 'AGREE', 'THREATEN') AS verbal,
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
       w.country, IF(w.kind = 'province', w.name, w.admin1) AS province,
       IF(w.kind IN ('regency', 'city'), w.name, w.admin2) AS regency,
       m.sentence_no, m.field, m.words,
       list_filter(m.words, lambda x: NOT list_contains(list_concat(coalesce(n.names, []), string_split(lower(m.trigger), ' ')), x))
           AS content
FROM told AS m
JOIN articles AS a USING (article_id)
LEFT JOIN mention_actors AS p USING (event_mention_id)
LEFT JOIN places AS w USING (place_id)
LEFT JOIN sentence_names AS n USING (article_id, field, sentence_no);
