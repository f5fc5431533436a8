"""What an unexplained name names, by a linear model over hashed features: a person, an organization, a place or none.

Asked only about runs that lexicon and rules leave open. A candidate is a few keys (slot, word); a key stands for some
features, and a feature for one row of a weight table, by its CRC-32. What a key weighs is remembered, since news
repeats its words, so that a candidate costs a sum of six or seven rows: less than a call of an array library. Training
is bench/train_names.py, which asks this module for its features too; data and figures are in docs/names.md.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from array import array
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple
from zlib import crc32

from etl.actors.persons import VERB
from etl.actors.vocabulary import Vocabulary, compiled
from etl.document import Document
from etl.lexicon import Lexicon, LexiconError

KINDS: Final = ("person", "organization", "place")  # what is weighed, each against "none of these"
BUCKETS: Final = 1 << 16
_MASK: Final = BUCKETS - 1
_WIDTH: Final = 18  # bits that the sum of the weights of one kind may take: a thousand rows
_LOW: Final = (1 << _WIDTH) - 1
Key = tuple[str, str]
WORDS: Final = frozenset({"only", "first", "mid", "last"})  # slots of the words of the name itself
_NEXT: Final = frozenset({"b1", "a1"})  # slots of the words right before and behind it
_HINTS: Final = (
    ("s", "say_before"), ("S", "say_after"), ("a", "act_after"), ("w", "whom_before"), ("p", "place_before"),
    ("l", "site_noun"), ("f", "firm_before"),
)  # fmt: skip
_MOST_KEYS: Final = 1 << 17


class Weight(NamedTuple):
    """What speaks for each of KINDS, as logarithms of odds against none of them."""

    person: float
    organization: float
    place: float

    @property
    def for_person(self) -> float:
        """What speaks for a person against the best of the rest."""
        return self.person - max(0.0, self.organization, self.place)


def keys(doc: Document, first: int, last: int) -> list[Key]:
    """The keys of the candidate of tokens `first`..`last` (exclusive): its words, and two neighbours on each side."""
    tokens, lower = doc.tokens, doc.lower
    before = lower[first - 1] if first else ""
    after = lower[last] if last < len(tokens) else ""
    out = [
        ("b1", before),
        ("b," if before == "," else "b2", lower[first - 2] if first > 1 else ""),
        ("a1", after),
        ("a," if after == "," else "a2", lower[last + 1] if last + 1 < len(tokens) else ""),
    ]
    if last - first == 1:
        out.append(("only", tokens[first]))
        return out
    out.append(("first", tokens[first]))
    out.append(("last", tokens[last - 1]))
    if last - first > 2:
        out += [("mid", tokens[at]) for at in range(first + 1, last - 1)]
    return out


def _of_name(v: Vocabulary, slot: str, word: str) -> list[str]:
    """The features of a word of the name itself."""
    low = word.lower()
    return [
        f"{slot}={word}",
        f"name={low}",
        f"name^{low[:4]}",
        f"name${low[-3:]}",
        f"{slot}${low[-2:]}",
        f"{slot}#{_shape(word)}",
        f"{slot}:{_inside(v, word, low)}",
    ]


def _around(v: Vocabulary, low: str) -> str:
    """What the lexicon knows of a word beside a name; a mark stands for itself."""
    out = ""
    for letter, role in _HINTS:
        if low in v.context[role]:
            out += letter
    if low in v.title_ends:
        out += "t"
    if low in v.honorifics:
        out += "h"
    if VERB.match(low):
        out += "v"
    if low in v.common:
        out += "c"
    return out or ("" if not low else "w" if low[0].isalnum() else low[0])


def _inside(v: Vocabulary, word: str, low: str) -> str:
    """What the lexicon knows of a word of a name."""
    out = "g" if word in v.given else ""
    if v.ordinary(low):
        out += "o"
    if word in v.regions:
        out += "r"
    if word in v.tails or word in v.heads:
        out += "h"
    if low in v.titles:
        out += "t"
    return out


def _shape(word: str) -> str:
    """The capitals, small letters, digits and marks of a word, each run as one: "MacBook" is XxXx."""
    if len(word) > 3 and word[1:].islower() and word.isalpha():
        return "Xx"
    out = ""
    for ch in word:
        kind = "X" if ch.isupper() else "x" if ch.isalpha() else "9" if ch.isdigit() else "-"
        if out[-1:] != kind:
            out += kind
    return f"{out}{len(word)}" if len(word) < 4 else out


def bucket(feature: str) -> int:
    """The row of the weight table that a feature stands for: the same on every machine and in every run."""
    return crc32(feature.encode()) & _MASK


class Model(dict[Key, int]):
    """What every key weighs, of the keys asked for so far. `scales` and `tables` are those of KINDS.

    The weights of one key for all kinds stand in one number, each made positive, so that one sum serves all kinds and
    all keys; above them stands how many rows were added.
    """

    def __init__(self, v: Vocabulary, scales: Sequence[float], tables: Sequence[Sequence[int]]) -> None:
        super().__init__()
        self._v = v
        self._scales = scales
        self._rows = [
            1 << 3 * _WIDTH | (c + 128) << 2 * _WIDTH | (b + 128) << _WIDTH | (a + 128)
            for a, b, c in zip(*tables, strict=True)
        ]
        self._hints: dict[str, str] = {}

    def __missing__(self, key: Key) -> int:
        if len(self) >= _MOST_KEYS:  # a bound on memory, not on the vocabulary
            self.clear()
            self._hints.clear()
        found = 0
        for feature in self.features(key):
            found += self._rows[crc32(feature.encode()) & _MASK]
        self[key] = found
        return found

    def features(self, key: Key) -> list[str]:
        """The features that a key stands for."""
        slot, word = key
        if slot in WORDS:
            return _of_name(self._v, slot, word)
        hints = self._hints.get(word)
        if hints is None:
            hints = self._hints[word] = _around(self._v, word)
        out = [f"{slot}={word}", f"{slot}:{hints}"]
        if slot in _NEXT:
            out += (f"{slot}^{word[:3]}", f"{slot}${word[-3:]}")
        return out

    def weigh(self, candidate: list[Key]) -> Weight:
        """What speaks for each kind of name, of a candidate by its keys."""
        total = 0
        for key in candidate:
            total += self[key]
        zero = 128 * (total >> 3 * _WIDTH)
        person, organization, place = self._scales
        return Weight(
            person * ((total & _LOW) - zero),
            organization * ((total >> _WIDTH & _LOW) - zero),
            place * ((total >> 2 * _WIDTH & _LOW) - zero),
        )


def packed(weights: Iterable[int]) -> str:
    """A table of weights, each -127..127, as a cell of name_weights.tsv."""
    return base64.b64encode(zlib.compress(array("b", weights).tobytes(), 9)).decode()


@cache
def trained(lexicon: Lexicon) -> Model:
    """The model of `lexicon`. Raises LexiconError where its file cannot be used."""
    tables: dict[str, tuple[float, array[int]]] = {}
    for row in lexicon.rows("name_weights"):
        try:
            table = array("b", zlib.decompress(base64.b64decode(row["weights"], validate=True)))
            scale = float(row["scale"])
        except (ValueError, binascii.Error, zlib.error):
            raise LexiconError(
                f"name_weights.tsv: the weights of {row['kind']!r} are damaged; train them anew"
            ) from None
        tables[row["kind"]] = (scale, table)
    if set(tables) != set(KINDS) or any(len(table) != BUCKETS for _, table in tables.values()):
        raise LexiconError(f"name_weights.tsv must hold {BUCKETS} weights for each of {', '.join(KINDS)}")
    scales, weights = zip(*(tables[kind] for kind in KINDS), strict=True)
    return Model(compiled(lexicon), scales, weights)
