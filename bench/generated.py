"""Batches of generated articles in a lake: what extraction would have written, without extracting."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import duckdb

from etl import lake
from etl.schema import DUCKDB, TABLES
from warehouse import models
from warehouse.ddl import quote

SQL: Final = Path(__file__).parent / "generate_lake.sql"
FILLED: Final = (
    "raw_articles", "articles", "sentences", "article_actors", "actor_mentions", "event_mentions", "event_actors",
)  # fmt: skip
EVENTS: Final = 4  # event mentions of an article


def batch(home: Path, first: int, count: int, day: str, days: int, again: float = 0.0) -> None:
    """Commit `count` articles from number `first` on, spread over `days` from `day` on; `again` is the share that is
    a new version of an earlier one. The first batch brings the lexicon."""
    text = SQL.read_text(encoding="utf-8")
    for name, value in {"FIRST": first, "COUNT": count, "DAYS": days, "DAY": day, "AGAIN": again}.items():
        text = text.replace(f"${name}", str(value))
    record = f"gen-{first:09d}"
    with duckdb.connect() as con:
        con.execute(f"SET temp_directory = {quote(str(home / 'state' / 'spill'))}")
        for table in TABLES:
            columns = ", ".join(f'"{c.name}" {DUCKDB[c.type]}' for c in table.lake_columns())
            if table.lake:
                con.execute(f"CREATE TABLE lake_{table.name} ({columns})")
        for statement in models.split(text):
            con.execute(statement)
        con.execute(
            "CREATE TABLE months AS SELECT content_hash, strftime(published_date, '%Y-%m') AS month FROM lake_articles"
        )
        parts = {table: _written(con, home, table, record) for table in FILLED}
        if first == 0:
            parts["lexicon_actors"] = _written(con, home, "lexicon_actors", record)
    lake.commit(home, lake.Record(record, "bench", parts))


def _written(con: duckdb.DuckDBPyConnection, home: Path, table: str, record: str) -> list[str]:
    """The parts of a table, by path within the lake."""
    folder = lake.folder(home) / table
    folder.mkdir(parents=True, exist_ok=True)
    dated = "JOIN months USING (content_hash) ORDER BY month" if table in FILLED else ", (SELECT 'undated' AS month)"
    con.execute(
        f"COPY (FROM lake_{table} {dated}) TO {quote(str(folder))} "
        f"(FORMAT parquet, COMPRESSION zstd, PARTITION_BY (month), FILENAME_PATTERN 'part-{record}-', "
        "OVERWRITE_OR_IGNORE)"
    )
    return sorted(path.relative_to(lake.folder(home)).as_posix() for path in folder.rglob(f"part-{record}-*.parquet"))
