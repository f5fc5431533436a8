"""The day of an event where its own clause names none: who says it, of whom, and in which clause."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from test_events import LEXICON, PUBLISHED, read, who

from etl import events
from etl.document import ActorMention, Document, LocalActor, Quote, TimeExpression

TUESDAY = date(2024, 4, 30)
FILLER = "Kota itu tenang. Warga tidur. Pasar buka. Toko buka. "
SAID = "Hal itu disampaikan Siti Rahma Selasa lalu. "


def day(doc: Document, kind: str) -> tuple[date | None, str]:
    return next((e.start_date, e.date_basis) for e in doc.events if e.type == kind)


@pytest.mark.parametrize(
    ("clause", "kind", "basis"),
    [
        ("Warga menyambut bantuan yang disalurkan kepada korban banjir.", "AID", "unknown"),
        ("KPK menahan dua pejabat yang telah ditangkap Polda Jaya.", "COERCE", "unknown"),
        ("Laporan itu membuat marah Budi Santoso, yang kemudian memecat dua pejabat.", "SANCTION", "publication"),
        ("Kebijakan baru pemerintah yang memperbolehkan warga bepergian menuai pujian.", "X_POLICY", "publication"),
    ],
)
def test_a_clause_that_tells_which_ones_are_meant_is_background(clause: str, kind: str, basis: str) -> None:
    found = [e for e in read(clause).events if e.type == kind]
    assert found[-1].date_basis == basis


def test_what_a_speaker_tells_of_others_is_not_dated_by_his_speech() -> None:
    days = {"Selasa lalu": TUESDAY}
    others = read(SAID + FILLER + '"Joko Lelono menolak permintaan DPR," katanya.', days=days, quoted="Siti Rahma")
    assert day(others, "REJECT") == (None, "unknown")
    own = read(SAID + FILLER + '"Saya menolak permintaan DPR," katanya.', days=days, quoted="Siti Rahma")
    assert day(own, "REJECT") == (TUESDAY, "inherited")
    office = read(SAID + FILLER + '"Pemerintah menolak permintaan DPR," katanya.', days=days, quoted="Siti Rahma")
    assert day(office, "REJECT") == (TUESDAY, "inherited")


def test_what_holds_so_far_is_of_the_day() -> None:
    text = 'Senin lalu rapat digelar. "Hingga saat ini ada 20 warga yang mengajukan permohonan kepada KPK," katanya.'
    assert day(read(text, days={"Senin lalu": TUESDAY}), "REQUEST") == (PUBLISHED, "publication")
    aside = FILLER + "Hingga saat ini, dari tiga orang yang terlibat, baru satu pejabat yang ditangkap KPK."
    assert day(read(aside), "COERCE") == (PUBLISHED, "publication")


def test_what_is_signed_goes_with_what_was_told_not_with_what_was_said() -> None:
    text = SAID + "Rapat berlangsung Senin lalu. Budi Santoso menandatangani kesepakatan."
    doc = read(text, days={"Selasa lalu": TUESDAY, "Senin lalu": date(2024, 4, 29)})
    assert day(doc, "SUPPORT") == (date(2024, 4, 29), "inherited")


def test_nothing_told_has_happened_on_a_day_to_come() -> None:
    tomorrow = PUBLISHED + timedelta(days=1)
    doc = read(FILLER + "Rapat dimulai besok. KPK menangkap Budi Santoso.", days={"besok": tomorrow})
    assert day(doc, "COERCE") == (None, "unknown")


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("Siti Rahma juga meninjau kantor DPR.", (TUESDAY, "inherited")),
        ("Siti Rahma telah meninjau kantor DPR.", (None, "unknown")),
        ("Saat itu Siti Rahma meninjau kantor DPR.", (None, "unknown")),
        ("Budi Santoso juga meninjau kantor DPR.", (None, "unknown")),
    ],
)
def test_somebody_quoted_is_shown_at_work_on_the_day_he_speaks(clause: str, expected: tuple[date | None, str]) -> None:
    text = SAID + FILLER + '"Kota ini indah," kata Siti Rahma. ' + clause
    assert day(read(text, days={"Selasa lalu": TUESDAY}, quoted="Siti Rahma"), "CONSULT") == expected


def spoken_for(opening: str, introduction: str) -> list[list[str]]:
    """The sources of the events of an opening, after which Siti Rahma is introduced and quoted."""
    doc = read(f'{opening} "Itu perlu," kata {introduction} Siti Rahma.')
    unit = "Polres Suka"
    doc.actors[unit] = LocalActor(unit, unit, "government")
    at = doc.source.find(unit)
    if at >= 0:
        doc.mentions.append(ActorMention(at, at + len(unit), unit, "alias", 0.9))
        doc.mentions.sort(key=lambda m: m.start)
    start = doc.source.index("Itu perlu")
    doc.quotes.append(Quote(start, start + 9, True, "kata", "Siti Rahma", "Siti Rahma"))
    return [who(e, "source") for e in events.find(doc, LEXICON)[0]]


def test_a_body_and_who_speaks_for_it() -> None:
    assert spoken_for("KPK mendesak DPR bekerja.", "Ketua KPK") == [["KPK", "Siti Rahma"]]
    assert spoken_for("Polisi mengimbau warga tenang.", "Kepala Polres Suka") == [["Polres Suka", "Siti Rahma"]]
    assert spoken_for("KPK mendesak DPR bekerja.", "pengamat") == [["KPK"]]
    assert spoken_for("KPK menangkap Budi Santoso.", "Ketua KPK") == [["KPK"]]


def test_who_says_it_for_the_body_in_its_own_sentence_does_not_do_it() -> None:
    opening = "Budi Santoso mengatakan KPK mendesak DPR bekerja."
    assert spoken_for(opening, "Ketua KPK") == [["KPK"]]


def test_initials_name_a_description() -> None:
    doc = read("Pengemudi dengan inisial RS mengantuk. Polda Jaya menangkap pengemudi itu.")
    doc.actors["RS"] = LocalActor("RS", "RS", "person")
    role = doc.source.index("inisial")
    at = doc.source.index("RS")
    mention = ActorMention(at, at + 2, "RS", "alias", 0.9, role_text="inisial", role_start=role)
    doc.mentions = sorted([*doc.mentions, mention], key=lambda m: m.start)
    assert [who(e, "target") for e in events.find(doc, LEXICON)[0]] == [["RS"]]


def test_a_clause_about_a_noun_dates_it() -> None:
    doc = read("Rapat itu membahas serangan Ukraina ke Rusia yang gencar dalam dua tahun terakhir.")
    at = doc.source.index("dua tahun")
    start = date(2022, 5, 2)
    doc.times = [
        TimeExpression(at, len(doc.source) - 1, "DURATION", "P2Y", "test", start, PUBLISHED, "day", anchor="document")
    ]
    assert [(e.type, e.start_date) for e in events.find(doc, LEXICON)[0]] == [("ASSAULT", start)]


def test_what_is_pointed_back_to_is_of_the_day_the_news_is_of() -> None:
    doc = read("KPK menangkap Budi Santoso. " + FILLER + "Penangkapan Budi Santoso itu disoroti DPR.")
    found = [(e.start_date, e.date_basis) for e in doc.events if e.type == "COERCE"]
    assert found == [(PUBLISHED, "publication")] * 2


def test_a_purpose_is_no_statement() -> None:
    text = "Rapat digelar Selasa lalu untuk mengumumkan hasil. " + FILLER + "KPK mendesak DPR bekerja."
    assert day(read(text, days={"Selasa lalu": TUESDAY}), "REQUEST") == (PUBLISHED, "publication")


def test_an_aside_takes_the_running_day_only_from_near() -> None:
    days = {"Selasa lalu": TUESDAY}
    told, aside = "Rapat dimulai Selasa lalu. ", "Warga mengenal pejabat yang ditangkap KPK."
    assert day(read(told + aside, days=days), "COERCE") == (TUESDAY, "inherited")
    assert day(read(told + FILLER + aside, days=days), "COERCE") == (None, "unknown")
