"""The head of a text dump: headline, publisher line with tagline and date, byline lines, share buttons, caption.

The head ends with the last line that is recognised as part of it, before the first that reads like the body; what
stands between recognised lines belongs to it too. Nothing is looked for below.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from etl.article import bylines, published
from etl.article.model import Cuts
from etl.article.published import Published
from etl.article.vocabulary import Vocabulary, site_key

_EDITOR: Final = r"editor|penyunting|redaktur|red"
_WRITER: Final = r"penulis|pewarta|reporter|rep|jurnalis|wartawan|kontributor|oleh|by"
_ROLE: Final = re.compile(rf"(?i)(?:tim )?(?P<role>{_EDITOR}|{_WRITER}) ?:?")
_NAME: Final = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|bin|binti)){0,4}"
_ROLE_AND_NAME: Final = re.compile(rf"(?i:(?P<role>{_EDITOR}|{_WRITER}))(?: ?: ?| - | )(?P<name>{_NAME})")
_ROLES_IN_LINE: Final = re.compile(rf"(?i:(?P<role>{_EDITOR}|{_WRITER})) ?: ?(?P<name>{_NAME})")
_NAME_AND_ROLE: Final = re.compile(rf"(?P<name>{_NAME})(?:,| -) ?(?i:{_WRITER}|{_EDITOR})")
_NAMES: Final = re.compile(rf"{_NAME}(?:(?:, ?| dan | & | \| ){_NAME}){{0,4}},?")
_UPDATED: Final = re.compile(r"(?i)\b(?:diperbarui|di-?update|updated?|last modified|pembaruan|diubah)\b")
_BREADCRUMB: Final = re.compile(r"\w+(?: [\w&-]+){0,2}(?: ?[/»›>] ?\w+(?: [\w&-]+){0,2}){1,5}")
_DIGITS: Final = re.compile(r"\d+")
_PARTS: Final = re.compile(r"\s+[-–—|•·]\s+|\s*[|•·]\s*")
_MAX_LINES: Final = 26
_MAX_DATE_LINE: Final = 130
_MAX_NAME_LINE: Final = 70
_BODY_LINE: Final = 100
_BODY_SENTENCE: Final = 55


@dataclass(slots=True)
class Header:
    """What the head says; `end` is where the body begins in the raw text."""

    end: int = 0
    title: str | None = None
    publisher: str | None = None
    published: Published | None = None
    updated: Published | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    kind: str | None = None


def read(view: str, has_title: bool, title: str | None, words: Vocabulary, cuts: Cuts) -> Header:
    """The head of `view`. `has_title`: the input has its title elsewhere, so that no headline is looked for unless it
    is that title again."""
    head = Header()
    lines = [_classified(line, words, head) for line in _first_lines(view)]
    lines = lines[: next((n for n, line in enumerate(lines) if _is_body(line)), len(lines))]
    top = _headline(lines, has_title, title, view)
    last = max((n for n, line in enumerate(lines) if line.kind or n == top), default=-1)
    if last < 0 or (top is None and not any(line.kind for line in lines)):
        return Header()
    taken = _bylines(lines, last, top, words, cuts)
    for n, line in enumerate(lines[: last + 1]):
        if line.kind == "header" and n not in taken:
            head.publisher = head.publisher or _site(line.text, words)
    for n, line in enumerate(lines[: last + 1]):
        if n == top:
            head.title = line.text
        kind = "headline" if n == top else line.kind or ("byline" if _is_name(line, words) else "caption")
        if kind == "caption" and (top is None or n > top):
            cuts.captions.append(line.text)
        cuts.add(line.start, line.end, kind)
    head.end = lines[last].end
    return head


def _first_lines(view: str) -> list[_Line]:
    out: list[_Line] = []
    at = 0
    while at < len(view) and len(out) < _MAX_LINES:
        end = view.find("\n", at)
        end = len(view) if end < 0 else end
        text = view[at:end].strip()
        if text:
            first = view.index(text, at)
            out.append(_Line(first, first + len(text), text))
        at = end + 1
    return out


def _classified(line: _Line, words: Vocabulary, head: Header) -> _Line:
    kind = words.lines.get(_DIGITS.sub("0", line.text.lower()))
    if kind is None and len(line.text) <= _MAX_DATE_LINE:
        for recognise, found in _KINDS:
            if recognise(line.text, words, head):
                kind = found
                break
    return _Line(line.start, line.end, line.text, kind)


def _is_body(line: _Line) -> bool:
    text = line.text
    return line.kind is None and (
        len(text) >= _BODY_LINE or (len(text) >= _BODY_SENTENCE and text[-1] in '."”' and not text.endswith(")."))
    )


def _headline(lines: list[_Line], has_title: bool, title: str | None, view: str) -> int | None:
    """Index of the headline: the title again, or the first line that is nothing else and long enough."""
    for n, line in enumerate(lines):
        if has_title:
            if title is not None and site_key(line.text) == site_key(title):
                return n
        elif line.kind is None and len(line.text) >= 12 and " " in line.text and line.text[-1] not in ".:;,":
            return n if view[line.end :].strip() else None
    return None


def _date_line(line: str, words: Vocabulary, head: Header) -> bool:
    """Whether a line is the publisher line: short, with a full date, and no more than a tagline and clock beside it."""
    match = published.WRITTEN.search(line)
    stated = published.from_match(match) if match else None
    if match is None or stated is None:
        return False
    rest = (line[: match.start()] + " " + line[match.end() :]).strip(" ,.|-–—•·()/")
    if len(rest) > 90 or (line.endswith(".") and len(rest) > 20) or re.search(r"[a-z]\. [A-Z]", rest):
        return False
    if not match["hour"] and len(rest.split()) > 12:
        return False
    if _UPDATED.search(line[: match.start()]):
        head.updated = head.updated or stated
    else:
        head.published = head.published or stated
    return True


def _site_line(line: str, words: Vocabulary, head: Header) -> bool:
    """The outlet's name, alone, with a tagline after it or a writer before it."""
    return len(line) <= 90 and not line.endswith(".") and _site(line, words) is not None


def _role_line(line: str, words: Vocabulary, head: Header) -> bool:
    return (
        bool(_ROLE.fullmatch(line) or _ROLE_AND_NAME.fullmatch(line) or _NAME_AND_ROLE.fullmatch(line))
        or len(_ROLES_IN_LINE.findall(line)) > 1
        or (bool(_ROLES_IN_LINE.match(line)) and len(line) <= _MAX_NAME_LINE)
    )


def _breadcrumb(line: str, words: Vocabulary, head: Header) -> bool:
    return len(line) < 90 and bool(_BREADCRUMB.fullmatch(line)) and not line.endswith(".")


_ADDRESS: Final = re.compile(r"(?:[a-z0-9-]+\.)+(?:com|id|net|news|tv|org)", re.IGNORECASE)

_KINDS: Final[tuple[tuple[Callable[[str, Vocabulary, Header], bool], str], ...]] = (
    (_date_line, "header"),
    (_role_line, "byline"),
    (_site_line, "header"),
    (_breadcrumb, "header"),
)


def _is_name(line: _Line, words: Vocabulary) -> bool:
    """Whether a line holds nothing but names of persons."""
    if line.kind is not None or len(line.text) > _MAX_NAME_LINE or not _NAMES.fullmatch(line.text):
        return False
    return not any(word.lower().strip(",.") in words.common for word in line.text.split()[:2])


def _site(line: str, words: Vocabulary) -> str | None:
    """The outlet that a line names first or last, without the date in it; one that no list knows by its address."""
    match = published.WRITTEN.search(line)
    rest = (line[: match.start()] + " " + line[match.end() :]).strip(" ,.|-–—•·()/") if match else line
    parts = _PARTS.split(rest.removeprefix("Tim "))
    known = next((site for part in (parts[0], parts[-1]) if (site := words.site_names.get(site_key(part)))), None)
    return known or next((part.lower() for part in (parts[0], parts[-1]) if _ADDRESS.fullmatch(part)), None)


def _bylines(lines: list[_Line], last: int, top: int | None, words: Vocabulary, cuts: Cuts) -> set[int]:
    """Collects the names of the head; gives the lines that are the name of a role alone. Such a name is the line above
    or, where the first role has no name above it, the line below."""
    alone = [n for n, line in enumerate(lines[: last + 2]) if line.kind == "byline" and _ROLE.fullmatch(line.text)]
    above = bool(alone) and alone[0] - 1 != top and alone[0] > 0 and _is_name(lines[alone[0] - 1], words)
    taken: set[int] = set()
    for n in alone:
        at = n - 1 if above and not lines[n].text.lower().startswith(("oleh", "by")) else n + 1
        if 0 <= at < len(lines) and at != top and (_is_name(lines[at], words) or lines[at].kind == "header"):
            _add(lines[n].text, lines[at].text, cuts)
            taken.add(at)
    for n, line in enumerate(lines[: last + 1]):
        if n in alone or n in taken or n == top:
            continue
        if line.kind == "byline":
            named = _NAME_AND_ROLE.fullmatch(line.text)
            if named:
                _add("penulis", named["name"], cuts)
            for match in (_ROLE_AND_NAME.fullmatch(line.text),) if not named else ():
                if match:
                    _add(match["role"], match["name"], cuts)
                else:
                    for found in _ROLES_IN_LINE.finditer(line.text):
                        _add(found["role"], found["name"], cuts)
        elif _is_name(line, words):
            _add("penulis", line.text, cuts)
        elif line.kind == "header" and (parts := _PARTS.split(line.text)) and len(parts) > 1:
            for part in parts[:-1]:
                if site_key(parts[-1]) in words.site_names and _NAMES.fullmatch(part):
                    _add("penulis", part, cuts)
    return taken


def _add(role: str, text: str, cuts: Cuts) -> None:
    target = cuts.editors if re.match(rf"(?i){_EDITOR}", role) and not role.lower().startswith("rep") else cuts.authors
    for name in bylines.names(text.replace(" | ", ", ")):
        if name not in target:
            target.append(name)
