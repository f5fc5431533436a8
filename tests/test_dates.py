"""Time expressions: every rule of docs/dates.md by its examples, resolution, direction, checksum and traps."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from etl import dates, lexicon
from etl.dates.grammar import RULES
from etl.document import ArticleText, Document, TimeExpression, read

FRIDAY = date(2024, 11, 1)
TOLD_BY_CONTEXT = {"year-in-name", "recently"}
DOC = Path(__file__).parents[1] / "docs" / "dates.md"
ROWS = re.findall(r"^\| `([a-z-]+)` \| [^|]+ \| (.+) \|$", DOC.read_text(encoding="utf-8"), re.MULTILINE)
EXAMPLES = [(rule, *cell.rstrip("`").split(" → `")) for rule, cells in ROWS for cell in cells.split("<br>")]


def document(text: str, anchor: date | None = FRIDAY, title: str = "") -> Document:
    return read(ArticleText("h", "a", title, text, "contoh.id", None, anchor, anchor, None, ()))


def found(text: str, anchor: date | None = FRIDAY) -> list[tuple[str, str]]:
    doc = document(text, anchor)
    return [(doc.source[t.start : t.end], t.value) for t in dates.find(doc, lexicon.load())]


def one(text: str, anchor: date | None = FRIDAY) -> TimeExpression:
    (row,) = dates.find(document(text, anchor), lexicon.load())
    return row


def test_every_rule_is_described() -> None:
    assert {rule for rule, _ in ROWS} == {rule for rule, _, _ in RULES} | TOLD_BY_CONTEXT


@pytest.mark.parametrize(("rule", "example", "value"), EXAMPLES)
def test_examples_of_the_description(rule: str, example: str, value: str) -> None:
    before, phrase, after = re.split(r"\*\*", example)
    doc = document(f"{before or 'Acara itu digelar '}{phrase}{after} di sana.")
    rows = [(doc.source[t.start : t.end], t.rule_id, t.value) for t in dates.find(doc, lexicon.load())]
    assert (phrase, rule, value) in rows


@pytest.mark.parametrize(
    "text",
    [
        "Harganya Rp 2.014 per buah dan Rp2020 di kios sebelah.",
        "Pesawat QZ8501 lepas landas dari bandara.",
        "Ia menang dengan skor 21-19, 13-21.",
        "Rumahnya di Jalan Melati No. 12 RT 3 RW 5.",
        "Titiknya di 03.22.46 lintang selatan.",
        "Pria berusia 42 tahun itu selamat.",
        "Budi (35) dan Siti (41 tahun) ikut serta.",
        "Usia sekitar 50 tahun tidak menghalanginya.",
        "Warga Pasar Minggu menunggu bus.",
        "Jemaah pulang setelah salat Jumat.",
        "Minyak dijual 100 dolar per hari.",
        "Menteri Kehutanan Raja Juli hadir.",
        "Sebanyak 2014 orang mendaftar.",
        "Permen 1/2013 mengatur hal itu.",
        "Kita lihat dulu hasilnya, terlebih dahulu dicek.",
        "Libur Natal dimulai.",
        "Kampus Universitas Sebelas Maret ramai.",
        "Suhu mencapai 27 derajat dengan kelembapan 75 persen.",
        "Putusan Nomor 19/PUU-XXIII/2025 dibacakan.",
    ],
)
def test_what_only_looks_like_a_time_is_refused(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rapat digelar Kamis (31/10), pukul 19.00 WIB.", "Kamis (31/10)=2024-10-31|pukul 19.00 WIB=2024-10-31T19:00"),
        ("Naik pukul 7:55 WIB, Jumat (1/11/2024).", "pukul 7:55 WIB=2024-11-01T07:55|Jumat (1/11/2024)=2024-11-01"),
        ("Selasa (29/10) waktu setempat (Rabu pagi WIB)", "Selasa (29/10)=2024-10-29|Rabu pagi WIB=2024-10-30TMO"),
        ("Pada 2012 laba naik dibanding setahun sebelumnya.", "2012=2012|setahun sebelumnya=2011"),
        ("Buka Senin-Jumat, pukul 08.00-15.00.", "Senin-Jumat=XXXX-WXX-1/XXXX-WXX-5|pukul 08.00-15.00=T08:00/T15:00"),
        ("kuartal pertama dan kedua tahun depan", "kuartal pertama=2025-Q1|kedua tahun depan=2025-Q2"),
        ("Kontrak untuk pengiriman Januari naik.", "Januari=2025-01"),
        ("Rapat yang dijadwalkan pada Juni di Wina.", "Juni=2025-06"),
        ("Pada 2020 ekspor naik dibanding tahun sebelumnya.", "2020=2020|tahun sebelumnya=2019"),
        ("Terdakwa dihukum 2 (dua) tahun penjara.", "2 (dua) tahun=P2Y"),
        ("Panen tanggal 3 bulan depan.", "tanggal 3 bulan depan=2024-12-03"),
        ("Upacara HUT ke-80 RI disiapkan.", "HUT ke-80 RI=2025-08-17"),
        ("Tim itu juara musim 2023/24.", "2023/24=2023/2024"),
        ("Kapal tiba pada tahun 1596.", "tahun 1596=1596"),
        ("Ia lahir 3 Mei 1999, dua tahun silam pindah.", "3 Mei 1999=1999-05-03|dua tahun silam=2022"),
        ("Catatan 25 Mei 2026 (8 Dzulhijjah).", "25 Mei 2026=2026-05-25|8 Dzulhijjah=2026-05-25"),
        (
            "Rabu naik, kemarin turun; pukul 09.00 ditutup.",
            "Rabu=2024-10-30|kemarin=2024-10-31|pukul 09.00=2024-10-30T09:00",
        ),
    ],
)
def test_values_stand_on_what_was_said_before(text: str, expected: str) -> None:
    assert "|".join(f"{words}={value}" for words, value in found(text)) == expected


def test_a_weekday_counts_back_to_publication_itself() -> None:
    assert found("Jumat") == [("Jumat", "2024-11-01")]
    assert found("Sabtu") == [("Sabtu", "2024-10-26")]
    assert found("Jumat lalu") == [("Jumat lalu", "2024-10-25")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Hasilnya akan diumumkan pada Rabu.", "2024-11-06"),
        ("Rapat dijadwalkan Jumat.", "2024-11-01"),
        ("Uang itu cair paling lambat hari Selasa.", "2024-11-05"),
        ("Aturan itu akan terbit, ujarnya, Rabu.", "2024-10-30"),
        ("Proyek direncanakan rampung pada Maret.", "2025-03"),
        ("Polisi akan memeriksa saksi kejadian 5 Oktober.", "2024-10-05"),
    ],
)
def test_words_of_plan_turn_to_the_future_in_their_clause(text: str, value: str) -> None:
    assert one(text).value == value


def test_without_publication_day_relative_words_stay_open() -> None:
    texts = [
        "Rabu",
        "17 Agustus",
        "Desember",
        "pekan lalu",
        "kemarin",
        "pukul 09.00 WIB",
        "tanggal 24",
        "kuartal ketiga",
    ]
    rows = [one(text, None) for text in texts]
    assert [row.value for row in rows] == [
        "XXXX-WXX-3", "XXXX-08-17", "XXXX-12", "XXXX-WXX", "XXXX-XX-XX", "T09:00", "XXXX-XX-24", "XXXX-Q3",
    ]  # fmt: skip
    assert all(row.start_date is None and row.end_date is None and row.anchor is None for row in rows)
    assert one("Rabu (30/10/2024)", None).start_date == date(2024, 10, 30)


@pytest.mark.parametrize(
    ("text", "direction", "start", "end"),
    [
        ("sejak Agustus", "since", date(2024, 8, 1), None),
        ("mulai Senin (28/10/2024)", "since", date(2024, 10, 28), None),
        ("hingga akhir 2024", "until", None, date(2024, 12, 31)),
        ("sampai dengan 5 November", "until", None, date(2024, 11, 5)),
        ("per 30 September", "until", None, date(2024, 9, 30)),
        ("per 1 Januari 2025", "since", date(2025, 1, 1), None),
        ("pada Agustus", None, date(2024, 8, 1), date(2024, 8, 31)),
    ],
)
def test_direction_opens_the_interval(text: str, direction: str | None, start: date | None, end: date | None) -> None:
    row = one(f"Aturan berlaku {text}.")
    assert (row.direction, row.start_date, row.end_date) == (direction, start, end)


@pytest.mark.parametrize(
    ("text", "value", "conflict", "start"),
    [
        ("Jumat (1/11/2024)", "2024-11-01", False, date(2024, 11, 1)),
        ("Rabu (30/9/2024)", "2024-09-30", True, date(2024, 10, 30)),  # month
        ("Rabu (30/10/3024)", "3024-10-30", True, date(2024, 10, 30)),  # year
        ("Rabu (30/10/20245)", "XXXX-10-30", True, date(2024, 10, 30)),  # year
        ("Kamis (10/31/2024)", "2024-10-31", False, date(2024, 10, 31)),  # American order, proved by the month
        ("Rabu (31/10/2024)", "2024-10-31", True, date(2024, 10, 31)),  # weekday or day: undecided, as written
        ("Rabu (14/3/2019)", "2019-03-14", True, date(2019, 3, 14)),  # long ago: as written
    ],
)
def test_the_weekday_checks_the_date(text: str, value: str, conflict: bool, start: date) -> None:
    row = one(f"Rapat digelar {text}.")
    assert (row.value, row.conflict, row.start_date) == (value, conflict, start)


def test_users_add_words_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "feasts.tsv").write_text("phrase\tday\tfounded\nHari Kopi\t10-01\t\n", encoding="utf-8")
    (tmp_path / "months.tsv").write_text("word\tmonth\tkind\noktobar\t10\tfull\n", encoding="utf-8")
    doc = document("Hari Kopi 2023 dan 5 Oktobar 2023")
    assert [row.value for row in dates.find(doc, lexicon.load(tmp_path))] == ["2023-10-01", "2023-10-05"]
    assert [row.value for row in dates.find(doc, lexicon.load())] == ["2023", "2023"]


def test_a_class_the_grammar_does_not_know_is_named(tmp_path: Path) -> None:
    (tmp_path / "time_cues.tsv").write_text("word\tcue\ntempo\tsometime\n", encoding="utf-8")
    with pytest.raises(lexicon.LexiconError, match="sometime"):
        dates.find(document("tempo hari"), lexicon.load(tmp_path))


def test_what_never_dates_an_event() -> None:
    text = "UU Nomor 17 Tahun 2014, saat ini, laga Asian Games 2023, musim dingin, hari ke-9."
    assert [row.dates_events for row in dates.find(document(text), lexicon.load())] == [False] * 5
    assert one("Pada 2014 ia pindah.").dates_events


def test_no_expression_crosses_a_line() -> None:
    doc = document("2024 tahun yang berat.", title="Harga Naik Rabu")
    assert found("tanggal 5\nNovember 2024") == [("tanggal 5", "2024-11-05"), ("November 2024", "2024-11")]
    assert [doc.source[t.start : t.end] for t in dates.find(doc, lexicon.load())] == ["Rabu", "2024"]


def test_quantities_are_approximate_without_the_word_in_the_span() -> None:
    rows = [one(f"Berlangsung {word} dua jam.") for word in ("sekitar", "lebih dari", "kurang dari", "hampir")]
    assert [row.mod for row in rows] == ["APPROX", "MORE_THAN", "LESS_THAN", "LESS_THAN"]


@pytest.mark.parametrize(
    ("text", "value", "rule"),
    [
        ("Jumat, 1 November 2024, 10:00 WIB", "2024-11-01T10:00", "clock"),
        ("01 Nov 2024 | 14:20 WIB", "2024-11-01T14:20", "clock"),
        ("Kamis, 31/10/2024 20:18 WIB", "2024-10-31T20:18", "clock"),
        ("kemarin", "2024-10-31", "relative-day"),
        ("November 1, 2024 6:36 PM", "2024-11-01T18:36", "dateparser"),
        ("Fri, 01 Nov 2024 10:00:00 +0700", "2024-11-01T10:00", "dateparser"),
    ],
)
def test_parse_reads_delimited_strings(text: str, value: str, rule: str) -> None:
    row = dates.parse(text, FRIDAY)
    assert row is not None
    assert (row.value, row.rule_id) == (value, rule)


@pytest.mark.parametrize("text", ["", "halo", "8501", "35 tahun", "1 jam lalu", "29-30 Oktober dan seterusnya"])
def test_parse_reads_no_date_where_none_is(text: str) -> None:
    assert dates.parse(text, FRIDAY) is None
