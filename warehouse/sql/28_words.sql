-- The words by which mentions of one happening are known, and a sketch of them by which most pairs are told apart without
-- looking at a word.
-- Reads: words_mentions (rows of event_mentions), words_named (actor_mentions of their articles), common_words.
-- Adds to mention_words.

CREATE TEMP TABLE IF NOT EXISTS mention_words (
    event_mention_id VARCHAR, verbal BOOLEAN, words VARCHAR[], telling VARCHAR[], n INTEGER, low HUGEINT, high HUGEINT, spare INTEGER
);

-- What somebody says is told by the words beside names and titles, which two statements of one speaker share although they
-- say other things. `spare` counts the words that found their place in the sketch taken.
INSERT INTO mention_words BY NAME
WITH told AS (
    SELECT m.event_mention_id, m.article_id, m.field, m.sentence_no, m."trigger",
           m.type IN ('REQUEST', 'ACCUSE', 'SUPPORT', 'REJECT', 'AGREE', 'THREATEN') AS verbal,
           list_filter(list_distinct(regexp_extract_all(lower(m.evidence), '[a-z0-9]{4,}')),
                       lambda x: NOT list_contains(c.words, x)) AS words
    FROM words_mentions AS m ANTI JOIN mention_words USING (event_mention_id)
    CROSS JOIN (SELECT list(word) AS words FROM common_words) AS c
), names AS (
    SELECT article_id, field, sentence_no,
           list_distinct(flatten(list(regexp_extract_all(lower(concat_ws(' ', role_text, text)), '[a-z0-9]{4,}')))) AS names
    FROM words_named SEMI JOIN (FROM told WHERE verbal) USING (article_id, field, sentence_no)
    GROUP BY ALL
), telling AS (
    SELECT m.event_mention_id, m.verbal, m.words,
           IF(m.verbal, list_filter(m.words, lambda x: NOT list_contains(list_concat(coalesce(n.names, []), string_split(lower(m."trigger"), ' ')), x)),
              m.words) AS telling
    FROM told AS m LEFT JOIN names AS n USING (article_id, field, sentence_no)
), sketched AS (
    SELECT *, len(telling)::INTEGER AS n,
           coalesce(list_bit_or([1::HUGEINT << (hash(x) % 126)::HUGEINT FOR x IN telling IF (hash(x) >> 32) % 2 = 0]), 0) AS low,
           coalesce(list_bit_or([1::HUGEINT << (hash(x) % 126)::HUGEINT FOR x IN telling IF (hash(x) >> 32) % 2 = 1]), 0) AS high
    FROM telling
)
SELECT *, n - bit_count(low) - bit_count(high) AS spare FROM sketched;
