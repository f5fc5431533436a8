"""One article of our own in every input format: the same clean text, one identity as far as the format carries it."""

from __future__ import annotations

import gzip
import html
import io
import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl
import pyarrow.parquet as pq
import pytest
import zstandard

from etl import lake, pipeline
from warehouse import build

URL = "https://kabar-uji.id/daerah/tanggul-jebol-di-demak"
TITLE = "Tanggul Jebol di Demak, Ratusan Warga Mengungsi ke Balai Desa"
PUBLISHED = "2024-11-01T05:30:00+07:00"
BODY = [
    "DEMAK - Ratusan warga Desa Karanganyar, Kabupaten Demak, mengungsi ke balai desa setelah tanggul Sungai Wulan "
    "jebol pada Kamis (31/10/2024) malam.",
    "Kepala Badan Penanggulangan Bencana Daerah Demak, Rahman Hakim, mengatakan 120 rumah terendam dan 342 orang "
    "dibawa petugas ke tempat yang lebih tinggi.",
    'Baca juga: Harga Beras di Demak Naik Menjelang Akhir Tahun',
    '"Kami menyiapkan dapur umum di tiga titik dan mengirim perahu karet sejak tadi malam," kata Rahman kepada '
    "wartawan di lokasi, Jumat.",
    "Bupati Demak Sri Wahyuni meminta Balai Besar Wilayah Sungai memperbaiki tanggul itu sebelum hujan deras turun "
    "lagi pada pekan depan.",
    "Warga setempat berharap bantuan selimut, makanan bayi, dan obat-obatan segera tiba karena jalan menuju desa masih "
    "tergenang setinggi lutut orang dewasa.",
]  # fmt: skip
CLEAN = "\n\n".join([BODY[0].removeprefix("DEMAK - "), BODY[1], *BODY[3:]])
TEXT = "\n\n".join(BODY)
RECORD = {"judul": TITLE, "isi": TEXT, "tautan": URL, "sumber": "kabar-uji.id", "tanggal": PUBLISHED}
PAGE = (
    f"<!DOCTYPE html><html><head><title>{TITLE} | Kabar Uji</title><link rel='canonical' href='{URL}?utm_source=x'>"
    f"<meta property='og:title' content='{TITLE}'><meta property='article:published_time' content='{PUBLISHED}'></head>"
    f"<body><nav><a href='/'>Beranda</a></nav><article><h1>{TITLE}</h1><div class='content'>"
    + "".join(f"<p>{html.escape(p, quote=False)}</p>" for p in BODY)
    + "</div></article><footer>Hak cipta Kabar Uji</footer></body></html>"
)
MARKUP = html.escape("".join(f"<p>{html.escape(p, quote=False)}</p>" for p in BODY))
RSS = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>kabar-uji.id</title>'
    f"<item><title>{TITLE}</title><link>{URL}?utm_medium=rss</link><pubDate>Fri, 01 Nov 2024 05:30:00 +0700</pubDate>"
    f"<content:encoded>{MARKUP}</content:encoded></item></channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>kabar-uji.id</title><id>urn:x</id>'
    f'<entry><title>{TITLE}</title><id>{URL}</id><link href="{URL}"/><published>{PUBLISHED}</published>'
    f'<updated>{PUBLISHED}</updated><content type="html">{MARKUP}</content></entry></feed>'
)


def _delimited(separator: str) -> bytes:
    return pl.DataFrame([RECORD]).write_csv(separator=separator).encode()


def _parquet() -> bytes:
    buffer = io.BytesIO()
    pl.DataFrame([RECORD]).write_parquet(buffer)
    return buffer.getvalue()


def _warc() -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE.encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {URL}\r\nContent-Length: {len(answer)}\r\n\r\n"
    return head.encode() + answer + b"\r\n\r\n"


WITH_ADDRESS: dict[str, Callable[[], bytes]] = {
    "a.html": PAGE.encode,
    "a.json": lambda: json.dumps([RECORD]).encode(),
    "a.jsonl": lambda: (json.dumps(RECORD, ensure_ascii=False) + "\n").encode(),
    "a.csv": lambda: _delimited(","),
    "a.tsv": lambda: _delimited("\t"),
    "a.parquet": _parquet,
    "a.rss": RSS.encode,
    "a.atom": ATOM.encode,
    "a.warc": _warc,
}
WITHOUT_ADDRESS: dict[str, Callable[[], bytes]] = {
    "b.txt": lambda: f"{TITLE}\nkabar-uji.id\n1 Nov 2024, 05:30 WIB\n\n{TEXT}\n".encode(),
}
PACKED: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": zstandard.compress}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the article refreshed from every format, plain and packed."""
    folder = tmp_path_factory.mktemp("formats")
    for name, content in (WITH_ADDRESS | WITHOUT_ADDRESS).items():
        (folder / name).write_bytes(content())
        for suffix, pack in PACKED.items():
            (folder / f"{name}{suffix}").write_bytes(pack(content()))
    home = tmp_path_factory.mktemp("round-trip")
    pipeline.refresh(home, [folder], workers=1)
    build.publish(home)
    return home


def _rows(home: Path, table: str) -> list[dict[str, object]]:
    return [row for part in lake.parts(home, table) for row in pq.read_table(part).to_pylist()]


def test_every_format_gives_the_same_text_and_time(home: Path) -> None:
    sources = {row["content_hash"]: row["source_file"] for row in _rows(home, "raw_articles") if row["text"]}
    found = {str(sources[row["content_hash"]]): row for row in _rows(home, "articles")}
    assert {name.split(".")[1] for name in found} >= {"html", "rss", "txt"}
    for name, row in found.items():
        assert (name, row["text"]) == (name, CLEAN)
        assert (name, row["title"], row["dateline"]) == (name, TITLE, "DEMAK")
        assert (name, row["publisher"], str(row["published_at"])) == (name, "kabar-uji.id", "2024-10-31 22:30:00+00:00")
        assert (name, row["related_titles"]) == (name, ["Harga Beras di Demak Naik Menjelang Akhir Tahun"])


def test_all_inputs_are_accounted_for(home: Path) -> None:
    totals = pipeline.account(home)
    assert totals["inputs"] == 3 * len(WITH_ADDRESS | WITHOUT_ADDRESS) and totals["rejects"] == 0


def test_formats_with_the_address_are_one_article_and_the_others_its_duplicates(home: Path) -> None:
    with duckdb.connect(str(home / "linimasa.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            "SELECT article_id, url, duplicate_of FROM articles ORDER BY url NULLS LAST"
        ).fetchall()
    (original, url, none), *others = rows
    assert url == URL and none is None
    assert [(address, duplicate_of) for _, address, duplicate_of in others] == [(None, original)]
