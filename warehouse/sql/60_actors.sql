-- Actors over all articles: the lexicon's names win, then the name most articles use.
-- Reads: lake_article_actors, lake_lexicon_actors, lake_lexicon_aliases, articles, actor_links, actor_mentions, events.

CREATE TEMP TABLE named AS
SELECT coalesce(k.actor_id, x.actor_id) AS actor_id, x.article_id, x.name, x.name_en, x.kind, x.country
FROM lake_article_actors AS x
SEMI JOIN articles USING (content_hash)
LEFT JOIN actor_links AS k ON k.article_id = x.article_id AND k.local_id = x.actor_id;

CREATE TEMP TABLE chosen_names AS
SELECT actor_id, arg_min(name, rank) AS name, arg_min(kind, rank) AS kind
FROM (SELECT actor_id, name, kind,
             row_number() OVER (PARTITION BY actor_id ORDER BY count(*) DESC, length(name) DESC, name, kind) AS rank
      FROM named GROUP BY actor_id, name, kind)
GROUP BY actor_id;

CREATE TEMP TABLE chosen_countries AS
SELECT actor_id, arg_min(country, rank) AS country
FROM (SELECT actor_id, country, row_number() OVER (PARTITION BY actor_id ORDER BY count(*) DESC, country) AS rank
      FROM named WHERE country IS NOT NULL GROUP BY actor_id, country)
GROUP BY actor_id;

-- Every id that stands in a row: mentioned, acting, or the body an actor acts for.
CREATE TEMP TABLE used AS
SELECT DISTINCT actor_id FROM actor_mentions
UNION SELECT actor_id FROM event_actors WHERE actor_id IS NOT NULL
UNION SELECT affiliation_id FROM event_actors WHERE affiliation_id IS NOT NULL
UNION SELECT organization_id FROM actor_roles WHERE organization_id IS NOT NULL
UNION SELECT speaker_id FROM quotes WHERE speaker_id IS NOT NULL
UNION SELECT speaker_id FROM event_mentions WHERE speaker_id IS NOT NULL
UNION SELECT actor_id FROM named;

INSERT INTO actors BY NAME
WITH seen AS (
    SELECT m.actor_id, count(DISTINCT m.article_id) AS n_articles, min(a.published_date) AS first_date,
           max(a.published_date) AS last_date
    FROM actor_mentions AS m JOIN articles AS a USING (article_id)
    GROUP BY m.actor_id
), acting AS (
    SELECT actor_id, count(*) AS n_events
    FROM (SELECT unnest(list_concat(source_ids, target_ids)) AS actor_id FROM events) GROUP BY actor_id
)
SELECT u.actor_id,
       coalesce(x.name, c.name, split_part(u.actor_id, ':', 2)) AS name,
       x.name_en,
       coalesce(x.kind, c.kind, 'organization') AS kind,
       coalesce(x.country, o.country) AS country,
       coalesce(s.n_articles, 0) AS n_articles, coalesce(e.n_events, 0) AS n_events, s.first_date, s.last_date
FROM used AS u
LEFT JOIN lake_lexicon_actors AS x USING (actor_id)
LEFT JOIN chosen_names AS c USING (actor_id)
LEFT JOIN chosen_countries AS o USING (actor_id)
LEFT JOIN seen AS s USING (actor_id)
LEFT JOIN acting AS e USING (actor_id)
ORDER BY u.actor_id;

-- Aliases: the lexicon's for every actor that occurs, and every name as seen.
INSERT INTO actor_aliases BY NAME
WITH written AS (
    SELECT actor_id, text AS alias, count(DISTINCT article_id) AS n_articles,
           min(CASE basis WHEN 'acronym' THEN 'acronym' WHEN 'short-name' THEN 'short' ELSE 'name' END) AS alias_kind
    FROM actor_mentions
    WHERE basis NOT IN ('pronoun', 'role', 'title')
    GROUP BY actor_id, text
), listed AS (
    SELECT actor_id, alias, min(alias_kind) AS alias_kind, min(valid_from) AS valid_from, max(valid_to) AS valid_to,
           max(basis) AS basis
    FROM (FROM lake_lexicon_aliases UNION ALL BY NAME
          SELECT actor_id, name AS alias, 'name' AS alias_kind, 'lexicon' AS basis FROM lake_lexicon_actors)
    WHERE actor_id IN (SELECT actor_id FROM actors)
    GROUP BY actor_id, alias
)
SELECT actor_id, alias, coalesce(l.alias_kind, w.alias_kind) AS alias_kind, l.valid_from, l.valid_to,
       coalesce(l.basis, 'article') AS basis, coalesce(w.n_articles, 0) AS n_articles
FROM listed AS l FULL JOIN written AS w USING (actor_id, alias)
ORDER BY actor_id, alias;
