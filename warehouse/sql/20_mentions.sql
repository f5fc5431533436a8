-- What the latest version of each article says, row by row as extracted; actor ids as linked over all articles.
-- Reads: scope_* (rows of the lake), latest, actor_links (article_id, local_id, actor_id).

INSERT INTO removed_spans BY NAME
SELECT x.* EXCLUDE (content_hash), l.published_date AS article_date FROM scope_removed_spans AS x JOIN latest AS l USING (content_hash);

INSERT INTO value_issues BY NAME
SELECT x.* EXCLUDE (content_hash), l.published_date AS article_date FROM scope_value_issues AS x JOIN latest AS l USING (content_hash);

INSERT INTO sentences BY NAME
SELECT x.* EXCLUDE (content_hash), l.published_date AS article_date FROM scope_sentences AS x JOIN latest AS l USING (content_hash);

INSERT INTO time_expressions BY NAME
SELECT x.* EXCLUDE (content_hash), l.published_date AS article_date FROM scope_time_expressions AS x JOIN latest AS l USING (content_hash);

INSERT INTO place_mentions BY NAME
SELECT x.* EXCLUDE (content_hash), l.published_date AS article_date FROM scope_place_mentions AS x JOIN latest AS l USING (content_hash);

INSERT INTO coverage BY NAME
SELECT x.* EXCLUDE (content_hash), l.published_date AS article_date FROM scope_coverage AS x JOIN latest AS l USING (content_hash);

INSERT INTO event_quantities BY NAME
SELECT x.* EXCLUDE (content_hash), l.published_date AS article_date FROM scope_event_quantities AS x JOIN latest AS l USING (content_hash);

INSERT INTO actor_mentions BY NAME
SELECT x.* EXCLUDE (content_hash) REPLACE (coalesce(k.actor_id, x.actor_id) AS actor_id),
       l.published_date AS article_date
FROM scope_actor_mentions AS x
JOIN latest AS l USING (content_hash)
LEFT JOIN actor_links AS k ON k.article_id = x.article_id AND k.local_id = x.actor_id;

INSERT INTO actor_roles BY NAME
SELECT x.* EXCLUDE (content_hash)
       REPLACE (coalesce(k.actor_id, x.actor_id) AS actor_id, coalesce(f.actor_id, x.organization_id) AS organization_id),
       l.published_date AS article_date
FROM scope_actor_roles AS x
JOIN latest AS l USING (content_hash)
LEFT JOIN actor_links AS k ON k.article_id = x.article_id AND k.local_id = x.actor_id
LEFT JOIN actor_links AS f ON f.article_id = x.article_id AND f.local_id = x.organization_id;

INSERT INTO quotes BY NAME
SELECT x.* EXCLUDE (content_hash) REPLACE (coalesce(k.actor_id, x.speaker_id) AS speaker_id),
       l.published_date AS article_date
FROM scope_quotes AS x
JOIN latest AS l USING (content_hash)
LEFT JOIN actor_links AS k ON k.article_id = x.article_id AND k.local_id = x.speaker_id;

INSERT INTO event_mentions BY NAME
SELECT x.* EXCLUDE (content_hash) REPLACE (coalesce(k.actor_id, x.speaker_id) AS speaker_id),
       l.published_date AS article_date
FROM scope_event_mentions AS x
JOIN latest AS l USING (content_hash)
LEFT JOIN actor_links AS k ON k.article_id = x.article_id AND k.local_id = x.speaker_id;

INSERT INTO event_actors BY NAME
SELECT x.* EXCLUDE (content_hash)
       REPLACE (coalesce(k.actor_id, x.actor_id) AS actor_id, coalesce(f.actor_id, x.affiliation_id) AS affiliation_id),
       l.published_date AS article_date
FROM scope_event_actors AS x
JOIN latest AS l USING (content_hash)
LEFT JOIN actor_links AS k ON k.article_id = l.article_id AND k.local_id = x.actor_id
LEFT JOIN actor_links AS f ON f.article_id = l.article_id AND f.local_id = x.affiliation_id;
