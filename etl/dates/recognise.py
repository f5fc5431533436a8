"""First pass: the phrases of an article with their meanings from the text alone.

The article's tokens become a string of classes; each run of it is cut by the grammar (remembered by run), and each
phrase is given its meaning by the builder its rule names (remembered by rule and words). What depends on the words
around a phrase is told here: traps, direction, whether a clock time touches its date.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from etl.dates import build_clock, build_dates, build_ranges, build_units
from etl.dates.named import Feast
from etl.dates.operators import NO_CONTEXT, Found, Timeless
from etl.dates.phrases import Builder, Meaning, Phrase
from etl.dates.resolve import Candidate
from etl.dates.scan import RUN, Cut, cut
from etl.dates.vocabulary import CLASSES, OTHER, ClassTable, Vocabulary, compiled
from etl.document import Document
from etl.lexicon import Lexicon

_MOST_MEANINGS: Final = 100_000
_DIRECTIONS: Final = {CLASSES[name]: name for name in ("since", "until", "per")}
_APPROX, _ALMOST, _MORE, _LESS, _THAN = (CLASSES[n] for n in ("approx", "almost", "more", "less", "than"))
_BOUNDS: Final = frozenset((_APPROX, _ALMOST, _THAN))
_FUTURE, _REL, _AGE, _PERSON, _HIJRI, _TO, _THAT = (
    CLASSES[name] for name in ("future", "rel", "age", "person", "hijri", "to", "that")
)
_LENGTH_CUES: Final = frozenset(CLASSES[n] for n in ("on", "after", "within", "until", "since"))
_SKIPPED: Final = frozenset(CLASSES[name] for name in ("with", "on", "place", "to"))
_FUTURE_REACH: Final = 8
_AGE_REACH: Final = 4
_LONGEST_GAP: Final = 4
_CLAUSE_ENDS: Final = frozenset(',.;:!?"“”()')
_BETWEEN: Final = frozenset((",", "(", *(CLASSES[name] for name in ("on", "while", "local", "day"))))
_AGE_UNITS: Final = frozenset({"tahun", "thn", "bulan"})

_FEAST_CUES: Final = frozenset(CLASSES[n] for n in ("on", "after", "since", "until", "per", "moment", "part", "within"))

_LOOSE_DAYS: Final = frozenset({"kemarin", "kemaren"})
RECENTLY: Final = Meaning("DATE", Timeless("PAST_REF"), dates_events=False)

_INDEPENDENCE: Final = "08-17"  # "Hari Kemerdekaan" with another country after it is that country's

# What a phrase says, and the days it says whatever the context, if it does.
Known = tuple[tuple[Meaning, Found | None], ...]
Meanings = dict[tuple[str, tuple[str, ...]], Known]


def candidates(doc: Document, lexicon: Lexicon) -> list[Candidate]:
    """Phrases with meaning, in order of offset."""
    classes, vocabulary, meanings = _compiled(lexicon)
    codes = classes.codes(doc.tokens)
    reader = _Reader(doc, codes, vocabulary, meanings)
    for run in RUN.finditer(codes):
        cuts = cut(run.group())
        if cuts:
            reader.take(run.group(), run.start(), cuts)
    return reader.found


class _Reader:
    """Collects the candidates of one article."""

    def __init__(self, doc: Document, codes: str, vocabulary: Vocabulary, meanings: Meanings) -> None:
        self.found: list[Candidate] = []
        self._doc = doc
        self._codes = codes
        self._vocabulary = vocabulary
        self._meanings = meanings

    def take(self, run: str, first: int, cuts: tuple[Cut, ...]) -> None:
        """Candidates of the phrases of a run that begins at token `first`; a phrase that means nothing, or is glued
        to a number, is cut again without its rule."""
        refused: frozenset[int] = frozenset()
        at = 0
        while at < len(cuts):
            cut_ = cuts[at]
            a, b = first + cut_.start, first + cut_.end
            if "\n" in self._doc.source[self._doc.starts[a] : self._doc.ends[b - 1]]:
                self._take_lines(a, b)
            elif not self._accept(cut_, a, b):
                refused |= {cut_.rule.number}
                cuts, at = cut(run, cut_.start, refused), 0
                if not cuts or cuts[0].start != cut_.start:
                    refused = frozenset()
                continue
            refused = frozenset()
            at += 1

    def _take_lines(self, a: int, b: int) -> None:
        """Cut again what a rule matched over a line break: a phrase never does."""
        doc = self._doc
        breaks = [k for k in range(a + 1, b) if "\n" in doc.source[doc.ends[k - 1] : doc.starts[k]]]
        for left, right in zip([a, *breaks], [*breaks, b], strict=True):
            for run in RUN.finditer(self._codes[left:right]):
                self.take(run.group(), left + run.start(), cut(run.group()))

    def _accept(self, found: Cut, a: int, b: int) -> bool:
        doc = self._doc
        if found.rule.free and self._glued(doc.starts[a], a):
            return False
        words = tuple(doc.lower[a:b])
        meanings = self._meaning(found, words)
        if not meanings:
            return False
        if self._means_else(found, a, b, words, meanings[0][0]):
            return True
        for meaning, fixed in meanings:
            begin, end = a + meaning.start, a + (meaning.end or b - a)
            if words[-1] == ")" and end == b and "(" not in words[meaning.start :]:
                end -= 1
            self.found.append(Candidate(doc.starts[begin], doc.ends[end - 1], found.rule.rule_id, meaning, fixed))
            self._look_around(begin)
        return True

    def _meaning(self, found: Cut, words: tuple[str, ...]) -> Known:
        key = (found.key, words)
        known = self._meanings.get(key)
        if known is None:
            if len(self._meanings) >= _MOST_MEANINGS:
                self._meanings.clear()
            built = BUILDERS[found.rule.builder](Phrase(words, found.slots, self._vocabulary, found.rule.rule_id))
            several = () if built is None else (built,) if isinstance(built, Meaning) else tuple(built)
            known = tuple((m, m.time.resolve(NO_CONTEXT)) for m in several)
            self._meanings[key] = known
        return known

    def _glued(self, start: int, a: int) -> bool:
        """Whether a mark glues the phrase to a number or word before it: "PMK.07/2021", "Rp9.100", "U-17"."""
        before = self._doc.source[max(0, start - 2) : start]
        if len(before) < 2 or before[1] not in "-/.,:–—":
            return False
        if before[1] in ".,:":
            return before[0].isdigit()
        return before[0].isalnum() and self._codes[a - 2 : a - 1] != _HIJRI

    def _means_else(self, found: Cut, a: int, b: int, words: tuple[str, ...], meaning: Meaning) -> bool:
        """Whether the words around make the phrase no time: an age, or a feast that only names ("libur Natal")."""
        if meaning.type == "DURATION":
            return self._is_age(a, b, words)
        if found.rule.rule_id == "month" and len(words) == 1:
            return words[0] in self._vocabulary.month_names and self._first_name(a)
        if found.rule.rule_id != "feast":
            return False
        if len(words) == 1:
            return self._codes[a - 1 : a] not in _FEAST_CUES
        own = isinstance(meaning.time, Feast) and meaning.time.key == _INDEPENDENCE and len(words) == 2
        return own and self._codes[b : b + 1] == OTHER and self._doc.tokens[b][:1].isupper()

    def _first_name(self, a: int) -> bool:
        """Whether a month word is a given name: another capital follows, no preposition stands before."""
        doc, codes = self._doc, self._codes
        if a + 1 >= len(codes) or codes[a + 1] != OTHER or not doc.tokens[a + 1][:1].isupper():
            return False
        return doc.starts[a + 1] == doc.ends[a] + 1 and codes[a - 1 : a] in ("", OTHER, ".", ",")

    def _is_age(self, a: int, b: int, words: tuple[str, ...]) -> bool:
        """Whether years are an age: "usia sekitar 20 tahun", "17 tahun ke atas", "42 tahun itu", "Siti (35 tahun)"."""
        if not _AGE_UNITS & set(words):
            return False
        codes = self._codes
        if _AGE in codes[max(0, a - _AGE_REACH) : a] or codes[a - 1 : a] == _PERSON:
            return True
        if codes[b : b + 1] == _TO or (codes[b : b + 1] == _THAT and codes[a - 1 : a] not in _LENGTH_CUES):
            return True
        around = codes[max(0, a - 1) : a] + codes[b : b + 1]
        if around == "()":
            return True
        return around in (",,", ",)") and a > 1 and self._doc.tokens[a - 2][:1].isupper() and len(words) == 2

    def _look_around(self, begin: int) -> None:
        """Words of direction before the candidate last found, and whether the one before it touches it."""
        candidate, doc, codes = self.found[-1], self._doc, self._codes
        before = begin - 1
        while before >= 0 and before >= begin - 3 and codes[before] in _SKIPPED:
            before -= 1
        if before >= 0:
            candidate.direction = _DIRECTIONS.get(codes[before])
            if candidate.fixed is None:
                candidate.future = self._in_future(begin)
            if codes[begin - 1] in _BOUNDS:
                candidate.mod = _quantity_mod(codes[max(0, begin - 2) : begin])
        if candidate.rule_id == "relative-day" and self._recently(begin, candidate):
            candidate.rule_id, candidate.meaning, candidate.fixed = "recently", RECENTLY, None
        if candidate.rule_id in ("year-bare", "range-years") and self._in_name(begin):
            candidate.rule_id = "year-in-name"
        if len(self.found) > 1 and (
            candidate.meaning.dayless or self.found[-2].meaning.dayless or _is_hijri(candidate)
        ):
            previous = self.found[-2]
            between = codes[doc.token_at(previous.end) : begin]
            previous.touches_next = len(between) <= _LONGEST_GAP and all(c in _BETWEEN for c in between)

    def _in_future(self, begin: int) -> bool:
        """Whether a word of plan ("akan", "dijadwalkan", "besok") governs the phrase: near before it, in its clause."""
        tokens, codes = self._doc.tokens, self._codes
        for at in range(begin - 1, max(-1, begin - 1 - _FUTURE_REACH), -1):
            if codes[at] == _FUTURE or (codes[at] == _REL and self._vocabulary.days[self._doc.lower[at]][0] > 0):
                return True
            if tokens[at] in _CLAUSE_ENDS:
                return False
        return False

    def _recently(self, begin: int, candidate: Candidate) -> bool:
        """Whether "kemarin" is spoken: in speech it means some days ago as often as yesterday."""
        doc = self._doc
        if doc.lower[begin] not in _LOOSE_DAYS or candidate.meaning.type != "DATE" or candidate.direction:
            return False
        paragraph = doc.source[doc.source.rfind("\n", 0, candidate.start) + 1 : candidate.start]
        return paragraph.count("“") > paragraph.count("”") or paragraph.count('"') % 2 == 1

    def _in_name(self, begin: int) -> bool:
        """Whether a bare year ends a name ("Asian Games 2023"): a capital before it that does not begin a sentence."""
        tokens, at = self._doc.tokens, begin - 1
        if at > 0 and tokens[at] == ")":
            at -= 1
        if at < 1 or not tokens[at][:1].isupper() or self._codes[at] != OTHER:
            return False
        between = self._doc.source[self._doc.ends[at - 1] : self._doc.starts[at]]
        return "\n" not in between and tokens[at - 1] not in '.!?:"“'


def _is_hijri(candidate: Candidate) -> bool:
    return candidate.rule_id == "hijri-date"


def _quantity_mod(codes: str) -> str | None:
    """TIMEX3 mod told by the two classes before: "sekitar", "hampir", "lebih dari", "kurang dari"."""
    if codes[-1:] == _APPROX:
        return "APPROX"
    if codes[-1:] == _ALMOST or codes == _LESS + _THAN:
        return "LESS_THAN"
    return "MORE_THAN" if codes == _MORE + _THAN else None


@cache
def _compiled(lexicon: Lexicon) -> tuple[ClassTable, Vocabulary, Meanings]:
    """What one lexicon makes: classes, values, and the meanings remembered."""
    vocabulary = compiled(lexicon)
    return ClassTable(vocabulary), vocabulary, {}


def _builders() -> dict[str, Builder]:
    found: dict[str, Builder] = {}
    for module in (build_dates, build_ranges, build_units, build_clock):
        found |= {k: f for k, f in vars(module).items() if getattr(f, "__module__", "") == module.__name__}
    return found


BUILDERS: Final = _builders()
