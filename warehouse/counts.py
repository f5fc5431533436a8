"""Tables of counts, kept by adding: what the rows in scope counted before goes out with a minus, what they count now
comes in. So a refresh pays for what it touches, and the tables hold what counting anew would give.

`now_<table>` (sql/54_counts) counts the rows of article_scope and event_scope; `delta_<table>` gathers signed counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from duckdb import DuckDBPyConnection

from warehouse import models

# Table -> what a row is counted by, and the counts.
OF_ARTICLES: Final = {
    "actor_names": (("actor_id", "local_id", "basis", "name", "kind", "country"), ("n_articles",)),
    "actor_spellings": (("actor_id", "alias", "alias_kind"), ("n_articles",)),
    "actor_coverage": (("date", "actor_id"), ("n_articles",)),
}
OF_EVENTS: Final = {
    "actor_events": (("actor_id",), ("n_events",)),
    "pairs": (("actor_id", "other_id", "date"), ("n_events", "n_to", "n_from")),
    "type_days": (("type", "date"), ("n_events", "n_articles")),
}
_ALL: Final = OF_ARTICLES | OF_EVENTS


def start(con: DuckDBPyConnection) -> None:
    """Make the views that count, and nothing counted yet."""
    models.run(con, "54_counts")
    for table in _ALL:
        con.execute(f"CREATE TEMP TABLE delta_{table} AS FROM now_{table} LIMIT 0")


def take(con: DuckDBPyConnection, tables: Iterable[str], sign: int) -> None:
    """Add what the rows in scope count, or take it off."""
    for table in tables:
        keys, counts = _ALL[table]
        signed = ", ".join(f"{sign} * {count} AS {count}" for count in counts)
        con.execute(f"INSERT INTO delta_{table} BY NAME SELECT {', '.join(keys)}, {signed} FROM now_{table}")


def fill(con: DuckDBPyConnection, *tables: str) -> None:
    """Fill empty tables with what was taken."""
    for table in tables:
        keys, counts = _ALL[table]
        by = ", ".join(keys)
        con.execute(
            f"INSERT INTO {table} BY NAME SELECT {by}, {_sums(counts)} FROM delta_{table} GROUP BY {by} ORDER BY {by}"
        )


def settle(con: DuckDBPyConnection, *tables: str) -> None:
    """Bring rows of published tables up to what was taken: those met go to gone_<table>, those that take their place
    into the table at hand."""
    for table in tables:
        keys, counts = _ALL[table]
        by, sums = ", ".join(keys), _sums(counts)
        con.execute(
            f"""CREATE OR REPLACE TEMP TABLE net AS SELECT {by}, {sums} FROM delta_{table} GROUP BY {by}
                HAVING {" OR ".join(f"sum({count}) <> 0" for count in counts)}"""
        )
        same = " AND ".join(f"t.{key} IS NOT DISTINCT FROM n.{key}" for key in keys)
        con.execute(
            f"""CREATE TEMP TABLE gone_{table} AS SELECT t.rowid AS row_no, t.*
                FROM published.{table} AS t SEMI JOIN net AS n ON {same}"""
        )
        con.execute(
            f"""INSERT INTO {table} BY NAME SELECT {by}, {sums}
                FROM (FROM net UNION ALL BY NAME SELECT {by}, {", ".join(counts)} FROM gone_{table})
                GROUP BY {by} HAVING sum({counts[0]}) > 0 ORDER BY {by}"""
        )


def _sums(counts: Iterable[str]) -> str:
    return ", ".join(f"sum({count})::BIGINT AS {count}" for count in counts)
