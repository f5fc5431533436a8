"""The function words and head words of clause analysis, compiled from the lexicon."""

from __future__ import annotations

from functools import cache
from typing import Final

from etl.events.morphology import forms
from etl.lexicon import Lexicon

# Words that look like verbs (me-, di-, ber-, ter-) and are none.
TRIGGER_FILES: Final = ("triggers_verbal", "triggers_material", "triggers_other")
_VERB_PREFIXES: Final = ("me", "di", "ber", "ter")
# Classes of words that may stand between a subject and its verb.
AUXILIARIES: Final = (
    "negation", "future", "possible", "duty", "alleged", "ongoing", "past", "perfect", "skipped", "degree",
)  # fmt: skip
# Classes of words before a trigger that say how it is put; where there is none, it is asserted.
MANNERS: Final = (
    "negation", "future", "conditional", "possible", "duty", "ought", "purpose", "alleged", "claimed", "accusing",
    "past", "now", "denial", "plan", "noun_purpose", "unreal", "wishing",
)  # fmt: skip
# Classes of words that end a described participant, auxiliaries besides.
CLOSING: Final = ("preposition", "boundary", "relative", "coordination", "bare_verb")


class Words(dict[str, frozenset[str]]):
    """Sets of words by the class names of clause_words.tsv; `signs` are the words that stand for a participant, as
    (kind, "") of an anaphor or ("", class) of a description's head."""

    def __init__(
        self, sets: dict[str, frozenset[str]], signs: dict[str, tuple[str, str]], verbs: frozenset[str]
    ) -> None:
        super().__init__(sets)
        self.signs = signs
        self._known = dict.fromkeys(verbs, True)

    def is_verb(self, word: str) -> bool:
        """Whether a lower-case word has the shape of a verb; words are remembered."""
        verb = self._known.get(word)
        if verb is None:
            verb = self._known[word] = (
                len(word) > 5
                and word.startswith(_VERB_PREFIXES)
                and word not in self["not_verb"]
                and word not in self["skipped"]
            )
        return verb


@cache
def compiled(lexicon: Lexicon) -> Words:
    sets = {row["class"]: frozenset(row["words"].split()) for row in lexicon.rows("clause_words")}
    sets["auxiliary"] = frozenset().union(*(sets[n] for n in AUXILIARIES))
    sets["closing"] = frozenset().union(*(sets[n] for n in CLOSING), sets["auxiliary"])
    sets["headline"] = _headline_verbs(lexicon)
    sets["manner"] = frozenset().union(*(sets[n] for n in MANNERS))
    sets["qualifier"] = sets["skipped"] | sets["quantifier"] | sets["before_noun"]
    sets["happening"] = sets["occurring"] | sets["light_passive"] | sets["taking_place"]
    sets["light"] = sets["light_give"] | sets["light_get"]
    sets["clause_opening"] = (sets["boundary"] - {"agar", "supaya"}) | sets["relative"] | set(',;:"”“')
    sets["telling"] = sets["saying"] - {"mengumumkan"}
    sets["spoken"] = sets["saying"] | {word + "nya" for word in sets["saying"]}
    sets["crediting"] = frozenset(row["verb"] for row in lexicon.rows("credit_verbs"))
    sets["law"] = frozenset(
        w for row in lexicon.rows("event_classes") if row["class"] == "law" for w in row["words"].split()
    )
    signs: dict[str, tuple[str, str]] = {}
    for row in lexicon.rows("descriptions"):
        signs[row["word"]] = signs[row["word"] + "nya"] = ("", row["class"])
    signs |= {word: (kind, "") for kind in ("pronoun", "self", "body") for word in sets[kind]}
    return Words(sets, signs, sets["saying"] | _trigger_verbs(lexicon))


def _trigger_verbs(lexicon: Lexicon) -> frozenset[str]:
    """Trigger verbs the lexicon writes as they stand: few look like verbs (enggan, setuju, mundur)."""
    out: set[str] = set()
    for name in TRIGGER_FILES:
        for row in lexicon.rows(name):
            words = (spec[1:].partition(":") for spec in row["verbs"].split() if spec.startswith("="))
            out |= {word for word, _, voice in words if voice != "h"}.difference(row["nouns"].split())
    return frozenset(out)


def _headline_verbs(lexicon: Lexicon) -> frozenset[str]:
    """The bare stems a headline may have as verbs: "Warga Desak ..."."""
    specs = (spec for name in TRIGGER_FILES for row in lexicon.rows(name) for spec in row["verbs"].split())
    return frozenset(word for spec in specs for word, voice in forms(spec).items() if voice == "h")
