"""Sentences with offsets."""

from __future__ import annotations

import re

from etl.document import Document, Sentence
from etl.lexicon import Lexicon

_END = re.compile(r"(?<=[.!?])[\"”']?\s+(?=[\"“'A-Z0-9])|\n\s*\n|\n")


def split(doc: Document, lexicon: Lexicon) -> list[Sentence]:
    """Sentences in order of offset; title first."""
    out: list[Sentence] = []
    numbers = {"title": 0, "text": 0}
    paragraph = 0
    pos = 0
    cuts = [(m.start(), m.end(), "\n" in m.group()) for m in _END.finditer(doc.source)]
    for cut, nxt, broke in [*cuts, (len(doc.source), len(doc.source), True)]:
        raw = doc.source[pos:cut]
        start = pos + len(raw) - len(raw.lstrip())
        end = pos + len(raw.rstrip())
        if end > start:
            where = "title" if start < doc.text_start else "text"
            first, last = doc.token_at(start), doc.token_at(end - 1) + 1
            out.append(Sentence(where, numbers[where], start, end, first, last, paragraph))
            numbers[where] += 1
        paragraph += broke
        pos = nxt
    return out
