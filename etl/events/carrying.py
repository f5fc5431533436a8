"""Participants a sentence leaves out because the ones before named them: the suspect of an investigation, the police of
an arrest, whom a speaker goes on addressing. Rows filled so carry `+carried` in their rule_id.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from etl.document import EventActor, EventMention

LEGAL = frozenset({"ACCUSE", "COERCE"})
ADDRESSED = frozenset({"REQUEST"})
REACH = 3  # sentences


@dataclass(slots=True)
class Carry:
    """The last participants of legal steps, and of each speaker's requests, with the sentence they stood in."""

    legal: dict[str, tuple[int, list[EventActor]]] = field(default_factory=dict)
    addressed: dict[str, tuple[int, list[EventActor]]] = field(default_factory=dict)

    def fill(
        self, kind: str, contexts: tuple[str, ...], sources: list[EventActor], targets: list[EventActor], sentence: int
    ) -> str:
        """Add what is missing to `sources` and `targets`; the mark for the rule_id."""
        filled = False
        if kind in LEGAL and "legal" in contexts:
            for role, wanted in (("source", sources), ("target", targets)):
                known = self.legal.get(role)
                if not wanted and known and sentence - known[0] <= REACH:
                    wanted += known[1]
                    filled = True
        elif kind in ADDRESSED and sources and not targets:
            known = self.addressed.get(sources[0].name)
            if known and sentence - known[0] <= REACH:
                targets += known[1]
                filled = True
        return "+carried" if filled else ""

    def note(self, event: EventMention) -> None:
        """Remember the participants of an event for those after it."""
        if event.type in LEGAL and "legal" in event.contexts:
            for role in ("source", "target"):
                found = [replace(a) for a in event.actors if a.role == role]
                if found:
                    self.legal[role] = (event.sentence, found)
        elif event.type in ADDRESSED:
            targets = [replace(a) for a in event.actors if a.role == "target"]
            for a in event.actors:
                if a.role == "source" and targets:
                    self.addressed[a.name] = (event.sentence, targets)
