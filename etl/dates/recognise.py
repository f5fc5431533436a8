"""First pass: the phrases of an article with their meanings from the text alone.

The article's tokens become a string of classes; each run of it is cut by the grammar (remembered by run), and each
phrase is given its meaning by the builder its rule names (remembered by rule and words).
"""

from __future__ import annotations

from functools import cache
from typing import Final

from etl.dates import build_clock, build_dates, build_units
from etl.dates.grammar import RUN, Cut, cut
from etl.dates.phrases import Builder, Meaning, Phrase
from etl.dates.resolve import Candidate
from etl.dates.vocabulary import CLASSES, class_table, compiled
from etl.document import Document
from etl.lexicon import Lexicon

_MOST_MEANINGS: Final = 100_000
_DIRECTIONS: Final = {CLASSES[name]: name for name in ("since", "until", "per")}
_SKIPPED: Final = frozenset({"dengan", "pada", "di", "ke", "sekitar"})
_FUTURE: Final = CLASSES["future"]
_FUTURE_REACH: Final = 6
_BETWEEN: Final = frozenset({",", "pada", "(", "waktu", "setempat", "hari"})


def candidates(doc: Document, lexicon: Lexicon) -> list[Candidate]:
    """Phrases with meaning, in order of offset."""
    codes = "".join(map(class_table(lexicon).__getitem__, doc.tokens))
    meanings = _Meanings(lexicon)
    out: list[Candidate] = []
    for run in RUN.finditer(codes):
        cuts = cut(run.group())
        if cuts:
            _collect(doc, codes, run.start(), cuts, meanings, out)
    return out


def _collect(doc: Document, codes: str, first: int, cuts: tuple[Cut, ...], meanings: _Meanings, out: list[Candidate]) -> None:
    source, starts, ends = doc.source, doc.starts, doc.ends
    for found in cuts:
        a, b = first + found.start, first + found.end
        if "\n" in source[starts[a] : ends[b - 1]]:
            _collect_lines(doc, codes, a, b, meanings, out)
            continue
        for m in meanings.of(found, tuple(doc.lower[a:b])):
            begin, end = a + m.start, a + (m.end or b - a)
            out.append(Candidate(starts[begin], ends[end - 1], found.rule.rule_id, m))
            _look_around(doc, codes, begin, out)


def _collect_lines(doc: Document, codes: str, a: int, b: int, meanings: _Meanings, out: list[Candidate]) -> None:
    """Cut again what a rule matched over a line break: a phrase never does."""
    breaks = [k for k in range(a + 1, b) if "\n" in doc.source[doc.ends[k - 1] : doc.starts[k]]]
    for left, right in zip([a, *breaks], [*breaks, b], strict=True):
        for run in RUN.finditer(codes[left:right]):
            _collect(doc, codes, left + run.start(), cut(run.group()), meanings, out)


def _look_around(doc: Document, codes: str, begin: int, out: list[Candidate]) -> None:
    """Words of direction before the candidate last found, and whether the one before it touches it."""
    candidate = out[-1]
    before = begin - 1
    while before >= 0 and before >= begin - 3 and doc.lower[before] in _SKIPPED:
        before -= 1
    if before >= 0:
        candidate.direction = _DIRECTIONS.get(codes[before])
        candidate.future = _FUTURE in codes[max(0, begin - _FUTURE_REACH) : begin]
    if len(out) > 1:
        gap = doc.source[out[-2].end : candidate.start]
        out[-2].touches_next = len(gap) < 24 and all(w in _BETWEEN for w in gap.lower().replace(",", " , ").replace("(", " ( ").split())


class _Meanings:
    """Meanings by phrase, of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._vocabulary = compiled(lexicon)
        self._known = _known(lexicon)

    def of(self, found: Cut, words: tuple[str, ...]) -> tuple[Meaning, ...]:
        key = (found.key, words)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST_MEANINGS:
                self._known.clear()
            phrase = Phrase(words, found.slots, self._vocabulary, found.rule.rule_id)
            built = BUILDERS[found.rule.builder](phrase)
            known = () if built is None else (built,) if isinstance(built, Meaning) else tuple(built)
            self._known[key] = known
        return known


@cache
def _known(lexicon: Lexicon) -> dict[tuple[str, tuple[str, ...]], tuple[Meaning, ...]]:
    return {}


def _builders() -> dict[str, Builder]:
    modules = (build_dates, build_units, build_clock)
    return {name: f for module in modules for name, f in vars(module).items() if getattr(f, "__module__", "") == module.__name__ and callable(f)}


BUILDERS: Final = _builders()
