"""Where a piece of a page's text stands in its markup, so that what was removed can be found again there."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Final

from etl.article.model import Removed

_TOKEN: Final = re.compile(
    r"<!--.*?-->|<(?:script|style|head)\b.*?</(?:script|style|head)\s*>|<[^>]*>|&[#\w]{2,12};|[^<&\s]+|\s+|[<&]",
    re.DOTALL | re.IGNORECASE,
)


def located(source: str, removed: Iterable[Removed]) -> Iterator[Removed]:
    """The spans with their offsets in `source`, the markup; a span that cannot be found there is left out."""
    visible, offsets = _visible(source)
    at = 0
    for span in removed:
        wanted = "".join(span.text.split())
        found = visible.find(wanted, at)
        if found < 0:
            found = visible.find(wanted)
        if found < 0 or not wanted:
            continue
        start, end = offsets[found], offsets[found + len(wanted) - 1] + 1
        last = source.find(";", end - 1, end + 12) + 1 if source[end - 1] == "&" else end
        at = found + len(wanted)
        yield Removed(span.kind, start, max(last, end), source[start : max(last, end)])


def _visible(source: str) -> tuple[str, list[int]]:
    """(characters a reader sees, without white space; the offset of each in the markup)."""
    characters: list[str] = []
    offsets: list[int] = []
    for match in _TOKEN.finditer(source):
        token = match[0]
        if token[0] == "<" and len(token) > 1:
            continue
        shown = html.unescape(token) if token[0] == "&" else token
        for n, character in enumerate(shown):
            if not character.isspace():
                characters.append(character)
                offsets.append(match.start() + (0 if shown is not token else n))
    return "".join(characters), offsets
