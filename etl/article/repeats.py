"""Paragraphs that stand twice, word for word or nearly so, and headlines of other articles listed after the end."""

from __future__ import annotations

import re
from typing import Final

from rapidfuzz import fuzz

from etl.article import headlines
from etl.article.model import Cuts
from etl.article.vocabulary import Vocabulary

_LETTERS: Final = re.compile(r"[\W_]+")
_SHORTEST: Final = 60
# Paragraphs are compared where this many characters agree, a few from the head or from the tail.
_KEY: Final = 16
_EDGE: Final = 4
_SAME: Final = 94.0  # percent of characters two paragraphs share to be one
_DIGITS: Final = re.compile(r"\d+")
_LIST_MARK: Final = re.compile(r" *(?:\d+\\?[.)]|[-•*–])")
_MIN_LISTED: Final = 2
_LAST_LINES: Final = 40


def find(view: str, words: Vocabulary, cuts: Cuts) -> None:
    """Adds the repeated paragraphs and the headlines at the end of a text that kept its lines."""
    lines: list[tuple[int, int]] = []
    at = 0
    for line in view.split("\n"):
        if line.strip():
            lines.append((at, at + len(line)))
        at += len(line) + 1
    _paragraphs(view, lines, cuts)
    _listed(view, lines, words, cuts)


def _paragraphs(view: str, lines: list[tuple[int, int]], cuts: Cuts) -> None:
    seen: dict[str, list[tuple[int, int]]] = {}
    for start, end in lines:
        if end - start < _SHORTEST or view[end - 1] == ":" or _LIST_MARK.match(view, start):
            continue
        keys = (view[start + _EDGE : start + _EDGE + _KEY], view[end - _EDGE - _KEY : end - _EDGE])
        earlier = [span for key in keys for span in seen.get(key, ())]
        if any(same(view[s:e], view[start:end]) and not _covered(s, e, cuts) for s, e in earlier):
            if not _covered(start, end, cuts):
                cuts.add(start, end, "repeated")
            continue
        for key in keys:
            seen.setdefault(key, []).append((start, end))


def same(one: str, other: str) -> bool:
    """Whether two paragraphs are one; other figures make another paragraph."""
    one, other = (_LETTERS.sub("", text).casefold() for text in (one, other))
    return one == other or (fuzz.ratio(one, other) >= _SAME and _DIGITS.findall(one) == _DIGITS.findall(other))


def _covered(start: int, end: int, cuts: Cuts) -> bool:
    return any(s <= start and end <= e for s, e, _ in cuts.spans)


def _listed(view: str, lines: list[tuple[int, int]], words: Vocabulary, cuts: Cuts) -> None:
    """Headlines that stand last, line by line: in capitals, without an end mark, with ordinary words among them."""
    found: list[tuple[int, int]] = []
    for start, end in reversed(lines[-_LAST_LINES:]):
        if _covered(start, end, cuts):
            continue
        if not headlines.is_listed(view[start:end].strip(), words):
            break
        found.append((start, end))
    if len(found) >= _MIN_LISTED and 2 * len(found) <= len(lines):
        for start, end in reversed(found):
            cuts.related.append(view[start:end].strip())
            cuts.add(start, end, "related")
