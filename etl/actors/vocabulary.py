"""The actor vocabulary, compiled once from the lexicon: names, titles, heads of organization names, hints.

Nothing here looks at an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from etl.actors.regions import cities, twins
from etl.actors.regions import regions as regions_of
from etl.document import tokenize
from etl.lexicon import SHIPPED, Lexicon, LexiconError, Row
from etl.schema import ACTOR_KINDS, ALIAS_KINDS
from etl.tries import Trie, insert

_SHORTEST_NAME: Final = 3
_NOUN: Final = re.compile(r"(?:ke|pe[nmr]?|peng)[a-z]{5,}an")
QUOTES: Final = frozenset('"“”')


@dataclass(frozen=True, slots=True)
class Known:
    """An actor of the lexicon."""

    actor_id: str
    name: str
    name_en: str | None
    kind: str
    country: str | None
    parent_id: str | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of a known actor; `kind` is one of schema.ALIAS_KINDS, validity is inclusive."""

    actor_id: str
    alias: str
    kind: str
    valid_from: date | None
    valid_to: date | None

    def valid_on(self, day: date | None) -> bool:
        if day is None:
            return True
        return not (self.valid_from and day < self.valid_from) and not (self.valid_to and day > self.valid_to)


@dataclass(frozen=True, slots=True)
class Head:
    """A word that opens an organization's name; see lexicon/org_heads.tsv."""

    kind: str
    tail: str
    country: str | None
    short: str


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a known person held; days inclusive."""

    office: str
    organization_id: str | None
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Title:
    """A word before a name; see lexicon/titles.tsv."""

    kind: str
    body: str


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Everything the actor stage looks up. Tries over tokens; that of `titles` over lower-case ones, whose last words
    are `title_ends`, and with those of descriptions of persons `noun_ends`.

    `offices` holds those of a person, `pronouns` kind and office of lexicon/pronouns.tsv, `regions` the full name of a
    region, `twins` those of a city and a regency, `cities` foreign cities, `towns` those too that share a name, `small`
    the lower-case words that can open a known name, `exact` the only actor of a name, `tails` the kind of organization
    that a last word shows, `home_names` the words of names that show an Indonesian, `outlets` the news media, `classes`
    phrases built like an organization's name that are none and `traps` those built like a person's, `watch` the tokens
    without a capital that may matter, `plain` the ordinary words with a capital that begin nothing, `expecting` the
    words that somebody's name follows, `context` the sets of lexicon/name_context.tsv by role.
    """

    actors: dict[str, Known]
    aliases: tuple[Alias, ...]
    names: Trie
    titles: Trie
    heads: Trie
    regions: Trie
    twins: frozenset[str]
    cities: frozenset[str]
    towns: frozenset[str]
    offices: dict[str, tuple[Office, ...]]
    pronouns: dict[str, tuple[str, str]]
    honorifics: dict[str, bool]
    title_ends: frozenset[str]
    noun_ends: frozenset[str]
    given: frozenset[str]
    common: frozenset[str]
    particles: frozenset[str]
    openers: frozenset[str]
    small: frozenset[str]
    exact: dict[str, str]
    home_names: frozenset[str]
    outlets: frozenset[str]
    classes: frozenset[str]
    traps: frozenset[str]
    tails: dict[str, str]
    watch: frozenset[str]
    plain: frozenset[str]
    expecting: frozenset[str]
    context: dict[str, frozenset[str]]

    def ordinary(self, low: str) -> bool:
        """Whether a lower-case word is one of the language: listed, or a noun by its affixes ("perkeretaapian")."""
        return low in self.common or (low.endswith("an") and _NOUN.fullmatch(low) is not None)


def _day(cell: str, row: Row) -> date | None:
    if not cell:
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise LexiconError(f"{row['actor_id']}: {cell!r} is no day; write YYYY-MM-DD or leave the cell empty") from None


def _files(lexicon: Lexicon) -> list[str]:
    """Names of the actor files, shipped or the user's own."""
    roots = [SHIPPED, *([lexicon.overlay] if lexicon.overlay else [])]
    return sorted({path.stem for root in roots for path in root.glob("actors_*.tsv")})


def _aliases(known: Known, row: Row) -> Iterator[Alias]:
    yield Alias(known.actor_id, known.name, "name", known.valid_from, known.valid_to)
    for item in filter(None, (part.strip() for part in row["aliases"].split(";"))):
        kind, mark, alias = item.partition("=")
        if not mark or kind not in ALIAS_KINDS:
            kinds = ", ".join(ALIAS_KINDS)
            raise LexiconError(f"{known.actor_id}: alias {item!r} must be written kind=alias, kind one of {kinds}")
        yield Alias(known.actor_id, alias.strip(), kind, known.valid_from, known.valid_to)


def _known(row: Row) -> Known:
    if row["kind"] not in ACTOR_KINDS:
        raise LexiconError(f"{row['actor_id']}: kind {row['kind']!r} is none of {', '.join(ACTOR_KINDS)}")
    days = _day(row["valid_from"], row), _day(row["valid_to"], row)
    return Known(
        row["actor_id"],
        row["name"],
        row["name_en"] or None,
        row["kind"],
        row["country"] or None,
        row["parent_id"] or None,
        *days,
    )


def _actors(lexicon: Lexicon) -> tuple[dict[str, Known], tuple[Alias, ...]]:
    actors: dict[str, Known] = {}
    aliases: dict[tuple[str, str, date | None], Alias] = {}
    for name in _files(lexicon):
        for row in lexicon.rows(name):
            known = _known(row)
            actors.setdefault(known.actor_id, known)
            for alias in _aliases(known, row):
                aliases.setdefault((alias.actor_id, alias.alias, alias.valid_from), alias)
    return actors, tuple(aliases.values())


def _offices(lexicon: Lexicon) -> dict[str, tuple[Office, ...]]:
    found: dict[str, tuple[Office, ...]] = {}
    for row in lexicon.rows("offices"):
        days = _day(row["from"], row), _day(row["to"], row)
        office = Office(row["office"].lower(), row["organization_id"] or None, *days)
        found[row["actor_id"]] = (*found.get(row["actor_id"], ()), office)
    return found


def _person_words(actors: dict[str, Known], aliases: tuple[Alias, ...]) -> frozenset[str]:
    """The words of the names of known persons that stand in no name of another actor."""
    words: tuple[set[str], set[str]] = set(), set()
    for alias in aliases:
        words[actors[alias.actor_id].kind == "person"].update(tokenize(alias.alias))
    return frozenset(w for w in words[1] - words[0] if len(w) >= _SHORTEST_NAME and w[0].isupper() and not w.isupper())


@cache
def compiled(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of `lexicon`. Raises LexiconError where a file cannot be used."""
    actors, aliases = _actors(lexicon)
    names: Trie = {}
    by_form: dict[tuple[str, ...], list[Alias]] = {}
    for alias in aliases:
        by_form.setdefault(tuple(tokenize(alias.alias)), []).append(alias)
    for form, found in by_form.items():
        insert(names, form, tuple(found))
    titles: Trie = {}
    for row in lexicon.rows("titles"):
        insert(titles, tokenize(row["title"].lower()), Title(row["class"], row["body"]))
    heads: Trie = {}
    for row in lexicon.rows("org_heads"):
        head = Head(row["kind"], row["tail"], row["country"] or None, row["short"] or row["head"])
        insert(heads, tokenize(row["head"]), head)
    context: dict[str, set[str]] = {}
    for row in lexicon.rows("name_context"):
        context.setdefault(row["role"], set()).add(row["word"])
    roles = {role: frozenset(words) for role, words in context.items()}
    honorifics = {row["honorific"]: row["keeps"] == "yes" for row in lexicon.rows("honorifics")}
    common = frozenset(row["word"] for name in ("common_words", "office_words") for row in lexicon.rows(name))
    names_of_regions = regions_of(lexicon, common)
    regions: Trie = {}
    for region, full in names_of_regions.items():
        insert(regions, tokenize(region), full)
    given = frozenset(row["name"] for row in lexicon.rows("given_names"))
    places = {word for name in names_of_regions for word in tokenize(name)}
    called = common | roles["side"] | {row["title"] for row in lexicon.rows("titles")}
    given |= _person_words(actors, aliases) - {word.capitalize() for word in called} - places
    small = frozenset(word for word in names if word.islower())
    begins = {*honorifics, *roles["site_noun"], *titles, "i", "ni"}
    plain = {word.capitalize() for word in (common | roles["stop"]) - begins} - given - set(names) - set(heads)
    title_ends = frozenset(tokenize(row["title"].lower())[-1] for row in lexicon.rows("titles"))
    described = frozenset(row["word"].split(" ")[-1] for row in lexicon.rows("pronouns") if row["kind"] == "same")
    return Vocabulary(
        actors=actors,
        aliases=aliases,
        names=names,
        titles=titles,
        heads=heads,
        regions=regions,
        twins=twins(lexicon),
        cities=cities(lexicon, False) - given - set(names),
        towns=cities(lexicon, True) - given - set(names),
        offices=_offices(lexicon),
        pronouns={row["word"]: (row["kind"], row["office"]) for row in lexicon.rows("pronouns")},
        honorifics=honorifics,
        title_ends=title_ends,
        noun_ends=title_ends | described,
        given=given,
        common=common,
        particles=frozenset(row["particle"] for row in lexicon.rows("name_particles")),
        openers=frozenset(row["word"] for row in lexicon.rows("sentence_openers")),
        small=small,
        exact={a.alias: a.actor_id for found in by_form.values() if len(found) == 1 for a in found},
        home_names=frozenset(row["name"] for row in lexicon.rows("given_names") if row["origin"] == "id"),
        outlets=frozenset(row["actor_id"] for row in lexicon.rows("actors_media")),
        traps=frozenset(row["name"] for row in lexicon.rows("name_traps")),
        classes=frozenset(row["phrase"] for row in lexicon.rows("not_actors")),
        tails={row["tail"]: row["kind"] for row in lexicon.rows("org_tails")},
        watch=small | QUOTES | {r["word"] for r in lexicon.rows("pronouns") if r["kind"] in ("person", "pointer")},
        plain=frozenset(plain - set(regions)),
        expecting=roles["say_before"] | frozenset(honorifics),
        context=roles,
    )
