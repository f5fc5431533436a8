"""An article from a raw input: header, byline, furniture, dateline, body, time, identity, language."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import article, lexicon
from etl.article import Article, Built
from etl.reading import RawArticle

LEXICON = lexicon.load()
BODY = "Pemerintah daerah menyalurkan bantuan kepada warga yang terdampak banjir di lima desa."


def build(text: str, title: str | None = "Judul", format_: str = "jsonl", **metadata: str) -> Built:
    built = article.build(RawArticle("f", "", format_, "hash", title, text, metadata), LEXICON)
    if format_ not in ("html", "feed"):
        for span in built.removed:
            assert text[span.raw_start : span.raw_end] == span.text and span.text.strip() == span.text
    return built


def made(text: str, title: str | None = "Judul", format_: str = "jsonl", **metadata: str) -> Article:
    built = build(text, title, format_, **metadata)
    assert built.article is not None
    return built.article


DUMP = """Dua Menteri Bahas Perbatasan di Jakarta

Warta Nusantara - Kabar dari Dalam dan Luar Negeri - 1 Nov 2024, 05:30
Rangga Aditama
Penulis
Laras Kirana
Editor
Bagikan
Kedua menteri berjabat tangan Kedua menteri berjabat tangan (Istimewa)

Wartanusantara.id, Washington DC - Dua menteri bertemu membahas perbatasan laut di antara kedua negara.

Dilansri dari AFP, Jumat, 1 November 2024, pertemuan itu berlangsung tertutup.

Baca Juga: Nelayan Minta Batas Laut Segera Ditetapkan

"Kami sepakat melanjutkan," kata salah seorang menteri.

x|close"""


def test_a_text_dump_is_taken_apart() -> None:
    found = made(DUMP, None, "text")
    assert found.title == "Dua Menteri Bahas Perbatasan di Jakarta"
    assert (found.authors, found.editors) == (["Rangga Aditama"], ["Laras Kirana"])
    assert found.published_at is not None and found.published_at.isoformat() == "2024-11-01T05:30:00+07:00"
    assert (found.published_zone, found.published_basis, found.is_anchor) == ("WIB?", "header", True)
    assert (found.dateline, found.publisher, found.credited_sources) == ("Washington DC", "wartanusantara.id", ["AFP"])
    assert found.related_titles == ["Nelayan Minta Batas Laut Segera Ditetapkan"]
    assert found.captions == ["Kedua menteri berjabat tangan (Istimewa)"]
    assert found.text.startswith("Dua menteri bertemu membahas")
    assert found.text.endswith('"Kami sepakat melanjutkan," kata salah seorang menteri.')
    assert "Nelayan" not in found.text and "Bagikan" not in found.text


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Kompas.com - 21/05/2025, 11:30 WIB", "2025-05-21T11:30:00+07:00"),
        ("detikNews | Rabu, 21 Mei 2025 11:30 WIB", "2025-05-21T11:30:00+07:00"),
        ("Rabu, 21 Mei 2025 - 11:30 WITA", "2025-05-21T11:30:00+08:00"),
        ("21 Mei 2025 | 11.30 WIB", "2025-05-21T11:30:00+07:00"),
        ("Diterbitkan: May 21, 2025 11:30", "2025-05-21T11:30:00+07:00"),
        ("Diperbarui 22 Mei 2025, 09:00 WIB\nDiterbitkan 21 Mei 2025, 11:30 WIB", "2025-05-21T11:30:00+07:00"),
    ],
)
def test_publisher_lines_of_many_forms_tell_the_time(line: str, published: str) -> None:
    found = made(f"Judul Berita Hari Ini\n\n{line}\n\n{BODY}", None, "text")
    assert found.published_at is not None and found.published_at.isoformat() == published
    assert found.text == BODY


@pytest.mark.parametrize(
    ("lines", "authors", "editors"),
    [
        ("Penulis: Ani Lestari\nEditor: Budi Santoso", ["Ani Lestari"], ["Budi Santoso"]),
        ("Oleh: Ani Lestari", ["Ani Lestari"], []),
        ("Ani Lestari\nReporter", ["Ani Lestari"], []),
        ("Penulis\nEditor", [], []),
    ],
)
def test_byline_lines_before_and_after_the_name(lines: str, authors: list[str], editors: list[str]) -> None:
    found = made(f"Judul Berita Hari Ini\n\n1 Mei 2025, 10:00\n{lines}\n\n{BODY}", None, "text")
    assert (found.authors, found.editors, found.text) == (authors, editors, BODY)


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("JAKARTA, KOMPAS.com - ", "JAKARTA"),
        ("KOMPAS.com -- ", None),
        ("TANGERANG SELATAN, KOMPAS.com – ", "TANGERANG SELATAN"),
        ("Bisnis.com, JAKARTA—", "JAKARTA"),
        ("Bisnis,com, SURABAYA - ", "SURABAYA"),
        ("KONTAN.CO.ID -\xa0JAKARTA. ", "JAKARTA"),
        ("Jakarta (ANTARA) - ", "Jakarta"),
        ("Penajam Paser Utara (ANTARA) - ", "Penajam Paser Utara"),
        ("Seluruh warga diminta tenang dan tidak panik Jakarta (ANTARA) - ", "Jakarta"),
        ("Acara itu berlangsung meriah di Indonesia Banda Aceh (ANTARA) - ", "Banda Aceh"),
        ("JAKARTA - ", "JAKARTA"),
        ("NEW YORK – ", "NEW YORK"),
        ("Medan - ", "Medan"),
        ("TEMPO.CO, Jakarta - ", "Jakarta"),
        ("Liputan6.com, Jakarta - ", "Jakarta"),
        ("REPUBLIKA.CO.ID, JAKARTA -- ", "JAKARTA"),
        ("Jakarta, CNN Indonesia -- ", "Jakarta"),
        ("Suara.com - ", None),
        ("Warga mengantre di posko bantuan.\n\nSOLO, KOMPAS.com - ", "SOLO"),
        ("SEOUL, KABARBARU.id - ", "SEOUL"),
        ("Liputan6.com, Jakarta ", "Jakarta"),
        ("KBRN, Jakarta: ", "Jakarta"),
        ("Jakarta: ", "Jakarta"),
        ("JAKARTA | ", "JAKARTA"),
        ("SURYA.CO.ID | SURABAYA - ", "SURABAYA"),
        ("JAKARTA, PIKIRAN RAKYAT.- ", "JAKARTA"),
        ("BANDUNG, (PR).- ", "BANDUNG"),
    ],
)
def test_datelines_leave_the_body_and_stay_as_data(head: str, place: str | None) -> None:
    found = made(head + BODY)
    assert (found.dateline, found.text) == (place, BODY)


@pytest.mark.parametrize(
    "text",
    [
        "Laga Persib Bandung - Persija Jakarta berakhir imbang di Bandung.",
        "Menteri Luar Negeri - yang baru dilantik - bertolak ke Tokyo.",
        "Dalam rapat itu, Kompas.com - media yang hadir - mencatat keputusan.",
        "Prabowo: Saya akan datang ke Bandung.",
        "Liputan6.com, Tempo dan Detik meliput sidang itu.",
    ],
)
def test_what_only_looks_like_a_dateline_stays(text: str) -> None:
    found = made(text)
    assert (found.dateline, found.text) == (None, text)


@pytest.mark.parametrize(
    ("value", "day", "at", "granularity"),
    [
        ("2024-11-01T05:30:00+07:00", date(2024, 11, 1), "2024-11-01T05:30:00+07:00", "minute"),
        ("2024-11-01T05:30+08:00", date(2024, 11, 1), "2024-11-01T05:30:00+08:00", "minute"),
        ("2024-10-31T22:30:00Z", date(2024, 11, 1), "2024-10-31T22:30:00+00:00", "minute"),
        ("2024-11-01 05:30:00", date(2024, 11, 1), "2024-11-01T05:30:00+07:00", "minute"),
        ("2024-11-01", date(2024, 11, 1), None, "day"),
        ("2024-11-01T00:00:00", date(2024, 11, 1), None, "day"),
        ("2024-11", date(2024, 11, 1), None, "month"),
        ("Jumat, 1 November 2024 | 05:30 WIB", date(2024, 11, 1), "2024-11-01T05:30:00+07:00", "minute"),
        ("01/11/2024", date(2024, 11, 1), None, "day"),
        ("Fri, 01 Nov 2024 05:30:00 +0700", date(2024, 11, 1), "2024-11-01T05:30:00+07:00", "minute"),
        ("1730413800", date(2024, 11, 1), "2024-10-31T22:30:00+00:00", "minute"),
        ("20241101", date(2024, 11, 1), None, "day"),
        ("kapan-kapan", None, None, None),
        ("2024-02-31", None, None, None),
    ],
)
def test_times_of_publication(value: str, day: date | None, at: str | None, granularity: str | None) -> None:
    found = made(BODY, published=value)
    assert (found.published_date, found.published_granularity) == (day, granularity)
    assert (found.published_at.isoformat() if found.published_at else None) == at


def test_a_value_that_states_no_day_is_set_aside_and_said() -> None:
    built = build(BODY, published="kapan-kapan")
    assert [(issue.field, issue.reason) for issue in built.issues] == [("published", "no-date")]
    assert built.article is not None and (built.article.published_basis, built.article.is_anchor) == ("unknown", False)


@pytest.mark.parametrize(
    ("basis", "anchors"),
    [("metadata", True), ("archive_folder", True), ("scrape_date", False), ("max_date_in_text", False)],
)
def test_only_days_that_are_known_anchor_relative_dates(basis: str, anchors: bool) -> None:
    found = made(BODY, published="2024-11-01", published_basis=basis)
    assert (found.published_basis, found.is_anchor) == (basis, anchors)


def test_the_address_tells_the_day_where_nothing_else_does() -> None:
    found = made(BODY, url="https://nasional.kompas.com/read/2024/11/01/05300041/judul")
    assert (found.published_date, found.published_basis, found.publisher) == (date(2024, 11, 1), "url", "kompas.com")


@pytest.mark.parametrize(
    "other",
    [
        "http://www.contoh.co.id/berita/1?utm_source=x&utm_medium=y",
        "https://m.contoh.co.id/berita/1/",
        "https://contoh.co.id/amp/berita/1",
        "https://contoh.co.id/berita/1?page=2",
        "https://contoh.co.id/berita/1?page=all#komentar",
        "contoh.co.id/berita/1",
    ],
)
def test_one_article_has_one_id_under_all_its_addresses(other: str) -> None:
    assert made(BODY, url=other).article_id == made(BODY, url="https://contoh.co.id/berita/1").article_id


def test_short_links_that_differ_by_case_are_different_articles() -> None:
    ids = {made(BODY, url=f"https://contoh.co.id/{path}").article_id for path in ("aGi9kb", "aGI9KB")}
    assert len(ids) == 2
    assert made(BODY, url="https://CONTOH.co.id/aGi9kb").article_id in ids


def test_without_an_address_publisher_title_and_day_make_the_id() -> None:
    first = made(BODY, "Banjir, Warga Mengungsi", publisher="Kompas.com", published="2024-11-01T05:30:00+07:00")
    same = made(BODY + " Diperbarui.", "Banjir: warga mengungsi", publisher="kompas", published="2024-11-01")
    other = made(BODY, "Banjir, Warga Mengungsi", publisher="Kompas.com", published="2024-11-02")
    assert first.article_id == same.article_id != other.article_id
    assert made(BODY, None).article_id == made("  " + BODY, None).article_id != made(BODY + " Lagi.", None).article_id


def test_site_names_leave_the_title() -> None:
    assert made(BODY, "Banjir Surut - Kompas.com Regional", publisher="kompas.com").title == "Banjir Surut"
    assert made(BODY, "Persib - Persija Imbang").title == "Persib - Persija Imbang"


MALAY = (
    "Polis menahan seorang lelaki kerana disyaki mencuri kenderaan pada Isnin. Ketua polis berkata maklumat mangsa "
    "diterima menerusi aduan, manakala kerajaan negeri berkata bahawa siasatan diteruskan kerana bilangan mangsa ramai."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "id"),
        ("Polisi menangkap dua orang di Bandung.", "id"),
        (
            "The police said that the suspects were arrested in the city and they will be charged with it.",
            "en",
        ),
        (MALAY, "ms"),
        (
            "Bupati rawuh ing acara iku lan ngendika yen wong desa kanggo sing ora bisa teka saka omah iki wis dadi.",
            "jv",
        ),
    ],
)
def test_other_languages_are_set_aside(text: str, language: str) -> None:
    built = build(text, "J")
    assert built.article is not None and built.article.language == language
    assert built.set_aside == (language != "id") and (built.reason == "language") == built.set_aside


def test_nothing_but_furniture_is_no_article() -> None:
    built = build("Baca juga: Banjir Surut, Warga Kembali ke Rumah", None)
    assert built.article is None and built.reason == "no-content"


def test_white_space_is_unified_and_lost_paragraph_breaks_come_back() -> None:
    text = 'Warga\xa0mengungsi ke balai desa.Anggota TNI membantu.  "Kami siap," kata Ali.\u200b'
    assert made(text).text == 'Warga mengungsi ke balai desa.\n\nAnggota TNI membantu.\n\n"Kami siap," kata Ali.'


PIECES = st.sampled_from(
    [
        "Warga mengungsi ke balai desa.", '"Kami siap," kata Ali.', "Baca juga: ", "Bupati Tinjau Lokasi Banjir",
        "\n\n", "\n", "JAKARTA - ", "(abc/def)", "SCROLL TO CONTINUE WITH CONTENT", "[Gambas:Video 20detik]", "---",
        "Editor: Ani", "\xa0", "Dilansir dari AFP, ", "(Foto: dok. pribadi)", "Bagikan", "1 Nov 2024, 05:30", "😀",
        "Simak Video 'Judul'", "\\",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(["text", "jsonl"]), st.none() | st.just("Judul"))
@settings(max_examples=150, deadline=None)
def test_what_is_removed_stands_where_it_says_and_nothing_is_invented(
    text: str, format_: str, title: str | None
) -> None:
    built = build(text, title, format_)
    again = build(text, title, format_)
    assert built == again
    if built.article is None:
        return
    left = list("".join(text.split()))
    kept = "".join(built.article.text.split())
    position = 0
    for character in kept:  # the body is the raw text with parts left out, in order
        position = left.index(character, position) + 1
    previous = 0
    for span in built.removed:
        assert span.raw_start >= previous
        previous = span.raw_end


HEADS = {
    "detik": "detikNews\nBerita\n{title}\nAni Lestari - detikNews\nRabu, 30 Okt 2024 10:00 WIB\n"
    "Foto: Posko banjir (dok. Pemkab)\nDemak - ",
    "kompas": "{title}\nKompas.com - 30/10/2024, 10:00 WIB\nAni Lestari,\nBudi Santoso\nTim Redaksi\nLihat Foto\n"
    "Posko banjir(KOMPAS.com/ANI)\nDEMAK, KOMPAS.com - ",
    "tempo": "{title}\nReporter\nAni Lestari\nEditor\nBudi Santoso\nRabu, 30 Oktober 2024 10:00 WIB\n"
    "TEMPO.CO, Demak - ",
    "liputan6": "{title}\nOleh Ani Lestari\nDiperbarui 30 Okt 2024, 11:00 WIB\nDiterbitkan 30 Okt 2024, 10:00 WIB\n"
    "Copy Link\n0\nPosko banjir. (Liputan6.com/Ani)\nLiputan6.com, Demak - ",
    "republika": "Rabu 30 Oct 2024 10:00 WIB\n{title}\nRep: Ani Lestari/ Red: Budi Santoso\nREPUBLIKA.CO.ID, DEMAK -- ",
    "okezone": "{title}\nAni Lestari, Jurnalis\nRabu 30 Oktober 2024 10:00 WIB\nShare\nA\nA\nA\nDEMAK - ",
    "bisnis": "{title}\nAni Lestari - Bisnis.com\nRabu, 30 Oktober 2024 | 10:00\nShare\nBisnis.com, DEMAK - ",
    "kontan": "{title}\nRabu, 30 Oktober 2024 / 10:00 WIB\nReporter: Ani Lestari | Editor: Budi Santoso\n"
    "KONTAN.CO.ID - DEMAK. ",
    "tribun": "{title}\nTayang: Rabu, 30 Oktober 2024 10:00 WIB\nPenulis: Ani Lestari\nEditor: Budi Santoso\n"
    "TRIBUNNEWS.COM, DEMAK - ",
}


@pytest.mark.parametrize("outlet", HEADS)
def test_the_heads_of_the_outlets_pages(outlet: str) -> None:
    found = made(HEADS[outlet].format(title="Bupati Salurkan Bantuan Banjir") + BODY, None, "text")
    assert found.title == "Bupati Salurkan Bantuan Banjir"
    assert found.published_at is not None and found.published_at.isoformat() == "2024-10-30T10:00:00+07:00"
    assert found.authors[:1] == ["Ani Lestari"] and (found.dateline or "").upper() == "DEMAK"
    assert found.text == BODY
    assert found.publisher is None or found.publisher.startswith(outlet)


def test_lines_broken_at_a_fixed_width_are_joined() -> None:
    wrapped = (
        "Pemerintah daerah menyalurkan bantuan kepada warga yang\n"
        "terdampak banjir di lima desa. Bantuan dibagikan oleh\n"
        "Petugas Dinas Sosial sejak pagi dan disambut oleh warga\ndari Desa Sukamaju."
    )
    assert made(wrapped).text == wrapped.replace("\n", " ")
    listed = "Jadwal bus hari ini:\nDemak pukul 08.00\nKudus pukul 09.00\nPati pukul 10.00"
    assert made(listed).text == listed


def test_a_line_of_the_text_or_the_files_name_tells_the_day_where_nothing_better_does() -> None:
    found = made(f"{BODY}\n\nDiterbitkan pada 1 November 2024 pukul 05.30 WITA")
    assert (found.published_basis, found.published_zone, found.published_date) == ("text", "WITA", date(2024, 11, 1))
    named = article.build(RawArticle("x/2024-11-01-banjir.txt", "", "text", "h", None, BODY, {}), LEXICON).article
    assert named is not None and (named.published_basis, named.published_date) == ("file", date(2024, 11, 1))
    row = article.build(RawArticle("2024-11-01.csv", "row 1", "csv", "h", None, BODY, {}), LEXICON).article
    assert row is not None and (row.published_basis, row.published_date) == ("unknown", None)


def test_an_outlet_no_list_knows_is_named_by_its_address() -> None:
    found = made("Banjir di Demak Surut\nkabar-uji.id\n1 Nov 2024, 05:30 WIB\n\nWarga pulang.", None, "text")
    assert (found.publisher, found.title, found.text) == ("kabar-uji.id", "Banjir di Demak Surut", "Warga pulang.")
