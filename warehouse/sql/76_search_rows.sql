-- What search answers with, sorted by the mention's number.
-- Reads: event_mentions, event_links, events, articles, timeline_scope (event_id: the events to write).

INSERT INTO evidence_index BY NAME
SELECT search_no(a.published_date, m.event_mention_id) AS mention_no, e.event_id,
       coalesce(e.start_date, e.first_reported) AS date, e.granularity, e.type, m.modality, coalesce(m.place, e.place) AS place,
       m.evidence, m.article_id, a.url, a.publisher, a.published_date, e.n_publishers, m.confidence
FROM events AS e
SEMI JOIN timeline_scope USING (event_id)
JOIN event_links AS l USING (event_id)
JOIN event_mentions AS m USING (event_mention_id)
JOIN articles AS a ON a.article_id = m.article_id
ORDER BY mention_no;
