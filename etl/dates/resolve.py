"""Second pass: values from the text alone become days, with the publication day, what was mentioned before and the
words around. Rows leave here; nothing here recognises anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from etl.dates import checksum, periods
from etl.dates.operators import At, Context, Found, Shift, Time
from etl.dates.periods import Period
from etl.dates.phrases import Meaning
from etl.document import TimeExpression

_FINE: Final = ("minute", "hour", "daypart")


@dataclass(slots=True)
class Candidate:
    """A phrase recognised at an offset range of the source, with the words of direction around it; `fixed` is what
    it resolves to whatever the context."""

    start: int
    end: int
    rule_id: str
    meaning: Meaning
    fixed: Found | None = None
    direction: str | None = None
    future: bool = False
    touches_next: bool = False
    mod: str | None = None


def resolved(candidates: list[Candidate], anchor: date | None) -> list[TimeExpression]:
    """Rows for the candidates, in order of the text."""
    day: date | None = None
    mention: Period | None = None
    out: list[TimeExpression] = []
    for n, candidate in enumerate(candidates):
        meaning = candidate.meaning
        context = Context(anchor, day, mention, candidate.future)
        time = meaning.time
        if meaning.dayless and candidate.touches_next:
            following = candidates[n + 1].meaning.time.resolve(context)
            if following is not None and following.period.grain == "day":
                context = Context(anchor, following.period.start, mention, candidate.future)
        if meaning.dayless and n and out[-1].type == "SET" and candidates[n - 1].touches_next:
            context = Context(None, None, None)  # "Senin-Jumat, pukul 08.00": the hour of a habit
        if candidate.rule_id == "hijri-date" and n and candidates[n - 1].touches_next and mention is not None:
            context = Context(mention.start, day, mention)
        row, found = _row(candidate, context)
        out.append(row)
        if found is not None and row.type in ("DATE", "TIME") and row.dates_events and row.start_date is not None:
            mention = Period(found.period.grain, row.start_date, found.period.end)
            if found.period.start == found.period.end and _states_day(time):
                day = row.start_date
    return _with_direction(out, candidates, anchor)


def _states_day(time: Time) -> bool:
    """Whether clock times after it belong to this day: not after "kemarin" or "sehari sebelumnya", which look aside."""
    if isinstance(time, At):
        return time.day is not None and _states_day(time.day)
    return not (isinstance(time, Shift) and (time.n != 0 or time.mention))


def _row(candidate: Candidate, context: Context) -> tuple[TimeExpression, Found | None]:
    meaning = candidate.meaning
    found = candidate.fixed or meaning.time.resolve(context)
    dates_events = meaning.dates_events and candidate.rule_id != "year-in-name"
    period = found.period if found else None
    row = TimeExpression(
        start=candidate.start,
        end=candidate.end,
        type=meaning.type,
        value=found.value if found else meaning.time.open,
        rule_id=candidate.rule_id,
        start_date=period.start if period else None,
        end_date=period.end if period else None,
        granularity=meaning.grain or (period.grain if period else None),
        anchor=found.anchor if found else None,
        mod=meaning.mod or candidate.mod,
        quant=meaning.quant,
        dates_events=dates_events,
    )
    if meaning.check is not None:
        _check(row, found, meaning.check, context.anchor)
        if row.start_date is not None and found is None:
            found = Found(periods.holding("day", row.start_date), "self", row.value)
    return row, found


def _check(row: TimeExpression, found: Found | None, check: tuple[int, int, int, int], anchor: date | None) -> None:
    """Flag a weekday that disagrees with its date; repair the days covered, never the value."""
    weekday = check[0]
    if found is not None and found.period.start.isoweekday() == weekday:
        return
    if found is None and anchor is None and check[3] == 0:
        return
    row.conflict = True
    if anchor is not None and (day := checksum.repaired(*check, anchor)) is not None:
        row.start_date = row.end_date = day
        row.granularity = row.granularity or "day"


def _with_direction(
    rows: list[TimeExpression], candidates: list[Candidate], anchor: date | None
) -> list[TimeExpression]:
    """Open the interval of what follows "sejak" or "hingga"."""
    for row, candidate in zip(rows, candidates, strict=True):
        if (
            candidate.direction is None
            or row.start_date is None
            or row.type not in ("DATE", "TIME")
            or "/" in row.value
        ):
            continue
        row.direction = candidate.direction
        if row.direction == "per":
            row.direction = "since" if anchor is not None and row.start_date > anchor else "until"
        if row.direction == "since":
            row.end_date = None
        else:
            row.start_date = None
    return rows
