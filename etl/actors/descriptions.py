"""Mentions without a name: "dia", "menteri itu", "Gubernur" alone, "kepala negara tersebut", "negara itu".

Believed only where the article names somebody whom the words fit. Pronouns inside direct speech mean somebody whom only
the speaker knows, and stay open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from etl.actors import offices
from etl.actors.resolve import Voices
from etl.actors.segments import Segment
from etl.actors.vocabulary import QUOTES, Vocabulary
from etl.document import ActorMention, Document, LocalActor
from etl.tries import longest

_LONGEST: Final = 5  # words of a description before "itu"


def described(
    doc: Document,
    v: Vocabulary,
    found: list[Segment],
    watched: list[int],
    mentions: list[ActorMention],
    actors: dict[str, LocalActor],
) -> list[ActorMention]:
    """The mentions without a name in the body; `mentions` are those with one, in order of offset, and `watched` the
    tokens that can be quotation marks, pronouns or demonstratives."""
    first = doc.token_at(doc.text_start)
    lower, watch = doc.lower, v.watch
    small = [i for i in watched[bisect_left(watched, first) :] if lower[i] in watch]
    finder = _Finder(doc, v, [i for i in small if doc.tokens[i] in QUOTES], mentions, actors)
    finder.titles([segment for segment in found if segment.kind == "title"])
    finder.words(small)
    return finder.out


class _Finder:
    def __init__(
        self,
        doc: Document,
        v: Vocabulary,
        marks: list[int],
        mentions: list[ActorMention],
        actors: dict[str, LocalActor],
    ) -> None:
        self.doc = doc
        self.v = v
        self.marks = marks
        self.actors = actors
        self.named = mentions
        self.starts = [m.start for m in mentions]
        self.voices = Voices(doc, v, mentions, actors)
        self.out: list[ActorMention] = []

    def titles(self, found: list[Segment]) -> None:
        """Capitalised offices that no name or body follows: "Gubernur menolak"."""
        doc, pronouns = self.doc, self.v.pronouns
        for segment in found:
            if self._belongs_to_name(segment.end) or self._quoted(segment.first):
                continue
            words = doc.source[segment.start : segment.end].lower()
            alone = pronouns.get(words, ("",))[0] in ("alone", "same") or words.startswith("menteri ")
            if alone and self._ends_here(segment.last) and not self._several(segment.first):
                self._office(segment.start, segment.end, words)

    def _ends_here(self, last: int) -> bool:
        """Whether nothing that belongs to the office follows: a body, "dan Digital", a name behind a comma."""
        after = self.doc.tokens[last : last + 2]
        return not any(w[0].isupper() or w in "(:/" for w in after) and after[:1] != ["dan"]

    def _several(self, first: int) -> bool:
        """Whether the word before `first` makes several of the office, or one that is not held."""
        return first > 0 and self.v.pronouns.get(self.doc.lower[first - 1], ("",))[0] == "many"

    def _quoted(self, token: int) -> bool:
        """Whether `token` stands in direct speech: behind an odd number of quotation marks."""
        return bisect_left(self.marks, token) % 2 == 1

    def words(self, small: list[int]) -> None:
        """Pronouns, and lower-case descriptions that end with a demonstrative, outside direct speech."""
        doc, pronouns = self.doc, self.v.pronouns
        for at in small:
            kind = pronouns[doc.lower[at]][0] if doc.lower[at] in pronouns else ""
            if kind == "person" and not self._quoted(at):
                self._add(doc.starts[at], doc.ends[at], self.voices.person(doc.starts[at]), "pronoun", 0.6)
            elif kind == "pointer" and doc.tokens[at - 1].islower() and not self._quoted(at):
                self._description(at)

    def _description(self, pointer: int) -> None:
        doc, v = self.doc, self.v
        lower, start = doc.lower, doc.starts[pointer]
        before = lower[pointer - 1]
        if v.pronouns.get(before, ("",))[0] == "country":
            self._add(doc.starts[pointer - 1], doc.ends[pointer], self._last("country", start), "role", 0.5)
            return
        if before not in v.noun_ends:
            return
        for first in range(max(0, pointer - _LONGEST), pointer):
            title = longest(v.titles, lower, first, pointer)
            office = title is not None and title[0] == pointer and title[1].kind != "member"
            words = " ".join(lower[first:pointer])
            if (office or v.pronouns.get(words, ("",))[0] == "same") and not self._several(first):
                self._office(doc.starts[first], doc.ends[pointer], words)
                return

    def _belongs_to_name(self, end: int) -> bool:
        """Whether a title that ends at `end` is part of the title of a mention behind it."""
        at = bisect_left(self.starts, end)
        for mention in self.named[at : at + 3]:
            if mention.role_start is not None and mention.role_start < end <= mention.start:
                return True
        return False

    def _office(self, start: int, end: int, title: str) -> None:
        self._add(start, end, self._holder(start, title), "role", 0.7)

    def _holder(self, offset: int, title: str) -> str | None:
        """The last person before `offset`, else the first after it, whose title or known office this is."""
        head = self.v.pronouns.get(title, ("", title))[1] or title
        at = bisect_right(self.starts, offset)
        day = self.doc.article.published_date
        for mention in [*reversed(self.named[:at]), *self.named[at:]]:
            if self.actors[mention.actor_id].kind != "person":
                continue
            role = (mention.role_text or "").lower()
            if role.startswith((title, head)) or offices.holds(self.v, mention.actor_id, title, day):
                return mention.actor_id
        return None

    def _last(self, kind: str, offset: int) -> str | None:
        """The last actor of a kind named before `offset`, whether it acts there or not."""
        at = bisect_left(self.starts, offset)
        return next((m.actor_id for m in reversed(self.named[:at]) if self.actors[m.actor_id].kind == kind), None)

    def _add(self, start: int, end: int, actor_id: str | None, basis: str, confidence: float) -> None:
        if actor_id is not None:
            self.out.append(ActorMention(start, end, actor_id, basis, confidence))
