"""Who is named beside a verb of saying, and whom "-nya", "dia" or "politikus itu" stands for.

Reads the mentions of the actor stage. Where it knows nobody at the place, the words themselves name the speaker.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final

from etl.document import ActorMention, Document, Sentence
from etl.quotes.vocabulary import Vocabulary

# A speaker with office and body ("Kepala Bidang Humas Polda Metro Jaya Kombes ...") is rarely longer, in tokens.
_LONGEST_NAME: Final = 30
# A description without a name ("seorang pengguna lain").
_LONGEST_NOUN: Final = 6
_MARKS: Final = frozenset("\"“”‘’'`;:—–")


@dataclass(slots=True)
class Naming:
    """Words that name a speaker: tokens `first` to before `last`; `mention` where the actor is known; `refers` when
    the words stand for somebody named before."""

    first: int
    last: int
    mention: ActorMention | None = None
    refers: bool = False
    text: str | None = None


@dataclass(slots=True)
class Voices:
    """Those who were named as speaking, by offset. A named person or whoever a direct quotation names is `clear`; a
    body, or a noun before a verb of saying ("korban mengaku"), goes on speaking only where nobody clear has spoken."""

    clear: list[tuple[int, Naming]] = field(default_factory=list)
    vague: list[tuple[int, Naming]] = field(default_factory=list)

    def add(self, offset: int, naming: Naming, is_clear: bool) -> None:
        if not naming.refers and (naming.mention is not None or naming.text is not None):
            insort(self.clear if is_clear else self.vague, (offset, naming), key=itemgetter(0))

    def before(self, offset: int) -> tuple[int, Naming] | None:
        """Offset and naming of the clear voice that goes on at `offset`."""
        return _last(self.clear, offset)

    def vague_before(self, offset: int) -> tuple[int, Naming] | None:
        """The same for those who are not clear."""
        return _last(self.vague, offset)


def _last(voices: list[tuple[int, Naming]], offset: int) -> tuple[int, Naming] | None:
    last = bisect_left(voices, offset, key=itemgetter(0)) - 1
    return voices[last] if last >= 0 else None


class Speakers:
    """The mentions of one document that can speak, for look-up by place."""

    def __init__(self, doc: Document, vocabulary: Vocabulary) -> None:
        self.doc = doc
        self.voc = vocabulary
        self.mentions = doc.mentions
        self.starts = [m.start for m in doc.mentions]
        self.first_tokens = [sentence.first_token for sentence in doc.sentences]
        self.people = {actor_id for actor_id, actor in doc.actors.items() if actor.kind == "person"}

    def sentence(self, token: int) -> Sentence:
        """The sentence that holds the token."""
        return self.doc.sentences[max(0, bisect_right(self.first_tokens, token) - 1)]

    def is_person(self, mention: ActorMention | None) -> bool:
        return mention is not None and mention.actor_id in self.people

    def people_within(self, start: int, end: int) -> list[ActorMention]:
        """The mentions of people that start in [start, end)."""
        return [m for m in self.within(start, end) if m.actor_id in self.people]

    def within(self, start: int, end: int) -> list[ActorMention]:
        """The mentions that start in [start, end)."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def behind(self, first: int, last: int) -> Naming | None:
        """Who is named from token `first` on, before token `last` at the latest ("kata ..."); None when nobody is."""
        doc, voc = self.doc, self.voc
        lower = doc.lower
        while first < last and lower[first] in voc.particle:
            first += 1
        if first >= last:
            return None
        if lower[first] in voc.pronoun:
            return Naming(first, first + 1, refers=True)
        end, comma = self._name_end(first, last)
        if end == first:
            return None
        stop = doc.ends[end - 1]
        spoken = [m for m in self.within(doc.starts[first], stop) if m.end <= stop]
        people = [m for m in spoken if m.actor_id in self.people]
        person = self._speaker_of(people, first, end)
        if person is not None:
            return Naming(first, doc.token_at(person.end - 1) + 1, person)
        if lower[first] not in voc.unnamed and (lower[end - 1] in voc.demonstrative or self._relative_ends(end, last)):
            return Naming(first, end, refers=True)
        if not people and spoken and self._alone(spoken[0], first, comma or end):
            return Naming(first, doc.token_at(spoken[0].end - 1) + 1, spoken[0])
        start = (
            comma + 1
            if comma and doc.tokens[comma + 1][0].isupper() and lower[end - 1] not in voc.demonstrative
            else first
        )
        if end - start > _LONGEST_NOUN and not any(token[0].isupper() for token in doc.tokens[start:end]):
            return None
        return Naming(first, end, text=doc.source[doc.starts[start] : doc.ends[end - 1]])

    def _name_end(self, first: int, last: int) -> tuple[int, int]:
        """The token after the naming, and its inner comma (0 without one)."""
        tokens = self.doc.tokens
        comma = 0
        for k in range(first, min(last, first + _LONGEST_NAME)):
            token = tokens[k]
            if token == ",":
                name_follows = (
                    k + 1 < last and tokens[k + 1][0].isupper() and self.doc.lower[k + 1] not in self.voc.stop
                )
                if not name_follows or self._person_ends(first, k) or (comma and not self._person_opens(k + 1)):
                    return k, comma
                comma = k
            elif self._name_stops(first, k, last):
                return k, comma
        end = min(last, first + _LONGEST_NAME)
        while end > first and tokens[end - 1] in ".!?)":
            end -= 1
        return end, comma

    def _name_stops(self, first: int, k: int, last: int) -> bool:
        """Whether the naming that began at token `first` is over at token `k`."""
        doc, voc = self.doc, self.voc
        token, word = doc.tokens[k], doc.lower[k]
        if token in _MARKS:
            return True
        if token == "(":
            return k + 1 == last or doc.tokens[k + 1][0].isdigit() or self._person_ends(first, k)
        if k == first:
            return False
        if word in voc.inner:
            return self._person_ends(first, k) or not self._title_goes_on(k, last)
        return word in voc.stop or "\n" in doc.source[doc.ends[k - 1] : doc.starts[k]]

    def _title_goes_on(self, k: int, last: int) -> bool:
        """Whether a person is named in the capitalised words behind token `k` or behind the next comma, so that it
        stands inside their title, or "dan" within a capitalised name."""
        doc = self.doc
        reach = doc.tokens[k : min(last, k + 15)]
        if doc.lower[k] == "dan" and len(reach) > 1 and reach[1][0].isupper():
            return True
        at = next((i for i, word in enumerate(reach[1:], 1) if not word[0].isupper()), len(reach))
        if at > 1 and self.people_within(doc.starts[k], doc.ends[k + at - 1]):
            return True
        if "," not in reach:
            return False
        name = k + reach.index(",") + 1
        end = min(name + 3, last)
        return end > name and bool(self.people_within(doc.starts[name], doc.starts[end - 1] + 1))

    def _person_opens(self, k: int) -> bool:
        """Whether a person's name or title starts at token `k`."""
        start = self.doc.starts[k]
        return any((m.role_start or m.start) == start for m in self.people_within(start, start + 120))

    def _relative_ends(self, k: int, last: int) -> bool:
        """Whether a relative clause from token `k` on ends in a demonstrative ("politikus yang ... itu")."""
        lower = self.doc.lower
        if k >= last or lower[k] != "yang":
            return False
        clause = lower[k : min(last, k + 12)]
        stop = next((i for i, word in enumerate(clause) if word in ",.("), len(clause))
        return any(word in self.voc.demonstrative for word in clause[:stop])

    def _person_ends(self, first: int, k: int) -> bool:
        """Whether a person other than somebody's relation has been named between the tokens."""
        doc = self.doc
        people = self.people_within(doc.starts[first], doc.starts[k])
        return self._speaker_of(people, first, k) is not None

    def _speaker_of(self, people: list[ActorMention], first: int, end: int) -> ActorMention | None:
        """The speaker among the people named; "pengacara Budi" names Budi, yet another one speaks."""
        for mention in people:
            before = self.doc.lower[first : self.doc.token_at(mention.start)]
            if not before or not any(word in self.voc.relation for word in before[-2:]) or mention.role_text:
                return mention
        return None

    def _alone(self, mention: ActorMention, first: int, end: int) -> bool:
        """Whether an organization is all that is named, not the place of work of somebody unknown."""
        doc = self.doc
        opens = mention.start <= doc.starts[min(first + 1, end - 1)]
        return opens and not any(token[0].isupper() for token in doc.tokens[doc.token_at(mention.end - 1) + 1 : end])

    def before(self, verb: int, first: int) -> Naming | None:
        """The subject of the verb at token `verb` in a clause that starts no earlier than token `first`."""
        doc, voc = self.doc, self.voc
        k = verb - 1
        while k >= first and doc.lower[k] in voc.adverb:
            k -= 1
        if k < first:
            return None
        # "Wakil menteri mereka mengatakan": there the pronoun is no subject.
        if doc.lower[k] in voc.pronoun and (k == first or doc.lower[k] != "mereka"):
            return Naming(k, k + 1, refers=True)
        for mention in reversed(self.within(doc.starts[first], doc.starts[verb])):
            if mention.actor_id in self.people or mention.end >= doc.ends[k] - 1:
                if self._governs(mention, k):
                    return Naming(doc.token_at(mention.start), k + 1, mention)
                break
        return self._unknown_subject(first, k)

    def _governs(self, mention: ActorMention, k: int) -> bool:
        """Whether only an aside stands between the mention and token `k`, both ends included."""
        doc = self.doc
        at = doc.token_at(mention.end - 1) + 1
        if at > k:
            return True
        between = doc.tokens[at : k + 1]
        aside = between[0] in "(,[" and between[-1] in "),]"
        return aside or between[0] == "yang" or (len(between) <= 2 and not any(token in ",." for token in between))

    def _unknown_subject(self, first: int, k: int) -> Naming | None:
        """A subject no mention covers: the capitalised words before the verb, else a short noun phrase that opens
        the clause ("warga setempat mengatakan")."""
        doc, voc = self.doc, self.voc
        if doc.lower[k] in voc.demonstrative:
            refers = doc.lower[first] not in voc.unnamed and "," not in doc.tokens[first:k]
            return Naming(first, k + 1, refers=True) if refers and k - first < _LONGEST_NAME else None
        at = k
        while at >= first and k - at < 6 and doc.tokens[at][0].isupper():
            at -= 1
        if at == k and k - first < _LONGEST_NOUN and doc.lower[first] not in voc.stop:
            at = first - 1
        words = doc.tokens[at + 1 : k + 1]
        if not words or not all(word[0].isalpha() for word in words):
            return None
        return Naming(at + 1, k + 1, text=doc.source[doc.starts[at + 1] : doc.ends[k]])
