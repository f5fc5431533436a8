"""Organizations that no list can hold, by the pattern of their names: a head word and the capitalised words behind it.

"Polres Karanganyar", "Dinas Kesehatan Kota Bandung", "Komisi III DPR RI", "PT Maju Mundur Tbk"; or a last word:
"Oxford Institute". Which heads there are, and what may follow each, is lexicon/org_heads.tsv; last words org_tails.tsv.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from etl.actors.forms import LINKS
from etl.actors.tails import MOST_WORDS, READERS, region_end
from etl.actors.vocabulary import Head, Vocabulary
from etl.actors.words import adjacent, slug
from etl.document import Document
from etl.tries import longest

_REGION_KIND: Final = re.compile(r"\b(?:Kota|Kabupaten|Kab|Provinsi|Metro) (?=[A-Z])")
# Heads that tell a city from a regency.
_URBAN: Final = frozenset({"Pemkot", "Pemkab", "Polres", "Polresta", "Polrestabes"})
_UNNAMED: Final = frozenset({"name", "firm"})  # kinds of tail without which a head means nobody
_OPEN: Final = frozenset({"name", "firm", "topic"})  # kinds of tail that only the end of the capitals ends


@dataclass(slots=True)
class Organization:
    """An organization named by a pattern: `last` is the token after its name; `actor_id` is empty for a bare head
    ("Pemkot"), which stands for a body that the article names elsewhere; `closed` says that the pattern itself tells
    where the name ends, so that it holds in a headline too; `short` is the name with the short form of its head."""

    last: int
    actor_id: str
    name: str
    kind: str
    country: str | None
    head: str
    closed: bool = True
    short: str = ""


def organization(doc: Document, v: Vocabulary, start: int) -> Organization | None:
    """The organization whose name begins with a known head at token `start`."""
    if doc.tokens[start] not in v.heads:
        return None
    found = longest(v.heads, doc.tokens, start, len(doc.tokens))
    if found is None:
        return None
    after, head = found
    if _one_in_brackets(doc, after):
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
    short = f"{head.short} {in_full(v, head, tail)}"
    return Organization(last, key(v, head, tail), name, head.kind, country, head.short, head.tail not in _OPEN, short)


def _one_in_brackets(doc: Document, at: int) -> bool:
    """Whether a single word in brackets stands at token `at`: "(Pemprov)"."""
    return at + 2 < len(doc.tokens) and doc.tokens[at] == "(" and doc.tokens[at + 2] == ")"


def _long_form(doc: Document, start: int, after: int) -> int:
    """End of the name from `start` that an acronym in brackets sums up: "Badan Pengelola Haji (BP Haji)"; 0 without."""
    stop = min(start + MOST_WORDS + 4, len(doc.tokens) - 1)
    for at in range(after, stop):
        word = doc.tokens[at]
        if word == "(":
            short = doc.tokens[at + 1]
            words = [w for w in doc.tokens[start:at] if w[0].isupper()]
            initials = "".join(w[0] for w in words)
            return at if initials.startswith(short[:2]) and short.isupper() and initials.endswith(short[-1]) else 0
        if doc.starts[at] - doc.ends[at - 1] > 1 or not (word[0].isupper() or word in LINKS):
            return 0
    return 0


def _place_behind_bracket(doc: Document, v: Vocabulary, last: int) -> int:
    """End of the region behind the acronym of a body: "Dinas Perhubungan (Dishub) Kota Batu"; `last` without."""
    if _one_in_brackets(doc, last) and adjacent(doc, last + 3):
        place = region_end(doc, v, last + 3)
        return place if place > last + 3 else last
    return last


@lru_cache(maxsize=1 << 14)
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
    else:
        tail = in_full(v, head, tail)
    return f"{head.kind}:{slug(f'{head.short} {tail}')}"


def in_full(v: Vocabulary, head: Head, tail: str) -> str:
    """The words behind a head, a region in full: one that they are or, of a body of the state, that they end with."""
    words = tail.split(" ")
    for first, word in enumerate(words if head.kind == "government" else words[:1]):
        if word in v.regions and (region := longest(v.regions, words, first, len(words))) and region[0] == len(words):
            return " ".join([*words[:first], region[1]])
    return tail


def _tail(doc: Document, v: Vocabulary, after: int, head: Head) -> tuple[int, str | None, str]:
    """End of what follows a head at token `after`, the country, and its words."""
    if not adjacent(doc, after):
        return after, head.country, ""
    nation = longest(v.names, doc.tokens, after, len(doc.tokens)) if head.tail != "region" else None
    if nation is not None and (known := v.actors[nation[1][0].actor_id]).kind == "country":
        return nation[0], known.country, known.name
    if head.tail == "firm" and (firm := longest(v.names, doc.tokens, after, len(doc.tokens))):
        known = v.actors[firm[1][0].actor_id]
        if known.kind == "company" and not adjacent(doc, firm[0]):
            return firm[0], known.country, doc.source[doc.starts[after] : doc.ends[firm[0] - 1]]
    reader = READERS.get(head.tail)
    last = reader(doc, v, after) if reader else after
    words = doc.source[doc.starts[after] : doc.ends[last - 1]] if last > after else ""
    return last, head.country, words
