"""Number words, bounds, units and currencies, compiled once per lexicon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from etl.lexicon import Lexicon, Row

Bounds = tuple[float, float | None]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`values` and `scales` are numbers by word, `vague` bounds by word, `bounds` the role of a modifier by phrase;
    `units` (unit, kind) by noun phrase; patterns match at a position in lower-case text unless said otherwise."""

    values: dict[str, float]
    teens: frozenset[str]
    times: dict[str, float]
    scales: dict[str, float]
    letters: dict[str, float]
    vague: dict[str, Bounds]
    single: dict[str, float]
    collective: dict[str, float]
    joins: frozenset[str]
    bounds: dict[str, str]
    units: dict[str, tuple[str, str]]
    unit: re.Pattern[str]
    kinds: dict[str, tuple[str, str]]
    kind: re.Pattern[str]
    symbols: dict[str, str]
    money: dict[str, str]
    money_after: re.Pattern[str]
    atom: re.Pattern[str]
    starts: frozenset[str]
    classifiers: frozenset[str]
    boundary: re.Pattern[str]
    fillers: re.Pattern[str]
    result: re.Pattern[str]


def _any(phrases: list[str]) -> str:
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)


@cache
def compiled(lexicon: Lexicon) -> Vocabulary:
    numbers, words = lexicon.rows("number_words"), lexicon.rows("quantity_words")
    units = {row["noun"]: (row["unit"], row["kind"]) for row in lexicon.rows("quantity_units")}
    kinds = {row["word"]: (row["kind"], row["side"]) for row in lexicon.rows("quantity_kinds")}
    money = lexicon.rows("currencies")
    symbols = {row["form"]: row["code"] for row in money if row["position"] == "before"}
    after = {row["form"].lower(): row["code"] for row in money if row["position"] == "after"}

    def of(rows: tuple[Row, ...], kind: str, key: str, column: str) -> dict[str, float]:
        return {row["word"]: float(row[column]) for row in rows if row[key] == kind}

    def role(name: str) -> list[str]:
        return [row["word"] for row in words if row["role"] == name]

    vague = {row["word"]: _bounds(row) for row in words if row["role"] == "vague"}
    single = of(words, "single", "role", "low")
    values = of(numbers, "unit", "kind", "value")
    # "kedua korban" are two of them; "pertama" counts nothing.
    collective = {word: value for word, value in of(numbers, "ordinal", "kind", "value").items() if value > 1}
    return Vocabulary(
        values=values,
        teens=frozenset(of(numbers, "teen", "kind", "value")),
        times=of(numbers, "times", "kind", "value"),
        scales=of(words, "scale", "role", "low"),
        letters=of(words, "letter", "role", "low"),
        vague=vague,
        single=single,
        collective=collective,
        joins=frozenset(role("range")),
        bounds={row["word"]: row["role"] for row in words if row["role"] in ("approx", "nearly", "least", "most")},
        units=units,
        unit=re.compile(rf"(?:{_any([u for u in units if u[0].isalpha()])})\b|%"),
        kinds=kinds,
        kind=re.compile(rf"\b(?:{_any(list(kinds))})\b"),
        symbols=symbols,
        money=after,
        money_after=re.compile(rf"(?:{_any(list(after))})\b"),
        atom=re.compile(
            rf"(?P<symbol>(?<![^\W_])(?:{_any(list(symbols))})\.?(?=\s?[0-9]))|(?P<digits>[0-9]+(?:[.,][0-9]+)*)"
            r"|(?P<word>[^\W\d_]+(?:[-'’][^\W\d_]+)*)|(?P<mark>[^\w\s])"
        ),
        classifiers=frozenset(role("classifier")),
        boundary=re.compile(rf"[,;:.!?\"“”()\n0-9]|\b(?:{_any(role('boundary'))})\b"),
        fillers=re.compile(rf"\s*(?:(?:{_any(role('filler'))})\s+)*"),
        result=re.compile(rf"\s*(?:(?:{_any(role('result'))})\s+)*(?::\s*)?$"),
        starts=frozenset(values) | frozenset(vague) | frozenset(single) | frozenset(collective),
    )


def _bounds(row: Row) -> Bounds:
    return float(row["low"]), float(row["high"]) if row["high"] else None
