"""Names of codes, days and places: complete, one source, and as the product itself knows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import lakes
import pytest
from lakes import Doc

from etl import lexicon, schema
from etl.commands.words import label
from etl.dates import feasts
from etl.ontology import ONTOLOGY
from warehouse import append, build, calendar, codes, models

ROOT = Path(__file__).parent.parent
PLACES = (
    ("province:jawa-barat", "Jawa Barat", "province", "Jawa Barat", None, "ID", -6.92, 107.61),
    ("regency:garut", "Kabupaten Garut", "regency", "Jawa Barat", "Garut", "ID", -7.23, 107.9),
    ("district:cikajang", "Cikajang", "district", "Jawa Barat", "Garut", "ID", -7.37, 107.8),
    ("city:semarang", "Kota Semarang", "city", "Jawa Tengah", "Semarang", "ID", -6.99, 110.42),
    ("province:dki-jakarta", "DKI Jakarta", "province", "DKI Jakarta", None, "ID", -6.2, 106.83),
    ("country:KP", "Korea Utara", "country", None, None, "KP", 39.03, 125.75),
    ("world-city:wonsan", "Wonsan", "world-city", None, None, "KP", 39.15, 127.44),
)
SPOTS = (
    "province:jawa-barat",
    "regency:garut",
    "district:cikajang",
    "city:semarang",
    "province:dki-jakarta",
    "country:KP",
    "world-city:wonsan",
)


def docs(day: date) -> list[Doc]:
    """A flood at each place, on following days."""
    out = []
    for n, spot in enumerate(SPOTS):
        on = day + timedelta(days=n)
        doc = Doc(f"{day:%y}{n}", on, "satu.id", f"Banjir nomor {n} tahun {day:%Y} melanda permukiman.")
        dated = {"start_date": on, "end_date": on, "granularity": "day", "date_basis": "relative"}
        doc.say("X_DISASTER", "melanda", mode="flood", place="di sana", place_id=spot, **dated)
        doc.name("country:KP", "permukiman")
        out.append(doc)
    return out


def make(home: Path) -> Path:
    """A home whose warehouse was built in October 2024 and added to in March 2025."""
    columns = ("place_id", "name", "kind", "admin1", "admin2", "country", "lat", "lon")
    rows = [dict(zip(columns, place, strict=True)) for place in PLACES]
    lakes.vocabulary(home)
    lakes.commit(home, "gazetteer", {("places", "undated"): rows})
    lakes.append(home, "first", docs(date(2024, 10, 1)), set())
    build.publish(home)
    lakes.append(home, "later", docs(date(2025, 3, 28)), set())
    build.publish(home)
    return home


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(append, "TAIL", 100.0)
        make(home)
    with duckdb.connect(str(home / build.NAME), read_only=True) as connection:
        yield connection


def ask(con: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return con.execute(query).fetchall()


def listed(kind: str) -> list[str]:
    return [row["code"] for row in codes.entries() if row["kind"] == kind]


def test_every_code_of_schema_ontology_and_lexicon_has_a_name() -> None:
    for kind, known in (
        ("event_type", schema.EVENT_TYPES),
        ("quad", schema.QUADS),
        ("modality", schema.MODALITIES),
        ("granularity", schema.GRANULARITIES),
        ("date_basis", schema.DATE_BASES),
        ("actor_kind", schema.ACTOR_KINDS),
        ("alias_kind", schema.ALIAS_KINDS),
        ("place_kind", schema.PLACE_KINDS),
        ("quantity_kind", schema.QUANTITY_KINDS),
        ("timex_type", schema.TIMEX_TYPES),
        ("role", ("source", "target")),
        ("date_direction", ("since", "until")),
        ("published_basis", tuple(row["basis"] for row in lexicon.load().rows("published_bases"))),
    ):
        assert set(listed(kind)) == set(known) and len(listed(kind)) == len(known), kind
    assert all(row["name"] and row["name_en"] for row in codes.entries())


def test_types_and_modes_are_those_of_the_ontology() -> None:
    def number(text: str) -> float | None:
        return float(text) if text else None

    types = {
        row["code"]: (row["quad"] or None, number(row["intensity"]))
        for row in codes.entries()
        if row["kind"] == "event_type"
    }
    assert types == {t.name: (t.quad, t.intensity) for t in ONTOLOGY.values()}
    modes = {
        (row["type"], row["code"]): number(row["intensity"]) for row in codes.entries() if row["kind"] == "event_mode"
    }
    assert modes == {(t.name, mode): score for t in ONTOLOGY.values() for mode, score in t.modes.items()}


def test_the_codebook_is_written_from_the_same_names() -> None:
    text = (ROOT / "docs" / "codebook.md").read_text("utf-8")
    assert codes.codebook(text) == text, "run: python -m warehouse.codes docs/codebook.md"
    assert re.findall(r"<!-- codes: (\w+) -->", text) == ["event_type", "date_basis", "names"]


def test_the_command_line_says_the_same_names() -> None:
    assert label("id", "event_type", "PROTEST") == "Protes"
    assert label("en", "actor_kind", "government") == "government"
    assert label("id", "modality", "unheard-of") == "unheard-of"
    assert label("id", "modality", None) == ""


def test_the_calendar_spans_the_years_of_the_events_with_a_margin(con: duckdb.DuckDBPyConnection) -> None:
    span = "SELECT min(date), max(date), count(*), count(DISTINCT date) FROM calendar"
    assert ask(con, span) == [(date(2023, 1, 1), date(2026, 12, 31), 1461, 1461)]
    assert ask(con, "SELECT * EXCLUDE (holidays_en) FROM calendar WHERE date = '2025-03-31'") == [
        (
            *(date(2025, 3, 31), 2025, 1, 3, "Maret", "March", 31, 1, "Senin", "Monday", 2025, 14, False, True),
            *(["Hari Raya Idul Fitri"], None, None, 1446, 10, 2, "2 Syawal 1446"),
        )
    ]
    assert ask(con, "SELECT day_name, iso_year, iso_week FROM calendar WHERE date = '2024-12-30'") == [
        ("Senin", 2025, 1)
    ]
    assert ask(con, "SELECT joint_leave, is_holiday FROM calendar WHERE date = '2025-12-26'") == [
        ("Cuti Bersama Hari Raya Natal", False)
    ]
    assert ask(con, "SELECT observance FROM calendar WHERE month = 4 AND day = 21 AND year = 2025") == [
        ("Hari Kartini",)
    ]


def test_a_day_far_off_makes_no_calendar_of_a_thousand_years(tmp_path: Path) -> None:
    doc = Doc("a1", date(2024, 1, 1), "satu.id", "Kerajaan itu menyerang tetangganya.")
    doc.say("ASSAULT", "menyerang", start_date=date(1000, 1, 1), end_date=date(1000, 12, 31), granularity="year")
    with duckdb.connect(str(build.publish(lakes.write(tmp_path, [[doc]])).path), read_only=True) as con:
        assert ask(con, "SELECT min(year), max(year) FROM calendar") == [(calendar.FIRST, 2025)]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("idul_fitri", "Hari Raya Idul Fitri"),
        ("idul_adha", "Hari Raya Idul Adha"),
        ("nyepi", "Hari Suci Nyepi"),
        ("waisak", "Hari Raya Waisak"),
        ("imlek", "Tahun Baru Imlek"),
        ("easter+39", "Kenaikan Yesus Kristus"),
        ("12-25", "Hari Raya Natal"),
    ],
)
def test_holidays_are_on_the_days_by_which_articles_are_dated(key: str, name: str) -> None:
    for year in range(2018, 2027):
        period = feasts.in_year(key, year)
        assert period is not None
        days = [row[0] for row in calendar._of_year(year) if name in (row[14] or ())]
        assert period.start in days, year


def test_days_of_remembrance_are_known_to_the_dates_of_articles() -> None:
    known = {(row["phrase"], row["day"]) for row in lexicon.load().rows("feasts")}
    rows = models.rows(models.FOLDER / "calendar_days.tsv")
    assert {(row["name"], row["day"]) for row in rows} - known == set()


@pytest.mark.parametrize(
    ("called", "expected"),
    [
        ("Jawa Barat", {"province:jawa-barat", "regency:garut", "district:cikajang"}),
        ("garut", {"regency:garut", "district:cikajang"}),
        ("Cikajang", {"district:cikajang"}),
        ("Semarang", {"city:semarang"}),
        ("Jakarta", {"province:dki-jakarta"}),
        ("Korut", {"country:KP", "world-city:wonsan"}),
        ("Tidak Ada", set()),
    ],
)
def test_a_place_has_what_lies_within_it(con: duckdb.DuckDBPyConnection, called: str, expected: set[str]) -> None:
    found = con.execute(
        "SELECT DISTINCT e.place_id FROM events_at(?) JOIN events AS e USING (event_id)", [called]
    ).fetchall()
    assert {place for (place,) in found} == expected


def test_events_by_place_and_near_a_point(con: duckdb.DuckDBPyConnection) -> None:
    counted = ask(
        con, "SELECT n_events, n_articles, kind_name, lat FROM events_by_place WHERE name = 'Kabupaten Garut'"
    )
    assert counted == [(2, 2, "kabupaten", -7.23)]
    near = ask(con, "SELECT DISTINCT place_name, distance_km FROM events_near(-7.23, 107.9, km := 50) ORDER BY 2")
    assert near == [("Kabupaten Garut", 0.0), ("Cikajang", 19.1)]
    assert ask(con, "SELECT count(*) FROM events_at('Jawa Barat', since := '2025-01-01')") == [(3,)]


def test_events_are_readable_without_knowing_a_code(con: duckdb.DuckDBPyConnection) -> None:
    row = ask(
        con,
        """SELECT day_name, holidays, type_name, mode_name, modality_name, date_basis_name, place_name, province
           FROM event_details WHERE start_date = '2025-03-31'""",
    )
    assert row == [
        ("Senin", ["Hari Raya Idul Fitri"], "Bencana", "banjir", "terjadi", "relatif", "Kota Semarang", "Jawa Tengah")
    ]
    assert ask(con, "SELECT count(*) FROM event_details") == ask(con, "SELECT count(*) FROM events")
