"""What the Dagster UI shows of a table: its columns, how many rows and bytes it has, and some rows to look at."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import dagster as dg

from etl import lake
from etl.defs.settings import ROOT
from etl.schema import BY_NAME, DUCKDB, MENTIONS

# Tables whose columns of the same name a table's columns come from, nearest first.
ORIGIN: Final = {
    "rejects": ("raw_articles",),
    "articles": ("raw_articles",),
    "value_issues": ("articles",),
    "removed_spans": ("articles",),
    **dict.fromkeys(MENTIONS, ("articles",)),
    "actors": ("article_actors",),
    "actor_aliases": ("article_actors",),
    "event_links": ("event_mentions",),
    "events": ("event_mentions",),
}
# What makes a table, for the link to its source.
SOURCE: Final = {
    "raw_articles": "etl/reading/__init__.py",
    "rejects": "etl/reading/__init__.py",
    "articles": "etl/article/__init__.py",
    "removed_spans": "etl/article/furniture.py",
    "value_issues": "etl/article/__init__.py",
    "sentences": "etl/sentences.py",
    "time_expressions": "etl/dates/__init__.py",
    "article_actors": "etl/actors/__init__.py",
    "actor_mentions": "etl/actors/__init__.py",
    "actor_roles": "etl/actors/__init__.py",
    "place_mentions": "etl/places/__init__.py",
    "quotes": "etl/quotes/__init__.py",
    "event_mentions": "etl/events/__init__.py",
    "event_actors": "etl/events/__init__.py",
    "event_quantities": "etl/quantities/__init__.py",
    "coverage": "etl/events/__init__.py",
    "actors": "warehouse/sql/60_actors.sql",
    "actor_aliases": "warehouse/sql/60_actors.sql",
    "events": "warehouse/sql/50_events.sql",
    "event_links": "warehouse/link.py",
    "event_id_history": "warehouse/sql/80_history.sql",
    "warehouse": "warehouse/build.py",
}
if TYPE_CHECKING:
    import duckdb

SAMPLE = 5
WIDEST = 80


def definition(name: str, in_lake: bool) -> dict[str, Any]:
    """Metadata of the asset itself: the columns of the table, from the schema, and where they come from."""
    table = BY_NAME[name]
    columns = table.lake_columns() if in_lake else table.warehouse_columns()
    sources = {origin: {c.name for c in BY_NAME[origin].columns} for origin in ORIGIN.get(name, ())}
    lineage = {
        column.name: [dg.TableColumnDep(dg.AssetKey(origin), column.name)]
        for column in columns
        for origin, names in sources.items()
        if column.name in names
    }
    return {
        **source(name),
        "dagster/column_lineage": dg.TableColumnLineage(lineage),
        "dagster/column_schema": dg.TableSchema(
            columns=[
                dg.TableColumn(
                    column.name,
                    DUCKDB[column.type],
                    column.comment,
                    constraints=dg.TableColumnConstraints(
                        nullable=not column.required,
                        other=[f"one of: {', '.join(column.values)}"] if column.values else [],
                    ),
                )
                for column in columns
            ]
        ),
    }


def source(name: str) -> dict[str, Any]:
    """Where the code that makes a table stands."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", dg.BetaWarning)  # code references are in beta; losing them breaks nothing
        reference = dg.LocalFileCodeReference(file_path=str(ROOT / SOURCE[name]), line_number=1, label=SOURCE[name])
        return {"dagster/code_references": dg.CodeReferencesMetadataValue(code_references=[reference])}


def of_lake(home: Path, name: str, records: Iterable[lake.Record], months: Sequence[str] = ()) -> dict[str, Any]:
    """Metadata of a materialization in the lake, of these months or of all: rows, bytes, files, and the last rows
    written."""
    import pyarrow.parquet as pq

    parts = [lake.folder(home) / path for path in _paths(name, records, months)]
    files = [pq.ParquetFile(part) for part in parts]
    out: dict[str, Any] = {
        "dagster/row_count": sum(file.metadata.num_rows for file in files),
        "bytes": sum(part.stat().st_size for part in parts),
        "files": len(parts),
    }
    if files:
        batch = next(files[-1].iter_batches(batch_size=SAMPLE), None)
        if batch is not None:
            out["preview"] = markdown(batch.schema.names, [tuple(row.values()) for row in batch.to_pylist()])
    return out


def data_version(name: str, records: Iterable[lake.Record], months: Sequence[str] = ()) -> dg.DataVersion:
    """The parts a table has in these months, or in all: their names tell what was read and who made it."""
    return dg.DataVersion(hashlib.sha256("\n".join(_paths(name, records, months)).encode()).hexdigest()[:16])


def input_digest(connection: duckdb.DuckDBPyConnection) -> dg.DataVersion:
    """The lake and the models that the warehouse was made of."""
    row = connection.execute("SELECT input_digest || '-' || models_version FROM build_info").fetchone()
    return dg.DataVersion(str(row[0]) if row else "none")


def _paths(name: str, records: Iterable[lake.Record], months: Sequence[str]) -> list[str]:
    paths = (path for record in records for path in record.parts.get(name, ()))
    return [path for path in paths if not months or lake.month_in(path) in months]


def of_warehouse(connection: duckdb.DuckDBPyConnection, name: str) -> dict[str, Any]:
    """Metadata of a materialization in the warehouse: rows, and some of them."""
    counted = connection.execute(f"SELECT count(*) FROM {name}").fetchone()
    sample = connection.execute(f"SELECT * FROM {name} LIMIT {SAMPLE}")
    columns = [column[0] for column in sample.description or ()]
    return {
        "dagster/row_count": counted[0] if counted else 0,
        "dagster/table_name": f"linimasa.main.{name}",
        "preview": markdown(columns, sample.fetchall()),
    }


def markdown(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> dg.MarkdownMetadataValue:
    """Rows as a Markdown table; long cells are cut."""
    lines = [f"| {' | '.join(columns)} |", "|" + " --- |" * len(columns)]
    lines += [f"| {' | '.join(_cell(value) for value in row)} |" for row in rows]
    return dg.MetadataValue.md("\n".join(lines))


def _cell(value: Any) -> str:
    text = "" if value is None else " ".join(str(value).split()).replace("|", "\\|")
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"
