"""The participants of a sentence, in order: names the stage `actors` found, described ones ("dua pelaku", "warga"),
pronouns, and capitalized names nobody knows. What part they take in a clause is not decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from etl.document import ActorMention, Document
from etl.events.shared import OPENING, Article
from etl.events.words import Words

MAX_MODIFIERS: Final = 4
TITLE_REACH: Final = 14
JOINED_KINDS: Final = frozenset({"group", "actor", "person", "name"})


@dataclass(slots=True)
class Phrase:
    """A participant: tokens `first`..`last` (half-open), quantifiers and title included; `prep` is the preposition
    before it, `head` the token that names it; `kind` is actor, place (a named actor as a mere place), group, person (a
    described one), vehicle, name (capitalized, known to no stage), pronoun, self (saya) or body (pihaknya)."""

    first: int
    last: int
    kind: str
    mention: ActorMention | None
    prep: str
    head: int


@dataclass(slots=True)
class View:
    """A sentence: tokens `first`..`last` (half-open) and its phrases, found when first asked for."""

    article: Article
    doc: Document
    words: Words
    lower: list[str]
    number: int
    first: int
    last: int
    title: bool
    _near: frozenset[str] | None = None
    _phrases: list[Phrase] | None = None

    @property
    def near(self) -> frozenset[str]:
        """The words of the sentence."""
        if self._near is None:
            self._near = frozenset(self.lower[self.first : self.last])
        return self._near

    @property
    def phrases(self) -> list[Phrase]:
        if self._phrases is None:
            self._phrases = _phrases(self)
        return self._phrases


def view(shared: Article, number: int) -> View:
    """The sentence numbered so in the document."""
    sentence = shared.doc.sentences[number]
    first, last = sentence.first_token, sentence.last_token
    return View(shared, shared.doc, shared.words, shared.lower, number, first, last, sentence.field == "title")


def _phrases(v: View) -> list[Phrase]:
    lower, tokens, mentions, signs = v.lower, v.doc.tokens, v.article.mentions, v.words.signs
    out: list[Phrase] = []
    i = v.first
    while i < v.last:
        word = lower[i]
        if i in mentions:
            i = _named(v, i, out)
        elif word in signs:
            kind, head = signs[word]
            phrase = _described(v, i, head) if head else Phrase(i, i + 1, kind, None, _preposition(v, i), i)
            out.append(phrase)
            i = phrase.last
        elif tokens[i] != word and not v.title:
            i = _unknown(v, i, out)
        else:
            i += 1
    return out


def _preposition(v: View, at: int) -> str:
    """The preposition before token `at`, quantifiers between them aside: "dari beberapa Dinas"."""
    k, quantifiers = at - 1, v.words["quantifier"]
    while k >= v.first and v.lower[k] in quantifiers:
        k -= 1
    word = v.lower[k] if k >= v.first else ""
    return word if word in v.words["preposition"] else ""


def _named(v: View, at: int, out: list[Phrase]) -> int:
    last, mention = v.article.mentions[at]
    kind = "actor" if mention.acts else "place"
    previous = out[-1] if out else None
    if previous and previous.last == at and kind == "actor" and previous.kind in JOINED_KINDS:
        # "anggota DPR" + "Budi": one participant, named by what stands last.
        previous.last, previous.mention, previous.kind, previous.head = last, mention, "actor", at
    else:
        out.append(Phrase(at, last, kind, mention, _preposition(v, at), at))
    return max(last, at + 1)


def _unknown(v: View, at: int, out: list[Phrase]) -> int:
    """Append a capitalized run that no stage knows as a name, unless it is no name; the token to go on from."""
    lower, words = v.lower, v.words
    word = lower[at]
    if word in words["closing"] or word in words["not_name"] or words.is_verb(word):
        return at + 1
    opens = at == v.first or lower[at - 1] in OPENING
    last = at if opens and (not v.article.capitalized(at) or word.endswith("nya")) else _name_end(v, at)
    if last == at:
        return at + 1
    before = lower[at - 1] if at > v.first else ""
    bracketed = before == "(" and last < v.last and lower[last] == ")"
    if not bracketed and before not in words["not_name"] and at not in v.article.places:
        prep = _preposition(v, at)
        if out and out[-1].last == at - 1 and before in words["coordination"]:
            prep = out[-1].prep
        out.append(Phrase(at, last, "name", None, prep, at))
    return last


def _name_end(v: View, at: int) -> int:
    words, tokens, lower = v.words, v.doc.tokens, v.lower
    last = at
    while last < v.last and tokens[last][0].isupper() and lower[last].isalpha() and last not in v.article.mentions:
        word = lower[last]
        if word in words["closing"] or word in words["not_name"] or words.is_verb(word):
            break
        last += 1
    return last


def _described(v: View, at: int, head: str) -> Phrase:
    """The phrase around a head word: quantifiers before it, modifiers after it."""
    lower, words, mentions = v.lower, v.words, v.article.mentions
    quantifiers, closing = words["quantifier"], words["closing"]
    first = at
    while first > v.first and (lower[first - 1] in quantifiers or lower[first - 1][0].isdigit()):
        first -= 1
    prep = _preposition(v, first)
    named = _titled(v, at)
    if named:
        return Phrase(first, named[0], "actor", named[1], prep, at)
    last = at + 1
    mention: ActorMention | None = None
    while last < v.last and last - at <= MAX_MODIFIERS:
        found = mentions.get(last)
        if found:
            if head == "proxy" and (last == at + 1 or found[1].role_start is None):
                mention = found[1]
            elif v.doc.actors[found[1].actor_id].kind == "person" and found[1].acts:
                if not words["wronging"].isdisjoint(lower[at:last]):
                    break  # "netizen penghina Wali Kota X"
                return Phrase(first, found[0], "actor", found[1], prep, at)
            last = found[0]
            break
        word = lower[last]
        if not word[0].isalpha() or word in closing or word in quantifiers or words.is_verb(word):
            break
        if head == "vehicle" and words.signs.get(word, ("", head))[1] != head:
            break
        if v.title and word in words["headline"] and last not in v.article.places:
            break
        last += 1
    kind = "actor" if mention else head if head in ("vehicle", "person") else "group"
    return Phrase(first, last, kind, mention, prep, at)


def _titled(v: View, at: int) -> tuple[int, ActorMention] | None:
    """The person a title or "pria berinisial" leads up to, over a capitalized run: "Menteri Bidang X dan Y Luhut"."""
    words, tokens, lower = v.words, v.doc.tokens, v.lower
    k = at + 1
    while k < min(v.last, at + TITLE_REACH):
        found = v.article.mentions.get(k)
        if found:
            if found[1].acts and v.doc.actors[found[1].actor_id].kind == "person":
                return found
            k = found[0]
            continue
        word = lower[k]
        if word in words["wronging"]:
            return None
        after = lower[k + 1] if k + 1 < v.last else ""
        if word == "," and lower[at] in words["office"]:
            # "Kepala Dinas Sosial, Budi Santoso"
            next_ = v.article.mentions.get(k + 1)
            known = next_ and next_[1].acts and v.doc.actors[next_[1].actor_id].kind == "person"
            return next_ if known else None
        if not (tokens[k][0].isupper() or word in words["title_link"] or after in words["naming"]):
            return None
        if word in words["preposition"]:
            return None
        k += 1
    return None
