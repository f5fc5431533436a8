"""Make a whole warehouse from the whole lake. `append` does the same for what is new."""

from __future__ import annotations

from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from warehouse import actor_judgements, calendar, codes, counts, ddl, link, merging, models, search
from warehouse.lake import Listing

MENTION_TABLES = (
    "removed_spans", "value_issues", "sentences", "time_expressions", "place_mentions", "coverage", "event_quantities",
    "actor_mentions", "actor_roles", "quotes", "event_mentions", "event_actors",
)  # fmt: skip


def build(con: DuckDBPyConnection, listing: Listing, old: Path) -> None:
    """Fill the empty database in use. `old` is the warehouse it will replace, if there is one."""
    con.begin()  # each of hundreds of statements would be flushed to disk alone
    for statement in ddl.statements():
        con.execute(statement)
    con.commit()
    listing.attach(con)
    for table in ("raw_articles", "articles", "rejects", "article_actors", *MENTION_TABLES):
        con.execute(f"CREATE TEMP VIEW scope_{table} AS FROM lake_{table}")
    load_before(con, old)
    con.execute("CREATE TEMP VIEW inputs AS SELECT content_hash, article_id FROM lake_raw_articles")
    con.execute("CREATE TEMP TABLE earlier (article_id VARCHAR, n BIGINT)")
    models.run(con, "01_helpers", "02_places", "05_versions")
    _duplicates(con)
    models.run(con, "08_article_actors")
    con.execute("CREATE TEMP VIEW named_actors AS FROM article_actors")
    actor_judgements.make(con, listing.home)
    models.run(con, "10_articles", "15_actor_links", "20_mentions")
    con.execute("CREATE TEMP VIEW facts_scope AS SELECT event_mention_id FROM event_mentions")
    con.execute("CREATE TEMP VIEW linking AS FROM facts_scope")
    con.execute("CREATE TEMP VIEW words_mentions AS FROM event_mentions")
    con.execute("CREATE TEMP VIEW words_named AS FROM actor_mentions")
    models.run(con, "28_words", "30_mention_facts", "40_links")
    merging.within_articles(con)
    models.run(con, "45_across")
    con.execute("CREATE TEMP TABLE known_events (event_mention_id VARCHAR, event_id VARCHAR)")
    link.events(con)
    models.run(con, "50_events")
    con.execute("CREATE TEMP VIEW article_scope AS SELECT article_id FROM articles")
    con.execute("CREATE TEMP VIEW event_scope AS SELECT event_id FROM events")
    counts.start(con)
    counts.take(con, (*counts.OF_ARTICLES, "actor_events", "pairs", "type_days"), 1)
    counts.fill(con, *counts.OF_ARTICLES, "type_days")
    _actors(con)
    timelines(con)
    con.execute("CREATE TEMP VIEW events_now AS SELECT event_id FROM events")
    models.run(con, "80_history")
    search.build(con)
    codes.build(con)
    calendar.bring_up(con)
    models.run(con, "90_macros", "92_search", "94_views")
    for statement in ddl.of_views():
        con.execute(statement)
    listing.remember(con, appended=False)


def _duplicates(con: DuckDBPyConnection) -> None:
    """Make duplicates of all articles, and fill article_signatures."""
    con.execute(
        "CREATE TEMP VIEW texts AS SELECT article_id, publisher, published_date, published_at, text "
        "FROM lake_articles SEMI JOIN latest USING (content_hash)"
    )
    con.execute(
        "CREATE TEMP VIEW signed AS SELECT article_id, publisher, published_date, published_at, signature "
        "FROM article_signatures JOIN texts USING (article_id)"
    )
    con.execute(
        "CREATE TEMP VIEW same_texts AS SELECT article_id, published_date, text_key "
        "FROM lake_articles SEMI JOIN latest USING (content_hash)"
    )
    link.sign(con)
    link.duplicates(con)
    models.run(con, "06_undated")


def _actors(con: DuckDBPyConnection) -> None:
    """Write all actors that stand in a row."""
    con.execute("CREATE TEMP TABLE used AS FROM now_used UNION SELECT actor_id FROM actor_names")
    con.execute("DELETE FROM used WHERE actor_id IS NULL")
    con.execute("CREATE TEMP VIEW touched_actors AS FROM used")
    con.execute("CREATE TEMP TABLE before_actors AS FROM actors")
    for table in counts.OF_ARTICLES:
        con.execute(f"CREATE TEMP VIEW all_{table} AS FROM {table}")
    models.run(con, "60_actors", "65_keys")


def timelines(con: DuckDBPyConnection) -> None:
    """Fill the tables that questions about actors are answered from, by what was counted of all events."""
    con.execute("CREATE TEMP VIEW timeline_scope AS SELECT event_id FROM events")
    models.run(con, "70_timeline")
    con.execute("CREATE TEMP VIEW before_pairs AS SELECT rowid AS row_no, * FROM co_actors LIMIT 0")
    con.execute("CREATE TEMP TABLE together (actor_id VARCHAR, other_id VARCHAR, date DATE)")
    models.run(con, "71_pairs", "72_rollups")


def load_before(con: DuckDBPyConnection, old: Path) -> None:
    """The links of the warehouse that is being replaced; empty when there is none that can be read."""
    con.execute("CREATE TEMP TABLE before_links (event_mention_id VARCHAR, event_id VARCHAR)")
    con.execute("CREATE TEMP TABLE before_history (old_id VARCHAR, new_id VARCHAR)")
    if not old.exists():
        return
    try:
        con.execute(f"ATTACH {ddl.quote(str(old))} AS before (READ_ONLY)")
        con.execute("INSERT INTO before_links SELECT event_mention_id, event_id FROM before.event_links")
        con.execute("INSERT INTO before_history SELECT old_id, new_id FROM before.event_id_history")
        con.execute("DETACH before")
    except duckdb.Error:
        return  # damaged or of another schema: there is nothing to carry over, and nothing to keep from building
