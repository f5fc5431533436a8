"""The lake as the warehouse reads it: parts that a commit record lists, one view a table. Writes nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection

from etl.schema import BY_NAME, DUCKDB, TABLES
from warehouse.ddl import name, quote


def records(home: Path) -> dict[str, dict[str, list[str]]]:
    """Parts by table, by commit record."""
    folder = home / "lake" / "_batches"
    return {path.stem: json.loads(path.read_text(encoding="utf-8"))["parts"] for path in sorted(folder.glob("*.json"))}


def digest(home: Path) -> str:
    """Digest of which parts count; two lakes with the same parts have the same."""
    listed = [path for parts in records(home).values() for paths in parts.values() for path in paths]
    return hashlib.sha256("\n".join(sorted(listed)).encode()).hexdigest()[:16]


def parts(home: Path) -> dict[str, list[str]]:
    """Paths within the lake by table, in order of months. A record of mentions lists the articles it covers too: these
    count once."""
    out: dict[str, list[str]] = {}
    for record, tables in records(home).items():
        for table, paths in tables.items():
            if not (table == "articles" and record.startswith("mentions-")):
                out.setdefault(table, []).extend(paths)
    return {table: sorted(paths, key=month) for table, paths in out.items()}


def month(path: str) -> str:
    """The partition a part lies in: YYYY-MM or undated."""
    return path.split("/")[-2].removeprefix("month=")


@dataclass(frozen=True, slots=True)
class Listing:
    """The parts that count, read once: paths within the lake of `home` by table."""

    home: Path
    parts: dict[str, list[str]]

    def view(
        self, con: DuckDBPyConnection, table: str, called: str, chosen: Callable[[str], bool] = lambda path: True
    ) -> None:
        """A temporary view over the chosen parts of a table (by path within the lake), empty where there are none."""
        columns = BY_NAME[table].lake_columns()
        files = [path for path in self.parts.get(table, ()) if chosen(path)]
        if files:
            listed = ", ".join(quote(str(self.home / "lake" / path)) for path in files)
            source = f"SELECT {', '.join(name(c) for c in columns)} FROM read_parquet([{listed}])"
        else:
            source = f"SELECT {', '.join(f'NULL::{DUCKDB[c.type]} AS {name(c)}' for c in columns)} WHERE false"
        con.execute(f"CREATE OR REPLACE TEMP VIEW {called} AS {source}")

    def attach(self, con: DuckDBPyConnection, *tables: str) -> None:
        """Temporary views lake_<table> over all parts, of some tables or of every one."""
        for table in tables or [table.name for table in TABLES if table.lake]:
            self.view(con, table, f"lake_{table}")

    def remember(self, con: DuckDBPyConnection, appended: bool) -> None:
        """Note in lake_parts which parts the database in use holds now."""
        listed = sorted(path for paths in self.parts.values() for path in paths)
        con.execute("DELETE FROM lake_parts WHERE path NOT IN (SELECT unnest(?::VARCHAR[]))", [listed])
        con.execute(
            "INSERT INTO lake_parts SELECT path, ? FROM (SELECT unnest(?::VARCHAR[]) AS path) "
            "WHERE path NOT IN (SELECT path FROM lake_parts)",
            [appended, listed],
        )


def listing(home: Path) -> Listing:
    return Listing(home, parts(home))
