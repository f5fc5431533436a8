"""Pages of one article that come as inputs of their own: recognised, joined in order, whatever order they come in."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from etl import article, lake, lexicon, pipeline
from etl.article import paging
from etl.article.identity import canonical_url
from etl.reading.records import article as of_record
from warehouse import build

LEXICON = lexicon.load()
MARKS = paging.compiled(LEXICON)
ADDRESS = "https://kabar-uji.id/2025/03/07/pajak-kendaraan-bermotor-naik"
FIRST = (
    "JAKARTA - Pemerintah menaikkan pajak kendaraan bermotor mulai Rabu (5/3/2025).\n\n"
    "DPR menolak kenaikan itu dalam rapat kerja pada Selasa (4/3/2025) malam di Jakarta."
)
SECOND = (
    "Ketua Komisi XI DPR Budi Santoso menyebut kenaikan pajak memberatkan warga di daerah terpencil.\n\n"
    "Polisi menangkap tiga pengunjuk rasa di Surabaya pada Kamis (6/3/2025) setelah bentrokan."
)
MORNING, NEXT_DAY = "2025-03-07T08:00:00+07:00", "2025-03-08T08:00:00+07:00"


@pytest.mark.parametrize(
    ("address", "number", "whole"),
    [
        (ADDRESS, None, False),
        (f"{ADDRESS}?page=2", 2, False),
        (f"{ADDRESS}?utm_source=x&halaman=3", 3, False),
        (f"{ADDRESS}/2", 2, False),
        (f"{ADDRESS}/halaman/4/", 4, False),
        (f"{ADDRESS}-part2", 2, False),
        (f"{ADDRESS}?page=all", None, True),
        (f"{ADDRESS}?single=1", None, True),
        (f"{ADDRESS}/all", None, True),
    ],
)
def test_addresses_of_pages_are_those_of_one_article(address: str, number: int | None, whole: bool) -> None:
    assert paging.in_address(address, MARKS) == (number, whole)
    assert canonical_url(address, MARKS) == ADDRESS


@pytest.mark.parametrize(
    "address",
    [
        "https://kabar-uji.id/2025/11/02",
        "https://kabar-uji.id/berita/4512/2",
        "https://kabar-uji.id/index.php?page=berita-pajak",
    ],
)
def test_numbers_in_addresses_that_are_no_pages(address: str) -> None:
    assert paging.in_address(address, MARKS) == (None, False)
    assert canonical_url(address, MARKS) == address


@pytest.mark.parametrize(
    ("text", "begins", "part"),
    [
        ("Isi berita.\n\nHalaman 1 dari 3", True, paging.Part(1, 3)),
        ("Halaman 2 dari 3\nIsi berita.", False, paging.Part(2, 3)),
        ("Isi berita.\nHalaman 2/2", False, paging.Part(2, 2)),
        ("2 dari 4 halaman\nIsi berita.", False, paging.Part(2, 4)),
        ("Isi berita.\n\nBersambung ke halaman selanjutnya.", True, paging.Part(1)),
        ("Isi berita.\nRinciannya ada di halaman selanjutnya ya.", False, paging.Part(1)),
        # All in one: it begins here, or goes on here, or says several numbers.
        ("Isi berita.\n\nHalaman 2 dari 2", True, None),
        ("Isi.\nSimak selengkapnya di halaman selanjutnya.\nIsi lagi.\nHalaman 2 dari 2", False, None),
        ("Isi.\n2 dari 3 halaman\nIsi.\n3 dari 3 halaman\nIsi.", False, None),
        # No page of an article.
        ("Dokumen itu setebal 562 halaman, kata hakim.", True, None),
        ("Sidang membahas halaman 3 dari 2 dokumen.", False, None),
    ],
)
def test_what_a_text_says_of_its_page(text: str, begins: bool, part: paging.Part | None) -> None:
    assert paging.in_text(text, begins, MARKS) == part


@pytest.mark.parametrize(
    ("title", "bare", "number"),
    [
        ("Pajak Kendaraan Naik - Halaman 2", "Pajak Kendaraan Naik", 2),
        ("Pajak Kendaraan Naik (Halaman 3)", "Pajak Kendaraan Naik", 3),
        ("Polisi Sita Buku Setebal 90 Halaman", "Polisi Sita Buku Setebal 90 Halaman", None),
    ],
)
def test_headlines_lose_the_number_of_the_page(title: str, bare: str, number: int | None) -> None:
    assert paging.in_title(title, MARKS) == (bare, number)


def test_pages_without_an_address_are_one_article_by_their_headline() -> None:
    ids = set()
    for title, text in (("Pajak Kendaraan Naik", FIRST), ("Pajak Kendaraan Naik - Halaman 2", SECOND)):
        values = {"title": title, "publisher": "kabar-uji.id", "published": MORNING, "text": text}
        built = article.build(of_record(values, "a", "", "jsonl", LEXICON), LEXICON)  # type: ignore[arg-type]
        assert built.article is not None
        ids.add(built.article.article_id)
    assert len(ids) == 1


def record(query: str, text: str, published: str = MORNING) -> str:
    values = {"url": ADDRESS + query, "title": "Pajak Kendaraan Bermotor Naik", "published": published, "text": text}
    return json.dumps(values) + "\n"


INPUTS = {
    "first": record("", FIRST + "\n\nHalaman 1 dari 2"),
    "unmarked": record("", FIRST),
    "second": record("?page=2", SECOND),
    "changed": record("?page=2", SECOND.replace("tiga", "empat"), NEXT_DAY),
    "all": record("?page=all", FIRST + "\n\n" + SECOND),
    "silently-all": record("", FIRST + "\n\n" + SECOND, NEXT_DAY),
    "other": json.dumps({"url": "https://kabar-uji.id/lain", "title": "Lain", "published": MORNING, "text": FIRST}),
}


def refreshed(home: Path, groups: list[tuple[str, ...]]) -> pipeline.Report:
    """Refresh a home once for each group of inputs, each input a file."""
    inputs = home.with_name(home.name + "-inputs")
    inputs.mkdir()
    for group in groups:
        for name in group:
            (inputs / f"{name}.jsonl").write_text(INPUTS[name], encoding="utf-8")
        report = pipeline.refresh(home, [inputs], workers=1, vocabulary=LEXICON)
    return report


def rows(home: Path) -> dict[str, list[str]]:
    landed = [record for name, record in lake.records(home).items() if not name.startswith("mentions-")]
    made = [record for name, record in lake.records(home).items() if name.startswith("mentions-")]
    return {
        table: sorted(
            json.dumps(row, default=str)
            for part in lake.parts(home, table, landed if table in ("raw_articles", "articles") else [*landed, *made])
            for row in pq.read_table(part).to_pylist()
        )
        for table in ("raw_articles", "articles", "removed_spans", "sentences", "event_mentions")
    }


def articles(home: Path) -> list[dict[str, object]]:
    landed = [record for name, record in lake.records(home).items() if not name.startswith("mentions-")]
    return [row for part in lake.parts(home, "articles", landed) for row in pq.read_table(part).to_pylist()]


@pytest.mark.parametrize("names", [("first", "second"), ("unmarked", "second", "changed"), ("first", "second", "all")])
def test_order_and_grouping_do_not_matter(tmp_path: Path, names: tuple[str, ...]) -> None:
    refreshed(tmp_path / "one", [(*names, "other")])
    wanted = rows(tmp_path / "one")
    for n, order in enumerate(itertools.permutations(names)):
        refreshed(tmp_path / f"each{n}", [*((name,) for name in order), ("other",)])
        assert rows(tmp_path / f"each{n}") == wanted, order


def test_pages_are_joined_in_order_and_keep_their_provenance(tmp_path: Path) -> None:
    home = tmp_path / "home"
    report = refreshed(home, [("second",), ("first",)])
    (row,) = articles(home)
    assert row["text"] == FIRST.split(" - ", 1)[1] + "\n\n" + SECOND
    assert (row["pages"], row["page_count"], row["dateline"]) == ([1, 2], 2, "JAKARTA")
    assert report.totals["inputs"] == 2 and report.totals["current"] == 1 and report.totals["superseded"] == 1
    build.publish(home)
    with duckdb.connect(str(home / build.NAME), read_only=True) as con:
        query = "SELECT r.source_file, page_no FROM raw_articles AS r JOIN articles USING (article_id) ORDER BY page_no"
        assert con.execute(query).fetchall() == [("first.jsonl", 1), ("second.jsonl", 2)]
        assert con.execute("SELECT source_file FROM articles").fetchall() == [("first.jsonl",)]
        spans = "SELECT page_no, substr(r.text, raw_start + 1, raw_end - raw_start) = s.text FROM removed_spans AS s "
        spans += "JOIN raw_articles AS r USING (article_id, page_no)"
        assert con.execute(spans).fetchall() == [(1, True), (1, True)]


def test_a_page_alone_is_kept_and_says_so(tmp_path: Path) -> None:
    refreshed(tmp_path / "home", [("second",)])
    (row,) = articles(tmp_path / "home")
    assert row["pages"] == [2] and row["text"] == SECOND


def test_a_first_page_that_says_nothing_is_joined(tmp_path: Path) -> None:
    home = tmp_path / "home"
    refreshed(home, [("unmarked",), ("second",)])
    build.publish(home)
    with duckdb.connect(str(home / build.NAME), read_only=True) as con:
        assert con.execute("SELECT pages, version FROM articles").fetchall() == [([1, 2], 2)]


@pytest.mark.parametrize("whole", ["all", "silently-all"])
def test_an_input_with_all_pages_takes_their_place(tmp_path: Path, whole: str) -> None:
    home = tmp_path / "home"
    report = refreshed(home, [("first", "second"), (whole,)])
    (row,) = articles(home)
    assert row["pages"] == [] and row["text"] == FIRST.split(" - ", 1)[1] + "\n\n" + SECOND
    assert report.totals["current"] == 1 and report.totals["superseded"] == 2


def test_an_input_that_goes_on_where_the_first_page_breaks_off_is_whole(tmp_path: Path) -> None:
    refreshed(tmp_path / "home", [("first",), ("silently-all",)])
    (row,) = articles(tmp_path / "home")
    assert row["pages"] == [] and str(row["text"]).endswith(SECOND)


def test_a_changed_page_takes_the_place_of_the_earlier(tmp_path: Path) -> None:
    home = tmp_path / "home"
    refreshed(home, [("changed",), ("first",), ("second",)])
    (row,) = articles(home)
    assert "empat pengunjuk rasa" in str(row["text"]) and "tiga pengunjuk" not in str(row["text"])


def warehouse(home: Path) -> dict[str, list[str]]:
    with duckdb.connect(str(home / build.NAME), read_only=True) as con:
        return {
            table: sorted(map(str, con.execute(f"FROM {table}").fetchall()))
            for table in ("raw_articles", "articles", "removed_spans", "sentences", "event_mentions", "events")
        }


def test_a_page_that_comes_later_is_added_to_the_warehouse(tmp_path: Path) -> None:
    home = tmp_path / "home"
    refreshed(home, [("other", "second")])
    build.publish(home)
    (tmp_path / "home-inputs" / "first.jsonl").write_text(INPUTS["first"])
    pipeline.refresh(home, [tmp_path / "home-inputs"], workers=1, vocabulary=LEXICON)
    build.publish(home)
    added = warehouse(home)
    build.publish(home, force=True)
    assert warehouse(home) == added


def test_taking_an_article_down_takes_all_its_pages(tmp_path: Path) -> None:
    home = tmp_path / "home"
    refreshed(home, [("first", "second", "changed", "other")])
    (home / "lexicon").mkdir()
    (home / "lexicon" / "removed.tsv").write_text(f"key\ttitle\n{ADDRESS}\t\n")
    build.publish(home)
    with duckdb.connect(str(home / build.NAME), read_only=True) as con:
        assert con.execute("SELECT title FROM articles").fetchall() == [("Lain",)]
        left = "SELECT count(*) FROM raw_articles WHERE status = 'removed' AND text IS NULL"
        assert con.execute(left).fetchone() == (3,)


def test_pages_are_made_again_by_other_vocabulary(tmp_path: Path) -> None:
    home = tmp_path / "home"
    refreshed(home, [("first", "second")])
    before = rows(home)
    (home / "lexicon").mkdir()
    (home / "lexicon" / "furniture.tsv").write_text("phrase\tkind\textent\nzzz yyy\twidget\tsentence\n")
    pipeline.refresh(home, [tmp_path / "home-inputs"], workers=1)
    assert rows(home) == before
    assert len({record.version for record in lake.records(home).values() if record.name.startswith("land-")}) == 1
