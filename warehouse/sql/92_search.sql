-- Search in evidence sentences.

-- Sentences with most of what is asked, rare words counting most; then those with the very words; then the newest. Words
-- meet in any form of their root. Up to four words that are a name of an actor (Korut, Korea Utara) also find it under its
-- other names, and as he or she.
CREATE MACRO search_evidence(words, n := 50) AS TABLE
WITH asking AS (
    SELECT string_split_regex(lower(trim(words)), '[\s,;"]+')[:12] AS typed
), asked AS MATERIALIZED (
    SELECT word, min(nth) AS nth, row_number() OVER (ORDER BY min(nth), word)::INTEGER - 1 AS place
    FROM (SELECT nth, unnest(search_split(typed[nth])) AS word FROM asking, range(1, 13) AS r(nth))
    WHERE word NOT IN (SELECT s.word FROM search_words AS s WHERE s.term IS NULL)
    GROUP BY word QUALIFY place < 24
), named AS (
    SELECT r.start, r.stop, max({'n': k.n_articles, 'actor_no': k.actor_no}).actor_no AS actor_no
    FROM actor_keys AS k
    JOIN (SELECT start, start + more AS stop, text_no(array_to_string(typed[start:start + more], ' ')) AS key_no
          FROM asking, range(1, 13) AS a(start), range(4) AS b(more) WHERE start + more <= len(typed)) AS r USING (key_no)
    GROUP BY r.start, r.stop
), terms AS MATERIALIZED (
    SELECT text_no(coalesce(s.term, search_root(a.word))) AS term_no, a.place
    FROM asked AS a LEFT JOIN search_words AS s USING (word)
    UNION SELECT x.actor_no, a.place FROM asked AS a JOIN named AS x ON a.nth BETWEEN x.start AND x.stop
), weights AS MATERIALIZED (
    SELECT t.place, ln(1 + (SELECT count(*) FROM evidence_index) / greatest(count(e.mention_no), 1)) AS weight
    FROM terms AS t LEFT JOIN evidence_terms AS e USING (term_no) GROUP BY t.place
), found AS (
    SELECT e.mention_no, bit_or(1 << t.place) AS has FROM evidence_terms AS e JOIN terms AS t USING (term_no)
    GROUP BY e.mention_no
), worth AS (
    SELECT f.has, sum(w.weight) / (SELECT sum(weight) FROM weights) AS share
    FROM (SELECT DISTINCT has FROM found) AS f JOIN weights AS w ON (f.has >> w.place) & 1 = 1 GROUP BY f.has
), best AS (
    SELECT f.mention_no, v.share FROM found AS f JOIN worth AS v USING (has)
    ORDER BY v.share DESC, f.mention_no DESC LIMIT greatest(4 * n, 200)
), scored AS (
    SELECT i.*, round(0.9 * b.share + 0.1 * len(list_intersect(search_split(i.evidence), (SELECT list(word) FROM asked)))
                                     / (SELECT count(*) FROM asked), 3) AS score
    FROM best AS b JOIN evidence_index AS i USING (mention_no)
)
SELECT score, date, granularity, type, modality, place, evidence, publisher, published_date, url, n_publishers, event_id,
       article_id
FROM scored
QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY score DESC, mention_no DESC) = 1
ORDER BY score DESC, mention_no DESC
LIMIT n;
COMMENT ON MACRO TABLE search_evidence IS 'Events by the words of their evidence, best first: search_evidence(''pasukan korut''), n := how many.';
