"""What the Dagster UI shows of a table: its columns, how many rows and bytes it has, and some rows to look at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import pyarrow.parquet as pq

from etl import lake
from etl.schema import BY_NAME, DUCKDB

SAMPLE = 5
WIDEST = 80


def definition(name: str, in_lake: bool) -> dict[str, Any]:
    """Metadata of the asset itself: the columns of the table, from the schema."""
    table = BY_NAME[name]
    columns = table.lake_columns() if in_lake else table.warehouse_columns()
    return {
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
        )
    }


def of_lake(home: Path, name: str) -> dict[str, Any]:
    """Metadata of a materialization in the lake: rows, bytes, files, and the last rows written."""
    parts = lake.parts(home, name)
    files = [pq.ParquetFile(part) for part in parts]
    rows = sum(file.metadata.num_rows for file in files)
    out: dict[str, Any] = {
        "dagster/row_count": rows,
        "bytes": sum(part.stat().st_size for part in parts),
        "files": len(parts),
    }
    if files:
        batch = next(files[-1].iter_batches(batch_size=SAMPLE), None)
        if batch is not None:
            out["preview"] = markdown(batch.schema.names, [tuple(row.values()) for row in batch.to_pylist()])
    return out


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
