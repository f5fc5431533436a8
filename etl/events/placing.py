"""Where an event happened: the place its clause names. The dateline is never evidence."""

from __future__ import annotations

from etl.document import PlaceMention
from etl.events.clauses import clause_end, clause_start
from etl.events.phrases import View

PREPOSITIONS = frozenset(
    {"di", "ke", "kawasan", "wilayah", "daerah", "kota", "kabupaten", "provinsi", "pulau", "sekitar"}
)


def place(v: View, at: int, places: list[PlaceMention]) -> PlaceMention | None:
    """The place mention that stands after di or ke in the clause of token `at`, the nearest after it first."""
    doc = v.doc
    start, end = clause_start(v, at), clause_end(v, at)
    candidates = []
    for p in places:
        token = doc.token_at(p.start)
        if v.first < token < v.last and doc.lower[token - 1] in PREPOSITIONS:
            outside = not start <= token < end
            candidates.append((outside, token < at, abs(token - at), p))
    return min(candidates, key=lambda c: c[:3])[3] if candidates else None
