-- Actors over all articles, and the judgements about them: made anew whole, they are small beside the rest.
-- Reads: links_now, judgements_now (warehouse.actor_judgements).

DELETE FROM actor_links;
INSERT INTO actor_links BY NAME FROM links_now ORDER BY article_id, local_id;
DELETE FROM actor_judgements;
INSERT INTO actor_judgements BY NAME FROM judgements_now ORDER BY ALL;
