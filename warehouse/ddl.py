"""DuckDB tables, and the comments of tables and views, from the one schema. Holds no SQL of its own models."""

from __future__ import annotations

from collections.abc import Iterator

from etl.schema import DUCKDB, TABLES, Column, Table
from warehouse.views import VIEWS


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
    columns = ", ".join(_column(c) for c in table.warehouse_columns())
    return f"CREATE TABLE {table.name} ({columns})"


def name(column: Column) -> str:
    return f'"{column.name}"'


def quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _column(column: Column) -> str:
    return f"{name(column)} {DUCKDB[column.type]}{' NOT NULL' if column.required else ''}"


def _comment(column: Column) -> str:
    return f"{column.comment} One of: {', '.join(column.values)}." if column.values else column.comment
