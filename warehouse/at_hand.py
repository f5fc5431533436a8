"""Rows of the published warehouse brought to hand: into tables of the same names in memory, on which the models run as
on a small warehouse. Rows taken out leave their place in gone_<table>; the others are only looked at."""

from __future__ import annotations

from duckdb import DuckDBPyConnection


def within(con: DuckDBPyConnection, column: str, days: str) -> str:
    """A condition that a column is among the days a query gives, written out: so DuckDB passes over row groups that
    have none of them."""
    found = {day for (day,) in con.execute(days).fetchall()}
    listed = ", ".join(f"DATE '{day}'" for day in sorted(found - {None}))
    either = [f"{column} IN ({listed})"] if listed else []
    return f"({' OR '.join([*either, *([f'{column} IS NULL'] if None in found else [])]) or 'false'})"


def of_events(con: DuckDBPyConnection, events: str) -> str:
    """A condition that event_id begins with the day of one of some events, written out for the same reason."""
    days = con.execute(f"SELECT DISTINCT event_id[:8] FROM {events} ORDER BY ALL").fetchall()
    ranges = [f"(event_id >= '{day}' AND event_id < '{day}~')" for (day,) in days]
    return f"({' OR '.join(ranges) or 'false'})"


def take(con: DuckDBPyConnection, table: str, which: str) -> None:
    """Take rows out of a table, and have them at hand. `which` stands after FROM."""
    drop(con, table, which)  # first their places alone: a join carries every column it is asked for
    con.execute(f"INSERT INTO {table} FROM published.{table} WHERE rowid IN (SELECT row_no FROM gone_{table})")


def drop(con: DuckDBPyConnection, table: str, which: str) -> None:
    """Take rows out of a table that nobody has to see."""
    con.execute(f"CREATE TEMP TABLE gone_{table} AS SELECT rowid AS row_no FROM published.{table} {which}")


def look(con: DuckDBPyConnection, table: str, which: str) -> None:
    """Have rows at hand that stay as they are; of articles all but the text, which nobody asks for and which is slow to
    unpack."""
    columns = "* REPLACE ('' AS text)" if table == "articles" else "*"
    con.execute(f"INSERT INTO {table} SELECT {columns} FROM published.{table} {which}")
