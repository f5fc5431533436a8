"""Make again what the lake's new parts touch, and put it in the place of what the warehouse held.

Gives the rows of a full build. Touched are: articles that are new or have a new version, a new original file or other
duplicates, and articles in which a name now means another actor; the mentions of these; the events these are or were
part of, and those their mentions now join; timelines of these events, and of events with an actor whose name changed.

`make` reads the published warehouse and works on a small one in memory: the rows touched, and those they have to be
compared with. `write` changes a copy of the published file by what came of it. So the file can be copied meanwhile.
"""

from __future__ import annotations

from typing import Final

from duckdb import DuckDBPyConnection

from etl.schema import Table
from warehouse import at_hand, calendar, counts, ddl, link, merging, models, search, touched
from warehouse.lake import Listing

# Above this share of appended articles the sorted tables are sorted anew, by a full build.
TAIL: Final = 0.05

_AS_THEY_ARE: Final = ("places", "codes", "search_words", "calendar", "lake_parts", "build_info")
# What was said in articles: not looked at, or counted and linked too.
_UNSEEN: Final = ("removed_spans", "value_issues", "sentences", "time_expressions", "place_mentions", "coverage")
_SEEN: Final = ("actor_mentions", "actor_roles", "quotes", "event_mentions")
_OF_MENTIONS: Final = ("event_actors", "event_quantities")
# Whether a mention knows its day, and the day by which it meets others.
_FINE: Final = "granularity IN ('minute', 'hour', 'daypart', 'day')"
_DAY: Final = f"coalesce(CASE WHEN {_FINE} THEN start_date END, article_date)"
_NAMED_IN: Final = (
    ("event_actors", "affiliation_id"), ("actor_roles", "organization_id"), ("quotes", "speaker_id"),
    ("event_mentions", "speaker_id"),
)  # fmt: skip


def possible(con: DuckDBPyConnection, listing: Listing) -> bool:
    """Whether the published warehouse can be added to: it holds nothing that the lake does not, nothing taken down
    comes in again, and not too much was added since it was sorted."""
    _new_parts(con, listing)
    gone = models.count(con, "gone_parts WHERE path NOT LIKE '%/part-pages-%'")  # made anew when a page comes
    removed = "(FROM published.raw_articles WHERE status = 'removed')"
    back = models.count(con, f"new_raw SEMI JOIN {removed} USING (content_hash)")
    added = models.count(con, "appended_raw_articles")
    total = models.count(con, "published.raw_articles") + models.count(con, "new_raw")
    return not gone and not back and added <= TAIL * total


def _new_parts(con: DuckDBPyConnection, listing: Listing) -> None:
    known = dict(con.execute("SELECT path, appended FROM published.lake_parts").fetchall())
    listed = {path for paths in listing.parts.values() for path in paths}
    con.execute("CREATE TEMP TABLE gone_parts AS SELECT unnest(?::VARCHAR[]) AS path", [sorted(known.keys() - listed)])
    listing.view(con, "raw_articles", "appended_raw_articles", lambda path: known.get(path, True))
    for table in ("raw_articles", "articles", "rejects"):
        listing.view(con, table, f"new_{table}", lambda path: path not in known)
    con.execute("CREATE TEMP TABLE new_raw AS FROM new_raw_articles")


def make(con: DuckDBPyConnection, listing: Listing) -> None:
    """Have the rows to write at hand and the places of those they replace in gone_<table>, after `possible`."""
    for table in ddl.tables():
        con.execute(f"CREATE VIEW {table.name} AS FROM published.{table.name}" if table.name in _AS_THEY_ARE else ddl.create(table))
    listing.attach(con, "lexicon_actors", "lexicon_aliases")
    models.run(con, "01_helpers", "03_search_helpers")
    touched.articles(con, listing)
    touched.scope(con, listing)
    con.execute("CREATE TEMP TABLE event_scope (event_id VARCHAR)")
    counts.start(con)
    _take_articles(con)
    _write_articles(con)
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
    _timelines(con)
    counts.take(con, ("actor_days",), 1)
    counts.settle(con, "type_days", "actor_days")
    _pairs(con)
    _history(con)
    search.after(con)
    con.execute("CREATE TEMP TABLE wanted_mentions AS SELECT event_mention_id FROM event_mentions SEMI JOIN wanted USING (article_id)")


def _take_articles(con: DuckDBPyConnection) -> None:
    """Take out what the touched articles said, and what they count; keep what their events were."""
    con.execute("CREATE TEMP VIEW touched_days AS SELECT published_date FROM old_articles")
    published = at_hand.within(con, "published_date", "FROM touched_days")
    days = at_hand.within(con, "article_date", "FROM touched_days")
    at_hand.take(con, "raw_articles", "SEMI JOIN scope_contents USING (content_hash)")
    con.execute("CREATE TEMP TABLE scope_raw_articles AS FROM raw_articles UNION ALL BY NAME FROM new_raw")
    at_hand.take(con, "articles", f"SEMI JOIN wanted USING (article_id) WHERE {published}")
    for table in _UNSEEN:
        at_hand.drop(con, table, f"SEMI JOIN wanted USING (article_id) WHERE {days}")
    at_hand.drop(con, "article_signatures", f"SEMI JOIN changed USING (article_id) WHERE {days}")
    for table in _SEEN:
        at_hand.take(con, table, f"SEMI JOIN wanted USING (article_id) WHERE {days}")
    con.execute("CREATE TEMP TABLE old_mentions AS SELECT event_mention_id FROM event_mentions")
    for table in _OF_MENTIONS:
        at_hand.take(con, table, f"SEMI JOIN old_mentions USING (event_mention_id) WHERE {days}")
    con.execute(
        f"""CREATE TEMP TABLE old_events AS SELECT DISTINCT event_id FROM published.event_links
            SEMI JOIN old_mentions USING (event_mention_id) WHERE {days}"""
    )
    con.execute(
        """CREATE TEMP TABLE before_links AS SELECT rowid AS row_no, * FROM published.event_links
           SEMI JOIN old_events USING (event_id)"""
    )
    at_hand.look(con, "actor_links", "SEMI JOIN wanted USING (article_id)")
    con.execute("CREATE TEMP TABLE actors_now AS FROM article_actors")
    con.execute("DELETE FROM article_actors")
    con.execute("INSERT INTO article_actors SELECT * EXCLUDE (row_no) FROM gone_article_actors")
    at_hand.look(con, "article_actors", "SEMI JOIN (FROM wanted ANTI JOIN reread USING (article_id)) USING (article_id)")
    search.before(con)
    counts.take(con, counts.OF_ARTICLES, -1)
    con.execute("CREATE TEMP TABLE touched_actors AS FROM now_used")


def _write_articles(con: DuckDBPyConnection) -> None:
    """Write the touched articles and what they say now, and what they count."""
    for table in ("raw_articles", "articles", *_SEEN, *_OF_MENTIONS):
        con.execute(f"DELETE FROM {table}")
    con.execute("DELETE FROM article_actors WHERE article_id IN (FROM reread)")
    con.execute("INSERT INTO article_actors FROM actors_now")
    con.execute(
        """DELETE FROM actor_links WHERE local_id IN (FROM actor_blocks)
           OR (article_id, local_id) IN (SELECT article_id, local_id FROM new_links)"""
    )
    con.execute("INSERT INTO actor_links BY NAME FROM links_now SEMI JOIN wanted USING (article_id)")
    con.execute(
        "INSERT INTO actor_links BY NAME FROM new_links ANTI JOIN actor_links USING (article_id, local_id) "
        "ORDER BY article_id, local_id"
    )
    _judgements(con)
    models.run(con, "10_articles", "20_mentions")
    counts.take(con, counts.OF_ARTICLES, 1)
    counts.settle(con, *counts.OF_ARTICLES)


def _judgements(con: DuckDBPyConnection) -> None:
    """Take out the judgements of the user, who may have others now, and questions about whom was linked anew."""
    con.execute(
        """CREATE TEMP TABLE gone_actor_judgements AS
           WITH asked AS (SELECT rowid AS row_no, * FROM published.actor_judgements),
           named AS (
               SELECT article_id AS article_a, actor_id AS actor_a, local_id
               FROM published.actor_links SEMI JOIN asked AS j ON j.article_a = article_id
           )
           SELECT j.row_no FROM asked AS j LEFT JOIN named AS k USING (article_a, actor_a)
           WHERE j.basis = 'user' OR coalesce(k.local_id, j.actor_a) IN (FROM actor_blocks)
              OR split_part(coalesce(k.local_id, j.actor_a), '.', 1) IN (FROM actor_blocks)"""
    )
    con.execute("INSERT INTO actor_judgements BY NAME FROM judgements_now ORDER BY ALL")


def _touched_mentions(con: DuckDBPyConnection) -> None:
    """Make facts_scope: the new mentions and those left of events that lost one (both to be linked anew), and the
    mentions they may join: of the same type and day with the same actor, with all of that type in their articles. These
    keep together: known_events."""
    con.execute("CREATE TEMP TABLE left_over AS FROM before_links ANTI JOIN old_mentions USING (event_mention_id)")
    con.execute(
        """CREATE TEMP TABLE linking AS SELECT event_mention_id FROM event_mentions
           UNION SELECT event_mention_id FROM left_over"""
    )
    _look_at_articles(con, "left_over")
    con.execute(
        f"""CREATE TEMP TABLE keys AS
            SELECT DISTINCT type, actor_id, (day + unnest([-1, 0, 1]))::DATE AS day
            FROM (SELECT event_mention_id, type, {_DAY} AS day FROM event_mentions SEMI JOIN linking USING (event_mention_id))
            JOIN event_actors USING (event_mention_id) WHERE actor_id IS NOT NULL"""
    )
    _close(con)
    _look_at_articles(con, "close")
    con.execute(
        """CREATE TEMP TABLE facts_scope AS SELECT event_mention_id FROM event_mentions SEMI JOIN (
               SELECT article_id, type FROM event_mentions SEMI JOIN (
                   SELECT event_mention_id FROM linking UNION ALL SELECT event_mention_id FROM close) USING (event_mention_id)
           ) USING (article_id, type)"""
    )
    days = at_hand.within(con, "article_date", "SELECT DISTINCT article_date FROM event_mentions")
    con.execute(
        f"""CREATE TEMP TABLE known_events AS
            SELECT event_mention_id, event_id FROM published.event_links
            SEMI JOIN (FROM facts_scope ANTI JOIN linking USING (event_mention_id)) USING (event_mention_id) WHERE {days}"""
    )


def _close(con: DuckDBPyConnection) -> None:
    """Make close, the published mentions that share type, day and actor with one to be linked: those dated on the day,
    and those without a day of their own in the articles of the day."""
    own = at_hand.within(con, "start_date", "SELECT DISTINCT day FROM keys")
    told = at_hand.within(con, "article_date", "SELECT DISTINCT day FROM keys")
    con.execute(
        f"""CREATE TEMP TABLE of_days AS
            SELECT event_mention_id, article_date, type, day
            FROM (SELECT *, {_DAY} AS day FROM published.event_mentions WHERE {own}
                  UNION ALL SELECT *, article_date FROM published.event_mentions
                  WHERE {told} AND ({_FINE} AND start_date IS NOT NULL) IS NOT TRUE)
            SEMI JOIN (SELECT type, day FROM keys) USING (type, day) ANTI JOIN old_mentions USING (event_mention_id)"""
    )
    days = at_hand.within(con, "article_date", "SELECT DISTINCT article_date FROM of_days")
    con.execute(
        f"""CREATE TEMP TABLE close AS
            SELECT DISTINCT event_mention_id, article_date
            FROM (SELECT event_mention_id, actor_id FROM published.event_actors WHERE {days})
            JOIN of_days USING (event_mention_id) SEMI JOIN keys USING (type, actor_id, day)"""
    )


def _look_at_articles(con: DuckDBPyConnection, mentions: str) -> None:
    """Have the articles of mentions at hand, with all that was said of events in them."""
    days = at_hand.within(con, "article_date", f"SELECT DISTINCT article_date FROM {mentions}")
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE coming AS
            SELECT DISTINCT article_id FROM published.event_mentions SEMI JOIN {mentions} USING (event_mention_id)
            ANTI JOIN articles USING (article_id) WHERE {days}"""
    )
    at_hand.look(con, "articles", f"SEMI JOIN coming USING (article_id) WHERE {days.replace('article_date', 'published_date')}")
    for table in ("event_mentions", "actor_mentions"):
        at_hand.look(con, table, f"SEMI JOIN coming USING (article_id) WHERE {days}")
    said = "(SELECT event_mention_id FROM event_mentions SEMI JOIN coming USING (article_id))"
    at_hand.look(con, "event_actors", f"SEMI JOIN {said} USING (event_mention_id) WHERE {days}")


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
        """CREATE TEMP TABLE joined_links AS SELECT rowid AS row_no, * FROM published.event_links
           SEMI JOIN joined_events USING (event_id) ANTI JOIN old_events USING (event_id)"""
    )
    con.execute(
        """CREATE TEMP TABLE clusters AS
           SELECT event_mention_id, cluster FROM found SEMI JOIN linking USING (event_mention_id)
           UNION SELECT l.event_mention_id, j.cluster FROM joined_links AS l JOIN joined_events AS j USING (event_id)"""
    )
    _look_at_articles(con, "joined_links")
    copied = "(SELECT duplicate_of AS article_id FROM articles ANTI JOIN articles AS o ON o.article_id = articles.duplicate_of)"
    at_hand.look(con, "articles", f"SEMI JOIN {copied} USING (article_id)")
    con.execute("INSERT INTO before_links FROM joined_links")
    con.execute("CREATE TEMP VIEW gone_event_links AS FROM before_links")
    con.execute("INSERT INTO event_scope SELECT event_id FROM joined_events UNION SELECT event_id FROM old_events")
    for table in ("events", "actor_timeline"):
        at_hand.take(con, table, "SEMI JOIN event_scope USING (event_id)")
    counts.take(con, counts.OF_EVENTS, -1)
    con.execute("CREATE TEMP TABLE replaced_events AS FROM event_scope")
    for table in ("events", "actor_timeline"):
        con.execute(f"DELETE FROM {table}")


def _actors(con: DuckDBPyConnection) -> None:
    """Write the actors again that a touched row names."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE touched_actors AS
           FROM touched_actors UNION FROM now_used UNION SELECT actor_id FROM delta_actor_names
           UNION SELECT actor_id FROM delta_actor_events"""
    )
    for table in ("actors", "actor_aliases", "actor_keys"):
        at_hand.take(con, table, "SEMI JOIN touched_actors USING (actor_id)")
        con.execute(f"DELETE FROM {table}")
    con.execute("CREATE TEMP VIEW before_actors AS FROM gone_actors")
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
    con.execute("CREATE TEMP TABLE unsure AS FROM touched_actors ANTI JOIN used USING (actor_id) WHERE actor_id IS NOT NULL")
    for table, column in _NAMED_IN if models.count(con, "unsure") else ():
        con.execute(
            f"""INSERT INTO used SELECT DISTINCT p.{column} FROM published.{table} AS p
                SEMI JOIN unsure ON unsure.actor_id = p.{column} ANTI JOIN gone_{table} AS g ON g.row_no = p.rowid"""
        )
    con.execute("CREATE OR REPLACE TEMP TABLE used AS SELECT DISTINCT actor_id FROM used")


def _timelines(con: DuckDBPyConnection) -> None:
    """Write the timelines of the events written, and of those reached through an actor that is called otherwise now."""
    con.execute(
        """CREATE TEMP TABLE renamed_events AS
           SELECT DISTINCT event_id FROM published.actor_timeline SEMI JOIN (
               SELECT text_no(actor_id) AS actor_no FROM before_actors AS b JOIN actors AS a USING (actor_id)
               WHERE a.name <> b.name
           ) USING (actor_no) ANTI JOIN replaced_events USING (event_id)"""
    )
    con.execute("CREATE TEMP TABLE timeline_scope AS SELECT event_id FROM event_ids UNION ALL FROM renamed_events")
    con.execute("CREATE TEMP TABLE renamed_links AS FROM published.event_links SEMI JOIN renamed_events USING (event_id)")
    for table in ("events", "event_links"):
        at_hand.look(con, table, "SEMI JOIN renamed_events USING (event_id)")
    _look_at_articles(con, "renamed_links")
    con.execute(
        """INSERT INTO gone_actor_timeline SELECT rowid, * FROM published.actor_timeline
           SEMI JOIN renamed_events USING (event_id)"""
    )
    con.execute("INSERT INTO replaced_events FROM renamed_events")
    beside = "(SELECT unnest(list_concat(source_ids, target_ids)) AS actor_id FROM events SEMI JOIN renamed_events USING (event_id))"
    at_hand.look(con, "actors", f"SEMI JOIN {beside} USING (actor_id) ANTI JOIN touched_actors USING (actor_id)")
    models.run(con, "70_timeline")


def _pairs(con: DuckDBPyConnection) -> None:
    """Write the pairs of actors with other events or names."""
    con.execute("CREATE TEMP VIEW before_pairs AS SELECT rowid AS row_no, * FROM published.co_actors")
    models.run(con, "71_pairs")
    con.execute(
        """CREATE TEMP TABLE met AS
           WITH told AS (
               SELECT event_id, actor_id FROM published.actor_timeline
               SEMI JOIN (SELECT text_no(actor_id) AS actor_no FROM lost_pairs) USING (actor_no)
               WHERE via IS NULL AND modality <> 'hypothetical'
           )
           SELECT event_id, actor_id, other_id FROM told JOIN lost_pairs USING (actor_id)
           SEMI JOIN (SELECT event_id, actor_id AS other_id FROM told) USING (event_id, other_id)
           ANTI JOIN replaced_events USING (event_id)"""
    )
    con.execute(
        """CREATE TEMP VIEW together AS
           SELECT actor_id, other_id, first_reported AS date FROM published.events JOIN met USING (event_id)
           UNION ALL SELECT actor_id, other_id, date FROM now_pairs"""
    )
    models.run(con, "72_rollups")


def _history(con: DuckDBPyConnection) -> None:
    """Write the ids that events had before, where they changed."""
    con.execute("CREATE TEMP TABLE before_history AS SELECT rowid AS row_no, * FROM published.event_id_history")
    con.execute(
        """CREATE TEMP VIEW events_now AS SELECT event_id FROM events
           UNION SELECT new_id FROM before_history WHERE new_id NOT IN (FROM replaced_events)"""
    )
    models.run(con, "80_history")
    con.execute("CREATE TEMP TABLE gone_event_id_history AS FROM before_history ANTI JOIN event_id_history USING (old_id, new_id)")
    con.execute("DELETE FROM event_id_history WHERE (old_id, new_id) IN (SELECT old_id, new_id FROM before_history)")


def write(con: DuckDBPyConnection, listing: Listing) -> None:
    """Put what `make` has at hand in its place in the database in use, a copy of the published one."""
    gone = {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables() WHERE temporary UNION ALL SELECT view_name FROM duckdb_views() WHERE temporary").fetchall()}
    con.begin()  # each statement would be flushed to disk alone
    for table in ddl.tables():
        if table.name not in _AS_THEY_ARE:
            if f"gone_{table.name}" in gone:
                con.execute(f"DELETE FROM {table.name} WHERE rowid IN (SELECT row_no FROM gone_{table.name})")
            con.execute(f"INSERT INTO {table.name} BY NAME FROM memory.{table.name} {written(table)}")
    listing.remember(con, appended=True)
    calendar.bring_up(con)
    con.commit()


def written(table: Table) -> str:
    """What tells the rows at hand that are written from those only looked at; stands after FROM."""
    if table.name == "article_actors":
        return "SEMI JOIN reread USING (article_id)"
    if table.name == "actor_links":
        return "SEMI JOIN new_links USING (article_id, local_id)"
    if table.name in ("events", "event_links"):
        return "SEMI JOIN event_scope USING (event_id)"
    if table.name == "actors":
        return "SEMI JOIN touched_actors USING (actor_id)"
    if table.name in ("articles", *_UNSEEN, *_SEEN):
        return "SEMI JOIN wanted USING (article_id)"
    return "SEMI JOIN wanted_mentions USING (event_mention_id)" if table.name in _OF_MENTIONS else ""
