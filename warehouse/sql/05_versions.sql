-- Versions of articles, and which is the latest: a function of the set of inputs, not of the order they came in.
-- Of two of one time the longer is the later: a page alone does not take the place of the pages joined.
-- Reads: scope_articles (versions), earlier (article_id, n: versions before these that stand nowhere but in the lake),
-- inputs (content_hash, article_id of raw articles), removed (key: url or article_id taken down by the user).

CREATE TEMP TABLE removed_contents AS
WITH taken_down AS (
    SELECT a.article_id, a.content_hash
    FROM scope_articles AS a
    JOIN removed AS r ON r.key = a.article_id OR url_key(r.key) = url_key(a.url)
)
SELECT content_hash FROM taken_down
UNION SELECT content_hash FROM inputs SEMI JOIN taken_down USING (article_id);

CREATE TEMP TABLE versions AS
SELECT content_hash, article_id, published_date,
       row_number() OVER (PARTITION BY article_id ORDER BY published_at NULLS FIRST, published_date NULLS FIRST,
                          length(text), content_hash) AS nth,
       count(*) OVER (PARTITION BY article_id) AS n_versions
FROM scope_articles
WHERE content_hash NOT IN (FROM removed_contents);

CREATE TEMP TABLE latest AS
SELECT v.content_hash, v.article_id, v.nth + coalesce(e.n, 0) AS version, v.published_date
FROM versions AS v LEFT JOIN earlier AS e USING (article_id)
WHERE v.nth = v.n_versions;
