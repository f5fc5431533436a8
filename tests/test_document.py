"""The document model: tokens and offsets that every stage relies on."""

from __future__ import annotations

import gc

from hypothesis import given
from hypothesis import strategies as st
from newsroom import article as report

from etl import extract, lexicon
from etl.document import ArticleText, read


def article(title: str, text: str) -> ArticleText:
    return ArticleText("h", "a", title, text, "", None, None, None, None, ())


@given(st.text(max_size=60), st.text(max_size=200))
def test_tokens_stand_at_their_offsets(title: str, text: str) -> None:
    doc = read(article(title, text))
    assert [doc.source[s:e] for s, e in zip(doc.starts, doc.ends, strict=True)] == doc.tokens
    assert len(doc.lower) == len(doc.tokens)
    assert all(before <= after for before, after in zip(doc.ends, doc.starts[1:], strict=False))


@given(st.text(max_size=60), st.text(max_size=200))
def test_located_offsets_lead_back_to_the_fields(title: str, text: str) -> None:
    doc = read(article(title, text))
    for start, token in zip(doc.starts, doc.tokens, strict=True):
        field, offset = doc.locate(start)
        stored = title if field == "title" else text
        assert stored[offset : offset + len(token)] == token


def test_words_keep_hyphens_apostrophes_and_separators() -> None:
    doc = read(article("", "Anak-anak belajar tiap Jum'at, 10.000 orang, Rp1,5 juta."))
    assert doc.tokens == [
        *("Anak-anak", "belajar", "tiap", "Jum'at", ",", "10.000", "orang", ",", "Rp1", ",", "5", "juta", ".")
    ]


def test_annotations_form_no_cycles() -> None:
    """What extraction relies on when it keeps the collector from looking for some."""
    reports = [article(report(n)["title"], report(n)["text"]) for n in range(3)]
    vocabulary = lexicon.load()
    documents = [extract.annotate(each, vocabulary) for each in reports]
    assert all(doc.events and doc.quotes and doc.times and doc.places and doc.mentions for doc in documents)
    gc.collect()
    gc.disable()
    try:
        documents = [extract.annotate(each, vocabulary) for each in reports]
        del documents
        assert gc.collect() == 0
    finally:
        gc.enable()
