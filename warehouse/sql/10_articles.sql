-- Inputs, versions and articles. Which of several equal inputs is the original, and which version of an article is the
-- latest, are functions of the set of inputs, not of the order they came in.
-- Reads: lake_raw_articles, lake_articles, lake_rejects, removed (key: url or article_id taken down by the user).

CREATE TEMP TABLE removed_contents AS
SELECT DISTINCT a.content_hash
FROM lake_articles AS a
JOIN removed AS r ON r.key = a.article_id OR url_key(r.key) = url_key(a.url);

CREATE TEMP TABLE originals AS
SELECT content_hash, arg_min(raw_id, [source_file, locator, raw_id]) AS raw_id,
       arg_min(source_file, [source_file, locator, raw_id]) AS source_file
FROM lake_raw_articles
GROUP BY content_hash;

INSERT INTO raw_articles BY NAME
SELECT r.raw_id, r.source_file, r.locator, r.format, r.content_hash,
       CASE WHEN x.content_hash IS NOT NULL THEN 'removed' WHEN o.raw_id = r.raw_id THEN h.status ELSE 'duplicate' END
           AS status,
       CASE WHEN o.raw_id = r.raw_id AND x.content_hash IS NULL THEN h.title END AS title,
       CASE WHEN o.raw_id = r.raw_id AND x.content_hash IS NULL THEN h.text END AS text,
       CASE WHEN o.raw_id = r.raw_id AND x.content_hash IS NULL THEN h.metadata END AS metadata
FROM lake_raw_articles AS r
JOIN originals AS o USING (content_hash)
JOIN (FROM lake_raw_articles WHERE status <> 'duplicate') AS h USING (content_hash)
LEFT JOIN removed_contents AS x USING (content_hash)
ORDER BY r.source_file, r.locator, r.raw_id;

INSERT INTO rejects BY NAME
SELECT * FROM lake_rejects ORDER BY source_file, locator, raw_id;

CREATE TEMP TABLE versions AS
SELECT content_hash, article_id,
       row_number() OVER (PARTITION BY article_id ORDER BY published_at NULLS FIRST, published_date NULLS FIRST,
                          content_hash) AS version,
       count(*) OVER (PARTITION BY article_id) AS n_versions
FROM lake_articles
WHERE content_hash NOT IN (FROM removed_contents);

CREATE TEMP TABLE latest AS
SELECT content_hash, article_id, version FROM versions WHERE version = n_versions;

INSERT INTO articles BY NAME
SELECT a.*, l.version, o.raw_id, o.source_file, d.duplicate_of
FROM lake_articles AS a
JOIN latest AS l USING (content_hash)
JOIN originals AS o USING (content_hash)
LEFT JOIN duplicates AS d ON d.article_id = a.article_id
ORDER BY a.published_date, a.article_id;
