"""The shallow syntax of a sentence: which participant is object of a verb or stands in its slots, and where its clause
ends. No tree, only what stands where. Subjects are found in `subjects`; what counts as an event is not decided here.
"""

from __future__ import annotations

from typing import Final

from etl.events.phrases import Phrase, View
from etl.events.words import Words

OBJECT_GAP: Final = 3
SLOT_REACH: Final = 24
SCARE_QUOTE: Final = 5
QUOTES: Final = frozenset('"“”')


def following(v: View, phrase: Phrase) -> list[Phrase]:
    """The phrase with those joined to it on its right."""
    lower, joining = v.lower, v.words["coordination"]
    out = [phrase]
    pending: list[Phrase] = []
    for other in v.phrases:
        if other.first < out[-1].last or other is phrase:
            continue
        last = (pending or out)[-1].last
        between = [t for t in lower[last : other.first] if t not in '()"“”']
        if not between and last < v.last and lower[last] == "(":
            (pending or out).append(other)
        elif between and (between[-1] in joining or between[-1] == "atau") and between[:-1] in ([], [","]):
            out += [*pending, other]
            pending = []
        elif between == [","]:
            pending.append(other)
        else:
            break
    return out


def direct_object(v: View, at: int, transparent: frozenset[str]) -> list[Phrase]:
    """The participant right after token `at`, small words aside."""
    lower, words = v.lower, v.words
    for phrase in v.phrases:
        if phrase.first < at:
            continue
        gap = lower[at : phrase.first]
        if len(gap) > OBJECT_GAP or (phrase.prep and phrase.prep not in transparent):
            return []
        if all(t in transparent or t in '"“' or _nominal(t, words) for t in gap):
            return following(v, phrase)
        return []
    return []


def _nominal(word: str, words: Words) -> bool:
    """Whether a word may stand between a verb and its object's name: "mengkritik kebijakan pemerintah"."""
    if word in words["skipped"] or word in words["quantifier"]:
        return True
    return word[0].isalpha() and word not in words["closing"] and not words.is_verb(word)


def slot(v: View, at: int, prep: str, reach: int = SLOT_REACH) -> list[Phrase]:
    """The participant after preposition `prep`, at most `reach` tokens from `at` and within its clause."""
    for phrase in v.phrases:
        if phrase.first >= at and phrase.prep == prep:
            return following(v, phrase) if phrase.first < min(clause_end(v, at), at + reach) else []
    return []


def clause_end(v: View, at: int) -> int:
    """Token at which the clause that holds `at` ends: a boundary word, the mark of a quotation or the sentence's end.
    Words in scare quotes are part of it."""
    lower, boundary = v.lower, v.words["boundary"]
    k = at
    while k < v.last:
        token = lower[k]
        if token in QUOTES:
            closing = [j for j in range(k + 1, min(v.last, k + SCARE_QUOTE)) if lower[j] in QUOTES]
            if not closing:
                return k
            k = closing[0]
        elif token in boundary or token in ";:" or token == "yang":
            return k
        k += 1
    return v.last


def clause_start(v: View, at: int) -> int:
    """Token after the boundary before `at`."""
    lower, boundary = v.lower, v.words["boundary"]
    for k in range(at - 1, v.first - 1, -1):
        token = lower[k]
        if token in boundary or token in ',;:"”“' or token == "yang":
            return k
    return v.first
