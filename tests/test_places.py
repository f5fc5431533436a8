"""Places: where an article names them, which they are, and what the gazetteer holds."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import document, lexicon, places, sentences
from etl.document import ActorMention, ArticleText, Document, PlaceMention
from etl.schema import BY_NAME, PLACE_KINDS

LEXICON = lexicon.load()


def read(text: str, title: str = "", mentions: tuple[ActorMention, ...] = ()) -> Document:
    doc = document.read(ArticleText("h", "a", title, text, "contoh.id", None, None, None, None, ()))
    doc.sentences = sentences.split(doc, LEXICON)
    doc.mentions = list(mentions)
    doc.places = places.find(doc, LEXICON)
    return doc


def named(text: str, title: str = "") -> list[tuple[str, str | None]]:
    doc = read(text, title)
    return [(doc.source[p.start : p.end], p.place_id) for p in doc.places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Banjir merendam rumah warga di Bone.", [("Bone", "regency:bone")]),
        ("Mereka tiba di Batu pada sore hari.", [("Batu", "city:batu")]),
        ("Gempa terasa sampai Kabupaten Malang.", [("Kabupaten Malang", "regency:malang")]),
        ("Acara itu digelar di Kota Solo.", [("Kota Solo", "city:surakarta")]),
        ("Hujan turun di Jatim sejak pagi.", [("Jatim", "province:jawa-timur")]),
        ("Ia berangkat ke Moskow kemarin.", [("Moskow", "world-city:moskow")]),
        ("Delegasi itu terbang dari Kairo.", [("Kairo", "world-city:kairo")]),
        ("Serangan terjadi di Jalur Gaza.", [("Jalur Gaza", "region:gaza")]),
        ("Massa berkumpul di Monas.", [("Monas", "site:monas")]),
        ("Pabrik itu dibangun di Korea Selatan.", [("Korea Selatan", "country:KR")]),
        ("Kapal tenggelam di perairan Selat Sunda.", [("Selat Sunda", "region:selat-sunda")]),
        ("Kualitas udara Surabaya memburuk.", [("Surabaya", "city:surabaya")]),
        ("Ia pindah ke St. Petersburg pada 2010.", [("St. Petersburg", "world-city:saint-petersburg")]),
        ("Mereka berunjuk rasa di Gedung DPRD Jawa Timur.", [("Gedung DPRD Jawa Timur", None)]),
        ("Pos itu dibangun di Jakarta\nPusat kota pun lengang.", [("Jakarta", "province:dki-jakarta")]),
    ],
)
def test_a_place_is_found_with_its_key(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Bupati Bone menolak usulan itu.",
        "Menurut Polres Sragen, tersangka sudah ditahan.",
        "Skor akhir 2-0 untuk Persib Bandung.",
        "Batu itu jatuh dari tebing.",
        "China menolak tuduhan tersebut.",
        "Pemkot Surabaya menambah bus sekolah.",
        "Aturan itu dibahas DPRD Kota Cimahi.",
        "Ia pernah memimpin Jakarta Citrawarta.",
        "Kekuatan Rusia dan China berimbang.",
        "Sekretaris Daerah Provinsi Jawa Timur belum menjawab.",
        "Ikatan Pedagang Beras (IPB) Surabaya menolak.",
    ],
)
def test_bodies_people_and_ordinary_words_are_no_places(text: str) -> None:
    assert named(text) == []


def test_a_place_after_a_place_is_read_as_the_one_that_holds_it() -> None:
    text = "Kebakaran terjadi di Tebet, Jakarta Selatan, lalu di Pati, Jawa Tengah."
    assert named(text) == [
        ("Tebet", "district:tebet"),
        ("Jakarta Selatan", "city:jakarta-selatan"),
        ("Pati", "regency:pati"),
        ("Jawa Tengah", "province:jawa-tengah"),
    ]


def test_the_places_of_a_list_are_all_found() -> None:
    assert [place for _, place in named("Warga mengungsi ke Barru, Bone dan Wajo.")] == [
        "regency:barru",
        "regency:bone",
        "regency:wajo",
    ]


def test_a_noun_with_an_unlisted_name_is_a_place_without_a_key() -> None:
    doc = read("Longsor menutup Desa Sukamulyo Kidul dan Jalan Melati Raya pada malam hari.")
    assert [(doc.source[p.start : p.end], p.place_id, p.kind) for p in doc.places] == [
        ("Desa Sukamulyo Kidul", None, "district"),
        ("Jalan Melati Raya", None, "site"),
    ]
    assert all("not in the gazetteer" in p.basis for p in doc.places)


def test_a_site_named_after_a_place_is_not_that_place() -> None:
    assert named("Kereta berhenti di Stasiun Madiun.") == [("Stasiun Madiun", None)]


def test_a_name_of_a_city_and_a_regency_follows_the_one_named_in_full() -> None:
    city = read("Wabah menyebar di Malang.")
    regency = read("Wabah menyebar di Kabupaten Malang. Di Malang ada dua puskesmas.")
    assert [p.place_id for p in city.places] == ["city:malang"]
    assert city.places[0].basis == "preposition; heaviest"
    assert [p.place_id for p in regency.places] == ["regency:malang", "regency:malang"]
    assert regency.places[1].basis == "preposition; named in full elsewhere"


def test_a_name_of_two_regions_follows_the_region_named() -> None:
    assert ("Genteng", "district:genteng") in named("Pasar di Genteng, Banyuwangi, terbakar.")
    assert ("Genteng", "district:genteng-surabaya") in named("Hotel di Genteng, Surabaya, penuh.")


def test_a_district_the_named_regions_do_not_hold_is_left_open() -> None:
    doc = read("Banjir melanda Kabupaten Garut. Posko dibuka di Cengkareng.")
    left = doc.places[-1]
    assert (left.place_id, left.basis) == (None, "preposition; not held by the regions named")


def test_an_ambiguous_name_without_evidence_is_left_open_with_its_reason() -> None:
    doc = read("Rumah di Genteng itu disegel.")
    assert [p.place_id for p in doc.places] == [None]
    assert "ambiguous" in doc.places[0].basis


def test_nothing_is_read_inside_an_actor_that_acts_or_its_title() -> None:
    text = "Gubernur Jawa Timur Rina Wati datang ke Surabaya."
    acting = ActorMention(20, 29, "person:rina-wati", "title", 0.9, role_text="Gubernur Jawa Timur", role_start=0)
    doc = read(text, mentions=(acting,))
    assert [p.place_id for p in doc.places] == ["city:surabaya"]


def test_the_name_of_an_actor_goes_on_in_the_place_after_it() -> None:
    acting = ActorMention(0, 13, "organization:panitia-kerja", "alias", 0.9)
    assert read("Panitia Kerja Kabupaten Garut bersidang.", mentions=(acting,)).places == []
    assert len(read("Panitia Kerja, Kabupaten Garut, bersidang.", mentions=(acting,)).places) == 1


def test_an_acting_country_is_no_place_but_a_country_as_a_place_is() -> None:
    text = "Ia pulang dari Jepang."
    start = text.index("Jepang")
    acts = ActorMention(start, start + 6, "country:JP", "alias", 0.9)
    place = ActorMention(start, start + 6, "country:JP", "alias", 0.9, acts=False)
    assert read(text, mentions=(acts,)).places == []
    assert [p.place_id for p in read(text, mentions=(place,)).places] == ["country:JP"]


def test_headlines_in_capitals_name_places_too() -> None:
    assert ("SURABAYA", "city:surabaya") in named("Warga mengungsi.", title="BANJIR DI SURABAYA")


@given(st.lists(st.sampled_from(["di", "Bone", ",", "Kota", "Malang", "dan", "Jalan", "Melati", "\n", "ke", "AS"])))
def test_mentions_lie_in_the_text_in_order_and_apart(words: list[str]) -> None:
    doc = read(" ".join(words))
    ends = [0, *(p.end for p in doc.places)]
    assert all(before <= p.start < p.end for before, p in zip(ends, doc.places, strict=False))
    for p in doc.places:
        assert doc.source[p.start : p.end].strip() == doc.source[p.start : p.end]


def test_every_mention_can_be_joined_with_the_gazetteer() -> None:
    keys = {row[0] for row in places.gazetteer(LEXICON)}
    found: list[PlaceMention] = read("Di Gaza, di Bali, di Tebet, Jakarta Selatan, dan ke Tokyo, Jepang.").places
    assert len(found) == 6
    assert {p.place_id for p in found} <= keys


def test_gazetteer_rows_fit_the_table_and_cover_indonesia() -> None:
    rows = places.gazetteer(LEXICON)
    columns = [column.name for column in BY_NAME["places"].columns]
    assert all(len(row) == len(columns) for row in rows)
    by_name = [dict(zip(columns, row, strict=True)) for row in rows]
    assert len({row["place_id"] for row in by_name}) == len(rows)
    assert {row["kind"] for row in by_name} == set(PLACE_KINDS)
    kinds = Counter(row["kind"] for row in by_name)
    assert (kinds["province"], kinds["regency"], kinds["city"]) == (38, 416, 98)
    for row in by_name:
        assert isinstance(row["lat"], float) and -90 <= row["lat"] <= 90, row
        assert isinstance(row["lon"], float) and -180 <= row["lon"] <= 180, row
        if row["country"] == "ID" and row["kind"] != "country":
            assert -12 <= row["lat"] <= 7 and 94 <= row["lon"] <= 142, row
    codes = [row["admin_code"] for row in by_name if row["admin_code"] and row["kind"] != "country"]
    assert len(codes) == len(set(codes))
