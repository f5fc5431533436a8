"""What the scan needs to know of a regular expression: the characters its matches can begin with.

Covers what the grammar uses of the syntax (literals, escapes, character sets, groups, look-around, alternatives and
quantifiers) and nothing more.
"""

from __future__ import annotations

from functools import cache


@cache
def starts(pattern: str) -> frozenset[str]:
    """Every character a match of `pattern` can begin with."""
    found, _, end = _alternatives(pattern, 0)
    assert end == len(pattern), pattern
    return frozenset(found)


def _alternatives(pattern: str, at: int) -> tuple[set[str], bool, int]:
    """First characters of the alternatives from `at` to the bracket that closes them, whether they can be empty, and
    where they end."""
    found: set[str] = set()
    empty = False
    while True:
        chars, nothing, at = _sequence(pattern, at)
        found |= chars
        empty |= nothing
        if at >= len(pattern) or pattern[at] == ")":
            return found, empty, at
        at += 1


def _sequence(pattern: str, at: int) -> tuple[set[str], bool, int]:
    found: set[str] = set()
    empty = True
    while at < len(pattern) and pattern[at] not in "|)":
        chars, nothing, at = _atom(pattern, at)
        if at < len(pattern) and pattern[at] in "?*+{":
            nothing |= pattern[at] in "?*"
            at = pattern.index("}", at) + 1 if pattern[at] == "{" else at + 1
        if empty:
            found |= chars
        empty &= nothing
    return found, empty, at


def _atom(pattern: str, at: int) -> tuple[set[str], bool, int]:
    if pattern[at] == "\\":
        return {pattern[at + 1]}, False, at + 2
    if pattern[at] == "[":
        end = pattern.index("]", at)
        return set(pattern[at + 1 : end].replace("\\", "")), False, end + 1
    if pattern[at] != "(":
        return {pattern[at]}, False, at + 1
    if pattern.startswith("(?P=", at):
        return set(), False, pattern.index(")", at) + 1
    aside = pattern[at + 1 : at + 3] in ("?=", "?!") or pattern[at + 1 : at + 4] in ("?<=", "?<!")
    skipped = {"(?P": pattern.find(">", at) + 1, "(?<": at + 4, "(?:": at + 3, "(?=": at + 3, "(?!": at + 3}
    chars, nothing, end = _alternatives(pattern, skipped.get(pattern[at : at + 3], at + 1))
    return (set(), True, end + 1) if aside else (chars, nothing, end + 1)
