"""The SQL models: files of `sql/` by name, split into statements. Says nothing of when each is run."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from duckdb import DuckDBPyConnection

from etl import schema

FOLDER: Final = Path(__file__).parent
SQL: Final = FOLDER / "sql"


def run(con: DuckDBPyConnection, *names: str) -> None:
    """Run models by name, without `.sql`."""
    for name in names:
        for statement in split((SQL / f"{name}.sql").read_text(encoding="utf-8")):
            con.execute(statement)


def split(text: str) -> list[str]:
    """Statements of a model, without comment lines. A semicolon ends a statement only at the end of a line."""
    body = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--"))
    return [s.strip() for s in (body + "\n").split(";\n") if s.strip()]


def count(con: DuckDBPyConnection, what: str) -> int:
    """How many rows a table has, or whatever else may stand after FROM."""
    row = con.execute(f"SELECT count(*) FROM {what}").fetchone()
    return int(row[0]) if row else 0


def rows(path: Path) -> list[dict[str, str]]:
    """Rows of a TSV: comment lines on top, a header, an entry a line. Raises ValueError with file and line."""
    text = path.read_text(encoding="utf-8-sig").splitlines()
    lines = [(n, line) for n, line in enumerate(text, 1) if line.strip() and not line.startswith("#")]
    header = lines[0][1].split("\t") if lines else []
    out = []
    for n, line in lines[1:]:
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != len(header):
            raise ValueError(f"{path}, line {n}: {len(cells)} cells where the header has {len(header)}, tabs between")
        out.append(dict(zip(header, cells, strict=True)))
    return out


def common_words(con: DuckDBPyConnection) -> None:
    """Make the table common_words."""
    lines = (FOLDER / "common_words.tsv").read_text(encoding="utf-8").splitlines()
    words = sorted({w for line in lines if not line.startswith("#") for w in line.split()} - {"word"})
    con.execute("CREATE TEMP TABLE common_words AS SELECT unnest(?::VARCHAR[]) AS word", [words])


def removed(con: DuckDBPyConnection, home: Path) -> None:
    """Make the table removed: addresses and ids taken down by the user, the first cells of HOME/lexicon/removed.tsv."""
    con.execute("CREATE TEMP TABLE removed (key VARCHAR)")
    path = home / "lexicon" / "removed.tsv"
    if path.exists():
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        keys = sorted({line.split("\t")[0].strip() for line in lines[1:]})
        con.execute("INSERT INTO removed SELECT unnest(?::VARCHAR[])", [keys])


def sources() -> list[Path]:
    """Every file that decides what a warehouse holds."""
    return [
        Path(schema.__file__),
        *sorted(FOLDER.rglob("*.py")),
        *sorted(FOLDER.rglob("*.sql")),
        *sorted(FOLDER.glob("*.tsv")),
    ]
