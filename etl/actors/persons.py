"""Whether name words that nothing explains are a person's name: the hints around them, weighed.

Every hint is a word list of the lexicon or a mark in the text; the weights are set by hand and checked on annotated
articles.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from etl.actors.runs import SENTENCE_ENDS
from etl.actors.segments import Segment
from etl.actors.vocabulary import Vocabulary
from etl.actors.words import adjacent
from etl.document import Document
from etl.tries import longest

THRESHOLD: Final = 1.5
_AGE: Final = re.compile(r"\s?\(\d{1,3}(?:\s?(?:tahun|thn|th))?\)")
_CHAIN_GAP: Final = re.compile(r" ?(?:\([^()\n]{1,60}\))?,? ?|(?: [a-z-]+){1,3}, ")
_TRAP: Final = 4.0  # more than a title; initials with an age stay a person
_LONGEST_GAP: Final = 66
VERB: Final = re.compile(r"(?:me[mn]|di|ber|ter)[a-z]{4,}")


def chained(doc: Document, left: Segment, right: Segment) -> bool:
    """Whether only a blank, a comma or a bracket stands between two segments."""
    gap = right.start - left.end
    if gap == 1:
        return doc.source[left.end] != "\n"
    return gap < _LONGEST_GAP and _CHAIN_GAP.fullmatch(doc.source, left.end, right.start) is not None


def aged(doc: Document, segment: Segment) -> bool:
    """Whether an age in brackets follows: "Budi (35)"."""
    follows = segment.last < len(doc.tokens) and doc.tokens[segment.last] == "("
    return follows and _AGE.match(doc.source, segment.end) is not None


def lower_title(doc: Document, v: Vocabulary, token: int) -> tuple[int, str] | None:
    """First token and class of the lower-case title that ends right before `token` ("politikus", "kuasa hukum")."""
    if token and doc.tokens[token - 1] == ",":
        return _apposed(doc, v, token - 1)
    if not token or doc.lower[token - 1] not in v.title_ends:
        return None
    for size in (4, 3, 2, 1):
        first = token - size
        if first >= 0 and (hit := longest(v.titles, doc.lower, first, token)) and hit[0] == token:
            return (first, hit[1].kind) if doc.starts[token] - doc.ends[token - 1] == 1 else None
    return None


def _apposed(doc: Document, v: Vocabulary, comma: int) -> tuple[int, str] | None:
    """First token and class of the lower-case title before `comma`: "kata kuasa hukum korban, Sigit Pranata"."""
    found = None
    for first in range(comma - 1, max(-1, comma - 5), -1):
        if not doc.tokens[first].islower() or doc.lower[first] in v.context["say_before"]:
            break
        if doc.lower[first] in v.titles and (hit := longest(v.titles, doc.lower, first, comma)):
            found = (first, hit[1].kind)
    return found


@cache
def _hints(v: Vocabulary) -> tuple[dict[str, tuple[float, float]], dict[str, float]]:
    """What the word before a name counts for, one of a single word and one of several, and the word behind it."""
    before = {word: (-2.5, -2.5) if word != "dari" else (-1.0, -1.0) for word in v.context["place_before"]}
    before |= dict.fromkeys(v.context["whom_before"], (0.5, 1.0))
    before |= dict.fromkeys(v.context["say_before"], (2.0, 2.0))
    return before, dict.fromkeys(v.context["act_after"], 0.7) | dict.fromkeys(v.context["say_after"], 2.0)


def score(doc: Document, v: Vocabulary, at: int, found: list[Segment], title: float, places: set[str]) -> float:
    """How much speaks for segment `at` of `found` being a person.

    `title` is what the title before it counts for; `places` are the names that this article puts behind "di" or "ke".
    """
    segment = found[at]
    tokens, first_token = doc.tokens, segment.first
    first = tokens[first_token]
    words = [first]
    if segment.last - first_token > 1:
        words = [t for t in tokens[first_token : segment.last] if t[0].isupper()]
    size = len(words)
    total = title + _left(doc, v, at, found, size) + _right(doc, v, segment.last, size == 1)
    bracket = segment.last < len(tokens) and tokens[segment.last] == "("
    is_aged = bracket and _AGE.match(doc.source, segment.end) is not None
    if is_aged:
        total += 4.0
    if size == 1:
        total += 1.2 if first in v.given else -0.3
        if not title and doc.lower[first_token] in v.common:
            total -= 1.5
        if not is_aged and len(first) > 2 and first.isupper():
            total -= 3.0
    else:
        total += _several(doc, v, segment, words, bracket and not title)
    name = doc.source[segment.start : segment.end]
    if name in places or (size == 1 and (name in v.cities or (title and name in v.towns))):
        total -= 2.0  # "striker Granada"
    if name in v.traps:
        total -= _TRAP
    if not first.isalpha() and any(ch.isdigit() for ch in first):
        total -= 3.0
    return total


def _several(doc: Document, v: Vocabulary, segment: Segment, words: list[str], bracket: bool) -> float:
    """What the words of a name of two and more count for; an acronym of it may follow in brackets."""
    first = words[0] in v.given
    given = sum(w in v.given for w in words)
    total = 0.5 + 2.0 * first + 1.0 * (given > first)
    if words[-1].lower() in v.context["thing"]:
        total -= _TRAP
    if not given and _ends_with_region(v, words):
        total -= 3.0 if len(words[0]) > 1 and words[0].isupper() else 2.0  # "UID Jawa Timur"
    if not given and all(w.isupper() for w in words):  # "KSO BRN"
        total -= 3.0
    if bracket:
        total += 0.9 * doc.source.startswith(f" ({''.join(w[0] for w in words)})", segment.end)
    return total


def _ends_with_region(v: Vocabulary, words: list[str]) -> bool:
    if words[-1] in v.regions:
        return True
    for first in range(1, len(words) - 1):
        if words[first] in v.regions and (hit := longest(v.regions, words, first, len(words))) and hit[0] == len(words):
            return True
    return False


def _left(doc: Document, v: Vocabulary, at: int, found: list[Segment], size: int) -> float:
    first = found[at].first
    if not first:
        return 0.0
    hint = _hints(v)[0].get(doc.lower[first - 1])
    if hint is not None:
        return hint[size > 1]
    if adjacent(doc, first):
        if at and found[at - 1].last == first:
            before = found[at - 1]
            if before.kind == "known" and v.actors[before.value.actor_id].kind == "person":
                return -2.5  # what stands behind a known name is no other name: "Johann Zarco FRA Pramac"
            return 0.5 if before.kind == "org" else 0.0
        if doc.tokens[first - 1][0].isupper() and not _opens(doc, first - 1):
            return -2.5  # behind an ordinary word with a capital: "Kebun Raya Bogor"
    return 0.0


def _opens(doc: Document, token: int) -> bool:
    """Whether `token` has its capital from opening a sentence."""
    return token == 0 or doc.tokens[token - 1] in SENTENCE_ENDS or doc.source[doc.starts[token] - 1] == "\n"


def _right(doc: Document, v: Vocabulary, last: int, one: bool) -> float:
    if last >= len(doc.tokens):
        return 0.0
    after = doc.lower[last]
    if after == ",":
        return 1.0 if longest(v.titles, doc.lower, last + 1, last + 4) else 0.0
    if (after in ("of", "for") or (one and after in ("and", "&"))) and adjacent(doc, last + 1):
        return -3.0  # "University of", "Center for"
    hint = _hints(v)[1].get(after)
    if hint is not None:
        return hint
    return 0.7 if VERB.match(after) else 0.0
