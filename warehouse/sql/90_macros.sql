-- What people call: views and macros. Actor arguments take any name an actor goes by, or its id.

CREATE VIEW mentions_of_events AS
SELECT l.event_id, l.method, m.* FROM event_mentions AS m LEFT JOIN event_links AS l USING (event_mention_id);

CREATE VIEW actor_role_intervals AS
SELECT r.actor_id, p.name, r.office, r.organization_id, o.name AS organization, min(r.date) AS first_reported,
       max(r.date) AS last_reported, count(DISTINCT r.article_id) AS n_articles
FROM actor_roles AS r
JOIN actors AS p ON p.actor_id = r.actor_id
LEFT JOIN actors AS o ON o.actor_id = r.organization_id
GROUP BY ALL;

-- A view: the sorted timeline answers for one actor as fast as a table of its own would.
CREATE VIEW actor_days AS
SELECT actor_no, actor_id, date, count(*) AS n_events FROM actor_timeline
WHERE date IS NOT NULL AND modality <> 'hypothetical'
GROUP BY ALL;

CREATE VIEW actor_judgements_open AS
WITH offices AS (SELECT actor_id, list(DISTINCT office ORDER BY office) AS offices FROM actor_roles GROUP BY actor_id)
SELECT j.actor_a, j.article_a, j.actor_b, j.article_b, j.judgement, j.note, j.reason, a.name AS name_a, b.name AS name_b,
       x.offices AS offices_a, y.offices AS offices_b, a.first_date AS first_a, b.first_date AS first_b
FROM actor_judgements AS j
LEFT JOIN actors AS a ON a.actor_id = j.actor_a
LEFT JOIN actors AS b ON b.actor_id = j.actor_b
LEFT JOIN offices AS x ON x.actor_id = j.actor_a
LEFT JOIN offices AS y ON y.actor_id = j.actor_b
WHERE j.judgement = 'unsure';

-- The actor meant by a name: an id as it is, else the most frequent actor that goes by the name, of equals the one with
-- the greatest number. One aggregate over the few rows of the name: a sort would double the time of a timeline.
CREATE MACRO actor_weight(n_articles, actor_no) AS n_articles::HUGEINT * 18446744073709551616 + actor_no;
CREATE MACRO actor_id_of(actor) AS (
    SELECT arg_max(k.actor_id, actor_weight(k.n_articles, k.actor_no)) FROM actor_keys AS k
    WHERE k.key_no = text_no(lower(trim(actor))));
CREATE MACRO actor_no_of(actor) AS (
    SELECT arg_max(k.actor_no, actor_weight(k.n_articles, k.actor_no)) FROM actor_keys AS k
    WHERE k.key_no = text_no(lower(trim(actor))));

CREATE MACRO timeline(actor, since := NULL, until := NULL, affiliates := true, hypothetical := false) AS TABLE
SELECT t.date, t.start_date, t.end_date, t.granularity, t.date_basis, t.date_text, t.type, t.mode, t.modality, t.role,
       t.via, t.sources, t.targets, t.place, t.evidence, t.title, t.url, t.publisher, t.published_date, t.n_articles,
       t.n_publishers, t.denied_by_ids, t.confidence, t.event_id, t.article_id
FROM actor_timeline AS t
WHERE t.actor_no = actor_no_of(actor)
  AND (since IS NULL OR t.last_day >= since::DATE)
  AND (until IS NULL OR t.date <= until::DATE)
  AND (affiliates OR t.via IS NULL)
  AND (hypothetical OR t.modality <> 'hypothetical')
ORDER BY t.date NULLS FIRST, t.event_id;
COMMENT ON MACRO TABLE timeline IS 'Events an actor takes part in, by date: timeline(''Korut'', since := ''2024-10-01'', until := ''2024-10-31''); affiliates := false leaves out what others did for it, hypothetical := true adds what may happen.';

-- Names that look like what is asked, and those that have its words ("Subianto") or whose words it has ("Presiden Prabowo").
CREATE MACRO find_actor(text) AS TABLE
WITH keys AS (
    SELECT k.actor_id, k.key, k.n_articles,
           greatest(jaro_winkler_similarity(k.key, asked), 1 - levenshtein(k.key, asked) / greatest(length(k.key), length(asked), 1),
                    CASE WHEN asked <> '' AND contains(' ' || k.key || ' ', ' ' || asked || ' ') THEN 0.9
                         WHEN length(k.key) > 3 AND contains(' ' || asked || ' ', ' ' || k.key || ' ') THEN 0.85 END) AS score
    FROM actor_keys AS k, (SELECT lower(trim(text)) AS asked)
)
SELECT a.actor_id, a.name, a.kind, a.country, arg_max(k.key, k.score) AS matched, round(max(k.score), 3) AS score,
       a.n_articles, a.n_events
FROM keys AS k JOIN actors AS a USING (actor_id)
WHERE k.score >= 0.8
GROUP BY ALL
ORDER BY score DESC, a.n_articles DESC, a.actor_id
LIMIT 20;
COMMENT ON MACRO TABLE find_actor IS 'Actors whose name is like a text, best first: find_actor(''korea utra'').';

CREATE MACRO actor_profile(actor) AS TABLE
SELECT a.*,
       (SELECT list(DISTINCT alias ORDER BY alias) FROM actor_aliases AS x WHERE x.actor_id = a.actor_id) AS aliases,
       (SELECT list(office || coalesce(' (' || organization || ')', '') ORDER BY last_reported DESC, office)
        FROM actor_role_intervals AS r WHERE r.actor_id = a.actor_id) AS offices,
       (SELECT map_from_entries(list({k: type, v: n} ORDER BY n DESC, type))
        FROM (SELECT type, count(*) AS n FROM actor_timeline AS t WHERE t.actor_no = text_no(a.actor_id) GROUP BY type)) AS events_by_type
FROM actors AS a
WHERE a.actor_id = actor_id_of(actor);
COMMENT ON MACRO TABLE actor_profile IS 'What is known of an actor: names, offices, kinds of events.';

CREATE MACRO dyad(a, b) AS TABLE
SELECT t.date, t.start_date, t.end_date, t.granularity, t.type, t.mode, t.modality,
       CASE WHEN t.role = 'source' AND o.role = 'target' THEN 'ke' WHEN t.role = 'target' AND o.role = 'source' THEN 'dari'
            ELSE 'bersama' END AS direction,
       t.via, o.via AS other_via, t.sources, t.targets, t.place, t.evidence, t.title, t.url, t.publisher, t.n_articles,
       t.confidence, t.event_id
FROM actor_timeline AS t
JOIN actor_timeline AS o ON o.event_id = t.event_id
WHERE t.actor_no = actor_no_of(a) AND o.actor_no = actor_no_of(b) AND t.modality <> 'hypothetical'
ORDER BY t.date NULLS FIRST, t.event_id;
COMMENT ON MACRO TABLE dyad IS 'Events in which two actors take part, as seen from the first: dyad(''Rusia'', ''Korut'').';

CREATE MACRO actor_network(actor) AS TABLE
SELECT c.other_id AS actor_id, c.name, c.kind, c.country, c.n_events, c.n_to, c.n_from, c.first_date, c.last_date
FROM co_actors AS c
WHERE c.actor_no = actor_no_of(actor)
ORDER BY c.n_events DESC, c.other_id;
COMMENT ON MACRO TABLE actor_network IS 'Actors that take part in the same events, most events first.';

CREATE MACRO claims(actor) AS TABLE
SELECT a.published_date AS date, q.is_direct, q.verb, q.text, q.speaker_text, a.title, a.url, a.publisher, q.article_id,
       q.field, q.start_char, q.end_char
FROM quotes AS q JOIN articles AS a USING (article_id)
WHERE q.speaker_id = actor_id_of(actor)
ORDER BY a.published_date, q.article_id, q.field DESC, q.start_char;
COMMENT ON MACRO TABLE claims IS 'What an actor is quoted as saying, by day of publication.';

CREATE MACRO on_date(day) AS TABLE
SELECT e.event_id, e.type, e.modality, e.start_date, e.end_date, e.granularity, e.date_basis, e.place, m.evidence,
       a.title, a.url, a.publisher, e.n_articles, e.n_publishers, e.confidence
FROM events AS e
JOIN event_mentions AS m ON m.event_mention_id = e.best_mention_id
JOIN articles AS a ON a.article_id = m.article_id
WHERE e.start_date <= day::DATE AND coalesce(e.end_date, e.start_date) >= day::DATE AND e.modality <> 'hypothetical'
ORDER BY e.n_articles DESC, e.event_id;
COMMENT ON MACRO TABLE on_date IS 'Events of a day, on_date(''2024-10-30''), most reported first; an event known by its month counts for each of its days.';
