"""How much of a warehouse file is waste: blocks that nothing uses, rows that were taken out and still take room; and
whether refreshes left many small row groups."""

from __future__ import annotations

from typing import Final

from duckdb import DuckDBPyConnection

from warehouse import models

SHARE: Final = 0.25  # of the file; above it the whole is built anew, which gives the space back
LEAST: Final = 64 << 20  # bytes below which waste is let be
ROW_GROUP: Final = 122_880  # rows of a full one, DuckDB's default
REFRESHES: Final = 16  # whose row groups stand alone before they are put together; that costs as much as a refresh


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


def crowded(con: DuckDBPyConnection, database: str) -> bool:
    """Whether many small row groups stand in a database, by those of raw_articles: every refresh writes one."""
    groups = f"(SELECT DISTINCT row_group_id FROM pragma_storage_info('{database}.raw_articles'))"
    return models.count(con, groups) > REFRESHES + models.count(con, f"{database}.raw_articles") // ROW_GROUP
