"""Builders for days counted from publication, parts of the day and clock times."""

from __future__ import annotations

from etl.dates.operators import At, Shift, Time
from etl.dates.phrases import Meaning, Phrase


def _timed(time: Time | None, suffix: str) -> Meaning:
    return Meaning("TIME", At(suffix, time), grain="minute" if ":" in suffix else "daypart", dayless=time is None)


def relative_day(p: Phrase) -> Meaning | None:
    """As in "hari ini", "kemarin", "kemarin lusa", "besok pagi", "semalam"."""
    offset, implied = p.vocabulary.days.get(p.word("rel"), (0, ""))
    if p.has("rel2"):
        other = p.vocabulary.days[p.word("rel2")][0]
        offset = -2 if offset < 0 and other > 0 else other if abs(other) > abs(offset) else offset
    day = Shift("day", offset)
    suffix = p.clock() if p.has("clock") else p.part() or implied
    if suffix is None:
        return None
    return _timed(day, suffix) if suffix else Meaning("DATE", day)


def part_of_day(p: Phrase) -> Meaning | None:
    """As in "pagi ini", "tadi malam", "nanti sore"."""
    part, when = p.part(), p.word("when")
    cue = p.cue("when")
    offset = -1 if cue == "past" or p.vocabulary.days.get(when, (0, ""))[0] < 0 else 0
    if cue == "earlier" and part == "TNI":
        offset = -1
    if p.vocabulary.days.get(when, (0, ""))[0] > 0:
        offset = p.vocabulary.days[when][0]
    suffix = p.clock() if p.has("clock") else part
    return _timed(Shift("day", offset), suffix) if suffix else None


def part_alone(p: Phrase) -> Meaning | None:
    word = p.word("part")
    suffix = p.part()
    return _timed(None, suffix) if word else None


def clock(p: Phrase) -> Meaning | None:
    suffix = p.clock()
    return _timed(None, suffix) if suffix else None


def clock_range(p: Phrase) -> Meaning | None:
    """As in "pukul 08.00-14.00 WIB"."""
    if p.has("hours"):
        first, _, last = p.word("hours").partition("-")
        left, right = (f"T{int(x):02d}:00" if int(x) <= 24 else None for x in (first, last))
    else:
        left, right = p.clock("from"), p.clock("to")
    return _timed(None, f"{left}/{right}") if left and right else None
