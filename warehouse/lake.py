"""The lake as the warehouse reads it: parts that a commit record lists, one view a table. Writes nothing."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from duckdb import DuckDBPyConnection

from etl.schema import DUCKDB, TABLES
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
    """Files by table. A record of mentions lists the articles it covers too; those are not counted twice."""
    out: dict[str, list[str]] = {}
    for record, tables in records(home).items():
        for table, paths in tables.items():
            if not (table == "articles" and record.startswith("mentions-")):
                out.setdefault(table, []).extend(str(home / "lake" / path) for path in paths)
    return out


def attach(con: DuckDBPyConnection, home: Path) -> None:
    """Temporary views lake_<table> over the parts; an empty one where the lake has none."""
    files = parts(home)
    for table in TABLES:
        if not table.lake:
            continue
        if files.get(table.name):
            listed = ", ".join(quote(path) for path in files[table.name])
            source = f"SELECT {', '.join(name(c) for c in table.lake_columns())} FROM read_parquet([{listed}])"
        else:
            empty = ", ".join(f"NULL::{DUCKDB[c.type]} AS {name(c)}" for c in table.lake_columns())
            source = f"SELECT {empty} WHERE false"
        con.execute(f"CREATE OR REPLACE TEMP VIEW lake_{table.name} AS {source}")
