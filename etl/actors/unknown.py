"""Whether a name that the rules leave open, or only guess at, is a person's, as the model of names says.

The rules stand wherever they are sure. The model adds a person where they fall short of one and it is sure, and strikes
a person whom they guessed and it is sure is none. Mentions of one name in an article are judged together.
"""

from __future__ import annotations

from typing import Final

from etl.actors.model import Model, keys
from etl.actors.persons import THRESHOLD
from etl.actors.segments import Segment
from etl.actors.vocabulary import Vocabulary
from etl.actors.words import adjacent
from etl.document import Document

# What the rules say below and from which they are sure
LEAST: Final = -0.4
SURE: Final = 2.7
# Logarithms of odds: for names of several words, of one, and against
_ADDS: Final = 1.2
_ADDS_WORD: Final = 1.6
_STRIKES: Final = -1.6
_AGAIN: Final = 0.0  # for one word that the article elsewhere gives to a person


def verdicts(
    doc: Document, v: Vocabulary, model: Model, found: list[Segment], scores: dict[int, float]
) -> dict[int, bool]:
    """Whether a person, by number of segment, where the model decides against the `scores` of the rules."""
    asked: dict[str, list[int]] = {}
    for n, score in scores.items():
        if LEAST <= score < SURE and (_whole(doc, found, n) if score < THRESHOLD else not _said(doc, v, found[n])):
            asked.setdefault(doc.source[found[n].start : found[n].end], []).append(n)
    if not asked:
        return {}
    best: dict[str, float] = {}  # what the rules say of each name where they say most
    for n, score in scores.items():
        name = doc.source[found[n].start : found[n].end]
        if name in asked and score > best.get(name, LEAST - 1):
            best[name] = score
    out: dict[int, bool] = {}
    for name, numbers in asked.items():
        lean = 0.0
        for n in numbers:
            lean += model.weigh(keys(doc, found[n].first, found[n].last)).for_person
        lean /= len(numbers)
        enough = _ADDS
        if found[numbers[0]].last - found[numbers[0]].first == 1:
            enough = _AGAIN if best[name] >= THRESHOLD else _ADDS_WORD
        for n in numbers:
            if scores[n] < THRESHOLD and lean >= enough:
                out[n] = True
            elif scores[n] >= THRESHOLD and lean <= _STRIKES and best[name] < SURE:
                out[n] = False
    return out


def _whole(doc: Document, found: list[Segment], n: int) -> bool:
    """Whether no other capitalised word runs into the name, but the name of a body before it."""
    first, last = found[n].first, found[n].last
    if first and doc.tokens[first - 1][0].isupper():
        before = found[n - 1]
        if n == 0 or before.last != first or before.kind not in ("org", "known", "region"):
            return False
    return not adjacent(doc, last)


def _said(doc: Document, v: Vocabulary, segment: Segment) -> bool:
    """Whether a verb of saying stands before the name, which the model has seen too little of to deny."""
    return segment.first > 0 and doc.lower[segment.first - 1] in v.context["say_before"]
