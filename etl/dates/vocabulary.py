"""Token classes: which words and numbers can take part in a time expression, and what they stand for.

Each token of an article is mapped to one character, its class, so that the grammar can be written as regular
expressions over classes and scanned over a string as long as the article has tokens. Words come from the lexicon,
numbers are classified by their form. Nothing here knows how classes combine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from etl.lexicon import Lexicon, LexiconError

OTHER: Final = " "
_MOST_TOKENS: Final = 200_000

# Every class has one character, so that grammar and scan need no more than a string; punctuation stands for itself.
NAMES: Final = (
    # numbers by form (1-31, other whole, decimal, 1800-2100, 06.18, 19-21, 2014-2019, 1990-an, 90-an, ke-19, H-1, Q3),
    # words joined by a hyphen (Juni-Juli, Oktober-2), words by lexicon file, cues and traps of the lexicon
    "num", "int", "old_year", "dec", "year", "time", "numnum", "yearyear", "decade", "short_decade", "ordnum",
    "hday", "quarter_code", "roman_year", "iso", "dmy", "month_month", "month_day", "day_month", "year_month",
    "day_day", "word_word", "roman_roman", "weekday", "sunday", "month", "abbr", "hmonth", "feast", "feast_word",
    "anniversary", "rel", "zone", "part", "dini", "day", "week", "months", "years", "hour", "small", "age_of",
    "quarter", "semester", "one", "many", "word", "halfword", "vague", "ordinal", "roman", "since", "until", "per",
    "past", "this", "that", "next", "to", "ahead", "again", "later", "next_day", "gap", "before", "last", "which",
    "same", "start", "mid", "end", "half", "middle", "at", "date", "every", "and", "on", "its", "era", "earlier",
    "soon", "while", "moment", "span", "work", "count", "within", "hijri", "season", "season_name", "future",
    "lately", "now", "then", "someday", "recent", "once", "approx", "almost", "more", "less", "than", "money",
    "ident", "age", "law", "measure", "person", "name_before", "name_after", "with", "come", "es", "after", "local",
    "place", "frame", "common_era", "de",
)  # fmt: skip
_ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + "".join(
    map(chr, range(0xC0, 0xD7))
)
CLASSES: Final[dict[str, str]] = dict(zip(NAMES, _ALPHABET + "".join(map(chr, range(0xD8, 0x180))), strict=False))
_MARKS: Final = {"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "/": "/", "-": "-", ",": ",", ".": ".", ":": ":",
                 "(": "(", ")": ")", "+": "+", ";": ";", "'": "'", "‘": "'", "’": "'"}  # fmt: skip
_UNIT_CLASS: Final = {"second": "small", "minute": "small", "hour": "hour", "day": "day", "week": "week",
                      "month": "months", "year": "years", "quarter": "quarter", "half": "semester"}  # fmt: skip
_DIGITS: Final = re.compile(r"[0-9]")
_CLOCK: Final = re.compile(r"[0-9]{1,2}[.][0-9]{2}(?:[.][0-9]{2})?")
_DMY: Final = re.compile(r"[0-9]{1,2}(?:[.][0-9]{1,2}[.](?:1[89]|2[01])?|-[0-9]{1,2}-(?:1[89]|2[01]))[0-9]{2}")
_ISO: Final = re.compile(r"(?:1[89]|2[01])[0-9]{2}-[01][0-9]-[0-3][0-9](?:t[0-9.]+)?")
_DECIMAL: Final = re.compile(r"[0-9.]+,[0-9]+")
_THOUSANDS: Final = re.compile(r"[0-9]{1,3}(?:[.][0-9]{3})+")
_PAIR: Final = re.compile(r"([0-9]{1,4})-([0-9]{1,4})")
_DECADE: Final = re.compile(r"((?:1[0-9]|20)?[0-9]0)(?:-?an)")
_ORDINAL: Final = re.compile(r"ke-?([0-9]{1,3})")
_HDAY: Final = re.compile(r"h-([0-9]{1,3})")
_QUARTER: Final = re.compile(r"(?:q([1-4])|([1-4])q)(?:[-']?((?:20)?[0-9]{2}))?")
_ROMAN_YEAR: Final = re.compile(r"(i{1,3}|iv)-((?:19|20)[0-9]{2})")
SEASONS: Final = {"winter": "WI", "spring": "SP", "summer": "SU", "autumn": "FA"}
ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(slots=True)
class Vocabulary:
    """The compiled lexicon: class of each known word, and the values words stand for (keys in lower case)."""

    classes: dict[str, str] = field(default_factory=dict)
    months: dict[str, int] = field(default_factory=dict)
    many: set[str] = field(default_factory=set)
    month_names: set[str] = field(default_factory=set)
    hijri_months: dict[str, int] = field(default_factory=dict)
    weekdays: dict[str, int] = field(default_factory=dict)
    units: dict[str, tuple[str, int]] = field(default_factory=dict)
    numbers: dict[str, tuple[str, str]] = field(default_factory=dict)
    parts: dict[str, tuple[str, int]] = field(default_factory=dict)
    days: dict[str, tuple[int, str]] = field(default_factory=dict)
    feasts: dict[str, str] = field(default_factory=dict)
    founded: dict[str, int] = field(default_factory=dict)
    zones: set[str] = field(default_factory=set)
    cues: dict[str, str] = field(default_factory=dict)

    def add(self, word: str, name: str) -> None:
        """Give `word` a class: as written and in capitals, and in any case when it is written small.

        Raises LexiconError when the grammar knows no such class.
        """
        if name not in CLASSES:
            raise LexiconError(f"{word}: the grammar of dates knows no class {name!r}; take one the shipped file uses")
        for form in {word, word.upper()} if word != word.lower() else {word, word.capitalize(), word.upper()}:
            self.classes.setdefault(form, CLASSES[name])


class ClassTable(dict[str, str]):
    """Token -> class character of the tokens that are no plain words; those not seen before are classified once and
    kept."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._listed = _MARKS | vocabulary.classes

    def codes(self, tokens: list[str]) -> str:
        """The classes of tokens, one character each. A table of the listed words alone is small enough to stay in the
        processor's cache, where one of all words met would not."""
        listed = self._listed
        return "".join(
            [listed[t] if t in listed else OTHER if t.isalpha() else self[t] for t in tokens],
        )

    def __missing__(self, token: str) -> str:
        if len(self) > _MOST_TOKENS:
            self.clear()
        self[token] = found = classify(token, self._vocabulary)
        return found


@cache
def compiled(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of `lexicon`. Where a word stands in several files the first named here wins."""
    v = Vocabulary()
    for row in lexicon.rows("months"):
        v.months[row["word"].lower()] = int(row["month"])
        v.add(row["word"], "abbr" if row["kind"] == "abbr" else "month")
        if row["kind"] == "name":
            v.month_names.add(row["word"].lower())
    for row in lexicon.rows("weekdays"):
        v.weekdays[row["word"].lower()] = int(row["weekday"])
        v.add(row["word"], "sunday" if row["word"] == "Minggu" else "weekday")
    for row in lexicon.rows("time_units"):
        v.units[row["word"].lower()] = (row["unit"], int(row["times"]))
        if row["one"] == "many":
            v.many.add(row["word"].lower())
        v.add(row["word"], {"yes": "one", "many": "many"}.get(row["one"]) or _UNIT_CLASS.get(row["unit"], "age_of"))
    for row in lexicon.rows("number_words"):
        v.numbers[row["word"].lower()] = (row["kind"], row["value"])
        v.add(
            row["word"],
            {"half": "halfword", "vague": "vague", "ordinal": "ordinal", "roman": "roman"}.get(row["kind"], "word"),
        )
    for row in lexicon.rows("dayparts"):
        v.parts[row["word"].lower()] = (row["code"], int(row["hour12"]))
        v.add(row["word"], "dini" if row["word"] == "dini" else "part")
    for row in lexicon.rows("relative_days"):
        v.days[row["word"].lower()] = (int(row["offset"]), row["part"])
        v.add(row["word"], "rel")
    for row in lexicon.rows("hijri_months"):
        v.hijri_months[row["word"].lower()] = int(row["month"])
        v.add(row["word"], "hmonth")
    for row in lexicon.rows("time_cues"):
        v.cues.setdefault(row["word"].lower(), row["cue"])
        v.add(row["word"], "season_name" if row["cue"] in SEASONS else row["cue"])
    for row in lexicon.rows("time_zones"):
        v.zones.add(row["word"].lower())
        v.add(row["word"], "zone")
    for row in lexicon.rows("time_traps"):
        v.add(row["word"], row["kind"])
    _add_feasts(v, [(row["phrase"], row["day"]) for row in lexicon.rows("feasts")])
    v.founded = {row["phrase"].lower(): int(row["founded"]) for row in lexicon.rows("feasts") if row["founded"]}
    return v


def _add_feasts(v: Vocabulary, feasts: list[tuple[str, str]]) -> None:
    """A feast's first word is its head, unless it is one of those that stand before any feast (Hari, Bulan, HUT)."""
    v.feasts = {phrase.lower(): day for phrase, day in feasts}
    phrases = [phrase.split() for phrase, _ in feasts]
    for words in phrases:
        if words[0].lower() not in v.units and v.cues.get(words[0].lower()) != "anniversary":
            v.add(words[0], "feast")
    for words in phrases:
        for word in words:
            v.add(word, "feast_word")


def classify(token: str, v: Vocabulary) -> str:
    """The class of a token that is no mark and no word of the lexicon as it stands."""
    name = _form(token.lower(), token, v)
    return CLASSES[name] if name else OTHER


def _form(low: str, token: str, v: Vocabulary) -> str | None:
    if token.isascii() and token.isdigit():
        return _integer(token)
    if _DIGITS.search(token):
        return _digits(low, token, v) or _compound(low, v)
    return _compound(low, v) if "-" in token else None


def _integer(token: str) -> str | None:
    if len(token) <= 2 and 1 <= int(token) <= 31:
        return "num"
    if len(token) == 4 and 1800 <= int(token) <= 2100:
        return "year"
    if len(token) == 4 and 1000 <= int(token) < 1800:
        return "old_year"
    return "int" if len(token) <= 6 else None


def _digits(low: str, token: str, v: Vocabulary) -> str | None:
    """Class of a token with digits in it, other than a plain integer."""
    if _CLOCK.fullmatch(low):
        hour, minute = (int(x) for x in low.split(".")[:2])
        return "time" if hour <= 24 and minute < 60 else "dec"
    if _DMY.fullmatch(low):
        return "dmy"
    if _ISO.fullmatch(low):
        return "iso"
    if _DECIMAL.fullmatch(low):
        return "dec"
    if _THOUSANDS.fullmatch(low):
        return "int"
    if match := _PAIR.fullmatch(low):
        return _pair(match[1], match[2])
    for pattern, name in (
        (_ORDINAL, "ordnum"),
        (_HDAY, "hday"),
        (_ROMAN_YEAR, "roman_year"),
        (_QUARTER, "quarter_code"),
    ):
        if pattern.fullmatch(low):
            return name
    if match := _DECADE.fullmatch(low):
        return "decade" if len(match[1]) == 4 else "short_decade"
    return None


def _pair(first: str, second: str) -> str | None:
    """Class of "19-21" or "2014-2019"."""
    if len(first) == 4:
        years = _integer(first) == "year" and (_integer(second) == "year" or len(second) == 2)
        return "yearyear" if years and (len(second) == 4 or int(second) == (int(first) + 1) % 100) else None
    return "numnum" if len(first) <= 3 and len(second) <= 3 else None


def _compound(low: str, v: Vocabulary) -> str | None:
    """Class of two words or numbers joined by a hyphen: "Juni-Juli", "Oktober-2", "Senin-Jumat", "dua-tiga"."""
    parts = low.split("-")
    if len(parts) != 2:
        return None
    a, b = parts
    kinds = (_kind(a, v), _kind(b, v))
    return {
        ("M", "M"): "month_month", ("M", "d"): "month_day", ("d", "M"): "day_month", ("y", "M"): "year_month",
        ("W", "W"): "day_day", ("u", "u"): "word_word", ("i", "i"): "roman_roman",
    }.get(kinds) if a != b else None  # fmt: skip


def _kind(word: str, v: Vocabulary) -> str:
    if word.isdigit():
        return {"num": "d", "year": "y"}.get(_integer(word) or "", "")
    if word in v.months:
        return "M"
    if word in v.weekdays:
        return "W"
    if word in ROMAN:
        return "i"
    return "u" if v.numbers.get(word, ("", ""))[0] in ("unit", "vague") else ""
