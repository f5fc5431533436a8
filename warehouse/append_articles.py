"""What touched articles said goes out, and what they say now comes in: the part of `append` that events are made of."""

from __future__ import annotations

from typing import Final

from duckdb import DuckDBPyConnection

from warehouse import at_hand, counts, models, search

# What was said in articles: only written, or counted and linked too.
UNSEEN: Final = ("removed_spans", "value_issues", "sentences", "time_expressions", "place_mentions", "coverage")
SEEN: Final = ("actor_mentions", "actor_roles", "quotes", "event_mentions")
OF_MENTIONS: Final = ("event_actors", "event_quantities")


def take(con: DuckDBPyConnection) -> None:
    """Take out what the touched articles said, and what they count; keep what their events were."""
    con.execute("CREATE TEMP VIEW touched_days AS SELECT published_date FROM old_articles")
    published = at_hand.within(con, "published_date", "FROM touched_days")
    days = at_hand.within(con, "article_date", "FROM touched_days")
    at_hand.take(con, "raw_articles", "SEMI JOIN scope_contents USING (content_hash)")
    con.execute("CREATE TEMP TABLE scope_raw_articles AS FROM raw_articles UNION ALL BY NAME FROM new_raw")
    at_hand.take(con, "articles", f"SEMI JOIN wanted USING (article_id) WHERE {published}")
    for table in UNSEEN:
        at_hand.drop(con, table, f"SEMI JOIN wanted USING (article_id) WHERE {days}")
    at_hand.drop(con, "article_signatures", f"SEMI JOIN changed USING (article_id) WHERE {days}")
    for table in SEEN:
        at_hand.take(con, table, f"SEMI JOIN wanted USING (article_id) WHERE {days}")
    con.execute("CREATE TEMP TABLE old_mentions AS SELECT event_mention_id FROM event_mentions")
    for table in OF_MENTIONS:
        at_hand.take(con, table, f"SEMI JOIN old_mentions USING (event_mention_id) WHERE {days}")
    con.execute(
        f"""CREATE TEMP TABLE old_events AS SELECT DISTINCT event_id FROM published.event_links
            SEMI JOIN old_mentions USING (event_mention_id) WHERE {days}"""
    )
    con.execute(
        """CREATE TEMP TABLE before_links AS SELECT rowid AS row_no, * FROM published.event_links
           SEMI JOIN old_events USING (event_id) WHERE """
        + at_hand.of_events(con, "old_events")
    )
    at_hand.look(con, "actor_links", "SEMI JOIN wanted USING (article_id)")
    con.execute("CREATE TEMP TABLE actors_now AS FROM article_actors")
    con.execute("DELETE FROM article_actors")
    con.execute("INSERT INTO article_actors SELECT * EXCLUDE (row_no) FROM gone_article_actors")
    at_hand.look(
        con, "article_actors", "SEMI JOIN (FROM wanted ANTI JOIN reread USING (article_id)) USING (article_id)"
    )
    search.before(con)
    counts.take(con, counts.OF_ARTICLES, -1)
    con.execute("CREATE TEMP TABLE touched_actors AS FROM now_used")


def write(con: DuckDBPyConnection) -> None:
    """Write the touched articles and what they say now, and what they count."""
    for table in ("raw_articles", "articles", *SEEN, *OF_MENTIONS):
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
