"""How far a title reaches: the field of an office, and the region of a regional one."""

from __future__ import annotations

from typing import Any, Final

from etl.actors.forms import NAMED, OTHER, SPECIAL
from etl.actors.organizations import organization
from etl.actors.runs import Runs
from etl.actors.tails import place_end
from etl.actors.vocabulary import Head, Title, Vocabulary
from etl.actors.words import adjacent
from etl.document import Document
from etl.tries import longest

_SMALL_BODIES: Final = frozenset({"", "Polsek", "Koramil"})


def read_title(runs: Runs, end: int, title: Title) -> tuple[str, int, Any]:
    """Kind, end and value of the segment of a title whose own words end at `end`, with what belongs to it behind them.

    The value is head and region of the body that a regional office leads, else None.
    """
    if title.kind == "rank":
        return "rank", end, None
    doc, v = runs.doc, runs.v
    end = _title_end(runs, end, title.kind != "regional")
    value = None
    if title.kind == "regional" and adjacent(doc, end):
        after = place_end(doc, v, end)
        words = doc.source[doc.starts[end] : doc.ends[after - 1]] if after > end else ""
        if _names_region(doc, v, end, after, title.body):
            value = (Head("government", "place", "ID", title.body), words) if title.body else None
            end = after
    return "member" if title.kind == "member" else "title", end, value


def _names_region(doc: Document, v: Vocabulary, first: int, last: int, body: str) -> bool:
    """Whether the words behind an office of a region name the region: known, marked as one, or a rank follows; for
    districts and villages, which are too many to know, also when two words of a person's name follow."""
    if doc.lower[first] in v.context["admin"] or longest(v.regions, doc.tokens, first, last):
        return True
    if last == first:
        return False
    comma = last < len(doc.tokens) and doc.tokens[last] == ","
    rank = longest(v.titles, doc.lower, last + comma, last + comma + 4)
    ranked = rank is not None and rank[1].kind == "rank"
    if comma:
        return ranked and doc.tokens[first] not in v.given  # "Kapolres Belawan, AKBP ..."
    if not adjacent(doc, last):
        return False
    if body in _SMALL_BODIES and doc.tokens[last] in v.given and adjacent(doc, last + 1):
        return True
    return doc.lower[last] in v.honorifics or ranked


def _title_end(runs: Runs, at: int, fields: bool) -> int:
    """End of an office with the ordinary words that name its field ("Kepala Bidang Humas") and, where `fields` allows
    it, with unknown ones: "Direktur Reskrimum Polda", "Direktur Sekuritisasi dan Pembiayaan"."""
    doc, v = runs.doc, runs.v
    while adjacent(doc, at) and doc.tokens[at] not in v.given:
        if v.ordinary(doc.lower[at]):
            if organization(doc, v, at) is not None or longest(v.names, doc.tokens, at, len(doc.tokens)):
                break
        elif not fields or not _field(runs, at):
            break
        at += 1
        if fields and _and_field(doc, v, at):
            at += 1
    return at


def _field(runs: Runs, at: int) -> bool:
    """Whether the unknown word at `at` names the field of an office: no name, as what follows at once is none."""
    doc, after, word = runs.doc, at + 1, runs.doc.tokens[at]
    if len(word) == 1 or runs.forms[word] & (NAMED | OTHER | SPECIAL) or runs.breaks(at):
        return False
    if word.isupper() and f"({word})" in doc.source:  # an acronym that the article spells out is a body of its own
        return False
    return _and_field(doc, runs.v, after) or (adjacent(doc, after) and runs.breaks(after))


def _and_field(doc: Document, v: Vocabulary, at: int) -> bool:
    """Whether "dan" and one more field, an ordinary word, stand at `at`."""
    if doc.lower[at : at + 1] != ["dan"] or not adjacent(doc, at + 1):
        return False
    low = doc.lower[at + 1]
    return v.ordinary(low) and low not in v.titles and doc.tokens[at + 1] not in v.heads
