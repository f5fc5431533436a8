-- Small functions the models share.

-- An address without scheme, www, query, fragment and last slash, so that a removal finds the article however copied.
CREATE TEMP MACRO url_key(url) AS
    rtrim(regexp_replace(regexp_replace(lower(url), '^https?://(www\.|m\.)?', ''), '[?#].*$', ''), '/');

-- Actors on one side of two mentions: do not contradict each other (one side unnamed, or they meet).
CREATE TEMP MACRO meets(a, a_all, b, b_all) AS list_has_any(a, b_all) OR list_has_any(a_all, b);
CREATE TEMP MACRO fits(a, a_all, b, b_all) AS len(a) = 0 OR len(b) = 0 OR meets(a, a_all, b, b_all);

-- Shared words as a share of the shorter sentence's.
CREATE TEMP MACRO overlap(a, b) AS len(list_intersect(a, b)) / greatest(least(len(a), len(b)), 1);
