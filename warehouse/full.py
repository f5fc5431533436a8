"""Make a whole warehouse from the whole lake. `append` does the same for what is new."""

from __future__ import annotations

from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from warehouse import actor_judgements, calendar, codes, counts, ddl, lake, link, merging, models, search

MENTION_TABLES = (
    "removed_spans", "value_issues", "sentences", "time_expressions", "place_mentions", "coverage", "event_quantities",
    "actor_mentions", "actor_roles", "quotes", "event_mentions", "event_actors",
)  # fmt: skip


def build(con: DuckDBPyConnection, home: Path, old: Path) -> None:
    """Fill the empty database in use. `old` is the warehouse it will replace, if there is one."""
    con.begin()  # each of hundreds of statements would be flushed to disk alone
    for statement in ddl.statements():
        con.execute(statement)
    con.commit()
    for table in ("raw_articles", "articles", "rejects", "article_actors", *MENTION_TABLES):
        con.execute(f"CREATE TEMP VIEW scope_{table} AS FROM lake_{table}")
    load_before(con, old)
    models.run(con, "01_helpers", "02_places", "05_versions")
    con.execute("CREATE TEMP VIEW current AS SELECT content_hash, article_id FROM latest")
    con.execute(
        "CREATE TEMP VIEW texts AS SELECT article_id, publisher, published_date, published_at, text "
        "FROM lake_articles SEMI JOIN latest USING (content_hash)"
    )
    con.execute(
        "CREATE TEMP VIEW same_texts AS SELECT article_id, published_date, text_key "
        "FROM lake_articles SEMI JOIN latest USING (content_hash)"
    )
    link.duplicates(con)
    con.execute("CREATE TEMP TABLE actor_blocks (local_id VARCHAR)")
    models.run(con, "06_undated")
    actor_judgements.make(con, home)
    models.run(con, "10_articles", "15_actor_links", "20_mentions")
    con.execute("CREATE TEMP VIEW facts_scope AS SELECT event_mention_id FROM event_mentions")
    models.run(con, "30_mention_facts", "40_links")
    merging.within_articles(con)
    models.run(con, "45_across")
    con.execute("CREATE TEMP TABLE known_events (event_mention_id VARCHAR, event_id VARCHAR)")
    link.events(con)
    models.run(con, "50_events")
    con.execute("CREATE TEMP VIEW article_scope AS SELECT article_id FROM articles")
    con.execute("CREATE TEMP VIEW event_scope AS SELECT event_id FROM events")
    counts.start(con)
    counts.take(con, (*counts.OF_ARTICLES, "actor_events", "pairs", "type_days"), 1)
    counts.settle(con, *counts.OF_ARTICLES, "type_days")
    con.execute("CREATE TEMP TABLE used AS FROM now_used UNION SELECT actor_id FROM actor_names")
    con.execute("DELETE FROM used WHERE actor_id IS NULL")
    con.execute("CREATE TEMP VIEW touched_actors AS FROM used")
    models.run(con, "60_actors", "65_keys")
    con.execute("CREATE TEMP VIEW timeline_scope AS SELECT event_id FROM events")
    models.run(con, "70_timeline")
    models.run(con, "72_rollups", "80_history")
    search.build(con)
    codes.build(con)
    calendar.bring_up(con)
    models.run(con, "90_macros", "92_search", "94_views")
    for statement in ddl.of_views():
        con.execute(statement)
    lake.remember(con, home, appended=False)


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
