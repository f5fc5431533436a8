-- Small functions the models share.

-- A number for a text, the same in every release of DuckDB. Sorted by it, a table skips the row groups that cannot hold
-- the text; by the text itself it would not, since only its first eight letters count for that.
CREATE OR REPLACE MACRO text_no(t) AS (md5_number_lower(t) >> 1)::BIGINT;

-- An address without scheme, www, query, fragment and last slash, so that a removal finds the article however copied.
-- The case of the path counts: short links differ by it.
CREATE TEMP MACRO url_key(url) AS
    rtrim(regexp_replace(regexp_replace(url, '^https?://(www\.|m\.)?', '', 'i'), '[?#].*$', ''), '/');

-- Actors with an id; a mere description ("=polisi") is none.
CREATE TEMP MACRO named(actors) AS list_filter(actors, lambda x: NOT starts_with(x, '='));

-- Actors on one side of two mentions meet, themselves or one as the body the other acts for (two that act for one body
-- do not); they fit when they meet or one of them has no name ("pelaku" may be anyone).
CREATE TEMP MACRO meets(a, a_all, b, b_all) AS list_has_any(a, b_all) OR list_has_any(a_all, b);
CREATE TEMP MACRO fits(a, a_all, b, b_all) AS len(named(a)) = 0 OR len(named(b)) = 0 OR meets(a, a_all, b, b_all);

-- Two sides of one unnamed actor each whose descriptions share no word: "warga" and "polisi".
CREATE TEMP MACRO strangers(a, b) AS len(a) = 1 AND len(b) = 1 AND len(named(a)) = 0 AND len(named(b)) = 0
    AND NOT list_has_any(string_split(a[1][2:], ' '), string_split(b[1][2:], ' '));

-- Shared words as a share of the shorter sentence's.
CREATE TEMP MACRO overlap(a, b) AS len(list_intersect(a, b)) / greatest(least(len(a), len(b)), 1);

-- Whether two mentions can share the words that make them one happening, by their sketches: the words two sketches share are
-- at most the places they share and the words for which there was no place. False only where the words themselves say no.
CREATE TEMP MACRO may_overlap(a, b) AS
    bit_count(a.low & b.low) + bit_count(a.high & b.high) + least(a.spare, b.spare)
        >= greatest(0.4 * least(a.n, b.n), IF(a.verbal, 1, 3));

-- Whether two mentions of different articles share the words that make them one happening.
CREATE TEMP MACRO share_words(a, b) AS len(list_intersect(a.words, b.words)) >= 3 AND overlap(a.telling, b.telling) >= 0.4;
