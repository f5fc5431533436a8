"""What the sentences of an article share when their participants are looked for: its mentions and places by token, the
fullest name of each actor, whom it names by what they are, what it writes with a capital. Participants themselves are
found in `phrases`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final

from etl.document import ActorMention, Document, PlaceMention
from etl.events.words import Words

# After these a capital letter only says that a sentence begins.
OPENING: Final = frozenset("\"“‘'(.:;-–—…?!•*")
# Mentions that are no name: "ia", "negara tersebut".
UNNAMED: Final = frozenset({"pronoun", "role"})

Mentions = dict[int, tuple[int, ActorMention]]


@dataclass(slots=True)
class Article:
    """What the sentences of an article share; `mentions` are (token after, mention) by first token, titles
    included, `places` by first token."""

    doc: Document
    words: Words
    lower: list[str]
    mentions: Mentions
    places: dict[int, PlaceMention]
    _names: dict[str, str] | None = None
    _introduced: dict[str, list[ActorMention]] | None = None
    _written: frozenset[str] | None = None
    _capitalized: dict[str, bool] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, str]:
        """The fullest form each actor has."""
        if self._names is None:
            self._names = _names(self.doc)
        return self._names

    @property
    def introduced(self) -> dict[str, list[ActorMention]]:
        """The people named by what they are, by that word: "pengemudi dengan inisial X", "pria bernama Y"."""
        if self._introduced is None:
            self._introduced = _introduced(self.doc, self.words, self.mentions)
        return self._introduced

    def capitalized(self, at: int) -> bool:
        """Whether the article writes the word at token `at` with a capital inside sentences and never without: a name,
        whoever knows it."""
        word = self.lower[at]
        found = self._capitalized.get(word)
        if found is None:
            found = self._capitalized[word] = self._is_name(word)
        return found

    def _is_name(self, word: str) -> bool:
        lower = self.lower
        if self._written is None:
            self._written = frozenset(self.doc.tokens)
        if word in self._written:
            return False
        at = self.doc.token_at(self.doc.text_start)
        try:
            while True:
                at = lower.index(word, at + 1)
                if lower[at - 1] not in OPENING:
                    return True
        except ValueError:
            return False


def article(doc: Document, words: Words) -> Article:
    return Article(doc, words, doc.lower, _mentions(doc), {doc.token_at(p.start): p for p in doc.places})


def _mentions(doc: Document) -> Mentions:
    out: Mentions = {}
    ends = doc.ends
    for m in doc.mentions:
        first = bisect_right(ends, m.role_start if m.role_start is not None else m.start)
        last = bisect_right(ends, m.end - 1, first) + 1
        if first not in out or out[first][0] < last:
            out[first] = (last, m)
    return out


def _introduced(doc: Document, words: Words, mentions: Mentions) -> dict[str, list[ActorMention]]:
    out: dict[str, list[ActorMention]] = {}
    lower = doc.lower
    for _, mention in mentions.values():
        # The word that gives a name may count as its title: "inisial RS".
        first = doc.token_at(mention.start)
        if first < 2 or lower[first - 1] not in words["naming"] or not mention.acts:
            continue
        at = first - 2 - (lower[first - 2] == "dengan")
        for head in lower[max(0, at - 1) : at + 1]:
            if words.signs.get(head, ("", ""))[1] in ("group", "person"):
                known = out.setdefault(head, [])
                if mention.actor_id not in [m.actor_id for m in known]:
                    known.append(mention)
    return out


def _names(doc: Document) -> dict[str, str]:
    out: dict[str, str] = {}
    for m in doc.mentions:
        if m.acts and m.basis not in UNNAMED and m.end - m.start > len(out.get(m.actor_id, "")):
            out[m.actor_id] = doc.source[m.start : m.end]
    return out
