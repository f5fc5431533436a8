"""`linimasa export`: tables of the warehouse as files for other programs."""

from __future__ import annotations

from pathlib import Path

from etl.commands import house, output
from etl.commands.words import say
from etl.schema import TABLES

FORMATS = {"csv": "FORMAT csv, HEADER", "json": "FORMAT json, ARRAY true", "parquet": "FORMAT parquet"}


def tables() -> list[str]:
    """Names of the tables that can be exported."""
    return [table.name for table in TABLES if table.warehouse]


def export(home: Path, table: str | None, target: Path, form: str, language: str) -> None:
    """Write one table to the file `target`, or all tables into the folder `target`. Raises CommandError."""
    if table is not None and table not in tables():
        raise house.CommandError(f"there is no table {table!r}; choose one of {', '.join(tables())}")
    if form not in FORMATS:
        raise house.CommandError(f"cannot export as {form!r}; choose one of {', '.join(FORMATS)}")
    names = [table] if table else tables()
    with house.reading(home, language) as connection:
        for name in names:
            file = target if table else target / f"{name}.{form}"
            file.parent.mkdir(parents=True, exist_ok=True)
            temporary = file.with_name(f".{file.name}.tmp")
            path = str(temporary).replace("'", "''")
            found = connection.execute(
                f"COPY (SELECT * FROM {name} ORDER BY ALL) TO '{path}' ({FORMATS[form]})"
            ).fetchone()
            temporary.replace(file)
            output.note(say(language, "export.done", rows=found[0] if found else 0, path=file))
