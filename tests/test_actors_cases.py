"""The table of own sentences for names, titles, acronyms, metonyms and false friends."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from etl import actors, document, lexicon, sentences
from etl.document import ActorMention, ArticleText, Document

TABLE = Path(__file__).with_name("actors_cases.tsv")
LEXICON = lexicon.load()
MARKS = "=~>#"


class Case(NamedTuple):
    group: str
    text: str
    expected: list[str]
    absent: list[str]


def cases() -> list[Case]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    out = []
    for line in lines[1:]:
        group, text, expected, absent = line.split("\t")
        out.append(Case(group, text, [e for e in expected.split("; ") if e], [a for a in absent.split("; ") if a]))
    return out


def read(text: str) -> Document:
    title, mark, body = text.partition(" || ")
    if not mark:
        title, body = "", text
    day = date(2025, 6, 1)
    doc = document.read(ArticleText("x", "x", title, body, "contoh.id", None, day, day, None, ()))
    doc.sentences = sentences.split(doc, LEXICON)
    doc.actors, doc.mentions = actors.find(doc, LEXICON)
    return doc


def holds(doc: Document, mention: ActorMention, mark: str, value: str) -> bool:
    """Whether a mention has the property that an item of the table states."""
    actor = doc.actors[mention.actor_id]
    return (
        value
        == {
            "=": mention.actor_id,
            "~": mention.role_text,
            ">": mention.affiliation_id,
            "#": f"{actor.kind}/{actor.country}",
        }[mark]
    )


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.group}: {case.text[:60]}")
def test_actors_of_sentence(case: Case) -> None:
    doc = read(case.text)
    acting = [m for m in doc.mentions if m.acts]
    seen = [f"{doc.source[m.start : m.end]} = {m.actor_id} ~ {m.role_text} > {m.affiliation_id}" for m in acting]
    for item in case.expected:
        cut = min(item.index(mark) for mark in MARKS if mark in item)
        words, mark, value = item[:cut], item[cut], item[cut + 1 :]
        named = [m for m in acting if doc.source[m.start : m.end] == words]
        assert any(holds(doc, m, mark, value) for m in named), (item, seen)
    for words in case.absent:
        assert not any(doc.source[m.start : m.end] == words for m in acting), (words, seen)


def test_table_is_large_enough() -> None:
    assert len(cases()) >= 120
