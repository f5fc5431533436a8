"""Builders for times counted in units: "pekan lalu", "dua tahun lalu", durations, sets, feasts, references."""

from __future__ import annotations

from typing import Final

from etl.dates import periods
from etl.dates.amounts import BELOW, Count, count, period_value
from etl.dates.named import Feast, MonthDay, Weekday
from etl.dates.operators import Fixed, Shift, Time, Timeless
from etl.dates.phrases import Meaning, Phrase


def _counted(p: Phrase) -> tuple[Count, str, int] | None:
    """(number, grain, times) of "tiga bulan", "setahun", "bertahun-tahun"."""
    if not p.has("one") and not p.has("count"):
        return 1.0, *p.unit()
    if p.has("one"):
        grain, times = p.unit("one")
        return ("X" if p.word("one") in p.vocabulary.many else 1.0), grain, times
    number = count(p.all("count"), p.vocabulary)
    if number is None:
        return None
    return number, *p.unit()


def _steps(counted: tuple[Count, str, int] | None) -> tuple[str, int] | None:
    """(grain, whole number) for shifting the calendar; half a year is six months, half a decade five years."""
    if counted is None or isinstance(counted[0], str):
        return None
    number, grain, times = counted[0] * counted[2], counted[1], counted[2]
    if number != int(number) and grain in BELOW:
        number, grain = (
            float(round(number * BELOW[grain][0])),
            {"year": "month", "month": "day", "week": "day", "day": "hour"}.get(grain, "hour"),
        )
    return (grain, int(number)) if times and number <= 3000 else None


def _shift(p: Phrase, sign: int, mention: bool = False) -> Meaning | None:
    counted = _counted(p)
    steps = _steps(counted)
    if steps is None and counted is not None and mention:
        written = period_value([counted])
        return Meaning("DURATION", Timeless(written)) if written else None
    if steps is None:
        return (
            Meaning("DATE", Timeless("PAST_REF" if sign < 0 else "FUTURE_REF"), dates_events=False) if counted else None
        )
    grain, number = steps
    if grain in ("second", "minute", "hour"):
        written = period_value([(float(number), grain, 1)])
        return Meaning("DURATION", Timeless(written), grain="minute") if written else None
    return Meaning("DATE", Shift(grain, sign * number, mention))


def ago(p: Phrase) -> Meaning | None:
    return _shift(p, -1)


def ahead(p: Phrase) -> Meaning | None:
    return _shift(p, 1)


def narrative(p: Phrase) -> Meaning | None:
    """As in "Sehari kemudian", "dua hari sebelumnya", "keesokan harinya": counted from the last mention."""
    if p.rule_id == "next-day":
        return Meaning("DATE", Shift("day", 1, mention=True))
    return _shift(p, -1 if p.cue("way") == "before" else 1, mention=True)


def span(p: Phrase) -> Meaning | None:
    """As in "lima tahun terakhir", "tiga hari ke depan": a duration that ends or begins at publication."""
    counted = _counted(p)
    written = period_value([counted]) if counted else None
    if written is None:
        return None
    steps = _steps(counted)
    sign = -1 if p.has("last") else 1
    reach = (steps[0], sign * steps[1]) if steps and steps[0] in periods.ORDER else None
    return Meaning("DURATION", Timeless(written, reach))


def relative_unit(p: Phrase) -> Meaning | None:
    """As in "pekan lalu", "tahun depan", "bulan ini"."""
    grain, times = p.unit()
    if p.points_back("turn"):
        return Meaning("DATE", Shift(grain, 0, mention=True))
    toward = p.toward("turn")
    if toward is None or (grain == "day" and toward != 0) or times != 1:
        return None
    return Meaning("DATE", Shift(grain, toward))


def same_unit(p: Phrase) -> Meaning | None:
    grain = p.unit()[0] if p.cue("unit") != "date" else "day"
    return Meaning("DATE", Shift(grain, 0, mention=True))


def mod_unit(p: Phrase) -> Meaning | None:
    """As in "awal tahun depan", "akhir pekan lalu", "akhir tahun"."""
    grain, times = p.unit()
    mention = p.points_back("turn")
    toward = p.toward("turn") or 0
    if times != 1:
        return None
    if grain == "week" and p.cue("mod") == "end":
        return Meaning("DATE", Shift("weekend", toward, mention))
    return Meaning("DATE", Shift(grain, toward, mention), mod=p.mod())


def duration(p: Phrase) -> Meaning | None:
    parts = [_counted(p)]
    for n in ("2", "3"):
        if p.has("unit" + n):
            number = count(p.all("count" + n), p.vocabulary)
            parts.append(None if number is None else (number, *p.unit("unit" + n)))
    known = [x for x in parts if x is not None]
    written = period_value(known) if len(known) == len(parts) else None
    return Meaning("DURATION", Timeless(written)) if written else None


def duration_range(p: Phrase) -> Meaning | None:
    """As in "1-2 hari", "satu hingga dua tahun"."""
    if p.has("nn"):
        left, right = (count([x], p.vocabulary) for x in p.word("nn").split("-"))
    else:
        left, right = count(p.all("count"), p.vocabulary), count(p.all("count2"), p.vocabulary)
    if left is None or right is None or (isinstance(left, float) and isinstance(right, float) and left >= right):
        return None
    values = [period_value([(number, *p.unit())]) for number in (left, right)]
    return Meaning("DURATION", Timeless("/".join(v for v in values if v)))


def every(p: Phrase) -> Meaning | None:
    """As in "setiap Senin", "setiap 5 menit", "sehari dua kali"."""
    if p.has("weekday"):
        written = Weekday(p.weekday() or 0).open + p.part()
    elif p.has("month"):
        written = MonthDay(p.month(), p.integer("day") or 0).open
    elif p.has("day"):
        written = f"XXXX-XX-{p.integer('day'):02d}"
    elif p.has("part"):
        written = "XXXX-XX-XX" + p.part()
    else:
        counted = _counted(p) if p.has("one") or p.has("count") else (1.0, *p.unit())
        found = period_value([counted]) if counted else None
        if found is None:
            return None
        written = found
    return Meaning("SET", Timeless(written), quant="EVERY")


def feast(p: Phrase) -> Meaning | None:
    """A feast: the longest name of the lexicon among the words; its year follows or is the nearest."""
    start, end = p.slots["feast"]
    names = p.vocabulary.feasts
    name = " ".join(p.all("feast") + p.all("feast2"))
    first, last, key = start, end, names.get(name)
    if key is None:
        spans = [(a, b) for a in range(start, end) for b in range(end, a, -1) if " ".join(p.words[a:b]) in names]
        if not spans or p.has("feast2"):
            return None
        first, last = max(spans, key=lambda s: s[1] - s[0])
        key = names[" ".join(p.words[first:last])]
    whole = last == end
    shift = -int(p.word("hday")[2:]) if p.has("hday") else p.integer("plus") or 0
    if shift and not whole:
        return None
    hijri = int(p.word("hijri")) if whole and p.has("hijri") else 0
    year = p.year() if whole else None
    if year is None and name in p.vocabulary.founded and (number := p.ordinal()):
        year = Fixed(periods.year(p.vocabulary.founded[name] + number))
    time: Time = Feast(key, year, hijri, shift, p.toward("turn") if whole else None)
    begin = 0 if first == start else first
    return Meaning("DATE", time, begin, len(p.words) if whole else last, mod=p.mod() if begin == 0 else None)


def nth_day(p: Phrase) -> Meaning:
    """As in "hari ke-44": of something the phrase does not tell."""
    return Meaning("DATE", Timeless("XXXX-XX-XX"), grain="day", dates_events=False)


_REFERENCES: Final = {
    "PRESENT_REF": ("this", "now"),
    "FUTURE_REF": ("next", "again", "later", "someday", "soon"),
}


def reference(p: Phrase) -> Meaning | None:
    """As in "saat ini", "kini", "beberapa waktu lalu": never a day."""
    if p.rule_id == "ref-lately":
        written = "PAST_REF"
    elif p.rule_id == "ref-now":
        written = "PRESENT_REF"
    else:
        cue = p.vocabulary.cues.get(p.words[-1], "")
        written = next((value for value, cues in _REFERENCES.items() if cue in cues), "PAST_REF")
    return Meaning("DATE", Timeless(written), dates_events=False)
