"""Where an event happened: the place its clause names. The dateline is never evidence."""

from __future__ import annotations

from typing import Final

from etl.document import PlaceMention
from etl.events.clauses import clause_end, clause_start
from etl.events.phrases import View

PREPOSITIONS: Final = frozenset(
    {"di", "ke", "kawasan", "wilayah", "daerah", "kota", "kabupaten", "provinsi", "pulau", "sekitar"}
)


def place(v: View, at: int) -> PlaceMention | None:
    """The place mention that stands after di or ke in the clause of token `at`, the nearest after it first."""
    lower = v.lower
    candidates = [
        (token, p)
        for token, p in v.article.places.items()
        if v.first < token < v.last and lower[token - 1] in PREPOSITIONS
    ]
    if not candidates:
        return None
    start, end = clause_start(v, at), clause_end(v, at)
    return min(candidates, key=lambda c: (not start <= c[0] < end, c[0] < at, abs(c[0] - at)))[1]
