"""From segments to actors and their mentions: one article, body first, then the headline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from etl.actors import linking, position
from etl.actors.linking import People
from etl.actors.organizations import Organization, key, slug
from etl.actors.persons import THRESHOLD, aged, chained, lower_title, score
from etl.actors.segments import Cutter, Segment
from etl.actors.vocabulary import Alias, Vocabulary, longest
from etl.document import ActorMention, Document, LocalActor

_CHAINING = frozenset({"title", "member", "rank", "honorific", "org", "known", "region"})
_TITLE, _MEMBER = 3.0, 1.2  # what a title, and a word that says less, count for a name behind them
_LIST_GAP = re.compile(r"(?: \([^()\n]{1,30}\))?(?:,? (?:dan|hingga|serta|&|maupun)|,) ")
_LEGAL_FORM = re.compile(r"^(?:PT|CV|PD|UD)\.? |,? Tbk$| \(Persero\).*$")
_TEAM = "Timnas"
_LISTED = 2.0  # what it counts to stand in a list beside a person


class Role(NamedTuple):
    """A title before a name: where it starts, the body or country it is of."""

    start: int
    body: str | None
    weight: float = _TITLE


class Reader:
    """Actors and mentions of one article while it is being read."""

    def __init__(self, doc: Document, v: Vocabulary) -> None:
        self.doc = doc
        self.v = v
        self.cutter = Cutter(doc, v)
        self.people = People()
        self.actors: dict[str, LocalActor] = {}
        self.mentions: list[ActorMention] = []
        self.other_names: dict[str, str] = {}  # learned here: acronym, nickname or short form -> actor_id
        self.heads: dict[str, str] = {}  # head of an organization's name -> the last one named
        self.roles: dict[int, Role] = {}  # by number of segment
        self.decided: dict[int, str] = {}  # by number of segment
        self.teams: dict[str, str] = {}  # country -> its national team, in articles that name it

    def body(self) -> None:
        """Read the body: first everything that needs no memory, then the words that do."""
        doc = self.doc
        found = self.cutter.cut(doc.token_at(doc.text_start), len(doc.tokens))
        self._titles(found)
        self._settle_all(found)
        for n, segment in enumerate(found):
            self._mention(n, segment)

    def headline(self) -> None:
        """Read the headline with what the body taught: its capitals mean nothing, so nothing new is believed."""
        doc = self.doc
        last = doc.token_at(doc.text_start) if doc.text_start else 0
        for segment in self.cutter.cut(0, last):
            if segment.kind == "known":
                self._known(segment, None)
            elif segment.kind == "org":
                self._organization(segment)
            elif segment.kind in ("name", "common"):
                self._headline_names(segment)

    def _headline_names(self, segment: Segment) -> None:
        doc = self.doc
        at = segment.first
        while at < segment.last:
            for end in range(segment.last, at, -1):
                words = doc.tokens[at:end]
                actor_id = self.other_names.get(" ".join(words)) or self.people.find(words)
                if actor_id is not None:
                    part = Segment("name", at, end, doc.starts[at], doc.ends[end - 1], None)
                    self._append(part, actor_id, "short-name", 0.85)
                    at = end - 1
                    break
            at += 1

    def _titles(self, found: Sequence[Segment]) -> None:
        """Note for every segment the title that stands before it and the body the title is of."""
        doc = self.doc
        start: int | None = None
        body: str | None = None
        weight = _TITLE
        for n, segment in enumerate(found):
            if n == 0 or found[n - 1].kind not in _CHAINING or not chained(doc, found[n - 1], segment):
                start, body, weight = None, None, _MEMBER
                if segment.kind not in ("common", "opener") and (low := lower_title(doc, self.v, segment.first)):
                    start = doc.starts[low[0]]
                    weight = _MEMBER if low[1] == "member" else _TITLE
            if start is not None:
                self.roles[n] = Role(start, body, weight)
            if segment.kind in ("title", "member", "rank", "honorific"):
                start = segment.start if start is None else start
                weight = weight if segment.kind == "member" else _TITLE
                if segment.kind == "title" and segment.value is not None:
                    body = key(self.v, *segment.value)
            elif segment.kind == "org":
                body = segment.value.actor_id or body
            elif segment.kind == "known" and not self._names_person(segment):
                body = body or segment.value.actor_id
            elif segment.kind != "region":
                start, body = None, None

    def _names_person(self, segment: Segment) -> bool:
        return self.v.actors[segment.value.actor_id].kind == "person"

    def _settle_all(self, found: Sequence[Segment]) -> None:
        doc = self.doc
        places = {
            doc.source[s.start : s.end]
            for s in found
            if s.kind == "name" and s.first and doc.lower[s.first - 1] in ("di", "ke")
        }
        scores: dict[int, float] = {}
        for n, segment in enumerate(found):
            if segment.kind == "name":
                scores[n] = score(doc, self.v, n, found, self._title_weight(n), places)
        self._spread(found, scores)
        for n, segment in enumerate(found):
            actor_id = self._settle(n, segment, scores)
            if actor_id:
                self.decided[n] = actor_id
                self._learn(segment, actor_id)

    def _title_weight(self, n: int) -> float:
        """What the title before segment `n` counts for, against when it only names a street or a building."""
        role = self.roles.get(n)
        if role is None:
            return 0.0
        token = self.doc.token_at(role.start)
        return -_TITLE if token and self.doc.lower[token - 1] in self.v.context["site_before"] else role.weight

    def _spread(self, found: Sequence[Segment], scores: dict[int, float]) -> None:
        """Let names of two words and more that stand in a list share what is known of their neighbours."""
        pairs = [
            (n, n + 1)
            for n in scores
            if n + 1 in scores and _LIST_GAP.fullmatch(self.doc.source, found[n].end, found[n + 1].start)
        ]
        for sure, other in [*pairs, *((b, a) for a, b in reversed(pairs))]:
            if scores[sure] >= THRESHOLD and found[other].last - found[other].first > 1:
                scores[other] = max(scores[other], min(scores[other] + _LISTED, THRESHOLD))

    def _settle(self, n: int, segment: Segment, scores: dict[int, float]) -> str | None:
        """The actor of a segment as far as it needs no other mention to be known."""
        if segment.kind == "org":
            return self._note_organization(segment.value)
        words = self._words(segment)
        if segment.kind == "known":
            known = self.v.actors[segment.value.actor_id]
            if known.kind == "person":
                if len(words) > 1:
                    self.people.add(known.actor_id, words)
            elif (head := longest(self.v.heads, self.doc.tokens, segment.first, segment.last)) is not None:
                self.heads[head[1].short] = known.actor_id
            elif aged(self.doc, segment):  # "MA (44)" is somebody's initials, whatever else MA is
                return self._initials(segment)
            return known.actor_id
        if segment.kind != "name" or scores[n] < THRESHOLD:
            return None
        if len(words) == 1:
            return self._initials(segment) if words[0].isupper() else f"person:{slug(words[0])}"
        actor_id = self.people.find(words) or self.people.wider(words) or f"person:{slug(' '.join(words))}"
        self.people.add(actor_id, words)
        return actor_id

    def _initials(self, segment: Segment) -> str:
        text = self.doc.source[segment.start : segment.end]
        actor_id = f"person:{slug(text)}"
        self.other_names[text] = actor_id
        return actor_id

    def _words(self, segment: Segment) -> list[str]:
        return [t for t in self.doc.tokens[segment.first : segment.last] if t != "."]

    def _learn(self, segment: Segment, actor_id: str) -> None:
        """Take up "(KPK)", "(Jokowi)", "alias Berangus", "atau BPBD" behind a name."""
        source = self.doc.source
        person = actor_id.startswith("person:")
        span = linking.bracketed(source, segment.end, self.v)
        called = linking.also_called(source, segment.end) if span is None else None
        if called is not None:
            word, *_ = called
            span = called[1:]
            if word == "alias":
                self.other_names[source[segment.start : segment.end]] = actor_id
        if span is None:
            return
        other = source[slice(*span)]
        named = person and (called is not None or other.split()[0].lower() in self.v.honorifics)
        if named or linking.abbreviates(other, source[segment.start : segment.end]):
            self.other_names[other] = actor_id

    def _mention(self, n: int, segment: Segment) -> None:
        role = self.roles.get(n)
        if segment.kind == "known":
            self._known(segment, role)
        elif segment.kind == "org":
            self._organization(segment)
        elif segment.kind == "name":
            words = self._words(segment)
            text = self.doc.source[segment.start : segment.end]
            if (other := self.other_names.get(text)) is not None:
                self._append(segment, other, "acronym", 0.95, role)
            elif (linked := self.people.find(words)) is not None:
                self._append(segment, linked, "short-name" if len(words) == 1 else "alias", 0.9, role)
            elif len(words) == 1 and (nicked := self.people.nicknamed(words[0])) is not None:
                self._append(segment, nicked, "short-name", 0.7, role)
            elif n in self.decided:
                self._append(segment, self.decided[n], "title" if role else "alias", 0.8, role)

    def _known(self, segment: Segment, role: Role | None) -> None:
        alias: Alias = segment.value
        text = self.doc.source[segment.start : segment.end]
        known = self.v.actors[alias.actor_id]
        other = self.other_names.get(text)
        if other is None and known.kind == "person" and segment.last - segment.first == 1:
            other = self.people.find([text])
        if other is not None and other != alias.actor_id:
            self._append(segment, other, "acronym", 0.95, role)
            return
        acting = position.acts(self.doc, self.v, segment, known, alias.kind)
        if acting and (team := self.teams.get(known.actor_id)):
            self._append(segment, team, "short-name", 0.8)
            return
        basis = "acronym" if alias.kind == "acronym" else "alias"
        self._append(segment, known.actor_id, basis, 0.95, role if known.kind == "person" else None, acting)

    def _note_organization(self, org: Organization) -> str:
        if org.actor_id:
            if org.actor_id not in self.v.actors:
                local = LocalActor(org.actor_id, org.name, org.kind, org.country, basis="article")
                self.actors.setdefault(org.actor_id, local)
            if org.head == _TEAM and org.country:
                self.teams[f"country:{org.country}"] = org.actor_id
            self.heads[org.head] = org.actor_id
            short = _LEGAL_FORM.sub("", _LEGAL_FORM.sub("", org.name))
            if short != org.name:
                self.other_names.setdefault(short, org.actor_id)
        return org.actor_id

    def _organization(self, segment: Segment) -> None:
        org: Organization = segment.value
        text = self.doc.source[segment.start : segment.end]
        actor_id = self.other_names.get(text) or self._note_organization(org) or self.heads.get(org.head)
        if actor_id:
            acts = not position.in_site_name(self.doc, self.v, segment.first)
            self._append(segment, actor_id, "alias" if org.actor_id else "short-name", 0.85, acts=acts)

    def _append(
        self,
        segment: Segment,
        actor_id: str,
        basis: str,
        confidence: float,
        role: Role | None = None,
        acts: bool = True,
    ) -> None:
        self._ensure(actor_id, segment, role)
        text = self.doc.source[role.start : segment.start].rstrip(" ,") if role else None
        self.mentions.append(
            ActorMention(
                segment.start,
                segment.end,
                actor_id,
                basis,
                confidence,
                role_text=text or None,
                role_start=role.start if role else None,
                affiliation_id=role.body if role else None,
                acts=acts,
            )
        )

    def _ensure(self, actor_id: str, segment: Segment, role: Role | None) -> None:
        """The local actor of a mention; a person belongs to the country of the first body its titles name."""
        text = self.doc.source[segment.start : segment.end]
        local = self.actors.get(actor_id)
        if local is None:
            known = self.v.actors.get(actor_id)
            if known is not None:
                local = LocalActor(actor_id, known.name, known.kind, known.country, known.name_en, "lexicon")
                local.parent_id = known.parent_id
            else:
                local = LocalActor(actor_id, text, "person", None, basis="article")
            self.actors[actor_id] = local
        if local.kind == "person" and local.basis == "article":
            if len(text) > len(local.name):
                local.name = text
            if local.country is None and role is not None and role.body is not None:
                local.country = self._country(role.body)

    def _country(self, actor_id: str) -> str | None:
        known = self.v.actors.get(actor_id) or self.actors.get(actor_id)
        return known.country if known is not None else None
