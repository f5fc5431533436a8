"""The scan: compiles the grammar and cuts an article's class string into phrases.

Articles share few distinct runs of classes, so that each run is cut once and remembered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from etl.dates.grammar import MACROS, RULES
from etl.dates.patterns import starts
from etl.dates.vocabulary import CLASSES


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule; `free` when its phrase must not be glued to what stands before it."""

    number: int
    rule_id: str
    pattern: re.Pattern[str]
    builder: str
    free: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """A phrase found in a run: tokens `start` to `end` of the run, its rule, and the token ranges of its groups
    relative to `start`; `key` tells rule and groups, so that equal words under an equal key mean the same."""

    start: int
    end: int
    rule: Rule
    slots: dict[str, tuple[int, int]]
    key: str


def _source(pattern: str) -> str:
    """A rule's regular expression with macros and class names written out."""
    for _ in range(3):
        pattern = re.sub(r"\{([A-Z][A-Z0-9]*)\}", lambda m: MACROS[m[1]], pattern)
    return re.sub(r"(?<!\?P)<([a-z_]+)>", lambda m: CLASSES[m[1]], pattern)


def _compile(pattern: str) -> re.Pattern[str]:
    seen: dict[str, int] = {}

    def name(match: re.Match[str]) -> str:
        """A group name may stand in several branches: later ones are numbered, `_slots` takes the number off."""
        seen[match[1]] = seen.get(match[1], 0) + 1
        return f"(?P<{match[1]}{'__' + str(seen[match[1]]) if seen[match[1]] > 1 else ''}>"

    return re.compile(re.sub(r"\(\?P<(\w+)>", name, _source(pattern)))


def _slots(match: re.Match[str]) -> dict[str, tuple[int, int]]:
    start = match.start()
    spans = ((name.partition("__")[0], *match.span(name)) for name in match.re.groupindex)
    return {name: (a - start, b - start) for name, a, b in spans if b > a}


_COMPILED: Final = tuple(
    Rule(number, rule_id, _compile(pattern), builder, "{FREE}" in pattern)
    for number, (rule_id, pattern, builder) in enumerate(RULES)
)
_BY_START: Final[dict[str, tuple[Rule, ...]]] = {
    c: tuple(rule for rule in _COMPILED if c in starts(rule.pattern.pattern))
    for c in sorted({c for rule in _COMPILED for c in starts(rule.pattern.pattern)})
}


def _run() -> re.Pattern[str]:
    """Runs of tokens that may hold a phrase: of classes that stand in some rule, beginning with one that a rule begins
    with or looks back at, without the marks they end with. Of single tokens, those that are a phrase by themselves."""
    bare = [re.sub(r"\?P<\w+>|\(\?P=\w+\)", "", rule.pattern.pattern) for rule in _COMPILED]
    inside = "".join(c for c in CLASSES.values() if any(c in pattern for pattern in bare))
    alone = "".join(c for c in inside if any(rule.pattern.fullmatch(c) for rule in _COMPILED))
    behind = "".join("".join(re.findall(r"\(\?<[=!]([^)]*)\)", pattern)) for pattern in bare)
    first = "".join(c for c in inside if c in behind or c in _BY_START)
    marks = r"(),./:+;'\-"
    return re.compile(rf"\(?(?:[{alone}]|[{first}](?=[{inside}{marks}]))(?:[{inside}{marks}]*[{inside})])?")


RUN: Final = _run()


@lru_cache(maxsize=100_000)
def cut(run: str, at: int = 0, refused: frozenset[int] = frozenset()) -> tuple[Cut, ...]:
    """The phrases of a run of classes from `at` on, left to right; each rule sees what stands around it in the run.
    Rules numbered in `refused` are left out at `at`: their phrase there turned out to mean nothing."""
    cuts: list[Cut] = []
    while at < len(run):
        best: re.Match[str] | None = None
        for candidate in _BY_START.get(run[at], ()):
            match = candidate.pattern.match(run, at)
            if match is not None and (best is None or match.end() > best.end()) and candidate.number not in refused:
                best, rule = match, candidate
        refused = frozenset()
        if best is None:
            at += 1
            continue
        slots = _slots(best)
        cuts.append(Cut(at, best.end(), rule, slots, f"{rule.rule_id} {slots}"))
        at = best.end()
    return tuple(cuts)
