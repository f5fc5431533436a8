"""Participants a sentence leaves out because the ones before named them: the suspect of an investigation, the police of
an arrest, whom a speaker goes on addressing. Rows filled so carry `+carried` in their rule_id.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from etl.document import EventActor, EventMention, LocalActor

LEGAL: Final = frozenset({"ACCUSE", "COERCE"})
REACH: Final = 12  # sentences
MANY: Final = 3
# Who is arrested or charged, and who robs or attacks, is "pelaku" later on; a witness is not.
CHARGING: Final = frozenset({"arrest", "allege"})
VIOLENT: Final = frozenset({"X_CRIME", "ASSAULT"})
# "kedua pelaku": so many people the article has named.
COUNTED: Final = {"kedua": 2, "ketiga": 3}


@dataclass(slots=True)
class Carry:
    """The last officers and suspects of legal steps, culprits of crimes, and whom each speaker addressed, with the
    sentence they stood in. `law` are the words that tell an officer, `culprit` those that mean the suspects, `actors`
    the article's, `speakers` those it quotes, who are police, not suspects."""

    law: frozenset[str]
    culprit: frozenset[str]
    actors: dict[str, LocalActor]
    speakers: frozenset[str]
    suspects: list[EventActor] = field(default_factory=list)
    known: dict[str, tuple[int, list[EventActor]]] = field(default_factory=dict)

    def fill(
        self, kind: str, legal: bool, sources: list[EventActor], targets: list[EventActor], sentence: int, them: bool
    ) -> str:
        """Add what is missing to `sources` and `targets`; the mark for the rule_id. `them`: "mereka" is the target."""
        before = len(sources) + len(targets)
        if kind in LEGAL and legal:
            sources += self._near("officer", "source", sentence) if not sources else []
            targets += self._near("suspect", "target", sentence) if not targets else []
        elif kind == "X_CRIME" and not sources:
            sources += self._near("culprit", "source", sentence)
        elif kind == "ASSAULT" and not targets and "suspect" in self.known and _meet(sources, self.known["suspect"][1]):
            targets += self._near("officer", "target", sentence)
        elif kind == "PROTEST" and not sources:
            sources += self._near("protester", "source", sentence)
        elif kind == "REQUEST" and sources and not targets:
            targets += self._near(sources[0].name, "target", sentence)
            targets += self._near("asked", "target", sentence) if them and not targets else []
        return "+carried" if len(sources) + len(targets) > before else ""

    def named(self, found: list[EventActor]) -> list[EventActor]:
        """The suspects the article has named for "pelaku", "kedua tersangka", where it means just them."""
        if not self.suspects:
            return found
        out: list[EventActor] = []
        for actor in found:
            for one in self._meant(actor) or [actor]:
                if one.name not in [a.name for a in out]:
                    out.append(one)
        return out

    def _meant(self, actor: EventActor) -> list[EventActor]:
        if actor.actor_id is not None or not self.suspects:
            return []
        words = actor.name.lower().split()
        wanted = COUNTED.get(words[0], 0)
        rest = words[1:] if wanted else words
        if not rest or rest[0] not in self.culprit or not all(map(_of_the_deed, rest[1:])):
            return []
        fits = len(self.suspects) == wanted if wanted else len(self.suspects) <= MANY
        return [replace(a, role=actor.role) for a in self.suspects] if fits else []

    def _near(self, part: str, role: str, sentence: int) -> list[EventActor]:
        number, found = self.known.get(part, (-1, []))
        return [replace(a, role=role) for a in found] if 0 <= sentence - number <= REACH else []

    def note(self, event: EventMention) -> None:
        """Remember the participants of an event for those after it."""
        sources = [a for a in event.actors if a.role == "source"]
        targets = [a for a in event.actors if a.role == "target"]
        legal = event.type in LEGAL and "legal" in event.contexts
        self._suspect(targets if legal and event.mode in CHARGING else sources if event.type in VIOLENT else [])
        if event.type == "X_CRIME":
            self._keep(("suspect", "culprit"), sources, event.sentence)
        elif event.type == "PROTEST":
            self._keep(("protester",), sources, event.sentence)
        elif event.type == "REQUEST":
            for a in sources:
                self._keep((a.name, "asked"), targets, event.sentence)
        elif legal or event.type == "ASSAULT":
            officers = [a for a in sources if not self.law.isdisjoint(a.name.lower().split())]
            if officers:
                self._keep(("officer",), officers, event.sentence)
                self._keep(("suspect",), targets, event.sentence)
            elif event.type == "ASSAULT":
                self._keep(("suspect",), sources, event.sentence)
            elif not sources:
                self._keep(("suspect",), targets, event.sentence)

    def _suspect(self, found: list[EventActor]) -> None:
        known = {(a.actor_id, a.name) for a in self.suspects}
        for a in found:
            person = self.actors[a.actor_id].kind == "person" if a.actor_id else _initials(a.name)
            if person and a.actor_id not in self.speakers and (a.actor_id, a.name) not in known:
                self.suspects.append(a)

    def _keep(self, parts: tuple[str, ...], found: list[EventActor], sentence: int) -> None:
        for part in parts if found else ():
            vague = part in self.known and not any(a.actor_id or " " in a.name for a in found)
            # "Warga ..." after "warga Desa Suka" are the same: the fuller words stay.
            self.known[part] = (sentence, self.known[part][1] if vague else found)


def _initials(name: str) -> bool:
    """Whether it is a name of initials, as the police give: SC, T."""
    return name.isalpha() and name.isupper() and len(name) <= MANY


def _of_the_deed(word: str) -> bool:
    """Whether the word after "pelaku" names the deed or points at him: "pelaku pencurian", "pelaku tersebut"."""
    return word in ("tersebut", "itu", "ini") or (word.startswith("pe") and word.endswith("an"))


def _meet(some: list[EventActor], others: list[EventActor]) -> bool:
    return any(a.name == b.name for a in some for b in others) or any(a.actor_id is None for a in some)
