-- Ids of events in the warehouse before this one that merging or new evidence replaced.
-- Reads: events_now (event_id, of all events), event_links, before_links (event_mention_id, event_id), before_history (old_id, new_id).

INSERT INTO event_id_history BY NAME
WITH moved AS (
    SELECT old_id, arg_min(new_id, rank) AS new_id
    FROM (SELECT b.event_id AS old_id, l.event_id AS new_id,
                 row_number() OVER (PARTITION BY b.event_id ORDER BY count(*) DESC, l.event_id) AS rank
          FROM before_links AS b JOIN event_links AS l USING (event_mention_id)
          GROUP BY b.event_id, l.event_id)
    GROUP BY old_id
)
SELECT old_id, arg_min(new_id, source) AS new_id
FROM (SELECT old_id, new_id, 0 AS source FROM moved
      UNION ALL SELECT h.old_id, coalesce(m.new_id, h.new_id), 1 FROM before_history AS h LEFT JOIN moved AS m ON m.old_id = h.new_id)
WHERE old_id NOT IN (FROM events_now) AND new_id IN (FROM events_now)
GROUP BY old_id
ORDER BY old_id;
