"""The seed articles: all are read, and what they were written to show is found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest


@pytest.fixture(scope="module")
def con(seeded: Path) -> Any:
    with duckdb.connect(str(seeded / "linimasa.duckdb"), read_only=True) as connection:
        yield connection


def one(con: duckdb.DuckDBPyConnection, query: str) -> Any:
    (row,) = con.execute(query).fetchall()
    return row[0] if len(row) == 1 else row


KURSK = "(SELECT article_id FROM articles WHERE source_file LIKE '%korut-kursk.txt')"


def test_every_seed_becomes_an_article(con: duckdb.DuckDBPyConnection) -> None:
    assert one(con, "SELECT count(*) FROM rejects") == 0
    assert one(con, "SELECT count(*) FROM articles WHERE published_date IS NULL") == 0
    suffixes = {row[0] for row in con.execute("SELECT split_part(source_file, '.', -1) FROM articles").fetchall()}
    assert suffixes == {"csv", "html", "jsonl", "txt", "xml"}
    assert one(con, "SELECT count(*) FROM articles") >= 16


def test_a_later_version_replaces_the_earlier(con: duckdb.DuckDBPyConnection) -> None:
    version, title = con.execute("SELECT version, title FROM articles WHERE url LIKE '%tol-cipali'").fetchall()[0]
    assert version == 2
    assert "3 Orang" in title


def test_a_syndicated_copy_is_known_as_one(con: duckdb.DuckDBPyConnection) -> None:
    copies = con.execute(
        "SELECT url, duplicate_of FROM articles WHERE title ILIKE '%4.350 warga mengungsi%'"
    ).fetchall()
    assert len(copies) == 2
    assert len([original for _, original in copies if original]) == 1


def test_furniture_of_the_scraped_page_is_out_of_the_text(con: duckdb.DuckDBPyConnection) -> None:
    text = one(con, f"SELECT text FROM articles WHERE article_id = {KURSK}")
    for furniture in ("Baca Juga", "Bagikan", "x|close", "Penulis", "Istimewa", "Wartanusantara.id, Washington"):
        assert furniture not in text
    assert text.startswith("Korea Utara (Korut) memberangkatkan")


def test_header_and_credits_are_data(con: duckdb.DuckDBPyConnection) -> None:
    article = con.execute(
        "SELECT published_date, authors, editors, dateline, credited_sources, len(related_titles) "
        f"FROM articles WHERE article_id = {KURSK}"
    ).fetchall()[0]
    assert str(article[0]) == "2024-11-01"
    assert article[1:] == (["Rangga Aditama"], ["Laras Kirana"], "Washington DC", ["AFP"], 2)


def test_a_weekday_is_resolved_against_publication(con: duckdb.DuckDBPyConnection) -> None:
    value = one(con, f"SELECT value FROM time_expressions WHERE text = 'hari Rabu' AND article_id = {KURSK}")
    assert value == "2024-10-30"


def test_the_visit_stands_in_the_timeline_of_the_country(con: duckdb.DuckDBPyConnection) -> None:
    row = con.execute(
        "SELECT start_date::VARCHAR, type, via FROM timeline('Korut') WHERE evidence LIKE 'Pada hari Rabu%'"
    ).fetchall()
    assert ("2024-10-30", "CONSULT", "Choe Son Hui") in row


def test_the_offensive_is_known_by_month(con: duckdb.DuckDBPyConnection) -> None:
    row = con.execute(
        "SELECT granularity, start_date::VARCHAR FROM timeline('Ukraina') "
        "WHERE evidence LIKE '%sejak Agustus%' AND type = 'ASSAULT'"
    ).fetchall()
    assert row == [("month", "2024-08-01")]


def test_reports_of_one_arrest_are_one_event(con: duckdb.DuckDBPyConnection) -> None:
    articles = one(
        con,
        "SELECT max(n_articles) FROM timeline('KPK') "
        "WHERE type = 'COERCE' AND date BETWEEN '2024-11-14' AND '2024-11-15'",
    )
    assert articles >= 2


def test_the_credited_and_related_never_act(con: duckdb.DuckDBPyConnection) -> None:
    assert one(con, "SELECT count(*) FROM event_mentions WHERE evidence ILIKE '%baca juga%'") == 0
    assert one(con, "SELECT count(*) FROM actors WHERE country = 'AS'") == 0
