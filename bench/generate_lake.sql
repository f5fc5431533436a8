-- A deterministic batch of articles with their mentions, as the lake holds them, for bench/refresh.py. Fills the tables
-- lake_<name> (lake columns). $FIRST and $COUNT number the articles, $DAYS is how many days from $DAY on they spread over,
-- $AGAIN the share that is a new version of an earlier article.
-- Four sentences an article; a few sentences repeat what an article shortly before told, a few articles are copies.

CREATE TEMP MACRO rnd(i, salt) AS (hash(i, salt) >> 11) / 9007199254740992.0;
CREATE TEMP MACRO pick(i, salt, n) AS (hash(i, salt) % n)::BIGINT;
CREATE TEMP MACRO word(i, salt) AS
    substr('bacadafagahajakalamanapararasatavawayazabecedefegehejekelemenepereresetevewe', 1 + pick(i, salt, 70)::INTEGER, 3)
    || substr('bicidifigihijikiliminipiririsitiviwiyizibocodofogohojokolomonoporo', 1 + pick(i, salt + 100, 60)::INTEGER, 4);

-- Fifty thousand actors by rank: two of three are persons, some with one name, the first thousand known to the lexicon.
CREATE TEMP TABLE people AS
SELECT r AS rank, r % 3 > 0 AS person, r <= 1000 AS known,
       IF(person, 'person:', 'org:') || IF(r % 20 = 7, word(r, 1), concat_ws('-', word(r, 1), word(r, 2))) AS actor_id,
       array_to_string([upper(w[1]) || w[2:] FOR w IN IF(r % 20 = 7, [word(r, 1)], [word(r, 1), word(r, 2)])], ' ') AS name
FROM range(1, 50001) AS x(r);

CREATE TEMP TABLE heads AS
SELECT n, IF(rnd(n, 31) < $AGAIN, $FIRST - 1 - pick(n, 32, least($FIRST, 1000)), n) AS article,
       IF(n > 100 AND rnd(n, 33) < 0.03, n - 1 - pick(n, 34, 20), n) AS told,
       DATE '$DAY' + ((n - $FIRST) * $DAYS // $COUNT)::INTEGER AS day
FROM range($FIRST, $FIRST + $COUNT) AS x(n);

CREATE TEMP TABLE lines AS
SELECT h.*, 'A' || lpad(article::VARCHAR, 9, '0') AS article_id, md5(concat_ws('|', article, n, told)) AS content_hash,
       k::INTEGER AS k, IF(told > 100 AND rnd(4 * told + k, 35) < 0.05, 4 * told + k - 4 * pick(told, 36, 100), 4 * told + k) AS i
FROM heads AS h, range(4) AS x(k);

CREATE TEMP TABLE parts AS
SELECT l.* EXCLUDE (i), l.i, j::INTEGER AS j, p.*
FROM (FROM lines, range(3) AS x(j) WHERE j < 2 OR i % 2 = 0) AS l
JOIN people AS p ON p.rank = floor(exp(rnd(l.i * 3 + j, 37) * ln(50000)))::BIGINT;

CREATE TEMP TABLE said AS
WITH texts AS (
    SELECT l.*, [{'type': 'ACCUSE', 'verb': 'menuding'}, {'type': 'COERCE', 'verb': 'menangkap'},
                 {'type': 'REQUEST', 'verb': 'meminta'}, {'type': 'CONSULT', 'verb': 'menemui'},
                 {'type': 'ASSAULT', 'verb': 'menyerang'}, {'type': 'AID', 'verb': 'membantu'}][1 + pick(l.i, 38, 6)] AS act,
           a.name AS who, b.name AS whom
    FROM lines AS l JOIN parts AS a USING (n, k) JOIN parts AS b USING (n, k) WHERE a.j = 0 AND b.j = 1
), written AS (
    SELECT *, concat_ws(' ', who, act.verb, whom, 'soal', word(i, 11), word(i, 12), word(i, 13), word(i, 14), word(i, 15),
                        word(i, 16), word(i, 17), word(i, 18), i) || '.' AS text
    FROM texts
)
SELECT *, coalesce(sum(length(text) + 1) OVER (PARTITION BY n ORDER BY k ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::INTEGER AS base
FROM written;

INSERT INTO lake_articles BY NAME
SELECT article_id, content_hash, 'https://media-' || pick(n, 5, 40) || '.id/' || article_id AS url,
       word(told, 6) || ' ' || word(told, 7) || ' ' || told AS title, 'media-' || pick(n, 5, 40) || '.id' AS publisher,
       day AS published_date, 'day' AS published_granularity, 'metadata' AS published_basis, true AS is_anchor,
       [] AS authors, [] AS editors, [] AS credited_sources, [] AS credited_dates, [] AS related_titles, [] AS captions, [] AS page_contents,
       string_agg(text, ' ' ORDER BY k) AS text, 'id' AS language
FROM said GROUP BY ALL ORDER BY article_id, content_hash;

INSERT INTO lake_raw_articles BY NAME
SELECT left(content_hash, 20) AS raw_id, article_id || '.jsonl' AS source_file, content_hash AS locator, 'jsonl' AS format,
       content_hash, 'article' AS status, article_id, title, text, '{}' AS metadata FROM lake_articles;

INSERT INTO lake_sentences BY NAME
SELECT content_hash, article_id, 'text' AS field, k AS sentence_no, base AS start_char, base + length(text) AS end_char, text
FROM said ORDER BY n, k;

INSERT INTO lake_article_actors BY NAME
SELECT content_hash, article_id, actor_id, min(name) AS name, min(IF(person, 'person', 'organization')) AS kind,
       max(IF(known, 'lexicon', 'article')) AS basis
FROM parts GROUP BY content_hash, article_id, actor_id ORDER BY article_id, actor_id;

INSERT INTO lake_actor_mentions BY NAME
SELECT content_hash, article_id, 'text' AS field, k AS sentence_no,
       base + IF(j = 0, 0, length(who) + length(act.verb) + 2) AS start_char, start_char + length(name) AS end_char,
       name AS text, actor_id, 'alias' AS basis, 0.9 AS confidence
FROM parts AS p JOIN (SELECT n, k, base, who, act FROM said) AS s USING (n, k) WHERE j < 2
ORDER BY n, k, j;

INSERT INTO lake_event_mentions BY NAME
SELECT content_hash, left(md5(concat_ws('|', content_hash, k)), 20) AS event_mention_id, article_id, 'text' AS field,
       k AS sentence_no, act.type AS type, [] AS contexts, act.verb AS "trigger", base + length(who) + 1 AS trigger_start,
       trigger_start + length(act.verb) AS trigger_end, text AS evidence, base AS evidence_start, base + length(text) AS evidence_end,
       'asserted' AS modality, day - pick(i, 39, 2)::INTEGER AS start_date, start_date AS end_date, 'day' AS granularity,
       'relative' AS date_basis, 'Rabu' AS date_text, 0.8 AS confidence, 'bench' AS rule_id
FROM said ORDER BY n, k;

INSERT INTO lake_event_actors BY NAME
SELECT content_hash, left(md5(concat_ws('|', content_hash, k)), 20) AS event_mention_id, j AS position, actor_id, name,
       IF(j = 0, 'source', 'target') AS role
FROM parts ORDER BY n, k, j;

INSERT INTO lake_lexicon_actors BY NAME
SELECT DISTINCT ON (actor_id) actor_id, name, IF(person, 'person', 'organization') AS kind FROM people WHERE known;
