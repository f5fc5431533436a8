"""What the command line says, in the language asked for. The sentences themselves stand in words.tsv."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("words.tsv")


@cache
def _entries(language: str) -> dict[str, str]:
    lines = [line for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    column = lines[0].split("\t").index(language)
    return {cells[0]: cells[column] for cells in (line.split("\t") for line in lines[1:])}


def say(language: str, key: str, **values: object) -> str:
    """The sentence `key` with its values filled in. Raises KeyError for a key that words.tsv does not have."""
    return _entries(language)[key].format(**values)


def label(language: str, kind: str, code: str | None) -> str:
    """What a code of a table is called; the code itself where it has no other name."""
    from warehouse import codes

    return codes.name(kind, code, language) if code else ""
