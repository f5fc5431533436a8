"""Which place a name means: by the noun before it, by the regions the article names, by weight, or left open."""

from __future__ import annotations

from collections.abc import Sequence

from etl.document import PlaceMention
from etl.places.gazetteer import Place
from etl.places.mentions import Found


def resolve(found: Sequence[Found]) -> list[PlaceMention]:
    """Mentions with their place. `basis` says how it was decided, or why it was left open."""
    full = {p.place_id for f in found for p in [_only(f)] if p is not None}
    sure = [p for f in found for p in [_only(f)] if p is not None]
    admin1 = {p.name for p in sure if p.kind == "province"} | {p.admin1 for p in sure if p.kind != "province"}
    admin2 = {p.admin2 for p in sure}
    return [_decide(f, full, admin1, admin2) for f in found]


def _only(f: Found) -> Place | None:
    """The one place `f` can mean, if there is no choice."""
    fitting = _fitting(f)
    return fitting[0] if len(fitting) == 1 else None


def _fitting(f: Found) -> tuple[Place, ...]:
    if f.noun is None:
        return f.places
    for kind in f.noun.kinds:
        if of_kind := tuple(p for p in f.places if p.kind == kind):
            return of_kind
    return f.places


def _decide(f: Found, full: set[str], admin1: set[str | None], admin2: set[str | None]) -> PlaceMention:
    fitting = _fitting(f)
    if not fitting:
        kind = f.noun.kinds[0] if f.noun else None
        return PlaceMention(f.start, f.end, None, f"{f.basis}; not in the gazetteer", kind)
    if len(fitting) == 1:
        return _mention(f, fitting[0], f.basis)
    named = [p for p in fitting if p.place_id in full]
    if len(named) == 1:
        return _mention(f, named[0], f"{f.basis}; named in full elsewhere")
    scores = [2 * (p.admin2 in admin2 and p.kind in ("district", "site")) + (p.admin1 in admin1) for p in fitting]
    best = [p for p, score in zip(fitting, scores, strict=True) if score == max(scores)]
    how = "region named" if len(best) < len(fitting) else "heaviest"
    if len(best) > 1:
        heaviest = [p for p in best if p.weight == best[0].weight]
        if len(heaviest) > 1:
            return PlaceMention(f.start, f.end, None, f"{f.basis}; ambiguous: {_names(heaviest)}", heaviest[0].kind)
        best = heaviest
    return _mention(f, best[0], f"{f.basis}; {how}")


def _names(places: Sequence[Place]) -> str:
    return ", ".join(p.place_id for p in places)


def _mention(f: Found, place: Place, basis: str) -> PlaceMention:
    return PlaceMention(f.start, f.end, place.place_id, basis, place.kind)
