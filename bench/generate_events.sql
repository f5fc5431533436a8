-- A deterministic warehouse of $N events for bench/warehouse.py: the contract's tables, with texts that differ, actors by
-- a power law, and what the timeline model reads. `rnd(i, salt)` is a number in [0, 1) that depends on its arguments alone.

CREATE TEMP MACRO rnd(i, salt) AS (hash(i, salt) >> 11) / 9007199254740992.0;
CREATE TEMP MACRO pick(i, salt, n) AS (hash(i, salt) % n)::BIGINT;

-- Six letters that read like a word to nobody, but differ as words do.
CREATE TEMP MACRO word(i, salt) AS substr('bacadafagahajakalamanapararasatavawayazabecedefegehejekelemenepereresetevewe', 1 + pick(i, salt, 70)::INTEGER, 3)
    || substr('bicidifigihijikiliminipiririsitiviwiyizibocodofogohojokolomonoporo', 1 + pick(i, salt + 100, 60)::INTEGER, 4);

INSERT INTO actors BY NAME
SELECT 'person:aktor-' || i AS actor_id, 'Aktor ' || i AS name, 'person' AS kind, 0 AS n_articles, 0 AS n_events
FROM range(50000) AS r(i) ORDER BY actor_id;

CREATE TEMP TABLE seeds AS
SELECT i, DATE '2015-01-01' + (i * 3650 // $N)::INTEGER AS day,
       'E' || lpad(i::VARCHAR, 9, '0') AS mention, 'A' || lpad((i // 4)::VARCHAR, 9, '0') AS article,
       ['ACCUSE', 'COERCE', 'REQUEST', 'CONSULT', 'ASSAULT', 'AID', 'PROTEST', 'X_POLICY'][1 + pick(i, 4, 8)] AS type
FROM range($N) AS r(i);

INSERT INTO articles BY NAME
SELECT article AS article_id, 1 AS version, article AS raw_id, 'https://media-' || pick(article, 5, 40) || '.id/' || article AS url,
       word(article, 6) || ' ' || word(article, 7) || ' ' || article AS title,
       'media-' || pick(article, 5, 40) || '.id' AS publisher, min(day) AS published_date, 'metadata' AS published_basis,
       true AS is_anchor, '' AS text, 'id' AS language, article AS content_hash, article AS source_file
FROM seeds GROUP BY article ORDER BY article;

INSERT INTO event_mentions BY NAME
SELECT mention AS event_mention_id, article AS article_id, 'text' AS field, (i % 4)::INTEGER AS sentence_no, type,
       'kata' AS "trigger", 0 AS trigger_start, 4 AS trigger_end,
       concat_ws(' ', word(i, 11), word(i, 12), word(i, 13), word(i, 14),
                 word(i, 15), word(i, 16), word(i, 17), word(i, 18),
                 i) AS evidence,
       0 AS evidence_start, 0 AS evidence_end, 'asserted' AS modality, day AS start_date, day AS end_date,
       'day' AS granularity, 'relative' AS date_basis, 'Rabu' AS date_text, 0.8 AS confidence, 'bench' AS rule_id
FROM seeds ORDER BY i;

INSERT INTO event_links BY NAME
SELECT mention AS event_mention_id, strftime(day, '%Y%m%d') || '-' || left(md5(mention), 10) AS event_id, 'single' AS method
FROM seeds ORDER BY event_id;

-- Two or three actors an event: a few actors are in very many.
INSERT INTO event_actors BY NAME
SELECT DISTINCT ON (mention, actor_id) mention AS event_mention_id, n::INTEGER AS position,
       'person:aktor-' || floor(exp(rnd(i * 3 + n, 21) * ln(50000)))::INTEGER AS actor_id,
       'Aktor ' || floor(exp(rnd(i * 3 + n, 21) * ln(50000)))::INTEGER AS name,
       CASE WHEN n = 0 THEN 'source' ELSE 'target' END AS role
FROM seeds, range(3) AS k(n) WHERE n < 2 OR i % 2 = 0
ORDER BY mention, n;

INSERT INTO events BY NAME
SELECT l.event_id, m.type, m.start_date, m.end_date, m.granularity, m.date_basis, m.date_text,
       [x.actor_id FOR x IN p.parts IF x.role = 'source'] AS source_ids, [x.actor_id FOR x IN p.parts IF x.role = 'target'] AS target_ids,
       m.modality, [] AS denied_by_ids, 1 AS n_mentions, 1 AS n_articles, 1 AS n_publishers,
       m.event_mention_id AS best_mention_id, m.start_date AS first_reported, m.confidence
FROM event_links AS l
JOIN event_mentions AS m USING (event_mention_id)
JOIN (SELECT event_mention_id, list({'actor_id': actor_id, 'role': role}) AS parts FROM event_actors GROUP BY 1) AS p
  USING (event_mention_id)
ORDER BY l.event_id;

CREATE TEMP TABLE scope_article_actors (content_hash VARCHAR, article_id VARCHAR, actor_id VARCHAR, basis VARCHAR, name VARCHAR,
    kind VARCHAR, country VARCHAR);
CREATE TEMP TABLE lake_lexicon_actors AS SELECT '' AS actor_id, NULL::VARCHAR AS parent_id WHERE false;

UPDATE actors SET n_articles = s.n, n_events = s.n
FROM (SELECT actor_id, count(*) AS n FROM event_actors GROUP BY actor_id) AS s WHERE s.actor_id = actors.actor_id;

DROP TABLE seeds;
