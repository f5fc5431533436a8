"""Builders for days, months, years and their ranges as the calendar names them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Day

from etl.dates import feasts, periods
from etl.dates.named import DayOfMonth, Feast, MonthDay, Part, Season, Weekday
from etl.dates.operators import At, Fixed, Shift, Time, Timeless
from etl.dates.phrases import Meaning, Phrase, day, full_year
from etl.dates.vocabulary import SEASONS


def _numbers(p: Phrase) -> tuple[int, int, int | None] | None:
    """Day, month and year of a date phrase."""
    if p.has("dmy"):
        parts = [int(x) for x in re.findall(r"\d+", p.word("dmy"))[:3]]
        if p.word("dmy")[4:5] == "-":
            return parts[2], parts[1], parts[0]
        return parts[0], parts[1], full_year(re.split(r"[.-]", p.word("dmy"))[2])
    if p.has("daymonth"):
        first, second = re.split(r"[.,-]", p.word("daymonth"))[:2]
        return int(first), int(second), None
    if p.has("joined"):
        digits, _, name = p.word("joined").partition("-")
        return int(digits), p.vocabulary.months[name], p.year_number()
    number = p.integer("day")
    if number is None:
        return None
    return number, p.integer("monthnum") or p.month(), p.year_number()


def date(p: Phrase) -> Meaning | None:
    numbers = _numbers(p)
    if numbers is None:
        return None
    number, month, year = numbers
    toward = p.toward()
    if toward is None and p.has("rel"):
        toward = p.toward("rel")
    if not month:
        time: Time | None = Weekday(p.weekday() or 0) if p.has("weekday") and not toward else DayOfMonth(number, toward)
        return _with_clock(p, time, None)
    if month > 12 and number <= 12 and year is not None:
        number, month = month, number  # an American order, which the month proves
    time = day(number, month, year)
    if isinstance(time, MonthDay) and toward is not None:
        time = MonthDay(month, number, toward)
    elif year is not None and not 1800 <= year <= 2100:
        time = None
    check = (p.weekday() or 0, number, month, year or 0)
    if time is None:
        if year is None or not p.has("weekday"):
            return None
        time = Timeless(f"{year if year <= 9999 else 'XXXX'}-{month:02d}-{number:02d}")
    return _with_clock(p, time, check if p.has("weekday") else None)


def _with_clock(p: Phrase, time: Time | None, check: tuple[int, int, int, int] | None) -> Meaning | None:
    """The day with the clock time or else part of day that stands with it."""
    if time is None:
        return None
    suffix = p.clock() if p.has("clock") else p.part() or p.part("fpart")
    if suffix is None:
        return None
    if not suffix:
        return Meaning("DATE", time, check=check)
    return Meaning("TIME", At(suffix, time), check=check, grain="minute" if ":" in suffix else "daypart")


def weekday(p: Phrase) -> Meaning | None:
    number = p.weekday()
    if number is None:
        return None
    week: Time | None = None
    toward = p.toward()
    if p.has("weekof"):
        week = Shift("week", toward or 0)
    return _with_clock(p, Weekday(number, toward, week), None)


def day_of_month(p: Phrase) -> Meaning | None:
    """As in "tanggal 3 bulan depan"."""
    number, toward = p.integer("day"), p.toward("turn")
    if number is None or (toward is None and not p.points_back("turn")):
        return None
    return Meaning("DATE", DayOfMonth(number, month=Shift("month", toward or 0, mention=p.points_back("turn"))))


def month(p: Phrase) -> Meaning | None:
    number, year = p.month(), p.year()
    if not number:
        return None
    toward = p.toward("turn0")
    if isinstance(year, Fixed):
        time: Time = Fixed(periods.month(year.period.start.year, number))
    else:
        time = MonthDay(number, 0, None if p.points_back("turn0") else toward, year)
    return Meaning("DATE", time, mod=p.mod())


def year(p: Phrase) -> Meaning | None:
    time = p.year()
    return Meaning("DATE", time, mod=p.mod()) if time else None


def law_year(p: Phrase) -> Meaning | None:
    """The year in the name of a law: a year, but no happening's."""
    start = p.slots["year"][0] - 1
    time = p.year()
    return Meaning("DATE", time, start, len(p.words), dates_events=False) if time else None


def decade(p: Phrase) -> Meaning:
    number = int(re.match(r"\d+", p.word("decade"))[0])  # type: ignore[index]
    if number < 100:
        number += 1900 if number >= 20 else 2000
    return Meaning("DATE", Fixed(periods.holding("decade", Day(number, 1, 1))), mod=p.mod())


def century(p: Phrase) -> Meaning | None:
    number = p.ordinal()
    if p.vocabulary.units[p.words[p.slots["nth"][0] - 1]][0] != "century" or not number or not 1 < number <= 30:
        return None
    return Meaning("DATE", Fixed(periods.holding("century", Day((number - 1) * 100, 1, 1))), mod=p.mod())


def hijri_year(p: Phrase) -> Meaning | None:
    number = int(p.word("hijri"))
    period = feasts.hijri_year(number)
    return Meaning("DATE", Fixed(period, feasts.stretch(period))) if period else None


def hijri_date(p: Phrase) -> Meaning | None:
    month_number = p.vocabulary.hijri_months.get(p.word("hmonth"))
    number = p.integer("day")
    if month_number is None or (number or 1) > 30:
        return None
    key = f"hijri {month_number:02d}" + (f"-{number:02d}" if number else "")
    return Meaning("DATE", Feast(key, hijri=int(p.word("hijri") or 0)))


def year_part(p: Phrase) -> Meaning | None:
    """A quarter or half of a year: "kuartal III/2024", "semester pertama tahun depan", "Q3 2024"."""
    grain, number, time = "half", p.ordinal(), p.year()
    if p.has("kind"):
        grain = p.unit("kind")[0]
    if p.has("joined"):
        roman, _, digits = p.word("joined").partition("-")
        number, time = _roman(roman), Fixed(periods.year(int(digits)))
    if p.has("code"):
        grain, found = "quarter", re.findall(r"\d+", p.word("code"))
        number = int(found[0][0] if p.word("code")[0] in "qk" else found[0])
        if len(found) > 1:
            time = Fixed(periods.year(full_year(found[1])))
    if p.has("turn"):
        time = Shift("year", p.toward("turn") or 0)
    if number is None or not 1 <= number <= 12 // periods.MONTHS[grain]:
        return None
    return Meaning("DATE", Part(grain, number, time), mod=p.mod())


def _roman(word: str) -> int:
    return {"i": 1, "ii": 2, "iii": 3, "iv": 4}[word]


def week_number(p: Phrase) -> Meaning | None:
    number, year_number = p.ordinal(), p.year_number()
    if not number or not year_number:
        return None
    try:
        return Meaning("DATE", Fixed(periods.holding("week", Day.fromisocalendar(year_number, number, 1))))
    except ValueError:
        return None


def week_of_month(p: Phrase) -> Meaning | None:
    """As in "pekan kedua Desember": the month with START, MID or END, for its weeks are counted in several ways."""
    whole = month(p)
    number = p.ordinal() or 5
    if whole is None or number > 5:
        return None
    return replace(whole, mod="START" if number == 1 else "MID" if number < 4 else "END")


def season(p: Phrase) -> Meaning:
    """As in "musim panas 2022": of the publication year where none is named."""
    code = SEASONS[p.cue("season")]
    toward = p.toward("turn")
    return Meaning("DATE", Season(code, p.year() or Shift("year", toward or 0)), dates_events=False)
