"""Broken inputs: each ends in an article or in a reject with a reason; none stops the run, none is silently lost."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest
import zstandard

from etl import article, lexicon
from etl.article import Built
from etl.reading import RawArticle, Reject, files, read

LEXICON = lexicon.load()
GOOD = json.dumps({"title": "Judul", "text": "Isi berita yang utuh."})
LINES = "\n".join([GOOD] * 400).encode()


def _parquet() -> bytes:
    buffer = io.BytesIO()
    pl.DataFrame({"judul": ["J"] * 50, "isi": ["I"] * 50}).write_parquet(buffer)
    return buffer.getvalue()


def _nested(depth: int, tag: str = "div") -> bytes:
    return (f"<{tag}>" * depth + "Isi berita" + f"</{tag}>" * depth).encode()


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode() for n in range(9)
)
EXTERNAL = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
SITEMAP = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>&e;</loc></url></urlset>'
HTML = b"<!DOCTYPE html><html><head><title>Judul berita yang panjang</title></head><body>"
LD_JSON = b'<script type="application/ld+json">'

# name, content, and what must come of it: the reason of the only reject, or None where articles may come.
BROKEN: list[tuple[str, bytes, str | None]] = [
    ("kosong.txt", b"", "empty"),
    ("spasi.txt", b" \n\t \n", "empty"),
    ("kosong.jsonl", b"", "empty"),
    ("baris-kosong.jsonl", b"\n\n\n", "empty"),
    ("kosong.json", b"", "empty"),
    ("larik-kosong.json", b"[]", "empty"),
    ("kosong.csv", b"", "empty"),
    ("judul-saja.csv", b"judul,isi\n", "empty"),
    ("kosong.html", b"", "empty"),
    ("kosong.xml", b"", "empty"),
    ("kosong.parquet", b"", "bad-parquet"),
    ("kosong.jsonl.gz", gzip.compress(b""), "empty"),
    ("terpotong.jsonl.gz", gzip.compress(LINES)[:60], "cut-off"),
    ("terpotong.jsonl.zst", zstandard.compress(LINES)[:40], "cut-off"),
    ("terpotong.txt.gz", gzip.compress(b"Judul\n\nIsi" * 99)[:25], "cut-off"),
    ("rusak.jsonl.gz", gzip.compress(LINES)[:20] + b"\0" * 30 + gzip.compress(LINES)[50:], "cut-off"),
    ("bukan-gzip.jsonl.gz", GOOD.encode(), None),
    ("bukan-zstd.txt.zst", b"Judul\n\nIsi.", None),
    ("gambar.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary"),
    ("gambar.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 50, "binary"),
    ("nol.txt", b"\0" * 4000, "binary"),
    ("nol.jsonl", b"\0" * 4000, None),
    ("gambar.html", b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 50, None),
    ("gambar.parquet", b"PAR1" + bytes(range(256)), "bad-parquet"),
    ("terpotong.parquet", _parquet()[:-30], "bad-parquet"),
    ("rusak.parquet", _parquet()[:40] + b"\xff" * 80 + _parquet()[120:], None),
    ("terpotong.json", b'[{"title": "J", "text": "I"', "bad-json"),
    ("bukan.json", b"ini bukan json", "bad-json"),
    ("angka.json", b"42", "not-an-object"),
    ("larik-angka.json", b"[1]", "not-an-object"),
    ("dalam.json", b"[" * 100_000 + b"]" * 100_000, "bad-json"),
    ("dalam.jsonl", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "bad-json"),
    ("tanpa-kolom.csv", b"a,b,c\n1,2,3\n", "no-columns"),
    ("tanpa-kolom.jsonl", b'{"a": 1}\n', "no-content"),
    ("tanpa-isi.jsonl", b'{"title": "", "text": null}\n', "no-content"),
    ("nan.jsonl", b'{"title": NaN, "text": NaN}\n', "no-content"),
    ("kutip-liar.csv", b'judul,isi\n"A "B" C",isi\nD,isi\n', None),
    ("kutip-terbuka.csv", b'judul,isi\n"A,isi\nD,isi\n', None),
    ("kolom-ganda.csv", b"judul,isi,isi\nJ,satu,dua\n", None),
    ("lebar-beda.csv", b"judul,isi\nA,b,c,d\n", "bad-row"),
    ("satu-kolom.csv", b"isi\nBerita.\n", None),
    ("titik-koma.csv", b"judul;isi\nJ;I\n", None),
    ("bom-utf16.csv", "judul,isi\nJ,I\n".encode("utf-16"), None),
    ("latin1.csv", "judul,isi\nCafé,Café itu ramai sekali.\n".encode("latin-1"), None),
    ("utf8-rusak.txt", b"Judul\n\nIsi \xff\xfe\xc3 yang rusak tetapi masih terbaca.", None),
    ("utf16-tanpa-bom.txt", "Judul\n\nIsi berita.".encode("utf-16-le"), None),
    ("setengah-surogat.jsonl", b'{"title": "J", "text": "rusak \\ud83d di sini"}\n', None),
    ("html-terpotong.html", HTML + b"<article><p>Isi berita yang terpo", None),
    ("bukan-html.html", b"hanya teks biasa", "not-html"),
    ("html-dalam.html", HTML + _nested(20_000), None),
    ("html-lebar.html", HTML + b"<p>x</p>" * 50_000, None),
    ("html-span.html", HTML + _nested(5_000, "span"), None),
    ("html-atribut.html", HTML + b"<p class='" + b"a " * 200_000 + b"'>Isi</p>", None),
    ("html-skrip.html", HTML + b"<script>while(1);</script><p>Isi</p>", None),
    ("json-ld-rusak.html", HTML + LD_JSON + b'{"@type": "NewsArticle", </script><p>Isi</p>', None),
    ("json-ld-dalam.html", HTML + LD_JSON + b"[" * 50_000 + b"</script><p>Isi</p>", None),
    ("bom.xml", BOMB + b"]><rss><channel><item><title>&j;</title></item></channel></rss>", None),
    ("luar.xml", EXTERNAL + SITEMAP, None),
    ("umpan-kosong.xml", b"<rss><channel></channel></rss>", "empty"),
    ("umpan-terpotong.xml", b"<rss><channel><item><title>Judul", None),
    ("umpan-tanpa-tanggal.xml", b"<rss><channel><item><title>Judul</title></item></channel></rss>", None),
    ("umpan-tanpa-isi.xml", b"<rss><channel><item></item></channel></rss>", "no-content"),
    ("tak-dikenal.xml", b"<gempa><skala>5</skala></gempa>", "unknown-xml"),
    ("indeks.xml", b"<sitemapindex><sitemap/></sitemapindex>", "sitemap-index"),
    ("tanggal-rusak.jsonl", b'{"title": "J", "text": "I", "published": "kapan-kapan"}\n', None),
    ("tanggal-depan.jsonl", b'{"title": "J", "text": "I", "published": "9999-12-31"}\n', None),
    ("tanggal-mustahil.jsonl", b'{"title": "J", "text": "I", "published": "2024-02-31T25:61"}\n', None),
    ("tanggal-besar.jsonl", b'{"title": "J", "text": "I", "published": 99999999999999}\n', None),
    ("url-rusak.jsonl", b'{"title": "J", "text": "I", "url": "http://[::1"}\n', None),
    ("hanya-perabot.txt", b"Baca juga: Judul Lain yang Panjang Sekali\n\nBagikan\n", None),
    ("baris-panjang.txt", b"kata " * 400_000, None),
    ("berulang.txt", b"Baca juga: " * 25_000, None),
    ("kutip-berulang.jsonl", json.dumps({"text": '."A' * 60_000}).encode(), None),
    ("garis-berulang.txt", b"\n---\nteks\n\n" * 20_000, None),
    ("tanpa-akhiran", b"", "empty"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "reason"), BROKEN, ids=[name for name, _, _ in BROKEN])
def test_every_broken_input_ends_somewhere(tmp_path: Path, name: str, content: bytes, reason: str | None) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = list(read(path, name))
    assert found
    rejected = [item for item in found if isinstance(item, Reject)]
    assert all(item.source_file == name and item.reason and len(item.detail) > 20 for item in rejected)
    if reason is not None:
        assert [item.reason for item in found if isinstance(item, Reject)] == [reason]
    for built in _built(found):
        assert (built.article is None) == (built.reason is not None and not built.set_aside)
        assert "root:" not in (built.article.text if built.article else "")


def _built(found: list[RawArticle | Reject]) -> Iterator[Built]:
    for item in found:
        if isinstance(item, RawArticle):
            yield article.build(item, LEXICON)


def test_what_stood_before_the_damage_is_read(tmp_path: Path) -> None:
    path = tmp_path / "terpotong.jsonl.gz"
    packed = gzip.compress(
        b"\n".join(json.dumps({"title": f"J{n * 7919}", "text": "I" * (n % 97)}).encode() for n in range(3000))
    )
    path.write_bytes(packed[: len(packed) // 2])
    found = list(read(path, path.name))
    assert sum(isinstance(item, RawArticle) for item in found) > 100
    assert isinstance(found[-1], Reject) and found[-1].reason in ("cut-off", "bad-json")


def test_lines_and_files_over_the_limit_are_rejected_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_RECORD", 1000)
    path = tmp_path / "panjang.jsonl"
    path.write_text(GOOD + "\n" + json.dumps({"title": "J", "text": "x" * 5000}) + "\n" + GOOD + "\n")
    found = list(read(path, path.name))
    assert [type(item).__name__ for item in found] == ["RawArticle", "Reject", "RawArticle"]
    assert [(i.locator, i.reason) for i in found if isinstance(i, Reject)] == [("line 2", "too-large")]


@pytest.mark.parametrize("make", [lambda p: p, lambda p: p / "tidak-ada.jsonl"])
def test_what_cannot_be_opened_is_a_reject(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    (item,) = list(read(make(tmp_path), "x"))
    assert isinstance(item, Reject) and item.reason == "unreadable"
