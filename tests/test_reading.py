"""Inputs of every format come out as the same raw articles; what cannot be read comes out as a reject that says why."""

from __future__ import annotations

import csv
import gzip
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import zstandard

from etl.reading import FORMATS, RawArticle, Reject, is_input, read

RECORD = {
    "title": "Warga Gotong Royong Bersihkan Sungai",
    "text": 'Warga membersihkan sungai.\n\n"Airnya jernih lagi," kata Rahman.',
    "url": "https://contoh.example/berita/1",
    "published": "2024-11-01T05:30:00+07:00",
    "authors": "Ani; Budi",
}


def articles(path: Path) -> list[RawArticle]:
    found = list(read(path, path.name))
    rejects = [item for item in found if isinstance(item, Reject)]
    assert rejects == []
    return [item for item in found if isinstance(item, RawArticle)]


def rejects(path: Path) -> list[Reject]:
    return [item for item in read(path, path.name) if isinstance(item, Reject)]


def write(path: Path, record: dict[str, Any]) -> Path:
    name = path.name
    if name.endswith((".jsonl", ".ndjson")):
        path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    elif name.endswith(".json"):
        path.write_text(json.dumps([record], ensure_ascii=False), encoding="utf-8")
    elif name.endswith(".parquet"):
        pl.DataFrame([record]).write_parquet(path)
    else:
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, record.keys(), delimiter="\t" if name.endswith(".tsv") else ",")
            writer.writeheader()
            writer.writerow(record)
    return path


@pytest.mark.parametrize("suffix", [".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet"])
@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
def test_the_same_record_is_the_same_content_in_every_format(tmp_path: Path, suffix: str, packing: str) -> None:
    path = write(tmp_path / f"berita{suffix}", RECORD)
    if packing:
        data = path.read_bytes()
        path = tmp_path / f"berita{suffix}{packing}"
        path.write_bytes(gzip.compress(data) if packing == ".gz" else zstandard.compress(data))
    (article,) = articles(path)
    reference = articles(write(tmp_path / "rujukan.jsonl", RECORD))[0]
    assert article.title == RECORD["title"] and article.text == RECORD["text"]
    assert article.metadata == {name: RECORD[name] for name in ("url", "published", "authors")}
    assert article.content_hash == reference.content_hash
    assert article.locator and article.source_file == path.name


def test_indonesian_column_names_are_known(tmp_path: Path) -> None:
    record = {
        "Judul Berita": "J",
        "Isi": "I",
        "Tanggal": "1 Nov 2024",
        "Penulis": "Ani",
        "Sumber": "Kompas",
        "Tautan": "http://a.example/x",
    }
    (article,) = articles(write(tmp_path / "a.csv", record))
    assert (article.title, article.text) == ("J", "I")
    assert article.metadata == {
        "published": "1 Nov 2024",
        "authors": "Ani",
        "publisher": "Kompas",
        "url": "http://a.example/x",
    }


def test_the_columns_news_watch_writes_are_known(tmp_path: Path) -> None:
    record = {
        "title": "J",
        "publish_date": "2024-11-01",
        "author": "Ani",
        "content": "I",
        "keyword": "banjir",
        "category": "news",
        "source": "kompas.com",
        "link": "https://kompas.com/1",
    }
    (article,) = articles(write(tmp_path / "a.csv", record))
    assert article.metadata["published"] == "2024-11-01" and article.metadata["url"] == "https://kompas.com/1"
    assert article.metadata["publisher"] == "kompas.com" and article.metadata["keyword"] == "banjir"


def test_values_of_other_types_become_text(tmp_path: Path) -> None:
    record = {
        "id": 7,
        "title": "J",
        "text": "I",
        "published": datetime(2024, 11, 1, 5, 30),
        "authors": ["Ani", "Budi"],
        "n": None,
    }
    (article,) = articles(write(tmp_path / "a.parquet", record))
    assert article.metadata == {"id": "7", "published": "2024-11-01T05:30:00", "authors": "Ani; Budi"}


def test_a_source_that_is_an_address_is_the_address(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path / "a.jsonl", {"judul": "J", "sumber": "https://a.example/1"}))
    assert article.metadata == {"url": "https://a.example/1"}


def test_a_crawl_day_is_no_publication_day(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path / "a.jsonl", {"judul": "J", "scraped_at": "2025-01-01"}))
    assert article.metadata == {"scraped_at": "2025-01-01"}


def test_a_json_file_may_hold_the_list_under_a_key_or_one_object_or_lines(tmp_path: Path) -> None:
    nested = tmp_path / "a.json"
    nested.write_text(json.dumps({"status": "ok", "articles": [RECORD, RECORD]}))
    assert [a.locator for a in articles(nested)] == ["item 1", "item 2"]
    nested.write_text(json.dumps(RECORD))
    assert [a.locator for a in articles(nested)] == [""]
    nested.write_text(json.dumps(RECORD) + "\n" + json.dumps(RECORD))
    assert [a.locator for a in articles(nested)] == ["line 1", "line 2"]


def test_text_and_pages_are_one_article_a_file(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Judul\r\n\r\nIsi berita.\r\n", encoding="utf-8")
    (dump,) = articles(text)
    assert (dump.format, dump.title, dump.text, dump.locator) == ("text", None, "Judul\n\nIsi berita.", "")
    page = tmp_path / "a.html"
    page.write_text("<!DOCTYPE html><html><body><p>Isi</p></body></html>")
    assert articles(page)[0].format == "html"
    text.write_text("<!DOCTYPE html>\n<html><body><p>Isi</p></body></html>")
    assert articles(text)[0].format == "html"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_found(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    content = "Judul\n\n“Kami siap,” kata José – begitu saja. " + "Warga menunggu kabar itu di balai desa. " * 6
    path.write_bytes(content.encode(encoding))
    assert articles(path)[0].text == content.strip()


def test_mojibake_is_repaired_and_said(tmp_path: Path) -> None:
    broken = "“Kami siap,” kata warga.".encode().decode("cp1252", "replace")
    (article,) = articles(write(tmp_path / "a.jsonl", {"text": "“Baik,” katanya.".encode().decode("latin-1")}))
    assert article.text == "“Baik,” katanya."
    assert article.metadata["text_repaired"] == "mojibake"
    assert broken != article.text


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ('{"title": "J", "text": "I"}\n', "jsonl"),
        ('[{"title": "J", "text": "I"}]', "json"),
        ("judul,isi\nJ,I\n", "csv"),
        ("<html><body><h1>Judul panjang berita</h1><p>I</p></body></html>", "html"),
        ("Judul\n\nIsi.", "text"),
    ],
)
def test_what_has_no_suffix_is_read_as_what_it_looks_like(tmp_path: Path, content: str, kind: str) -> None:
    path = tmp_path / "stdin"
    path.write_text(content)
    assert [a.format for a in articles(path)] == [kind]
    path.write_bytes(gzip.compress(content.encode()))
    assert [a.format for a in articles(path)] == [kind]


RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Warta Contoh</title><link>https://warta.example/</link><language>id</language>
<item><title>Banjir surut</title><link>https://warta.example/1</link><dc:creator>Ani</dc:creator>
<pubDate>Fri, 01 Nov 2024 05:30:00 +0700</pubDate><description>Ringkas.</description>
<content:encoded><![CDATA[<p>Banjir di Demak surut.</p><p>Warga pulang.</p>]]></content:encoded></item>
</channel></rss>"""


def test_feeds_give_their_entries(tmp_path: Path) -> None:
    path = tmp_path / "umpan.xml"
    path.write_text(RSS)
    (article,) = articles(path)
    assert (article.format, article.locator, article.title) == ("feed", "https://warta.example/1", "Banjir surut")
    assert article.text == "<p>Banjir di Demak surut.</p><p>Warga pulang.</p>"
    expected = {
        "url": "https://warta.example/1",
        "publisher": "Warta Contoh",
        "published_basis": "feed",
        "authors": "Ani",
    }
    assert article.metadata.items() >= expected.items()
    assert article.metadata["published"] == "Fri, 01 Nov 2024 05:30:00 +0700"


def test_news_sitemaps_give_titles_and_times(tmp_path: Path) -> None:
    path = tmp_path / "sitemap.xml"
    path.write_text(
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://a.example/1</loc><news:news>'
        "<news:publication><news:name>A</news:name></news:publication><news:title>Judul</news:title>"
        "<news:publication_date>2024-11-01T05:30:00+07:00</news:publication_date></news:news></url>"
        "<url><loc>https://a.example/tentang</loc></url></urlset>"
    )
    first, second = list(read(path, path.name))
    assert isinstance(first, RawArticle) and (first.title, first.text) == ("Judul", "")
    assert first.metadata["published_basis"] == "sitemap"
    assert isinstance(second, Reject) and second.reason == "no-content"


def test_folders_are_walked_by_name() -> None:
    assert all(is_input(Path(f"a{suffix}")) for suffix in FORMATS)
    assert is_input(Path("arsip.jsonl.gz")) and is_input(Path("arsip.CSV.zst"))
    assert not any(is_input(Path(name)) for name in ("catatan.md", ".rahasia.txt", "gambar.png", "arsip.gz"))


def test_good_lines_are_read_although_others_are_bad(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "A", "text": "a"}\n{"title": "B"\n[1]\n\n{"id": 5}\n{"title": "C", "text": "c"}\n')
    found = list(read(path, "a.jsonl"))
    assert [item.title for item in found if isinstance(item, RawArticle)] == ["A", "C"]
    assert [(item.locator, item.reason) for item in found if isinstance(item, Reject)] == [
        ("line 2", "bad-json"),
        ("line 3", "not-an-object"),
        ("line 5", "no-content"),
    ]


def test_rows_of_another_width_are_rejected_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("judul,isi\nA,a\nB,b,c\nC,c\n")
    (reject,) = rejects(path)
    assert (reject.locator, reject.reason) == ("row 2", "bad-row") and "double quotes" in reject.detail


def _record(kind: str, content: bytes, address: str = "https://warta.example/1") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content + b"\r\n\r\n"


def _response(body: bytes, fields: str = "", status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{fields}\r\n".encode() + body


def test_pages_of_a_web_archive(tmp_path: Path) -> None:
    page = b"<html><body><h1>Judul yang panjang</h1><p>Isi</p></body></html>"
    chunked = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (10, page[:10], len(page) - 10, page[10:])
    parts = [
        _record("warcinfo", b"software: contoh"),
        _record("response", _response(page)),
        _record("response", _response(b"hilang", status="404 Not Found"), "https://warta.example/2"),
        _record("response", _response(chunked, "Transfer-Encoding: chunked\r\n"), "https://warta.example/3"),
        _record("response", _response(gzip.compress(page), "Content-Encoding: gzip\r\n"), "https://warta.example/4"),
        _record("response", _response(b"GIF89a").replace(b"text/html", b"image/gif"), "https://warta.example/5"),
    ]
    plain, packed = tmp_path / "a.warc", tmp_path / "b.warc.gz"
    plain.write_bytes(b"".join(parts))
    packed.write_bytes(b"".join(map(gzip.compress, parts)))
    for path in (plain, packed):
        found = articles(path)
        assert [a.metadata["url"][-1] for a in found] == ["1", "3", "4"]
        assert {a.text for a in found} == {page.decode()} and {a.format for a in found} == {"html"}
        assert [a.locator for a in found] == ["record 2", "record 4", "record 5"]
    plain.write_bytes(b"".join(parts)[:-200])
    assert [(type(i).__name__, getattr(i, "reason", "")) for i in read(plain, "a.warc")][-1] == ("Reject", "cut-off")
