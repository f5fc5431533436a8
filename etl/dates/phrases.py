"""Meanings: what the tokens of a phrase say, as an operator tree. One builder for each kind of rule of the grammar.

A builder sees the words of its phrase alone (never the article), so that meanings are remembered by rule and words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from etl.dates import periods
from etl.dates.named import MonthDay
from etl.dates.operators import Fixed, Shift, Time
from etl.dates.vocabulary import ROMAN, Vocabulary


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase or a part of it (tokens `start` to `end`) says.

    `check` holds a date as written beside its weekday (weekday, day, month, year; 0 where not written), for the
    checksum; `dayless` is a clock time or part of day whose day stands elsewhere.
    """

    type: str
    time: Time
    start: int = 0
    end: int = 0
    mod: str | None = None
    quant: str | None = None
    check: tuple[int, int, int, int] | None = None
    grain: str | None = None
    dates_events: bool = True
    dayless: bool = False


Slots = dict[str, tuple[int, int]]
Builder = Callable[["Phrase"], "Meaning | Sequence[Meaning] | None"]
MODS: Final = {"start": "START", "mid": "MID", "middle": "MID", "end": "END"}
# Cues of direction: before, in, or after the unit that holds the day of publication.
DIRECTIONS: Final = {"past": -1, "this": 0, "that": 0, "next": 1, "soon": 1, "come": 1}


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a phrase in lower case and the token ranges of the rule's groups."""

    words: tuple[str, ...]
    slots: Slots
    vocabulary: Vocabulary
    rule_id: str

    def has(self, name: str) -> bool:
        return name in self.slots

    def all(self, name: str) -> tuple[str, ...]:
        """The words of a group; empty when the group is not there."""
        start, end = self.slots.get(name, (0, 0))
        return self.words[start:end]

    def word(self, name: str) -> str:
        """First word of a group, or nothing."""
        start = self.slots.get(name)
        return self.words[start[0]] if start else ""

    def cue(self, name: str) -> str:
        """What the first word of a group is in time_cues.tsv."""
        return self.vocabulary.cues.get(self.word(name), "")

    def points_back(self, name: str) -> bool:
        """Whether a group holds a word that points to the last mention ("itu")."""
        return any(self.vocabulary.cues.get(word) == "that" for word in self.all(name))

    def integer(self, name: str) -> int | None:
        word = self.word(name)
        return int(word) if word.isdigit() else None

    def month(self, name: str = "month") -> int:
        return self.vocabulary.months.get(self.word(name), 0)

    def weekday(self, name: str = "weekday") -> int | None:
        return self.vocabulary.weekdays.get(self.word(name))

    def unit(self, name: str = "unit") -> tuple[str, int]:
        """(grain, times) of a unit word; a Sunday word is a week there."""
        return self.vocabulary.units.get(self.word(name), ("week", 1))

    def ordinal(self, name: str = "nth") -> int | None:
        """Number of "III", "ketiga", "ke-3", "3" or "tiga"."""
        word = self.word(name)
        kind, value = self.vocabulary.numbers.get(word, ("", ""))
        if word in ROMAN:
            return ROMAN[word]
        if kind in ("ordinal", "unit"):
            return int(value)
        digits = word.removeprefix("ke").removeprefix("-")
        return int(digits) if digits.isdigit() else None

    def part(self, name: str = "part") -> str:
        """TIMEX3 code or clock time of a part of the day; "" without one."""
        words = self.all(name)
        if not words:
            return ""
        if words[0] in self.vocabulary.parts:
            return self.vocabulary.parts[words[0]][0]
        return "T00:00" if self.vocabulary.parts.get(words[1], ("", 0))[0] == "TNI" else "T12:00"  # the middle of it

    def mod(self) -> str | None:
        return MODS[self.cue("mod")] if self.has("mod") else None

    def toward(self, *names: str) -> int | None:
        """Direction told by "lalu", "ini", "depan", "kemarin", "besok": -1, 0, 1; None without such a word."""
        for name in names or ("turn", "turn0", "late", "yturn"):
            if name not in self.slots:
                continue
            for word in reversed(self.all(name)):
                if word in self.vocabulary.days:
                    return -1 if self.vocabulary.days[word][0] < 0 else 1
                if (cue := self.vocabulary.cues.get(word, "")) in DIRECTIONS:
                    return DIRECTIONS[cue]
        return None

    def year(self) -> Time | None:
        """The year named by digits ("2014") or by direction ("tahun lalu")."""
        number = self.year_number()
        if number is not None:
            return Fixed(periods.year(number)) if 1 <= number <= periods.YEAR_LAST else None
        toward = self.toward("yturn")
        if self.points_back("yturn"):
            return Shift("year", 0, mention=True)
        return None if toward is None else Shift("year", toward)

    def year_number(self, *names: str) -> int | None:
        for name in names or ("year", "year_b"):
            if name not in self.slots:
                continue
            for word in reversed(self.all(name)):
                if word.isdigit():
                    return full_year(word)
        return None

    def clock(self, name: str = "clock", part: str = "cpart") -> str | None:
        """As in "T06:18" of a clock time with the part of the day said with it; None when it is no clock time."""
        words = [w for w in self.all(name) if w != ":"]
        if not words:
            return None
        fields = words[0].split(".") if "." in words[0] else words
        hour, minute = int(fields[0]), int(fields[1]) if len(fields) > 1 else 0
        if hour > 24 or minute > 59 or (len(fields) > 1 and len(fields[1]) != 2):
            return None
        said = self.word(part)
        code, later = self.vocabulary.parts.get(said, ("", 0))
        if later and hour < 12 and not (code == "TAF" and hour in (10, 11)) and not (code == "TNI" and hour < 4):
            hour += later
        elif code == "TNI" and hour == 12:
            hour = 0
        return f"T{hour:02d}:{minute:02d}"


def full_year(digits: str) -> int:
    """A year of two digits is one of this century or the last."""
    number = int(digits)
    if len(digits) <= 2:
        return number + (2000 if number < 50 else 1900)
    return number


def day(number: int, month: int, year: int | None) -> Time | None:
    """A day as written: fixed with a year, open without; None when no year has such a day."""
    if (
        not (1 <= month <= 12 and 1 <= number <= 31)
        or (month == 2 and number > 29)
        or (month in (4, 6, 9, 11) and number > 30)
    ):
        return None
    if year is None:
        return MonthDay(month, number)
    try:
        return Fixed(periods.holding("day", date(year, month, number)))
    except ValueError:
        return None
