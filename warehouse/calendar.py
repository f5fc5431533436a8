"""The table `calendar`: every day of the years that articles and events span, with names, holidays and Hijri date."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from duckdb import DuckDBPyConnection

from etl.schema import BY_NAME
from warehouse import models

# Years beyond are left out: an event of the year 1000 would make a calendar of a thousand years.
FIRST, LAST = 1900, 2100
MARGIN: Final = 1  # years before the first and after the last
HIJRI_FIRST, HIJRI_LAST = 1343, 1500  # the years hijridate converts

DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
DAYS_EN: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
MONTHS_EN: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
HIJRI_MONTHS: Final = (
    "Muharam", "Safar", "Rabiulawal", "Rabiulakhir", "Jumadilawal", "Jumadilakhir", "Rajab", "Syakban", "Ramadan",
    "Syawal", "Zulkaidah", "Zulhijah",
)  # fmt: skip
_JOINT: Final = "Cuti Bersama "

_YEARS: Final = """
SELECT min(least(year(start_date), year(first_reported))),
       max(greatest(year(end_date), year(start_date), year(first_reported)))
FROM events"""


def bring_up(con: DuckDBPyConnection) -> None:
    """Keep the table at the years of the events as they are: only years that came or went are written."""
    first, last = con.execute(_YEARS).fetchone() or (None, None)
    wanted = (max(FIRST, first - MARGIN), min(LAST, last + MARGIN)) if first else (0, -1)
    con.execute("DELETE FROM calendar WHERE year NOT BETWEEN ? AND ?", wanted)
    held = {year for (year,) in con.execute("SELECT DISTINCT year FROM calendar").fetchall()}
    missing = sorted(set(range(wanted[0], wanted[1] + 1)) - held)
    if missing:
        con.register("loading", BY_NAME["calendar"].of_rows([day for year in missing for day in _of_year(year)]))
        con.execute("INSERT INTO calendar BY NAME FROM loading")
        con.unregister("loading")


@cache
def _of_year(year: int) -> list[tuple[Any, ...]]:
    """Rows of a year's days, in the order of the columns."""
    out: list[tuple[Any, ...]] = []
    names, names_en, observances = _holidays(year, "id"), _holidays(year, "en_US"), _observances()
    day = date(year, 1, 1)
    while day.year == year:
        iso_year, iso_week, weekday = day.isocalendar()
        found = names.get(day, [])
        free = [name for name in found if not name.startswith(_JOINT)]
        joint = [name for name in found if name.startswith(_JOINT)]
        row = (
            day, year, (day.month + 2) // 3, day.month, MONTHS[day.month - 1], MONTHS_EN[day.month - 1], day.day,
            weekday, DAYS[weekday - 1], DAYS_EN[weekday - 1], iso_year, iso_week, weekday >= 6, bool(free),
            free or None, [name for name in names_en.get(day, []) if free] or None, joint[0] if joint else None,
            observances.get((day.month, day.day)), *_hijri(day),
        )  # fmt: skip
        out.append(row)
        day += timedelta(days=1)
    return out


@cache
def _holidays(year: int, language: str) -> dict[date, list[str]]:
    import holidays

    every = ("public", "government") if language == "id" else ("public",)
    found = holidays.country_holidays("ID", years=year, language=language, categories=every)
    return {day: sorted(found.get_list(day)) for day in found}


@cache
def _observances() -> dict[tuple[int, int], str]:
    rows = models.rows(models.FOLDER / "calendar_days.tsv")
    return {(int(row["day"][:2]), int(row["day"][3:])): row["name"] for row in rows}


def _hijri(day: date) -> tuple[int | None, int | None, int | None, str | None]:
    firsts = _hijri_months()
    n = bisect_right(firsts, day) - 1
    if n < 0 or day >= firsts[-1]:
        return None, None, None, None
    year, month, number = HIJRI_FIRST + n // 12, n % 12 + 1, (day - firsts[n]).days + 1
    return year, month, number, f"{number} {HIJRI_MONTHS[month - 1]} {year}"


@cache
def _hijri_months() -> list[date]:
    """First days of the Hijri months, in order, from the first year converted to the month after the last."""
    from hijridate import Hijri

    found = [Hijri(y, m, 1).to_gregorian() for y in range(HIJRI_FIRST, HIJRI_LAST + 1) for m in range(1, 13)]
    return [date(d.year, d.month, d.day) for d in found]
