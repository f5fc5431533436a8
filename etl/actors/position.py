"""Whether a country, a metonym or an outlet acts where it stands, or is a mere place or credit there."""

from __future__ import annotations

import re
from typing import Final

from etl.actors.persons import VERB
from etl.actors.segments import Segment
from etl.actors.vocabulary import Known, Vocabulary
from etl.actors.words import adjacent
from etl.document import Document

_ACTIVE: Final = re.compile(r"me[mnlrwy]?[a-z]{4,}")
_HOME: Final = "ID"  # the country the news is written in: naming it is rarely naming who acts


def acts(doc: Document, v: Vocabulary, segment: Segment, known: Known, alias_kind: str) -> bool:
    """Whether `known`, named by an alias of kind `alias_kind`, is an actor at `segment`."""
    before = doc.lower[segment.first - 1] if segment.first else ""
    if before in v.context["site_before"] or (before == "besar" and in_site_name(doc, v, segment.first)):
        return False
    if alias_kind == "metonym" and doc.tokens[segment.first][0].isupper():
        after = doc.lower[segment.last] if segment.last < len(doc.tokens) else ""
        subject = after in v.context["say_after"] or after in v.context["act_after"] or _ACTIVE.match(after)
        return bool(subject) and before not in v.context["foreign_place"]
    if before in v.context["foreign_place"] and doc.lower[segment.first] in v.context["seat"]:
        return False
    if known.kind == "country":
        if before in v.context["foreign_place"] or before in v.context["money_before"]:
            return False
        if _after_place(doc, v, segment.first) or _names_continent(doc, v, segment.last):
            return False
        return known.country != _HOME or _takes_part(doc, v, segment, before)
    if known.actor_id in v.outlets:
        return before not in v.context["credit_before"] and _takes_part(doc, v, segment, before)
    if known.kind == "company" and alias_kind != "acronym" and segment.last - segment.first == 1:
        firm = before in v.context["firm_before"] or before in v.titles
        return not adjacent(doc, segment.last) and (firm or _takes_part(doc, v, segment, before))
    return True


def _takes_part(doc: Document, v: Vocabulary, segment: Segment, before: str) -> bool:
    """Whether the name at `segment` is the subject or the other side of something: a country that is not merely where
    the news is, a brand that is not merely what something is made by or carried on."""
    after = doc.lower[segment.last] if segment.last < len(doc.tokens) else ""
    if before in v.context["whom_before"] or before in v.context["oblique"]:
        return True
    return after in v.context["say_after"] or after in v.context["act_after"] or VERB.match(after) is not None


def in_site_name(doc: Document, v: Vocabulary, first: int) -> bool:
    """Whether the body at token `first` only names a building: "gedung DPR", "Markas Besar PBB"."""
    before = doc.lower[first - 1] if first else ""
    return before in v.context["site_before"] or (before == "besar" and first > 1 and doc.lower[first - 2] == "markas")


def _names_continent(doc: Document, v: Vocabulary, last: int) -> bool:
    """Whether the word behind a country's name makes it a part of the world: "Amerika Latin"."""
    return adjacent(doc, last) and doc.lower[last] in v.context["side"]


def _after_place(doc: Document, v: Vocabulary, first: int) -> bool:
    """Whether the country at token `first` only says where a place lies: "di Gaza, Palestina"."""
    at = first - 1
    if at < 1 or doc.tokens[at] != ",":
        return False
    while at > 0 and (doc.tokens[at] == "," or doc.tokens[at][0].isupper()):
        at -= 1
    return doc.lower[at] in v.context["place_before"]
