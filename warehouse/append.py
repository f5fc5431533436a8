"""Add to a copy of the warehouse what the lake holds since, and make again only what that touches.

Gives the rows of a full build. Touched are: articles that are new or have a new version, a new original file or other
duplicates, and articles in which a name now means another actor; the mentions of these; the events these are or were
part of, and those their mentions now join; timelines of these events, and of events with an actor whose name changed.
Actors, their names and the rollups are made again whole: they are small beside the rest.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from duckdb import DuckDBPyConnection

from warehouse import actor_judgements, calendar, lake, link, merging, models, search
from warehouse.full import MENTION_TABLES

# Above this share of appended articles the sorted tables are sorted anew, by a full build.
TAIL: Final = 0.05

_BY_ARTICLE: Final = (
    "articles", "removed_spans", "value_issues", "sentences", "time_expressions", "place_mentions", "coverage",
    "actor_mentions", "actor_roles", "quotes",
)  # fmt: skip
_BY_MENTION: Final = ("event_mentions", "event_actors", "event_quantities", "event_links")
_WHOLE: Final = ("actors", "actor_aliases", "actor_keys", "co_actors", "actor_days", "type_days", "event_id_history")


def possible(con: DuckDBPyConnection, home: Path) -> bool:
    """Whether the database in use can be added to: it holds nothing that the lake does not, nothing taken down comes
    in again, and not too much was added since it was sorted."""
    _new_parts(con, home)
    gone = _count(
        con,
        "SELECT count(*) FROM lake_parts WHERE path NOT IN (SELECT path FROM listed_parts) "
        "AND path NOT LIKE '%/part-pages-%'",  # made anew with the articles that a new page touches
    )
    removed = "SELECT content_hash FROM raw_articles WHERE status = 'removed'"
    back = _count(con, f"SELECT count(*) FROM new_raw WHERE content_hash IN ({removed})")
    added = _count(con, "SELECT count(*) FROM appended_raw_articles")
    return not gone and not back and added <= TAIL * _count(con, "SELECT count(*) FROM lake_raw_articles")


def _count(con: DuckDBPyConnection, query: str) -> int:
    row = con.execute(query).fetchone()
    return int(row[0] or 0) if row else 0


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
    con.execute("CREATE TEMP TABLE before_names AS SELECT actor_id, name FROM actors")
    models.run(con, "01_helpers")
    _touched_articles(con, home)
    _scope(con, home)
    search.before(con)
    _forget_articles(con)
    models.run(con, "10_articles")
    models.run(con, "15_actor_links")
    models.run(con, "20_mentions")
    _touched_mentions(con)
    models.run(con, "30_mention_facts", "40_links")
    merging.within_articles(con)
    models.run(con, "45_across")
    link.events(con)
    _touched_events(con)
    models.run(con, "50_events")
    for table in _WHOLE:
        con.execute(f"DELETE FROM {table}")
    models.run(con, "60_actors", "65_keys")
    con.execute(
        """CREATE TEMP TABLE timeline_scope AS
           WITH renamed AS (
               SELECT actor_id FROM before_names AS b JOIN actors AS a USING (actor_id) WHERE a.name <> b.name
           ), acting AS (SELECT event_id, unnest(list_concat(source_ids, target_ids)) AS actor_id FROM events)
           SELECT event_id FROM event_ids UNION SELECT event_id FROM acting SEMI JOIN renamed USING (actor_id)"""
    )
    con.execute("DELETE FROM actor_timeline WHERE event_id IN (SELECT event_id FROM timeline_scope)")
    models.run(con, "70_timeline", "72_rollups", "80_history")
    search.after(con)
    calendar.bring_up(con)
    lake.remember(con, home, appended=True)


def _touched_articles(con: DuckDBPyConnection, home: Path) -> None:
    """Make latest (the rows to write), duplicates and links_now; what an article was is still in the database."""
    con.execute(
        """CREATE TEMP TABLE changed AS
           SELECT article_id FROM new_articles
           UNION SELECT article_id FROM raw_articles
           WHERE content_hash IN (SELECT content_hash FROM new_raw) AND article_id IS NOT NULL"""
    )
    con.execute("CREATE TEMP VIEW scope_articles AS FROM lake_articles WHERE article_id IN (FROM changed)")
    models.run(con, "05_versions")
    con.execute(
        """CREATE TEMP VIEW standing AS
           SELECT article_id, content_hash, version, publisher, published_date, published_at, duplicate_of, text,
                  text_key
           FROM articles WHERE article_id NOT IN (FROM changed)"""
    )
    con.execute(
        """CREATE TEMP TABLE current AS
           SELECT content_hash, article_id FROM latest UNION ALL SELECT content_hash, article_id FROM standing"""
    )
    _near(con)
    link.duplicates(con)
    con.execute(
        """INSERT INTO duplicates SELECT article_id, duplicate_of FROM standing
           WHERE duplicate_of IS NOT NULL AND published_date IS NOT NULL
             AND article_id NOT IN (SELECT article_id FROM near)"""
    )
    con.execute(
        """CREATE TEMP VIEW same_texts AS SELECT article_id, published_date, text_key FROM standing
           UNION ALL SELECT article_id, published_date, text_key
           FROM scope_articles SEMI JOIN latest USING (content_hash)"""
    )
    models.run(con, "06_undated")
    con.execute(
        """INSERT INTO latest SELECT s.content_hash, s.article_id, s.version FROM standing AS s
           LEFT JOIN duplicates AS d USING (article_id) WHERE s.duplicate_of IS DISTINCT FROM d.duplicate_of"""
    )
    actor_judgements.make(con, home)
    con.execute(
        """INSERT INTO latest SELECT content_hash, article_id, version FROM standing
           WHERE article_id NOT IN (SELECT article_id FROM latest) AND article_id IN (
               SELECT coalesce(n.article_id, b.article_id)
               FROM links_now AS n FULL JOIN actor_links AS b USING (article_id, local_id)
               WHERE coalesce(n.actor_id, local_id) <> coalesce(b.actor_id, local_id))"""
    )


def _near(con: DuckDBPyConnection) -> None:
    """Make near, the articles whose duplicates have to be found again, and texts: those published about the day of a
    changed article or of one of its former group, and every group that has a member among these."""
    con.execute(
        """CREATE TEMP TABLE groups AS
           SELECT article_id, coalesce(duplicate_of, article_id) AS original, published_date FROM articles"""
    )
    con.execute(
        f"""CREATE TEMP TABLE about AS
            SELECT DISTINCT published_date + k::INTEGER AS day FROM (
                SELECT published_date FROM scope_articles SEMI JOIN latest USING (content_hash)
                UNION SELECT published_date FROM groups WHERE original IN (
                    SELECT original FROM groups WHERE article_id IN (FROM changed))
            ), unnest(range(-{link.WINDOW}, {link.WINDOW} + 1)) AS r(k)"""
    )
    con.execute(
        """CREATE TEMP TABLE near AS
           SELECT article_id FROM groups WHERE original IN (
               SELECT original FROM groups WHERE published_date IN (SELECT day::DATE FROM about))"""
    )
    con.execute(
        """CREATE TEMP VIEW texts AS
           SELECT article_id, publisher, published_date, published_at, text
           FROM standing SEMI JOIN near USING (article_id)
           UNION ALL SELECT article_id, publisher, published_date, published_at, text
           FROM scope_articles SEMI JOIN latest USING (content_hash)"""
    )


def _scope(con: DuckDBPyConnection, home: Path) -> None:
    """Make the scope_ views: rows of the lake to write. Mentions are looked for in the months of their articles."""
    con.execute("CREATE TEMP TABLE wanted AS SELECT article_id FROM latest UNION FROM changed")
    con.execute("CREATE OR REPLACE TEMP VIEW scope_articles AS FROM lake_articles WHERE article_id IN (FROM wanted)")
    con.execute(
        """CREATE TEMP TABLE scope_raw_articles AS
           WITH touched AS (
               SELECT content_hash FROM raw_articles WHERE article_id IN (FROM wanted)
               UNION SELECT content_hash FROM new_raw
           )
           FROM raw_articles SEMI JOIN touched USING (content_hash) UNION ALL BY NAME FROM new_raw"""
    )
    con.execute("CREATE TEMP VIEW scope_rejects AS FROM new_rejects")
    days = "SELECT DISTINCT published_date FROM scope_articles SEMI JOIN latest USING (content_hash)"
    months = {f"{day:%Y-%m}" if day else "undated" for (day,) in con.execute(days).fetchall()}
    if any(not "1990-01" <= month <= "2049-12" for month in months):
        months.add("undated")
    for table in MENTION_TABLES:
        lake.view(con, home, table, f"scope_{table}", lambda path: lake.month(path) in months)


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
    touched = "SELECT event_id FROM joined_events UNION SELECT event_id FROM old_events"
    for table in ("events", "event_links", "actor_timeline", "evidence_index"):
        con.execute(f"DELETE FROM {table} WHERE event_id IN ({touched})")
