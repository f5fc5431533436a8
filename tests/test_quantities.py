"""Counts and amounts with bounds, unit and kind."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import document, lexicon, quantities, sentences
from etl.document import ArticleText, EventMention, Quantity, TimeExpression
from etl.quantities import numbers
from etl.schema import EVENT_TYPES, QUANTITY_KINDS

LEXICON = lexicon.load()


def rows(text: str, times: list[TimeExpression] | None = None) -> list[tuple[str, Quantity]]:
    doc = document.read(ArticleText("h", "a", "", text, "", None, None, None, None, ()))
    doc.times = times or []
    return [(text[q.start : q.end], q) for q in quantities.find(doc, 0, len(text), LEXICON)]


def counts(text: str) -> list[tuple[str, float, float | None, str]]:
    return [(q.kind, q.low, q.high, q.unit) for _, q in rows(text)]


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("Ledakan itu menewaskan 12 orang.", "dead", 12),
        ("Jumlah korban jiwa mencapai 1.129 orang.", "dead", 1129),
        ("Korban tewas bertambah menjadi 31.", "dead", 31),
        ("Dua warga meninggal dunia tertimbun longsor.", "dead", 2),
        ("Sebanyak 7 orang, termasuk tiga anak, tewas di lokasi.", "dead", 7),
        ("Kecelakaan itu melukai lima penumpang.", "injured", 5),
        ("Sementara 174 orang masih dinyatakan hilang.", "missing", 174),
        ("Sebanyak 496.293 jiwa masih berada di tempat pengungsian.", "displaced", 496293),
        ("Polisi menangkap 23 pengunjuk rasa di depan kantor itu.", "arrested", 23),
        ("Kedua pelaku ditangkap di rumahnya.", "arrested", 2),
        ("KPK menetapkan empat orang sebagai tersangka.", "arrested", 4),
        ("Tim SAR mengevakuasi seratus dua puluh tiga warga.", "rescued", 123),
        ("Polda mengerahkan 1.800 personel gabungan.", "troops", 1800),
        ("Korea Utara mengirim 10 ribu tentara ke sana.", "troops", 10000),
        ("Aksi itu diikuti 300 buruh pabrik.", "participants", 300),
        ("Banjir merusak 41 unit rumah di hilir.", "buildings", 41),
        ("Seorang anggota TNI gugur dalam kontak senjata.", "dead", 1),
    ],
)
def test_kind_and_count(text: str, kind: str, count: float) -> None:
    assert [(k, low, high) for k, low, high, _ in counts(text)][:1] == [(kind, count, count)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Sekitar 10 ribu tentara tiba.", 9000, 11000),
        ("Kurang lebih sebanyak 200 warga hadir.", 180, 220),
        ("Hampir 200 orang mengungsi.", 180, 200),
        ("Lebih dari 40 orang tewas.", 40, None),
        ("Sedikitnya tiga orang tewas.", 3, None),
        ("Tak kurang dari 500 warga mengungsi.", 500, None),
        ("Paling banyak 50 orang boleh masuk.", 0, 50),
        ("Kurang dari 50 orang hadir.", 0, 50),
        ("Ada 3.000 lebih orang yang mengungsi.", 3000, None),
        ("Ada 300-an orang yang mengungsi.", 270, 330),
        ("Belasan warga terluka.", 11, 19),
        ("Puluhan warga terluka.", 10, 99),
        ("Ratusan ribu orang turun ke jalan.", 100_000, 999_999),
        ("Beberapa warga terluka.", 2, 9),
        ("Sejumlah warga terluka.", 2, None),
        ("Sejumlah 20 warga terluka.", 20, 20),
        ("Sebanyak 10-15 orang terluka.", 10, 15),
        ("Antara 10 dan 15 orang terluka.", 10, 15),
        ("Dua hingga tiga orang terluka.", 2, 3),
        ("Sebanyak 2 hingga 3 ribu orang mengungsi.", 2000, 3000),
    ],
)
def test_bounds(text: str, low: float, high: float | None) -> None:
    ((_, found_low, found_high, unit),) = counts(text)
    assert (found_low, found_high, unit) == (low, high, "people")


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("Kerugian ditaksir Rp6,6 triliun.", 6.6e12, "IDR"),
        ("Kerugian ditaksir Rp 25.000.000.", 25e6, "IDR"),
        ("Kerugian ditaksir Rp. 1.250.000,50.", 1_250_000.5, "IDR"),
        ("Bantuan US$ 5 juta disalurkan.", 5e6, "USD"),
        ("Bantuan 1,5 miliar dolar AS disalurkan.", 1.5e9, "USD"),
        ("Bantuan dua ratus juta rupiah disalurkan.", 2e8, "IDR"),
        ("Bantuan €3.4 juta disalurkan.", 3.4e6, "EUR"),
        ("Uang 500 ringgit disita.", 500, "MYR"),
        ("Negara rugi Rp 90 M.", 9e10, "IDR"),
        ("Negara rugi Rp1,2 T pada 2024.", 1.2e12, "IDR"),
    ],
)
def test_money(text: str, low: float, unit: str) -> None:
    ((kind, found, high, code),) = counts(text)
    assert (kind, code) == ("money", unit)
    assert found == high == pytest.approx(low)


def test_money_in_a_range_and_vague() -> None:
    assert counts("Tarifnya Rp 10-15 ribu.") == [("money", 10_000, 15_000, "IDR")]
    assert counts("Harganya Rp 4,2 miliar hingga Rp 7,5 miliar.") == [("money", 4.2e9, 7.5e9, "IDR")]
    assert counts("Polisi menyita ratusan juta rupiah.") == [("money", 1e8, 999_999_999, "IDR")]
    assert counts("Nilainya lebih dari Rp 2 miliar.") == [("money", 2e9, None, "IDR")]


def test_each_count_of_a_list_has_its_own_fate() -> None:
    text = "Sebanyak 12 orang tewas, 30 luka-luka dan tiga lainnya hilang."
    assert [row[:2] for row in counts(text)] == [("dead", 12), ("injured", 30), ("missing", 3)]
    text = "Serangan itu menewaskan 12 orang dan melukai 30 orang."
    assert [row[:2] for row in counts(text)] == [("dead", 12), ("injured", 30)]


def test_text_holds_bound_number_and_noun() -> None:
    assert [text for text, _ in rows("Polisi menyebut sekitar 10 ribu tentara tiba.")] == ["sekitar 10 ribu tentara"]
    assert [text for text, _ in rows("Nilainya lebih dari Rp 2 miliar.")] == ["lebih dari Rp 2 miliar"]


@pytest.mark.parametrize(
    "text",
    [
        "Budi (44) berusia 44 tahun.",
        "Kejadian itu pukul 08.45 WIB.",
        "Hubungi 0812-3456-7890 untuk keterangan.",
        "Pasal 310 ayat 2 Undang-Undang Nomor 22 Tahun 2009.",
        "Putusan Nomor 169/PUU-XXII/2024 dibacakan.",
        "Pasien COVID-19 dirawat.",
        "Peserta ke-29 tiba.",
        "Jaringan 5G orang kota.",
        "Mobil melaju 100 km per jam.",
        "Dua hari kemudian hujan turun.",
        "Anak seorang perwira tinggi.",
        "Korban kedua meninggal.",
        "Rumah Sakit Siloam merawatnya.",
        "Itu salah satu perusahaan besar.",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert counts(text) == []


def test_time_expressions_are_no_counts() -> None:
    text = "Pada 12 Mei orang datang."
    assert rows(text, [TimeExpression(5, 11, "DATE", "2025-05-12", "r")]) == []
    assert rows("Sejak 2019 orang datang.", [TimeExpression(6, 10, "DATE", "2019", "r")]) == []


def test_comma_groups_people_but_is_decimal_in_measures() -> None:
    assert counts("Sebanyak 10,000 orang mengungsi.")[0][1] == 10_000
    assert counts("Inflasi mencapai 2,125 persen.")[0][1] == 2.125
    assert counts("Lahan seluas 893.002,5 hektare dikuasai.")[0][1] == 893_002.5


def test_offsets_count_in_the_document() -> None:
    text = "Hujan turun. Tiga orang tewas di hilir."
    doc = document.read(ArticleText("h", "a", "Judul", text, "", None, None, None, None, ()))
    begin = doc.source.index("Tiga")
    (found,) = quantities.find(doc, begin, len(doc.source), LEXICON)
    assert doc.source[found.start : found.end] == "Tiga orang"


UNITS = ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]


def spelled(n: int) -> str:
    """A number below a million in Indonesian words."""
    if n < 10:
        return UNITS[n]
    if n < 20:
        return {10: "sepuluh", 11: "sebelas"}.get(n) or f"{UNITS[n - 10]} belas"
    if n < 100:
        return f"{UNITS[n // 10]} puluh {UNITS[n % 10]}".strip()
    if n < 1000:
        return f"{'seratus' if n < 200 else UNITS[n // 100] + ' ratus'} {spelled(n % 100)}".strip()
    return f"{'seribu' if n < 2000 else spelled(n // 1000) + ' ribu'} {spelled(n % 1000)}".strip()


@given(st.integers(1, 999_999))
def test_numbers_in_words(n: int) -> None:
    ((_, low, high, unit),) = counts(f"Ada {spelled(n)} orang di sana.")
    assert (low, high, unit) == (n, n, "people")


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_grouped_digits(n: int, cents: int) -> None:
    grouped = f"{n:,}".replace(",", ".")
    assert numbers.digits(grouped, False) == n
    assert numbers.digits(f"{grouped},{cents:02}", False) == pytest.approx(n + cents / 100)


PIECES = st.lists(
    st.sampled_from(
        ["12", "1.129", "6,6", "-", " ", " dua", " puluh", " belas", " ribu", " juta", "Rp", " US$", " orang", " tewas"]
        + [
            ",",
            ".",
            " dan",
            " hingga",
            " sekitar",
            " lebih",
            " persen",
            "an",
            " puluhan",
            " sejumlah",
            " kedua",
            "(",
            "/",
        ]
    ),
    max_size=20,
)


@given(PIECES)
def test_any_order_of_words_gives_sound_rows(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = [q for _, q in rows(text)]
    for quantity in found:
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.low >= 0
        assert quantity.high is None or quantity.low <= quantity.high
    assert all(one.end <= two.start for one, two in pairwise(found))


def test_each_event_of_a_sentence_takes_the_counts_it_can_tell_of() -> None:
    text = "Ledakan menewaskan 12 orang, lalu polisi menangkap tiga pelaku dan menyita Rp 5 juta."
    doc = document.read(ArticleText("h", "a", "", text, "", None, None, None, None, ()))
    doc.sentences = sentences.split(doc, LEXICON)
    for trigger, kind in (("menewaskan", "ASSAULT"), ("menangkap", "COERCE")):
        at = text.index(trigger)
        doc.events.append(EventMention(kind, at, at + len(trigger), 0, "asserted", "r", 0.9))
    quantities.attach(doc, LEXICON)
    assert [[q.kind for q in event.quantities] for event in doc.events] == [["dead"], ["arrested", "money"]]
    quantities.attach(doc, LEXICON)
    assert sum(len(event.quantities) for event in doc.events) == 3


def test_every_kind_and_type_is_known() -> None:
    rows = LEXICON.rows("quantity_types")
    assert [row["kind"] for row in rows] == list(QUANTITY_KINDS)
    assert {code for row in rows for code in row["types"].split()} <= set(EVENT_TYPES)
    kinds = {row["kind"] for name in ("quantity_kinds", "quantity_units") for row in LEXICON.rows(name)}
    assert kinds <= set(QUANTITY_KINDS)
