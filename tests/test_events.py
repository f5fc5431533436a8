"""Event mentions by construction. People and days are given by hand, so that no other stage decides a test."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import document, events, lexicon, sentences
from etl.document import ActorMention, ArticleText, Document, EventMention, LocalActor, Quote, TimeExpression

LEXICON = lexicon.load()
PUBLISHED = date(2024, 5, 2)
ACTORS = {
    "Korut": "country", "Rusia": "country", "Amerika": "country", "Korsel": "country", "Ukraina": "country",
    "KPK": "government", "DPR": "government", "Polda Jaya": "government", "PBB": "organization",
    "Budi Santoso": "person", "Siti Rahma": "person", "Joko Lelono": "person",
}  # fmt: skip


def read(text: str, title: str = "", days: dict[str, date] | None = None, quoted: str | None = None) -> Document:
    """A document with the actors above, the days given by their words, and one speaker for what is in quotes."""
    doc = document.read(ArticleText("h", "a", title, text, "", None, PUBLISHED, PUBLISHED, None, ()))
    doc.sentences = sentences.split(doc, LEXICON)
    for name, kind in ACTORS.items():
        doc.actors[name] = LocalActor(name, name, kind)
        for match in re.finditer(rf"\b{name}\b", doc.source):
            doc.mentions.append(ActorMention(*match.span(), name, "alias", 0.9))
    doc.mentions.sort(key=lambda m: m.start)
    for text_, day in (days or {}).items():
        for match in re.finditer(re.escape(text_), doc.source):
            doc.times.append(
                TimeExpression(*match.span(), "DATE", str(day), "test", day, day, granularity="day", anchor="self")
            )
    for match in re.finditer(r"[\"“](.+?)[\"”]", doc.source) if quoted else ():
        doc.quotes.append(Quote(match.start(1), match.end(1), True, "kata", quoted, quoted))
    doc.events, doc.unused = events.find(doc, LEXICON)
    return doc


def told(text: str, title: str = "", quoted: str | None = None) -> list[tuple[str, list[str], list[str], str]]:
    """(type, sources, targets, modality) of the events of a text."""
    return [(e.type, who(e, "source"), who(e, "target"), e.modality) for e in read(text, title, quoted=quoted).events]


def who(event: EventMention, role: str) -> list[str]:
    return [a.name for a in event.actors if a.role == role]


def reasons(text: str) -> dict[str, str]:
    doc = read(text)
    return {doc.source[u.start : u.end]: u.reason for u in doc.unused}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Korut mengecam Amerika.", ("ACCUSE", ["Korut"], ["Amerika"], "asserted")),
        ("Amerika dan Korsel mendesak Korut mundur.", ("REQUEST", ["Amerika", "Korsel"], ["Korut"], "asserted")),
        ("Budi Santoso ditangkap KPK di rumahnya.", ("COERCE", ["KPK"], ["Budi Santoso"], "asserted")),
        ("Budi Santoso ditahan oleh Polda Jaya.", ("COERCE", ["Polda Jaya"], ["Budi Santoso"], "asserted")),
        ("Siti Rahma, warga Suka, ditembak Budi Santoso.", ("ASSAULT", ["Budi Santoso"], ["Siti Rahma"], "asserted")),
        ("Korut yang menyerang Ukraina belum menjawab.", ("ASSAULT", ["Korut"], ["Ukraina"], "asserted")),
        ("Serangan Rusia ke Ukraina berlangsung sepekan.", ("ASSAULT", ["Rusia"], ["Ukraina"], "asserted")),
        ("KPK melakukan penangkapan terhadap Budi Santoso.", ("COERCE", ["KPK"], ["Budi Santoso"], "asserted")),
        ("Budi Santoso mendapat kritik dari Siti Rahma.", ("ACCUSE", ["Siti Rahma"], ["Budi Santoso"], "asserted")),
        ("Budi Santoso ditahan di Polda Jaya.", ("COERCE", ["Polda Jaya"], ["Budi Santoso"], "asserted")),
        ("Siti Rahma mengkritik kebijakan Budi Santoso.", ("ACCUSE", ["Siti Rahma"], ["Budi Santoso"], "asserted")),
        ("Budi Santoso bertemu dengan Siti Rahma.", ("CONSULT", ["Budi Santoso"], ["Siti Rahma"], "asserted")),
        ("KPK menetapkan Budi Santoso dan Siti Rahma sebagai tersangka.",
         ("ACCUSE", ["KPK"], ["Budi Santoso", "Siti Rahma"], "asserted")),
        ("Polisi menangkap dua pelaku.", ("COERCE", ["Polisi"], ["dua pelaku"], "asserted")),
        ('KPK menyatakan Korut akan menjadi "sasaran yang sah".', ("THREATEN", ["KPK"], ["Korut"], "asserted")),
        ("Korut menghadapi sanksi PBB, dengan Rusia dijatuhi sanksi.", ("SANCTION", ["PBB"], ["Rusia"], "asserted")),
        ("Siti Rahma yang juga ketua paguyuban Rusia, juga mengecam Korut.",
         ("ACCUSE", ["Siti Rahma"], ["Korut"], "asserted")),
        ("Korut gempar usai KPK menangkap Budi Santoso.", ("COERCE", ["KPK"], ["Budi Santoso"], "asserted")),
        ("Penangkapan KPK terhadap Budi Santoso terjadi kemarin.", ("COERCE", ["KPK"], ["Budi Santoso"], "asserted")),
        ("Warga yang mengejar Budi Santoso langsung menganiaya Siti Rahma.",
         ("ASSAULT", ["Warga"], ["Siti Rahma"], "asserted")),
        (
            "Dua pelaku, yakni Budi Santoso dan Joko Lelono, ditangkap polisi.",
            ("COERCE", ["polisi"], ["Budi Santoso", "Joko Lelono"], "asserted"),
        ),
        (
            "Budi Santoso (28), warga Desa Suka, Kecamatan Maju, ditangkap polisi.",
            ("COERCE", ["polisi"], ["Budi Santoso"], "asserted"),
        ),
        ("Budi Santoso ditahan di sel tahanan Polda Jaya.", ("COERCE", ["Polda Jaya"], ["Budi Santoso"], "asserted")),
        ("KPK tidak hanya menangkap Budi Santoso.", ("COERCE", ["KPK"], ["Budi Santoso"], "asserted")),
        ("Usai bertemu Siti Rahma, Budi Santoso tersenyum.", ("CONSULT", ["Budi Santoso"], ["Siti Rahma"], "asserted")),
    ],
)  # fmt: skip
def test_who_does_what_to_whom(text: str, expected: tuple[str, list[str], list[str], str]) -> None:
    assert told(text) == [expected]


def test_headlines_drop_the_prefix() -> None:
    assert told("Keduanya diam.", title="Korut Kecam Amerika") == [("ACCUSE", ["Korut"], ["Amerika"], "asserted")]
    assert told("Korut kecam Amerika tidak ditulis begini.") == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Polisi menduga Budi Santoso mencuri motor Siti Rahma.", "alleged"),
        ("Budi Santoso diduga menyerang Siti Rahma.", "alleged"),
        ("Jika Korut menyerang Ukraina, Amerika diam saja.", "hypothetical"),
        ("KPK akan menahan Budi Santoso.", "planned"),
        ("Kini Budi Santoso ditahan Polda Jaya.", "ongoing-state"),
        ("Polda Jaya menahan Budi Santoso.", "asserted"),
    ],
)
def test_how_it_is_put(text: str, modality: str) -> None:
    assert [m for _, _, _, m in told(text)] == [modality]


@pytest.mark.parametrize(
    ("text", "trigger", "reason"),
    [
        ("KPK tidak menangkap Budi Santoso.", "menangkap", "negated"),
        ("Polisi datang untuk menangkap Budi Santoso.", "menangkap", "purpose"),
        ("KPK harus menangkap Budi Santoso.", "menangkap", "duty"),
        ("KPK bisa menangkap Budi Santoso.", "menangkap", "possible"),
        ("Siti Rahma meminta KPK menangkap Budi Santoso.", "menangkap", "embedded"),
        ("Apakah KPK menangkap Budi Santoso?", "menangkap", "question"),
        ("Penangkapan itu sulit.", "Penangkapan", "no-target"),
        ("Menurut ayat (1) sebagaimana dimaksud, polisi menangkap pelaku.", "menangkap", "statute"),
    ],
)
def test_why_a_trigger_is_no_event(text: str, trigger: str, reason: str) -> None:
    assert reasons(text)[trigger] == reason


def test_cooperation_to_come_is_a_promise() -> None:
    assert told("Amerika akan bekerja sama dengan Korsel.") == [("AGREE", ["Amerika"], ["Korsel"], "planned")]


def test_a_denial_keeps_what_it_denies() -> None:
    assert told("Korut menyangkal telah mengirim pasukan ke Rusia.") == [
        ("REJECT", ["Korut"], [], "asserted"),
        ("AID", ["Korut"], ["Rusia"], "denied"),
    ]


def test_a_quoted_request_is_its_speakers() -> None:
    text = '"Saya meminta KPK bekerja cepat," kata Budi Santoso.'
    assert told(text, quoted="Budi Santoso") == [("REQUEST", ["Budi Santoso"], ["KPK"], "asserted")]
    assert [e.speaker_id for e in read(text, quoted="Budi Santoso").events] == ["Budi Santoso"]


def test_pihaknya_is_the_speakers_body() -> None:
    doc = read("Siti Rahma mengatakan pihaknya mendesak DPR.")
    assert who(doc.events[0], "source") == ["Siti Rahma"]
    doc = document.read(
        ArticleText("h", "a", "", "Siti Rahma mengatakan pihaknya mendesak DPR.", "", None, None, None, None, ())
    )
    doc.sentences = sentences.split(doc, LEXICON)
    doc.actors = {n: LocalActor(n, n, k) for n, k in ACTORS.items()}
    doc.mentions = [
        ActorMention(0, 10, "Siti Rahma", "alias", 0.9, affiliation_id="PBB"),
        ActorMention(40, 43, "DPR", "alias", 0.9),
    ]
    found, _ = events.find(doc, LEXICON)
    assert who(found[0], "source") == ["PBB"]


def test_participants_carry_over_within_a_case() -> None:
    doc = read("Polisi menangkap Budi Santoso. Setelah itu dilakukan penyelidikan.")
    assert [(e.type, who(e, "target")) for e in doc.events] == [
        ("COERCE", ["Budi Santoso"]),
        ("ACCUSE", ["Budi Santoso"]),
    ]
    assert doc.events[1].rule_id.endswith("+carried")


def test_a_second_headline_verb_is_a_purpose() -> None:
    found = told("Rapat digelar.", title="KPK Panggil Siti Rahma Periksa Budi Santoso")
    assert [kind for kind, *_ in found] == ["ACCUSE"]


def test_matches_are_no_wars() -> None:
    text = "Pelatih klub itu menyerang lawan di babak kedua laga liga; striker dan kiper mencetak gol."
    assert told(text) == []
    assert "sport" in reasons(text).values()


TUESDAY = date(2024, 4, 30)


def dated(text: str, title: str = "", **days: date) -> list[tuple[str, date | None, str]]:
    doc = read(text, title, {words.replace("_", " "): day for words, day in days.items()})
    return [(e.type, e.start_date, e.date_basis) for e in doc.events]


def test_date_of_the_clause() -> None:
    assert dated("KPK menangkap Budi Santoso pada Selasa lalu.", Selasa_lalu=TUESDAY) == [
        ("COERCE", TUESDAY, "explicit")
    ]


def test_the_relative_clause_of_the_trigger_dates_it() -> None:
    text = "Ledakan yang terjadi di sekolah itu Selasa lalu membuat warga panik."
    assert dated(text, Selasa_lalu=TUESDAY) == [("X_ACCIDENT", TUESDAY, "explicit")]


def test_news_of_the_day_is_dated_by_publication() -> None:
    assert dated("KPK menangkap Budi Santoso.") == [("COERCE", PUBLISHED, "publication")]


def test_a_headline_verb_ends_the_subject() -> None:
    assert told("Hari cerah.", title="Warga Desak DPR Bubar") == [("REQUEST", ["Warga"], ["DPR"], "asserted")]
    assert told("Hari cerah.", title="Mantan Menteri Kecam Korut")[0][:2] == ("ACCUSE", ["Mantan Menteri"])


def test_suspects_stand_for_the_people_named() -> None:
    text = "KPK menangkap Budi Santoso dan Siti Rahma. KPK menahan kedua pelaku. KPK mendakwa tiga pelaku."
    named = ["Budi Santoso", "Siti Rahma"]
    assert [event[2] for event in told(text)] == [named, named, ["tiga pelaku"]]
    assert told("Budi Santoso ditangkap KPK. Pelaku pencurian menganiaya Siti Rahma.")[1][1] == ["Budi Santoso"]
    assert told("Pengemudi dengan inisial Budi Santoso tidur. KPK menahan pengemudi sedan itu.")[0][2] == [
        "Budi Santoso"
    ]
    witness = "KPK memeriksa Budi Santoso sebagai saksi. KPK menahan pelaku."
    assert told(witness)[1][2] == ["pelaku"]


def test_a_claim_that_is_checked_is_no_event() -> None:
    text = "Beredar video KPK menangkap Budi Santoso. KPK membantah kabar itu."
    assert [kind for kind, *_ in told(text, title="[HOAKS] KPK Tangkap Budi Santoso")] == ["REJECT"]
    assert [kind for kind, *_ in told(text, title="KPK Tangkap Budi Santoso")][:2] == ["COERCE", "COERCE"]


def test_what_ought_to_be_is_no_event() -> None:
    assert reasons("Seharusnya, Siti Rahma bertemu Budi Santoso.") == {"bertemu": "duty"}
    assert reasons("Budi Santoso berpura-pura akan meminta maaf.") == {"meminta maaf": "negated"}


def test_beliau_in_a_quotation_is_not_who_speaks() -> None:
    text = 'Siti Rahma pergi. "Saya kira beliau menyesal," kata Budi Santoso.'
    doc = read(text, quoted="Budi Santoso")
    start = text.index("beliau")
    doc.mentions.append(ActorMention(start, start + 6, "Budi Santoso", "pronoun", 0.5))
    doc.mentions.sort(key=lambda m: m.start)
    found, _ = events.find(doc, LEXICON)
    assert [who(e, "source") for e in found] == [["Siti Rahma"]]


def test_the_year_of_a_thing_dates_nothing() -> None:
    text = "KPK menyita dana untuk tahun depan."
    doc = read(text)
    start, end = text.index("tahun"), text.index(".")
    year = date(2025, 1, 1)
    doc.times = [
        TimeExpression(start, end, "DATE", "2025", "test", year, date(2025, 12, 31), "year", anchor="document")
    ]
    found, _ = events.find(doc, LEXICON)
    assert [(e.type, e.date_basis) for e in found] == [("COERCE", "publication")]


def test_what_is_pointed_back_to_keeps_its_day() -> None:
    text = "KPK menangkap Budi Santoso Selasa lalu. Penangkapan Budi Santoso itu disoroti DPR."
    found = [(kind, day, basis) for kind, day, basis in dated(text, Selasa_lalu=TUESDAY) if kind == "COERCE"]
    assert found == [("COERCE", TUESDAY, "explicit"), ("COERCE", TUESDAY, "inherited")]


def test_parliament_passes_the_bill() -> None:
    told_ = told("RUU itu segera disahkan. DPR bersidang.")
    assert [(kind, sources) for kind, sources, *_ in told_] == [("X_POLICY", ["DPR"])]


def test_disasters_are_not_planned() -> None:
    assert reasons("Banjir akan melanda Kota Raya.")["melanda"] == "possible"


def test_the_verb_behind_a_noun_says_whether_it_is_to_come() -> None:
    [demo] = read("Lalu lintas padat menjelang demo buruh yang akan digelar KSPI besok.").events
    assert (demo.type, demo.modality) == ("PROTEST", "planned")
    assert reasons("Gempa kuat dapat terjadi kapan saja di wilayah itu.") == {"Gempa": "possible"}
    [landslide] = read("Jalan yang tertimbun longsor kini sudah bisa dilalui.").events
    assert landslide.modality == "asserted"
    [appointed] = read("Pengangkatan Budi Santoso sebagai menteri akan berdampak luas.").events
    assert appointed.modality == "asserted"


def test_who_is_asked_does_not_ask() -> None:
    doc = read("Budi Santoso tiba saat diminta pergi.")
    assert [(who(e, "source"), who(e, "target")) for e in doc.events] == [([], ["Budi Santoso"])]


def test_running_date() -> None:
    text = "Rapat dimulai Selasa lalu. KPK lalu menangkap Budi Santoso."
    assert dated(text, Selasa_lalu=TUESDAY) == [("COERCE", TUESDAY, "inherited")]


def test_the_day_of_another_outlets_report_is_not_the_events() -> None:
    text = (
        "Hari cerah. Pasar ramai. Warga tidur. Toko buka. Dilansri dari AFP, Selasa lalu, Budi Santoso ditangkap KPK."
    )
    assert dated(text, Selasa_lalu=TUESDAY) == [("COERCE", None, "unknown")]


def test_a_clause_about_a_place_keeps_its_own_date() -> None:
    text = "Korut mengerahkan pasukan di Kursk, tempat Ukraina menyerang Rusia sejak Agustus."
    doc = read(text)
    start = text.index("Agustus")
    since = date(2023, 8, 1)
    doc.times.append(
        TimeExpression(
            start, start + 7, "DATE", "2023-08", "test", since, granularity="month", anchor="self", direction="since"
        )
    )
    found, _ = events.find(doc, LEXICON)
    assert [(e.type, e.start_date) for e in found] == [("MOBILIZE", PUBLISHED), ("ASSAULT", since)]


def test_statements_are_dated_by_their_speech() -> None:
    text = "Siti Rahma mengatakan hal itu Selasa lalu. Ia bingung. Siti Rahma meminta DPR bekerja."
    assert dated(text, Selasa_lalu=TUESDAY) == [("REQUEST", TUESDAY, "inherited")]


def test_background_has_no_date() -> None:
    assert dated("Sebelumnya KPK menangkap Budi Santoso.") == [("COERCE", None, "unknown")]
    assert dated("Kota itu tenang. Warga tidur. Pasar buka. Toko buka. Polda Jaya menahan Budi Santoso.") == [
        ("COERCE", None, "unknown")
    ]


def test_what_lasts_throughout_has_no_day() -> None:
    assert dated("KPK menjalin hubungan dengan DPR selama wabah.") == [("COOPERATE", None, "unknown")]
    assert dated("KPK menahan Budi Santoso selama dua hari.") == [("COERCE", PUBLISHED, "publication")]


def test_a_plan_is_dated_only_by_its_own_date() -> None:
    assert dated("KPK akan memeriksa Budi Santoso.") == [("ACCUSE", None, "unknown")]
    tomorrow = PUBLISHED + timedelta(days=1)
    assert dated("KPK akan memeriksa Budi Santoso besok pagi.", besok=tomorrow) == [("ACCUSE", tomorrow, "explicit")]


def test_since_opens_an_interval() -> None:
    doc = read("Rusia menyerang Ukraina sejak Agustus.")
    start = doc.source.index("Agustus")
    since = TimeExpression(
        start, start + 7, "DATE", "2023-08", "test", date(2023, 8, 1), None, "month", direction="since"
    )
    doc.times = [since]
    found, _ = events.find(doc, LEXICON)
    assert (found[0].start_date, found[0].end_date, found[0].granularity) == (date(2023, 8, 1), None, "month")
    assert found[0].date_text == "Agustus"


WORDS = "polisi warga menangkap ditangkap akan tidak yang oleh dan menolak serangan ke meminta agar jika dugaan"
MORE = "korupsi banjir melanda Desa dia pihaknya menetapkan tersangka sebagai 2024 usai saat . , ( ) ?"
PIECES = st.sampled_from([*ACTORS, *WORDS.split(), *MORE.split(), '"'])


@given(st.lists(PIECES, min_size=1, max_size=40))
def test_any_words_give_spans_within_their_sentence(pieces: list[str]) -> None:
    doc = read(" ".join(pieces))
    for event in doc.events:
        sentence = doc.sentences[event.sentence]
        assert sentence.start <= event.trigger_start < event.trigger_end <= sentence.end
        assert 0 <= event.confidence <= 1
        assert all(a.name for a in event.actors)
    for unused in doc.unused:
        assert unused.start < unused.end
        assert unused.reason
    again, _ = events.find(doc, LEXICON)
    assert again == doc.events


def test_the_police_are_the_unit_the_article_names() -> None:
    assert told("Polisi menangkap Budi Santoso. Ia ditangani Polda Jaya.")[0][1] == ["Polda Jaya"]
    assert told("Budi Santoso ditetapkan sebagai tersangka. Polda Jaya menjelaskannya.")[0][1] == ["Polda Jaya"]
    assert told("Polisi menangkap Budi Santoso.")[0][1] == ["Polisi"]
    assert told("Budi Santoso didakwa menipu. Polda Jaya menyimak.")[0][1] == []
