"""Operators of named times: months, weekdays, quarters, seasons and feasts, resolved by the rules measured on gold.

What they all share (contexts, fixed periods, shifts, ranges) is in `operators.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from etl.dates import feasts, periods
from etl.dates.operators import Context, Fixed, Found, Shift, Time, found_at
from etl.dates.periods import Period

_LATELY: Final = 31  # days: what lies no longer back is meant as past even beside words of plan


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A month (`day` 0) or day of a month without its year. `toward`: -1 before, 1 after, 0 the anchor's own
    year; None: nearest. `year` gives the year where the text ties one to it ("Desember tahun lalu")."""

    month: int
    day: int = 0
    toward: int | None = None
    year: Time | None = None

    @property
    def open(self) -> str:
        return f"XXXX-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")

    def resolve(self, c: Context) -> Found | None:
        if self.year is not None:
            found = self.year.resolve(c)
            period = self._in(found.period.start.year) if found else None
            return found_at(period, found.anchor) if found and period else None
        if c.anchor is None:
            return None
        anchor = c.anchor
        reach = 4 if (self.month, self.day) == (2, 29) else 1
        around = [p for n in range(-reach, reach + 1) if (p := self._in(anchor.year + n))]
        here = c.anchor if self.day else c.anchor.replace(day=1)
        if self.toward == -1:
            around = [p for p in around if p.start < here or (self.day and p.start == here)][-1:]
        elif self.toward == 1:
            around = [p for p in around if p.start > here or (self.day and p.start == here)][:1]
        elif self.toward == 0:
            around = [p for p in around if p.start.year == c.anchor.year]
        best = min(around, key=lambda p: (self._distance(p, here), p.start), default=None)
        if best and self.toward is None and c.future and best.start < here and self._distance(best, here) > _LATELY:
            best = next((p for p in around if p.start >= here), best)
        return found_at(best, "publication") if best else None

    def _distance(self, p: Period, here: date) -> int:
        """In days of months that are all equally long, so that leap years decide nothing."""
        return abs((p.start.year - here.year) * 372 + (p.start.month - here.month) * 31 + p.start.day - here.day)

    def _in(self, year: int) -> Period | None:
        try:
            if not self.day:
                return periods.month(year, self.month)
            return periods.holding("day", date(year, self.month, self.day))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day number alone ("tanggal 24"): in the month that brings it nearest to publication, or in the one named."""

    day: int
    toward: int | None = None
    month: Time | None = None

    @property
    def open(self) -> str:
        return f"XXXX-XX-{self.day:02d}"

    def resolve(self, c: Context) -> Found | None:
        if self.month is not None:
            found = self.month.resolve(c)
            if found is None or self.day > found.period.end.day:
                return None
            return found_at(periods.holding("day", found.period.start.replace(day=self.day)), found.anchor)
        if c.anchor is None:
            return None
        days = []
        for n in range(-2, 3):
            month = periods.shifted(c.anchor.replace(day=1), "month", n)
            if self.day <= month.end.day:
                days.append(month.start.replace(day=self.day))
        toward = 1 if self.toward is None and c.future else self.toward
        if toward == -1:
            days = [d for d in days if d <= c.anchor][-1:]
        elif toward == 1:
            days = [d for d in days if d >= c.anchor][:1]
        elif toward == 0:
            days = [d for d in days if d.month == c.anchor.month]
        anchor = c.anchor
        day = min(days, key=lambda d: (abs((d - anchor).days), d), default=None)
        return found_at(periods.holding("day", day), "publication") if day else None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week: the last one up to and including the publication day; after words of plan the next one.

    `toward` sends it strictly before (-1), strictly after (1) or into the week of publication (0); `week` is the week
    the text names ("Rabu pekan lalu").
    """

    number: int
    toward: int | None = None
    week: Time | None = None

    @property
    def open(self) -> str:
        return f"XXXX-WXX-{self.number}"

    def resolve(self, c: Context) -> Found | None:
        if self.week is not None:
            found = self.week.resolve(c)
            if found is None:
                return None
            return found_at(periods.holding("day", found.period.start + timedelta(days=self.number - 1)), found.anchor)
        if c.anchor is None:
            return None
        back = (c.anchor.isoweekday() - self.number) % 7
        if self.toward == 1:
            back -= 7
        elif self.toward is None and c.future:
            back = -(-back % 7)
        elif self.toward == -1 and back == 0:
            back = 7
        elif self.toward == 0:
            back = c.anchor.isoweekday() - self.number
        return found_at(periods.holding("day", c.anchor - timedelta(days=back)), "publication")


@dataclass(frozen=True, slots=True)
class Part:
    """The `n`-th quarter or half of a year; without one, of the publication year (of the year before, for the last
    quarter or half named in the first one of a year)."""

    grain: str
    n: int
    year: Time | None = None

    @property
    def open(self) -> str:
        year = self.year.open if self.year is not None else "XXXX"
        return f"{year}-{'Q' if self.grain == 'quarter' else 'H'}{self.n}"

    def resolve(self, c: Context) -> Found | None:
        found = (self.year or Shift("year", 0)).resolve(c)
        if found is None:
            return None
        number = found.period.start.year
        length = periods.MONTHS[self.grain]
        last = self.n == 12 // length and c.anchor is not None and c.anchor.month <= length
        if self.year is None and last and not c.future:
            number -= 1
        return found_at(periods.holding(self.grain, date(number, (self.n - 1) * length + 1, 1)), found.anchor)


@dataclass(frozen=True, slots=True)
class Season:
    """A season of the north, three months long, winter ending in the next year."""

    code: str
    year: Time

    @property
    def open(self) -> str:
        return f"{self.year.open}-{self.code}"

    def resolve(self, c: Context) -> Found | None:
        found = self.year.resolve(c)
        if found is None:
            return None
        number, month = found.period.start.year, {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[self.code]
        last = periods.shifted(date(number, month, 1), "month", 2)
        return Found(Period("month", date(number, month, 1), last.end), found.anchor, f"{number}-{self.code}")


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast: in the year named, else the one nearest to publication; `shift` days away from it."""

    key: str
    year: Time | None = None
    hijri: int = 0
    shift: int = 0
    toward: int | None = None

    @property
    def open(self) -> str:
        return "XXXX-" + self.key if self.key[:1].isdigit() and not self.shift else "XXXX-XX-XX"

    def resolve(self, c: Context) -> Found | None:
        period, anchor = None, "self"
        if self.hijri:
            period = feasts.in_hijri(self.key, self.hijri)
        elif self.year is not None:
            found = self.year.resolve(c)
            if found is None:
                return None
            period, anchor = feasts.in_year(self.key, found.period.start.year), found.anchor
        elif c.anchor is not None:
            period, anchor = feasts.nearest(self.key, c.anchor, self.toward), "publication"
        if period is None:
            return None
        if self.shift:
            period = periods.holding("day", period.start + timedelta(days=self.shift))
        return found_at(period, anchor) if period.start == period.end else Found(period, anchor, feasts.stretch(period))


@dataclass(frozen=True, slots=True)
class Back:
    """The last such month or day of the month not after `to`: the left end of "30 Desember-2 Januari 2015"."""

    to: Time
    month: int
    day: int = 0

    @property
    def open(self) -> str:
        return MonthDay(self.month, self.day).open

    def resolve(self, c: Context) -> Found | None:
        end = self.to.resolve(c)
        if end is None:
            return None
        for back in (0, 1, 2, 3, 4):
            year = end.period.start.year - back
            found = MonthDay(self.month, self.day, year=Fixed(periods.year(year))).resolve(c)
            if found is not None and found.period.start <= end.period.start:
                return Found(found.period, end.anchor, found.value)
        return None
