"""Days of feasts: fixed ones, those of the Hijri calendar and those announced for Indonesia (feast_days.py)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Final

from etl.dates import feast_days, periods
from etl.dates.periods import Period

# The years hijridate converts
HIJRI_FIRST: Final = 1343
HIJRI_LAST: Final = 1500
_OFFSET: Final = re.compile(r"([a-z_]+)([+-][0-9]+)")  # "easter-2"
_ANNOUNCED_ONLY: Final = ("imlek", "nyepi", "waisak")
_HIJRI_KEYS: Final = {"idul_fitri": "10-01", "idul_adha": "12-10", "ramadan": "09"}


@cache
def in_year(key: str, year: int) -> Period | None:
    """The feast in a calendar year (the first, where a Hijri feast falls twice); None where it is not known."""
    if offset := _OFFSET.fullmatch(key):
        found = in_year(offset[1], year)
        return periods.holding("day", found.start + timedelta(days=int(offset[2]))) if found else None
    if key[:1].isdigit():
        return periods.holding("day", date(year, int(key[:2]), int(key[3:])))
    if key == "easter":
        return periods.holding("day", _easter(year))
    if key in _ANNOUNCED_ONLY:
        day = _announced().get((key, year))
        return periods.holding("day", day) if day else None
    number = year - 579
    for hijri in (number - 1, number, number + 1):
        found = in_hijri(key, hijri)
        if found is not None and found.start.year == year:
            return found
    return None


@cache
def in_hijri(key: str, year: int) -> Period | None:
    """A Hijri feast or month ("hijri 10-01", "hijri 09") in a Hijri year. The Indonesian government's own sighting
    is taken for Idul Fitri and Idul Adha where it is known."""
    from hijridate import Hijri

    month, _, day = _HIJRI_KEYS.get(key, key.removeprefix("hijri ")).partition("-")
    if not HIJRI_FIRST <= year < HIJRI_LAST or not month.isdigit():
        return None
    first = Hijri(year, int(month), int(day or 1)).to_gregorian()
    start = date(first.year, first.month, first.day)
    if day:
        official = _announced().get((key, start.year))
        if official is not None and abs((official - start).days) <= 3:
            start = official
        return periods.holding("day", start)
    length = Hijri(year, int(month), 1).month_length()
    return Period("day", start, start + timedelta(days=length - 1))


def hijri_year(year: int) -> Period | None:
    """First and last day of a Hijri year."""
    first, following = in_hijri("hijri 01-01", year), in_hijri("hijri 01-01", year + 1)
    return Period("day", first.start, following.start - timedelta(days=1)) if first and following else None


def nearest(key: str, day: date, toward: int | None = None) -> Period | None:
    """The feast nearest to `day`; the one before (-1), after (1), or in the same year (0)."""
    near = [p for n in (-1, 0, 1) if (p := in_year(key, day.year + n))]
    if toward == -1:
        near = [p for p in near if p.start <= day][-1:]
    elif toward == 1:
        near = [p for p in near if p.start >= day][:1]
    elif toward == 0:
        near = [p for p in near if p.start.year == day.year]
    return min(near, key=lambda p: (abs((p.start - day).days), p.start), default=None)


def stretch(period: Period) -> str:
    """TIMEX3 value of days that are no calendar unit."""
    return f"{period.start.isoformat()}/{period.end.isoformat()}"


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous Gregorian computus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@cache
def _announced() -> dict[tuple[str, int], date]:
    """Movable feasts of Indonesia by key and year."""
    (_, *keys), *rows = (line.split() for line in feast_days.TABLE.splitlines())
    return {
        (key, int(year)): date(int(year), int(day[:2]), int(day[3:]))
        for year, *days in rows
        for key, day in zip(keys, days, strict=True)
        if day != "-"
    }
