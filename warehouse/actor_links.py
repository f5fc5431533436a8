"""Who is meant across articles: which persons that no lexicon knows are one, which are kept apart, and what the user
judged.

A full name is one person unless offices, countries or seats contradict; a name of one word, or initials, is another
person in every story unless something they share supports it. What is kept apart without proof is `undecided`. Every
function is one of the set of articles, whatever order they came in. Spelling variants stand in `actor_variants`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any, Final, NamedTuple

from duckdb import DuckDBPyConnection

from warehouse.link import Sets
from warehouse.offices import WORDS, fields_of, is_local, seat_of

# Days within which two articles support each other, by what they share.
LONG: Final = 365
SHORT: Final = 30
WEEK: Final = 7
TERM: Final = 60  # days within which one person does not hold the same seat in two bodies
OFFICE_WORDS: Final = 2  # of an office that tells a person ("kapolsek tebet"); many are "direktur eksekutif"
OFFICE_WORDS_OF_SHORT: Final = 3
UNDATED: Final = 10**6  # a day that is near no other

_INITIALS: Final = 2


class Reading(NamedTuple):
    """A person as one article names it; `day` counts from 1970, `others` are actors named beside it."""

    day: int
    story: str
    article_id: str
    local_id: str
    name: str
    known: bool
    countries: frozenset[str]
    offices: frozenset[str]
    seats: frozenset[tuple[str, str]]
    bodies: frozenset[str]
    others: frozenset[str]


FACTS: Final = ("countries", "offices", "bodies", "fields", "seats")


@dataclass
class Group:
    """Readings taken for one person, first to last; `actor_id` and `method` are set when it is decided."""

    readings: list[Reading]
    actor_id: str = ""
    method: str = "name"
    decided: bool = True
    beside: Group | None = field(default=None, repr=False)  # whom it may be the same as

    @cached_property
    def facts(self) -> dict[str, set[Any]]:
        """All countries, offices, bodies and fields of work of the readings, and days by seat and body."""
        return {what: set().union(*(facts(r)[what] for r in self.readings)) for what in FACTS}

    def bare(self) -> bool:
        """Whether the readings tell nothing but names."""
        return not any(r.countries or r.offices or r.bodies for r in self.readings)

    def add(self, other: Group) -> None:
        """Take in the readings of another."""
        if not other.bare():
            for what, more in other.facts.items():
                self.facts[what] |= more
        self.readings += other.readings

    def rank(self) -> tuple[int, int, str]:
        """The group with most stories first, then the earliest."""
        first = self.readings[0]
        return -len({r.story for r in self.readings}), first.day, first.story


def readings(con: DuckDBPyConnection, some: bool) -> list[Reading]:
    """Every person of every current article, or `some`: of the blocks in actor_blocks; in order of publication."""
    only = "AND actor_id IN (FROM actor_blocks)" if some else ""
    found = con.execute(_READINGS.format(undated=UNDATED, only=only)).fetchall()
    out = []
    for day, story, article_id, local_id, name, known, country, offices, bodies, others in found:
        said = [(office.lower(), body) for office, body in zip(offices or (), bodies or (), strict=True)]
        own = frozenset(b for _, b in said if b and not b.startswith("country:"))
        seats = frozenset((s, b) for o, b in said if b in own and (s := seat_of(o)))
        told = frozenset(" ".join(WORDS.findall(o)) for o, _ in said)
        rest = frozenset(others or ()) - {local_id}
        of = frozenset((country,)) if country else frozenset()
        out.append(Reading(day, story, article_id, local_id, name, known, of, told, seats, own, rest))
    return sorted(out)


_READINGS: Final = """
WITH persons AS (FROM named_actors WHERE kind = 'person' {only}),
beside AS (
    SELECT article_id, list(actor_id) AS others FROM named_actors SEMI JOIN persons USING (article_id)
    WHERE basis <> 'lexicon' AND (kind <> 'person' OR contains(actor_id, '-')) GROUP BY article_id
)
SELECT coalesce((x.article_date - DATE '1970-01-01')::INTEGER, {undated}), coalesce(d.duplicate_of, x.article_id),
       x.article_id, x.actor_id, x.name, x.basis = 'lexicon', x.country, x.offices, x.bodies, b.others
FROM persons AS x
LEFT JOIN duplicates AS d ON d.article_id = x.article_id
LEFT JOIN beside AS b ON b.article_id = x.article_id"""


def group(found: Sequence[Reading], common: frozenset[str], apart: frozenset[tuple[str, str]]) -> list[Group]:
    """Persons among the readings of one local id, with ids; `common` are words of several names, `apart` the
    (article, local id) that the user keeps apart."""
    local_id = found[0].local_id
    own = {r.story for r in found if (r.article_id, local_id) in apart}
    groups = [Group([r for r in found if r.story == story], method="user") for story in sorted(own)]
    rest = [r for r in found if r.story not in own]
    if any(r.known for r in rest):
        groups += _listed(rest)
    elif rest:
        slug = local_id.partition(":")[2]
        full = "-" in slug
        supported = _supported(rest, not full and _initials(slug, rest))
        groups += _named(supported) if full else _alone(supported, slug in common or _initials(slug, rest))
    for one in groups:
        one.actor_id = one.actor_id or f"{stem(one.readings[0])}.{one.readings[0].story[:6]}"
    return groups


def stem(r: Reading) -> str:
    """What the id of a person begins with who is not the one the lexicon has under the name."""
    return f"person:{'-'.join(WORDS.findall(r.name.lower()))}" if r.known else r.local_id


def _listed(found: Sequence[Reading]) -> list[Group]:
    """A person of the lexicon, and namesakes in offices such a person does not hold."""
    namesakes = {r.story for r in found if r.known and any(is_local(office) for office in r.offices)}
    out = _supported([r for r in found if r.story in namesakes], False) if namesakes else []
    main = Group([r for r in found if r.story not in namesakes], found[0].local_id, "lexicon")
    for one in out:
        one.method, one.decided, one.beside = "apart", False, main if main.readings else None
    return [main, *out] if main.readings else out


def _initials(slug: str, found: Iterable[Reading]) -> bool:
    return len(slug) <= _INITIALS or any(len(r.name) <= 4 and r.name.isupper() for r in found)


def _supported(found: Sequence[Reading], initials: bool) -> list[Group]:
    """Readings joined where something that both share, near enough in time, makes them one person."""
    least = OFFICE_WORDS if "-" in found[0].local_id else OFFICE_WORDS_OF_SHORT
    sets = Sets()
    first: dict[str, int] = {}
    last: dict[tuple[str, str], int] = {}
    for n, r in enumerate(found):
        sets.join(n, first.setdefault(r.story, n))
        for kind, value, window in _support(r, initials, least):
            before = last.get((kind, value))
            if before is not None and r.day < UNDATED and r.day - found[before].day <= window:
                sets.join(n, before)
            last[kind, value] = n
    parts: dict[int, list[Reading]] = defaultdict(list)
    for n, r in enumerate(found):
        parts[sets.find(n)].append(r)
    return sorted((Group(p, method="context" if len({r.story for r in p}) > 1 else "name") for p in parts.values()),
                  key=Group.rank)  # fmt: skip


def _support(r: Reading, initials: bool, least: int) -> Iterator[tuple[str, str, int]]:
    for other in r.others:
        person = other.startswith("person:")
        yield "other", other, (SHORT if person else WEEK) if initials else (LONG if person else SHORT)
    if not initials:
        yield from (("body", body, LONG) for body in r.bodies)
        yield from (("office", office, LONG) for office in r.offices if office.count(" ") >= least - 1)


def _named(groups: list[Group]) -> list[Group]:
    """A full name: whoever nothing contradicts is the same; whoever may be one of several is left undecided."""
    out: list[Group] = []
    for one in groups:
        fits = [o for o in out if not contradicts(o, one)]
        if out and len(fits) == 1:
            fits[0].add(one)
        else:
            one.decided, one.beside, one.method = not out, next(iter(fits or out), None), "apart" if out else one.method
            out.append(one)
    for one in out:
        one.readings.sort()
    if out:
        out[0].actor_id = out[0].readings[0].local_id
    return out


def _alone(groups: list[Group], common: bool) -> list[Group]:
    """A name of one word: another person in every story that nothing supports."""
    lonely = [g for g in groups if len({r.story for r in g.readings}) == 1]
    for one in lonely:
        one.decided, one.method = len(groups) == 1, "story" if len(groups) > 1 else "name"
    ordered = sorted(groups, key=lambda g: g.readings[0])
    for before, one in pairwise(ordered):
        near = one.readings[0].day - before.readings[-1].day <= SHORT
        one.beside = before if near and one.readings[0].day < UNDATED else None
    if not common and (len(groups) == 1 or groups[0] not in lonely):
        groups[0].actor_id = groups[0].readings[0].local_id
    return groups


def facts(r: Reading) -> dict[str, Iterable[Any]]:
    """What a reading tells of a person, by FACTS."""
    fields = (f for office in r.offices for f in fields_of(office))
    seats = ((seat, body, r.day) for seat, body in r.seats)
    return dict(zip(FACTS, (r.countries, r.offices, r.bodies, fields, seats), strict=True))


def contradicts(a: Group, b: Group) -> bool:
    """Whether two groups of one name can hardly be one person: fields of work or countries without anything in
    common, or the same seat in two bodies at a time."""
    if b.bare():
        return False
    for what in ("fields", "countries"):
        if a.facts[what] and b.facts[what] and not a.facts[what] & b.facts[what]:
            return True
    if a.facts["bodies"] & b.facts["bodies"]:
        return False
    held = [(seat, body, day) for seat, body, day in b.facts["seats"] if day < UNDATED]
    return any(
        s == seat and x != body and abs(day - d) <= TERM for s, x, d in a.facts["seats"] for seat, body, day in held
    )


def persons(
    con: DuckDBPyConnection, apart: frozenset[tuple[str, str]], common: frozenset[str], some: bool
) -> list[Group]:
    """The persons of the current articles, those the lexicon knows included, each with its id; `some`: those of
    actor_blocks. `common` are words that are part of two full names and more."""
    blocks: dict[str, list[Reading]] = defaultdict(list)
    for r in readings(con, some):
        blocks[r.local_id].append(r)
    return [one for _, found in sorted(blocks.items()) for one in group(found, common, apart)]
