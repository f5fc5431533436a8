"""Actors of an article: offsets, overlay, validity in time, pronouns and descriptions, rows of the lexicon."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import actors, document, lexicon, sentences
from etl.document import ArticleText, Document
from etl.lexicon import Lexicon, LexiconError
from etl.schema import ALIAS_KINDS, BY_NAME

LEXICON = lexicon.load()
HEADER = "actor_id\tname\tname_en\tkind\tcountry\tparent_id\taliases\tvalid_from\tvalid_to\tsource\n"
PIECES = [
    "Menteri Keuangan Purbaya Yudhi Sadewa",
    "Kapolres Sragen AKBP Nurul Hidayati (41)",
    "Budi Santoso",
    "KPK",
    "Dinas Perhubungan (Dishub) Kota Batu",
    "menahan",
    "mengatakan,",
    "ia",
    "menteri itu",
    "di Jakarta.",
    "\n\n",
    '"Kami siap,"',
    "kata",
    "SF alias Berang",
    "M. Nasir bin Umar",
    "Komisi III",
    "(Persero)",
    "PT",
]


def read(text: str, title: str = "", day: date | None = date(2025, 6, 1), words: Lexicon = LEXICON) -> Document:
    doc = document.read(ArticleText("x", "x", title, text, "contoh.id", None, day, day, None, ()))
    doc.sentences = sentences.split(doc, words)
    doc.actors, doc.mentions = actors.find(doc, words)
    return doc


def meant(doc: Document, words: str) -> list[str]:
    """Who is meant by each mention of these words."""
    return [m.actor_id for m in doc.mentions if doc.source[m.start : m.end] == words]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14), st.lists(st.sampled_from(PIECES), max_size=4))
def test_mentions_lie_in_the_article_in_order_and_name_its_actors(body: list[str], title: list[str]) -> None:
    doc = read(" ".join(body), " ".join(title))
    for mention in doc.mentions:
        assert 0 <= mention.start < mention.end <= len(doc.source)
        assert doc.source[mention.start : mention.end].strip() == doc.source[mention.start : mention.end]
        assert mention.role_start is None or mention.role_start < mention.start
        assert 0 < mention.confidence <= 1
    assert [m.start for m in doc.mentions] == sorted(m.start for m in doc.mentions)
    assert set(doc.actors) == {m.actor_id for m in doc.mentions}


@settings(deadline=None)
@given(st.text(alphabet="ABab (),.\"'-\n1", max_size=60))
def test_any_text_is_read(text: str) -> None:
    doc = read(text)
    assert all(doc.source[m.start : m.end] for m in doc.mentions)


def test_same_article_gives_the_same_actors_in_the_same_order() -> None:
    text = "Budi Santoso dan Sari Dewi bertemu Menteri Keuangan Purbaya. Budi berterima kasih kepada Sari."
    first, second = read(text), read(text)
    assert (first.actors, first.mentions) == (second.actors, second.mentions)
    assert list(first.actors) == list(second.actors)


def test_pronoun_means_who_speaks_and_stays_open_in_direct_speech() -> None:
    doc = read('Rini Kartika menolak usul itu. "Dia tidak paham," kata Rini. Ia meminta waktu.')
    assert meant(doc, "Ia") == ["person:rini-kartika"]
    assert meant(doc, "Dia") == []


def test_office_without_a_name_means_its_holder_in_the_article() -> None:
    doc = read("Gubernur Bali Made Suarta membuka pameran. Gubernur menolak berkomentar. Para gubernur itu pulang.")
    assert meant(doc, "Gubernur") == ["person:made-suarta"]
    assert meant(doc, "gubernur itu") == []


def test_description_with_a_demonstrative_means_who_has_the_title() -> None:
    doc = read("Menteri Sosial Laras Puspita bertemu Bupati Kudus Hadi Wirawan. Bantuan naik, kata menteri itu.")
    assert meant(doc, "menteri itu") == ["person:laras-puspita"]


def test_country_description_means_the_last_country() -> None:
    doc = read("Serangan terjadi di Swiss. Neraca negara tersebut tertekan.")
    assert meant(doc, "negara tersebut") == ["country:CH"]


def test_epithet_of_a_country_acts() -> None:
    doc = read("Negeri Ginseng menolak usul itu.")
    assert meant(doc, "Negeri Ginseng") == ["country:KR"]


def test_resolve_tells_later_stages_who_is_meant() -> None:
    doc = read('Menteri Sosial Laras Puspita hadir. Budi Hartawan mengatakan setuju. "Baik," ujarnya.')
    offset = doc.source.index("ujarnya")
    assert actors.resolve(doc, LEXICON, offset) == "person:budi-hartawan"
    assert actors.resolve(doc, LEXICON, offset, "menteri") == "person:laras-puspita"
    assert actors.resolve(doc, LEXICON, 0) is None


def test_title_of_a_known_person_gives_the_body_it_is_of() -> None:
    doc = read("Presiden Prabowo Subianto tiba.")
    assert doc.actors["person:prabowo-subianto"].parent_id == "country:ID"
    earlier = read("Menteri Pertahanan Prabowo Subianto tiba.", day=date(2022, 3, 1))
    assert earlier.actors["person:prabowo-subianto"].parent_id == "government:kemhan"


def test_only_an_office_or_a_calling_is_stated_as_one() -> None:
    doc = read("Pak Budi Hartawan dan korban lain bernama Sari Dewi menemui pelatih Rini Kartika.")
    stated = {doc.source[m.start : m.end]: m.states_office for m in doc.mentions}
    assert stated == {"Budi Hartawan": False, "Sari Dewi": False, "Rini Kartika": True}


def test_persons_of_foreign_bodies_are_not_indonesian() -> None:
    doc = read("Menteri Luar Negeri Jerman Heiko Sander menemui pengusaha. Sander pulang ke Berlin.")
    assert doc.actors["person:heiko-sander"].country == "DE"


def test_acronym_is_learned_for_its_article_only() -> None:
    taught = read("Asosiasi Sopir Laut Kidul (ASLK) mogok. ASLK menolak tarif.")
    assert meant(taught, "ASLK") == ["organization:asosiasi-sopir-laut-kidul"] * 2
    assert meant(read("ASLK menolak tarif."), "ASLK") == []


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    rows = [
        "organization:laskar-uji\tLaskar Uji Coba\t\torganization\tID\t\tacronym=LUC\t\t\tuji",
        "party:pdip\tPDI Perjuangan\t\tparty\tID\t\tshort=Partai Uji\t\t\tuji",
        "person:uji-lama\tUji Lama Sekali\t\tperson\tID\t\tshort=Ujilama\t2019-01-01\t2019-12-31\tuji",
    ]
    (tmp_path / "actors_group.tsv").write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path


def test_names_and_aliases_of_the_user_take_effect(overlay: Path) -> None:
    own = lexicon.load(overlay)
    doc = read("LUC menggugat Partai Uji.", words=own)
    assert meant(doc, "LUC") == ["organization:laskar-uji"]
    assert meant(doc, "Partai Uji") == ["party:pdip"]
    assert meant(read("LUC menggugat."), "LUC") == []


def test_lexicon_tables_have_the_columns_of_the_schema_and_tell_the_users_aliases(overlay: Path) -> None:
    known, aliases = actors.lexicon_tables(lexicon.load(overlay))
    assert all(len(row) == len(BY_NAME["lexicon_actors"].columns) for row in known)
    assert all(len(row) == len(BY_NAME["lexicon_aliases"].columns) for row in aliases)
    assert {row[2] for row in aliases} <= set(ALIAS_KINDS)
    by_alias = {(row[0], row[1]): row[5] for row in aliases}
    assert by_alias["party:pdip", "Partai Uji"] == "user"
    assert by_alias["party:pdip", "PDIP"] == "lexicon"
    assert ("organization:laskar-uji", "Laskar Uji Coba", None, "organization", "ID", None) in known
    _, shipped = actors.lexicon_tables(LEXICON)
    assert {row[5] for row in shipped} == {"lexicon"}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("group:x\tX\t\tgroup\tID\t\tpanggilan=Y\t\t\tuji", "kind=alias"),
        ("group:x\tX\t\tgrup\tID\t\t\t\t\tuji", "kind 'grup'"),
        ("group:x\tX\t\tgroup\tID\t\t\t2020\t\tuji", "YYYY-MM-DD"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path: Path, row: str, reason: str) -> None:
    (tmp_path / "actors_group.tsv").write_text(HEADER + row + "\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=reason):
        read("X hadir.", words=lexicon.load(tmp_path))
