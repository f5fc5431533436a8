"""Which page of its article an input is, where it is one of several: told by its address, its headline or its text.

Says nothing about other inputs; joining.py puts the pages of an article together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from etl.article.view import lowered
from etl.lexicon import Lexicon

_WORDS: Final = ("alaman", "HALAMAN", "Page ", "Hal. ")  # without them no text is looked through
_MOST: Final = 99
_CLOSING: Final = 320  # what may stand below the words that lead to the next page
# Sites that number pages by a bare last part of the address do so behind the words of the headline.
_BARE: Final = re.compile(r"/[^/]*[^/\W\d_][^/]*-[^/]*-[^/]*-[^/]*/(\d{1,2})/?$")
_PART: Final = re.compile(r"-part-?(\d{1,2})/?$")


@dataclass(frozen=True, slots=True)
class Part:
    """A page of several: its number from 1 and how many there are, where that is said."""

    number: int
    count: int | None = None


@dataclass(frozen=True)
class Marks:
    """The vocabulary of pages, compiled."""

    parameters: frozenset[str]
    whole: frozenset[str]
    on: frozenset[str]
    folder: re.Pattern[str]
    phrase: re.Pattern[str]
    following: re.Pattern[str]
    title: re.Pattern[str]


@cache
def compiled(lexicon: Lexicon) -> Marks:
    """The marks of a lexicon. Raises LexiconError when the file is malformed."""
    forms: dict[str, list[str]] = {}
    for row in lexicon.rows("page_marks"):
        forms.setdefault(row["kind"], []).append(row["form"])
    phrases = "|".join(_numbered(form) for form in sorted(forms["phrase"], key=len, reverse=True))
    following = "|".join(map(re.escape, sorted(forms["next"], key=len, reverse=True)))
    titles = "|".join(_numbered(form) for form in sorted(forms["title"], key=len, reverse=True))
    return Marks(
        parameters=frozenset(forms["parameter"]),
        whole=frozenset(forms["whole"]),
        on=frozenset(forms["on"]),
        folder=re.compile(rf"/(?:{'|'.join(map(re.escape, forms['folder']))})[/-](\d{{1,2}})/?$"),
        phrase=re.compile(rf"\b(?:{phrases})(?!\w|[/.,]\d)"),
        following=re.compile(rf"\b(?:{following})\b"),
        title=re.compile(rf"(?:\s*[-–—|]\s*|\s+(?=\())(?:{titles})\s*$", re.IGNORECASE),
    )


def _numbered(form: str) -> str:
    return r"(\d{1,2})".join(map(re.escape, form.split("0")))


def in_address(url: str, marks: Marks) -> tuple[int | None, bool]:
    """(number of the page, whether it is all pages in one) as an address says."""
    try:
        parts = urlsplit(url.strip().lower())
        query = parse_qsl(parts.query)
    except ValueError:
        return None, False
    number: int | None = None
    for name, value in query:
        if is_number(name, value, marks):
            if not (value.isdecimal() and name in marks.parameters):
                return None, True
            number = int(value)
    if number is not None:
        return number, False
    path = parts.path.rstrip("/")
    if path.rsplit("/", 1)[-1] in marks.whole:
        return None, True
    if not path[-1:].isdecimal():
        return None, False
    match = marks.folder.search(path) or _BARE.search(path) or _PART.search(path)
    number = int(match[1]) if match else 0
    return (number, False) if 1 <= number <= _MOST else (None, False)


def is_number(name: str, value: str, marks: Marks) -> bool:
    """Whether a parameter of an address says which page, or that it is all pages in one."""
    name, value = name.lower(), value.lower()
    if name in marks.on and value == "1":
        return True
    return name in marks.parameters and (value in marks.whole or (value.isdecimal() and 1 <= int(value) <= _MOST))


def without_number(path: str, marks: Marks) -> str:
    """The path of an address without the number of the page."""
    path = path.rstrip("/")
    if not path[-1:].isdecimal():
        return path
    low = path.lower()
    for pattern in (marks.folder, _PART):
        if match := pattern.search(low):
            return path[: match.start()]
    if match := _BARE.search(low):
        return path[: match.start(1) - 1]
    return path


def in_title(title: str, marks: Marks) -> tuple[str, int | None]:
    """(headline without the words for the page, its number)."""
    match = marks.title.search(title)
    if match is None:
        return title, None
    number = next((int(group) for group in match.groups() if group), None)
    return title[: match.start()], number


def in_text(view: str, begins: bool, marks: Marks) -> Part | None:
    """The page that a raw text says it is; None where it says nothing or holds several. `begins` tells that the article
    begins in it (it has a dateline): then it is no later page, whatever the mark at its end says."""
    if not any(word in view for word in _WORDS):
        return None
    low = lowered(view)
    said = {tuple(int(group) for group in match.groups() if group) for match in marks.phrase.finditer(low)}
    following = [match.start() for match in marks.following.finditer(low)]
    if len({numbers[0] for numbers in said}) > 1:
        return None
    if said:
        number, *count = said.pop()
        if number == 1 or not (begins or following):
            return _part(number, count[0] if count else None)
        return None
    leads_on = following and len(view) - following[-1] <= _CLOSING and len(following) == 1
    return Part(1) if leads_on else None


def _part(number: int, count: int | None) -> Part | None:
    if not 1 <= number <= _MOST or (count is not None and not max(2, number) <= count <= _MOST):
        return None
    return Part(number, count)
