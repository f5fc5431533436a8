"""What the words of an office tell about who holds it: `office_fields.tsv`, compiled once."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from warehouse import models

WORDS: Final = re.compile(r"\w+")


@cache
def fields_of(office: str) -> frozenset[str]:
    """Fields of work that the words of an office tell."""
    return frozenset(row["field"] for row in _known_words(office))


@cache
def seat_of(office: str) -> str | None:
    """The word of an office of which a person holds one at a time."""
    return next((row["word"] for row in _known_words(office) if row["seat"]), None)


@cache
def is_local(office: str) -> bool:
    """Whether nobody in the lexicon holds such an office."""
    return any(row["level"] for row in _known_words(office))


def _known_words(office: str) -> list[dict[str, str]]:
    table = _office_fields()
    return [table[word] for word in WORDS.findall(office) if word in table]


@cache
def _office_fields() -> dict[str, dict[str, str]]:
    return {row["word"]: row for row in models.rows(models.FOLDER / "office_fields.tsv")}
