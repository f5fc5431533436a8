"""The trigger lexicon: every entry gives its event in its own example; and the word forms it is matched by."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from etl import extract, lexicon
from etl.document import ArticleText
from etl.events import triggers, words
from etl.events.morphology import forms
from etl.events.words import TRIGGER_FILES
from etl.lexicon import LexiconError, Row
from etl.ontology import ONTOLOGY

LEXICON = lexicon.load()
ROWS = [row for name in TRIGGER_FILES for row in LEXICON.rows(name)]
DAY = date(2024, 5, 1)


def annotated(text: str, title: str = "") -> list[tuple[str, str]]:
    """(type, rule) of the events of an article of one sentence."""
    doc = extract.annotate(ArticleText("h", "a", title, text, "", None, DAY, DAY, None, ()), LEXICON)
    return [(e.type, e.rule_id) for e in doc.events]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_entry_gives_its_event_in_its_example(row: Row) -> None:
    rules = [rule for _, rule in annotated(row["example"])]
    assert any(rule.startswith(f"{row['type']}.{row['id']}/") for rule in rules), rules


def test_entries_are_well_formed() -> None:
    ids = [row["id"] for row in ROWS]
    assert len(ids) == len(set(ids))
    for row in ROWS:
        assert row["type"] in ONTOLOGY, row["id"]
        assert not row["mode"] or row["mode"] in ONTOLOGY[row["type"]].modes, row["id"]
        assert row["verbs"] or row["nouns"], row["id"]
        assert row["side"] in ("", "agent", "patient", "none", "recipient", "thing"), row["id"]
        assert re.search(r"[.?!”\"]$", row["example"]), row["id"]


def test_all_types_have_triggers() -> None:
    assert {row["type"] for row in ROWS} == set(ONTOLOGY)


def test_every_class_of_words_is_read_once() -> None:
    for name in ("clause_words", "event_classes", "descriptions"):
        first = [next(iter(row.values())) for row in LEXICON.rows(name)]
        assert len(first) == len(set(first)), name


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("desak", {"mendesak": "a", "didesak": "p", "desak": "h"}),
        ("seru+kan", {"menyerukan": "a", "diserukan": "p", "serukan": "h"}),
        ("tuduh", {"menuduh": "a", "dituduh": "p", "tuduh": "h"}),
        ("kutuk", {"mengutuk": "a", "dikutuk": "p", "kutuk": "h"}),
        ("puji", {"memuji": "a", "dipuji": "p", "puji": "h"}),
        ("bom", {"mengebom": "a", "dibom": "p", "bom": "h"}),
        ("sah+kan", {"mengesahkan": "a", "disahkan": "p", "sahkan": "h"}),
        ("kritik", {"mengkritik": "a", "dikritik": "p", "kritik": "h"}),
        ("protes", {"memprotes": "a", "diprotes": "p", "protes": "h"}),
        ("per-kuat", {"memperkuat": "a", "diperkuat": "p", "perkuat": "h"}),
        ("undang", {"mengundang": "a", "diundang": "p", "undang": "h"}),
        ("lantik:ap", {"melantik": "a", "dilantik": "p"}),
        ("rusak:t", {"terrusak": "t"}),
        ("unding:b", {"berunding": "b"}),
        ("=sepakat", {"sepakat": "a"}),
        ("=terbakar:u", {"terbakar": "u"}),
    ],
)
def test_forms_of_a_verb(spec: str, expected: dict[str, str]) -> None:
    assert forms(spec) == expected


def test_more_specific_entries_come_first() -> None:
    table = triggers.compiled(LEXICON)
    tails = [len(form.entry.tail) for form in table["menolak"].texts]
    assert tails == sorted(tails, reverse=True)
    assert len(tails) > 1


def test_enclitics_match() -> None:
    table = triggers.compiled(LEXICON)
    assert table["memintanya"] == table["meminta"]


def test_bare_stems_are_triggers_of_headlines_only() -> None:
    table = triggers.compiled(LEXICON)
    assert table["desak"].titles
    assert not table["desak"].texts


def test_a_user_may_add_a_trigger(tmp_path: Path) -> None:
    header = "\t".join(ROWS[0])
    row = dict.fromkeys(ROWS[0], "") | {"id": "ruwat", "type": "SUPPORT", "verbs": "ruwat", "target": "obj"}
    (tmp_path / "triggers_verbal.tsv").write_text(f"{header}\n" + "\t".join(row.values()) + "\n", encoding="utf-8")
    table = triggers.compiled(lexicon.load(tmp_path))
    assert [form.entry.id for form in table["meruwat"].texts] == ["ruwat"]


def test_a_bad_entry_names_itself(tmp_path: Path) -> None:
    header = "\t".join(ROWS[0])
    row = dict.fromkeys(ROWS[0], "") | {
        "id": "salah-tulis",
        "type": "SUPPORT",
        "verbs": "ruwat",
        "block": "nowhere=ini",
    }
    (tmp_path / "triggers_verbal.tsv").write_text(f"{header}\n" + "\t".join(row.values()) + "\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="salah-tulis"):
        triggers.compiled(lexicon.load(tmp_path))


def test_trigger_verbs_end_a_description() -> None:
    assert words.compiled(LEXICON).is_verb("enggan")
    assert not words.compiled(LEXICON).is_verb("menteri")
