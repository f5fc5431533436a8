"""DuckDB tables, and the comments of tables and views, from the one schema. Holds no SQL of its own models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from etl.schema import DUCKDB, TABLES, Column, Table
from warehouse.views import VIEWS

# How texts are stored, by column or by table and column, where DuckDB's own choice costs. It would try a dictionary for
# each column of texts of which hardly two are alike, a fifth of the time to write a table, and come to FSST all the
# same; and it takes ZSTD, a fifth of the room of an article, only for texts of 4,096 bytes on average.
STORED: Final = {
    **dict.fromkeys(("evidence", "title", "url", "event_id", "best_mention_id", "targets", "other_id"), "FSST"),
    **dict.fromkeys(
        (
            "actor_timeline.article_id", "co_actors.name", "event_links.event_mention_id",
            "event_mentions.event_mention_id", "evidence_index.article_id", "quotes.text", "sentences.text",
        ),
        "FSST",
    ),
    "articles.text": "ZSTD",
    "raw_articles.text": "ZSTD",
}  # fmt: skip


def tables() -> tuple[Table, ...]:
    """Tables that stand in the warehouse."""
    return tuple(t for t in TABLES if t.warehouse)


def statements() -> Iterator[str]:
    """CREATE TABLE and COMMENT for every warehouse table."""
    for table in tables():
        yield create(table)
        yield from _comments("TABLE", table)


def of_views() -> Iterator[str]:
    """COMMENT for every view."""
    for view in VIEWS:
        yield from _comments("VIEW", view)


def _comments(kind: str, table: Table) -> Iterator[str]:
    yield f"COMMENT ON {kind} {table.name} IS {quote(table.comment)}"
    for column in table.warehouse_columns():
        yield f"COMMENT ON COLUMN {table.name}.{name(column)} IS {quote(_comment(column))}"


def create(table: Table) -> str:
    columns = ", ".join(_column(table, c) for c in table.warehouse_columns())
    return f"CREATE TABLE {table.name} ({columns})"


def name(column: Column) -> str:
    return f'"{column.name}"'


def quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _column(table: Table, column: Column) -> str:
    how = STORED.get(f"{table.name}.{column.name}") or STORED.get(column.name)
    stored = f" USING COMPRESSION {how}" if how else ""
    return f"{name(column)} {DUCKDB[column.type]}{stored}{' NOT NULL' if column.required else ''}"


def _comment(column: Column) -> str:
    return f"{column.comment} One of: {', '.join(column.values)}." if column.values else column.comment
