"""How much of a warehouse file is waste: blocks that nothing uses, and rows that were taken out and still take room."""

from __future__ import annotations

from typing import Final

from duckdb import DuckDBPyConnection

from warehouse import models

SHARE: Final = 0.25  # of the file; above it the whole is built anew, which gives the space back
LEAST: Final = 64 << 20  # bytes below which waste is let be


def wasted(con: DuckDBPyConnection, database: str) -> tuple[int, int]:
    """Bytes wasted in a database and bytes of its file. DuckDB uses free blocks again, but never gives them
    back; rows taken out leave their row group only when enough of its neighbours are gone too."""
    row = con.execute(
        "SELECT block_size, free_blocks, used_blocks, total_blocks FROM pragma_database_size() WHERE database_name = ?",
        [database],
    ).fetchone()
    if row is None:
        return 0, 0
    block, free, used, total = row
    tables = con.execute(
        "SELECT table_name, estimated_size FROM duckdb_tables() WHERE database_name = ? AND estimated_size > 0",
        [database],
    ).fetchall()
    stored = sum(rows for _, rows in tables)
    alive = sum(models.count(con, f"{database}.{table}") for table, _ in tables)
    dead = max(0.0, 1 - alive / stored) if stored else 0.0
    return int(block * (free + used * dead)), block * total


def sparse(con: DuckDBPyConnection, database: str) -> bool:
    """Whether enough of a database is waste to build it anew."""
    waste, size = wasted(con, database)
    return waste >= LEAST and waste > SHARE * size
