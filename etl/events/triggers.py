"""The trigger lexicon, compiled: from a word of a text to the entries it may be an event of.

Matching needs tokens alone; whether a trigger that matched is an event is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from etl.events.morphology import forms
from etl.events.phrases import View
from etl.events.words import TRIGGER_FILES
from etl.lexicon import Lexicon, LexiconError, Row

# How far a context word may stand from the trigger, in tokens.
NEED_AFTER: Final = 8
BLOCK_AFTER: Final = 2
BEFORE: Final = 4
FLAGS: Final = frozenset(
    {"source", "target", "pair", "actor", "quote", "first", "state", "bare", "speaker", "said", "deed"}
)
QUOTES: Final = frozenset('"“”')
ENCLITICS: Final = ("nya", "lah")


@dataclass(frozen=True, slots=True)
class Context:
    """Words that must or must not stand `after`, `before` or `near` the trigger."""

    where: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Step:
    """A word that must follow, at most `gap` words on; of kind participant: where one begins; of kind verb: any
    verb."""

    gap: int
    words: frozenset[str]
    kind: str = "word"


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    tail: tuple[Step, ...]
    flags: frozenset[str]
    need: tuple[Context, ...]
    block: tuple[Context, ...]
    target: tuple[str, ...]
    noun_patient: bool
    no_parts: bool
    recipient: bool
    raw_object: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A word as a trigger of `entry`; `voice` as in morphology.forms, plus u, i and n (noun)."""

    entry: Entry
    voice: str


@dataclass(slots=True)
class Hit:
    """A trigger found: tokens `verb`..`end` (half-open), the tail's included."""

    form: Form
    verb: int
    end: int


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a word may be a trigger of: its forms in titles and in texts, the most specific entry first. Where all of
    them want a word after it, one of `first` stands before the `reach`-th token after it."""

    titles: tuple[Form, ...]
    texts: tuple[Form, ...]
    first: frozenset[str]
    reach: int


@cache
def compiled(lexicon: Lexicon) -> dict[str, Trigger]:
    """Triggers by lower-case word."""
    classes = {row["class"]: frozenset(row["words"].split()) for row in lexicon.rows("event_classes")}
    classes["people"] = frozenset(row["word"] for row in lexicon.rows("descriptions") if row["class"] == "group")
    table: dict[str, list[Form]] = {}
    for name in TRIGGER_FILES:
        for row in lexicon.rows(name):
            entry = _entry(row, classes, name)
            words = {w: v for spec in row["verbs"].split() for w, v in forms(spec).items()}
            words |= dict.fromkeys(row["nouns"].split(), "n")
            for word, voice in words.items():
                form = Form(entry, voice)
                table.setdefault(word, []).append(form)
                for clitic in ENCLITICS if voice in "apn" else ():
                    table.setdefault(word + clitic, []).append(form)
    return {word: _trigger(sorted(found, key=_specificity)) for word, found in table.items()}


def _trigger(found: list[Form]) -> Trigger:
    first: frozenset[str] = frozenset()
    reach = 0
    steps = [form.entry.tail[0] for form in found if form.entry.tail and form.entry.tail[0].kind == "word"]
    if len(steps) == len(found):
        first = frozenset().union(*(step.words for step in steps))
        reach = max(step.gap for step in steps) + 2
    return Trigger(tuple(found), tuple(form for form in found if form.voice != "h"), first, reach)


def _specificity(form: Form) -> tuple[int, int]:
    entry = form.entry
    return -len(entry.tail), -len(entry.need) - len(entry.flags)


def _entry(row: Row, classes: dict[str, frozenset[str]], name: str) -> Entry:
    try:
        need = row["need"].split()
        return Entry(
            id=row["id"],
            type=row["type"],
            mode=row["mode"] or None,
            contexts=tuple(c for c in row["contexts"].split(",") if c),
            tail=_tail(row["tail"], classes),
            flags=FLAGS & set(need),
            need=tuple(_context(n, classes) for n in need if n not in FLAGS),
            block=tuple(_context(n, classes) for n in row["block"].split()),
            target=tuple(row["target"].split(",")) if row["target"] else (),
            noun_patient=row["side"] == "patient",
            no_parts=row["side"] == "none",
            recipient=row["side"] == "recipient",
            raw_object=row["side"] == "thing",
        )
    except (KeyError, ValueError) as error:
        raise LexiconError(f"{name}.tsv, entry {row.get('id')}: {error!r}") from error


def _words(cell: str, classes: dict[str, frozenset[str]]) -> frozenset[str]:
    out: set[str] = set()
    for word in cell.split("/"):
        out |= classes[word[1:]] if word.startswith("@") else {word}
    return frozenset(out)


def _context(cell: str, classes: dict[str, frozenset[str]]) -> Context:
    where, _, words = cell.partition("=")
    if where not in ("after", "before", "near", "prev"):
        raise ValueError(cell)
    return Context(where, _words(words, classes))


def _tail(cell: str, classes: dict[str, frozenset[str]]) -> tuple[Step, ...]:
    out: list[Step] = []
    gap = 0
    for part in cell.split():
        if part.startswith("~"):
            gap = int(part[1:])
            continue
        if part in ("@actor", "@people", "@people/@actor"):
            out.append(Step(gap, frozenset(), "participant"))
        elif part == "@verb":
            out.append(Step(gap, frozenset(), "verb"))
        else:
            out.append(Step(gap, _words(part, classes)))
        gap = 0
    return tuple(out)


def match(form: Form, v: View, at: int) -> int:
    """Token after the trigger that starts at token `at`, or -1 when its other words do not follow."""
    lower = v.lower
    pos = at + 1
    for step in form.entry.tail:
        stop = min(v.last, pos + step.gap + 1)
        if step.kind == "participant":
            # It is the object, no part of the trigger.
            return pos if any(pos <= p.first < stop for p in v.phrases) else -1
        for k in range(pos, stop):
            if lower[k] in step.words or (step.kind == "verb" and v.words.is_verb(lower[k])):
                pos = k + 1
                break
            if lower[k] in QUOTES and k > pos:
                return -1
        else:
            return -1
    return pos


def allowed(entry: Entry, v: View, hit: Hit) -> str:
    """Empty when the words around the trigger allow the entry, else the reason."""
    if not entry.block and not entry.need:
        return ""
    for context in entry.block:
        if _stands(context, v, hit, BLOCK_AFTER, BEFORE - 1):
            return f"blocked-{context.where}"
    for context in entry.need:
        if not _stands(context, v, hit, NEED_AFTER, BEFORE):
            return f"lacks-{context.where}"
    return ""


def _stands(context: Context, v: View, hit: Hit, after: int, before: int) -> bool:
    words, lower = context.words, v.lower
    if context.where == "near":
        return not v.near.isdisjoint(words)
    if context.where == "after":
        return not words.isdisjoint(lower[hit.verb + 1 : min(v.last, hit.end + after)])
    reach = 1 if context.where == "prev" else before
    return not words.isdisjoint(lower[max(v.first, hit.verb - reach) : hit.verb])
