"""Quotations and their speakers; people are given by name here, so that no other stage decides a test."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import document, lexicon, quotes, sentences
from etl.document import ActorMention, ArticleText, Document, LocalActor, Quote

LEXICON = lexicon.load()
BUDI, SITI = "Budi Santoso", "Siti Rahma"
SHORT = {"Budi": BUDI, "Siti": SITI}


def read(text: str, names: Sequence[str] = (BUDI, SITI), bodies: Sequence[str] = (), title: str = "") -> Document:
    doc = document.read(ArticleText("h", "a", title, text, "", None, None, None, None, ()))
    doc.sentences = sentences.split(doc, LEXICON)
    for kind, known in (("person", [*names, *(s for s in SHORT if SHORT[s] in names)]), ("organization", bodies)):
        for name in known:
            full = SHORT.get(name, name)
            doc.actors[full] = LocalActor(full, full, kind)
            for match in re.finditer(rf"\b{name}\b", doc.source):
                if not any(m.start <= match.start() < m.end for m in doc.mentions):
                    doc.mentions.append(ActorMention(*match.span(), full, "alias", 0.9))
    doc.mentions.sort(key=lambda m: m.start)
    return doc


def found(text: str, direct: bool = True, bodies: Sequence[str] = ()) -> list[tuple[str, str | None, str | None]]:
    """(words, actor, speaker as written) of the quotations of one kind."""
    doc = read(text, bodies=bodies)
    return [
        (doc.source[q.start : q.end], q.speaker_id, q.speaker_text)
        for q in quotes.find(doc, LEXICON)
        if q.is_direct == direct
    ]


def words(text: str) -> list[str]:
    return [quote for quote, _, _ in found(text)]


def speakers(text: str, bodies: Sequence[str] = ()) -> list[str | None]:
    return [actor for _, actor, _ in found(text, bodies=bodies)]


@pytest.mark.parametrize(
    "text",
    [
        '"Jembatan itu kami buka besok pagi," kata Budi Santoso di lokasi.',
        "“Jembatan itu kami buka besok pagi,” kata Budi Santoso di lokasi.",
        '“Jembatan itu kami buka besok pagi," kata Budi Santoso di lokasi.',
        "''Jembatan itu kami buka besok pagi,'' kata Budi Santoso di lokasi.",
        "'Jembatan itu kami buka besok pagi,' kata Budi Santoso di lokasi.",
        '"Jembatan itu kami buka besok pagi, "kata Budi Santoso di lokasi.',
        '"Jembatan itu kami buka besok pagi", kata Budi Santoso di lokasi.',
        '"Jembatan itu kami buka besok pagi,"kata Budi Santoso di lokasi.',
        '" Jembatan itu kami buka besok pagi, " kata Budi Santoso di lokasi.',
        "\"Jembatan itu kami buka besok pagi,' kata Budi Santoso di lokasi.",
        'Arus lalu lintas dialihkan."Jembatan itu kami buka besok pagi," kata Budi Santoso di lokasi.',
        '"Jembatan itu kami buka besok pagi, kata Budi Santoso di lokasi.',
        'Jembatan itu kami buka besok pagi," kata Budi Santoso di lokasi.',
        'Budi Santoso mengatakan, "Jembatan itu kami buka besok pagi."',
        'Budi Santoso mengatakan: "Jembatan itu kami buka besok pagi".',
        '"Jembatan itu kami buka besok pagi," Budi Santoso menegaskan.',
        '"Jembatan itu kami buka besok pagi," ucsp Budi Santoso di lokasi.',
    ],
)
def test_marks_of_every_make(text: str) -> None:
    quote, actor, _ = found(text)[0]
    assert (quote.rstrip("."), actor) == ("Jembatan itu kami buka besok pagi", BUDI)


def test_quotation_over_paragraphs_with_one_closing_mark() -> None:
    text = '"Kami menunggu air surut.\n\nSetelah itu warga boleh pulang ke rumah," kata Budi Santoso.\n\nHujan reda.'
    assert words(text) == ["Kami menunggu air surut.\n\nSetelah itu warga boleh pulang ke rumah"]


def test_quotation_with_the_opening_mark_repeated_at_each_paragraph() -> None:
    text = '"Kami menunggu air surut.\n\n"Setelah itu warga boleh pulang ke rumah," kata Budi Santoso.'
    assert len(words(text)) == 1


def test_lost_closing_mark_does_not_swallow_the_next_quotation() -> None:
    text = (
        '"Kami menunggu air surut, ujar Budi Santoso. Hujan belum reda. '
        '"Warga sudah kami pindahkan," kata Siti Rahma. "Dapur umum sudah siap," tambahnya.'
    )
    assert found(text) == [
        ("Kami menunggu air surut", BUDI, BUDI),
        ("Warga sudah kami pindahkan", SITI, SITI),
        ("Dapur umum sudah siap", SITI, SITI),
    ]


def test_nested_quotation_stays_inside() -> None:
    text = '"Ia bilang "jangan pergi" kepada saya malam itu," kata Budi Santoso.'
    assert words(text) == ['Ia bilang "jangan pergi" kepada saya malam itu']


def test_glued_quotations_are_two() -> None:
    text = '"Air mulai surut," kata Budi Santoso."Besok kami bersihkan lumpurnya," ujar Siti Rahma.'
    assert found(text) == [("Air mulai surut", BUDI, BUDI), ("Besok kami bersihkan lumpurnya", SITI, SITI)]


def test_cue_in_the_middle_makes_two_quotations_of_one_speaker() -> None:
    text = '"Kami tidak mundur," kata Budi Santoso. "Besok kami datang lagi dengan lebih banyak orang."'
    assert speakers(text) == [BUDI, BUDI]


@pytest.mark.parametrize(
    "text",
    [
        'Pentagon mengumumkan bahwa "sejumlah kecil" pasukan telah tiba.',
        'Budi Santoso menonton film "Rumah di Tepi Sungai yang Hilang" bersama keluarganya.',
        'Mobil listrik itu dijuluki "si kancil" oleh warga.',
        'Pameran bertajuk "Lima Puluh Tahun Batik Pesisir Utara" dibuka hari ini.',
        'Budi Santoso mengingatkan tema Natal 2025 "Menjaga Sungai Bersama Semua Warga Kota".',
        'Papan itu rusak.\n\n"Menjaga Sungai Bersama Warga"\n\nWarga memungut sampah.',
    ],
)
def test_titles_terms_and_headings_are_no_quotations(text: str) -> None:
    assert words(text) == []


def test_closing_mark_too_many_makes_no_quotation() -> None:
    text = '"Sungai kami keruh sejak tambang dibuka," teriak seorang warga," kata Budi Santoso.'
    assert words(text) == ["Sungai kami keruh sejak tambang dibuka"]


def test_part_of_a_sentence_counts_when_it_is_a_clause_that_is_said() -> None:
    text = 'Budi Santoso menambahkan bahwa tanggul itu "bisa jebol kapan saja bila hujan turun" di hulu.'
    assert found(text)[0][:2] == ("bisa jebol kapan saja bila hujan turun", BUDI)


@pytest.mark.parametrize(
    ("cue", "actor", "written"),
    [
        ("kata Kepala Dinas Pekerjaan Umum Kota Bogor Budi Santoso, Senin (4/8/2025).", BUDI, BUDI),
        ("kata Kepala Bidang Jalan dan Jembatan, Budi Santoso, dalam keterangannya.", BUDI, BUDI),
        ("kata anggota DPRD Kota Bogor dari Fraksi Bersama Budi Santoso di Bogor.", BUDI, BUDI),
        ("kata Kepala Dinas Pendidikan dan Kebudayaan, Kabupaten Maju, Budi Santoso.", BUDI, BUDI),
        ("ujar pengacara Siti Rahma, Budi Santoso, di pengadilan.", BUDI, BUDI),
        ("ungkap Direktur PT Maju (Persero) Budi Santoso usai rapat bersama Siti Rahma.", BUDI, BUDI),
        ("kata sumber itu.", None, "sumber itu"),
        ("ujar polisi di lokasi.", None, "polisi"),
        ("kata seorang warga saat ditemui.", None, "seorang warga"),
        ("kata Pak Darsono kepada wartawan.", None, "Pak Darsono"),
    ],
)
def test_speaker_named_behind_the_verb(cue: str, actor: str | None, written: str) -> None:
    assert found(f'Rapat selesai. "Jalan itu sudah bisa dilewati," {cue}')[0][1:] == (actor, written)


@pytest.mark.parametrize(
    "cue", ["ujarnya.", "kata dia.", "tutur politikus senior itu.", "ucapnya lagi.", "katanyaWarga pulang."]
)
def test_words_that_stand_for_the_one_who_spoke_last(cue: str) -> None:
    text = f'Budi Santoso mengaku lelah setelah bertemu Siti Rahma. "Jalan itu sudah bisa dilewati," {cue}'
    assert found(text)[0][1] == BUDI


def test_pronoun_follows_the_one_named_by_the_passive() -> None:
    text = (
        '"Kami siap," kata Budi Santoso.\n\nHal senada disampaikan Siti Rahma. Ia baru tiba. '
        '"Tenda sudah berdiri," ujarnya.'
    )
    assert speakers(text) == [BUDI, SITI]


def test_description_means_the_one_whose_title_holds_it() -> None:
    text = (
        'Menteri Pertanian Siti Rahma datang bersama Budi Santoso. "Panen raya sudah mulai," kata Budi. '
        '"Pupuk cukup sampai akhir musim," ujar menteri asal Jambi itu.'
    )
    doc = read(text)
    doc.mentions[0].role_text = "Menteri Pertanian"
    assert [q.speaker_id for q in quotes.find(doc, LEXICON) if q.is_direct] == [BUDI, SITI]


def test_office_alone_means_its_holder() -> None:
    doc = read('Sekretaris Kabinet (Seskab) Siti Rahma hadir. "Rapat ditunda sampai besok," kata Seskab di Istana.')
    doc.mentions[0].role_text = "Sekretaris Kabinet (Seskab)"
    assert [q.speaker_id for q in quotes.find(doc, LEXICON)] == [SITI]


def test_somebody_quoted_within_reported_speech_does_not_take_over() -> None:
    text = 'Budi Santoso menjelaskan bahwa Siti Rahma mengaku mengantuk. "Mobilnya menabrak pagar," imbuhnya.'
    assert speakers(text) == [BUDI]


def test_witness_without_a_name_does_not_take_over() -> None:
    text = (
        'Budi Santoso memeriksa lokasi. "Pelaku sudah ditahan," kata Budi. Korban melapor sore itu. '
        '"Kami proses," ujarnya.'
    )
    assert speakers(text) == [BUDI, BUDI]


def test_quotation_before_another_with_a_cue_has_its_speaker() -> None:
    text = (
        'Siti Rahma datang.\n\n"Kami belum tidur sejak kemarin malam."\n\n'
        '"Airnya naik cepat sekali," kata Budi Santoso.'
    )
    assert speakers(text) == [BUDI, BUDI]


def test_a_person_said_dia_is_no_body() -> None:
    text = 'Siti Rahma bertugas di sana. BMKG menyatakan cuaca buruk. "Saya tidak takut hujan," kata dia.'
    assert speakers(text, bodies=("BMKG",)) == [SITI]
    text = 'Siti Rahma bertugas di sana. BMKG menyatakan cuaca buruk. "Warga diminta waspada selalu," tulisnya.'
    assert speakers(text, bodies=("BMKG",)) == ["BMKG"]


def test_body_speaks_when_nobody_else_does() -> None:
    text = '"Gempa tidak berpotensi tsunami," tulis BMKG dalam keterangannya.'
    assert speakers(text, bodies=("BMKG",)) == ["BMKG"]


def test_person_of_a_body_speaks_not_the_body() -> None:
    text = '"Kami terus memantau," kata juru bicara KPK Budi Santoso di Jakarta.'
    assert speakers(text, bodies=("KPK",)) == [BUDI]


@pytest.mark.parametrize(
    ("text", "said", "actor"),
    [
        ("Budi Santoso mengatakan bahwa jalan itu ditutup.", "jalan itu ditutup", BUDI),
        ("Budi Santoso mengatakan, jalan itu ditutup.", "jalan itu ditutup", BUDI),
        ("Budi Santoso, Senin (4/8), menyebut jalan itu ditutup.", "jalan itu ditutup", BUDI),
        ("Budi Santoso menyatakan di Bogor, Senin, bahwa jalan itu ditutup.", "jalan itu ditutup", BUDI),
        ("Menurut Budi Santoso, jalan itu ditutup.", "jalan itu ditutup", BUDI),
        ("Budi Santoso hadir. Menurutnya, jalan itu ditutup.", "jalan itu ditutup", BUDI),
        ("Jalan itu, kata Budi Santoso, ditutup sementara.", "Jalan itu, kata Budi Santoso, ditutup sementara", BUDI),
        ("Budi Santoso meminta warga tetap di rumah.", "warga tetap di rumah", BUDI),
    ],
)
def test_reported_speech(text: str, said: str, actor: str) -> None:
    assert (said, actor) in [(quote, who) for quote, who, _ in found(text, direct=False)]


@pytest.mark.parametrize(
    "text",
    [
        "Budi Santoso tidak mengatakan bahwa jalan itu ditutup.",
        "Menurut data terakhir, jalan itu ditutup.",
        "Dengan kata lain, Budi Santoso pulang.",
        "Budi Santoso diharapkan melanjutkan masa perawatan di rumah.",
        "Hal itu disampaikan Budi Santoso di kantornya pada Senin.",
    ],
)
def test_no_reported_speech(text: str) -> None:
    assert found(text, direct=False) == []


def test_contrast_ends_what_is_said() -> None:
    text = (
        "Budi Santoso membantah telah menutup jalan itu, tetapi wakil kepala dinas mereka menyatakan bahwa "
        "jalan itu ditutup."
    )
    assert [(quote, who, name) for quote, who, name in found(text, direct=False)] == [
        ("telah menutup jalan itu", BUDI, BUDI),
        ("jalan itu ditutup", None, "wakil kepala dinas mereka"),
    ]


def test_marks_inside_reported_speech_stay() -> None:
    text = 'Budi Santoso menyebut "segelintir" warga menolak.'
    assert found(text, direct=False) == [('"segelintir" warga menolak', BUDI, BUDI)]


def test_headline_speech() -> None:
    doc = read("Isi berita.", title="Budi Santoso Sebut Jalan Itu Aman Dilewati")
    assert [(doc.source[q.start : q.end], q.speaker_id) for q in quotes.find(doc, LEXICON)] == [
        ("Jalan Itu Aman Dilewati", BUDI)
    ]


def test_cue_offsets_cover_verb_and_speaker() -> None:
    doc = read('"Jalan itu sudah bisa dilewati," kata Budi Santoso di lokasi.')
    (quote,) = quotes.find(doc, LEXICON)
    assert (quote.verb, doc.source[quote.cue_start : quote.cue_end]) == ("kata", "kata Budi Santoso")


PIECES = st.lists(
    st.sampled_from(
        ['"', "“", "”", "''", "'", ",", ".", "?", " ", "\n\n", " kata Budi Santoso", " ujarnya", " Air naik", "(", ")"]
        + [" mengatakan", " bahwa", " menurut Siti Rahma", "itu", " sungai meluap lagi", ": ", "„"]
    ),
    max_size=30,
)


@given(PIECES)
def test_any_order_of_marks_gives_sound_rows(pieces: list[str]) -> None:
    doc = read("".join(pieces))
    rows: list[Quote] = quotes.find(doc, LEXICON)
    assert rows == quotes.find(doc, LEXICON)
    assert len({(q.start, q.end) for q in rows}) == len(rows)
    assert rows == sorted(rows, key=lambda q: (q.start, q.end))
    direct = [q for q in rows if q.is_direct]
    for quote in rows:
        assert 0 <= quote.start < quote.end <= len(doc.source)
        assert doc.source[quote.start : quote.end].strip() == doc.source[quote.start : quote.end]
        assert (quote.cue_start is None) == (quote.cue_end is None)
        if quote.cue_start is not None and quote.cue_end is not None:
            assert 0 <= quote.cue_start < quote.cue_end <= len(doc.source)
    assert all(one.end <= two.start for one, two in pairwise(direct))
