"""From a trigger to an event mention: its participants, modality, date and place put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from etl.document import Document, EventActor, EventMention, Quote
from etl.events import dating, modality, participants, placing, reference, spokesmen
from etl.events.carrying import LEGAL, Carry
from etl.events.dating import Calendar, When
from etl.events.demands import Cast, is_spoken, lacking, out_of_place, trust
from etl.events.participants import Parts
from etl.events.phrases import View
from etl.events.telling import LASTING, UNPLANNED, telling_of
from etl.events.triggers import Hit

THRESHOLD: Final = 0.5
ASKED: Final = 6  # words
LEAD: Final = 2  # sentences: title and first of the body
# Elsewhere a vehicle is a thing, no participant.
VEHICULAR: Final = frozenset({"X_ACCIDENT", "ASSAULT", "PROTEST", "MOBILIZE"})
FUTURE_COOPERATION: Final = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
POLICE_WORK: Final = frozenset({"arrest", "investigate"})
BY_SPEAKER: Final = frozenset({"REQUEST", "ACCUSE", "SUPPORT"})
POINTING: Final = frozenset({"tersebut", "itu", "ini"})
POINTED: Final = 3  # words
DATED: Final = frozenset({"explicit", "relative", "inherited"})
VOICES: Final = dict.fromkeys("abui", "active") | dict.fromkeys("pt", "passive") | {"h": "headline", "n": "noun"}


@dataclass(slots=True)
class Story:
    """What the mentions of an article hand on: its days, participants to carry, the triggers before in a sentence."""

    calendar: Calendar
    carry: Carry
    sport: bool
    hoax: bool  # the article checks a claim
    told: dict[str, EventMention] = field(default_factory=dict)  # the last dated mention, by type
    governors: list[tuple[str, int]] = field(default_factory=list)


def report(v: View, hit: Hit, story: Story) -> tuple[EventMention | None, str]:
    """The event mention of a trigger, or None and the reason why there is none."""
    entry = hit.form.entry
    quote = _quote(v.doc, v.doc.starts[hit.verb])
    reason = out_of_place(v, hit, quote)
    if reason:
        return None, reason
    manner = modality.manner(v, hit)
    if manner.modality is None:
        return None, manner.reason
    cast = _cast(v, hit, quote)
    cast.sources, cast.targets = story.carry.named(cast.sources), story.carry.named(cast.targets)
    reason = lacking(v, hit, cast, manner.modality)
    if reason:
        return None, reason
    kind, put = _kind(hit, manner.modality, manner.now)
    if put == "planned" and kind in UNPLANNED:
        return None, "possible"
    them = any(v.lower[p.first] == "mereka" for p in cast.parts.targets)
    carried = story.carry.fill(kind, "legal" in entry.contexts, cast.sources, cast.targets, v.number, them)
    if not cast.sources and hit.form.voice == "p" and _by_police(v, hit):
        cast.sources = reference.officers(v)
        carried += "+police" if cast.sources else ""
    elif not cast.sources and hit.form.voice == "p" and _of_a_bill(v, hit):
        cast.sources = reference.lawmakers(v, cast.targets)
        carried += "+lawmakers" if cast.sources else ""
    if is_spoken(entry, kind):
        cast.sources = spokesmen.spokesman(v, hit.verb, cast.sources)
    doers = {a.name for a in cast.sources}
    cast.targets = [a for a in cast.targets if a.name not in doers]
    telling = telling_of(v, hit, cast, manner, kind, put, quote or _quote(v.doc, v.doc.starts[hit.verb], direct=False))
    when = dating.when(v, hit.verb, telling, story.calendar, (quote.start, quote.end) if quote else None)
    if when is dating.UNKNOWN and hit.form.voice == "n" and _points_back(v, hit):
        when = _as_told(story.told.get(entry.type))
    where = placing.place(v, hit.verb)
    told = cast.parts.how == "happens" or when.basis in ("explicit", "relative") or where is not None
    if not (cast.sources or cast.targets or told or v.number <= LEAD):
        return None, "bare-noun"
    confidence = trust(hit, cast, put, v.title)
    if confidence < THRESHOLD:
        return None, "low-confidence"
    event = EventMention(
        type=kind, trigger_start=v.doc.starts[hit.verb], trigger_end=v.doc.ends[hit.end - 1], sentence=v.number,
        modality=put, confidence=confidence,
        rule_id=f"{entry.type}.{entry.id}/{_construction(hit, cast.parts)}{carried}",
        mode=entry.mode if kind == entry.type else None, contexts=entry.contexts,
        actors=[*cast.sources, *cast.targets],
        start_date=when.start, end_date=when.end, granularity=when.granularity, date_basis=when.basis,
        date_text=when.text, speaker_id=quote.speaker_id if quote else None,
    )  # fmt: skip
    if where is not None:
        event.place, event.place_id = v.doc.source[where.start : where.end], where.place_id
        event.place_precision, event.place_basis = where.kind, where.basis
    story.carry.note(event)
    if event.date_basis in DATED or (event.date_basis == "publication" and entry.type not in story.told):
        story.told[entry.type] = event
    return event, ""


def _points_back(v: View, hit: Hit) -> bool:
    """Whether the noun means what has been told: "mediasi tersebut", "penangkapan pria itu"."""
    for word in v.lower[hit.end : min(v.last, hit.end + POINTED)]:
        if word in POINTING:
            return True
        if not word.isalpha() or word in v.words["closing"] or v.words.is_verb(word):
            return False
    return False


def _as_told(event: EventMention | None) -> When:
    """The date of "mediasi tersebut" is that of the mediation told before."""
    if event is None:
        return dating.UNKNOWN
    basis = "inherited" if event.date_basis in DATED else event.date_basis
    return When(event.start_date, event.end_date, event.granularity, basis, event.date_text)


def _by_police(v: View, hit: Hit) -> bool:
    """Whether it is the police who do it unless somebody else is named: not so with reports and indictments."""
    entry = hit.form.entry
    return (
        entry.type in LEGAL
        and "legal" in entry.contexts
        and (entry.mode in POLICE_WORK or "tersangka" in v.lower[hit.verb : hit.end])
    )


def _of_a_bill(v: View, hit: Hit) -> bool:
    return hit.form.entry.type == "X_POLICY" and not v.words["bill"].isdisjoint(v.near)


def _cast(v: View, hit: Hit, quote: Quote | None) -> Cast:
    entry = hit.form.entry
    parts = participants.parts(v, hit)
    parts.targets = [p for p in parts.targets if p.kind != "vehicle" or entry.type in VEHICULAR]
    spoken = is_spoken(entry, entry.type)
    targets = reference.actors(v, parts.targets, "target", quote, spoken)
    sources = reference.actors(v, parts.sources, "source", quote, spoken)
    if "speaker" in entry.flags:
        sources = reference.speaker(v, quote)
    elif entry.target == ("subj-target",):
        sources = reference.speaker(v, quote) or reference.sayer(v, hit.verb)
    return Cast(parts, sources or _implied(v, hit, parts, targets, quote), targets)


def _implied(v: View, hit: Hit, parts: Parts, targets: list[EventActor], quote: Quote | None) -> list[EventActor]:
    """Who does it where nobody is named but somebody speaks: "Jemaah juga diimbau ...", "Tolong hentikan ..."."""
    entry, voice = hit.form.entry, hit.form.voice
    if entry.type == "REQUEST" and voice == "p" and not v.title:
        asking = reference.speaker(v, quote) or reference.sayer(v, hit.verb) or reference.last_speaker(v)
        asked_ones = {a.name for a in targets}
        return [a for a in asking if a.name not in asked_ones]
    if voice == "a" and entry.type in BY_SPEAKER and parts.how in ("none", "after"):
        asked = entry.type != "REQUEST" or not v.words["asking"].isdisjoint(v.lower[hit.end : hit.end + ASKED])
        return reference.speaker(v, quote) if targets or asked else []
    return []


def _kind(hit: Hit, put: str, now: bool) -> tuple[str, str]:
    """Type and modality as they are stored: cooperation to come is AGREE, a threat is made by being uttered."""
    entry = hit.form.entry
    if put == "asserted" and ("state" in entry.flags or (now and entry.type in LASTING)):
        return entry.type, "ongoing-state"
    if put == "planned" and entry.type in FUTURE_COOPERATION:
        return "AGREE", put
    return entry.type, "asserted" if put == "planned" and entry.type == "THREATEN" else put


def _construction(hit: Hit, parts: Parts) -> str:
    return VOICES[hit.form.voice] + ("" if parts.how in ("adjacent", "noun") else f"-{parts.how}")


def _quote(doc: Document, offset: int, direct: bool = True) -> Quote | None:
    for q in doc.quotes:
        if q.is_direct is direct and q.start <= offset < q.end:
            return q
    return None
