"""From segments to actors and their mentions: one article, body first, then the headline."""

from __future__ import annotations

import re
from dataclasses import replace
from operator import attrgetter
from typing import Final

from etl.actors import offices, position
from etl.actors.descriptions import described
from etl.actors.model import Model
from etl.actors.organizations import Organization
from etl.actors.persons import THRESHOLD, VERB, aged, score
from etl.actors.roles import TITLE, Role, roles
from etl.actors.roster import Roster
from etl.actors.segments import Cutter, Segment
from etl.actors.unknown import verdicts
from etl.actors.vocabulary import Alias, Vocabulary
from etl.actors.words import adjacent
from etl.document import ActorMention, Document
from etl.tries import longest

_LIST_GAP: Final = re.compile(r"(?: \([^()\n]{1,30}\))?(?:,? (?:dan|hingga|serta|&|maupun)|,) ")
_LONGEST_LIST_GAP: Final = 44
_YOUTH: Final = re.compile(r"U-?\d\d")  # "U-17"
_NAMES: Final = frozenset({"known", "org", "name"})
_LISTED: Final = 2.0  # what it counts to stand in a list beside a person
_span = attrgetter("start", "end")


class Reader:
    """Mentions of one article while it is being read; without a `model` the rules decide alone."""

    def __init__(self, doc: Document, v: Vocabulary, model: Model | None = None) -> None:
        self.doc = doc
        self.v = v
        self.model = model
        self.judged: dict[int, bool] = {}  # by number of segment, where the model decided against the rules
        self.roster = Roster(doc, v)
        self.mentions: list[ActorMention] = []
        self.found: list[Segment] = []
        self.roles: dict[int, Role] = {}  # by number of segment
        self.decided: dict[int, str] = {}  # by number of segment

    def read(self) -> None:
        """Read body and headline, and settle what only the whole article tells."""
        cutter = Cutter(self.doc, self.v)
        found = cutter.cut()
        body = 0
        while body < len(found) and found[body].start < self.doc.text_start:
            body += 1
        self._body(found[body:])
        self.mentions.sort(key=_span)
        self.mentions += described(self.doc, self.v, found[body:], cutter.watched, self.mentions, self.roster.actors)
        self._headline(found[:body])
        actors = self.roster.actors
        named = {m.actor_id for m in self.mentions}
        for actor_id in [a for a in actors if a not in named]:  # known in full under another id
            del actors[actor_id]
        foreign = any(a.kind == "country" and a.country != "ID" for a in actors.values())
        self.roster.place_the_rest(foreign)
        self.mentions.sort(key=_span)

    def _body(self, found: list[Segment]) -> None:
        """Read the body: first everything that needs no memory, then the words that do."""
        self.found = found
        self.roles = roles(self.doc, self.v, found)
        self._drop_employers(found)
        self._settle_all(found)
        covered = 0
        for n, segment in enumerate(found):
            if segment.kind in _NAMES and segment.start >= covered:
                covered = self.roster.joint.get(segment.start, 0)
                self._mention(n, replace(segment, end=covered) if covered else segment)

    def _headline(self, found: list[Segment]) -> None:
        """Read the headline with what the body taught: its capitals mean nothing, so nothing new is believed."""
        for segment in found:
            if segment.kind == "known":
                self._known(segment, None, False)
            elif segment.kind == "org" and segment.value.closed:
                self._organization(segment)
            elif segment.kind in ("name", "org"):
                self._headline_names(segment)

    def _headline_names(self, segment: Segment) -> None:
        doc = self.doc
        at = segment.first
        while at < segment.last:
            for end in range(segment.last, at, -1):
                words = doc.tokens[at:end]
                actor_id = self.roster.other_names.get(" ".join(words)) or self.roster.people.find(words)
                if actor_id is not None:
                    part = Segment("name", at, end, doc.starts[at], doc.ends[end - 1], None)
                    self._append(part, actor_id, "short-name", 0.85)
                    at = end - 1
                    break
            at += 1

    def _drop_employers(self, found: list[Segment]) -> None:
        """Begin a titled name at the word that the article later calls the person by, where an unknown employer stands
        before it: "Direktur Utama Taspen Iqbal Latanro", later "Iqbal"."""
        tokens, given = self.doc.tokens, self.v.given
        long = [n for n in self.roles if found[n].kind == "name" and found[n].last - found[n].first > 2]
        doubtful = [n for n in long if tokens[found[n].first] not in given]
        alone = {tokens[s.first] for s in found if s.kind == "name" and s.last == s.first + 1} if doubtful else set()
        for n in doubtful:
            segment = found[n]
            if tokens[segment.first] not in alone:
                inside = range(segment.first + 1, segment.last - 1)
                first = next((t for t in inside if tokens[t] in alone), segment.first)
                found[n] = replace(segment, first=first, start=self.doc.starts[first])

    def _settle_all(self, found: list[Segment]) -> None:
        """Decide every segment that can be decided by itself, and take up the other names behind it."""
        doc, lower = self.doc, self.doc.lower
        names = [n for n, s in enumerate(found) if s.kind == "name"]
        firsts = [(found[n], found[n].first) for n in names]
        places = {doc.source[s.start : s.end] for s, first in firsts if first and lower[first - 1] in ("di", "ke")}
        scores: dict[int, float] = {}
        for n in names:
            segment = found[n]
            scores[n] = score(doc, self.v, n, found, self._title_weight(n) if n in self.roles else 0.0, places)
            if segment.last - segment.first == 1 and doc.tokens[segment.first].isupper():
                self.roster.learn_initials(segment)
        self._spread(found, scores)
        if self.model is not None and scores:
            self.judged = verdicts(doc, self.v, self.model, found, scores)
        for n, segment in enumerate(found):
            if segment.kind == "name":
                actor_id = self._judge(n, segment, scores[n])
            else:
                actor_id = self._settle(segment) if segment.kind in _NAMES else None
            if actor_id:
                self.decided[n] = actor_id
                self.roster.learn(segment, actor_id)

    def _judge(self, n: int, segment: Segment, weight: float) -> str | None:
        """Whom a run of capitalised words that nothing explains names: a person, an organization or, None, nobody.

        The one place where that is decided, of every such run of the body (kind "name") and once; `weight` is what the
        hints of `persons.score` and the list it stands in say for a person, `judged` what the model says against them.
        Other judgements of unknown runs belong here: what is returned is learned with its short forms, linked, and
        mentioned wherever the name comes again.
        """
        person = self.judged.get(n, weight >= THRESHOLD)
        return self.roster.note_person(self._words(segment)) if person else None

    def _title_weight(self, n: int) -> float:
        """What the title before segment `n` counts for, against when it only names a street or a building."""
        role = self.roles[n]
        token = self.doc.token_at(role.start)
        return -TITLE if token and self.doc.lower[token - 1] in self.v.context["site_before"] else role.weight

    def _spread(self, found: list[Segment], scores: dict[int, float]) -> None:
        """Let names of two words and more that stand in a list share what is known of their neighbours."""
        pairs = [
            (n, n + 1)
            for n in scores
            if n + 1 in scores
            and found[n + 1].start - found[n].end < _LONGEST_LIST_GAP
            and _LIST_GAP.fullmatch(self.doc.source, found[n].end, found[n + 1].start)
        ]
        for sure, other in [*pairs, *((b, a) for a, b in reversed(pairs))]:
            if scores[sure] >= THRESHOLD and found[other].last - found[other].first > 1:
                scores[other] = max(scores[other], min(scores[other] + _LISTED, THRESHOLD))

    def _settle(self, segment: Segment) -> str | None:
        """The actor of a known name or of an organization named by a pattern."""
        if segment.kind == "org":
            if not segment.value.actor_id and aged(self.doc, segment):
                return self.roster.note_person([self.doc.source[segment.start : segment.end]])
            return self.roster.note_organization(segment.value)
        known = self.v.actors[segment.value.actor_id]
        if known.kind == "person":
            if segment.last - segment.first > 1 and len(words := self._words(segment)) > 1:
                self.roster.people.add(known.actor_id, words)
        elif head := longest(self.v.heads, self.doc.tokens, segment.first, segment.last):
            self.roster.note_head(head[1].short, known.actor_id, known.country)
        elif aged(self.doc, segment):  # "MA (44)" is somebody's initials, whatever else MA is
            return self.roster.note_person([self.doc.source[segment.start : segment.end]])
        return known.actor_id

    def _words(self, segment: Segment) -> list[str]:
        if segment.last - segment.first == 1:
            return [self.doc.tokens[segment.first]]
        words = self.doc.tokens[segment.first : segment.last]
        return [t for t in words if t != "."] if "." in words else words

    def _mention(self, n: int, segment: Segment) -> None:
        role = self.roles.get(n)
        if segment.kind == "name":
            self._name(n, segment, role)
        elif segment.kind == "known":
            self._known(segment, role, self._opens_longer_name(n, segment))
        else:
            self._organization(segment)

    def _name(self, n: int, segment: Segment, role: Role | None) -> None:
        """The mention that name words make, if they are known here or decided to be a person."""
        roster = self.roster
        words = self._words(segment)
        one = len(words) == 1
        name = words[0] if one else self.doc.source[segment.start : self.doc.ends[segment.last - 1]]
        made = self.decided[n] if self.judged.get(n) else None  # whom the model made of it
        if (other := roster.other_names.get(name)) is not None:
            self._append(segment, other, "acronym", 0.95, role)
        elif (linked := roster.people.find(words)) is not None and linked != made:
            self._append(segment, linked, "short-name" if one else "alias", 0.9, role)
        elif one and (nicked := roster.people.nicknamed(name)) is not None:
            self._append(segment, nicked, "short-name", 0.7, role)
        elif made is not None:
            self._append(segment, made, "model", 0.6, role)
        elif n in self.decided:
            self._append(segment, self.decided[n], "title" if role else "alias", 0.8, role)

    def _opens_longer_name(self, n: int, segment: Segment) -> bool:
        """Whether nobody's name follows at once, so that a country at segment `n` only begins the name of something:
        "Australia Open"; a team of its youth ("Brasil U17") is still its own."""
        after = self.found[n + 1] if n + 1 < len(self.found) else None
        if after is None or after.first != segment.last or after.kind != "name" or n + 1 in self.decided:
            return False
        words = self._words(after)
        if "-" in words[0] or VERB.match(words[0].lower()) or not adjacent(self.doc, after.first):
            return False
        return not _YOUTH.fullmatch(words[0]) and not self.roster.people.find(words)

    def _known(self, segment: Segment, role: Role | None, longer: bool) -> None:
        """The mention that a name of the lexicon makes, unless this article gives the name to somebody else; `longer`
        where it may be the beginning of another name."""
        alias: Alias = segment.value
        text = self.doc.source[segment.start : segment.end]
        known = self.v.actors[alias.actor_id]
        other = self.roster.other_names.get(text)
        if other is None and known.kind == "person" and segment.last - segment.first == 1:
            other = self.roster.people.find((text,))
        if other is not None and other != alias.actor_id:
            self._append(segment, other, "acronym", 0.95, role)
            return
        acting = position.acts(self.doc, self.v, segment, known, alias.kind) and not (
            longer and known.kind == "country"
        )
        if acting and (team := self.roster.teams.get(known.actor_id)):
            self._append(segment, team, "short-name", 0.8)
            return
        basis = "acronym" if alias.kind == "acronym" else "alias"
        self._append(segment, known.actor_id, basis, 0.95, role if known.kind == "person" else None, acting)

    def _organization(self, segment: Segment) -> None:
        org: Organization = segment.value
        roster = self.roster
        text = self.doc.source[segment.start : segment.end]
        actor_id: str | None = roster.other_names.get(text) or roster.note_organization(org)
        if not actor_id and self.doc.lower[segment.last : segment.last + 1] != ["daerah"]:  # "pemerintah daerah": any
            actor_id = roster.heads.get(org.head)
        if actor_id:
            actor_id = roster.fuller(actor_id)
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
        start, end = segment.start, segment.end
        self.roster.ensure(actor_id, self.doc.source[start:end], role)
        if role is None:
            mention = ActorMention(start, end, actor_id, basis, confidence, acts=acts)
        else:
            title = self.doc.source[role.start : start].rstrip(" ,") or None
            stated = title is not None and offices.stated(self.v, title)
            mention = ActorMention(start, end, actor_id, basis, confidence, title, role.start, role.body, acts, stated)
        self.mentions.append(mention)
