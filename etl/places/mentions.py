"""Where an article names a place: one scan for names and place nouns, then the words around each hit decide.

A name is read as a place after a preposition ("di Bone"), after a place noun ("Kabupaten Bone"), or after another
place ("Watampone, Bone"); names marked free in the gazetteer also stand alone. A name inside an actor that acts, in
the title before a person's name, or after a word that opens the name of a body ("Bupati Bone") is no place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from etl.actors.words import adjacent
from etl.document import Document
from etl.places.gazetteer import Gazetteer, Noun, Place
from etl.tries import Trie, longest

_LONGEST_UNKNOWN: Final = 4  # words of a name the gazetteer does not know: "Jalan Raya Kebayoran Lama"
_ALONE: Final = frozenset({"province", "regency", "city", "district", "region", "site"})


@dataclass(slots=True)
class Found:
    """A place name in the article: characters, what it may mean (empty: unlisted), how it is known to be a place."""

    start: int
    end: int
    places: tuple[Place, ...]
    noun: Noun | None
    basis: str


def find(doc: Document, g: Gazetteer) -> list[Found]:
    """Places named, in order, without overlaps."""
    taken, limits = _acting(doc)
    found: list[Found] = []
    tokens, starts, lower = doc.tokens, doc.starts, doc.lower
    noun: tuple[int, int, str] | None = None  # start, token after it, word
    done = 0
    for first, token in enumerate(tokens):
        if token not in g.openings or first < done:
            continue
        start = starts[first]
        after_noun, noun_word = _longest(doc, g.noun_trie, first)
        if after_noun and not doc.source.startswith(" ", doc.ends[after_noun - 1]):
            after_noun = 0
        after, name = _longest(doc, g.name_trie, first)
        done = max(after, after_noun)
        if after <= after_noun:
            if after_noun and adjacent(doc, after_noun):
                noun = (noun[0] if noun and noun[1] == first else start, after_noun, noun_word.lower())
                if (unlisted := _unlisted(doc, g, noun)) and not _inside(unlisted.start, taken, limits):
                    _put(found, unlisted)
            continue
        word = noun if noun and noun[1] == first else None
        if word is None and name not in g.free and (not first or lower[first - 1] not in g.cues):
            continue  # most hits: a country or an ambiguous name with nothing before it that makes it a place
        if _inside(start, taken, limits):
            continue
        if _goes_on_from_actor(doc, word[0] if word else start, taken, limits):
            continue
        mention = _read(doc, g, name, first, after - 1, word, found)
        if mention:
            _put(found, mention)
    return found


def _longest(doc: Document, trie: Trie, first: int) -> tuple[int, str]:
    """The token after the longest entry of `trie` at token `first`, spaced as it is written, and the entry."""
    stop = len(doc.tokens)
    while (hit := longest(trie, doc.tokens, first, stop)) is not None:
        if doc.source[doc.starts[first] : doc.ends[hit[0] - 1]] == hit[1]:
            return hit
        stop = hit[0] - 1  # a line break or a mark stands in it
    return 0, ""


def _put(found: list[Found], mention: Found) -> None:
    """Append `mention`, instead of the unlisted names that run into it."""
    while found and found[-1].end > mention.start:
        found.pop()
    found.append(mention)


def _acting(doc: Document) -> tuple[list[int], list[int]]:
    """Spans no place is read in: actors that act, with the title before them. Starts, and the furthest end so far."""
    spans = [(m.start if m.role_start is None else m.role_start, m.end) for m in doc.mentions if m.acts]
    spans.sort()
    return [start for start, _ in spans], list(accumulate((end for _, end in spans), max))


def _inside(start: int, taken: list[int], limits: list[int]) -> bool:
    at = bisect_right(taken, start)
    return at > 0 and limits[at - 1] > start


def _goes_on_from_actor(doc: Document, start: int, taken: list[int], limits: list[int]) -> bool:
    """Whether an actor ends one space before `start`: "Gugus Tugas Kabupaten ...", "Bea Cukai Surabaya"."""
    return start > 1 and doc.source[start - 1] == " " and _inside(start - 2, taken, limits)


def _read(
    doc: Document, g: Gazetteer, name: str, first: int, last: int, noun: tuple[int, int, str] | None, found: list[Found]
) -> Found | None:
    """The mention of `name` over tokens `first`..`last`, or None where the words around it speak against a place."""
    places, start, end = g.names[name], doc.starts[first], doc.ends[last]
    if noun:
        word = g.nouns[noun[2]]
        if _of_body(doc, g, bisect_left(doc.starts, noun[0])):
            return None
        if any(p.kind in word.kinds for p in places):
            part = doc.source[noun[0]].isupper()
            return Found(noun[0] if part else start, end, places, word, "noun")
        if found and found[-1].end > start:
            return None  # "Stasiun Madiun", "Jalan Surabaya": named after the place, not the place
    before = doc.lower[first - 1] if first else ""
    if before in g.words["prep"]:
        return Found(start, end, places, None, "preposition")
    if _of_body(doc, g, first):
        return None
    if before in g.words["link"] and found and found[-1].places and doc.ends[first - 2] == found[-1].end:
        return Found(start, end, places, None, "apposition" if before in (",", "(") else "list")
    if name not in g.free or not _alone(doc, g, first, last):
        return None
    alone = tuple(p for p in places if p.kind in _ALONE)
    return Found(start, end, alone, None, "name") if alone else None


def _of_body(doc: Document, g: Gazetteer, first: int) -> bool:
    """Whether the word before token `first` opens the name of a body: "DPRD Kota ...", "(KPU) Kabupaten ..."."""
    at = first - 1
    if at > 0 and doc.tokens[at] in (")", "."):
        if doc.tokens[at] == ")" and len(doc.tokens[at - 1]) > 1 and doc.tokens[at - 1].isupper():
            return True  # whatever the acronym in brackets stands for, its long form ends in the place
        at -= 1
    return at >= 0 and doc.lower[at] in g.words["body"]


def _alone(doc: Document, g: Gazetteer, first: int, last: int) -> bool:
    """Whether no capitalised name goes on before or after the tokens `first`..`last`."""
    if first and _name_goes_on(doc, g, first - 1, first):
        return False
    return last + 1 >= len(doc.tokens) or not _name_goes_on(doc, g, last + 1, last + 1)


def _name_goes_on(doc: Document, g: Gazetteer, token: int, gap: int) -> bool:
    """Whether `token` is a capitalised word that is no ordinary one, one space away across the gap before `gap`."""
    word = doc.tokens[token]
    if not word[0].isupper() or doc.starts[gap] - doc.ends[gap - 1] != 1:
        return False
    return doc.lower[token] not in g.ordinary or (len(word) > 1 and word.isupper())


def _unlisted(doc: Document, g: Gazetteer, noun: tuple[int, int, str]) -> Found | None:
    """A place noun with a name the gazetteer may not know: "Desa Sukamaju", "Jalan Raya Serpong"."""
    word, first = g.nouns[noun[2]], noun[1]
    title = noun[0] < doc.text_start  # every word is capitalised there: the name ends before an ordinary one
    if not word.unknown or (word.unknown == "proper" and doc.source[noun[0]].islower()):
        return None
    if (word.unknown == "proper" or title) and doc.lower[first] in g.ordinary:
        return None
    if _of_body(doc, g, bisect_left(doc.starts, noun[0])):
        return None
    last = first
    while (
        last + 1 < len(doc.tokens)
        and last - first + 1 < _LONGEST_UNKNOWN
        and doc.starts[last + 1] - doc.ends[last] == 1
        and doc.tokens[last + 1][0].isupper()
        and not (title and doc.lower[last + 1] in g.ordinary)
    ):
        last += 1
    start = noun[0] if doc.source[noun[0]].isupper() else doc.starts[first]
    return Found(start, doc.ends[last], (), word, "noun")
