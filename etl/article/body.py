"""Puts the clean body together: what is left of the raw text when the cuts are out, with its paragraphs restored."""

from __future__ import annotations

import re
from typing import Final

from etl.article.model import Cuts, Removed
from etl.article.view import INVISIBLE

_PARAGRAPH: Final = re.compile(r"\n{2,}")
_LOST_BREAK: Final = re.compile(r"(?<=[.!?”\"’)]) {2,}(?=[A-Z“\"‘0-9])")
_SPACES: Final = re.compile(r" {2,}")
# A backslash that some converter left before a mark it took for its own.
_ESCAPE: Final = re.compile(r"\\(?=[^\w\s]|\s|$)")
# A text broken at a fixed width, as mail and some scrapers do.
_WRAPPED_LINES: Final = 3
_NARROWEST: Final = 50
_WIDEST: Final = 130
_LONGEST_WORD: Final = 18
_TWICE: Final = re.compile(r"^(.{8,}?)\s+\1(?=\s|$)")
_LOOSE: Final = " \n,;|/&•·"
_ENDED: Final = '.!?”"’):…'


def assemble(raw: str, view: str, cuts: Cuts) -> tuple[str, list[Removed]]:
    """(clean body, spans removed in order) of a raw text."""
    removed: list[Removed] = []
    pieces: list[str] = []
    at = 0
    for start, end, kind in _merged(cuts.spans):
        pieces.append(view[at:start])
        while start < end and view[start].isspace():
            start += 1
        last = end
        while last > start and view[last - 1].isspace():
            last -= 1
        if last > start:
            removed.append(Removed(kind, start, last, raw[start:last]))
        at = end
    pieces.append(view[at:])
    return _tidied(_joined(pieces)), removed


def once(caption: str) -> str:
    """A caption that was written twice in one line, once."""
    return _TWICE.sub(r"\1", caption)


def _merged(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans in order without overlaps; of two that overlap the earlier keeps its kind and the later its rest."""
    out: list[tuple[int, int, str]] = []
    reach = 0
    for start, end, kind in sorted(spans, key=lambda span: (span[0], -span[1], span[2])):
        if end > reach:
            out.append((max(start, reach), end, kind))
            reach = end
    return out


def _joined(pieces: list[str]) -> str:
    text = pieces[0].rstrip(" ") if pieces else ""
    for piece in pieces[1:]:
        if not piece.strip(_LOOSE):  # marks that joined two pieces of furniture
            text += "\n" * piece.count("\n")
        elif not text.strip() or text[-1] == "\n":
            text = text + piece.lstrip(" ") if text.strip() else piece
        elif piece[0] == "\n":
            text = text.rstrip(" ") + piece
        else:
            text = text.rstrip(" ")
            text += ("\n\n" if text[-1] in _ENDED else " ") + piece.lstrip(" ")
    return text


def _tidied(text: str) -> str:
    if "\\" in text:
        text = _ESCAPE.sub("", text)
    for mark in INVISIBLE:
        if mark in text:
            text = text.replace(mark, "")
    text = text.strip()
    if "\n" in text:
        text = _PARAGRAPH.sub("\n\n", "\n".join([line.strip(" ") for line in text.split("\n")]))
        if text.count("\n") >= _WRAPPED_LINES:
            text = "\n\n".join(map(_unwrapped, text.split("\n\n")))
    if "  " in text:
        text = _LOST_BREAK.sub("\n\n", text)
        text = _SPACES.sub(" ", text)
    return text


def _unwrapped(paragraph: str) -> str:
    """A paragraph whose lines were broken at a fixed width, in one line: all but the last are nearly as long as each
    other, and hardly any ends a sentence."""
    lines = paragraph.split("\n")
    if len(lines) < _WRAPPED_LINES:
        return paragraph
    inner = lines[:-1]
    longest = max(map(len, inner))
    even = longest <= _WIDEST and min(map(len, inner)) >= longest - _LONGEST_WORD and longest >= _NARROWEST
    ended = sum(line[-1] in ".!?:;" for line in inner)
    return " ".join(lines) if even and 3 * ended <= len(inner) and len(lines[-1]) <= longest else paragraph
