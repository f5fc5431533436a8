"""Codes with their Indonesian and English names: the table `codes`, and the tables of the codebook written from it:
`python -m warehouse.codes docs/codebook.md`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from warehouse import models

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FILE: Final = models.FOLDER / "codes.tsv"
_BLOCK: Final = re.compile(r"(<!-- codes: (\w+) -->\n).*?(<!-- /codes -->)", re.DOTALL)
_TOLD_ABOVE: Final = ("event_type", "event_mode", "date_basis")


@cache
def entries() -> list[dict[str, str]]:
    """Every code, in order of the file."""
    return models.rows(FILE)


def name(kind: str, code: str, language: str) -> str:
    """What a code is called in Indonesian (`id`) or English (`en`); the code itself where it is unknown."""
    return _names(language).get((kind, code), code)


@cache
def _names(language: str) -> dict[tuple[str, str], str]:
    column = "name" if language == "id" else "name_en"
    return {(row["kind"], row["code"]): row[column] for row in entries()}


def build(con: DuckDBPyConnection) -> None:
    """Fill the table codes of a new warehouse."""
    columns = ("kind", "type", "code", "name", "name_en", "meaning", "quad", "intensity")
    con.execute(
        f"""INSERT INTO codes BY NAME
            SELECT position, kind, nullif(type, '') AS type, code, name, name_en, nullif(meaning, '') AS meaning,
                   nullif(quad, '') AS quad, nullif(intensity, '')::DOUBLE AS intensity
            FROM (SELECT unnest(range(?))::INTEGER AS position,
                         {", ".join(f"unnest(?::VARCHAR[]) AS {column}" for column in columns)})""",
        [len(entries()), *([row[column] for row in entries()] for column in columns)],
    )


def codebook(text: str) -> str:
    """The codebook with its marked tables made anew."""
    return _BLOCK.sub(lambda block: block[1] + "".join(line + "\n" for line in _table(block[2])) + block[3], text)


def _table(kind: str) -> Iterator[str]:
    if kind == "event_type":
        yield from ("| type | name | quad, score | a row says that | modes |", "|---|---|---|---|---|")
        for row in _of(kind):
            quad = f"{row['quad']}, {row['intensity']}" if row["quad"] else "none"
            modes = ", ".join(mode["code"] for mode in _of("event_mode") if mode["type"] == row["code"])
            yield f"| {row['code']} | {row['name']} | {quad} | {row['meaning']} | {modes} |".replace("|  |", "| |")
    elif kind == "date_basis":
        yield from ("| date_basis | name | the day is |", "|---|---|---|")
        for row in _of(kind):
            yield f"| {row['code']} | {row['name']} | {row['meaning']} |"
    else:
        yield from ("| kind | codes: Indonesian name, English name |", "|---|---|")
        for other in dict.fromkeys(row["kind"] for row in entries()):
            if other not in _TOLD_ABOVE:
                told = "; ".join(f"{row['code']}: {row['name']}, {row['name_en']}" for row in _of(other))
                yield f"| {other} | {told} |"


def _of(kind: str) -> list[dict[str, str]]:
    return [row for row in entries() if row["kind"] == kind]


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(codebook(path.read_text(encoding="utf-8")), encoding="utf-8")
