"""Who speaks for a body: an article that opens with what a party or the police demand names the speaker after it. The
guide of the gold records names both. Who says a quotation is decided in the stage `quotes`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from etl.document import ActorMention, EventActor, Quote
from etl.events.phrases import Phrase, View

BODIES: Final = frozenset({"organization", "government", "party", "company", "group"})
OPENING: Final = 2  # sentences: the title and the first of the text
REACH: Final = 3  # sentences
INTRODUCED: Final = 80  # characters between a body and who speaks for it


def spokesman(v: View, verb: int, sources: list[EventActor]) -> list[EventActor]:
    """The sources of a statement in the opening, with the person who first speaks after it where the text introduces
    him as of the one body that makes it; "polisi" becomes the unit he speaks for. Where the sentence itself has
    somebody say it ("Ketua X mengatakan partainya menolak"), they stay as they are."""
    if len(sources) != 1 or v.number >= OPENING or any(_person(v, p) for p in v.phrases if p.first < verb):
        return sources
    body = sources[0]
    police = body.actor_id is None and v.words["police"].issuperset(body.name.lower().split())
    if not police and (body.actor_id is None or v.doc.actors[body.actor_id].kind not in BODIES):
        return sources
    quote = _next_quote(v)
    if quote is None or quote.speaker_id is None or v.doc.actors[quote.speaker_id].kind != "person":
        return sources
    unit = _introduced_as_of(v, quote, body, police)
    if unit is None:
        return sources
    names = v.article.names
    said_by = EventActor(quote.speaker_id, names.get(quote.speaker_id) or "", "source", unit)
    if police:
        body = replace(body, actor_id=unit, name=names.get(unit) or v.doc.actors[unit].name)
    return [body, replace(said_by, name=said_by.name or v.doc.actors[quote.speaker_id].name)]


def _person(v: View, phrase: Phrase) -> bool:
    return phrase.mention is not None and v.doc.actors[phrase.mention.actor_id].kind == "person"


def _next_quote(v: View) -> Quote | None:
    """The first thing somebody named says in the sentences after this one."""
    sentences = v.doc.sentences
    last = sentences[min(len(sentences) - 1, v.number + REACH)]
    after = sentences[v.number].end
    for quote in v.doc.quotes:
        if after <= quote.start < last.end:
            known = quote.speaker_id and v.doc.actors[quote.speaker_id].kind == "person"
            if known:
                return quote
    return None


def _introduced_as_of(v: View, quote: Quote, body: EventActor, police: bool) -> str | None:
    """The body the speaker is said to be of where it is `body`, or the unit of the police."""
    doc = v.doc
    near: list[ActorMention] = []
    for mention in doc.mentions:
        if mention.start <= doc.sentences[v.number].end:
            continue
        if mention.actor_id != quote.speaker_id:
            near.append(mention)
            continue
        if mention.start > quote.end + INTRODUCED * 2:
            break
        for other in reversed(near):
            if mention.start - other.end > INTRODUCED:
                break
            if _is_body(v, other, body, police):
                return other.actor_id
        if mention.role_text:
            return None
    return None


def _is_body(v: View, mention: ActorMention, body: EventActor, police: bool) -> bool:
    words = v.doc.source[mention.start : mention.end].lower().split()
    if police:
        return not v.words["police_unit"].isdisjoint(words)
    return mention.actor_id == body.actor_id or set(body.name.lower().split()) <= set(words)
