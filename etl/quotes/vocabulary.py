"""The words around quotations, compiled once per lexicon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from etl.lexicon import Lexicon

MARKS: Final = frozenset("\"“”„‟″'’‘`")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words in lower case by what they do; `asides` report speech only between commas, `scanned` are all the tokens
    that a quotation may start from; `clause` and `headline` give the kind (say, ask, view, voice)."""

    after: frozenset[str]
    clause: dict[str, str]
    passive: frozenset[str]
    headline: dict[str, str]
    pronoun: frozenset[str]
    stop: frozenset[str]
    inner: frozenset[str]
    relation: frozenset[str]
    demonstrative: frozenset[str]
    unnamed: frozenset[str]
    adverb: frozenset[str]
    title: frozenset[str]
    office: frozenset[str]
    blocker: frozenset[str]
    particle: frozenset[str]
    narration: frozenset[str]
    lead: frozenset[str]
    contrast: frozenset[str]
    breaks: frozenset[str]
    asides: frozenset[str]
    scanned: frozenset[str]
    unmarked_cue: re.Pattern[str]

    def stem(self, word: str) -> str | None:
        """The verb of a cue behind a quotation, without "-nya"; None when `word` is no such verb."""
        if word in self.after:
            return word
        return word[:-3] if word.endswith("nya") and word[:-3] in self.after else None


@cache
def compiled(lexicon: Lexicon) -> Vocabulary:
    verbs, words = lexicon.rows("speech_verbs"), lexicon.rows("speech_words")

    def forms(place: str) -> dict[str, str]:
        return {row["form"]: row["kind"] for row in verbs if row["place"] == place}

    def role(name: str) -> frozenset[str]:
        return frozenset(row["word"] for row in words if row["role"] == name)

    after, clause, passive = frozenset(forms("after")), forms("clause"), frozenset(forms("passive"))
    asides = after | {form + "nya" for form in after}
    longest_first = sorted(after, key=lambda form: (-len(form), form))
    return Vocabulary(
        after=after,
        clause=clause,
        passive=passive,
        headline=forms("headline"),
        pronoun=role("pronoun"),
        stop=role("stop"),
        inner=role("inner"),
        relation=role("relation"),
        demonstrative=role("demonstrative"),
        unnamed=role("unnamed"),
        adverb=role("adverb"),
        title=role("title"),
        office=frozenset(row["title"].lower() for row in lexicon.rows("titles")),
        blocker=role("blocker"),
        particle=role("particle"),
        narration=role("narration"),
        lead=role("lead"),
        contrast=role("contrast"),
        breaks=role("contrast") | frozenset(';"”'),
        asides=asides,
        scanned=asides | frozenset(clause) | passive | {"menurut", "menurutnya"} | MARKS,
        unmarked_cue=re.compile(rf"[,.?!]\s*(?=(?:{'|'.join(map(re.escape, longest_first))})(?:nya)?\b)"),
    )
