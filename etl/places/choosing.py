"""Which place a name means: by the noun before it, by the regions the article names, by weight, or left open."""

from __future__ import annotations

from typing import Final, NamedTuple

from etl.document import PlaceMention
from etl.places.gazetteer import Place
from etl.places.mentions import Found

_REGIONS: Final = frozenset({"province", "regency", "city"})
_SITES: Final = frozenset({"district", "site"})


class Named(NamedTuple):
    """What the article names beyond doubt: ids of places, provinces, and regencies or cities."""

    places: frozenset[str]
    admin1: frozenset[str | None]
    admin2: frozenset[str | None]


def choose(found: list[Found]) -> list[PlaceMention]:
    """Mentions with their place. `basis` says how it was decided, or why it was left open."""
    fitting = [_fitting(f) for f in found]
    sure = [places[0] for places in fitting if len(places) == 1 and places[0].kind in _REGIONS]
    named = Named(
        frozenset(p.place_id for p in sure),
        frozenset(p.name if p.kind == "province" else p.admin1 for p in sure),
        frozenset(p.admin2 for p in sure if p.kind != "province"),
    )
    return [_decide(f, places, named) for f, places in zip(found, fitting, strict=True)]


def _fitting(f: Found) -> tuple[Place, ...]:
    """The places of that name which the noun before it allows; all of them where it allows none."""
    if f.noun is not None and len(f.places) > 1:
        for kind in f.noun.kinds:
            if of_kind := tuple(p for p in f.places if p.kind == kind):
                return of_kind
    return f.places


def _decide(f: Found, fitting: tuple[Place, ...], named: Named) -> PlaceMention:
    if not fitting:
        return PlaceMention(
            f.start, f.end, None, f"{f.basis}; not in the gazetteer", f.noun.kinds[0] if f.noun else None
        )
    if fitting[0].kind == "district":
        fitting = tuple(p for p in fitting if p.kind != "district" or _held(p, f, named))
        if not fitting:
            return PlaceMention(f.start, f.end, None, f"{f.basis}; not held by the regions named", "district")
    if len(fitting) == 1:
        return _mention(f, fitting[0], f.basis)
    full = [p for p in fitting if p.place_id in named.places]
    if len(full) == 1:
        return _mention(f, full[0], f"{f.basis}; named in full elsewhere")
    scores = [2 * (p.kind in _SITES and p.admin2 in named.admin2) + (p.admin1 in named.admin1) for p in fitting]
    best = [p for p, score in zip(fitting, scores, strict=True) if score == max(scores)]
    if len(best) == 1:
        return _mention(f, best[0], f"{f.basis}; region named")
    heaviest = [p for p in best if p.weight == best[0].weight]
    if len(heaviest) > 1:
        ids = ", ".join(p.place_id for p in heaviest)
        return PlaceMention(f.start, f.end, None, f"{f.basis}; ambiguous: {ids}", heaviest[0].kind)
    return _mention(f, heaviest[0], f"{f.basis}; heaviest")


def _held(place: Place, f: Found, named: Named) -> bool:
    """Whether a district lies in a region the article names. Villages of one name are many, so a noun asks for it;
    without a noun an article that names no region at all leaves a listed district standing."""
    if place.admin2 in named.admin2 or place.admin1 in named.admin1:
        return True
    return f.noun is None and not named.places


def _mention(f: Found, place: Place, basis: str) -> PlaceMention:
    return PlaceMention(f.start, f.end, place.place_id, basis, place.kind)
