"""Titles before names: which title stands before which segment, and the body or country the title is of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from etl.actors.organizations import key
from etl.actors.persons import chained, lower_title
from etl.actors.segments import Segment
from etl.actors.vocabulary import Vocabulary
from etl.document import Document

# What a title, and a word that says less, count for a name behind them
TITLE: Final = 3.0
MEMBER: Final = 1.2
_SAYS: Final = frozenset({"title", "member", "rank", "honorific"})
_CHAINING: Final = _SAYS | {"org", "known", "region"}


@dataclass(slots=True)
class Role:
    """A title before a name: where its words start and end, the body or country it is of, what it says for a person."""

    start: int
    end: int
    body: str | None
    weight: float = TITLE
    home: bool = False  # an office or rank of the Indonesian state


def roles(doc: Document, v: Vocabulary, found: list[Segment]) -> dict[int, Role]:
    """The title before each segment, by number of segment. What stands in brackets neither has nor ends one."""
    out: dict[int, Role] = {}
    role: Role | None = None
    last: Segment | None = None
    source, lower, ends = doc.source, doc.lower, v.title_ends
    for n, segment in enumerate(found):
        start, first = segment.start, segment.first
        if start and source[start - 1] == "(" and source.startswith(")", segment.end):
            continue
        if last is None or last.kind not in _CHAINING or not chained(doc, last, segment):
            role = _before(doc, v, segment) if first and (lower[first - 1] in ends or lower[first - 1] == ",") else None
        last = segment
        if role is not None:
            out[n] = role
        if segment.kind in _SAYS:
            role = _taken(v, segment, role)
        elif role is not None:
            role = _of(v, segment, role)
    return out


def _before(doc: Document, v: Vocabulary, segment: Segment) -> Role | None:
    """The lower-case title right before a segment."""
    found = lower_title(doc, v, segment.first)
    if found is None:
        return None
    start, end = doc.starts[found[0]], doc.ends[segment.first - 1]
    return Role(start, end, None, MEMBER if found[1] == "member" else TITLE)


def _taken(v: Vocabulary, segment: Segment, role: Role | None) -> Role:
    """The role with one more title word, rank or word of address."""
    role = role or Role(segment.start, segment.end, None, MEMBER)
    if segment.kind == "member":
        return role
    body = key(v, *segment.value) if segment.kind == "title" and segment.value is not None else role.body
    return Role(role.start, role.end, body, TITLE, role.home or segment.kind == "rank" or body != role.body)


def _of(v: Vocabulary, segment: Segment, role: Role) -> Role | None:
    """The role with the body that it is of; None behind anything that ends it."""
    if segment.kind == "org":
        return _of_body(role, segment.value.actor_id or role.body)
    if segment.kind == "known" and v.actors[segment.value.actor_id].kind != "person":
        return _of_body(role, role.body or segment.value.actor_id)
    return role if segment.kind == "region" else None


def _of_body(role: Role, body: str | None) -> Role:
    return Role(role.start, role.end, body, role.weight, role.home)
