"""Mentions of one article into parts: those that may be one happening, with no two that contradict each other.

Pairs alone would chain: an undated mention that fits two days makes one event of both. So pairs are taken from the
likeliest down, and two groups join only when all that is known of them fits: days, named sources, named targets, place.
A part is decided by its article alone, whatever else the lake holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from duckdb import DuckDBPyConnection

from warehouse.link import Sets, load

_PAIRS: Final = "SELECT a, b FROM candidates ORDER BY score DESC, apart, a, b"
_KNOWN: Final = """
    SELECT event_mention_id, IF(anchored, start_date, NULL), IF(anchored, end_date, NULL),
           named(source), source_all, named(target), target_all, [country, province, regency]
    FROM facts
    SEMI JOIN (SELECT unnest([a, b]) AS event_mention_id FROM candidates) USING (event_mention_id)"""


@dataclass(slots=True)
class Side:
    """Actors on one side: those named, and these with the bodies they act for."""

    named: set[str]
    all: set[str]

    def fits(self, other: Side) -> bool:
        return not self.named or not other.named or bool(self.named & other.all or self.all & other.named)

    def take(self, other: Side) -> None:
        self.named |= other.named
        self.all |= other.all


@dataclass(slots=True)
class Known:
    """What a group of mentions says of its happening: the days all of them allow, who acts on whom, where."""

    start: date
    end: date
    source: Side
    target: Side
    place: list[str | None]  # country, province, regency as far as known

    def fits(self, other: Known) -> bool:
        return (
            self.start <= other.end
            and other.start <= self.end
            and self.source.fits(other.source)
            and self.target.fits(other.target)
            and all(a == b or a is None or b is None for a, b in zip(self.place, other.place, strict=True))
        )

    def take(self, other: Known) -> None:
        self.start, self.end = max(self.start, other.start), min(self.end, other.end)
        self.source.take(other.source)
        self.target.take(other.target)
        self.place = [a or b for a, b in zip(self.place, other.place, strict=True)]


def within_articles(con: DuckDBPyConnection) -> None:
    """Make the table parts (event_mention_id, part) of the mentions that join another of their article; from the
    tables facts and candidates (a, b, score, apart)."""
    known = {
        mention: Known(start or date.min, end or date.max, Side(set(s), set(s_all)), Side(set(t), set(t_all)), place)
        for mention, start, end, s, s_all, t, t_all, place in con.execute(_KNOWN).fetchall()
    }
    sets = Sets()
    for a, b in con.execute(_PAIRS).fetchall():
        first, second = sorted((sets.find(a), sets.find(b)))
        if first != second and known[first].fits(known[second]):
            sets.join(first, second)  # the least stands for both
            known[first].take(known[second])
    members = sorted(sets.members())
    load(con, "parts", {"event_mention_id": members, "part": [sets.find(m) for m in members]})
