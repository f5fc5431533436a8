"""What a word can be by its form alone, as bits: worked out once for every form that articles bring, not once a token.

What depends on the words around it is decided where the word stands.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from etl.actors.vocabulary import Vocabulary

CAPITAL: Final = 1  # begins with a capital
SMALL: Final = 2  # opens known names although it has no capital
PLAIN: Final = 4  # an ordinary word with a capital that begins nothing, unless somebody is expected there
NAMED: Final = 8  # opens known names
OTHER: Final = 16  # opens titles, regions or names of organizations
SPECIAL: Final = 32  # a word with a rule of its own: of address, of a site, of sentence openings, hyphenated
IDLE: Final = 64  # a word of the language, which opens no name by itself
BREAKING: Final = 128  # may end a run of name words that it stands in
LONG_FORM: Final = 6  # letters beyond which -kan and -nya are endings of words, not of names
LINKS: Final = frozenset(
    {"dan", "dan/atau", "untuk", "&", ",", "of", "for", "and", "the", "("}
)  # go on with a long name
_MOST_FORMS: Final = 1 << 17


class Forms(dict[str, int]):
    """Bits by word as written, of the words seen so far; 0 for one that opens nothing."""

    def __init__(self, v: Vocabulary) -> None:
        super().__init__()
        self.v = v

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_FORMS:  # a bound on memory, not on the vocabulary
            self.clear()
        bits = self[word] = _bits(self.v, word)
        return bits


@cache
def forms(v: Vocabulary) -> Forms:
    """The forms of a vocabulary, which fill while articles are read."""
    return Forms(v)


class Lone:
    """What a word of the vocabulary is when nothing that it could go on with follows: kind and value of its segment.

    `follows` has, by word, the tokens without a capital that it could go on with.
    """

    def __init__(self, v: Vocabulary) -> None:
        self.follows = _Follows(v)
        self.found: dict[str, tuple[str, Any] | None] = {}


class _Follows(dict[str, frozenset[str]]):
    def __init__(self, v: Vocabulary) -> None:
        super().__init__()
        self.v = v

    def __missing__(self, word: str) -> frozenset[str]:
        v = self.v
        nodes = (v.names.get(word), v.heads.get(word), v.regions.get(word), v.titles.get(word.lower()))
        found = frozenset(token for node in nodes if node for token in node)
        if word in v.heads:
            found |= LINKS
        self[word] = found
        return found


@cache
def lone(v: Vocabulary) -> Lone:
    """The lone words of a vocabulary, found while articles are read."""
    return Lone(v)


def _bits(v: Vocabulary, word: str) -> int:
    if not word[0].isupper():
        return SMALL | NAMED if word in v.small else 0
    low = word.lower()
    bits = CAPITAL
    if word in v.plain:
        bits |= PLAIN
    if word in v.names:
        bits |= NAMED
    if word in v.heads or low in v.titles or word in v.regions:
        bits |= OTHER
    if low in v.openers or low in v.honorifics or low in v.context["site_noun"] or "-" in low or low in ("i", "ni"):
        bits |= SPECIAL
    ending = low.endswith("nya")
    if ending and len(low) >= LONG_FORM:
        bits |= SPECIAL
    stop = low in v.context["stop"]
    ordinary = word not in v.given and v.ordinary(low)
    rest = low in v.context["legal"]  # of the name of a body before it: "Qantas Group"
    if stop or ordinary or rest:
        bits |= IDLE
    known = word in v.names or word in v.regions or word in v.heads
    derived = (ending or low.endswith("kan")) and len(low) > LONG_FORM
    office = low not in v.context["in_name"] and (ordinary or low in v.titles)
    if word not in v.given and (stop or derived or office or known):
        bits |= BREAKING
    return bits
