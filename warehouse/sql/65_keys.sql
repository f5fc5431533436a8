-- Names to look actors up by.
-- Reads: actors, actor_aliases, touched_actors (actor_id: the actors to write).

INSERT INTO actor_keys BY NAME
WITH touched AS (FROM actors SEMI JOIN touched_actors USING (actor_id))
SELECT text_no(key) AS key_no, text_no(actor_id) AS actor_no, key, actor_id, max(n_articles) AS n_articles
FROM (SELECT lower(actor_id) AS key, actor_id, n_articles FROM touched
      UNION ALL SELECT lower(name), actor_id, n_articles FROM touched
      UNION ALL SELECT lower(name_en), actor_id, n_articles FROM touched WHERE name_en IS NOT NULL
      UNION ALL SELECT lower(x.alias), x.actor_id, a.n_articles FROM actor_aliases AS x JOIN touched AS a USING (actor_id))
GROUP BY key, actor_id
ORDER BY key_no, n_articles DESC, actor_id;
