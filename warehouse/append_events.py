"""Which mentions a refresh links anew, and which events that takes out: the part of `append` between articles and
events."""

from __future__ import annotations

from typing import Final

from duckdb import DuckDBPyConnection

from warehouse import at_hand, counts, models

# Whether a mention knows its day, and the day by which it meets others.
_FINE: Final = "granularity IN ('minute', 'hour', 'daypart', 'day')"
_DAY: Final = f"coalesce(CASE WHEN {_FINE} THEN start_date END, article_date)"


def mentions(con: DuckDBPyConnection) -> None:
    """Make facts_scope: the new mentions and those left of events that lost one (both to be linked anew), and the
    mentions they may join: of the same type and day with the same actor and words, with all of that type in their
    articles. These keep together: known_events."""
    con.execute("CREATE TEMP TABLE left_over AS FROM before_links ANTI JOIN old_mentions USING (event_mention_id)")
    con.execute(
        """CREATE TEMP TABLE linking AS SELECT event_mention_id FROM event_mentions
           UNION SELECT event_mention_id FROM left_over"""
    )
    look_at_articles(con, "left_over")
    _words(con, "event_mentions", "actor_mentions")
    con.execute(
        f"""CREATE TEMP TABLE keys AS
            SELECT type, actor_id, (day + unnest([-1, 0, 1]))::DATE AS day, w.rowid AS no, w.verbal, w.n, w.low, w.high,
                   w.spare
            FROM (SELECT event_mention_id, type, {_DAY} AS day
                  FROM event_mentions SEMI JOIN linking USING (event_mention_id))
            JOIN (SELECT event_mention_id, actor_id FROM event_actors WHERE actor_id IS NOT NULL)
            USING (event_mention_id)
            JOIN mention_words AS w USING (event_mention_id)"""
    )
    _close(con)
    look_at_articles(con, "close")
    _words(con, "event_mentions", "actor_mentions")
    con.execute(
        """CREATE TEMP TABLE facts_scope AS SELECT event_mention_id FROM event_mentions SEMI JOIN (
               SELECT article_id, type FROM event_mentions SEMI JOIN (
                   FROM linking UNION ALL SELECT event_mention_id FROM close) USING (event_mention_id)
           ) USING (article_id, type)"""
    )
    days = at_hand.within(con, "article_date", "SELECT DISTINCT article_date FROM event_mentions")
    con.execute(
        f"""CREATE TEMP TABLE known_events AS
            SELECT event_mention_id, event_id FROM published.event_links
            SEMI JOIN (FROM facts_scope ANTI JOIN linking USING (event_mention_id)) USING (event_mention_id)
            WHERE {days}"""
    )


def _close(con: DuckDBPyConnection) -> None:
    """Make close, the published mentions that share type, day, actor and words with one to be linked: those dated on
    the day, and those without a day of their own in the articles of the day."""
    own = at_hand.within(con, "start_date", "SELECT DISTINCT day FROM keys")
    told = at_hand.within(con, "article_date", "SELECT DISTINCT day FROM keys")
    con.execute(
        f"""CREATE TEMP TABLE of_days AS
            SELECT *
            FROM (SELECT *, {_DAY} AS day FROM published.event_mentions WHERE {own}
                  UNION ALL SELECT *, article_date FROM published.event_mentions
                  WHERE {told} AND ({_FINE} AND start_date IS NOT NULL) IS NOT TRUE)
            SEMI JOIN (SELECT type, day FROM keys) USING (type, day) ANTI JOIN old_mentions USING (event_mention_id)"""
    )
    days = at_hand.within(con, "article_date", "SELECT DISTINCT article_date FROM of_days")
    con.execute(
        f"""CREATE TEMP TABLE acting AS
            SELECT * FROM (SELECT event_mention_id, actor_id FROM published.event_actors WHERE {days})
            JOIN of_days USING (event_mention_id) SEMI JOIN keys USING (type, actor_id, day)"""
    )
    _words(
        con,
        f"(FROM published.event_mentions SEMI JOIN acting USING (event_mention_id) WHERE {days})",
        f"(FROM published.actor_mentions SEMI JOIN acting USING (article_id) WHERE {days})",
    )
    con.execute(
        """CREATE TEMP TABLE close AS
           WITH sketched AS (
               SELECT DISTINCT a.no AS a, w.rowid AS b
               FROM (SELECT event_mention_id, type, actor_id, day FROM acting) AS b
               JOIN mention_words AS w USING (event_mention_id)
               JOIN keys AS a USING (type, actor_id, day)
               WHERE may_overlap(a, w)
           )
           SELECT DISTINCT d.event_mention_id, d.article_date
           FROM sketched AS s JOIN mention_words AS x ON x.rowid = s.a JOIN mention_words AS y ON y.rowid = s.b
           JOIN (SELECT event_mention_id, article_date FROM of_days) AS d ON d.event_mention_id = y.event_mention_id
           WHERE share_words(x, y)"""
    )


def _words(con: DuckDBPyConnection, mentions: str, named: str) -> None:
    """Add the words of mentions to mention_words; `named` are the actor mentions of their articles."""
    con.execute(f"CREATE OR REPLACE TEMP VIEW words_mentions AS FROM {mentions}")
    con.execute(f"CREATE OR REPLACE TEMP VIEW words_named AS FROM {named}")
    models.run(con, "28_words")


def events(con: DuckDBPyConnection) -> None:
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
           SEMI JOIN joined_events USING (event_id) ANTI JOIN old_events USING (event_id) WHERE """
        + at_hand.of_events(con, "joined_events")
    )
    con.execute(
        """CREATE TEMP TABLE clusters AS
           SELECT event_mention_id, cluster FROM found SEMI JOIN linking USING (event_mention_id)
           UNION SELECT l.event_mention_id, j.cluster FROM joined_links AS l JOIN joined_events AS j USING (event_id)"""
    )
    look_at_articles(con, "joined_links")
    con.execute(
        """CREATE TEMP TABLE copied AS SELECT a.duplicate_of AS article_id
           FROM articles AS a ANTI JOIN articles AS o ON o.article_id = a.duplicate_of"""
    )
    at_hand.look(con, "articles", "SEMI JOIN copied USING (article_id)")
    con.execute("INSERT INTO before_links FROM joined_links")
    con.execute("CREATE TEMP VIEW gone_event_links AS FROM before_links")
    con.execute("INSERT INTO event_scope SELECT event_id FROM joined_events UNION SELECT event_id FROM old_events")
    at_hand.take(con, "events", f"SEMI JOIN event_scope USING (event_id) WHERE {at_hand.of_events(con, 'event_scope')}")
    days = at_hand.within(con, "date", "SELECT DISTINCT coalesce(start_date, first_reported) FROM events")
    at_hand.take(con, "actor_timeline", f"SEMI JOIN event_scope USING (event_id) WHERE {days}")
    counts.take(con, counts.OF_EVENTS, -1)
    con.execute("CREATE TEMP TABLE replaced_events AS FROM event_scope")
    for table in ("events", "actor_timeline"):
        con.execute(f"DELETE FROM {table}")


def look_at_articles(con: DuckDBPyConnection, mentions: str) -> None:
    """Have the articles of mentions at hand, with all that was said of events in them."""
    days = at_hand.within(con, "article_date", f"SELECT DISTINCT article_date FROM {mentions}")
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE coming AS
            SELECT DISTINCT article_id FROM published.event_mentions SEMI JOIN {mentions} USING (event_mention_id)
            ANTI JOIN articles USING (article_id) WHERE {days}"""
    )
    at_hand.look(
        con, "articles", f"SEMI JOIN coming USING (article_id) WHERE {days.replace('article_date', 'published_date')}"
    )
    for table in ("event_mentions", "actor_mentions"):
        at_hand.look(con, table, f"SEMI JOIN coming USING (article_id) WHERE {days}")
    said = "(SELECT event_mention_id FROM event_mentions SEMI JOIN coming USING (article_id))"
    at_hand.look(con, "event_actors", f"SEMI JOIN {said} USING (event_mention_id) WHERE {days}")
