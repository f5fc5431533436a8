"""The gazetteer: places of the lexicon, their names in a trie, and their rows for the table `places`.

What stands in an article, and which of several places of one name it means, is `mentions`' and `resolve`'s business.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from etl.document import tokenize
from etl.lexicon import Lexicon, LexiconError, Row
from etl.schema import PLACE_KINDS
from etl.tries import Trie, insert

_FILES: Final = ("places_admin", "places_district", "places_region", "places_site", "places_world")
_COUNTRY_WEIGHT: Final = 45
_NAMES_OF_COUNTRY: Final = frozenset({"name", "short", "spelling", "acronym"})  # a metonym names no place
_SHOUTED: Final = frozenset({"province", "regency", "city"})  # found in upper case too, as headlines write them
_SHORTEST_SHOUT: Final = 4


class Place(NamedTuple):
    """A place; `weight` says which of several of one name is meant without further evidence."""

    place_id: str
    name: str
    kind: str
    admin1: str | None
    admin2: str | None
    admin_code: str | None
    country: str | None
    lat: float
    lon: float
    weight: int


@dataclass(frozen=True, slots=True)
class Noun:
    """A word before a place name: the kinds it can mean, and what an unlisted name after it is."""

    kinds: tuple[str, ...]
    unknown: str


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Names of places (heaviest place first), place nouns, and the tries over tokens that find both. `words` by role;
    `cues` are the words without which a name that is not free is no place, `openings` the tokens a name or noun
    begins with."""

    places: dict[str, Place]
    names: dict[str, tuple[Place, ...]]
    free: frozenset[str]
    nouns: dict[str, Noun]
    words: dict[str, frozenset[str]]
    cues: frozenset[str]
    ordinary: frozenset[str]
    openings: frozenset[str]
    name_trie: Trie
    noun_trie: Trie


def rows(lexicon: Lexicon) -> list[tuple[str | float | None, ...]]:
    """Rows of the schema table `places`, by place_id."""
    known = compiled(lexicon).places
    return [known[place_id][:-1] for place_id in sorted(known)]


@cache
def compiled(lexicon: Lexicon) -> Gazetteer:
    """The gazetteer of `lexicon`. Raises LexiconError where a file cannot be used."""
    places: dict[str, Place] = {}
    found: dict[str, dict[str, Place]] = {}
    free: set[str] = set()
    for file in _FILES:
        for row in lexicon.rows(file):
            place = _place(row)
            places[place.place_id] = place
            names = _surfaces(place, row)
            for name in names:
                found.setdefault(name, {})[place.place_id] = place
            if row["use"] == "free":
                free.update(names)
    for place, names in _countries(lexicon):
        places[place.place_id] = place
        for name in names:
            found.setdefault(name, {})[place.place_id] = place
    nouns, words = _words(lexicon)
    name_trie, noun_trie = _trie(found), _trie(_spellings(nouns))
    return Gazetteer(
        places=places,
        names={
            name: tuple(sorted(by_id.values(), key=lambda p: (-p.weight, p.place_id))) for name, by_id in found.items()
        },
        free=frozenset(free),
        nouns=nouns,
        words=words,
        cues=words["prep"] | words["link"],
        ordinary=frozenset(row["word"] for row in lexicon.rows("common_words")),
        openings=frozenset({*name_trie, *noun_trie}),
        name_trie=name_trie,
        noun_trie=noun_trie,
    )


def _trie(texts: Iterable[str]) -> Trie:
    """A trie of texts by their tokens; an entry holds the text."""
    trie: Trie = {}
    for text in texts:
        insert(trie, tokenize(text), text)
    return trie


def _place(row: Row) -> Place:
    if row["kind"] not in PLACE_KINDS:
        raise LexiconError(f"{row['place_id']}: kind {row['kind']!r} is none of {', '.join(PLACE_KINDS)}")
    try:
        lat, lon, weight = float(row["lat"]), float(row["lon"]), int(row["weight"])
    except ValueError:
        raise LexiconError(f"{row['place_id']}: lat and lon are degrees, weight a whole number") from None
    texts = (row["admin1"] or None, row["admin2"] or None, row["admin_code"] or None, row["country"] or None)
    return Place(row["place_id"], row["name"], row["kind"], *texts, lat, lon, weight)


def _surfaces(place: Place, row: Row) -> set[str]:
    """Names the place is found by. "Kota" and "Kabupaten" are nouns before the name, not part of it."""
    aliases = {alias for alias in row["aliases"].split("; ") if alias}
    names = aliases or {place.name} if place.kind in ("regency", "city") else {place.name, *aliases}
    if place.kind in _SHOUTED:
        names |= {name.upper() for name in names if len(name) >= _SHORTEST_SHOUT}
    return names


def _countries(lexicon: Lexicon) -> list[tuple[Place, set[str]]]:
    where = {row["country"]: (float(row["lat"]), float(row["lon"])) for row in lexicon.rows("places_country")}
    out = []
    for row in lexicon.rows("actors_country"):
        if (at := where.get(row["country"])) is None:
            continue
        place = Place(
            row["actor_id"], row["name"], "country", None, None, row["country"], row["country"], *at, _COUNTRY_WEIGHT
        )
        aliases = (item.split("=", 1) for item in row["aliases"].split("; ") if item)
        out.append((place, {row["name"], *(alias for kind, alias in aliases if kind in _NAMES_OF_COUNTRY)}))
    return out


def _words(lexicon: Lexicon) -> tuple[dict[str, Noun], dict[str, frozenset[str]]]:
    nouns: dict[str, Noun] = {}
    words: dict[str, set[str]] = {"prep": set(), "link": set(), "body": set()}
    for row in lexicon.rows("places_words"):
        if row["role"] == "noun":
            nouns[row["word"]] = Noun(tuple(row["kinds"].split()), row["unknown"])
        elif row["role"] in words:
            words[row["role"]].add(row["word"])
        else:
            raise LexiconError(f"places_words: role {row['role']!r} is none of noun, {', '.join(words)}")
    return nouns, {role: frozenset(found) for role, found in words.items()}


def _spellings(nouns: dict[str, Noun]) -> set[str]:
    capitals = {spelling for noun in nouns for spelling in (noun.title(), noun.capitalize())}
    return capitals | {word for word, noun in nouns.items() if noun.unknown != "proper"}
