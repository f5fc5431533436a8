-- Persons of one word that no lexicon knows. "Neymar" is one man wherever he is named; "Agung", which is part of several
-- full names, and initials such as "AR" are somebody else in every story, and get an id of that story.
-- Reads: lake_article_actors, current (content_hash of every article), duplicates.

CREATE TEMP TABLE persons AS
SELECT DISTINCT x.article_id, x.actor_id, split_part(x.actor_id, ':', 2) AS slug, x.name
FROM lake_article_actors AS x
SEMI JOIN current USING (content_hash)
WHERE x.kind = 'person' AND x.basis <> 'lexicon' AND starts_with(x.actor_id, 'person:');

CREATE TEMP TABLE name_words AS
SELECT word, count(DISTINCT actor_id) AS n_names
FROM (SELECT actor_id, unnest(string_split(slug, '-')) AS word FROM persons WHERE contains(slug, '-')
      UNION ALL
      SELECT actor_id, unnest(string_split(split_part(actor_id, ':', 2), '-')) FROM lake_lexicon_actors
      WHERE kind = 'person' AND contains(actor_id, '-'))
GROUP BY word;

INSERT INTO actor_links BY NAME
SELECT p.article_id, p.actor_id AS local_id, p.actor_id || '.' || left(coalesce(d.duplicate_of, p.article_id), 6) AS actor_id
FROM persons AS p
LEFT JOIN name_words AS w ON w.word = p.slug
LEFT JOIN duplicates AS d ON d.article_id = p.article_id
WHERE NOT contains(p.slug, '-')
  AND (coalesce(w.n_names, 0) >= 2 OR length(p.slug) <= 2 OR (length(p.name) <= 4 AND p.name = upper(p.name)));
