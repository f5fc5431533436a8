"""The actors of one article with all the names it gives them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from etl.actors.linking import People, abbreviates, also_called, bracketed
from etl.actors.offices import employer
from etl.actors.organizations import Organization
from etl.actors.roles import Role
from etl.actors.segments import Segment
from etl.actors.vocabulary import Vocabulary
from etl.actors.words import slug
from etl.document import Document, LocalActor

_LEGAL_FORM: Final = re.compile(r"^(?:PT|CV|PD|UD)\.? |,? \(?Persero\)?| Tbk\.?$")
_INSIDE: Final = re.compile(r" \(([^()]+)\)")  # the acronym inside "Dinas Perhubungan (Dishub) Kota Batu"
_BEFORE_OTHER_NAME: Final = frozenset({"(", ",", "alias", "atau", "yang", "akrab", "biasa"})
_NATIONAL: Final = frozenset({"government", "country", "party"})  # bodies whose people are of their country; clubs hire
_TEAM: Final = "Timnas"
_HOME: Final = "ID"


@lru_cache(maxsize=1 << 14)
def _plain(name: str) -> tuple[str, str]:
    """A name without the acronym inside it, and without the legal form around it."""
    return _INSIDE.sub("", name), _LEGAL_FORM.sub("", _LEGAL_FORM.sub("", name))


class Roster:
    """Actors, and who is meant by the short names, acronyms and bare heads that this article has taught."""

    def __init__(self, doc: Document, v: Vocabulary) -> None:
        self.doc = doc
        self.v = v
        self.actors: dict[str, LocalActor] = {}
        self.people = People(v)
        self.other_names: dict[str, str] = {}  # acronym, nickname or short form -> actor_id
        self.heads: dict[str, str] = {}  # head of an organization's name -> the last one named
        self.joint: dict[int, int] = {}  # start and end of "SF alias Berang"
        self.teams: dict[str, str] = {}  # country -> its national team, in articles that name it

    def note_organization(self, org: Organization) -> str:
        """The actor_id of an organization named by a pattern: the lexicon's where it knows the name; empty for a bare
        head."""
        if not org.actor_id:
            return ""
        name, plain = _plain(org.name)
        known = (self.v.exact.get(form, "") for form in (name, plain, org.short))
        actor_id = next((k for k in known if k and not k.startswith(("country:", "person:"))), org.actor_id)
        if name != org.name and (inside := _INSIDE.search(org.name)):
            self.other_names[inside.group(1)] = actor_id
        if actor_id not in self.v.actors and actor_id not in self.actors:
            country = org.country or self._country_of_name(name)
            self.actors[actor_id] = LocalActor(actor_id, name, org.kind, country, basis="article")
        self.note_head(org.head, actor_id, org.country)
        self.other_names.setdefault(plain, actor_id)
        return actor_id

    def note_head(self, head: str, actor_id: str, country: str | None) -> None:
        """Remember whom the bare head means from here on; a national team also takes the name of its country."""
        self.heads[head] = actor_id
        if head == _TEAM and country:
            self.teams[f"country:{country}"] = actor_id

    def fuller(self, actor_id: str) -> str:
        """The one organization that the article names with more words ("Dinas Kesehatan": that of Kota Madiun)."""
        longer = [other for other in self.actors if other.startswith(f"{actor_id}-")]
        return longer[0] if len(longer) == 1 else actor_id

    def note_person(self, words: list[str]) -> str:
        """The actor_id of a person of this name, one already named where the name fits."""
        if len(words) == 1:
            actor_id = self.other_names.get(words[0], f"person:{slug(words[0])}")
            if words[0].isupper():
                self.other_names[words[0]] = actor_id
            return actor_id
        name = " ".join(words)
        actor_id = self.people.find(words) or self.people.wider(words) or f"person:{slug(name)}"
        self.people.add(actor_id, words)
        return actor_id

    def learn(self, segment: Segment, actor_id: str) -> None:
        """Take up "(KPK)", "(Jokowi)", "alias Berangus", "atau BPBD" behind a name."""
        doc, source = self.doc, self.doc.source
        if segment.last >= len(doc.tokens) or doc.lower[segment.last] not in _BEFORE_OTHER_NAME:
            return
        text = source[segment.start : segment.end]
        span = bracketed(source, segment.end, self.v)
        called = also_called(source, segment.end) if span is None else None
        if called is not None:
            span = called[1:]
            if called[0] == "alias" and actor_id.startswith("person:"):
                self.other_names[text] = actor_id
                self.joint[segment.start] = called[2]
        if span is None or actor_id.startswith("country:"):
            return
        other = source[slice(*span)]
        known = self.v.actors.get(self.v.exact.get(other, ""))
        if known is not None and known.name in text:  # "Setjen Kementerian Pertahanan (Kemhan)": the ministry's own
            return
        if actor_id.startswith("person:") and self._code(other, text):
            return
        if abbreviates(other, text) or self._nickname(actor_id, other, called is not None):
            self.other_names[other] = actor_id

    def _code(self, other: str, text: str) -> bool:
        """Whether the three letters `other` stand in brackets behind other names too: a country ("(FRA)")."""
        if len(other) != 3 or not other.isupper() or "".join(w[0] for w in text.split()) == other:
            return False
        source, last = self.doc.source, text.rpartition(" ")[2]
        return source.count(f"({other})") > source.count(f"{last} ({other})")

    def learn_initials(self, segment: Segment) -> None:
        """Take up the full name in brackets behind somebody's initials: "RY (Rahmat Yudistira)"."""
        source = self.doc.source
        span = bracketed(source, segment.end, self.v)
        words = source[slice(*span)].split() if span is not None else []
        text = source[segment.start : segment.end]
        if any(self.v.ordinary(w.lower()) and w not in self.v.given for w in words):
            return  # "IPK (Indeks Prestasi Kumulatif)"
        if len(words) > 1 and "".join(w[0] for w in words) == text:
            self.other_names[text] = self.note_person(words)

    def _nickname(self, actor_id: str, other: str, called: bool) -> bool:
        """Whether `other` is a person's nickname: introduced as another name and nobody else's."""
        if not actor_id.startswith("person:") or self.v.exact.get(other, actor_id) != actor_id:
            return False
        return called or other.split()[0].lower() in self.v.honorifics

    def ensure(self, actor_id: str, text: str, role: Role | None) -> None:
        """Have the local actor of a mention; a person belongs to the country of the first body its titles name."""
        local = self.actors.get(actor_id)
        if local is None:
            known = self.v.actors.get(actor_id)
            if known is not None:
                local = LocalActor(actor_id, known.name, known.kind, known.country, known.name_en, "lexicon")
                local.parent_id = known.parent_id
            else:
                local = LocalActor(actor_id, text, "person", None, basis="article")
            self.actors[actor_id] = local
        if role is not None and local.parent_id is None and local.kind == "person":
            local.parent_id = role.body or self._employer(actor_id, role)
        if local.kind == "person" and local.basis == "article":
            if len(text) > len(local.name):
                local.name = text
            if local.country is None and role is not None:
                local.country = _HOME if role.home else self._country(role.body)

    def _employer(self, actor_id: str, role: Role) -> str | None:
        """What the lexicon knows the title of this person to be of."""
        title = self.doc.source[role.start : role.end].lower()
        return employer(self.v, actor_id, title, self.doc.article.published_date)

    def _country_of_name(self, name: str) -> str | None:
        """The country that a name ends with."""
        known = self.v.actors.get(self.v.exact.get(name.rpartition(" ")[2], ""))
        return known.country if known is not None and known.kind == "country" else None

    def _country(self, actor_id: str | None) -> str | None:
        known = self.v.actors.get(actor_id or "") or self.actors.get(actor_id or "")
        return known.country if known is not None and known.kind in _NATIONAL else None

    def place_the_rest(self, foreign: bool) -> None:
        """Give actors of unknown country Indonesia, where their name or, unless the article is on `foreign` countries
        too, the article's silence says so."""
        for local in self.actors.values():
            if local.country is None and local.basis == "article":
                words = local.name.split()
                at_home = local.kind == "person" and any(w in self.v.home_names for w in words)
                if at_home or not foreign:
                    local.country = _HOME
