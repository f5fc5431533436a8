"""Read the published warehouse. A connection that stays open keeps the file it opened; `Reader` opens the new one when
a refresh has swapped it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from warehouse.build import NAME
from warehouse.ddl import quote


class NoWarehouse(RuntimeError):
    """There is no warehouse yet; the message says how to make one."""


@dataclass(frozen=True, slots=True)
class Result:
    """Columns and rows of a query."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


# What people ask by name; each takes the values of its question marks in order.
QUERIES: Final = {
    "timeline": "FROM timeline(?, since := ?, until := ?, affiliates := ?)",
    "actor": "FROM actor_profile(?)",
    "find": "FROM find_actor(?)",
    "dyad": "FROM dyad(?, ?)",
    "network": "FROM actor_network(?)",
    "claims": "FROM claims(?)",
    "on-date": "FROM on_date(?)",
    "event": "FROM events WHERE event_id = coalesce((SELECT new_id FROM event_id_history WHERE old_id = $1), $1)",
    "evidence": "FROM mentions_of_events WHERE event_id = ? ORDER BY article_id, field DESC, trigger_start",
}


def attach(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection to the file that stands at `path` now. Not duckdb.connect(path): within a process that gives the
    file opened before under the same name, even when another took its place."""
    con = duckdb.connect()
    con.execute(f"ATTACH {quote(str(path))} AS linimasa (READ_ONLY)")
    return con


class Reader:
    """Queries against the newest published file; safe to share between threads."""

    def __init__(self, home: Path) -> None:
        self._path = home / NAME
        self._lock = threading.Lock()
        self._opened: tuple[int, int] | None = None
        self._con: duckdb.DuckDBPyConnection | None = None

    def ask(self, query: str, values: Sequence[Any] = ()) -> Result:
        """Run a query of `QUERIES` by its name, or SQL. Raises NoWarehouse, duckdb.Error."""
        cursor = self.cursor().execute(QUERIES.get(query, query), list(values))
        return Result(tuple(c[0] for c in cursor.description or ()), cursor.fetchall())

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor on the newest published file; what it reads does not change under it."""
        with self._lock:
            try:
                stat = self._path.stat()
            except FileNotFoundError:
                raise NoWarehouse(f"there is no warehouse at {self._path}; run: linimasa refresh PATH") from None
            if self._con is None or self._opened != (stat.st_ino, stat.st_mtime_ns):
                self._con = attach(self._path)
                self._opened = (stat.st_ino, stat.st_mtime_ns)
            cursor = self._con.cursor()
        cursor.execute("USE linimasa")  # a cursor does not take this over
        return cursor
