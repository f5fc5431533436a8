"""Organizations that no list can hold, by the pattern of their names: a head word and the capitalised words behind it.

"Polres Karanganyar", "Dinas Kesehatan Kota Bandung", "Komisi III DPR RI", "PT Maju Mundur Tbk"; or a last word:
"Oxford Institute". Which heads there are, and what may follow each, is lexicon/org_heads.tsv; last words org_tails.tsv.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from etl.actors.vocabulary import Head, Vocabulary, longest
from etl.document import Document

_NUMBER = re.compile(r"[IVX]+|[A-E]")
_UNSLUG = re.compile(r"[^a-z0-9]+")
_REGION_KIND = re.compile(r"\b(?:Kota|Kabupaten|Kab|Provinsi|Metro) (?=[A-Z])")
_URBAN = frozenset({"Pemkot", "Pemkab", "Polres", "Polresta", "Polrestabes"})  # heads that tell a city from a regency
_MOST_WORDS = 7  # of a proper name behind a head
_CLOSING = frozenset({"Tbk", "Indonesia"})  # last words of names; what follows is somebody's name
_LOCAL = frozenset({"place", "region"})
_UNNAMED = frozenset({"name", "firm"})  # kinds of tail without which a head means nobody
_OPEN = frozenset({"name", "firm", "topic"})  # kinds of tail that only the end of the capitals ends
_LINKS = frozenset({"dan", "dan/atau", "untuk", "&", ",", "of", "for", "and", "the"})  # small words inside a long name


class Organization(NamedTuple):
    """An organization named by a pattern: `last` is the token after its name; `actor_id` is empty for a bare head
    ("Pemkot"), which stands for a body that the article names elsewhere; `closed` says that the pattern itself tells
    where the name ends, so that it holds in a headline too."""

    last: int
    actor_id: str
    name: str
    kind: str
    country: str | None
    head: str
    closed: bool = True


@lru_cache(maxsize=1 << 14)
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


def organization(doc: Document, v: Vocabulary, start: int) -> Organization | None:
    """The organization whose name begins with a known head at token `start`."""
    if doc.tokens[start] not in v.heads:
        return None
    found = longest(v.heads, doc.tokens, start, len(doc.tokens))
    if found is None:
        return None
    after, head = found
    if doc.tokens[after : after + 1] == ["("] and doc.tokens[after + 2 : after + 3] == [")"]:
        again = longest(v.heads, doc.tokens, after + 1, after + 2)  # "Pemerintah Provinsi (Pemprov) DKI"
        after = after + 3 if again is not None and again[1].short == head.short else after
    last, country, tail = _tail(doc, v, after, head)
    if (long := _long_form(doc, start, after)) > last:
        last, tail = long, doc.source[doc.starts[after] : doc.ends[long - 1]]
    name = doc.source[doc.starts[start] : doc.ends[last - 1]]
    if last == after:
        return Organization(last, "", name, head.kind, country, head.short) if head.tail not in _UNNAMED else None
    if name in v.classes or f"{doc.tokens[start]} {doc.tokens[start + 1]} *" in v.classes:
        return None
    if head.tail == "topic" and (place := _place_behind_bracket(doc, v, last)) > last:
        where = doc.source[doc.starts[last + 3] : doc.ends[place - 1]]
        last, tail, name = place, f"{tail} {where}", doc.source[doc.starts[start] : doc.ends[place - 1]]
    return Organization(last, key(v, head, tail), name, head.kind, country, head.short, head.tail not in _OPEN)


def _long_form(doc: Document, start: int, after: int) -> int:
    """End of the name from `start` that an acronym in brackets sums up: "Badan Pengelola Haji (BP Haji)"; 0 without."""
    stop = min(start + _MOST_WORDS + 4, len(doc.tokens) - 1)
    for at in range(after, stop):
        word = doc.tokens[at]
        if word == "(":
            short = doc.tokens[at + 1]
            words = [w for w in doc.tokens[start:at] if w[0].isupper()]
            initials = "".join(w[0] for w in words)
            return at if initials.startswith(short[:2]) and short.isupper() and initials.endswith(short[-1]) else 0
        if doc.starts[at] - doc.ends[at - 1] > 1 or not (word[0].isupper() or word in _LINKS):
            return 0
    return 0


def _place_behind_bracket(doc: Document, v: Vocabulary, last: int) -> int:
    """End of the region behind the acronym of a body: "Dinas Perhubungan (Dishub) Kota Batu"; `last` without."""
    if doc.tokens[last : last + 1] == ["("] and doc.tokens[last + 2 : last + 3] == [")"] and adjacent(doc, last + 3):
        place = _region(doc, v, last + 3)
        return place if place > last + 3 else last
    return last


def key(v: Vocabulary, head: Head, tail: str) -> str:
    """The actor_id of a head with its tail: the same however the region is written. Of a city and a regency that share
    a name, the city keeps "kota", unless the head says which is meant."""
    kind = _REGION_KIND.search(tail)
    if kind is not None:
        place = tail[kind.end() :]
        region = longest(v.regions, words := place.split(" "), 0, len(words))
        if region is not None and region[0] == len(words):
            city = place in v.twins and kind.group() == "Kota " and head.short not in _URBAN
            tail = f"{tail[: kind.start()]}{'kota ' if city else ''}{region[1]}"
    elif (region := longest(v.regions, words := tail.split(" "), 0, len(words))) and region[0] == len(words):
        tail = region[1]
    return f"{head.kind}:{slug(f'{head.short} {tail}')}"


def _tail(doc: Document, v: Vocabulary, after: int, head: Head) -> tuple[int, str | None, str]:
    """End of what follows a head at token `after`, the country, and its words."""
    if not adjacent(doc, after):
        return after, head.country, ""
    nation = longest(v.names, doc.tokens, after, len(doc.tokens)) if head.tail != "region" else None
    if nation is not None and (known := v.actors[nation[1][0].actor_id]).kind == "country":
        return nation[0], known.country, known.name
    reader = _TAILS.get(head.tail)
    last = reader(doc, v, after) if reader else after
    words = doc.source[doc.starts[after] : doc.ends[last - 1]] if last > after else ""
    return last, head.country, words


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


def _region(doc: Document, v: Vocabulary, start: int) -> int:
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


def _listed(doc: Document, v: Vocabulary, comma: int) -> bool:
    """Whether "X, Y, dan Z" runs on behind `comma`: every word capitalised and ordinary, up to "dan" and one more."""
    at = comma + 1
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
    while at < start + _MOST_WORDS and adjacent(doc, at):
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
            at = _TAILS[head[1].tail](doc, v, head[0])
        elif doc.tokens[at] == "RI" and at > start:
            at += 1
        else:
            break
    return at


_TAILS = {
    "place": place_end,
    "site": _site,
    "region": _region,
    "topic": _topic,
    "name": _name,
    "firm": _firm,
    "body": _body,
}
