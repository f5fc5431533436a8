"""Calendar units as periods of whole days: which day, week, month, quarter ... holds a day, how they shift, what
their TIMEX3 value is. Pure arithmetic; nothing here knows words or articles.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final, NamedTuple

YEAR_LAST: Final = 9998
# Order of fineness; also the names of `schema.GRANULARITIES` that a period of whole days can have.
ORDER: Final = ("day", "weekend", "week", "month", "quarter", "half", "year", "decade", "century")
MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}


class Period(NamedTuple):
    """A calendar unit (`grain`) or a stretch of them, first to last day."""

    grain: str
    start: date
    end: date


def holding(grain: str, day: date) -> Period:
    """The calendar unit of that grain that holds `day`. Raises ValueError where the calendar ends."""
    if grain == "day":
        return Period("day", day, day)
    if grain == "week":
        monday = day - timedelta(days=day.weekday())
        return Period("week", monday, monday + timedelta(days=6))
    if grain == "weekend":
        saturday = day - timedelta(days=day.weekday() - 5)
        return Period("weekend", saturday, saturday + timedelta(days=1))
    months = MONTHS[grain]
    first = (day.year * 12 + day.month - 1) // months * months
    last = first + months - 1
    return Period(grain, date(first // 12, first % 12 + 1, 1), month_end(last // 12, last % 12 + 1))


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def month(year: int, number: int) -> Period:
    return Period("month", date(year, number, 1), month_end(year, number))


def year(number: int) -> Period:
    return Period("year", date(number, 1, 1), date(number, 12, 31))


def shift_day(day: date, grain: str, n: int) -> date:
    """`day` moved by `n` units; the day of the month is cut to the length of the month reached."""
    if grain in ("day", "weekend", "week"):
        return day + timedelta(days=n * (1 if grain == "day" else 7))
    months = day.year * 12 + day.month - 1 + n * MONTHS[grain]
    number, month_number = divmod(months, 12)
    return date(number, month_number + 1, min(day.day, monthrange(number, month_number + 1)[1]))


def shifted(day: date, grain: str, n: int) -> Period:
    """The unit of that grain `n` units away from the one that holds `day`."""
    return holding(grain, shift_day(day, grain, n))


def value(period: Period) -> str:
    """TIMEX3 value of a single calendar unit."""
    grain, day = period.grain, period.start
    if grain == "day":
        return day.isoformat()
    if grain in ("week", "weekend"):
        number, week, _ = day.isocalendar()
        return f"{number:04d}-W{week:02d}" + ("-WE" if grain == "weekend" else "")
    if grain == "month":
        return f"{day.year:04d}-{day.month:02d}"
    if grain == "quarter":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if grain == "half":
        return f"{day.year:04d}-H{1 if day.month < 7 else 2}"
    return f"{day.year:04d}"[: {"year": 4, "decade": 3, "century": 2}[grain]]


def at_least_as_fine(grain: str, than: str) -> bool:
    return ORDER.index(grain) <= ORDER.index(than)
