"""Where sentences are cut and where not, on the phrasings Indonesian news uses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import document, lexicon, sentences
from etl.document import ArticleText, Document

LEXICON = lexicon.load()


def read(text: str, title: str = "") -> Document:
    doc = document.read(ArticleText("h", "a", title, text, "", None, None, None, None, ()))
    doc.sentences = sentences.split(doc, LEXICON)
    return doc


def cut(text: str) -> list[str]:
    doc = read(text)
    return [doc.source[s.start : s.end] for s in doc.sentences]


@pytest.mark.parametrize(
    "parts",
    [
        # plain, across lines and paragraphs
        ["Bupati meninjau lokasi banjir.", "Warga mengungsi ke balai desa!", "Sampai kapan?"],
        # the end of a quotation stays with its attribution
        ['"Kami sudah siap.', 'Semua alat dikerahkan," kata Rahman.', "Ia meminta warga tenang."],
        ['"Siapa yang bertanggung jawab?" tanya Rini.', '"Tidak ada!" seru warga.'],
        ["“Kami menolak.”", "Pernyataan itu disampaikan Senin."],
        # abbreviations, initials, degrees
        ["Kantor itu di Jl. Merdeka No. 5 milik PT. Sinar Abadi.", "Kata dr. H. M. Yusuf, S.H., M.Si. begitu."],
        ["Harga naik menjadi Rp. 15.000 per kg.", "Rapat mulai pukul 08.30 WIB."],
        ["Mereka membawa beras, gula, dll.", "Bantuan itu dibagikan."],
        ["Sayur itu kaya vitamin C.", "Selain itu, harganya murah."],
        ["George W. Bush bertemu K.H. Mas Mansyur di kantor Tn. Ali."],
        # numbers that are items or parts
        ["5. Gunakan air bersih"],
        ["Suhu 36,5 derajat.", "20 orang sakit."],
    ],
)
def test_sentences_joined_by_a_space_are_found_again(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["Banjir merendam rumah warga.", "Anggota TNI datang membantu."],
        ["Hal itu dikatakan Joko di kantornya.", '"Saya sudah lapor," katanya.'],
        ["Ia marah.", "“Jangan begitu,” ujar Siti."],
        ['Menurutnya, "semua harus patuh."', "Kepala desa mengangguk."],
        ["Kasus itu terjadi pada masa Covid-19.", "Menurut data, ada 20 orang."],
        ["Ia naik 12%.", "Pemerintah menunggu."],
        ["Api padam di Zona 6.", '"Penyebabnya belum jelas," ujar Hendro.'],
    ],
)
def test_glued_sentences_are_cut(parts: list[str]) -> None:
    assert cut("".join(parts)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Situs KONTAN.CO.ID dan Bisnis.Com memuatnya",
        "Perkara Nomor 208/Pdt.G/2020/PN.Jkt.Pst diputus",
        "Ia dirawat dr.Ahmad di rumah",
        'Ia menjawab, "Tidak ada..." lalu pergi',
        'Tanyanya, "Kapan kita pulang?" sambil tertawa.',
        "Baris ini dipotong\noleh lebar layar saja",
    ],
)
def test_what_is_no_end(text: str) -> None:
    assert cut(text) == [text]


def test_a_straight_quotation_mark_glued_on_both_sides_opens_or_closes_by_the_one_before() -> None:
    assert cut('Ia bangga."Kami menang."Semua bersorak.') == ["Ia bangga.", '"Kami menang."', "Semua bersorak."]


def test_the_title_is_one_sentence_of_its_own_field() -> None:
    doc = read("Isi berita. Selesai.", title="Heboh! Apa yang terjadi? Ini kata polisi")
    assert [(s.field, s.no, s.paragraph) for s in doc.sentences] == [("title", 0, 0), ("text", 0, 1), ("text", 1, 1)]
    assert doc.source[doc.sentences[0].start : doc.sentences[0].end] == "Heboh! Apa yang terjadi? Ini kata polisi"


def test_line_breaks_number_the_paragraphs() -> None:
    doc = read("Satu. Dua.\nTiga\n\n\nEmpat.")
    assert [(doc.source[s.start : s.end], s.paragraph) for s in doc.sentences] == [
        ("Satu.", 0),
        ("Dua.", 0),
        ("Tiga", 1),
        ("Empat.", 2),
    ]


@given(st.text(alphabet="aB1 .!?\n\"“”'(),-–KHS", max_size=80), st.text(alphabet="aB .\n", max_size=10))
def test_sentences_cover_every_token_once_and_in_order(text: str, title: str) -> None:
    doc = read(text, title.strip())
    assert "".join(doc.source.split()) == "".join("".join(doc.source[s.start : s.end].split()) for s in doc.sentences)
    previous = 0
    for sentence in doc.sentences:
        span = doc.source[sentence.start : sentence.end]
        assert sentence.start >= previous and span == span.strip() and span
        assert doc.locate(sentence.start)[0] == sentence.field
        inside = [n for n, start in enumerate(doc.starts) if sentence.start <= start < sentence.end]
        assert inside == list(range(sentence.first_token, sentence.last_token))
        previous = sentence.end
