"""From a trigger to an event mention: its participants, modality, date and place put together, what it lacks to be one,
and how far it is to be trusted.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.document import Document, EventActor, EventMention, PlaceMention, Quote
from etl.events import dating, modality, participants, placing, reference
from etl.events.carrying import Carry
from etl.events.dating import SPOKEN, Calendar
from etl.events.participants import Parts
from etl.events.phrases import Phrase, View
from etl.events.triggers import Hit

THRESHOLD = 0.5
ASKED = 6  # words
# Elsewhere a vehicle is a thing, no participant.
VEHICULAR = frozenset({"X_ACCIDENT", "ASSAULT", "PROTEST", "MOBILIZE"})
LEAD = 2  # sentences: title and first of the body
LASTING = frozenset({"COERCE", "COOPERATE", "MOBILIZE", "PROTEST"})
FIRST_AFTER = frozenset({'"', "“", ",", "namun", "tapi", "dan", "tolong"})
FUTURE_COOPERATION = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})


@dataclass(slots=True)
class Story:
    """What the mentions of an article hand on: its days, participants to carry, and the triggers before in a sentence."""

    calendar: Calendar
    carry: Carry
    sport: bool
    governors: list[tuple[str, int]] = field(default_factory=list)


def report(v: View, hit: Hit, story: Story) -> tuple[EventMention | None, str]:
    """The event mention of a trigger, or None and the reason."""
    doc, entry = v.doc, hit.form.entry
    quote = _quote(doc, doc.starts[hit.verb])
    if "quote" in entry.flags and quote is None:
        return None, "no-quote"
    if "first" in entry.flags and v.lower[hit.verb - 1] not in FIRST_AFTER:
        return None, "not-first"
    manner = modality.manner(v, hit)
    if manner.modality is None:
        return None, manner.reason
    if not v.title and "?" in v.lower[v.last - 2 : v.last]:
        return None, "question"
    if entry.type == "REQUEST" and manner.modality == "alleged":
        return None, "alleged-request"
    parts = participants.parts(v, hit)
    spoken = entry.type in SPOKEN and "legal" not in entry.contexts
    sources = reference.actors(v, parts.sources, "source", quote, spoken)
    parts.targets = [p for p in parts.targets if p.kind != "vehicle" or entry.type in VEHICULAR]
    targets = reference.actors(v, parts.targets, "target", quote, spoken)
    if "speaker" in entry.flags:
        sources = reference.speaker(v, quote)
    elif entry.target == ("subj-target",):
        sources = reference.speaker(v, quote) or reference.sayer(v, hit.verb)
    if (
        quote is not None
        and not sources
        and hit.form.voice == "a"
        and parts.how in ("none", "after")
        and entry.type in ("REQUEST", "ACCUSE", "SUPPORT")
    ):
        asked = entry.type != "REQUEST" or not v.words["asking"].isdisjoint(v.lower[hit.end : hit.end + ASKED])
        sources = reference.speaker(v, quote) if targets or asked or "quote" in entry.flags else []
    if entry.type == "REQUEST" and hit.form.voice == "p" and not sources and not v.title:
        # "Jemaah juga diimbau ...": within somebody's statement, who asks is who speaks.
        sources = reference.speaker(v, quote) or reference.sayer(v, hit.verb) or reference.last_speaker(v)
    lacking = _lacking(v, hit, parts, sources, targets)
    if lacking:
        return None, lacking
    if parts.how == "relative" and entry.type == "COOPERATE":
        return None, "relative"
    if parts.how in ("relative", "light", "noun") and parts.sources and v.lower[parts.sources[0].head] in v.words["anybody"]:
        return None, "anybody"
    if (
        entry.type == "REQUEST"
        and hit.form.voice == "p"
        and parts.how == "relative"
        and not any(a.actor_id for a in sources)
    ):
        return None, "relative"
    if manner.modality == "hypothetical" and not any(a.actor_id for a in sources + targets):
        return None, "hypothetical"
    kind, put = entry.type, manner.modality
    if put == "asserted" and ("state" in entry.flags or (manner.now and kind in LASTING)):
        put = "ongoing-state"
    if put == "planned" and kind in FUTURE_COOPERATION:
        kind = "AGREE"
    them = any(v.lower[p.first] == "mereka" for p in parts.targets)
    carried = story.carry.fill(kind, "legal" in entry.contexts, sources, targets, v.number, them)
    named = {a.name for a in sources}
    targets = [a for a in targets if a.name not in named]
    span = (quote.start, quote.end) if quote else None
    spoken = kind in SPOKEN and "legal" not in entry.contexts
    lasting, nominal = "state" in entry.flags, hit.form.voice == "n" and parts.how in ("noun", "contents")
    telling = dating.Telling(kind, put, manner.past, manner.now, nominal, lasting, spoken)
    date = dating.when(v, hit.verb, telling, story.calendar, span)
    where = placing.place(v, hit.verb, doc.places)
    told = parts.how == "happens" or date.basis in ("explicit", "relative") or where is not None or v.number <= LEAD
    if not (sources or targets or told):
        return None, "bare-noun"
    if put == "planned" and kind == "THREATEN":
        put = "asserted"
    confidence = _confidence(hit, parts, sources, targets, put, v.title)
    if confidence < THRESHOLD:
        return None, "low-confidence"
    event = EventMention(
        type=kind, trigger_start=doc.starts[hit.verb], trigger_end=doc.ends[hit.end - 1], sentence=v.number,
        modality=put, rule_id=f"{entry.type}.{entry.id}/{_construction(hit, parts)}{carried}", confidence=confidence,
        mode=entry.mode if kind == entry.type else None, contexts=entry.contexts, actors=[*sources, *targets],
        start_date=date.start, end_date=date.end, granularity=date.granularity, date_basis=date.basis,
        date_text=date.text, speaker_id=quote.speaker_id if quote else None,
    )  # fmt: skip
    if where is not None:
        _put(event, where, doc)
    story.carry.note(event)
    return event, ""


def _lacking(v: View, hit: Hit, parts: Parts, sources: list[EventActor], targets: list[EventActor]) -> str:
    """What the entry or the construction demands and the sentence does not give; empty when nothing."""
    entry, voice = hit.form.entry, hit.form.voice
    bare = entry.target[:1] in (("none",), ("subj-obj",)) or entry.no_parts or ("bare" in entry.flags and voice != "n")
    if (entry.flags & {"source", "actor"} or (voice in "ah" and not bare)) and not sources:
        if not (entry.flags <= {"quote"} and targets and voice == "a" and "subj-target" in entry.target):
            return "no-source"
    if "actor" in entry.flags and not any(a.actor_id for a in sources) and not _official(v, parts.sources):
        return "no-named-source"
    if "target" in entry.flags and not targets:
        return "no-target"
    if voice == "p" and entry.flags >= {"source", "target"} and not sources:
        return "no-source"
    if entry.type in SPOKEN and parts.how in ("control", "after") and "obj" in entry.target and not targets:
        return "no-target"
    if "pair" in entry.flags and len(sources) + len(targets) < 2:
        return "no-pair"
    if voice == "n" and parts.how == "unknown" and not sources:
        return "unknown-source"
    if voice == "n" and entry.type == "X_ELECTION" and parts.how == "noun":
        return "bare-noun"
    if voice == "n" and entry.type in SPOKEN and not (sources or targets):
        return "no-participant"
    if voice in "pnu" and not bare and not (sources or targets or parts.how == "happens"):
        return "no-participant"
    return ""


def _official(v: View, found: list[Phrase]) -> bool:
    """Whether an office is named without its holder: "Presiden bertemu ..."."""
    return any(v.lower[p.head] in v.words["office"] for p in found)


def _put(event: EventMention, where: PlaceMention, doc: Document) -> None:
    event.place, event.place_id = doc.source[where.start : where.end], where.place_id
    event.place_precision, event.place_basis = where.kind, where.basis


def _construction(hit: Hit, parts: Parts) -> str:
    voice = {"a": "active", "p": "passive", "h": "headline", "n": "noun", "u": "active", "i": "active"}
    voice |= {"t": "passive", "b": "active"}
    return voice[hit.form.voice] + ("" if parts.how in ("adjacent", "noun") else f"-{parts.how}")


def _confidence(
    hit: Hit, parts: Parts, sources: list[EventActor], targets: list[EventActor], put: str, title: bool
) -> float:
    """Trust in a mention. A title is trusted less than the sentence that tells the same at length."""
    entry = hit.form.entry
    if hit.form.voice != "n":
        value = 0.75
    else:
        value = 0.4 if entry.type in SPOKEN and "legal" not in entry.contexts else 0.45 if entry.type == "CONSULT" else 0.55
        value += 0.1 * (parts.how in ("light", "happens", "contents"))
    value += 0.08 * bool(sources) + 0.07 * bool(targets) + 0.05 * (entry.target == ("none",))
    value -= 0.2 * (entry.type == "REQUEST" and hit.form.voice == "p" and parts.how == "relative")
    value -= {"far": 0.08, "control": 0.08, "after": 0.08, "none": 0.12, "unknown": 0.12, "relative": 0.04}.get(
        parts.how, 0.0
    )
    value -= 0.05 * (put in ("hypothetical", "planned", "alleged")) + 0.1 * title
    return round(value, 3)


def _quote(doc: Document, offset: int) -> Quote | None:
    for q in doc.quotes:
        if q.start <= offset < q.end and q.is_direct:
            return q
    return None
