"""Add to a copy of the warehouse what the lake holds since, and make again only what that touches.

Gives the rows of a full build. Touched are: articles that are new or have a new version, a new original file or other
duplicates, and articles in which a name now means another actor; the mentions of these; the events these are or were
part of, and those their mentions now join; timelines of these events, and of events with an actor whose name changed.
Actors and counts pay for what was touched too: `counts` adds and takes off, `actor_blocks` tells whom to link anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from duckdb import DuckDBPyConnection

from warehouse import calendar, counts, lake, link, merging, models, search, touched

# Above this share of appended articles the sorted tables are sorted anew, by a full build.
TAIL: Final = 0.05

_BY_ARTICLE: Final = (
    "articles", "removed_spans", "value_issues", "sentences", "time_expressions", "place_mentions", "coverage",
    "actor_mentions", "actor_roles", "quotes",
)  # fmt: skip
_BY_MENTION: Final = ("event_mentions", "event_actors", "event_quantities", "event_links")
_NAMED_IN: Final = (
    ("event_actors", "actor_id"), ("event_actors", "affiliation_id"), ("actor_roles", "organization_id"),
    ("quotes", "speaker_id"), ("event_mentions", "speaker_id"),
)  # fmt: skip


def possible(con: DuckDBPyConnection, home: Path) -> bool:
    """Whether the database in use can be added to: it holds nothing that the lake does not, nothing taken down comes
    in again, and not too much was added since it was sorted."""
    _new_parts(con, home)
    gone = models.count(
        con,
        "lake_parts WHERE path NOT IN (SELECT path FROM listed_parts) "
        "AND path NOT LIKE '%/part-pages-%'",  # made anew with the articles that a new page touches
    )
    removed = "SELECT content_hash FROM raw_articles WHERE status = 'removed'"
    back = models.count(con, f"new_raw WHERE content_hash IN ({removed})")
    added = models.count(con, "appended_raw_articles")
    return not gone and not back and added <= TAIL * models.count(con, "lake_raw_articles")


def _new_parts(con: DuckDBPyConnection, home: Path) -> None:
    listed = [path for paths in lake.parts(home).values() for path in paths]
    con.execute("CREATE TEMP TABLE listed_parts AS SELECT unnest(?::VARCHAR[]) AS path", [listed])
    held = {path for (path,) in con.execute("SELECT path FROM lake_parts").fetchall()}
    sorted_ = {path for (path,) in con.execute("SELECT path FROM lake_parts WHERE NOT appended").fetchall()}
    lake.view(con, home, "raw_articles", "appended_raw_articles", lambda path: path not in sorted_)
    for table in ("raw_articles", "articles", "rejects"):
        lake.view(con, home, table, f"new_{table}", lambda path: path not in held)
    con.execute("CREATE TEMP VIEW new_raw AS FROM new_raw_articles")


def add(con: DuckDBPyConnection, home: Path) -> None:
    """Add what is new to the database in use, after `possible`."""
    con.execute("CREATE TEMP TABLE before_history AS FROM event_id_history")
    models.run(con, "01_helpers")
    touched.articles(con, home)
    touched.scope(con, home)
    search.before(con)
    con.execute("CREATE TEMP TABLE event_scope (event_id VARCHAR)")
    counts.start(con)
    counts.take(con, counts.OF_ARTICLES, -1)
    con.execute("CREATE TEMP TABLE touched_actors AS FROM now_used")
    _forget_articles(con)
    models.run(con, "10_articles", "15_actor_links", "20_mentions")
    counts.take(con, counts.OF_ARTICLES, 1)
    counts.settle(con, *counts.OF_ARTICLES)
    _touched_mentions(con)
    models.run(con, "30_mention_facts", "40_links")
    merging.within_articles(con)
    models.run(con, "45_across")
    link.events(con)
    _touched_events(con)
    models.run(con, "50_events")
    con.execute("DELETE FROM event_scope")
    con.execute("INSERT INTO event_scope SELECT event_id FROM event_ids")
    counts.take(con, ("actor_events", "pairs", "type_days"), 1)
    _actors(con)
    models.run(con, "70_timeline")
    counts.settle(con, "type_days")
    con.execute("DELETE FROM event_id_history")
    models.run(con, "72_rollups", "80_history")
    search.after(con)
    calendar.bring_up(con)
    of_wanted = "SELECT event_mention_id FROM event_mentions SEMI JOIN wanted USING (article_id)"
    con.execute(f"CREATE TEMP TABLE wanted_mentions AS {of_wanted}")
    lake.remember(con, home, appended=True)


def _forget_articles(con: DuckDBPyConnection) -> None:
    """Take out what the touched articles said, keeping what their events were."""
    con.execute(
        """CREATE TEMP TABLE old_mentions AS
           SELECT event_mention_id FROM event_mentions WHERE article_id IN (FROM wanted)"""
    )
    con.execute(
        """CREATE TEMP TABLE old_events AS
           SELECT DISTINCT event_id FROM event_links SEMI JOIN old_mentions USING (event_mention_id)"""
    )
    con.execute(
        """CREATE TEMP TABLE before_links AS
           SELECT event_mention_id, event_id FROM event_links SEMI JOIN old_events USING (event_id)"""
    )
    con.execute("DELETE FROM raw_articles WHERE content_hash IN (SELECT content_hash FROM scope_raw_articles)")
    for table in _BY_ARTICLE:
        con.execute(f"DELETE FROM {table} WHERE article_id IN (FROM wanted)")
    for table in _BY_MENTION:
        con.execute(f"DELETE FROM {table} WHERE event_mention_id IN (FROM old_mentions)")


def _touched_mentions(con: DuckDBPyConnection) -> None:
    """Make facts_scope: the new mentions and those left of events that lost one (both to be linked anew), and the
    mentions they may join: of the same type and day with the same actor, with all of that type in their articles. These
    keep together: known_events."""
    con.execute(
        """CREATE TEMP TABLE linking AS
           SELECT event_mention_id FROM event_mentions WHERE article_id IN (FROM wanted)
           UNION SELECT event_mention_id FROM event_links SEMI JOIN old_events USING (event_id)"""
    )
    con.execute(
        """CREATE TEMP VIEW blocks AS
           SELECT m.event_mention_id, m.type, x.actor_id,
                  coalesce(CASE WHEN m.granularity IN ('minute', 'hour', 'daypart', 'day') THEN m.start_date END,
                           a.published_date) AS day
           FROM event_mentions AS m
           JOIN articles AS a USING (article_id)
           JOIN event_actors AS x USING (event_mention_id)
           WHERE x.actor_id IS NOT NULL"""
    )
    con.execute(
        """CREATE TEMP TABLE facts_scope AS
           WITH keys AS (SELECT DISTINCT type, actor_id, day + unnest([-1, 0, 1]) AS day
                         FROM blocks SEMI JOIN linking USING (event_mention_id)
           ), close AS (
               SELECT event_mention_id FROM linking
               UNION SELECT event_mention_id FROM blocks SEMI JOIN keys USING (type, actor_id, day)
           ), whole AS (SELECT DISTINCT article_id, type FROM event_mentions SEMI JOIN close USING (event_mention_id))
           SELECT event_mention_id FROM event_mentions SEMI JOIN whole USING (article_id, type)"""
    )
    con.execute(
        """CREATE TEMP TABLE known_events AS
           SELECT event_mention_id, event_id FROM event_links SEMI JOIN facts_scope USING (event_mention_id)
           WHERE event_mention_id NOT IN (FROM linking)"""
    )


def _touched_events(con: DuckDBPyConnection) -> None:
    """Narrow clusters to those with a mention that was linked anew, widen them to all mentions of the events they hold,
    and take these events out."""
    con.execute("ALTER TABLE clusters RENAME TO found")
    con.execute(
        """CREATE TEMP TABLE joined_events AS
           SELECT DISTINCT k.event_id, f.cluster FROM found AS f JOIN known_events AS k USING (event_mention_id)
           WHERE f.cluster IN (SELECT cluster FROM found SEMI JOIN linking USING (event_mention_id))"""
    )
    con.execute(
        """CREATE TEMP TABLE clusters AS
           SELECT event_mention_id, cluster FROM found SEMI JOIN linking USING (event_mention_id)
           UNION SELECT l.event_mention_id, j.cluster FROM event_links AS l JOIN joined_events AS j USING (event_id)"""
    )
    con.execute(
        """INSERT INTO before_links
           SELECT event_mention_id, event_id FROM event_links SEMI JOIN joined_events USING (event_id)"""
    )
    con.execute("INSERT INTO event_scope SELECT event_id FROM joined_events UNION SELECT event_id FROM old_events")
    counts.take(con, counts.OF_EVENTS, -1)
    for table in ("events", "event_links", "actor_timeline", "evidence_index"):
        con.execute(f"DELETE FROM {table} WHERE event_id IN (FROM event_scope)")


def _actors(con: DuckDBPyConnection) -> None:
    """Write the actors again that a touched row names, and make timeline_scope: the events written, and those reached
    through an actor that is called otherwise now."""
    con.execute(
        """INSERT INTO touched_actors
           FROM now_used UNION SELECT actor_id FROM delta_actor_names UNION SELECT actor_id FROM delta_actor_events"""
    )
    con.execute("CREATE OR REPLACE TEMP TABLE touched_actors AS SELECT DISTINCT actor_id FROM touched_actors")
    con.execute(
        """CREATE TEMP TABLE used AS SELECT actor_id FROM touched_actors
           SEMI JOIN (FROM now_used UNION SELECT actor_id FROM actor_coverage UNION SELECT actor_id FROM actor_names)
           USING (actor_id)"""
    )
    con.execute("CREATE TEMP TABLE unsure AS FROM touched_actors ANTI JOIN used USING (actor_id)")
    if models.count(con, "unsure WHERE actor_id IS NOT NULL"):
        left = " UNION ".join(f"SELECT {column} FROM {table}" for table, column in _NAMED_IN)
        con.execute(f"INSERT INTO used FROM unsure WHERE actor_id IN ({left})")
    models.run(con, "60_actors", "65_keys")
    con.execute(
        """CREATE TEMP TABLE timeline_scope AS
           WITH renamed AS (
               SELECT text_no(actor_id) AS actor_no FROM before_actors AS b JOIN actors AS a USING (actor_id)
               WHERE a.name <> b.name
           )
           SELECT event_id FROM event_ids
           UNION SELECT event_id FROM actor_timeline SEMI JOIN renamed USING (actor_no)"""
    )
    con.execute("DELETE FROM actor_timeline WHERE event_id IN (SELECT event_id FROM timeline_scope)")
