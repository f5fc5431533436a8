"""Extraction: a batch of articles in, tables of mentions out. Pure: rows depend on article, lexicon and code alone.

`extract` is the unit of work whatever runs it: in this process, over local processes, or on a cluster.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa

from etl import actors, dates, document, events, places, quantities, quotes, sentences
from etl.document import ArticleText, Document
from etl.lexicon import Lexicon
from etl.ontology import ONTOLOGY
from etl.schema import BY_NAME, MENTIONS

TABLES: Final = MENTIONS

Rows = dict[str, list[tuple[Any, ...]]]


def annotate(article: ArticleText, lexicon: Lexicon) -> Document:
    """One article with all its annotations."""
    doc = document.read(article)
    doc.sentences = sentences.split(doc, lexicon)
    doc.times = dates.find(doc, lexicon)
    doc.actors, doc.mentions = actors.find(doc, lexicon)
    doc.places = places.find(doc, lexicon)
    doc.quotes = quotes.find(doc, lexicon)
    doc.events, doc.unused = events.find(doc, lexicon)
    quantities.attach(doc, lexicon)
    return doc


def extract(articles: pa.Table, lexicon: Lexicon) -> dict[str, pa.Table]:
    """Tables of mentions, by name, for a table of articles in the lake's schema."""
    rows: Rows = {name: [] for name in TABLES}
    collecting = gc.isenabled()
    gc.disable()  # annotations and rows form no cycles: looking for some would take a thirtieth of the time
    try:
        for article in article_texts(articles):
            _append(rows, annotate(article, lexicon))
        return {name: BY_NAME[name].of_rows(rows[name]) for name in TABLES}
    finally:
        if collecting:
            gc.enable()


def article_texts(articles: pa.Table) -> Iterator[ArticleText]:
    """The articles of a lake table as extraction reads them."""
    columns = ["content_hash", "article_id", "title", "text", "published_at", "published_date", "is_anchor"]
    columns += ["publisher", "dateline", "credited_sources"]
    for row in articles.select(columns).to_pylist():
        yield ArticleText(
            content_hash=row["content_hash"],
            article_id=row["article_id"],
            title=row["title"] or "",
            text=row["text"],
            publisher=row["publisher"] or "",
            published_at=row["published_at"],
            published_date=row["published_date"],
            anchor=row["published_date"] if row["is_anchor"] else None,
            dateline=row["dateline"],
            credited_sources=tuple(row["credited_sources"] or ()),
        )


def _append(rows: Rows, doc: Document) -> None:
    article = doc.article
    key = (article.content_hash, article.article_id)
    source, locate = doc.source, doc.locate
    found = doc.sentences

    def span(start: int, end: int) -> tuple[str, int, int, str]:
        where, first = locate(start)
        return where, first, first + end - start, source[start:end]

    def spoken(start: int, end: int) -> tuple[str, int, int, int, str]:
        where, first = locate(start)
        return where, found[doc.sentence_at(start)].no, first, first + end - start, source[start:end]

    begins = {"title": 0, "text": doc.text_start}
    rows["sentences"] += [
        (*key, s.field, s.no, s.start - begins[s.field], s.end - begins[s.field], source[s.start : s.end])
        for s in found
    ]
    rows["time_expressions"] += [
        (*key, *span(t.start, t.end), t.type, t.value, t.mod, t.quant, t.direction, t.start_date, t.end_date)
        + (t.granularity, t.anchor, t.conflict, t.rule_id)
        for t in doc.times
    ]
    acting = [m for m in doc.mentions if m.acts]
    named = dict.fromkeys(m.actor_id for m in acting)
    rows["article_actors"] += [
        (*key, a.actor_id, a.name, a.name_en, a.kind, a.country, a.basis)
        for a in (doc.actors[actor_id] for actor_id in named)
    ]
    rows["actor_mentions"] += [
        (*key, *spoken(m.start, m.end), m.actor_id, m.role_text, m.basis, m.confidence) for m in acting
    ]
    roles = {(m.actor_id, m.role_text): m.affiliation_id for m in acting if m.role_text and m.states_office}
    rows["actor_roles"] += [
        (*key, actor_id, office, organization, article.published_date)
        for (actor_id, office), organization in roles.items()
    ]
    rows["place_mentions"] += [(*key, *span(p.start, p.end), p.place_id, p.basis) for p in doc.places]
    rows["quotes"] += [
        (*key, *spoken(q.start, q.end), q.is_direct, q.verb, q.speaker_id, q.speaker_text) for q in doc.quotes
    ]
    for event in doc.events:
        _append_event(rows, doc, event)
    rows["coverage"] += [
        (*key, found[u.sentence].field, found[u.sentence].no, source[u.start : u.end], u.reason) for u in doc.unused
    ]


def _append_event(rows: Rows, doc: Document, event: document.EventMention) -> None:
    article, sentence = doc.article, doc.sentences[event.sentence]
    where, first = doc.locate(event.trigger_start)
    last = first + event.trigger_end - event.trigger_start
    evidence_start = doc.locate(sentence.start)[1]
    identity = f"{article.article_id}|{where}|{first}|{last}|{event.type}"
    event_mention_id = hashlib.sha256(identity.encode()).hexdigest()[:20]
    kind = ONTOLOGY[event.type]
    rows["event_mentions"].append(
        (
            *(article.content_hash, event_mention_id, article.article_id, where, sentence.no),
            *(
                event.type,
                event.mode,
                list(event.contexts),
                kind.plover_type,
                kind.quad,
                kind.intensity_of(event.mode),
            ),
            *(doc.source[event.trigger_start : event.trigger_end], first, last),
            *(
                doc.source[sentence.start : sentence.end],
                evidence_start,
                evidence_start + sentence.end - sentence.start,
            ),
            *(
                event.modality,
                event.start_date,
                event.end_date,
                event.granularity,
                event.date_basis,
                event.date_text,
            ),
            *(event.place, event.place_id, event.place_precision, event.place_basis),
            *(event.speaker_id, event.confidence, event.rule_id),
        )
    )
    rows["event_actors"] += [
        (article.content_hash, event_mention_id, n, a.actor_id, a.name, a.role, a.affiliation_id)
        for n, a in enumerate(event.actors)
    ]
    rows["event_quantities"] += [
        (
            article.content_hash,
            event_mention_id,
            n,
            q.kind,
            q.low,
            q.high,
            q.unit,
            doc.source[q.start : q.end],
        )
        for n, q in enumerate(event.quantities)
    ]
