"""Whom a pronoun, "saya" or "pihaknya" means, as far as the text around it tells; and the actor row of a participant.

Mentions the stage `actors` has resolved are taken as they are; this module is the fallback.
"""

from __future__ import annotations

from typing import Final

from etl.document import ActorMention, Document, EventActor, Quote
from etl.events.phrases import Phrase, View

# "politikus PKS ini": somebody the text has named before.
NEAR_SENTENCES: Final = 3
DEMONSTRATIVES: Final = frozenset({"ini", "itu", "tersebut"})


def actors(v: View, phrases: list[Phrase], role: str, quote: Quote | None, spoken: bool) -> list[EventActor]:
    """The actor rows of participants, each once, in order; `spoken` when the event is a statement, so that "dia" is who
    has been speaking."""
    out: list[EventActor] = []
    for phrase in phrases:
        for actor in _resolved(v, phrase, role, quote, spoken):
            if actor.name not in [a.name for a in out]:
                out.append(actor)
    return out


def speaker(v: View, quote: Quote | None, role: str = "source") -> list[EventActor]:
    """Who says the quote."""
    doc = v.doc
    if quote is None:
        return []
    if quote.speaker_id in doc.actors:
        return [_row(v, quote.speaker_id, role, _affiliation(doc, quote.speaker_id, quote.end))]
    text = quote.speaker_text or ""
    parts = text.lower().split()
    named = bool(parts) and v.words["medium"].isdisjoint(parts) and not any(v.words.is_verb(t) for t in parts)
    return [EventActor(None, text, role)] if named else []


def sayer(v: View, before: int) -> list[EventActor]:
    """Who says it in this sentence: the named subject of a verb of saying before the token."""
    for phrase in v.phrases:
        if phrase.last >= before:
            break
        if phrase.mention and phrase.kind == "actor" and v.lower[phrase.last] in v.words["saying"]:
            return [_row(v, phrase.mention.actor_id, "source", phrase.mention.affiliation_id)]
    return []


def officers(v: View, role: str = "source") -> list[EventActor]:
    """The unit of the police the article is about, when it names a single one."""
    actors, marks = v.doc.actors, v.words["police_unit"]
    named = {m.actor_id for m in v.doc.mentions}
    units = [actor_id for actor_id in named if not marks.isdisjoint(actors[actor_id].name.lower().split())]
    return [_row(v, units[0], role, None)] if len(units) == 1 else []


def lawmakers(v: View, asked: list[EventActor]) -> list[EventActor]:
    """The parliament, or its committee, that the article names first: it passes bills; not the one they go to."""
    doc, marks = v.doc, v.words["lawmaker"]
    others = {a.actor_id for a in asked}
    for m in doc.mentions:
        body = m.acts and m.actor_id not in others and doc.actors[m.actor_id].kind == "government"
        if body and not marks.isdisjoint(doc.source[m.start : m.end].lower().split()):
            return [_row(v, m.actor_id, "source", None)]
    return []


def last_speaker(v: View) -> list[EventActor]:
    """Who was quoted last within the few sentences before, directly or not."""
    doc = v.doc
    here = doc.sentences[v.number]
    for quote in reversed(doc.quotes):
        if quote.end <= here.start and doc.sentences[max(0, v.number - NEAR_SENTENCES)].start <= quote.end:
            return speaker(v, quote)
    return []


def _resolved(v: View, phrase: Phrase, role: str, quote: Quote | None, spoken: bool) -> list[EventActor]:
    doc = v.doc
    if phrase.mention is not None:
        inside = quote and phrase.first > v.first and phrase.mention.basis == "pronoun"
        if inside and quote and phrase.mention.actor_id == quote.speaker_id:
            # Who speaks says "saya": "beliau" is somebody else.
            other = _last_named(doc, quote.start, quote.speaker_id)
            return [_row(v, other, role, None)] if other else []
        return [_row(v, phrase.mention.actor_id, role, phrase.mention.affiliation_id)]
    if phrase.kind == "self":
        return speaker(v, quote, role)
    if phrase.kind in ("pronoun", "body"):
        return _anaphor(v, phrase, role, quote, spoken)
    if phrase.kind == "person" and phrase.last < v.last and v.lower[phrase.last] in DEMONSTRATIVES and role == "source":
        known = _anaphor(v, phrase, role, quote, spoken)
        if known:
            return known
    if phrase.kind in ("group", "person") and phrase.first == phrase.head:
        known_as = v.article.introduced.get(v.lower[phrase.head], [])
        if len(known_as) == 1 and _the_one(v, phrase):
            return [_row(v, known_as[0].actor_id, role, known_as[0].affiliation_id)]
    if phrase.kind != "name" and v.words["police"].issuperset(v.lower[phrase.first : phrase.last]):
        unit = officers(v, role)
        if unit:
            return unit
    return [EventActor(None, doc.source[doc.starts[phrase.first] : doc.ends[phrase.last - 1]], role)]


def _the_one(v: View, phrase: Phrase) -> bool:
    """Whether a description means the one the article names so: "pengemudi Ferrari", "pria itu", not "pria"."""
    after = v.lower[phrase.last] if phrase.last < v.last else ""
    return after in DEMONSTRATIVES or v.lower[phrase.head] not in v.words["anyone"]


def _anaphor(v: View, phrase: Phrase, role: str, quote: Quote | None, spoken: bool) -> list[EventActor]:
    """ "dia" is the person spoken of last; "pihaknya" the body of who speaks."""
    doc, word = v.doc, v.lower[phrase.first]
    if word in ("mereka", "keduanya"):
        return []
    offset = doc.starts[phrase.first]
    if phrase.kind == "body":
        own = next((p.mention for p in v.phrases if p.kind == "actor" and p.first < phrase.first and p.mention), None)
        talking = own.actor_id if own else quote.speaker_id if quote else None
        actor_id = talking if talking in doc.actors else _last_person(doc, doc.sentences[v.number].start)
        if actor_id is None:
            return []
        body = _affiliation(doc, actor_id, offset)
        if body in doc.actors:
            return [_row(v, body, role, None)]
        named = _body_of_office(v, actor_id)
        return [EventActor(None, named, role)] if named else [_row(v, actor_id, role, body)]
    start = doc.sentences[v.number].start
    actor_id = _last_person(doc, start) if spoken and word != "bersangkutan" else _last_named(doc, offset)
    if quote and actor_id == quote.speaker_id and phrase.first > v.first:
        actor_id = _last_named(doc, quote.start, quote.speaker_id)
    return [_row(v, actor_id, role, _affiliation(doc, actor_id, offset))] if actor_id else []


def _body_of_office(v: View, actor_id: str) -> str:
    """What the actor heads, as the title before the name says: "Kepala Dinas Lingkungan Hidup" heads the Dinas."""
    for mention in v.doc.mentions:
        if mention.actor_id == actor_id and mention.role_text:
            parts = mention.role_text.split()
            while parts and parts[0].lower() in v.words["office_word"]:
                parts = parts[1:]
            if len(parts) > 1 and parts[0][0].isupper():
                return " ".join(parts)
    return ""


def _last_person(doc: Document, before: int) -> str | None:
    """The speaker of the last quote, else the person mentioned last, before the offset."""
    for quote in reversed(doc.quotes):
        if quote.start < before and quote.speaker_id in doc.actors and doc.actors[quote.speaker_id].kind == "person":
            return quote.speaker_id
    return _last_named(doc, before)


def _last_named(doc: Document, before: int, other_than: str | None = None) -> str | None:
    for mention in reversed(doc.mentions):
        person = mention.start < before and doc.actors[mention.actor_id].kind == "person"
        if person and mention.actor_id != other_than:
            return mention.actor_id
    return None


def _affiliation(doc: Document, actor_id: str | None, before: int) -> str | None:
    """The body the actor acts for, from the mention that said so."""
    said: ActorMention | None = None
    for mention in doc.mentions:
        if mention.actor_id == actor_id and mention.affiliation_id and (said is None or mention.start < before):
            said = mention
    return said.affiliation_id if said else None


def _row(v: View, actor_id: str, role: str, affiliation_id: str | None) -> EventActor:
    return EventActor(actor_id, v.article.names.get(actor_id) or v.doc.actors[actor_id].name, role, affiliation_id)
