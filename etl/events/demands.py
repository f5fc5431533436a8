"""What a trigger must have to be a report of an event: the doer, whom it concerns, a quotation ... as its entry and its
construction demand; and how far a mention that has it is to be trusted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from etl.document import EventActor, Quote
from etl.events.dating import SPOKEN
from etl.events.participants import Parts
from etl.events.phrases import Phrase, View
from etl.events.triggers import Entry, Hit

FIRST_AFTER: Final = frozenset({'"', "“", ",", "namun", "tapi", "dan", "tolong"})
NO_DOER: Final = (("none",), ("subj-obj",), ("subj-target",))
CARRIED_NOUNS: Final = ("light", "happens", "contents")
# What a construction takes from the trust in a mention: the farther the subject, the less.
DISTANCE: Final = {"far": 0.08, "control": 0.08, "after": 0.08, "none": 0.12, "unknown": 0.12, "relative": 0.04}
VERB: Final = 0.75
NOUN: Final = 0.55
SPOKEN_NOUN: Final = 0.4
MEETING_NOUN: Final = 0.45
CARRIED_NOUN: Final = 0.1
SOURCE: Final = 0.08
TARGET: Final = 0.07
NOBODY: Final = 0.05
UNREAL: Final = 0.05
TITLE: Final = 0.1
# A meeting nobody is named of yields to the mention that names who met.
NAMELESS: Final = 0.03


@dataclass(slots=True)
class Cast:
    """The participants of a mention as actor rows, and the construction they were read from."""

    parts: Parts
    sources: list[EventActor]
    targets: list[EventActor]

    def named(self, role: str) -> bool:
        return any(a.actor_id for a in (self.sources if role == "source" else self.targets))


def is_spoken(entry: Entry, kind: str) -> bool:
    """Whether the event is done by being said; a step of the law is not."""
    return kind in SPOKEN and "legal" not in entry.contexts


def out_of_place(v: View, hit: Hit, quote: Quote | None) -> str:
    """Why the trigger does not stand where its entry wants it; empty when it does."""
    flags = hit.form.entry.flags
    if "quote" in flags and quote is None:
        return "no-quote"
    if "first" in flags and v.lower[hit.verb - 1] not in FIRST_AFTER:
        return "not-first"
    return "question" if not v.title and "?" in v.lower[v.last - 2 : v.last] else ""


def lacking(v: View, hit: Hit, cast: Cast, modality: str) -> str:
    """What is missing or too vague for an event; empty when nothing is."""
    entry = hit.form.entry
    reason = _lacking_by_entry(v, hit, cast) or _lacking_by_construction(v, hit, cast)
    if reason:
        return reason
    if modality == "hypothetical" and not (cast.named("source") or cast.named("target")):
        return "hypothetical"
    return "alleged-request" if entry.type == "REQUEST" and modality == "alleged" else ""


def trust(hit: Hit, cast: Cast, modality: str, title: bool) -> float:
    """Confidence, 0 to 1. A title is trusted less than the sentence that tells the same at length."""
    entry, how = hit.form.entry, cast.parts.how
    if hit.form.voice != "n":
        value = VERB
    else:
        value = SPOKEN_NOUN if is_spoken(entry, entry.type) else MEETING_NOUN if entry.type == "CONSULT" else NOUN
        value += CARRIED_NOUN * (how in CARRIED_NOUNS)
        value -= NAMELESS * (how == "happens" and entry.type == "CONSULT" and not cast.sources)
    value += SOURCE * bool(cast.sources) + TARGET * bool(cast.targets) + NOBODY * (entry.target == ("none",))
    value -= DISTANCE.get(how, 0.0) + UNREAL * (modality in ("hypothetical", "planned", "alleged")) + TITLE * title
    return round(value, 3)


def _lacking_by_entry(v: View, hit: Hit, cast: Cast) -> str:
    flags, voice = hit.form.entry.flags, hit.form.voice
    if not flags:
        return ""
    if flags & {"source", "actor"} and not cast.sources:
        return "no-source"
    if "actor" in flags and not cast.named("source") and not _official(v, cast.parts.sources):
        return "no-named-source"
    if "target" in flags and not cast.targets:
        return "no-target"
    if voice == "p" and flags >= {"source", "target"} and not cast.sources:
        return "no-source"
    return "no-pair" if "pair" in flags and len(cast.sources) + len(cast.targets) < 2 else ""


def _lacking_by_construction(v: View, hit: Hit, cast: Cast) -> str:
    entry, voice, how = hit.form.entry, hit.form.voice, cast.parts.how
    doerless = entry.target[:1] in NO_DOER or entry.no_parts or entry.recipient
    bare = doerless or ("bare" in entry.flags and voice != "n")
    nobody = not (cast.sources or cast.targets)
    if voice in "ah" and not bare and not cast.sources:
        return "no-source"
    if voice == "n" and how == "unknown" and not cast.sources:
        return "unknown-source"
    if voice == "n" and entry.type == "CONSULT" and how == "light" and not cast.sources:
        return "no-source"
    if voice == "n" and entry.type == "X_ELECTION" and how == "noun":
        return "bare-noun"
    said = voice == "n" and is_spoken(entry, entry.type)
    if nobody and (said or (voice in "pnu" and not bare and how != "happens")):
        return "no-participant"
    if entry.type in SPOKEN and how in ("control", "after") and "obj" in entry.target and not cast.targets:
        return "no-target"
    if how == "relative" and (entry.type == "COOPERATE" or _vague_request(hit, cast)):
        return "relative"
    first = cast.parts.sources[:1]
    if how in ("relative", "light", "noun") and first and v.lower[first[0].head] in v.words["anybody"]:
        return "anybody"
    return ""


def _vague_request(hit: Hit, cast: Cast) -> bool:
    """Whether it is asked in general, by nobody named, as in "dosis yang dianjurkan dokter"."""
    return hit.form.entry.type == "REQUEST" and hit.form.voice == "p" and not cast.named("source")


def _official(v: View, found: list[Phrase]) -> bool:
    """Whether an office is named without its holder: "Presiden bertemu ..."."""
    return any(v.lower[p.head] in v.words["office"] for p in found)
