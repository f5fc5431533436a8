"""Builders for ranges and lists of days, weekdays, months, quarters and years."""

from __future__ import annotations

from etl.dates import periods
from etl.dates.amounts import count
from etl.dates.named import Back, MonthDay, Part
from etl.dates.operators import Between, Fixed, Time, Timeless
from etl.dates.phrases import Meaning, Phrase, day


def _joined(p: Phrase, name: str, table: dict[str, int]) -> tuple[int, int]:
    first, _, last = p.word(name).partition("-")
    return table.get(first, 0), table.get(last, 0)


def _pair(word: str) -> tuple[int, int]:
    first, _, last = word.partition("-")
    return int(first), int(last)


def day_range(p: Phrase) -> Meaning | None:
    """As in "19-21 Agustus 2024", "Senin-Rabu (1-3/5)"."""
    first, last = _pair(p.word("days")) if p.has("days") else (p.integer("day1") or 0, p.integer("day2") or 0)
    month = p.integer("monthnum") or p.month()
    time = day(last, month, p.year_number())
    if isinstance(time, MonthDay):
        time = MonthDay(month, last, p.toward())
    if time is None or day(first, month, None) is None or first >= last:
        return None
    return Meaning("DATE", Between(Back(time, month, first), time))


def date_range(p: Phrase) -> Meaning | None:
    """As in "30 Oktober-2 November 2024", "28/12-3/1/2025"."""
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
    """As in "5 dan 12 Mei 2024": one meaning for each day."""
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
    """As in "Senin-Jumat", "Sabtu-Minggu": a habit where no date is named."""
    if p.has("weekdays"):
        first, last = _joined(p, "weekdays", p.vocabulary.weekdays)
    else:
        first, last = p.weekday() or 0, p.weekday("weekday2") or 0
    value = "XXXX-WXX-WE" if (first, last) == (6, 7) else f"XXXX-WXX-{first}/XXXX-WXX-{last}"
    return Meaning("SET", Timeless(value), quant="EVERY", grain="weekend" if value.endswith("E") else "day")


def month_range(p: Phrase) -> Meaning | None:
    """As in "Juni-Juli 2014", "Desember 2014-Januari 2015"."""
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


def year_range(p: Phrase) -> Meaning | None:
    first, last = p.word("years").split("-") if p.has("years") else (p.word("year1"), p.word("year2"))
    left = int(first)
    right = int(last) if len(last) == 4 else left // 100 * 100 + int(last)
    if not left < right <= left + 120 or (len(last) == 2 and right != left + 1):
        return None
    return Meaning("DATE", Between(Fixed(periods.year(left)), Fixed(periods.year(right))))


def year_parts(p: Phrase) -> list[Meaning] | None:
    """As in "kuartal pertama dan kedua tahun depan": two meanings sharing the year."""
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
    """As in "sembilan bulan pertama 2007": from the first of January."""
    number = count(p.all("count"), p.vocabulary)
    grain = p.unit()[0]
    if p.ordinal("first") != 1 or not isinstance(number, float) or number != int(number):
        return None
    months, year_time = int(number) * periods.MONTHS[grain], p.year()
    if not 1 <= months <= 12 or year_time is None:
        return None
    return Meaning("DATE", Between(MonthDay(1, 0, None, year_time), MonthDay(months, 0, None, year_time)))
