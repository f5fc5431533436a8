-- The terms that evidence is found by.
-- Reads: search_mentions, search_named (actors mentioned), search_acting (actors taking part), articles, search_words.
-- Writes: scope_terms (term_no, mention_no).

CREATE OR REPLACE TEMP TABLE scope_evidence AS
SELECT search_no(a.published_date, m.event_mention_id) AS mention_no, m.event_mention_id, m.article_id, m.field,
       m.sentence_no, search_split(m.evidence) AS words
FROM search_mentions AS m
JOIN articles AS a USING (article_id);

-- Each distinct word is taken apart once. Common words are no terms.
CREATE OR REPLACE TEMP TABLE word_terms AS
SELECT w.word, text_no(coalesce(x.term, search_root(w.word))) AS term_no
FROM (SELECT DISTINCT unnest(words) AS word FROM scope_evidence) AS w
LEFT JOIN search_words AS x USING (word)
WHERE x.word IS NULL OR x.term IS NOT NULL;

-- Actors are terms too, whatever name the sentence gives them: those it mentions and those who take part in the event.
CREATE OR REPLACE TEMP TABLE scope_terms AS
SELECT t.term_no, e.mention_no
FROM (SELECT mention_no, unnest(list_distinct(words)) AS word FROM scope_evidence) AS e
JOIN word_terms AS t USING (word)
UNION ALL
SELECT text_no(actor_id), mention_no
FROM (SELECT x.actor_id, e.mention_no
      FROM scope_evidence AS e JOIN search_named AS x USING (article_id, field, sentence_no)
      UNION
      SELECT x.actor_id, e.mention_no
      FROM scope_evidence AS e JOIN search_acting AS x USING (event_mention_id)
      WHERE x.actor_id IS NOT NULL);
