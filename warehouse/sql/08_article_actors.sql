-- Whom each article names, and what tells persons apart, before these are linked over all articles.
-- Reads: scope_article_actors, scope_actor_roles (rows of the lake), latest.

INSERT INTO article_actors BY NAME
WITH said AS (
    SELECT content_hash, actor_id, list(office ORDER BY office, organization_id) AS offices,
           list(organization_id ORDER BY office, organization_id) AS bodies
    FROM scope_actor_roles SEMI JOIN latest USING (content_hash) GROUP BY content_hash, actor_id
)
SELECT text_no(x.actor_id) AS actor_no, x.* EXCLUDE (content_hash), l.published_date AS article_date, s.offices, s.bodies
FROM scope_article_actors AS x
JOIN latest AS l USING (content_hash)
LEFT JOIN said AS s USING (content_hash, actor_id)
ORDER BY actor_no, article_date, x.article_id;
