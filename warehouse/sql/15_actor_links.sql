-- Actors over all articles, and the judgements about them, as linked in a whole build.
-- Reads: links_now, judgements_now (warehouse.actor_judgements).

INSERT INTO actor_links BY NAME FROM links_now ORDER BY article_id, local_id;
INSERT INTO actor_judgements BY NAME FROM judgements_now ORDER BY ALL;
