"""Names of places that the actor stage reads inside other names, from the vocabulary of the places stage."""

from __future__ import annotations

from collections.abc import Container

from etl.lexicon import Lexicon, Row


def regions(lexicon: Lexicon, common: Container[str]) -> dict[str, str]:
    """Full name, by name, of Indonesia's provinces, regencies and cities as they end the names of bodies and offices:
    those of the gazetteer, and what lexicon/region_names.tsv adds or says otherwise.

    A short form that is a word of `common` means the region to few ("Mitra": Minahasa Tenggara).
    """
    out: dict[str, str] = {}
    for row in lexicon.rows("places_admin"):
        for name in _names(row):
            if name == row["name"] or name.lower() not in common:
                out.setdefault(_bare(name), _bare(row["name"]))
    return out | {row["name"]: row["full"] for row in lexicon.rows("region_names")}


def twins(lexicon: Lexicon) -> frozenset[str]:
    """Names that a city and a regency share."""
    by_kind: dict[str, set[str]] = {}
    for row in lexicon.rows("places_admin"):
        by_kind.setdefault(row["kind"], set()).add(_bare(row["name"]))
    return frozenset(by_kind["regency"] & by_kind["city"])


def cities(lexicon: Lexicon, every: bool) -> frozenset[str]:
    """Names of foreign cities: `every` one, or those that mean the city wherever they stand."""
    rows = [row for row in lexicon.rows("places_world") if every or row["use"] == "free"]
    return frozenset(name for row in rows for name in _names(row))


def _names(row: Row) -> list[str]:
    return [row["name"], *filter(None, (alias.strip() for alias in row["aliases"].split(";")))]


def _bare(name: str) -> str:
    return name.removeprefix("Kabupaten ").removeprefix("Kota ")
