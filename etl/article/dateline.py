"""The dateline: the place of filing, with or without the outlet, at the head of the body or after a caption.

The place is data and no evidence of where anything happened; dateline and outlet leave the body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from etl.article.vocabulary import Vocabulary

_DASH: Final = r" *(?:-{1,3}|–|—|―|--)+ *"
_PART: Final = r"[A-Z][\w.'’]*(?:-[A-Z]\w+)?"
_PLACE: Final = rf"{_PART}(?:[ /]{_PART}){{0,3}}"
# After the outlet's name.
_DASH_AFTER: Final = re.compile(rf"(?: ?\([^()\n]{{1,30}}\))?\.?{_DASH}")
_PLACE_AFTER: Final = re.compile(rf" ?[,.:|]? ?({_PLACE}(?:, ?{_PLACE})?)(?: ?\([^()\n]{{1,30}}\))?{_DASH}(?=\S)")
_PLACE_AFTER_DASH: Final = re.compile(rf"{_DASH}([A-Z][A-Z'’-]+(?: [A-Z]{{2,}}){{0,3}})(?:\. ?|,? )(?=\S)")
# A known place after the outlet, before a colon or nothing at all: "Liputan6.com, Jakarta Polisi menangkap ..."
_KNOWN_AFTER: Final = re.compile(rf" ?, ?({_PART}(?: {_PART})?(?: {_PART})?)(?:: ?| +)(?=[A-Z“\"])")
_BRACKET_AFTER: Final = re.compile(rf"(?:[/ ][\w .]{{1,30}})?\){_DASH}")
# Before it.
_PLACE_BEFORE: Final = re.compile(rf"(?:^|[\n.!?:;”\"’'()*] ?|\S +)({_PLACE}(?:, ?{_PLACE})?) ?[,.]? ?\Z")
_RUN_BEFORE: Final = re.compile(rf"({_PART}(?:,? {_PART}){{0,4}}) ?(?:-{{1,2}} ?)?\(\Z")
# Without an outlet.
_BARE: Final = re.compile(
    r"((?:[A-Z]{3,}(?:[ /][A-Z]{2,}){0,3})(?:, ?[A-Z]{2,}(?: [A-Z]+)?)?"
    r"|[A-Z][a-z]{2,}(?: [A-Z][A-Za-z]+){0,2}(?:, [A-Z][a-z]+)?)"
    r"(?: ?(?:–|—|--+)| -|(?<=[A-Z]{3})-(?= )|(?<=[A-Z]{3}) \|) *(?=[A-Z“\"‘'0-9])"
)
_BRACKETED: Final = re.compile(rf"({_PART}(?:,? {_PART}){{0,2}}),? ?\([A-Z][\w./ ]{{1,24}}\)\.?{_DASH}(?=\S)")
_COLON: Final = re.compile(rf"({_PLACE}): ?(?=[A-Z“\"])")
# An outlet no list knows: a site's address written with a capital.
_DOMAIN_END: Final = re.compile(r"[.,](?i:com|co\.id|id|co|net|news|tv|org)\b")  # without it none is looked for
_SITE: Final = re.compile(rf"\b[A-Z][A-Za-z0-9-]{{2,30}}{_DOMAIN_END.pattern}(?=[ ,-–—)])")
REACH: Final = 700  # characters: a caption or pull quote may stand before the dateline


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where it stands in the raw text; `place` None where only the outlet is named; `site` the domain of
    an outlet no list knows."""

    start: int
    end: int
    place: str | None
    site: str | None = None


def find(view: str, begin: int, names: list[tuple[int, int, int]], words: Vocabulary) -> Dateline | None:
    """The dateline at or after `begin`; `names` are the hits (name, start, end) of outlet names in `view`."""
    for _, start, end in names:
        if start < begin:
            continue
        if start - begin > REACH:
            break
        found = _with_outlet(view, begin, start, end, words)
        if found:
            return found
    unknown = None
    if _DOMAIN_END.search(view, begin, begin + REACH):
        unknown = _SITE.search(view, begin, begin + REACH)
    if unknown:
        found = _with_outlet(view, begin, *unknown.span(), words)
        if found:
            return replace(found, site=unknown[0].lower().replace(",", "."))
    match = _BARE.match(view, begin)
    if match and _is_place(match[1], words):
        return Dateline(begin, match.end(), match[1])
    match = _COLON.match(view, begin)
    if match and match[1].title() in words.places:
        return Dateline(begin, match.end(), match[1])
    match = _BRACKETED.match(view, begin)
    return Dateline(begin, match.end(), match[1]) if match else None


def _is_place(text: str, words: Vocabulary) -> bool:
    """Whether what stands before a bare dash is a place: in capitals, one word of its own, or a known name."""
    if text.isupper() or text in words.places:
        return True
    first = text.partition(",")[0]
    return " " not in first and first.lower() not in words.openers


def _with_outlet(view: str, begin: int, start: int, end: int, words: Vocabulary) -> Dateline | None:
    at_head = start == begin or view[start - 1] in "\n*"
    bracket = _RUN_BEFORE.search(view, max(begin, start - 70), start)
    if bracket and (after := _BRACKET_AFTER.match(view, end)):
        place, first = _own_place(view, begin, bracket, words)
        return Dateline(first, after.end(), place)
    after = _PLACE_AFTER.match(view, end)
    if after and (at_head or _opens(view, begin, start)):
        return Dateline(start, after.end(), after[1])
    if at_head and (known := _known_after(view, end, words)):
        return Dateline(start, *known)
    dash = _DASH_AFTER.match(view, end)
    if dash is None or dash.end() == end or not view[end : dash.end()].strip():
        return None
    if at_head and view[start:end].isupper() and (after := _PLACE_AFTER_DASH.match(view, end)):
        return Dateline(start, after.end(), after[1])
    before = _place_before(view, begin, start)
    if before:
        return Dateline(before[0], dash.end(), before[1])
    return Dateline(start, dash.end(), None) if at_head or _opens(view, begin, start) else None


def _known_after(view: str, end: int, words: Vocabulary) -> tuple[int, str] | None:
    """(end, place) of a known place straight after the outlet, the longest there is."""
    match = _KNOWN_AFTER.match(view, end)
    parts = match[1].split(" ") if match else []
    for n in range(len(parts), 0, -1):
        place = " ".join(parts[:n])
        if match and place.title() in words.places:
            after = match.start(1) + len(place)
            while view[after : after + 1] in (" ", ":"):
                after += 1
            return after, place
    return None


def _opens(view: str, begin: int, start: int) -> bool:
    """Whether what stands before the outlet's name ended: a line or a sentence."""
    before = view[begin:start].rstrip(" ")
    return not before or before[-1] in '\n.!?"”'


def _place_before(view: str, begin: int, start: int) -> tuple[int, str] | None:
    """(start, place) of "JAKARTA, " directly before the outlet's name."""
    head = view[max(begin, start - 60) : start]
    if head.rstrip(" ")[-1:] not in (",", ".") and not head.strip().isupper():
        return None
    match = _PLACE_BEFORE.search(head)
    if match is None:
        return None
    first = start - len(head) + match.start(1)
    place = match[1].rstrip(".")
    if not place.isupper() and (not _opens(view, begin, first) or "," not in head[match.end(1) :]):
        return None
    return first, place


def _own_place(view: str, begin: int, run: re.Match[str], words: Vocabulary) -> tuple[str, int]:
    """(place, start) at the end of a run of capitalised words before "(ANTARA)": the whole run where it opens the text
    or a sentence, else as much of it as is a known place of several words, else its last word."""
    text, first = run[1], run.start(1)
    if _opens(view, begin, first):
        return text, first
    parts = text.split(" ")
    for n in range(len(parts)):
        tail = " ".join(parts[n:])
        if tail in words.places or n == len(parts) - 1:
            return tail, first + len(text) - len(tail)
    return text, first
