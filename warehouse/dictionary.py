"""The data dictionary as Markdown, from the one schema: `python -m warehouse.dictionary > docs/data-dictionary.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from etl.schema import DUCKDB, SCHEMA_VERSION, TABLES, Column, Table
from warehouse.views import VIEWS

_HEAD = """# Data dictionary

Made from `etl/schema.py` by `python -m warehouse.dictionary`; edit that file, not this one. Schema version {version}.

Offsets count characters (Unicode code points) in the stored `title` or `text` of the article. Dates are local days of
publication or of the event; no query depends on the session's time zone. **W** stands in the warehouse, **L** in the
lake (Parquet under `lake/<table>/`), where a row also carries the `content_hash` of the version of the article it was
read from. A column in bold is never NULL.
"""


def lines() -> Iterator[str]:
    """The lines of the document."""
    yield from _HEAD.format(version=SCHEMA_VERSION).splitlines()
    for table in (*TABLES, *VIEWS):
        yield ""
        yield f"## {table.name}"
        yield ""
        yield f"{table.comment} {'A view.' if table in VIEWS else _where(table)}"
        yield ""
        yield "| column | type | stands in | what it is |"
        yield "|---|---|---|---|"
        for column in table.columns:
            yield _row(table, column)


def _where(table: Table) -> str:
    where = " and ".join(w for w, there in (("warehouse", table.warehouse), ("lake", table.lake)) if there)
    key = f" Key: {', '.join(f'`{k}`' for k in table.key)}." if table.key else ""
    return f"In the {where}.{key}"


def _row(table: Table, column: Column) -> str:
    name = f"**`{column.name}`**" if column.required else f"`{column.name}`"
    places = (("W", table.warehouse and column.warehouse), ("L", table.lake and column.lake))
    values = f" One of: {', '.join(f'`{v}`' for v in column.values)}." if column.values else ""
    comment = (column.comment + values).replace("|", "\\|")
    return f"| {name} | {DUCKDB[column.type]} | {' '.join(p for p, there in places if there)} | {comment} |"


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines()) + "\n")
