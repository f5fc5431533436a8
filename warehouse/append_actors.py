"""Actors, timelines, pairs of actors and former ids, as far as a refresh touches them: the part of `append` after
events."""

from __future__ import annotations

from typing import Final

from duckdb import DuckDBPyConnection

from warehouse import at_hand, counts, models
from warehouse.append_events import look_at_articles

# Where an actor may stand that is neither named in an article nor acts in an event.
_NAMED_IN: Final = (
    ("event_actors", "affiliation_id"), ("actor_roles", "organization_id"), ("quotes", "speaker_id"),
    ("event_mentions", "speaker_id"),
)  # fmt: skip


def actors(con: DuckDBPyConnection) -> None:
    """Write the actors again that a touched row names."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE touched_actors AS
           FROM touched_actors UNION FROM now_used UNION SELECT actor_id FROM delta_actor_names
           UNION SELECT actor_id FROM delta_actor_events"""
    )
    at_hand.take(con, "actors", "SEMI JOIN touched_actors USING (actor_id)")
    con.execute("CREATE TEMP TABLE before_actors AS FROM actors")
    con.execute("DELETE FROM actors")
    for table in ("actor_aliases", "actor_keys"):
        at_hand.drop(con, table, "SEMI JOIN touched_actors USING (actor_id)")
    for table in counts.OF_ARTICLES:
        con.execute(
            f"""CREATE TEMP VIEW all_{table} AS SELECT p.* FROM published.{table} AS p
                ANTI JOIN gone_{table} AS g ON g.row_no = p.rowid UNION ALL BY NAME FROM {table}"""
        )
    _used(con)
    models.run(con, "60_actors", "65_keys")


def _used(con: DuckDBPyConnection) -> None:
    """Make used, the touched actors that still stand in a row. Most are named or act; the columns where others may
    stand are looked through only for those that neither are nor do."""
    con.execute(
        """CREATE TEMP TABLE used AS SELECT actor_id FROM touched_actors SEMI JOIN (
               FROM now_used UNION SELECT actor_id FROM all_actor_names
               UNION SELECT actor_id FROM (
                   SELECT actor_id, n_articles + n_events AS n FROM before_actors
                   UNION ALL SELECT actor_id, n_articles FROM delta_actor_coverage
                   UNION ALL SELECT actor_id, n_events FROM delta_actor_events
               ) GROUP BY actor_id HAVING sum(n) > 0
           ) USING (actor_id)"""
    )
    con.execute(
        "CREATE TEMP TABLE unsure AS FROM touched_actors ANTI JOIN used USING (actor_id) WHERE actor_id IS NOT NULL"
    )
    for table, column in _NAMED_IN if models.count(con, "unsure") else ():
        con.execute(
            f"""INSERT INTO used SELECT DISTINCT p.{column} FROM published.{table} AS p
                SEMI JOIN unsure ON unsure.actor_id = p.{column} ANTI JOIN gone_{table} AS g ON g.row_no = p.rowid"""
        )
    con.execute("CREATE OR REPLACE TEMP TABLE used AS SELECT DISTINCT actor_id FROM used")


def timelines(con: DuckDBPyConnection) -> None:
    """Write the timelines of the events written, and of those reached through an actor that is called otherwise now."""
    con.execute(
        """CREATE TEMP TABLE renamed_events AS
           SELECT DISTINCT event_id FROM published.actor_timeline SEMI JOIN (
               SELECT text_no(actor_id) AS actor_no FROM before_actors AS b JOIN actors AS a USING (actor_id)
               WHERE a.name <> b.name
           ) USING (actor_no) ANTI JOIN replaced_events USING (event_id)"""
    )
    con.execute("CREATE TEMP TABLE timeline_scope AS SELECT event_id FROM event_ids UNION ALL FROM renamed_events")
    con.execute(
        "CREATE TEMP TABLE renamed_links AS FROM published.event_links SEMI JOIN renamed_events USING (event_id)"
    )
    for table in ("events", "event_links"):
        at_hand.look(con, table, "SEMI JOIN renamed_events USING (event_id)")
    look_at_articles(con, "renamed_links")
    con.execute(
        """INSERT INTO gone_actor_timeline SELECT rowid FROM published.actor_timeline
           SEMI JOIN renamed_events USING (event_id)"""
    )
    con.execute("INSERT INTO replaced_events FROM renamed_events")
    con.execute(
        """CREATE TEMP TABLE beside AS SELECT unnest(list_concat(source_ids, target_ids)) AS actor_id
           FROM events SEMI JOIN renamed_events USING (event_id)"""
    )
    at_hand.look(con, "actors", "SEMI JOIN beside USING (actor_id) ANTI JOIN touched_actors USING (actor_id)")
    models.run(con, "70_timeline")


def pairs(con: DuckDBPyConnection) -> None:
    """Write the pairs of actors with other events or names."""
    con.execute("CREATE TEMP VIEW before_pairs AS SELECT rowid AS row_no, * FROM published.co_actors")
    models.run(con, "71_pairs")
    con.execute(
        """CREATE TEMP TABLE still_together AS
           WITH sides AS (
               SELECT p.*, IF((a.n_events, actor_id) < (o.n_events, other_id), actor_id, other_id) AS rarer
               FROM lost_pairs AS p JOIN before_actors AS a USING (actor_id)
               JOIN (SELECT actor_id AS other_id, n_events FROM before_actors) AS o USING (other_id)
           ), told AS (
               SELECT event_id, actor_id AS rarer FROM published.actor_timeline
               SEMI JOIN (SELECT text_no(rarer) AS actor_no FROM sides) USING (actor_no)
               WHERE via IS NULL AND modality <> 'hypothetical'
           )
           SELECT s.actor_id, s.other_id, e.first_reported AS date
           FROM told JOIN sides AS s USING (rarer) JOIN published.events AS e USING (event_id)
           ANTI JOIN replaced_events USING (event_id)
           WHERE list_contains(list_concat(e.source_ids, e.target_ids),
                               IF(rarer = s.actor_id, s.other_id, s.actor_id))"""
    )
    con.execute(
        """CREATE TEMP VIEW together AS
           FROM still_together UNION ALL SELECT actor_id, other_id, date FROM now_pairs"""
    )
    models.run(con, "72_rollups")


def history(con: DuckDBPyConnection) -> None:
    """Write the ids that events had before, where they changed."""
    con.execute("CREATE TEMP TABLE before_history AS SELECT rowid AS row_no, * FROM published.event_id_history")
    con.execute(
        """CREATE TEMP VIEW events_now AS SELECT event_id FROM events
           UNION SELECT new_id FROM before_history WHERE new_id NOT IN (FROM replaced_events)"""
    )
    models.run(con, "80_history")
    con.execute(
        """CREATE TEMP TABLE gone_event_id_history AS
           FROM before_history ANTI JOIN event_id_history USING (old_id, new_id)"""
    )
    con.execute("DELETE FROM event_id_history WHERE (old_id, new_id) IN (SELECT old_id, new_id FROM before_history)")
