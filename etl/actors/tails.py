"""What may follow the head of an organization's name: a place, a field of work, a parent body, a proper name.

Every reader takes the token behind the head and gives the end (exclusive) of what it reads, the same token for nothing.
"""

from __future__ import annotations

import re
from typing import Final

from etl.actors.vocabulary import Vocabulary
from etl.actors.words import adjacent
from etl.document import Document
from etl.tries import longest

_NUMBER: Final = re.compile(r"[IVX]+|[A-E]")
_CLOSING: Final = frozenset({"Tbk", "Indonesia"})  # last words of names; what follows is somebody's name
_LOCAL: Final = frozenset({"place", "region"})
MOST_WORDS: Final = 7  # of a proper name behind a head


def _opens_person(doc: Document, v: Vocabulary, token: int) -> bool:
    """Whether a title, rank, honorific or given name begins at `token`."""
    if doc.tokens[token] in v.given or doc.lower[token] in v.honorifics:
        return True
    return longest(v.titles, doc.lower, token, token + 4) is not None


def _office(doc: Document, v: Vocabulary, token: int) -> bool:
    """Whether an office or rank begins at `token`; "anak" or "warga" may be part of a name."""
    title = longest(v.titles, doc.lower, token, token + 3) if doc.lower[token] in v.titles else None
    return title is not None and title[1].kind != "member"


def _site(doc: Document, v: Vocabulary, start: int) -> int:
    """End of the place or person that a hospital or school is named after."""
    if longest(v.regions, doc.tokens, start, len(doc.tokens)) or doc.lower[start] in v.context["admin"]:
        return place_end(doc, v, start)
    return min(_name(doc, v, start), start + 4)


def place_end(doc: Document, v: Vocabulary, start: int) -> int:
    """End of a place name that begins at `start`, or `start`."""
    n = len(doc.tokens)
    at = start
    while adjacent(doc, at) and doc.lower[at] in v.context["admin"]:
        at += 1
    if not adjacent(doc, at):
        return start
    region = longest(v.regions, doc.tokens, at, n)
    if region is not None:
        return region[0] + (adjacent(doc, region[0]) and doc.lower[region[0]] in v.context["side"])
    first = at
    while at < first + 3 and adjacent(doc, at) and not _opens_person(doc, v, at):
        low = doc.lower[at]
        if doc.tokens[at] in v.heads or low in v.context["stop"]:
            break
        if v.ordinary(low) and low not in v.context["side"] and doc.starts[at] < doc.text_start:
            break  # a headline's words all have capitals: "Polres Periksa Tiga Saksi"
        at += 1
    if at == first + 3 and adjacent(doc, at):  # a longer run is no place name; its first word may be
        at = first + 1
    return at if at > first else start


def region_end(doc: Document, v: Vocabulary, start: int) -> int:
    """End of the known region at `start`, or `start`."""
    at = start
    while adjacent(doc, at) and doc.lower[at] in v.context["admin"]:
        at += 1
    region = longest(v.regions, doc.tokens, at, len(doc.tokens)) if adjacent(doc, at) else None
    return region[0] if region is not None else start


def _topic(doc: Document, v: Vocabulary, start: int) -> int:
    """End of the words of a field of work, with the place behind them."""
    at = start
    while True:
        if adjacent(doc, at) and not _opens_person(doc, v, at) and (at == start or v.ordinary(doc.lower[at])):
            at += 1
        elif at > start and (_and_another(doc, v, at) or (doc.tokens[at : at + 1] == [","] and _listed(doc, v, at))):
            at += 2
        elif (
            at > start
            and doc.tokens[at : at + 1] == [","]
            and _and_another(doc, v, at + 1)
            and not _own(doc, v, at + 2)
        ):
            at += 3  # "Pariwisata, Pemuda, dan Olahraga"
        else:
            break
    if at == start:
        return start
    if adjacent(doc, at) and (doc.lower[at] in v.context["admin"] or longest(v.regions, doc.tokens, at, at + 4)):
        at = place_end(doc, v, at)
    return at


def _and_another(doc: Document, v: Vocabulary, at: int) -> bool:
    if doc.lower[at : at + 1] != ["dan"] or not adjacent(doc, at + 1):
        return False
    return v.ordinary(doc.lower[at + 1]) and doc.tokens[at + 1] not in v.heads


def _own(doc: Document, v: Vocabulary, at: int) -> bool:
    """Whether a name or an office of its own begins at token `at`, no further field."""
    return doc.tokens[at] in v.names or doc.lower[at] in v.titles


def _listed(doc: Document, v: Vocabulary, comma: int) -> bool:
    """Whether "X, Y, dan Z" runs on behind `comma`: every word capitalised and ordinary, up to "dan" and one more."""
    at = comma + 1
    head = longest(v.heads, doc.tokens, at, at + 1)
    if head is not None and head[1].tail == "topic":  # another body
        return False
    for _ in range(6):
        if not adjacent(doc, at) or not v.ordinary(doc.lower[at]):
            return False
        at += 1
        if doc.tokens[at : at + 1] == [","]:
            at += 1
        if doc.lower[at : at + 1] == ["dan"]:
            return adjacent(doc, at + 1)
    return False


def _firm(doc: Document, v: Vocabulary, start: int) -> int:
    """End of the capitalised words of a firm's name, which a title, a rank, "Indonesia" or "Tbk" ends."""
    at = start
    while at < start + MOST_WORDS and adjacent(doc, at):
        if at > start and (doc.lower[at] in v.context["stop"] or doc.lower[at] in v.honorifics or _office(doc, v, at)):
            break
        at += 1
        if doc.tokens[at - 1] in _CLOSING and at > start + 1:
            break
    return at


def _name(doc: Document, v: Vocabulary, start: int) -> int:
    """End of the capitalised words of another organization's name, which the region or country it is of ends too."""
    end = _firm(doc, v, start)
    for at in range(start + 2, end):
        if v.exact.get(doc.tokens[at - 1], "").startswith("country:"):
            return at
        if region := longest(v.regions, doc.tokens, at - 1, end):
            return region[0]
    return end


def _body(doc: Document, v: Vocabulary, start: int) -> int:
    """End of the number or party, and of the parent body, of a commission or a parliamentary group."""
    if not _NUMBER.fullmatch(doc.tokens[start]) and doc.lower[start] in v.common:
        return _topic(doc, v, start)
    at = start + 1 if _NUMBER.fullmatch(doc.tokens[start]) else start
    n = len(doc.tokens)
    while adjacent(doc, at):
        hit = longest(v.names, doc.tokens, at, n)
        head = longest(v.heads, doc.tokens, at, n)
        if hit is not None and head is not None and head[0] > hit[0]:
            hit = None
        if hit is not None and v.actors[hit[1][0].actor_id].kind in ("government", "party"):
            at = hit[0]
        elif head is not None and head[1].tail in _LOCAL:
            at = READERS[head[1].tail](doc, v, head[0])
        elif doc.tokens[at] == "RI" and at > start:
            at += 1
        else:
            break
    return at


READERS: Final = {
    "place": place_end,
    "site": _site,
    "region": region_end,
    "topic": _topic,
    "name": _name,
    "firm": _firm,
    "body": _body,
}
