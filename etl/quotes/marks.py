"""Which stretches of a text stand between quotation marks.

Marks are paired by the characters beside them, not by counting: scraped text loses marks, mixes straight and curly
ones and glues sentences, so that a count is off for the rest of the article after one loss. Whether a stretch is a
quotation, and whose, is decided elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from etl.document import Document
from etl.quotes.vocabulary import Vocabulary

_SINGLE: Final = frozenset("'’‘`")
_OPENING: Final = frozenset("“„‟")
_STOPS: Final = frozenset(",.?!…")
# A quotation that goes on over more paragraphs than this lost its closing mark.
_PARAGRAPHS: Final = 6
OPEN: Final = 2
EITHER: Final = 0
CLOSE: Final = -2
WEAK_OPEN: Final = 1
WEAK_CLOSE: Final = -1


@dataclass(slots=True)
class Mark:
    """A quotation mark (or marks in a row) and the side it closes or opens by what stands beside it."""

    start: int
    end: int
    side: int


@dataclass(slots=True)
class Stretch:
    """What stands between marks: offsets of the words inside, and of the end of the closing mark. `closed` and
    `opened` are False where that mark is missing."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    opened: bool = True
    closed: bool = True


def find(doc: Document, tokens: list[int], vocabulary: Vocabulary) -> list[Stretch]:
    """Stretches between marks in order, none inside another; `tokens` are the indices of the marks among the tokens."""
    return _pair(doc.source, _marks(doc, tokens, vocabulary), vocabulary)


def _marks(doc: Document, tokens: list[int], vocabulary: Vocabulary) -> list[Mark]:
    """The marks outside the title, those in a row as one."""
    out: list[Mark] = []
    source, begin = doc.source, doc.text_start
    runs: list[tuple[int, int]] = []
    for k in tokens:
        start = doc.starts[k]
        if start < begin:
            continue
        if runs and runs[-1][1] == start:
            runs[-1] = (runs[-1][0], start + 1)
        else:
            runs.append((start, start + 1))
    for start, end in runs:
        left = source[start - 1] if start > begin else "\n"
        right = source[end] if end < len(source) else "\n"
        marks = source[start:end]
        if marks in _SINGLE:
            side = _single_side(source, start, end, left, right, vocabulary)
            if side:
                out.append(Mark(start, end, side))
        elif left == "=":
            continue
        elif end - start > 1 and marks.count('"') > 1 and not left.isspace() and right.isalnum():
            # `..."` and `"...` glued: the first closes, the second opens.
            out += [Mark(start, start + 1, CLOSE), Mark(start + 1, end, OPEN)]
        else:
            side = _side(marks, left, right)
            if side != CLOSE and (right.isspace() or right.islower()) and _before_cue(source, start, end, vocabulary):
                side = CLOSE
            out.append(Mark(start, end, side))
    return out


def _side(marks: str, left: str, right: str) -> int:
    free_left, free_right = left.isspace() or left in "([—–-:\u200b", right.isspace()
    if marks[0] in _OPENING and not (left in _STOPS and free_right):
        return OPEN
    if free_left != free_right:
        return OPEN if free_left else CLOSE
    if free_left:
        return CLOSE if marks[0] == "”" else EITHER
    if not right.isalnum() and right not in "([@#":
        return CLOSE
    if left == "," or right.islower():
        return CLOSE if left in _STOPS or (not right.isupper() and marks[0] == "”") else EITHER
    return EITHER


def _single_side(source: str, start: int, end: int, left: str, right: str, vocabulary: Vocabulary) -> int:
    """A lone apostrophe marks speech only where a verb of saying follows the closing one."""
    if left in _STOPS and right.isspace():
        return WEAK_CLOSE if _before_cue(source, start, end, vocabulary) else EITHER
    return WEAK_OPEN if (left.isspace() or left in _STOPS) and right.isupper() else EITHER


def _before_cue(source: str, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether a verb of saying follows the mark and a stop or comma stands before it."""
    word = re.match(r"\s*([a-z]+)", source[end : end + 24])
    if word is None or not vocabulary.stem(word.group(1)):
        return False
    return source[max(0, start - 3) : start].rstrip()[-1:] in _STOPS


def _pair(source: str, marks: list[Mark], vocabulary: Vocabulary) -> list[Stretch]:
    out: list[Stretch] = []
    opened: Mark | None = None
    weak: Mark | None = None
    skip = 0
    for i, mark in enumerate(marks):
        if skip:
            skip -= 1
        elif mark.side == WEAK_OPEN:
            weak = mark if opened is None else None
        elif opened is None:
            if mark.side == WEAK_CLOSE:
                if weak is not None and "\n" not in source[weak.end : mark.start]:
                    out.append(Stretch(weak.end, mark.start, weak.start, mark.end))
                weak = None
            elif mark.side >= EITHER:
                opened, weak = mark, None
            elif source[mark.start - 1] in _STOPS:
                out.append(Stretch(mark.start, mark.start, mark.start, mark.end, opened=False))
        elif mark.side == CLOSE or mark.side == WEAK_CLOSE or (mark.side == EITHER and not _reopens(source, marks, i)):
            cut = _cut(source, opened, mark.start, vocabulary)
            out.append(cut or Stretch(opened.end, mark.start, opened.start, mark.end))
            opened = None
        else:
            nested = _nested(source, marks, i)
            skip = nested or 0
            if nested is None and not _continues(source, opened, mark, vocabulary):
                out.append(_unclosed(source, opened, mark.start, vocabulary))
                opened = mark
    if opened is not None:
        out.append(_unclosed(source, opened, len(source), vocabulary))
    return [trimmed(source, stretch) for stretch in out]


def _reopens(source: str, marks: list[Mark], i: int) -> bool:
    """Whether a mark that could do either, inside an open quotation, opens the next one."""
    after = marks[i + 1] if i + 1 < len(marks) else None
    return (
        after is not None
        and source[marks[i].end].isupper()
        and after.side == CLOSE
        and "\n" not in source[marks[i].end : after.start]
    )


def _nested(source: str, marks: list[Mark], i: int) -> int | None:
    """How many marks after `i` stand inside the open quotation; None when `i` opens a new one."""
    ahead = marks[i + 1 : i + 3]
    if not ahead or ahead[0].side > EITHER or "\n" in source[marks[i].end : ahead[-1].start]:
        return None
    if ahead[0].side == CLOSE and ahead[0].end - ahead[0].start > 1:
        return 0
    return 1 if len(ahead) == 2 and ahead[1].side < EITHER else None


def _continues(source: str, opened: Mark, mark: Mark, vocabulary: Vocabulary) -> bool:
    """Whether the mark repeats the opening one at the head of the next paragraph of the same quotation."""
    between = source[opened.end : mark.start]
    paragraphs = [line for line in between.split("\n") if line.strip()]
    return (
        between.rstrip(" \t\u200b").endswith("\n")
        and not vocabulary.unmarked_cue.search(between)
        and (len(paragraphs) <= 1 or all(line.lstrip()[0] in '"“' for line in paragraphs[1:]))
    )


def _cut(source: str, opened: Mark, end: int, vocabulary: Vocabulary) -> Stretch | None:
    """The quotation ended before the mark found, where its own mark is missing; None where nothing says so."""
    inside = source[opened.end : end]
    if "\n" not in inside:
        return None
    first = inside.strip().split("\n", 1)[0]
    cue = vocabulary.unmarked_cue.search(first)
    if cue is None and inside.strip().count("\n") < 2 * _PARAGRAPHS:
        return None
    return _unclosed(source, opened, end, vocabulary)


def _unclosed(source: str, opened: Mark, limit: int, vocabulary: Vocabulary) -> Stretch:
    """A quotation without closing mark: it ends before its cue, else with its paragraph."""
    begin = opened.end + len(source[opened.end : limit]) - len(source[opened.end : limit].lstrip())
    line = source.find("\n", begin, limit)
    end = line if line >= 0 else limit
    cue = vocabulary.unmarked_cue.search(source, begin, end)
    end = cue.end() if cue else end
    return Stretch(opened.end, end, opened.start, end, closed=False)


def trimmed(source: str, stretch: Stretch) -> Stretch:
    """The stretch without the blanks and the comma at its ends; changed in place."""
    words = source[stretch.start : stretch.end]
    stretch.end = max(stretch.start, stretch.start + len(words.rstrip(" \t\n\r\xa0,\u200b")))
    stretch.start = min(stretch.end, stretch.start + len(words) - len(words.lstrip()))
    return stretch
