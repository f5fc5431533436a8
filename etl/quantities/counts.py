"""Counts and amounts in a sentence, with bounds and unit.

A number counts only with what it counts beside it, so that ages, times, numbers of laws and telephones are left alone.
"""

from __future__ import annotations

import re
from typing import Final

from etl.document import Document, Quantity
from etl.lexicon import Lexicon
from etl.quantities import fate, numbers
from etl.quantities.fate import plain
from etl.quantities.numbers import Atom, Number, Span
from etl.quantities.vocabulary import Vocabulary, compiled

_DIGIT: Final = re.compile("[0-9]")
# Characters that are read before the first and behind the last number: bounds and currencies, scales.
_BEFORE: Final = 40
_BEHIND: Final = 30


def find(doc: Document, start: int, end: int, lexicon: Lexicon) -> list[Quantity]:
    """Quantities within [start, end) of the source, a sentence as a rule, in order.

    `low` and `high` are in `unit`s (people, buildings, percent, an ISO 4217 code ...): equal for an exact count, a
    tenth to either side for "sekitar", 10 to 99 for "puluhan"; `high` None for "lebih dari".
    """
    voc = compiled(lexicon)
    first, last = doc.token_at(start), doc.token_at(end - 1) + 1
    tokens = doc.lower[first:last]
    if voc.starts.isdisjoint(tokens) and not _DIGIT.search(doc.source, start, end):
        return []
    numbered = [
        k for k, token in enumerate(tokens, first) if token in voc.starts or token[0].isdigit() or token[-1].isdigit()
    ]
    if not numbered:
        return []
    text = doc.source[start:end]
    begin, stop = doc.starts[numbered[0]] - start - _BEFORE, doc.ends[numbered[-1]] - start + _BEHIND
    lower = text.lower()
    span = Span(text, lower if len(lower) == len(text) else text, _atoms(text, max(0, begin), stop, voc), voc)
    times = [(t.start - start, t.end - start) for t in doc.times if t.start < end and start < t.end]
    out: list[Quantity] = []
    i = 0
    while i < len(span.atoms):
        atom = span.atoms[i]
        found = _quantity(span, i) if atom.kind in ("digits", "symbol") or atom.text in voc.starts else None
        if found is None or any(found.start < last and first < found.end for first, last in times):
            i += 1
            continue
        out.append(found)
        while i < len(span.atoms) and span.atoms[i].start < found.end:
            i += 1
    for quantity in out:
        quantity.start += start
        quantity.end += start
    return out


def _atoms(text: str, begin: int, stop: int, voc: Vocabulary) -> list[Atom]:
    """The pieces around the numbers; a word that `begin` cuts is left out."""
    out: list[Atom] = []
    while 0 < begin < len(text) and not text[begin - 1].isspace():
        begin += 1
    for match in voc.atom.finditer(text, begin, stop):
        kind = match.lastgroup or "mark"
        found = match.group()
        out.append(Atom(kind, found if kind == "symbol" else found.lower(), match.start(), match.end()))
    return out


def _quantity(span: Span, i: int) -> Quantity | None:
    """The quantity whose number or currency symbol is atom `i`."""
    atoms, voc = span.atoms, span.voc
    symbol = atoms[i].text.rstrip(".") if atoms[i].kind == "symbol" else None
    if symbol is None and _inside_word(span, atoms[i]):
        return None
    at = i + (symbol is not None)
    number = numbers.read(atoms, at, voc) if at < len(atoms) else None
    if number is None:
        return None
    if symbol:
        _letter_scale(span, number)
    start, role = _modifier(span, i, number)
    low, high = numbers.bounded(number.low, number.high, role)
    end = atoms[number.last - 1].end
    currency = voc.symbols[symbol] if symbol else None
    if currency is None:
        after = voc.money_after.match(span.lower, _skip(span, end))
        if after and not (number.collective or number.single):
            currency, end = voc.money[re.sub(r"\s+", " ", after.group())], after.end()
    if currency:
        return Quantity(start, end, "money", low, high, currency)
    return _counted(span, number, start, low, high)


def _letter_scale(span: Span, number: Number) -> None:
    """ "Rp 90 M": the letter behind an amount multiplies it."""
    behind = span.atoms[number.last : number.last + 1]
    factor = span.voc.letters.get(span.text[behind[0].start : behind[0].end], 0.0) if behind else 0.0
    if factor and not number.scaled:
        number.low, number.last, number.scaled = number.low * factor, number.last + 1, True
        number.high = None if number.high is None else number.high * factor


def _inside_word(span: Span, atom: Atom) -> bool:
    """Whether digits are a part of a name or code ("COVID-19", "ke-29", "5G", "20/2024")."""
    if atom.kind != "digits":
        return False
    before, after = span.text[: atom.start][-2:], span.text[atom.end : atom.end + 1]
    if before[-1:].isalpha() or before[-1:] in ("/", "#", "@") or (before[-1:] == "-" and before[:1].isalpha()):
        return True
    word = re.match(r"[^\W\d_]+", span.text[atom.end : atom.end + 8])
    return after == "/" or (word is not None and word.group().lower() not in span.voc.scales)


def _modifier(span: Span, i: int, number: Number) -> tuple[int, str | None]:
    """Start of the quantity with the bound before atom `i`, and its role; moves the number over "lebih", "-an"."""
    atoms, voc = span.atoms, span.voc
    start, role = atoms[i].start, None
    behind = i - 1 if i and atoms[i - 1].text in ("sebanyak", "ada") else i
    for length in range(min(4, behind), 0, -1):
        phrase = " ".join(atom.text for atom in atoms[behind - length : behind])
        if phrase in voc.bounds:
            start, role = atoms[behind - length].start, voc.bounds[phrase]
            break
    rest = [atom.text for atom in atoms[number.last : number.last + 2]]
    if rest[:1] == ["lebih"]:
        number.last, role = number.last + 1, "least"
    elif rest == ["-", "an"]:
        number.last, role = number.last + 2, role or "approx"
    return start, role


def _skip(span: Span, at: int) -> int:
    while at < len(span.text) and span.text[at].isspace():
        at += 1
    return at


def _counted(span: Span, number: Number, start: int, low: float, high: float | None) -> Quantity | None:
    number_end = span.atoms[number.last - 1].end
    noun = _noun(span, number_end)
    if noun is None:
        return _bare(span, number, start, low, high)
    unit, kind, end = noun
    if kind == "other" and unit != "people" and number.first and span.atoms[number.first - 1].text == "salah":
        return None
    if unit in ("people", "households", "buildings"):
        if low != int(low):
            return None
    elif re.fullmatch(r"[0-9]{1,3},[0-9]{3}", span.atoms[number.first].text) and number.last == number.first + 1:
        # The comma of a measure is decimal; only things are grouped the English way.
        low, high = low / 1000, high / 1000 if high is not None else None
    rest = span.lower[_skip(span, end) :]
    if rest.startswith(("per ", "/")):
        return None
    if unit == "people":
        kind = fate.fate(span, span.atoms[number.first].start, end) or kind
    if rest.startswith("lebih") and not rest.startswith("lebih dari"):
        high = None
    return Quantity(start, end, kind, low, high, unit)


def _noun(span: Span, at: int) -> tuple[str, str, int] | None:
    """(unit, kind, end) of the noun counted behind a number; the last of several ("12 orang prajurit")."""
    found: tuple[str, str, int] | None = None
    for _ in range(3):
        at = _skip(span, at)
        match = span.voc.unit.match(span.lower, at)
        if match:
            noun = re.sub(r"\s+", " ", match.group())
            unit, kind = span.voc.units[noun]
            if found is None or kind != "other":
                found = (unit, kind, match.end())
            at = match.end()
        else:
            word = re.match(r"[^\W\d_]+", span.lower[at : at + 16])
            if word is None or word.group() not in span.voc.classifiers:
                return found
            noun, at = word.group(), at + word.end()
        if noun not in span.voc.classifiers:
            return found
    return found


def _bare(span: Span, number: Number, start: int, low: float, high: float | None) -> Quantity | None:
    """A number without noun beside a fate: "12 tewas", "korban tewas menjadi 12", "seorang luka-luka"."""
    if number.collective or low != int(low):
        return None
    end = span.atoms[number.last - 1].end
    behind = (
        span.voc.kind.match(span.lower, filler.end()) if (filler := span.voc.fillers.match(span.lower, end)) else None
    )
    if behind and span.voc.kinds[plain(behind.group())][1] == "both":
        return Quantity(start, end, span.voc.kinds[plain(behind.group())][0], low, high, "people")
    before = list(span.voc.kind.finditer(span.lower, max(0, start - fate.REACH), start))
    said = (
        before
        and before[-1].group().startswith("korban")
        and span.voc.result.fullmatch(span.lower, before[-1].end(), start)
    )
    if said and re.match(r"\s*(?:[.,;)]|dan\b|$)", span.lower[end:]):
        return Quantity(start, end, span.voc.kinds[plain(before[-1].group())][0], low, high, "people")
    return None
