-- What the latest version of each article says, row by row as extracted; actor ids as linked over all articles.
-- Reads: lake_*, latest, actor_links (article_id, local_id, actor_id: only where the two ids differ).

INSERT INTO removed_spans BY NAME
SELECT x.* EXCLUDE (content_hash) FROM lake_removed_spans AS x SEMI JOIN latest USING (content_hash);

INSERT INTO value_issues BY NAME
SELECT x.* EXCLUDE (content_hash) FROM lake_value_issues AS x SEMI JOIN latest USING (content_hash);

INSERT INTO sentences BY NAME
SELECT x.* EXCLUDE (content_hash) FROM lake_sentences AS x SEMI JOIN latest USING (content_hash);

INSERT INTO time_expressions BY NAME
SELECT x.* EXCLUDE (content_hash) FROM lake_time_expressions AS x SEMI JOIN latest USING (content_hash);

INSERT INTO place_mentions BY NAME
SELECT x.* EXCLUDE (content_hash) FROM lake_place_mentions AS x SEMI JOIN latest USING (content_hash);

INSERT INTO coverage BY NAME
SELECT x.* EXCLUDE (content_hash) FROM lake_coverage AS x SEMI JOIN latest USING (content_hash);

INSERT INTO event_quantities BY NAME
SELECT x.* EXCLUDE (content_hash) FROM lake_event_quantities AS x SEMI JOIN latest USING (content_hash);

INSERT INTO places BY NAME
SELECT * FROM lake_places ORDER BY place_id;

INSERT INTO actor_mentions BY NAME
SELECT x.* EXCLUDE (content_hash) REPLACE (coalesce(k.actor_id, x.actor_id) AS actor_id)
FROM lake_actor_mentions AS x
SEMI JOIN latest USING (content_hash)
LEFT JOIN actor_links AS k ON k.article_id = x.article_id AND k.local_id = x.actor_id;

INSERT INTO actor_roles BY NAME
SELECT x.* EXCLUDE (content_hash) REPLACE (coalesce(k.actor_id, x.actor_id) AS actor_id)
FROM lake_actor_roles AS x
SEMI JOIN latest USING (content_hash)
LEFT JOIN actor_links AS k ON k.article_id = x.article_id AND k.local_id = x.actor_id;

INSERT INTO quotes BY NAME
SELECT x.* EXCLUDE (content_hash) REPLACE (coalesce(k.actor_id, x.speaker_id) AS speaker_id)
FROM lake_quotes AS x
SEMI JOIN latest USING (content_hash)
LEFT JOIN actor_links AS k ON k.article_id = x.article_id AND k.local_id = x.speaker_id;

INSERT INTO event_mentions BY NAME
SELECT x.* EXCLUDE (content_hash) REPLACE (coalesce(k.actor_id, x.speaker_id) AS speaker_id)
FROM lake_event_mentions AS x
SEMI JOIN latest USING (content_hash)
LEFT JOIN actor_links AS k ON k.article_id = x.article_id AND k.local_id = x.speaker_id;

INSERT INTO event_actors BY NAME
SELECT x.* EXCLUDE (content_hash)
       REPLACE (coalesce(k.actor_id, x.actor_id) AS actor_id, coalesce(f.actor_id, x.affiliation_id) AS affiliation_id)
FROM lake_event_actors AS x
JOIN latest AS l USING (content_hash)
LEFT JOIN actor_links AS k ON k.article_id = l.article_id AND k.local_id = x.actor_id
LEFT JOIN actor_links AS f ON f.article_id = l.article_id AND f.local_id = x.affiliation_id;
