"""The function words and head words of clause analysis, compiled from the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from etl.lexicon import Lexicon

# Words that look like verbs (me-, di-, ber-, ter-) and are none.
_VERB_PREFIXES = ("me", "di", "ber", "ter")


@dataclass(frozen=True)
class Words:
    """Sets of words by the class names of clause_words.tsv; `heads` is the class of a participant's head word,
    `anaphors` the kind of a word that stands for a participant."""

    sets: dict[str, frozenset[str]]
    heads: dict[str, str]
    anaphors: dict[str, str]
    known: dict[str, bool]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.sets[name]

    def is_verb(self, word: str) -> bool:
        """Whether a lower-case word has the shape of a verb; words are remembered."""
        verb = self.known.get(word)
        if verb is None:
            verb = self.known[word] = (
                len(word) > 5
                and word.startswith(_VERB_PREFIXES)
                and word not in self.sets["not_verb"]
                and word not in self.sets["skipped"]
            )
        return verb


@cache
def compiled(lexicon: Lexicon) -> Words:
    sets = {row["class"]: frozenset(row["words"].split()) for row in lexicon.rows("clause_words")}
    sets["law"] = frozenset(
        w for row in lexicon.rows("event_classes") if row["class"] == "law" for w in row["words"].split()
    )
    heads = {row["word"]: row["class"] for row in lexicon.rows("descriptions")}
    sets["auxiliary"] = frozenset().union(
        *(sets[n] for n in ("negation", "future", "possible", "duty", "alleged", "ongoing", "past", "perfect", "skipped"))
    )
    sets["closing"] = sets["preposition"] | sets["boundary"] | sets["relative"] | sets["coordination"] | sets["auxiliary"]
    anaphors = {word: kind for kind in ("pronoun", "self", "body") for word in sets[kind]}
    return Words(sets, heads, anaphors, dict.fromkeys(sets["saying"], True))
