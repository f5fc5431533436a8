-- Actors over all articles: the lexicon's names win, then the name most articles use.
-- Reads: touched_actors (actor_id: the actors to write), before_actors (their rows so far), used (actor_id: those of them
-- that stand in a row), lake_lexicon_actors, lake_lexicon_aliases, all_actor_names, all_actor_spellings, all_actor_coverage,
-- delta_actor_coverage, delta_actor_events.

CREATE TEMP TABLE touched_names AS FROM all_actor_names SEMI JOIN touched_actors USING (actor_id);

CREATE TEMP TABLE chosen_names AS
SELECT actor_id, arg_min(name, rank) AS name, arg_min(kind, rank) AS kind
FROM (SELECT actor_id, name, kind,
             row_number() OVER (PARTITION BY actor_id ORDER BY sum(n_articles) DESC, length(name) DESC, name, kind) AS rank
      FROM touched_names GROUP BY actor_id, name, kind)
GROUP BY actor_id;

CREATE TEMP TABLE chosen_countries AS
SELECT actor_id, arg_min(country, rank) AS country
FROM (SELECT actor_id, country, row_number() OVER (PARTITION BY actor_id ORDER BY sum(n_articles) DESC, country) AS rank
      FROM touched_names WHERE country IS NOT NULL GROUP BY actor_id, country)
GROUP BY actor_id;

-- Articles are added up; first and last day are looked up again only where that day lost an article.
CREATE TEMP TABLE seen AS
WITH changed AS (
    SELECT actor_id, date, sum(n_articles)::BIGINT AS n_articles FROM delta_actor_coverage GROUP BY ALL HAVING sum(n_articles) <> 0
), lost AS (
    SELECT actor_id FROM changed AS c JOIN before_actors AS b USING (actor_id)
    WHERE c.n_articles < 0 AND (c.date <= b.first_date OR c.date >= b.last_date)
), found AS (
    SELECT actor_id, min(date) AS first_date, max(date) AS last_date
    FROM all_actor_coverage SEMI JOIN lost USING (actor_id) GROUP BY actor_id
), added AS (
    SELECT actor_id, sum(n_articles)::BIGINT AS n_articles, min(first_date) AS first_date, max(last_date) AS last_date
    FROM (SELECT actor_id, n_articles, first_date, last_date FROM before_actors
          UNION ALL SELECT actor_id, n_articles, IF(n_articles > 0, date, NULL), IF(n_articles > 0, date, NULL) FROM changed)
    GROUP BY actor_id
)
SELECT a.actor_id, a.n_articles, IF(l.actor_id IS NULL, a.first_date, f.first_date) AS first_date,
       IF(l.actor_id IS NULL, a.last_date, f.last_date) AS last_date
FROM added AS a
LEFT JOIN (SELECT DISTINCT actor_id FROM lost) AS l USING (actor_id)
LEFT JOIN found AS f USING (actor_id);

INSERT INTO actors BY NAME
WITH acting AS (
    SELECT actor_id, sum(n_events)::BIGINT AS n_events
    FROM (SELECT actor_id, n_events FROM before_actors UNION ALL SELECT actor_id, n_events FROM delta_actor_events)
    GROUP BY actor_id
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
    SELECT actor_id, alias, sum(n_articles)::BIGINT AS n_articles, min(alias_kind) AS alias_kind
    FROM all_actor_spellings SEMI JOIN touched_actors USING (actor_id)
    GROUP BY actor_id, alias
), listed AS (
    SELECT actor_id, alias, min(alias_kind) AS alias_kind, min(valid_from) AS valid_from, max(valid_to) AS valid_to,
           max(basis) AS basis
    FROM (FROM lake_lexicon_aliases UNION ALL BY NAME
          SELECT actor_id, name AS alias, 'name' AS alias_kind, 'lexicon' AS basis FROM lake_lexicon_actors)
    WHERE actor_id IN (FROM used)
    GROUP BY actor_id, alias
)
SELECT actor_id, alias, coalesce(l.alias_kind, w.alias_kind) AS alias_kind, l.valid_from, l.valid_to,
       coalesce(l.basis, 'article') AS basis, coalesce(w.n_articles, 0) AS n_articles
FROM listed AS l FULL JOIN written AS w USING (actor_id, alias)
ORDER BY actor_id, alias;
