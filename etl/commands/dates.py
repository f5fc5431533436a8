"""Days as people type them on the command line, and imprecise dates as the command line shows them."""

from __future__ import annotations

import calendar
import re
from datetime import date

from etl.commands.house import CommandError

_FORM = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
# How much of an ISO day a granularity states; finer ones state the whole day.
_LENGTH = {"month": 7, "quarter": 7, "half": 7, "year": 4, "decade": 4, "century": 4}


def bound(text: str | None, last: bool = False) -> date | None:
    """First (or last) day of YYYY, YYYY-MM or YYYY-MM-DD. Raises CommandError for anything else."""
    if text is None:
        return None
    try:
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError("not an ISO date")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        month_ = month or (12 if last else 1)
        return date(year, month_, day or (calendar.monthrange(year, month_)[1] if last else 1))
    except ValueError as error:
        raise CommandError(f"{text!r}: {error}; write 2024, 2024-10 or 2024-10-30") from None


def interval(start: date | None, end: date | None, granularity: str | None) -> str:
    """An interval at its own grain: 2024-10-30, 2024-08, 2024-10-08/2024-10-13, 2024-08/.. when it stays open."""
    if start is None:
        return f"../{end}" if end else ""
    length = _LENGTH.get(granularity or "", 10)
    first = str(start)[:length]
    if end is None:
        return f"{first}/.."
    final = str(end)[:length]
    return first if first == final else f"{first}/{final}"
