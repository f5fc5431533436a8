"""Whom a naming means at a place in the article: a name, or words that stand for somebody named before."""

from __future__ import annotations

from bisect import bisect_left

from etl.document import ActorMention, Document
from etl.quotes.marks import Stretch
from etl.quotes.speakers import Naming, Speakers, Voices

Speaker = tuple[str | None, str | None]


class Resolver:
    """Namings of one document turned into actor and words."""

    def __init__(self, doc: Document, speakers: Speakers, voices: Voices, stretches: list[Stretch]) -> None:
        self.doc = doc
        self.speakers = speakers
        self.voices = voices
        self.stretches = stretches

    def speaker(self, naming: Naming, offset: int) -> Speaker:
        """Actor and words of the speaker; for "-nya" and the like, of the one who spoke last before `offset`."""
        if naming.mention is not None:
            return self._named(naming.mention)
        last = self.voices.before(offset)
        if naming.text is not None:
            office = naming.text.lower() if naming.text.lower() in self.speakers.voc.office else None
            holder = self._described(office, offset, None) if office else None
            return self._named(holder) if holder else (None, naming.text)
        if naming.last - naming.first > 1:
            described = self._described(self.doc.lower[naming.first], offset, last[1].mention if last else None)
            if described is not None:
                return self._named(described)
        if last is not None:
            return self.speaker(last[1], offset)
        return self._unclear(naming, offset)

    def _unclear(self, naming: Naming, offset: int) -> Speaker:
        """Who is meant where nobody clear has spoken: "dia" is a person, "-nya" may be a body or a witness too."""
        vague = self.voices.vague_before(offset)
        person = self._last_person(offset)
        pronoun = naming.first < naming.last and self.doc.lower[naming.first] in self.speakers.voc.pronoun
        if vague is not None and not (pronoun and person):
            mention = vague[1].mention
            if mention is None or person is None or self.doc.actors[mention.actor_id].kind != "country":
                return self.speaker(vague[1], offset)
        return self._named(person) if person else (None, None)

    def _named(self, mention: ActorMention) -> Speaker:
        return mention.actor_id, self.doc.source[mention.start : mention.end]

    def _described(self, noun: str, offset: int, last: ActorMention | None) -> ActorMention | None:
        """The person whose title holds the noun of a description ("menteri itu"): the last voice, else the last one."""
        named = self.speakers.mentions[: bisect_left(self.speakers.starts, offset)]
        holders = [m for m in named if m.role_text and noun in m.role_text.lower() and self.speakers.is_person(m)]
        if last is not None and any(m.actor_id == last.actor_id for m in holders):
            return last
        return holders[-1] if holders else None

    def _last_person(self, offset: int) -> ActorMention | None:
        for mention in reversed(self.speakers.mentions[: bisect_left(self.speakers.starts, offset)]):
            if self.speakers.is_person(mention) and not any(s.start <= mention.start < s.end for s in self.stretches):
                return mention
        return None
