-- Links of full names that a refresh only names again: persons no lexicon knows, of whom nothing tells namesakes apart (no
-- office, one country at most), whose name nobody spells otherwise and about whom nothing was asked or judged. They are one
-- person whatever comes, so that only the new articles are looked at: whether something links one with another story.
-- Says for these what warehouse.actor_links would, and takes them and whom the lexicon knows out of actor_blocks.
-- Reads: actor_blocks, open_names (local_id: not to be taken here), named_actors, article_actors (of the articles read anew),
-- gone_article_actors, duplicates. Writes: plain_links (rows of actor_links), gone_plain_links.

CREATE TEMP TABLE told_apart AS
FROM open_names
UNION SELECT split_part(unnest([actor_a, actor_b]), '.', 1) FROM published.actor_judgements
UNION SELECT actor_id FROM named_actors WHERE offices IS NOT NULL
UNION SELECT local_id FROM published.actor_links
      WHERE actor_id <> local_id OR status <> 'decided' OR method NOT IN ('name', 'context');

-- Whom the lexicon knows needs no link.
CREATE TEMP TABLE listed_names AS
SELECT local_id
FROM (SELECT local_id, text_no(local_id) AS actor_no FROM actor_blocks)
SEMI JOIN (SELECT actor_no FROM named_actors WHERE basis = 'lexicon') USING (actor_no)
ANTI JOIN told_apart USING (local_id)
ANTI JOIN published.actor_links USING (local_id);

CREATE TEMP TABLE plain_names AS
WITH others AS (
    SELECT actor_id AS local_id FROM gone_article_actors
    UNION ALL SELECT local_id FROM (
        SELECT local_id, basis, country FROM published.actor_names
        UNION ALL SELECT actor_id, basis, country FROM article_actors
    ) GROUP BY local_id HAVING bool_or(basis = 'lexicon') OR count(DISTINCT country) > 1
)
SELECT text_no(local_id) AS actor_no, local_id FROM actor_blocks
ANTI JOIN told_apart USING (local_id) ANTI JOIN others USING (local_id)
WHERE contains(local_id, '-');

DELETE FROM actor_blocks WHERE local_id IN (SELECT local_id FROM plain_names UNION ALL FROM listed_names);

CREATE TEMP TABLE plain_before AS
SELECT rowid AS row_no, * FROM published.actor_links SEMI JOIN plain_names USING (local_id);

-- Names in which a link by what is shared would be news.
CREATE TEMP TABLE unlinked_names AS
FROM plain_names ANTI JOIN (SELECT local_id FROM plain_before WHERE method = 'context') USING (local_id);

CREATE TEMP TABLE plain_readings AS
SELECT x.actor_no, x.actor_id AS local_id, x.article_id, x.article_date, coalesce(d.duplicate_of, x.article_id) AS story
FROM named_actors AS x SEMI JOIN unlinked_names USING (actor_no) LEFT JOIN duplicates AS d USING (article_id);

-- Whom a new article names beside, and for how many days that links two articles.
CREATE TEMP TABLE plain_beside AS
SELECT r.actor_no, r.article_id, r.article_date, r.story, o.actor_no AS other_no, IF(o.kind = 'person', 365, 30) AS days
FROM plain_readings AS r
JOIN article_actors AS o ON o.article_id = r.article_id AND o.actor_no <> r.actor_no
WHERE o.basis <> 'lexicon' AND (o.kind <> 'person' OR contains(o.actor_id, '-'));

CREATE TEMP TABLE plain_close AS
SELECT DISTINCT r.local_id, r.article_id, b.other_no
FROM plain_readings AS r
JOIN plain_beside AS b ON b.actor_no = r.actor_no AND b.story <> r.story AND abs(b.article_date - r.article_date) <= b.days;

CREATE TEMP TABLE newly_linked AS
SELECT DISTINCT local_id
FROM (SELECT actor_no AS other_no, article_id FROM named_actors
      SEMI JOIN (SELECT other_no AS actor_no FROM plain_close) USING (actor_no) WHERE basis <> 'lexicon')
JOIN plain_close USING (other_no, article_id);

CREATE TEMP TABLE plain_now AS
SELECT article_id, local_id, local_id AS actor_id,
       IF(local_id IN (FROM newly_linked), 'context', 'name') AS method, 'decided' AS status
FROM plain_readings SEMI JOIN (SELECT local_id FROM plain_readings GROUP BY local_id HAVING count(DISTINCT story) > 1) USING (local_id)
UNION ALL
SELECT article_id, actor_id, actor_id, 'context', 'decided'
FROM article_actors SEMI JOIN (SELECT local_id AS actor_id FROM plain_before WHERE method = 'context') USING (actor_id);

CREATE TEMP TABLE plain_links AS FROM plain_now ANTI JOIN plain_before USING (article_id, local_id, method);
CREATE TEMP TABLE gone_plain_links AS
FROM plain_before SEMI JOIN (SELECT article_id, local_id FROM plain_links) USING (article_id, local_id);
