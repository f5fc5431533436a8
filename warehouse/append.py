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
from warehouse import (
    append_actors,
    append_articles,
    append_events,
    calendar,
    counts,
    ddl,
    link,
    merging,
    models,
    search,
    touched,
)
from warehouse.append_articles import OF_MENTIONS, SEEN, UNSEEN
from warehouse.lake import Listing

# Above this share of appended articles the whole is built anew: every table in its order, every row group full.
TAIL: Final = 0.25

_AS_THEY_ARE: Final = ("places", "codes", "search_words", "calendar", "lake_parts", "build_info")


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
        con.execute(
            f"CREATE VIEW {table.name} AS FROM published.{table.name}"
            if table.name in _AS_THEY_ARE
            else ddl.create(table)
        )
    listing.attach(con, "lexicon_actors", "lexicon_aliases")
    models.run(con, "01_helpers", "03_search_helpers")
    touched.articles(con, listing)
    touched.scope(con, listing)
    con.execute("CREATE TEMP TABLE event_scope (event_id VARCHAR)")
    counts.start(con)
    append_articles.take(con)
    append_articles.write(con)
    append_events.mentions(con)
    models.run(con, "30_mention_facts", "40_links")
    merging.within_articles(con)
    models.run(con, "45_across")
    link.events(con)
    append_events.events(con)
    models.run(con, "50_events")
    con.execute("DELETE FROM event_scope")
    con.execute("INSERT INTO event_scope SELECT event_id FROM event_ids")
    counts.take(con, ("actor_events", "pairs", "type_days"), 1)
    append_actors.actors(con)
    append_actors.timelines(con)
    counts.settle(con, "type_days")
    append_actors.pairs(con)
    append_actors.history(con)
    search.after(con)
    con.execute(
        """CREATE TEMP TABLE wanted_mentions AS
           SELECT event_mention_id FROM event_mentions SEMI JOIN wanted USING (article_id)"""
    )


def write(con: DuckDBPyConnection, listing: Listing) -> None:
    """Put what `make` has at hand in its place in the database in use, a copy of the published one."""
    kept = "SELECT table_name FROM information_schema.tables WHERE table_catalog = 'temp'"
    gone = {name for (name,) in con.execute(kept).fetchall()}
    for table in ddl.tables():
        if table.name not in _AS_THEY_ARE:
            if f"gone_{table.name}" in gone:
                con.execute(f"DELETE FROM {table.name} WHERE rowid IN (SELECT row_no FROM gone_{table.name})")
            order = f"ORDER BY {', '.join(table.sorted_by)}" if table.sorted_by else ""
            con.execute(f"INSERT INTO {table.name} BY NAME FROM memory.{table.name} {written(table)} {order}")
    listing.remember(con, appended=True)
    calendar.bring_up(con)


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
    if table.name in ("articles", *UNSEEN, *SEEN):
        return "SEMI JOIN wanted USING (article_id)"
    return "SEMI JOIN wanted_mentions USING (event_mention_id)" if table.name in OF_MENTIONS else ""
