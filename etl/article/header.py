"""The head of a text dump: headline, publisher line with tagline and date, byline lines, share buttons.

Only lines that are recognised are taken; the first that is not begins the body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from etl.article import published
from etl.article.model import Cuts
from etl.article.published import Published
from etl.article.vocabulary import Vocabulary, site_key

_ROLE_LINE: Final = re.compile(
    r"(?i)(?:(?:tim )?(?:editor|penyunting|redaktur)|penulis|pewarta|reporter|jurnalis|wartawan|kontributor|oleh|by)"
    r"\s*:?"
)
_ROLE_AND_NAME: Final = re.compile(
    r"(?i)(?P<role>editor|penyunting|redaktur|penulis|pewarta|reporter|jurnalis|wartawan|kontributor|oleh|by)\s*(?::|-|\s)\s*"
    r"(?P<name>(?-i:[A-Z])[\w.'’-]*(?: (?-i:[A-Z])[\w.'’-]*){0,4})"
)
_NAME_LINE: Final = re.compile(r"(?:[A-Z][\w.'’-]*)(?:,? (?:[A-Z][\w.'’-]*|bin|binti|dan|&)){0,5}")
_UPDATED: Final = re.compile(r"(?i)\b(?:diperbarui|di-?update|updated?|last modified|pembaruan|diubah)\b")
_BREADCRUMB: Final = re.compile(r"[\w .&-]{2,30}(?: ?[/»›>|] ?[\w .&-]{2,30}){1,5}")
_DIGITS: Final = re.compile(r"\d+")
_PARTS: Final = re.compile(r"\s+[-–—|•·]\s+|\s*[|•·]\s*")
_MAX_LINES: Final = 24
_MAX_DATE_LINE: Final = 130


@dataclass(slots=True)
class Header:
    """What the head says; `end` is where the body begins in the raw text."""

    end: int = 0
    title: str | None = None
    publisher: str | None = None
    published: Published | None = None
    updated: Published | None = None
    found: bool = field(default=False)


def read(view: str, has_title: bool, title: str | None, words: Vocabulary, cuts: Cuts) -> Header:
    """The header at the head of `view`. `has_title`: the input has its title elsewhere, so that no headline is looked
    for unless it is that title again."""
    head = Header()
    rows = _rows(view)
    at = 0
    if rows and _is_headline(view, rows, has_title, title):
        start, end = rows[0]
        head.title = view[start:end]
        cuts.add(start, end, "headline")
        head.end = end
        at = 1
    while at < len(rows):
        start, end = rows[at]
        taken = _line(view[start:end], rows, at, view, words, head, cuts)
        if not taken:
            break
        at += taken
        head.end = rows[at - 1][1]
        head.found = True
    return head


def _rows(view: str) -> list[tuple[int, int]]:
    """(start, end) of the first lines that hold something."""
    out: list[tuple[int, int]] = []
    at = 0
    while at < len(view) and len(out) < _MAX_LINES:
        end = view.find("\n", at)
        end = len(view) if end < 0 else end
        line = view[at:end]
        if line.strip():
            first = at + len(line) - len(line.lstrip())
            out.append((first, first + len(line.strip())))
        at = end + 1
    return out


def _is_headline(view: str, rows: list[tuple[int, int]], has_title: bool, title: str | None) -> bool:
    start, end = rows[0]
    line = view[start:end]
    if has_title:
        return title is not None and site_key(line) == site_key(title)
    return len(rows) > 1 and 8 <= len(line) <= 220 and line[-1] not in ".:;,"


def _line(
    line: str, rows: list[tuple[int, int]], at: int, view: str, words: Vocabulary, head: Header, cuts: Cuts
) -> int:  # fmt: skip
    """Number of lines taken as header from `at` on."""
    start, end = rows[at]
    kind = words.lines.get(_DIGITS.sub("0", line.lower()))
    if kind:
        cuts.add(start, end, kind)
        return 1
    if _date_line(line, words, head):
        cuts.add(start, end, "header")
        return 1
    role = _ROLE_LINE.fullmatch(line)
    if role:
        return _role_line(role, rows, at, view, cuts)
    named = _ROLE_AND_NAME.fullmatch(line)
    if named:
        _add_name(named["role"], named["name"], cuts)
        cuts.add(start, end, "byline")
        return 1
    if at + 1 < len(rows) and len(line) <= 60 and _NAME_LINE.fullmatch(line):
        following = view[slice(*rows[at + 1])]
        after = _ROLE_LINE.fullmatch(following)
        if after and following.lower().rstrip(":") not in ("oleh", "by"):
            _add_name(following, line, cuts)
            cuts.add(start, rows[at + 1][1], "byline")
            return 2
    if head.found and len(line) < 90 and _BREADCRUMB.fullmatch(line):
        cuts.add(start, end, "header")
        return 1
    return 0


def _role_line(role: re.Match[str], rows: list[tuple[int, int]], at: int, view: str, cuts: Cuts) -> int:
    start, end = rows[at]
    if (at + 1 < len(rows) and role[0].rstrip().endswith(":")) or role[0].lower() in ("oleh", "by"):
        name = view[slice(*rows[at + 1])] if at + 1 < len(rows) else ""
        if len(name) <= 60 and _NAME_LINE.fullmatch(name):
            _add_name(role[0], name, cuts)
            cuts.add(start, rows[at + 1][1], "byline")
            return 2
    cuts.add(start, end, "byline")
    return 1


def _add_name(role: str, name: str, cuts: Cuts) -> None:
    editor = role.lower().startswith(("editor", "penyunting", "redaktur"))
    target = cuts.editors if editor else cuts.authors
    for part in re.split(r",| dan | & ", name):
        if part.strip() and part.strip() not in target:
            target.append(part.strip())


def _date_line(line: str, words: Vocabulary, head: Header) -> bool:
    """Whether a line is the publisher line: short, with a full date, and no more than a tagline and clock beside it."""
    if len(line) > _MAX_DATE_LINE:
        return False
    match = published.WRITTEN.search(line)
    if match is None:
        return _publisher_line(line, words, head)
    stated = published.from_match(match)
    rest = (line[: match.start()] + " " + line[match.end() :]).strip(" ,.|-–—•·()")
    if stated is None or (line.rstrip().endswith(".") and len(rest) > 20):
        return False
    if len(rest) > 90 or re.search(r"[a-z]\. [A-Z]", rest):
        return False
    if _UPDATED.search(line[: match.start()]):
        head.updated = head.updated or stated
    else:
        head.published = head.published or stated
    for part in _PARTS.split(rest):
        head.publisher = head.publisher or words.site_names.get(site_key(part))
    return True


def _publisher_line(line: str, words: Vocabulary, head: Header) -> bool:
    parts = _PARTS.split(line)
    known = words.site_names.get(site_key(parts[0]))
    if known and len(line) <= 90 and not line.endswith("."):
        head.publisher = head.publisher or known
        return True
    return False
