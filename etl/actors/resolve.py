"""Who a pronoun or a description means: the voice that speaks, else the subject of the nearest earlier sentence.

`resolve` is for the stages after this one, which know where a word like "-nya" stands.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from etl.actors.vocabulary import Vocabulary, compiled
from etl.document import ActorMention, Document, LocalActor
from etl.lexicon import Lexicon

_SENTENCES_BACK: Final = 4


def resolve(doc: Document, lexicon: Lexicon, offset: int, description: str = "") -> str | None:
    """The person meant by a pronoun at `offset` (characters in doc.source), or None.

    `description` is the noun of a description, in lower case ("menteri" of "menteri itu"): the last person whose title
    opens with it wins.
    """
    named = [m for m in doc.mentions if m.basis not in ("pronoun", "role")]
    if description:
        for mention in reversed(named[: bisect_left(named, offset, key=lambda m: m.start)]):
            if (mention.role_text or "").lower().startswith(description):
                return mention.actor_id
    return Voices(doc, compiled(lexicon), named, doc.actors).person(offset)


class Voices:
    """The persons an article names, in order, with who speaks and who is a subject."""

    def __init__(
        self, doc: Document, v: Vocabulary, mentions: list[ActorMention], actors: dict[str, LocalActor]
    ) -> None:
        self.doc = doc
        self.v = v
        self.people = [m for m in mentions if actors[m.actor_id].kind == "person"]
        self.starts = [m.start for m in self.people]

    def person(self, offset: int) -> str | None:
        """The person a pronoun at `offset` means: the subject named earlier in its sentence, else, going back sentence
        by sentence, who speaks there, else who is first there without a preposition."""
        doc = self.doc
        here = doc.sentence_at(offset)
        end = bisect_left(self.starts, offset)
        for number in range(here, max(-1, here - _SENTENCES_BACK), -1):
            if doc.sentences[number].field == "title":
                break
            start = bisect_left(self.starts, doc.sentences[number].start)
            inside = self.people[start:end]
            end = start
            voice = next((m for m in reversed(inside) if self._speaks(m)), None) if number < here else None
            subject = voice or next((m for m in inside if not self._oblique(m)), None)
            if subject is not None:
                return subject.actor_id
        return None

    def _speaks(self, mention: ActorMention) -> bool:
        doc, context = self.doc, self.v.context
        after = doc.token_at(mention.end)
        before = doc.token_at(_opening(mention)) - 1
        if before >= 0 and doc.lower[before] in context["say_before"]:
            return True
        return after < len(doc.lower) and doc.lower[after] in context["say_after"]

    def _oblique(self, mention: ActorMention) -> bool:
        before = self.doc.token_at(_opening(mention)) - 1
        return before >= 0 and self.doc.lower[before] in self.v.context["oblique"]


def _opening(mention: ActorMention) -> int:
    return mention.start if mention.role_start is None else mention.role_start
