"""Sorted tables as sorted runs. A refresh puts what it writes behind the rest as one more run, and a query for one key
looks into each. So runs are merged with what comes after them while that is written: few are left, and a row is moved
seldom (a log-structured merge: O'Neil et al. 1996, doi:10.1007/s002360050048)."""

from __future__ import annotations

from typing import Final

from duckdb import DuckDBPyConnection

from etl.schema import Table
from warehouse import append, ddl, models

VECTOR: Final = 2048  # rows DuckDB reads at a time
RATIO: Final = 10  # a run stays that has more than so many times the rows that come after it
LARGEST: Final = 1 << 20  # rows of a run that stays whatever comes; moving them would keep a refresh waiting


def merge(con: DuckDBPyConnection) -> None:
    """Have at hand, beside the new rows of each sorted table, the rows of the published runs these are merged with, as
    rows taken out."""
    for table in ddl.tables():
        if table.sorted_by and (start := _start(con, table)) is not None:
            gone = f"gone_{table.name}"
            con.execute(
                f"""CREATE OR REPLACE TEMP TABLE moved AS SELECT p.rowid AS row_no FROM published.{table.name} AS p
                    ANTI JOIN {gone} AS g ON g.row_no = p.rowid WHERE p.rowid >= {start}"""
            )
            con.execute(
                f"""INSERT INTO {table.name} FROM published.{table.name}
                    WHERE rowid >= {start} AND rowid IN (FROM moved)"""
            )
            con.execute(f"INSERT INTO {gone} BY NAME FROM moved")


def _start(con: DuckDBPyConnection, table: Table) -> int | None:
    """The place of the first row to merge; None where no run is."""
    coming, start = models.count(con, table.name), None
    for first, rows in reversed(found(con, table)):
        if rows > min(RATIO * coming, LARGEST):
            break
        coming, start = coming + rows, first
    return start


def found(con: DuckDBPyConnection, table: Table) -> list[tuple[int, int]]:
    """The runs at the end of a published table, as far as refreshes may have written them: place of the first row, and
    number of rows. Seen by vectors: a run begins with the first that holds less than the one before it."""
    return con.execute(
        f"""WITH vectors AS (
                SELECT rowid // {VECTOR} AS nth, min({table.sorted_by[0]}) AS least, max({table.sorted_by[0]}) AS most,
                       count(*) AS n
                FROM published.{table.name}
                WHERE rowid >= (SELECT (1 - {append.TAIL}) * max(rowid) - {LARGEST} FROM published.{table.name})
                GROUP BY nth
            ), turns AS (
                SELECT nth, n, coalesce(least < lag(most) OVER (ORDER BY nth), false) AS begins FROM vectors
            ), runs AS (
                SELECT nth, n, count(*) FILTER (begins) OVER (ORDER BY nth) AS run FROM turns
            )
            SELECT {VECTOR} * min(nth), sum(n)::BIGINT FROM runs GROUP BY run ORDER BY run"""
    ).fetchall()
