"""Names written in two ways: pairs of persons that may be one, and whether they are. Says nothing of equal names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations
from typing import Final, NamedTuple

from warehouse import models
from warehouse.actor_links import LONG, UNDATED, Group, contradicts

NEAR: Final = 60  # days between reports of one person under two spellings
BLOCK: Final = 40  # persons compared with each other; a name so common tells nothing


class Pair(NamedTuple):
    """Two persons whose names may be one name; `same` when office and body agree too."""

    a: Group
    b: Group
    reason: str
    same: bool


@cache
def _spellings() -> tuple[tuple[tuple[str, str], ...], dict[str, str]]:
    rows = models.rows(models.FOLDER / "name_spellings.tsv")
    letters = tuple((r["written"], r["as"]) for r in rows if r["kind"] == "letters")
    return letters, {r["written"]: r["as"] for r in rows if r["kind"] == "word"}


def folded(slug: str) -> tuple[str, ...]:
    """The words of a name with spellings of one sound made equal."""
    words = _spellings()[1]
    return tuple(_folded(words.get(word, word)) for word in slug.split("-"))


@cache
def _folded(word: str) -> str:
    for written, as_ in _spellings()[0]:
        word = word.replace(written, as_)
    return word


def ends(slug: str) -> tuple[str, str] | None:
    """What two spellings of one full name have in common: first and last word. None for a name of one word."""
    words = folded(slug)
    return (words[0], words[-1]) if len(words) > 1 else None


def pairs(groups: Iterable[Group]) -> Iterator[Pair]:
    """Pairs of persons with full names, of which the lexicon knows one at most: the same words in another spelling, or
    one without middle names that shares a body or an office with the other."""
    spelled: dict[tuple[str, ...], list[tuple[tuple[str, ...], Group]]] = defaultdict(list)
    for one in groups:
        words = folded(one.readings[0].local_id.partition(":")[2])
        if len(words) > 1 and one.decided:
            spelled[words[0], words[-1]].append((words, one))
    for _, block in sorted(spelled.items()):
        if len(block) <= BLOCK:
            for (v, a), (w, b) in combinations(sorted(block, key=lambda x: x[1].actor_id), 2):
                pair = _pair(v, a, w, b)
                if pair is not None:
                    yield pair


def _pair(v: tuple[str, ...], a: Group, w: tuple[str, ...], b: Group) -> Pair | None:
    known = a.method == "lexicon", b.method == "lexicon"
    if all(known) or a.readings[0].local_id == b.readings[0].local_id:
        return None
    reason = "spelling" if v == w else "middle name" if min(len(v), len(w)) == 2 else ""
    office, body = (a.facts[what] & b.facts[what] for what in ("offices", "bodies"))
    if not reason or (reason == "middle name" and not office and not body):
        return None
    if contradicts(a, b) or not _near(a, b):
        return None
    return Pair(a, b, reason, bool(office and body))


def _near(a: Group, b: Group) -> bool:
    """Whether both are reported in the same weeks; of one the lexicon knows, in the same year."""
    window = LONG if "lexicon" in (a.method, b.method) else NEAR
    days = [r.day for r in b.readings if r.day < UNDATED]
    return any(abs(r.day - day) <= window for r in a.readings if r.day < UNDATED for day in days)
