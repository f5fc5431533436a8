"""Finds what stands in a text and is no part of the article: related headlines, widgets, advertisements, promotions,
bylines, editor codes, tags, copyright lines, summaries. Phrases come from furniture.tsv; here are the extents they name.

Nothing is taken out here; the spans found are cut, and kept as data, by body.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from etl.article import bylines, headlines
from etl.article.model import Cuts
from etl.article.view import line_end, line_start, lowered
from etl.article.vocabulary import Vocabulary

_AFTER_PHRASE: Final = re.compile(r" ?[:：]?[ \"'“”‘’]*")
_COLON: Final = re.compile(r" ?[:：] *")
_SENTENCE_END: Final = re.compile(r"[.!?][\"”')]*(?=\s|$|[A-Z“\"])|\n(?! {4})")
_VIDEO_END: Final = re.compile(r"\[ ?gambas[^\]\n]{0,40}\]|di sini ?[:.!]?|\n")
_SEPARATOR: Final = re.compile(r"(?m)^[ \\]*(?:-{3,}|_{3,}|={3,}|\*{3,}|:{3,}[^\n]{0,60}|\\+|\.)[ \\]*$|\\+ *$")
_SUMMARY: Final = re.compile(
    r"(?m)^-{3,} *\n(?=[^\n]*(?:ringkasan|rangkuman)[^\n]*\n?|(?:[^\n]+\n\n+)* [^\s])", re.IGNORECASE
)
_CODE: Final = re.compile(
    r"(?<=[.!?\"”’'\s)])\((?:[A-Za-z]{2,4}|[A-Z][a-z]?\d{1,3}|OL-\d+|[A-Za-z]{2,12}(?: ?[/&,-] ?[A-Za-z]{2,12}){1,3})\)\s*$"
)
_CODE_AND_TAGS: Final = re.compile(r"\([a-z]{2,4}/[a-z]{2,4}\)(?: +[a-z0-9][\w'&.-]*){0,45}\s*$")
_CREDIT: Final = re.compile(
    r"\((?:foto|dok|dokumen(?:tasi)?|sumber foto|antara foto|ist(?:imewa)?|shutterstock|getty|reuters/|afp/|ap/|"
    r"youtube|tangkapan layar|screenshot)\b[^()\n]{0,80}\)\s*",
    re.IGNORECASE,
)
_CAPTION_OPENS: Final = re.compile(r"(?:Ilustrasi|Foto|FOTO|Caption|Keterangan foto|Dok\.)\b")
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
        _lines(view, cuts)
    _credits(view, cuts)
    tail(view, cuts)


def _opens(view: str, start: int) -> bool:
    """Whether a phrase opens something: written with a capital or bracket, and not inside a word."""
    first = view[start]
    before = view[start - 1] if start else "\n"
    if first in "[\\":
        return True
    return first.isupper() and not before.isupper() and before not in "“‘-/"


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
    cuts.add(start, match.end() if match else stop, kind)


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
            cuts.add(start - 1, close + 1, kind)
            return
    colon = _COLON.match(view, end)
    stop = min(stop, line_end(view, end))
    if colon or view[end - 1] == ":":
        after = colon.end() if colon else end
        if after >= stop and stop < len(view):  # the headline stands on the next line
            nxt = stop + len(view[stop:]) - len(view[stop:].lstrip())
            nxt_end = line_end(view, nxt)
            if headlines.is_headline(view[nxt:nxt_end], words):
                cuts.related.append(view[nxt:nxt_end].strip())
                cuts.add(start, nxt_end, kind)
                return
        at, titles = headlines.end_of(view, after, stop, words)
        cuts.related.extend(titles)
        cuts.add(start, max(at, end), kind)
        return
    rest = view[end:stop]
    if not rest.strip() or not rest[0].isspace():
        cuts.add(start, end, kind)  # the words alone are left of the link
        return
    at, titles = headlines.end_of(view, end, stop, words)
    if titles and headlines.is_headline(titles[0], words):
        cuts.related.extend(titles)
        cuts.add(start, at, kind)


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


def _summary(view: str, low: str, start: int, end: int, stop: int, kind: str, words: Vocabulary, cuts: Cuts) -> None:
    if start > len(view) // 3:
        cuts.add(start, len(view), kind)


EXTENTS: Final[dict[str, Extent]] = {
    "words": _words,
    "glued-words": _glued_words,
    "sentence": _sentence,
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


def _lines(view: str, cuts: Cuts) -> None:
    """Rules over whole lines: separators, an appended summary after the last of them, captions with their credit."""
    for match in _SEPARATOR.finditer(view):
        cuts.add(*match.span(), "widget")
    summary = None
    for summary in _SUMMARY.finditer(view, len(view) // 3):
        pass
    if summary:
        cuts.add(summary.start(), len(view), "summary")


def _credits(view: str, cuts: Cuts) -> None:
    """Photo credits; the line they close is a caption."""
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
        match = _CODE_AND_TAGS.search(view, window, end) or _CODE.search(view, max(0, end - 60), end)
        if match is None:
            return
        close = view.index(")", match.start()) + 1
        cuts.add(match.start(), close, "editor-code")
        cuts.add(close, match.end(), "tags")
        end = match.start()
