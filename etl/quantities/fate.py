"""What became of the people a number counts: the word beside it that says so (tewas, ditangkap, mengungsi)."""

from __future__ import annotations

import re
from typing import Final

from etl.quantities.numbers import Span

# How far from a number the word may stand that says what became of those counted, in characters.
REACH: Final = 60
_ASIDE: Final = re.compile(r"\s*,[^,.;]*,\s*|\s*\([^)]*\)\s*")


def plain(phrase: str) -> str:
    return re.sub(r"\s+", " ", phrase)


def fate(span: Span, number_start: int, noun_end: int) -> str | None:
    """What became of the people counted, by the nearest word in the same clause; None when nothing says."""
    lower, voc = span.lower, span.voc
    behind = next(
        (
            match
            for match in voc.kind.finditer(lower, noun_end, min(len(lower), noun_end + REACH))
            if voc.kinds[plain(match.group())][1] == "both"
        ),
        None,
    )
    if behind and voc.boundary.search(lower, noun_end, behind.start()):
        behind = _after_aside(span, noun_end)
    before = None
    for match in voc.kind.finditer(lower, max(0, number_start - REACH), number_start):
        before = match
    if before and voc.boundary.search(lower, before.end(), number_start):
        before = None
    if behind and before:
        nearer = behind.start() - noun_end <= number_start - before.end()
        return voc.kinds[plain((behind if nearer else before).group())][0]
    match_found = behind or before
    return voc.kinds[plain(match_found.group())][0] if match_found else None


def _after_aside(span: Span, noun_end: int) -> re.Match[str] | None:
    """ "12 orang, termasuk tiga anak, tewas": the fate behind an aside between commas."""
    aside = _ASIDE.match(span.lower, noun_end)
    match = span.voc.kind.match(span.lower, aside.end()) if aside else None
    return match if match and span.voc.kinds[plain(match.group())][1] == "both" else None
