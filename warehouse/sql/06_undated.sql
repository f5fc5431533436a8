-- Articles of no known day that say what another says, word for word, are its duplicates: windows of days miss them.
-- Reads: same_texts (article_id, published_date, text_key of every latest article), duplicates. Adds to duplicates.

INSERT INTO duplicates BY NAME
WITH undated AS (SELECT article_id, text_key FROM same_texts WHERE published_date IS NULL AND text_key IS NOT NULL),
originals AS (
    SELECT text_key, arg_min(article_id, {dated: published_date IS NULL, day: published_date, id: article_id}) AS article_id
    FROM same_texts SEMI JOIN undated USING (text_key)
    GROUP BY text_key
)
SELECT u.article_id, coalesce(d.duplicate_of, o.article_id) AS duplicate_of
FROM undated AS u
JOIN originals AS o USING (text_key)
LEFT JOIN duplicates AS d ON d.article_id = o.article_id
WHERE u.article_id <> o.article_id;
