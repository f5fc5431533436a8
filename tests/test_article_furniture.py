"""Furniture goes, the sentences around it stay whole, and what is data is kept."""

from __future__ import annotations

import pytest
from test_article import BODY, build, made

AFTER = "Sementara itu, warga menunggu kabar dari posko bencana."


@pytest.mark.parametrize(
    ("between", "related"),
    [
        ("\n\nBaca juga: Bupati Tinjau Lokasi Banjir\n\n", ["Bupati Tinjau Lokasi Banjir"]),
        ("Baca Juga:Bupati Tinjau Lokasi BanjirWarga Minta Tanggul Segera Diperbaiki", None),
        (" Baca juga:\xa0Bupati Tinjau Lokasi Banjir di Demak\xa0 ", ["Bupati Tinjau Lokasi Banjir di Demak"]),
        (" (Baca juga: Bupati Tinjau Lokasi Banjir) ", ["Bupati Tinjau Lokasi Banjir"]),
        (" Baca juga: Bupati tinjau lokasi banjir di Demak ", ["Bupati tinjau lokasi banjir di Demak"]),
        ("Baca Juga", []),
        ("\nBaca Juga\n", []),
        (" BACA JUGA: Kenapa Banjir Selalu Datang? ", ["Kenapa Banjir Selalu Datang?"]),
        ("\nSCROLL TO CONTINUE WITH CONTENT\n", []),
        ("\n\nADVERTISEMENT\n\n", []),
        ("\n\n[video.1]\n\n", []),
        ("\n\n[img.2]\\\n\n", []),
        ("\n\nSimak Video \"Banjir di Demak Meluas\" [Gambas:Video 20detik]\n\n", []),
        ("\n\nTonton juga video \"Banjir di Demak\" di sini:\n\n", []),
        ("\n\nSimak juga 'Banjir di Demak: Warga Mengungsi':\n\n[Gambas:Video 20detik]\n\n", []),
        ("\n\nSimak selengkapnya di halaman selanjutnya.\n\n", []),
        (" Halaman 1 dari 2 ", []),
        ("\n\nIkuti berita menarik lainnya di Google News.\n\n", []),
        ("\nDisclaimer: Artikel ini bukan ajakan untuk membeli saham. Risiko ditanggung sendiri.\n", []),
        ("\n\nPetugas memompa air (ANTARA FOTO/Ani Lestari)\n\n", []),
    ],
)  # fmt: skip
def test_furniture_between_sentences(between: str, related: list[str] | None) -> None:
    found = made(BODY + between + AFTER)
    assert found.text.replace("\n", " ").split() == f"{BODY} {AFTER}".split()
    if related is not None:
        assert found.related_titles == related


def test_glued_headlines_are_told_apart_and_from_the_sentence_after_them() -> None:
    glued = "Baca Juga:Bupati Tinjau Lokasi BanjirWarga Minta Tanggul Segera DiperbaikiDia menambahkan, air surut."
    found = made(BODY + glued)
    assert found.related_titles == ["Bupati Tinjau Lokasi Banjir", "Warga Minta Tanggul Segera Diperbaiki"]
    assert found.text.endswith("Dia menambahkan, air surut.")


def test_a_name_with_a_capital_inside_is_not_cut() -> None:
    found = made(BODY + " Baca juga: Warga Jual Ikan lewat TikTok dan YouTube\n" + AFTER)
    assert found.related_titles == ["Warga Jual Ikan lewat TikTok dan YouTube"]


@pytest.mark.parametrize(
    "tail",
    [
        "(*)", "(Z-9)", "(mcr10/jpnn)", "(tim redaksi)", "Halaman: 1 2 Selanjutnya", "Selanjutnya: Polisi Buru Penadah",
        "Reporter: Budi Santoso, Editor: Ani Lestari", "Kontributor : Budi Santoso", "ARTIKEL REKOMENDASI",
        "Gulir ke bawah untuk lanjut membaca", "Ikuti berita kami di Google News dan WhatsApp Channel.",
    ],
)  # fmt: skip
def test_what_outlets_put_below_the_article(tail: str) -> None:
    assert made(f"{BODY}\n\n{tail}").text == BODY


@pytest.mark.parametrize(
    "text",
    [
        "Selanjutnya, polisi memeriksa saksi.",
        "Ia baca juga buku itu sampai selesai.",
        "Kami sudah lihat video itu dan menyelidikinya.",
        "Guru meminta murid membaca juga halaman berikutnya.",
        "Putusan itu setebal dua halaman.",
        "Editor film itu bernama Ani, penulisnya Budi.",
        "Jangan lewatkan kesempatan itu, kata panitia.",
        "Iklan itu dipasang di tepi jalan.",
        "Sumber api belum diketahui, kata polisi.",
    ],
)
def test_words_of_the_language_are_no_furniture(text: str) -> None:
    built = build(f"{text} {AFTER}")
    assert built.article is not None and built.article.text == f"{text} {AFTER}" and not built.removed


@pytest.mark.parametrize(
    ("end", "kinds"),
    [
        (" (abc)", ["editor-code"]),
        ("(abc/def)", ["editor-code"]),
        (" (OL-6)", ["editor-code"]),
        (" (abc/def) banjir demak bantuan warga", ["editor-code", "tags"]),
        (" Pewarta: Ani Lestari Editor: Budi Santoso Copyright © ANTARA 2025 Dilarang keras menyalin.", ["byline"]),
        ("\n\nTags: banjir, demak", ["tags"]),
        ("\nCek Berita dan Artikel yang lain di Google                                News", ["link"]),
        ("\n\nArtikel ini telah tayang di TribunJateng.com dengan judul Banjir", ["copyright"]),
        ("\n\nAni Lestari berkontribusi dalam penulisan artikel ini.", ["byline"]),
        ("\n\n---\nBerikut ringkasan berita tersebut: Banjir surut.\n\n Semoga tidak terulang.", ["summary"]),
        ("   Banjir di Demak Meluas, Warga Mengungsi:", ["link"]),
        ("\n\nBupati Tinjau Lokasi Banjir di Demak\nWarga Minta Tanggul Segera Diperbaiki", ["related", "related"]),
    ],
)
def test_furniture_at_the_end(end: str, kinds: list[str]) -> None:
    built = build(f"{BODY}\n\n{AFTER}{end}")
    assert [span.kind for span in built.removed] == kinds
    assert built.article is not None and built.article.text == f"{BODY}\n\n{AFTER}"


def test_names_below_the_article_are_kept() -> None:
    found = made(BODY + " Pewarta: Ani Lestari Editor: Budi Santoso Copyright © ANTARA 2025")
    assert (found.authors, found.editors) == (["Ani Lestari"], ["Budi Santoso"])


def test_the_outlet_an_article_was_taken_from_is_credited() -> None:
    found = made(BODY + "\n\nArtikel ini telah tayang di TribunJateng.com dengan judul Banjir", publisher="kompas.com")
    assert found.credited_sources == ["TribunJateng.com"]


def test_a_paragraph_that_stands_twice_stays_once() -> None:
    built = build(f"{BODY}\n\n{AFTER}\n\n{BODY[:-1]}!")
    assert built.article is not None and built.article.text == f"{BODY}\n\n{AFTER}"
    assert [span.kind for span in built.removed] == ["repeated"]


def test_paragraphs_with_other_figures_are_others() -> None:
    text = "Kereta 5036 berhenti di Stasiun Cakung sampai perbaikan rel selesai dikerjakan.\n\n"
    text += text.replace("5036", "5042")
    assert made(text).text == text.strip()
