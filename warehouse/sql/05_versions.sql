-- Versions of articles, and which is the latest: a function of the set of inputs, not of the order they came in.
-- Of two of one time the longer is the later: a page alone does not take the place of the pages joined.
-- Reads: scope_articles (rows of the lake), lake_raw_articles, removed (key: url or article_id taken down by the user).

CREATE TEMP TABLE removed_contents AS
WITH taken_down AS (
    SELECT a.article_id, a.content_hash
    FROM scope_articles AS a
    JOIN removed AS r ON r.key = a.article_id OR url_key(r.key) = url_key(a.url)
)
SELECT content_hash FROM taken_down
UNION SELECT content_hash FROM lake_raw_articles SEMI JOIN taken_down USING (article_id);

CREATE TEMP TABLE versions AS
SELECT content_hash, article_id,
       row_number() OVER (PARTITION BY article_id ORDER BY published_at NULLS FIRST, published_date NULLS FIRST,
                          length(text), content_hash) AS version,
       count(*) OVER (PARTITION BY article_id) AS n_versions
FROM scope_articles
WHERE content_hash NOT IN (FROM removed_contents);

CREATE TEMP TABLE latest AS
SELECT content_hash, article_id, version FROM versions WHERE version = n_versions;
