"""Amounts of time: numbers in words and figures, and TIMEX3 durations made of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from etl.dates.vocabulary import Vocabulary

Count = float | str  # a number, or X of "beberapa"
_LETTER: Final = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y"}
_MONTHS: Final = {"quarter": 3, "half": 6}
BELOW: Final = {
    "year": (12, "M"),
    "month": (30, "D"),
    "week": (7, "D"),
    "day": (24, "H"),
    "hour": (60, "M"),
    "minute": (60, "S"),
}


def count(words: Sequence[str], v: Vocabulary) -> Count | None:
    """Value of "25", "1,5", "dua puluh lima", "dua setengah", "beberapa"."""
    total, current, seen = 0.0, 0.0, False
    for word in words[: words.index("(")] if "(" in words else words:  # "2 (dua)"
        kind, value = v.numbers.get(word, ("", ""))
        if kind == "vague":
            return "X"
        if kind == "teen":
            current += 10
        elif kind == "times":
            times = float(value)
            current = (current or 1) * times
            if times >= 1000:
                total, current = total + current, 0.0
        elif kind == "half":
            current += 0.5
        elif kind == "unit":
            current += float(value)
        elif word[:1].isdigit():
            number = word.replace(".", "") if word.count(".") and len(word.rpartition(".")[2]) == 3 else word
            current += float(number.replace(",", ".", 1)) if number.count(".") + number.count(",") < 2 else 0.0
        else:
            return None
        seen = True
    return total + current if seen else None


def period_value(parts: Sequence[tuple[Count, str, int]]) -> str | None:
    """TIMEX3 duration of (number, grain, times) parts: P3D, PT1H30M, P5Y6M, PXY."""
    days, clock = "", ""
    for number, grain, times in parts:
        if isinstance(number, float):
            number *= times
        if grain in ("decade", "century") and isinstance(number, float) and number == int(number):
            days += f"{int(number)}{'DE' if grain == 'decade' else 'CE'}"
            continue
        if grain in _MONTHS and isinstance(number, float):
            grain, number = "month", number * _MONTHS[grain]
        letter = _LETTER.get(
            grain, "Q" if grain == "quarter" else "DE" if grain == "decade" else "CE" if grain == "century" else "Y"
        )
        written = _amount(number, grain, letter)
        if grain in ("hour", "minute", "second") or (grain == "day" and "H" in written):
            clock += written
        else:
            days += written
    return f"P{days}" + (f"T{clock}" if clock else "") if days or clock else None


def _amount(number: Count, grain: str, letter: str) -> str:
    if isinstance(number, str):
        return f"X{letter}"
    whole, rest = int(number), number - int(number)
    written = f"{whole}{letter}" if whole or not rest else ""
    if rest and grain in BELOW:
        times, below = BELOW[grain]
        written += f"{round(rest * times)}{below}"
    return written
