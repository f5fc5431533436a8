"""Underspecified times: what an expression says by itself, as a tree of operators with explicit grain.

Each operator gives its `open` value (what is known from the text alone) and resolves itself against a context of
publication day and days mentioned before. Those that know months, weekdays and feasts are in `named.py`. Operators are
built by the build_*.py modules and know nothing of words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol

from etl.dates import periods
from etl.dates.periods import Period

_OPEN: Final = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "half": "XXXX-HX", "decade": "XXX", "century": "XX",
}  # fmt: skip


@dataclass(slots=True)
class Context:
    """What an operator resolves against: the publication day (None if unknown), the last full day and the last
    period mentioned in the text before, and whether a word of the future governs the expression."""

    anchor: date | None
    day: date | None
    mention: Period | None
    future: bool = False


NO_CONTEXT: Final = Context(None, None, None)


@dataclass(slots=True)
class Found:
    """A resolved value: the period, the schema's `anchor` and the TIMEX3 value."""

    period: Period
    anchor: str
    value: str


class Time(Protocol):
    @property
    def open(self) -> str:
        """TIMEX3 value from the text alone."""

    def resolve(self, c: Context) -> Found | None:
        """The value in context; None where the context does not tell."""


def found_at(period: Period, anchor: str) -> Found:
    """What a single calendar unit resolves to."""
    return Found(period, anchor, periods.value(period))


@dataclass(frozen=True, slots=True)
class Fixed:
    """A period the text states in full. `written` is its value where that is not the period's own."""

    period: Period
    written: str = ""

    @property
    def open(self) -> str:
        return self.written or periods.value(self.period)

    def resolve(self, c: Context) -> Found | None:
        return Found(self.period, "self", self.open)


@dataclass(frozen=True, slots=True)
class Timeless:
    """A value that names no stretch of the calendar: durations, sets, PRESENT_REF. `reach` is the stretch of days
    around publication of "tiga hari terakhir" (negative) and "tiga hari ke depan", as (grain, units)."""

    written: str
    reach: tuple[str, int] | None = None

    @property
    def open(self) -> str:
        return self.written

    def resolve(self, c: Context) -> Found | None:
        if self.reach is None or c.anchor is None:
            return None
        other = periods.shift_day(c.anchor, *self.reach)
        return Found(Period("day", min(other, c.anchor), max(other, c.anchor)), "publication", self.written)


@dataclass(frozen=True, slots=True)
class Shift:
    """The unit `n` units away from the publication day, or from the last mention. `finer`: keep the day."""

    grain: str
    n: int
    mention: bool = False

    @property
    def open(self) -> str:
        return _OPEN.get(self.grain, "XXXX")

    def resolve(self, c: Context) -> Found | None:
        base, how = c.anchor, "publication"
        if self.mention:
            if self.grain == "day":
                base, how = (c.day, "mention") if c.day else (base, how)
            elif c.mention and periods.at_least_as_fine(c.mention.grain, self.grain):
                base, how = c.mention.start, "mention"
        return None if base is None else found_at(periods.shifted(base, self.grain, self.n), how)


@dataclass(frozen=True, slots=True)
class At:
    """A clock time or part of day (`suffix`, as "T06:18" or "TNI") of a day; without one, of the last full day
    mentioned before, else of the publication day."""

    suffix: str
    day: Time | None = None

    @property
    def open(self) -> str:
        return (self.day.open if self.day is not None else "") + self.suffix

    def resolve(self, c: Context) -> Found | None:
        if self.day is not None:
            found = self.day.resolve(c)
        elif c.day is not None:
            found = found_at(periods.holding("day", c.day), "mention")
        else:
            found = Shift("day", 0).resolve(c)
        if found is None or found.period.grain != "day":
            return None
        first, _, last = self.suffix.partition("/")
        if not last:
            return Found(found.period, found.anchor, found.value + first)
        end = found.period.end + timedelta(days=last < first)  # over midnight
        return Found(Period("day", found.period.start, end), found.anchor, f"{found.value}{first}/{end}{last}")


@dataclass(frozen=True, slots=True)
class Between:
    """From the first of one period to the last of another."""

    first: Time
    last: Time

    @property
    def open(self) -> str:
        return f"{self.first.open}/{self.last.open}"

    def resolve(self, c: Context) -> Found | None:
        first, last = self.first.resolve(c), self.last.resolve(c)
        if first is None or last is None or first.period.start > last.period.end:
            return None
        return Found(
            Period(first.period.grain, first.period.start, last.period.end), last.anchor, f"{first.value}/{last.value}"
        )
