"""Numbers as Indonesian writes them: digits with stops and commas, words, scales, vague counts and ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from etl.quantities.vocabulary import Bounds, Vocabulary

_THOUSANDS: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_LINKS: Final = frozenset("-–—")


@dataclass(slots=True)
class Atom:
    """A piece of a sentence: `kind` is symbol, digits, word or mark; `text` in lower case but for symbols."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(slots=True)
class Number:
    """A number over atoms `first` to before `last`; `high` None when open. `collective` for "kedua", which counts
    only before what is counted; `scaled` when ribu, juta ... stood in it; `single` for "seorang"."""

    first: int
    last: int
    low: float
    high: float | None
    collective: bool = False
    scaled: bool = False
    single: bool = False


@dataclass(slots=True)
class Span:
    """A sentence under search: offsets in `text` are from `start` of the document's source."""

    text: str
    lower: str
    atoms: list[Atom]
    voc: Vocabulary


def digits(text: str, scaled: bool) -> float | None:
    """The value of digits with stops and commas; None when they are no number ("08.45", "1.2.3").

    A stop before three digits groups thousands and a comma before decimals, the other way round where the text is
    written the English way; before a scale ("6,625 triliun") a lone separator is always decimal.
    """
    if scaled:
        return float(text.replace(",", ".")) if len(re.findall(r"[.,]", text)) <= 1 else _grouped(text)
    return _grouped(text) if re.search(r"[.,]", text) else float(text)


def _grouped(text: str) -> float | None:
    if _THOUSANDS.fullmatch(text):
        english = "," in text and ("." not in text or text.index(",") < text.index("."))
        group, point = (",", ".") if english else (".", ",")
        return float(text.replace(group, "").replace(point, "."))
    if re.fullmatch(r"[0-9]+,[0-9]+", text):
        return float(text.replace(",", "."))
    return None


def read(atoms: list[Atom], i: int, voc: Vocabulary) -> Number | None:
    """The number that starts at atom `i`, with its scale and range."""
    number = _one(atoms, i, voc)
    if number is None or number.collective or number.single:
        return number
    return _ranged(atoms, number, voc)


def _one(atoms: list[Atom], i: int, voc: Vocabulary) -> Number | None:
    atom = atoms[i]
    if atom.kind == "digits":
        return _of_digits(atoms, i, voc)
    if atom.kind != "word":
        return None
    word = atom.text
    if word in voc.vague:
        low, high = voc.vague[word]
        last, factor = _scale(atoms, i + 1, voc)
        # "sejumlah 20 orang" states the number behind it.
        if factor == 1 and last < len(atoms) and (atoms[last].kind == "digits" or atoms[last].text in voc.values):
            return None
        top = None if high is None else (high + 1) * factor - 1
        return Number(i, last, low * factor, top, scaled=factor > 1)
    if word in voc.single:
        return Number(i, i + 1, voc.single[word], voc.single[word], single=voc.single[word] == 1)
    if word in voc.values:
        return _of_words(atoms, i, voc)
    if word in voc.collective:
        return Number(i, i + 1, voc.collective[word], voc.collective[word], collective=True)
    return None


def _of_digits(atoms: list[Atom], i: int, voc: Vocabulary) -> Number | None:
    last, factor = _scale(atoms, i + 1, voc)
    value = digits(atoms[i].text, factor > 1)
    if value is None:
        return None
    return Number(i, last, value * factor, value * factor, scaled=factor > 1)


def _scale(atoms: list[Atom], i: int, voc: Vocabulary) -> tuple[int, float]:
    """Scales from atom `i` on, multiplied: (atom after them, factor)."""
    factor = 1.0
    while i < len(atoms) and atoms[i].text in voc.scales:
        factor *= voc.scales[atoms[i].text]
        i += 1
    return i, factor


def _of_words(atoms: list[Atom], i: int, voc: Vocabulary) -> Number:
    """ "dua ratus tiga puluh lima ribu": units, tens and hundreds add up below each scale."""
    total, group, unit, first, scaled = 0.0, 0.0, 0.0, i, False
    while i < len(atoms):
        word = atoms[i].text
        if word in voc.scales:
            total += (group + unit) * voc.scales[word]
            group = unit = 0.0
            scaled = True
        elif word in voc.teens and unit:
            group, unit = group + unit + 10, 0.0
        elif word in voc.times and unit:
            group, unit = group + unit * voc.times[word], 0.0
        elif word in voc.values and not unit:
            value = voc.values[word]
            group, unit = (group + value, 0.0) if value >= 10 else (group, value)
        else:
            break
        i += 1
    value = total + group + unit
    return Number(first, i, value, value, scaled=scaled)


def _ranged(atoms: list[Atom], number: Number, voc: Vocabulary) -> Number:
    """The number with the upper end of its range, where one follows."""
    join = number.last
    if join >= len(atoms) - 1:
        return number
    between = number.first > 0 and atoms[number.first - 1].text == "antara" and atoms[join].text == "dan"
    if not (atoms[join].text in voc.joins or atoms[join].text in _LINKS or between):
        return number
    at = join + 1 + (atoms[join + 1].text == "dengan")
    money = number.first > 0 and atoms[number.first - 1].kind == "symbol"
    at += money and at < len(atoms) and atoms[at].text == atoms[number.first - 1].text
    upper = _one(atoms, at, voc) if at < len(atoms) else None
    if upper is None or upper.high is None or upper.collective or upper.single:
        return number
    low = number.low
    if upper.scaled and not number.scaled and low * _factor(atoms, upper, voc) < upper.high:
        low *= _factor(atoms, upper, voc)
    return Number(number.first, upper.last, low, upper.high, scaled=upper.scaled) if low < upper.high else number


def _factor(atoms: list[Atom], number: Number, voc: Vocabulary) -> float:
    factor = 1.0
    for atom in atoms[number.first : number.last]:
        factor *= voc.scales.get(atom.text, 1.0)
    return factor


def bounded(low: float, high: float | None, role: str | None) -> Bounds:
    """The bounds of a number under a modifier: approx, nearly, least, most or None."""
    if role == "least":
        return low, None
    if role == "most":
        return 0.0, high
    if role == "nearly":
        return _tenth(low, -1), high
    if role == "approx" and high is not None:
        return _tenth(low, -1), _tenth(high, 1)
    return low, high


def _tenth(value: float, sign: int) -> float:
    """A tenth less or more, in whole units where the value has them."""
    moved = value + sign * value / 10
    return float(round(moved)) if value >= 10 and value == int(value) else round(moved, 6)
