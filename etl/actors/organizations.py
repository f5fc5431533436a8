"""Organizations that no list can hold, by the pattern of their names: a head word and the capitalised words behind it.

"Polres Karanganyar", "Dinas Kesehatan Kota Bandung", "Komisi III DPR RI", "PT Maju Mundur Tbk". Which heads there are,
and what may follow each, is lexicon/org_heads.tsv.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from etl.actors.vocabulary import Head, Vocabulary, longest
from etl.document import Document

_ROMAN = re.compile(r"[IVX]+")
_ADMIN = frozenset("kota kabupaten kab provinsi prov metro kecamatan kec administrasi daerah".split())
_SIDES = frozenset("barat timur tengah selatan utara pusat raya kota besar baru jaya lama".split())
_UNSLUG = re.compile(r"[^a-z0-9]+")


class Organization(NamedTuple):
    """An organization named by a pattern: `last` is the token after its name."""

    last: int
    actor_id: str
    name: str
    kind: str
    country: str | None
    head: str


def slug(name: str) -> str:
    """`name` as it stands in an actor_id: "Lloyd Austin" -> "lloyd-austin"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _UNSLUG.sub("-", plain).strip("-") or "x"


def adjacent(doc: Document, token: int) -> bool:
    """Whether `token` is a capitalised word one blank behind the token before it."""
    return (
        token < len(doc.tokens)
        and doc.starts[token] - doc.ends[token - 1] == 1
        and doc.tokens[token][0].isupper()
        and doc.source[doc.ends[token - 1]] != "\n"
    )


def _opens_person(doc: Document, v: Vocabulary, token: int) -> bool:
    """Whether a title, rank, honorific or given name begins at `token`."""
    if doc.tokens[token] in v.given or doc.lower[token] in v.honorifics:
        return True
    return longest(v.titles, doc.lower, token, token + 4) is not None


def _place(doc: Document, v: Vocabulary, start: int) -> int:
    """End of a place name that begins at `start`, or `start`."""
    n = len(doc.tokens)
    at = start
    while adjacent(doc, at) and doc.lower[at] in _ADMIN:
        at += 1
    if not adjacent(doc, at):
        return at if at > start and doc.lower[at - 1] in ("metro",) else start
    region = longest(v.regions, doc.tokens, at, n)
    if region is not None:
        at = region[0]
        if adjacent(doc, at) and doc.lower[at] in _SIDES:
            at += 1
        return at
    first = at
    while at < first + 3 and adjacent(doc, at) and (at == first or not _opens_person(doc, v, at)):
        if doc.lower[at] in v.common and doc.lower[at] not in _SIDES or longest(v.heads, doc.tokens, at, n):
            break
        at += 1
    if at == first + 3 and adjacent(doc, at):  # a longer run is no place name; its first word may be
        at = first + 1
    return at


def _topic(doc: Document, v: Vocabulary, start: int) -> int:
    """End of the words of a field of work, with the place behind them."""
    at = start
    while True:
        if adjacent(doc, at) and not _opens_person(doc, v, at) and (doc.lower[at] in v.common or at == start):
            at += 1
        elif at > start and (
            (doc.lower[at : at + 1] == ["dan"] and adjacent(doc, at + 1) and doc.lower[at + 1] in v.common)
            or (doc.tokens[at : at + 1] == [","] and _listed(doc, v, at))
        ):
            at += 2
        else:
            break
    if at == start:
        return start
    if adjacent(doc, at) and (doc.lower[at] in _ADMIN or longest(v.regions, doc.tokens, at, len(doc.tokens))):
        at = _place(doc, v, at)
    return at


def _listed(doc: Document, v: Vocabulary, comma: int) -> bool:
    """Whether "X, Y, dan Z" runs on behind `comma`: every word capitalised and ordinary, up to "dan" and one more."""
    at = comma + 1
    for _ in range(6):
        if not adjacent(doc, at) or doc.lower[at] not in v.common:
            return False
        at += 1
        if doc.tokens[at : at + 1] == [","]:
            at += 1
        if doc.lower[at : at + 1] == ["dan"]:
            return adjacent(doc, at + 1)
    return False


def _name(doc: Document, v: Vocabulary, start: int) -> int:
    """End of the capitalised words of a proper name, which a title or rank ends."""
    at = start
    while at < start + 7 and adjacent(doc, at):
        if at > start and (doc.lower[at] in v.honorifics or longest(v.titles, doc.lower, at, at + 3)):
            break
        if doc.lower[at] in v.context["stop"] and at > start:
            break
        at += 1
        if doc.lower[at - 1] == "tbk":
            break
    return at


def _body(doc: Document, v: Vocabulary, start: int) -> int:
    """End of the number or party, and of the parent body, of a commission or a parliamentary group."""
    if not adjacent(doc, start):
        return start
    at = start + 1 if _ROMAN.fullmatch(doc.tokens[start]) else start
    n = len(doc.tokens)
    while adjacent(doc, at):
        hit = longest(v.names, doc.tokens, at, n)
        head = longest(v.heads, doc.tokens, at, n)
        if hit is not None and head is not None and head[0] > hit[0]:
            hit = None
        if hit is not None and v.actors[hit[1][0].actor_id].kind in ("government", "party"):
            at = hit[0]
            if doc.tokens[at : at + 1] == ["RI"]:
                at += 1
        elif head is not None and head[1].tail == "place":
            at = _place(doc, v, head[0])
        else:
            break
    return at


_TAILS = {"place": _place, "topic": _topic, "name": _name, "body": _body}


place_end = _place


def organization(doc: Document, v: Vocabulary, start: int) -> Organization | None:
    """The organization whose name begins with a known head at token `start`."""
    n = len(doc.tokens)
    found = longest(v.heads, doc.tokens, start, n)
    if found is None:
        return None
    after, head = found
    country = head.country
    last, tail = after, ""
    nation = longest(v.names, doc.tokens, after, n) if adjacent(doc, after) else None
    if nation is not None and v.actors[nation[1][0].actor_id].kind == "country":
        known = v.actors[nation[1][0].actor_id]
        last, country = nation[0], known.country
        tail = known.name
    elif head.tail in _TAILS:
        last = _TAILS[head.tail](doc, v, after)
        tail = doc.source[doc.starts[after] : doc.ends[last - 1]] if last > after else ""
    if last == after and after - start == 1:
        return None
    name = doc.source[doc.starts[start] : doc.ends[last - 1]]
    return Organization(last, _key(head, tail), name, head.kind, country, head.short)


def _key(head: Head, tail: str) -> str:
    for word in ("Kota ", "Kabupaten ", "Provinsi "):
        if head.short in ("Pemkot", "Pemkab", "Pemprov", "Polres", "Polda"):
            tail = tail.removeprefix(word)
    return f"{head.kind}:{slug(f'{head.short} {tail}')}"
