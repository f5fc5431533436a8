"""Runs of name words: where a run of capitalised words that nothing explains ends."""

from __future__ import annotations

import re
from typing import Final

from etl.actors.forms import BREAKING, LONG_FORM, forms
from etl.actors.organizations import organization
from etl.actors.vocabulary import Alias, Vocabulary
from etl.actors.words import adjacent
from etl.document import Document
from etl.tries import longest

SENTENCE_ENDS: Final = frozenset(".!?:;\"“”'‘’")
_INFLECTED: Final = re.compile(r"me[mnrlw]|di[a-z]{4}|ber|ter|.*(?:an|i)$")
_VERBAL: Final = ("ber", "mem", "men", "ter")
_MOST_NAME_WORDS: Final = 8
# Small words of so many letters in a sentence of prose: headlines have hardly any
_LONG_WORD: Final = 4
_WORDS_OF_PROSE: Final = 3


class Runs:
    """The runs of one document."""

    def __init__(self, doc: Document, v: Vocabulary) -> None:
        self.doc = doc
        self.v = v
        self.forms = forms(v)
        self.initial = {s.first_token for s in doc.sentences}
        self.prose: dict[int, bool] = {}

    def runs_on(self, end: int) -> bool:
        """Whether the name goes on at token `end` with a word that nothing else explains."""
        return adjacent(self.doc, end) and self.doc.lower[end] not in self.v.common and not self.breaks(end)

    def opens_sentence(self, i: int) -> bool:
        return i in self.initial or i == 0 or self.doc.tokens[i - 1] in SENTENCE_ENDS

    def may_go_on(self, at: int) -> bool:
        """Whether token `at` is of the kinds that a name can go on with: to be asked before more costly questions."""
        doc = self.doc
        if at >= len(doc.tokens):
            return False
        word = doc.tokens[at]
        return word[0].isupper() or word == "." or doc.lower[at] in self.v.particles

    def name_end(self, first: int) -> int:
        """End of the run of name words that begins at `first`."""
        doc = self.doc
        tokens, tails = doc.tokens, self.v.tails
        at, stop = first + 1, min(first + _MOST_NAME_WORDS, len(tokens))
        while at < stop and not (at > first + 1 and tokens[at - 1] in tails):
            if adjacent(doc, at):
                if self.breaks(at) and not self._in_name(first, at):
                    break
                at += 1
            elif self._joins(at) and self._goes_on(at + 1) and not self.breaks(at + 1):
                at += 2
            else:
                break
        return at

    def _goes_on(self, at: int) -> bool:
        """Whether a capitalised word stands at `at`, a blank or, behind an initial, nothing after the token before."""
        doc = self.doc
        glued = at < len(doc.tokens) and doc.starts[at] == doc.ends[at - 1] and doc.tokens[at - 1] == "."
        return adjacent(doc, at) or (glued and doc.tokens[at][0].isupper())

    def _joins(self, at: int) -> bool:
        """Whether token `at` is a particle ("bin") or the full stop of an initial ("M. Nasir") inside a name."""
        doc, v = self.doc, self.v
        if doc.tokens[at] == ".":
            return len(doc.tokens[at - 1]) == 1 or doc.lower[at - 1] in v.context["initial"]
        return doc.starts[at] - doc.ends[at - 1] == 1 and doc.lower[at] in v.particles

    def breaks(self, token: int) -> bool:
        """Whether something other than a name word stands at `token` inside a run."""
        doc, v = self.doc, self.v
        word = doc.tokens[token]
        if not self.forms[word] & BREAKING:
            return False
        low = doc.lower[token]
        if low in v.context["stop"]:
            return len(word) > 1
        if low.endswith(("kan", "nya")) and len(low) > LONG_FORM:
            return True
        if low not in v.context["in_name"]:
            if low in v.titles and longest(v.titles, doc.lower, token, token + 3):
                return True
            if v.ordinary(low):  # the last word of a name may be one: "Ahmad Syukur"
                return adjacent(doc, token + 1) or self.opens_sentence(token) or _INFLECTED.match(low) is not None
        n = len(doc.tokens)
        if word in v.names and (hit := longest(v.names, doc.tokens, token, n)) and not self.is_person(hit[1]):
            return True
        if word in v.regions and (region := longest(v.regions, doc.tokens, token, n)) and adjacent(doc, region[0]):
            return True
        return word in v.heads and organization(doc, v, token) is not None

    def _in_name(self, first: int, at: int) -> bool:
        """Whether an ordinary word at `at` belongs to the name that a given name opens in prose, where only names have
        capitals: "AKBP Dewi Rohani Silalahi menyebut"."""
        doc, v = self.doc, self.v
        word, low, opening = doc.tokens[at], doc.lower[at], doc.lower[first]
        if doc.tokens[first] not in v.given or opening in v.titles:
            return False
        if opening in v.common and self.opens_sentence(first):  # "Selamat Datang"
            return False
        if low in v.context["stop"] or low in v.titles or low in v.openers or low.endswith("nya") or word.isupper():
            return False
        if word in v.names or word in v.heads or word in v.regions or self.opens_sentence(at):
            return False
        after = doc.lower[at + 1] if at + 1 < len(doc.tokens) else ""
        if after == ":" or (adjacent(doc, at + 1) and self._no_name(at + 1)):
            return False
        return self._in_prose(at)

    def _no_name(self, token: int) -> bool:
        """Whether something other than a name, or a verb, explains the word at `token`."""
        return bool(self.forms[self.doc.tokens[token]] & BREAKING) or self.doc.lower[token].startswith(_VERBAL)

    def _in_prose(self, token: int) -> bool:
        """Whether `token` stands in a sentence that is no headline."""
        number = self.doc.sentence_at(self.doc.starts[token])
        if number not in self.prose:
            s = self.doc.sentences[number]
            small = [w for w in self.doc.tokens[s.first_token : s.last_token] if len(w) >= _LONG_WORD and w.islower()]
            self.prose[number] = len(small) >= _WORDS_OF_PROSE
        return self.prose[number]

    def is_person(self, aliases: tuple[Alias, ...]) -> bool:
        return self.v.actors[aliases[0].actor_id].kind == "person"
