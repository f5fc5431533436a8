"""Properties of time expressions over generated texts and publication days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from etl import dates, lexicon
from etl.dates import periods
from etl.document import ArticleText, Document, TimeExpression, read
from etl.schema import ANCHORS, GRANULARITIES, TIMEX_TYPES

LEXICON = lexicon.load()
SLOW_START = settings(deadline=None)  # the first example of a process compiles the lexicon and the grammar
DAYS = st.dates(date(1990, 1, 1), date(2089, 12, 31))
WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "hari Minggu"]
MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November"]
BY_WEEK = [
    *WEEKDAYS,
    *(f"{d} malam" for d in WEEKDAYS),
    *(f"{d} lalu" for d in WEEKDAYS),
    *(f"{d} pekan depan" for d in WEEKDAYS),
    "hari ini",
    "kemarin",
    "besok pagi",
    "lusa",
    "semalam",
    "tadi malam",
    "pekan lalu",
    "minggu ini",
    "akhir pekan depan",
    "tiga hari lalu",
    "dua pekan lagi",
    "lima hari yang lalu",
    "pukul 09.30 WIB",
]
BY_YEAR = [
    *MONTHS,
    *(f"{n} {m}" for n in (1, 15, 28) for m in MONTHS),
    *(f"{m} tahun lalu" for m in MONTHS),
    *(f"awal {m}" for m in MONTHS),
    "tahun ini",
    "tahun depan",
    "bulan lalu",
    "bulan depan",
    "dua tahun silam",
    "akhir tahun",
    "kuartal ketiga",
    "semester I",
    "lima bulan lagi",
    "3-7 Mei",
    "Juni-Juli",
]
PIECES = st.sampled_from(
    [
        *BY_WEEK,
        *BY_YEAR,
        "Rabu (30/10/2024)",
        "Kamis (29/2/2024)",
        "31/4/2023",
        "tahun 2014",
        "1990-an",
        "abad ke-19",
        "Natal",
        "pada Lebaran 2023",
        "1 Syawal 1445 H",
        "UU Nomor 5 Tahun 2020",
        "dua jam",
        "berusia 35 tahun",
        "Rp 2.014",
        "setiap Senin",
        "sejak",
        "hingga",
        "pukul",
        "(",
        ")",
        "-",
        "/",
        ",",
        ".",
        "\n",
        "2024",
        "12",
        "31",
        "dan",
        "yang",
        "lalu",
        "ke-80",
        "HUT",
        "RI",
        "Minggu",
        "pertama",
        "kuartal",
        "beberapa",
        "puluh",
        "H-1",
        "III-2024",
        "24.00",
        "saat",
        "ini",
        "“kemarin”",
        "é",
        "19-21",
    ]
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", " ", "", "\n"])), max_size=14).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)


def document(text: str, anchor: date | None, title: str = "") -> Document:
    return read(ArticleText("h", "a", title, text, "contoh.id", None, anchor, anchor, None, ()))


def rows(text: str, anchor: date | None) -> list[TimeExpression]:
    return dates.find(document(text, anchor), LEXICON)


@SLOW_START
@given(TEXTS, st.one_of(st.none(), DAYS), st.sampled_from(["", "Jadwal Rabu (30/10)"]))
def test_rows_are_well_formed(text: str, anchor: date | None, title: str) -> None:
    doc = document(text, anchor, title)
    found = dates.find(doc, LEXICON)
    assert [(a.start, a.end) for a in found] == sorted((a.start, a.end) for a in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for row in found:
        surface = doc.source[row.start : row.end]
        assert surface and surface == surface.strip() and "\n" not in surface
        assert row.type in TIMEX_TYPES and row.value and row.rule_id
        assert row.anchor is None or row.anchor in ANCHORS
        assert row.granularity is None or row.granularity in GRANULARITIES
        if row.start_date and row.end_date:
            assert row.start_date <= row.end_date
        if (row.start_date is None) != (row.end_date is None):
            assert row.direction == ("until" if row.start_date is None else "since")
        if row.value.endswith("_REF"):
            assert not row.dates_events and row.start_date is None


@SLOW_START
@given(TEXTS, DAYS)
def test_granularity_agrees_with_the_interval(text: str, anchor: date) -> None:
    for row in rows(text, anchor):
        grain = {"minute": "day", "hour": "day", "daypart": "day"}.get(row.granularity or "", row.granularity)
        if grain is None:
            continue
        if row.start_date is not None:
            assert periods.holding(grain, row.start_date).start == row.start_date
        if row.end_date is not None:
            assert periods.holding(grain, row.end_date).end == row.end_date


@SLOW_START
@given(TEXTS, st.one_of(st.none(), DAYS))
def test_same_text_and_anchor_give_the_same_rows(text: str, anchor: date | None) -> None:
    assert rows(text, anchor) == rows(text, anchor)


@SLOW_START
@given(TEXTS)
def test_recognition_does_not_look_at_the_anchor(text: str) -> None:
    spans = [
        [(r.start, r.end, r.rule_id) for r in rows(text, anchor)]
        for anchor in (None, date(2024, 2, 29), date(2031, 7, 1))
    ]
    assert spans[0] == spans[1] == spans[2]


@SLOW_START
@given(st.sampled_from(BY_WEEK), DAYS, st.integers(-60, 60))
def test_a_week_later_day_and_week_values_are_a_week_later(text: str, anchor: date, weeks: int) -> None:
    (before,) = rows(f"Acara digelar {text}.", anchor)
    (after,) = rows(f"Acara digelar {text}.", anchor + timedelta(weeks=weeks))
    assert before.start_date and before.end_date and after.start_date and after.end_date
    assert after.start_date - before.start_date == timedelta(weeks=weeks)
    assert after.end_date - before.end_date == timedelta(weeks=weeks)
    assert (after.rule_id, after.granularity) == (before.rule_id, before.granularity)


@SLOW_START
@given(st.sampled_from(BY_YEAR), DAYS.filter(lambda d: (d.month, d.day) != (2, 29)), st.integers(-20, 20))
def test_a_year_later_month_and_year_values_are_a_year_later(text: str, anchor: date, years: int) -> None:
    (before,) = rows(f"Acara digelar pada {text}.", anchor)
    (after,) = rows(f"Acara digelar pada {text}.", anchor.replace(year=anchor.year + years))
    assert before.start_date and after.start_date
    assert after.start_date == before.start_date.replace(year=before.start_date.year + years)
    assert after.value[4:] == before.value[4:].replace(str(before.start_date.year), str(after.start_date.year))


@SLOW_START
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_written_dates_are_read_back(day: date) -> None:
    names = [*MONTHS, "Desember"]
    weekday = [*WEEKDAYS[:6], "Minggu"][day.weekday()]
    for text in (
        f"{weekday} ({day.day}/{day.month}/{day.year})",
        f"{weekday}, {day.day} {names[day.month - 1]} {day.year}",
        f"{day.day:02d}/{day.month:02d}/{day.year}",
        f"tanggal {day.day} {names[day.month - 1]} {day.year}",
        day.isoformat(),
    ):
        (row,) = rows(f"Acara digelar {text} di sana.", None)
        assert (row.value, row.start_date, row.end_date, row.conflict) == (day.isoformat(), day, day, False)


@SLOW_START
@given(st.dates(date(2000, 1, 1), date(2080, 12, 31)), st.integers(1, 6))
def test_a_wrong_weekday_is_flagged(day: date, off: int) -> None:
    weekday = [*WEEKDAYS[:6], "Minggu"][(day.weekday() + off) % 7]
    (row,) = rows(f"Acara digelar {weekday} ({day.day}/{day.month}/{day.year}).", None)
    assert row.conflict and row.value == day.isoformat()
