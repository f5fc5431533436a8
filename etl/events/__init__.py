"""Event mentions: who did what to whom, when, where, and how it is put.

`find` runs over the sentences that hold a trigger and tries the entries of the trigger lexicon there; whether a trigger
that matched reports an event, and with whom, is decided in `reporting`.
"""

from __future__ import annotations

from typing import Final

from etl.document import Document, EventMention, Unused
from etl.events import dating, modality, phrases, reporting, shared, triggers, words
from etl.events.carrying import Carry
from etl.events.phrases import View
from etl.events.reporting import Story
from etl.events.triggers import Form, Hit
from etl.lexicon import Lexicon
from etl.ontology import ONTOLOGY

STATUTE: Final = frozenset({"ayat", "dimaksud"})
# In the report of a match these words mean the game: menyerang, bertemu. The rest count there beside the police.
NOT_IN_SPORT: Final = frozenset(ONTOLOGY) - {"COERCE", "X_CRIME", "PROTEST", "SANCTION"}
SPORT_WORDS: Final = 5
# An article that checks a claim says so first: "[HOAKS] ...".
HOAX_REACH: Final = 3
HEADLINE_JOINTS: Final = frozenset({",", ":", "dan", "lalu", ";", "-", "–", "usai", "karena", "yang"})


def find(doc: Document, lexicon: Lexicon) -> tuple[list[EventMention], list[Unused]]:
    """The event mentions of an article in order, and the triggers no event came of."""
    table = triggers.compiled(lexicon)
    lower = doc.lower
    found = [n for n, word in enumerate(lower) if word in table]
    if not found:
        return [], []
    vocabulary = words.compiled(lexicon)
    background = shared.article(doc, vocabulary)
    speakers = frozenset(q.speaker_id for q in doc.quotes if q.speaker_id)
    story = Story(
        calendar=dating.calendar(doc, vocabulary["spoken"], vocabulary["crediting"], vocabulary["occurring"]),
        carry=Carry(vocabulary["law"], vocabulary["culprit"], doc.actors, speakers),
        sport=len(vocabulary["sport"].intersection(lower)) >= SPORT_WORDS,
        hoax=not vocabulary["hoax"].isdisjoint(lower[:HOAX_REACH]),
    )
    events: list[EventMention] = []
    unused: list[Unused] = []
    view: View | None = None
    number, busy = 0, -1
    body = doc.token_at(doc.text_start)
    for at in found:
        trigger = table[lower[at]]
        forms = trigger.texts if at >= body else trigger.titles
        wanted = trigger.first
        if at < busy or not forms or (wanted and wanted.isdisjoint(lower[at + 1 : at + trigger.reach])):
            continue
        if view is None or at >= view.last:
            while number < len(doc.sentences) - 1 and doc.sentences[number].last_token <= at:
                number += 1
            view = phrases.view(background, number)
            story.governors = []
        if not view.first <= at < view.last:
            continue
        event, reason, end = _event(view, at, forms, story)
        if event is not None:
            events.append(event)
            story.governors.append((event.type, at))
            busy = end
        elif reason:
            unused.append(Unused(doc.starts[at], doc.ends[end - 1], view.number, reason))
    return events, unused


def _event(v: View, at: int, forms: tuple[Form, ...], story: Story) -> tuple[EventMention | None, str, int]:
    """The event the first fitting entry gives, or why there is none; and the token after the trigger."""
    first_reason = ""
    for form in forms:
        if form.voice == "h" and at in v.article.places:
            continue
        end = triggers.match(form, v, at) if form.entry.tail else at + 1
        if end < 0:
            continue
        hit = Hit(form, at, end)
        refused = triggers.allowed(form.entry, v, hit) or _out_of_place(v, hit, story)
        if refused:
            first_reason = first_reason or refused
            continue
        event, reason = reporting.report(v, hit, story)
        if event or reason != "no-source":
            return event, reason, end
        first_reason = reason
    return None, first_reason, at + 1


def _out_of_place(v: View, hit: Hit, story: Story) -> str:
    """Why the sentence or the article is not one that reports such an event; empty when it is."""
    if hit.form.voice == "h" and any(HEADLINE_JOINTS.isdisjoint(v.lower[k : hit.verb]) for _, k in story.governors):
        # "DPR Panggil Menteri Bahas RUU": the second verb is what the first is for.
        return "second-verb"
    if story.governors and modality.embedded(v, hit, story.governors):
        return "embedded"
    near, vocabulary = v.near, v.words
    if story.sport and (hit.form.entry.type in NOT_IN_SPORT or vocabulary["law"].isdisjoint(near)):
        return "sport"
    if near >= STATUTE or ("pasal" in near and not vocabulary["statute"].isdisjoint(near)):
        return "statute"
    return "hoax" if story.hoax and (v.title or not vocabulary["claiming"].isdisjoint(near)) else ""
