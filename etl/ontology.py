"""The event ontology: 16 PLOVER 2.0 types and 7 extensions, with quad class and intensity by mode.

Definitions in our own words stand in docs/codebook.md. The PLOVER manual draft 2.0 contradicts itself in places;
`NOTES` in the codebook says what was decided (ACCUSE is scored -3, SANCTION is material conflict).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

ONTOLOGY_VERSION: Final = "plover-2.0+7"

VERBAL_COOPERATION: Final = "verbal cooperation"
MATERIAL_COOPERATION: Final = "material cooperation"
VERBAL_CONFLICT: Final = "verbal conflict"
MATERIAL_CONFLICT: Final = "material conflict"


@dataclass(frozen=True, slots=True)
class EventType:
    """A type: its PLOVER label (None for an extension), quad class, and intensity of its modes."""

    name: str
    plover_type: str | None
    quad: str | None
    intensity: float | None
    modes: dict[str, float | None] = field(default_factory=dict)

    def intensity_of(self, mode: str | None) -> float | None:
        """PLOVER intensity of the mode, of the type where the mode has none."""
        own = self.modes.get(mode) if mode else None
        return self.intensity if own is None else own


def _plover(name: str, quad: str, intensity: float, **modes: float | None) -> EventType:
    return EventType(name, name, quad, intensity, {m.replace("_", "-"): score for m, score in modes.items()})


def _extension(name: str, *modes: str) -> EventType:
    return EventType(name, None, None, None, dict.fromkeys(modes))


ONTOLOGY: Final[dict[str, EventType]] = {
    t.name: t
    for t in (
        _plover("AGREE", VERBAL_COOPERATION, 2.5),
        _plover("CONSULT", VERBAL_COOPERATION, 2.5, visit=4, third_party=1, multilateral=4, phone=1.5),
        _plover("SUPPORT", VERBAL_COOPERATION, 5),
        _plover("CONCEDE", VERBAL_COOPERATION, 4.5),
        _plover("COOPERATE", MATERIAL_COOPERATION, 9.5),
        _plover("AID", MATERIAL_COOPERATION, 10),
        _plover("RETREAT", MATERIAL_COOPERATION, 6.5, withdraw=8, release=6.5, disarm=10, ceasefire=7.5, access=6.5, resign=4.5),
        _plover("REQUEST", VERBAL_CONFLICT, 0, assist=0.5, change=-1, **{"yield": -1}, meet=0),
        _plover("ACCUSE", VERBAL_CONFLICT, -3, disapprove=-2, investigate=-3.5, allege=-3.5),
        _plover("REJECT", VERBAL_CONFLICT, -2, assist=-1.5, change=-2, **{"yield": -2}, meet=-2, deny=-2),
        _plover("THREATEN", VERBAL_CONFLICT, -3.5, restrict=None, arrest=None, relations=None, expel=None, territory=None, violence=None),
        _plover("PROTEST", MATERIAL_CONFLICT, -5, demo=None, riot=-7, strike=None, hunger=-4.5, boycott=None, obstruct=None, vandalize=None),
        _plover("SANCTION", MATERIAL_CONFLICT, -6, convict=-6, expel=-5.5, withdraw=None, discontinue=-6),
        _plover("MOBILIZE", MATERIAL_CONFLICT, -5.5, troops=-6.5, weapons=-6.5, police=-5.5, militia=-6),
        _plover("COERCE", MATERIAL_CONFLICT, -7, seize=None, restrict=None, censor=None, curfew=None, martial_law=None, arrest=None, deport=None, withhold=None, misinformation=None, cyber=None),
        _plover("ASSAULT", MATERIAL_CONFLICT, -9, abduct=None, beat=None, torture=None, sexual=None, targeted=None, destroy=None, primitive=None, firearms=None, explosives=None, suicide_attack=None, aerial=None, drone=None, heavy_weapons=None, crowd_control=None, unconventional=None),
        _extension("X_DISASTER", "flood", "earthquake", "landslide", "eruption", "wildfire", "storm", "drought", "tsunami", "epidemic"),
        _extension("X_ACCIDENT", "transport", "fire", "industrial", "structural"),
        _extension("X_ELECTION", "register", "campaign", "vote", "count", "result", "dispute"),
        _extension("X_APPOINT", "start", "end", "transfer"),
        _extension("X_POLICY", "enact", "repeal", "issue", "propose"),
        _extension("X_RULING", "grant", "reject", "annul"),
        _extension("X_CRIME", "theft", "robbery", "fraud", "drugs", "corruption", "murder", "trafficking", "cyber"),
    )
}  # fmt: skip
