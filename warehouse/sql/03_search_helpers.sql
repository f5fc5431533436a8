-- How evidence search reads words: the same on both sides, so that what is written and what is asked meet.

-- The words of a text: case folded, accents stripped, apostrophes dropped (Ma'ruf is maruf), split at all other signs.
CREATE OR REPLACE MACRO search_split(t) AS regexp_extract_all(lower(strip_accents(translate(t, '''’‘`´', ''))), '[a-z0-9]+');

-- A word without a prefix; '_' marks that one was taken off, so that the rules after it leave the word alone.
CREATE OR REPLACE MACRO search_unprefixed(w) AS
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    w, '^[mp]eny([aiueo][a-z]+)$', '_s\1'),
       '^[mp]eng([aiueogkh][a-z]+)$', '_\1'),
       '^[mp]en([aiueo][a-z]{2,})$', '_t\1'),
       '^[mp]en([djctsz][a-z]{2,})$', '_\1'),
       '^[mp]em([aiueo][a-z]{2,})$', '_p\1'),
       '^[mp]em([bpfv][a-z]{2,})$', '_\1'),
       '^me([lrwy][a-z]{3,})$', '_\1'),
       '^(?:di|ke|se|ber|ter|per)([a-z]{4,})$', '_\1');

-- A word without the affixes that Indonesian puts on most roots: a rule of thumb, by which words of one root meet more
-- often than not. A first k before a vowel and a last k go too: mengirim may be of kirim or irim, tembakan of tembak or
-- temba, and both sides lose it. Words the rules would spoil stand in search_words.
CREATE OR REPLACE MACRO search_root(w) AS
    regexp_replace(regexp_replace(regexp_replace(search_unprefixed(regexp_replace(
    w, '^([a-z0-9]{3,}?)(?:nya|lah|kah|pun)$', '\1')),
       '^(_?[a-z]{4,}?)(?:k?an|i)$', '\1'),
       '^_?(?:k([aiueo][a-z]{3,})|_?(.*))$', '\1\2'),
       '^([a-z]{4,})k$', '\1');

-- The number of a mention, by which search knows it: the day of publication in its high bits keeps a term's rows of one
-- time together, and the newest last.
CREATE OR REPLACE MACRO search_no(day, mention) AS
    coalesce(day - DATE '1970-01-01', 0)::BIGINT * (1::BIGINT << 38) + (md5_number_lower(mention) & ((1::UBIGINT << 38) - 1))::BIGINT;
