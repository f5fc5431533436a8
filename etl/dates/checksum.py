"""The weekday as checksum of the date written beside it: does it agree, and if not, which one slip explains it?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

# News are dated by the days just before publication; a slip is believed only if the date it explains is among them.
DAYS_BEFORE: Final = 6
DAYS_AFTER: Final = 1


@lru_cache(maxsize=20_000)
def repaired(weekday: int, day: int, month: int, year: int, anchor: date) -> date | None:
    """The one date near publication that differs from the written one in a single field (day, month, year, weekday,
    or day and month exchanged) and makes both agree; None where there is none, or more than one."""
    found = set(_candidates(weekday, day, month, year or anchor.year, anchor))
    return found.pop() if len(found) == 1 else None


def _candidates(weekday: int, day: int, month: int, year: int, anchor: date) -> Iterator[date]:
    written = _date(year, month, day)
    if written is not None and _near(written, anchor):
        yield written  # then the weekday is the slip
    fields = [(year, month, d) for d in range(1, 32)] + [(year, m, day) for m in range(1, 13)]
    fields += [(anchor.year + n, month, day) for n in (-1, 0, 1)] + [(year, day, month)]
    for other in fields:
        changed = _date(*other)
        if changed is not None and changed != written and changed.isoweekday() == weekday and _near(changed, anchor):
            yield changed


def _near(day: date, anchor: date) -> bool:
    return -DAYS_BEFORE <= (day - anchor).days <= DAYS_AFTER


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
