"""From segments to actors and their mentions: one article, body first, then the headline."""

from __future__ import annotations

from collections.abc import Sequence

from etl.actors import linking, position
from etl.actors.linking import People
from etl.actors.organizations import Organization, slug
from etl.actors.persons import THRESHOLD, chained, lower_title, score
from etl.actors.segments import Cutter, Segment
from etl.actors.vocabulary import Alias, Vocabulary
from etl.document import ActorMention, Document, LocalActor

_CHAINING = frozenset({"title", "rank", "honorific", "org", "known", "region"})


class Reader:
    """Actors and mentions of one article while it is being read."""

    def __init__(self, doc: Document, v: Vocabulary) -> None:
        self.doc = doc
        self.v = v
        self.cutter = Cutter(doc, v)
        self.people = People()
        self.actors: dict[str, LocalActor] = {}
        self.mentions: list[ActorMention] = []
        self.other_names: dict[str, str] = {}  # learned here: acronym or nickname -> actor_id
        self.roles: dict[int, tuple[int, str | None]] = {}  # index of segment -> start of title, body of title

    def body(self) -> None:
        """Read the body: first everything that needs no memory, then the words that do."""
        doc = self.doc
        found = self.cutter.cut(doc.token_at(doc.text_start), len(doc.tokens))
        self._titles(found)
        decided: dict[int, str] = {}
        for n in range(len(found)):
            actor_id = self._settle(found, n)
            if actor_id is not None:
                decided[n] = actor_id
                self._learn(found[n], actor_id)
        for n, segment in enumerate(found):
            self._mention(found, n, segment, decided.get(n))

    def headline(self) -> None:
        """Read the headline with what the body taught: its capitals mean nothing, so nothing new is believed."""
        doc = self.doc
        last = doc.token_at(doc.text_start) if doc.text_start else 0
        for segment in self.cutter.cut(0, last):
            if segment.kind == "known":
                self._known(segment, None)
            elif segment.kind == "org":
                self._add_organization(segment.value)
                self._append(segment, segment.value.actor_id, "alias", 0.8)
            elif segment.kind == "name":
                self._headline_names(segment)

    def _headline_names(self, segment: Segment) -> None:
        doc = self.doc
        at = segment.first
        while at < segment.last:
            for end in range(segment.last, at, -1):
                words = doc.tokens[at:end]
                actor_id = self.other_names.get(words[0]) if end == at + 1 else None
                actor_id = actor_id or self.people.find(words)
                if actor_id is not None:
                    part = Segment("name", at, end, doc.starts[at], doc.ends[end - 1], None)
                    self._append(part, actor_id, "short-name", 0.85)
                    at = end - 1
                    break
            at += 1

    def _titles(self, found: Sequence[Segment]) -> None:
        """Note for every segment the title that stands before it and the body the title belongs to."""
        doc = self.doc
        start: int | None = None
        body: str | None = None
        for n, segment in enumerate(found):
            linked = n > 0 and found[n - 1].kind in _CHAINING and chained(doc, found[n - 1], segment)
            if not linked:
                start, body = None, None
                if segment.kind not in ("title", "rank", "common", "opener"):
                    token = lower_title(doc, self.v, segment.first)
                    start = doc.starts[token] if token is not None else None
            if start is not None:
                self.roles[n] = start, body
            if segment.kind in ("title", "rank", "honorific"):
                start = segment.start if start is None else start
            elif segment.kind == "org":
                body = segment.value.actor_id
            elif segment.kind == "known" and self.v.actors[segment.value.actor_id].kind != "person":
                body = body or segment.value.actor_id
            elif segment.kind != "region":
                start, body = None, None

    def _settle(self, found: Sequence[Segment], n: int) -> str | None:
        """The actor of a segment that needs no other mention to be known."""
        segment = found[n]
        if segment.kind == "org":
            return self._add_organization(segment.value)
        if segment.kind == "known":
            known = self.v.actors[segment.value.actor_id]
            if known.kind == "person":
                self.people.add(known.actor_id, self._words(segment))
                self.people.add(known.actor_id, known.name.split())
            return known.actor_id
        if segment.kind != "name" or score(self.doc, self.v, n, found, n in self.roles) < THRESHOLD:
            return None
        words = self._words(segment)
        if len(words) == 1:
            return None if self._single(segment, words[0]) is None else f"person:{slug(words[0])}"
        actor_id = self.people.find(words) or f"person:{slug(' '.join(words))}"
        self.people.add(actor_id, words)
        return actor_id

    def _single(self, segment: Segment, word: str) -> str | None:
        return word if len(word) > 1 or word.isupper() else None

    def _words(self, segment: Segment) -> list[str]:
        return [t for t in self.doc.tokens[segment.first : segment.last] if t != "."]

    def _learn(self, segment: Segment, actor_id: str) -> None:
        """Take up "(KPK)", "(Jokowi)", "alias Berangus", "atau BPBD" behind a name."""
        span = linking.bracketed(self.doc.source, segment.end)
        if span is None:
            return
        other = self.doc.source[slice(*span)]
        if segment.kind == "name" or linking.abbreviates(other, self.doc.source[segment.start : segment.end]):
            self.other_names[other] = actor_id
            if segment.kind == "name":
                self.people.add(actor_id, other.split())

    def _mention(self, found: Sequence[Segment], n: int, segment: Segment, actor_id: str | None) -> None:
        if segment.kind == "known":
            self._known(segment, self.roles.get(n))
        elif segment.kind == "org":
            self._append(segment, segment.value.actor_id, "alias", 0.85)
        elif segment.kind == "name":
            words = self._words(segment)
            text = self.doc.source[segment.start : segment.end]
            other = self.other_names.get(text)
            if other is not None:
                self._append(segment, other, "acronym", 0.95, self.roles.get(n))
            elif (linked := self.people.find(words)) is not None:
                basis = "short-name" if len(words) == 1 else "name"
                self._append(segment, linked, basis, 0.9, self.roles.get(n))
            elif actor_id is not None:
                self._append(segment, actor_id, "name", 0.8, self.roles.get(n))

    def _known(self, segment: Segment, role: tuple[int, str | None] | None) -> None:
        alias: Alias = segment.value
        other = self.other_names.get(self.doc.source[segment.start : segment.end])
        if other is not None and other != alias.actor_id:
            self._append(segment, other, "acronym", 0.95, role)
            return
        known = self.v.actors[alias.actor_id]
        acting = position.acts(self.doc, self.v, segment, known, alias.kind)
        basis = "acronym" if alias.kind == "acronym" else "alias"
        self._append(segment, known.actor_id, basis, 0.95, role if known.kind == "person" else None, acting)

    def _add_organization(self, org: Organization) -> str:
        self.actors.setdefault(
            org.actor_id, LocalActor(org.actor_id, org.name, org.kind, org.country, basis="article")
        )
        return org.actor_id

    def _append(
        self,
        segment: Segment,
        actor_id: str,
        basis: str,
        confidence: float,
        role: tuple[int, str | None] | None = None,
        acts: bool = True,
    ) -> None:
        self._ensure(actor_id, self.doc.source[segment.start : segment.end])
        start, body = role if role is not None else (None, None)
        text = self.doc.source[start : segment.start].rstrip(" ,") if start is not None else None
        self.mentions.append(
            ActorMention(segment.start, segment.end, actor_id, basis, confidence, text, start, body, acts)
        )

    def _ensure(self, actor_id: str, text: str) -> None:
        local = self.actors.get(actor_id)
        if local is None:
            known = self.v.actors.get(actor_id)
            if known is not None:
                local = LocalActor(actor_id, known.name, known.kind, known.country, known.name_en, "lexicon", known.parent_id)
            else:
                local = LocalActor(actor_id, text, "person", "ID", basis="article")
            self.actors[actor_id] = local
        elif local.kind == "person" and local.basis == "article" and len(text) > len(local.name):
            local.name = text
