-- Actors over all articles, and the judgements about them, of the blocks that were looked at (actor_blocks; none in a
-- whole build, which begins with nothing).
-- Reads: links_now, judgements_now (warehouse.actor_judgements), actor_blocks (local_id).

CREATE TEMP TABLE stale_judgements AS
SELECT j.rowid AS row_no FROM actor_judgements AS j
LEFT JOIN actor_links AS k ON k.article_id = j.article_a AND k.actor_id = j.actor_a
WHERE j.basis = 'user' OR coalesce(k.local_id, j.actor_a) IN (FROM actor_blocks)
   OR split_part(coalesce(k.local_id, j.actor_a), '.', 1) IN (FROM actor_blocks);
DELETE FROM actor_judgements WHERE rowid IN (FROM stale_judgements);
DELETE FROM actor_links WHERE local_id IN (FROM actor_blocks);
INSERT INTO actor_links BY NAME FROM links_now ORDER BY article_id, local_id;
INSERT INTO actor_judgements BY NAME FROM judgements_now ORDER BY ALL;
