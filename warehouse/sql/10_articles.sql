-- Inputs and articles. Which of several equal inputs is the original is a function of the set of inputs; an article
-- joined of pages names the input of its first.
-- Reads: scope_raw_articles, scope_rejects, scope_articles (rows of the lake), removed_contents, latest, duplicates.

CREATE TEMP TABLE originals AS
SELECT content_hash, arg_min(raw_id, [source_file, locator, raw_id]) AS raw_id,
       arg_min(source_file, [source_file, locator, raw_id]) AS source_file
FROM scope_raw_articles
GROUP BY content_hash;

INSERT INTO raw_articles BY NAME
SELECT r.raw_id, r.source_file, r.locator, r.format, r.content_hash,
       CASE WHEN x.content_hash IS NOT NULL THEN 'removed' WHEN o.raw_id = r.raw_id THEN h.status ELSE 'duplicate' END
           AS status,
       h.article_id, h.page_no,
       CASE WHEN o.raw_id = r.raw_id AND x.content_hash IS NULL THEN h.title END AS title,
       CASE WHEN o.raw_id = r.raw_id AND x.content_hash IS NULL THEN h.text END AS text,
       CASE WHEN o.raw_id = r.raw_id AND x.content_hash IS NULL THEN h.metadata END AS metadata
FROM scope_raw_articles AS r
JOIN originals AS o USING (content_hash)
JOIN (FROM scope_raw_articles WHERE status <> 'duplicate') AS h USING (content_hash)
LEFT JOIN removed_contents AS x USING (content_hash)
ORDER BY r.source_file, r.locator, r.raw_id;

INSERT INTO rejects BY NAME
SELECT * FROM scope_rejects ORDER BY source_file, locator, raw_id;

INSERT INTO articles BY NAME
SELECT a.*, l.version, o.raw_id, o.source_file, d.duplicate_of
FROM scope_articles AS a
JOIN latest AS l USING (content_hash)
JOIN originals AS o ON o.content_hash = coalesce(a.page_contents[1], a.content_hash)
LEFT JOIN duplicates AS d ON d.article_id = a.article_id
ORDER BY a.published_date, a.article_id;
