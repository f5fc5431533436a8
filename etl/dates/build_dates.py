"""Builders for days, months, years and their ranges as the calendar names them."""

from __future__ import annotations

import re
from datetime import date as Day

from etl.dates import feasts, periods
from etl.dates.operators import At, Back, Between, DayOfMonth, Feast, Fixed, MonthDay, Part, Season, Shift, Time, Timeless, Weekday
from etl.dates.phrases import Meaning, Phrase, day, full_year


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


def _joined(p: Phrase, name: str, table: dict[str, int]) -> tuple[int, int]:
    first, _, last = p.word(name).partition("-")
    return table.get(first, 0), table.get(last, 0)


def _pair(word: str) -> tuple[int, int]:
    first, _, last = word.partition("-")
    return int(first), int(last)


def day_range(p: Phrase) -> Meaning | None:
    """"19-21 Agustus 2024", "Senin-Rabu (1-3/5)"."""
    first, last = _pair(p.word("days")) if p.has("days") else (p.integer("day1") or 0, p.integer("day2") or 0)
    month = p.integer("monthnum") or p.month()
    time = day(last, month, p.year_number())
    if isinstance(time, MonthDay):
        time = MonthDay(month, last, p.toward())
    if time is None or day(first, month, None) is None or first >= last:
        return None
    return Meaning("DATE", Between(Back(time, month, first), time))


def date_range(p: Phrase) -> Meaning | None:
    """"30 Oktober-2 November 2024", "28/12-3/1/2025"."""
    first, last = p.integer("day1") or 0, p.integer("day2") or 0
    month1, month2 = p.month("month1") or p.integer("monthnum1") or 0, p.month() or p.integer("monthnum") or 0
    if p.has("md"):
        name, _, number = p.word("md").partition("-")
        month1, last = p.vocabulary.months[name], int(number)
    if p.has("join"):
        month1, last = _pair(p.word("join"))
    time = day(last, month2, p.year_number())
    if isinstance(time, MonthDay):
        time = MonthDay(month2, last, p.toward())
    start = day(first, month1, p.year_number("year1"))
    if time is None or start is None:
        return None
    return Meaning("DATE", Between(start if isinstance(start, Fixed) else Back(time, month1, first), time))


def day_list(p: Phrase) -> list[Meaning] | None:
    """"5 dan 12 Mei 2024": one meaning for each day."""
    start = p.slots["list"][0]
    out = []
    for n, word in enumerate(p.all("list"), start):
        if word.isdigit():
            time = day(int(word), p.month(), p.year_number())
            if isinstance(time, MonthDay):
                time = MonthDay(p.month(), int(word), p.toward())
            if time is None:
                return None
            out.append(Meaning("DATE", time, n, n + 1))
    out[-1] = Meaning("DATE", out[-1].time, out[-1].start, len(p.words))
    return out


def weekday_range(p: Phrase) -> Meaning | None:
    """"Senin-Jumat", "Sabtu-Minggu": a habit where no date is named."""
    if p.has("weekdays"):
        first, last = _joined(p, "weekdays", p.vocabulary.weekdays)
    else:
        first, last = p.weekday() or 0, p.weekday("weekday2") or 0
    value = "XXXX-WXX-WE" if (first, last) == (6, 7) else f"XXXX-WXX-{first}/XXXX-WXX-{last}"
    return Meaning("SET", Timeless(value), quant="EVERY", grain="weekend" if value.endswith("E") else "day")


def month(p: Phrase) -> Meaning | None:
    number, year = p.month(), p.year()
    if not number:
        return None
    toward = p.toward("turn0")
    if isinstance(year, Fixed):
        time: Time = Fixed(periods.month(year.period.start.year, number))
    else:
        time = MonthDay(number, 0, None if "itu" in p.all("turn0") else toward, year)
    return Meaning("DATE", time, mod=p.mod())


def month_range(p: Phrase) -> Meaning | None:
    """"Juni-Juli 2014", "Desember 2014-Januari 2015"."""
    if p.has("months"):
        first, last = _joined(p, "months", p.vocabulary.months)
    else:
        first, last = p.month("month1"), p.month("month2")
    left = p.year_number("year1")
    if p.has("ym"):
        digits, _, name = p.word("ym").partition("-")
        left, last = int(digits), p.vocabulary.months[name]
    right = p.year()
    time: Time = MonthDay(last, 0, p.toward("turn0"), right)
    if isinstance(right, Fixed):
        time = Fixed(periods.month(right.period.start.year, last))
    start: Time = Fixed(periods.month(left, first)) if left else Back(time, first)
    return Meaning("DATE", Between(start, time))


def month_list(p: Phrase) -> list[Meaning] | None:
    start = p.slots["list"][0]
    months = [(n, p.vocabulary.months[w]) for n, w in enumerate(p.all("list"), start) if w in p.vocabulary.months]
    out = [Meaning("DATE", MonthDay(m, 0, None, p.year()), n, n + 1) for n, m in months]
    out[-1] = Meaning("DATE", out[-1].time, out[-1].start, len(p.words))
    return out


def year(p: Phrase) -> Meaning | None:
    time = p.year()
    return Meaning("DATE", time, mod=p.mod()) if time else None


def law_year(p: Phrase) -> Meaning | None:
    """The year in the name of a law: a year, but no happening's."""
    start = p.slots["year"][0] - 1
    time = p.year()
    return Meaning("DATE", time, start, len(p.words), dates_events=False) if time else None


def year_range(p: Phrase) -> Meaning | None:
    first, last = (p.word("years").split("-") if p.has("years") else (p.word("year1"), p.word("year2")))
    left = int(first)
    right = int(last) if len(last) == 4 else left // 100 * 100 + int(last)
    if not left < right <= left + 120:
        return None
    return Meaning("DATE", Between(Fixed(periods.year(left)), Fixed(periods.year(right))))


def decade(p: Phrase) -> Meaning:
    number = int(re.match(r"\d+", p.word("decade"))[0])  # type: ignore[index]
    if number < 100:
        number += 1900 if number >= 20 else 2000
    return Meaning("DATE", Fixed(periods.holding("decade", Day(number, 1, 1))), mod=p.mod())


def century(p: Phrase) -> Meaning | None:
    number = p.ordinal()
    if p.words[p.slots["nth"][0] - 1] != "abad" or not number or not 1 < number <= 30:
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


def year_parts(p: Phrase) -> list[Meaning] | None:
    """"kuartal pertama dan kedua tahun depan": two meanings sharing the year."""
    grain, first, last = p.unit("kind")[0], p.ordinal(), p.ordinal("nth2")
    limit = 12 // periods.MONTHS[grain]
    if not first or not last or max(first, last) > limit:
        return None
    end = p.slots["nth"][1]
    return [
        Meaning("DATE", Part(grain, first, p.year()), 0, end),
        Meaning("DATE", Part(grain, last, p.year()), end + 1, len(p.words)),
    ]


def first_units(p: Phrase) -> Meaning | None:
    """"sembilan bulan pertama 2007": from the first of January."""
    from etl.dates.build_units import count

    number = count(p.all("count"), p.vocabulary)
    grain = p.unit()[0]
    if p.word("first") != "pertama" or not isinstance(number, float) or number != int(number):
        return None
    months, year_time = int(number) * periods.MONTHS[grain], p.year()
    if not 1 <= months <= 12 or year_time is None:
        return None
    return Meaning("DATE", Between(MonthDay(1, 0, None, year_time), MonthDay(months, 0, None, year_time)))


def week_number(p: Phrase) -> Meaning | None:
    number, year_number = p.ordinal(), p.year_number()
    if not number or not year_number:
        return None
    try:
        return Meaning("DATE", Fixed(periods.holding("week", Day.fromisocalendar(year_number, number, 1))))
    except ValueError:
        return None


def season(p: Phrase) -> Meaning:
    """"musim panas 2022": of the publication year where none is named."""
    code = {"dingin": "WI", "panas": "SU", "semi": "SP", "gugur": "FA"}[p.word("season")]
    toward = p.toward("turn")
    return Meaning("DATE", Season(code, p.year() or Shift("year", toward or 0)), dates_events=False)
