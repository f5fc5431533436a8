"""Finds what stands in a text and is no part of the article: related headlines, widgets, advertisements, promotions,
bylines, editor codes, tags, copyright lines, summaries. Phrases come from furniture.tsv; here are the extents.

Nothing is taken out here; the spans found are cut, and kept as data, by body.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from etl.article import bylines, headlines, repeats
from etl.article.model import Cuts
from etl.article.view import line_end, line_start, lowered
from etl.article.vocabulary import Vocabulary

_AFTER_PHRASE: Final = re.compile(r" ?[:：]?[ \"'“”‘’]*")
_COLON: Final = re.compile(r" ?[:：] *")
_SENTENCE_END: Final = re.compile(r"[.!?][\"”')]*(?=\s|$|[A-Z“\"])|\n(?! {4})")
_VIDEO_END: Final = re.compile(r"\[ ?gambas[^\]\n]{0,40}\]|di sini ?[:.!]?|\n")
_SEPARATOR: Final = re.compile(r"[ \\]*(?:-{3,}|_{3,}|={3,}|\*{3,}|:{3,}.{0,60}|\\+|\.)[ \\]*")
# A ruled-off summary: an announcement, or paragraphs that begin with a space, which no article's own do.
_SUMMARY: Final = re.compile(r"\n-{3,} *\n(?=[^\n]*(?:ringkasan|rangkuman)|(?:[^\n]+\n\n+)* [^\s])", re.IGNORECASE)
_CODE: Final = re.compile(
    r"(?<=[.!?\"”’'\s)])\((?:[A-Za-z]{2,4}|[A-Z][a-z]?\d{1,3}|OL-\d+"
    r"|[A-Za-z]{2,12}(?: ?[/&,-] ?[A-Za-z]{2,12}){1,3})\)\s*$"
)
_CODE_AND_TAGS: Final = re.compile(r"\([a-z]{2,4}/[a-z]{2,4}\)(?: +[a-z0-9][\w'&.-]*){0,45}\s*$")
_CREDIT: Final = re.compile(
    r"\((?i:foto|dok|dokumen(?:tasi)?|sumber foto|antara foto|ist(?:imewa)?|ilustrasi|shutterstock|getty|reuters/|afp/|"
    r"ap/|youtube|tangkapan layar|screenshot)\b[^()\n]{0,80}\)\s*"
)
_LINE: Final = re.compile(r"\s*\n\s*([^\n]*[^\n\s]) *")
_CREDITED_LINE: Final = re.compile(
    r"(?m)^ *((?![^\n]*(?i:copyright))[^\n]{8,240}(?:[ /]© ?[\w.@/® -]{2,60}|[. ]Foto: ?[\w./@ -]{2,40}\w)) *$"
)
_LONGEST_BUTTON: Final = 34
_CLOSING: Final = 260
# Who wrote along, last in the text.
_CONTRIBUTED: Final = re.compile(
    r"(?:[A-Z][\w.'’-]*(?:,? (?:dan |turut )?)){1,9}(?:ikut |turut )?berkontribusi dalam penulisan artikel ini\.?\s*$"
)
_LAST_NAME: Final = re.compile(r"(?<=[.!?\"”’])\s*\(([A-Z][a-z]+(?: [A-Z][a-z]+){1,3})\)\s*$")
_DIGITS: Final = re.compile(r"\d+")
# What is left of a video: its title and a colon, last in the text after a lost line break.
_LAST_TITLE: Final = re.compile(r"(?:(?<=[.!?\"”)]) {2,}|\n)([A-Z0-9'\"“][^.\n]{14,150}:)\s*$")
MAX_CAPTION: Final = 320

Extent = Callable[[str, str, int, int, int, str, Vocabulary, Cuts], None]


def find(view: str, words: Vocabulary, cuts: Cuts) -> None:
    """Adds to `cuts` what is furniture in `view` (the raw text with white space unified)."""
    low = lowered(view)
    hits = [
        (n, start, end)
        for n, start, end in words.phrases.find_matches_as_indexes(low)
        if _opens(view, start) and not _goes_on(view, end)
    ]
    limits = [start for _, start, _ in hits] + [len(view)]
    done = 0
    for (n, start, end), stop in zip(hits, limits[1:], strict=True):
        if start < done:
            continue
        _, kind, extent = words.furniture[n]
        EXTENTS[extent](view, low, start, end, stop, kind, words, cuts)
        done = max((e for s, e, _ in cuts.spans[-1:] if s <= start < e), default=done)
    if "\n" in view:
        _lines(view, words, cuts)
    _credits(view, cuts)
    if "\n" in view:
        repeats.find(view, words, cuts)
    tail(view, cuts)


def _opens(view: str, start: int) -> bool:
    """Whether a phrase opens something: written with a capital or bracket, and not inside a word."""
    first = view[start]
    before = view[start - 1] if start else "\n"
    if first in "[\\":
        return True
    return first.isupper() and not (before.isupper() and view[start + 1].isupper()) and before not in "“‘-/"


def _goes_on(view: str, end: int) -> bool:
    """Whether the phrase is the beginning of a longer word."""
    return view[end - 1].isalpha() and view[end : end + 1].isalpha() and view[end].islower()


def _words(view: str, low: str, start: int, end: int, stop: int, kind: str, words: Vocabulary, cuts: Cuts) -> None:
    alone = view[line_start(view, start) : start].isspace() or line_start(view, start) == start
    if view[start:end].isupper() or kind == "related" or (alone and not view[end : line_end(view, end)].strip(" .:")):
        cuts.add(start, end, kind)


def _glued_words(
    view: str, low: str, start: int, end: int, stop: int, kind: str, words: Vocabulary, cuts: Cuts
) -> None:
    glued = start > 0 and not view[start - 1].isspace()
    if glued or not view[end : line_end(view, end)].strip():
        cuts.add(start, end, kind)


def _line(view: str, low: str, start: int, end: int, stop: int, kind: str, words: Vocabulary, cuts: Cuts) -> None:
    if "\n" in view:
        cuts.add(start, min(line_end(view, end), stop), kind)
    else:
        _sentence(view, low, start, end, stop, kind, words, cuts)


def _rest_of_line(
    view: str, low: str, start: int, end: int, stop: int, kind: str, words: Vocabulary, cuts: Cuts
) -> None:
    if start > len(view) // 2 or "\n" in view:
        cuts.add(start, line_end(view, end), kind)


def _sentence(view: str, low: str, start: int, end: int, stop: int, kind: str, words: Vocabulary, cuts: Cuts) -> None:
    match = _SENTENCE_END.search(view, end, stop)
    reach = match.end() if match else stop
    if kind == "copyright":
        cuts.origins.append(view[start:reach])
    cuts.add(start, reach, kind)


def _rest(view: str, low: str, start: int, end: int, stop: int, kind: str, words: Vocabulary, cuts: Cuts) -> None:
    if kind == "byline":
        bylines.collect(view[start:], cuts)
    cuts.add(start, len(view), kind)


def _byline(view: str, low: str, start: int, end: int, stop: int, kind: str, words: Vocabulary, cuts: Cuts) -> None:
    limit = min(line_end(view, end), stop, end + 80)
    names = bylines.collect(view[start:limit], cuts)
    cuts.add(start, start + names, kind)


def _bracket(view: str, low: str, start: int, end: int, stop: int, kind: str, words: Vocabulary, cuts: Cuts) -> None:
    close = view.find("]", end, end + 80)
    if close > 0:
        cuts.add(start, close + 1, kind)


def _page(view: str, low: str, start: int, end: int, stop: int, kind: str, words: Vocabulary, cuts: Cuts) -> None:
    match = re.compile(r" *\d{1,2}\b").match(view, end)
    if match:
        cuts.add(start, match.end(), kind)


def _headline(view: str, low: str, start: int, end: int, stop: int, kind: str, words: Vocabulary, cuts: Cuts) -> None:
    bracket = start > 0 and view[start - 1] == "("
    if bracket:
        close = view.find(")", end, min(line_end(view, end), end + 2 * headlines.MAX_HEADLINE))
        if close > 0:
            cuts.related.append(view[end:close].strip(" :\"'"))
            ended = view[: start - 1].rstrip()[-1:] in '.!?"”'
            cuts.add(start - 1, close + 2 if ended and view[close + 1 : close + 2] == "." else close + 1, kind)
            return
    colon = _COLON.match(view, end)
    stop = min(stop, line_end(view, end))
    if view[stop - 1 : stop] == "(" and stop > end:
        stop -= 1
    if colon or view[end - 1] in ":!":
        after = colon.end() if colon else end
        if not view[after:stop].strip() and _next_lines(view, start, stop, kind, words, cuts):
            return
        at, titles = headlines.end_of(view, after, stop, words)
        cuts.related.extend(titles)
        cuts.add(start, max(at, end), kind)
        return
    rest = view[end:stop]
    if not rest.strip() and _next_lines(view, start, stop, kind, words, cuts):
        return
    if not rest.strip() or not rest[0].isspace():
        cuts.add(start, end, kind)  # the words alone are left of the link
        return
    at, titles = headlines.end_of(view, end, stop, words)
    if titles and headlines.is_headline(titles[0], words):
        cuts.related.extend(titles)
        cuts.add(start, at, kind)


def _next_lines(view: str, start: int, end: int, kind: str, words: Vocabulary, cuts: Cuts) -> bool:
    """Takes the lines after a phrase that stands alone, as long as they are headlines."""
    reach = end
    for match in _LINE.finditer(view, end):
        if not headlines.is_headline(match[1], words):
            break
        cuts.related.append(match[1])
        reach = match.end()
    if reach > end:
        cuts.add(start, reach, kind)
    return reach > end


def _video(view: str, low: str, start: int, end: int, stop: int, kind: str, words: Vocabulary, cuts: Cuts) -> None:
    match = _VIDEO_END.search(low, end, end + 260)
    if match and match[0] != "\n":
        cuts.add(start, match.end(), kind)
        return
    line = line_end(view, end)
    if line - end <= 260 and "\n" in view:
        cuts.add(start, line, kind)
        return
    after = _AFTER_PHRASE.match(view, end)
    at, _ = headlines.end_of(view, after.end() if after else end, min(stop, line), words)
    cuts.add(start, at, kind)


def _last_sentence(
    view: str, low: str, start: int, end: int, stop: int, kind: str, words: Vocabulary, cuts: Cuts
) -> None:
    """A closing line: within the last lines of the text only, since the phrase opens ordinary sentences too."""
    if len(view) - start <= _CLOSING:
        _sentence(view, low, start, end, stop, kind, words, cuts)


def _summary(view: str, low: str, start: int, end: int, stop: int, kind: str, words: Vocabulary, cuts: Cuts) -> None:
    if start > len(view) // 3:
        cuts.add(start, len(view), kind)


EXTENTS: Final[dict[str, Extent]] = {
    "words": _words,
    "glued-words": _glued_words,
    "sentence": _sentence,
    "last-sentence": _last_sentence,
    "line": _line,
    "rest-of-line": _rest_of_line,
    "rest": _rest,
    "headline": _headline,
    "video": _video,
    "bracket": _bracket,
    "page": _page,
    "byline": _byline,
    "summary": _summary,
}


def _lines(view: str, words: Vocabulary, cuts: Cuts) -> None:
    """Rules over whole lines: buttons, separators, an appended summary after the last of them."""
    at = 0
    for line in view.split("\n"):
        if len(line) < _LONGEST_BUTTON:
            stripped = line.strip()
            if stripped:
                kind = words.lines.get(_DIGITS.sub("0", stripped.lower()))
                if kind and kind != "header":
                    cuts.add(at, at + len(line), kind)
                elif _SEPARATOR.fullmatch(line):
                    cuts.add(at, at + len(line), "widget")
        elif line[0] in "-_=*:" and _SEPARATOR.fullmatch(line):
            cuts.add(at, at + len(line), "widget")
        if line.endswith("\\"):
            bare = len(line.rstrip("\\ "))
            cuts.add(at + bare, at + len(line), "widget")
        at += len(line) + 1
    if "\n---" in view:
        summaries = list(_SUMMARY.finditer(view, len(view) // 3))
        if summaries:
            cuts.add(summaries[-1].start(), len(view), "summary")


def _credits(view: str, cuts: Cuts) -> None:
    """Photo credits; the line they close is a caption."""
    if "\n" in view and ("©" in view or "Foto:" in view):
        for match in _CREDITED_LINE.finditer(view):
            if any(s < match.end(1) and match.start(1) < e for s, e, _ in cuts.spans):
                continue
            cuts.captions.append(match[1])
            cuts.add(*match.span(1), "caption")
    for match in _CREDIT.finditer(view):
        first = line_start(view, match.start())
        whole = match.end() >= len(view) or view[match.end() - 1] == "\n" or view[match.end()] == "\n"
        if whole and match.start() - first <= MAX_CAPTION and "\n" in view:
            cuts.captions.append(view[first : match.end()].strip())
            cuts.add(first, match.end(), "caption")
        else:
            cuts.captions.append(match[0].strip())
            cuts.add(*match.span(), "caption")


def tail(view: str, cuts: Cuts) -> None:
    """Editor codes and tag lists at the end, also before furniture that stands last."""
    end = len(view)
    for _ in range(4):
        end = len(view[:end].rstrip(" \n\\"))
        reach = [s for s, e, _ in cuts.spans if s < end <= e]
        if reach:
            end = min(reach)
            continue
        window = max(0, end - 400)
        byline = _CONTRIBUTED.search(view, window, end) or _LAST_NAME.search(view, max(0, end - 60), end)
        if byline:
            cuts.add(byline.start(), end, "byline")
            end = byline.start()
            continue
        title = _LAST_TITLE.search(view, max(0, end - 170), end)
        if title:
            cuts.add(title.start(1), end, "link")
            end = title.start(1)
            continue
        match = _CODE_AND_TAGS.search(view, window, end) or _CODE.search(view, max(0, end - 60), end)
        if match is None:
            return
        close = view.index(")", match.start()) + 1
        cuts.add(match.start(), close, "editor-code")
        cuts.add(close, match.end(), "tags")
        end = match.start()
