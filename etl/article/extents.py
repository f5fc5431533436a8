"""How far a piece of furniture goes that a phrase opens: the extents that furniture.tsv names."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from etl.article import bylines, headlines
from etl.article.model import Cuts
from etl.article.view import line_end, line_start
from etl.article.vocabulary import Vocabulary

_AFTER_PHRASE: Final = re.compile(r" ?[:：]?[ \"'“”‘’]*")
_COLON: Final = re.compile(r" ?[:：] *")
_SENTENCE_END: Final = re.compile(r"[.!?]+[\"”'),]*(?=\s|$|[A-Z“\"])|\n(?! {4})")
_VIDEO_END: Final = re.compile(r"\[ ?gambas[^\]\n]{0,40}\]|di sini ?[:.!]?|\n")
_LINE: Final = re.compile(r"\s*\n\s*([^\n]*[^\n\s]) *")
_CLOSING: Final = 260
_GLUED: Final = re.compile(r"(?<=[a-z]{2})(?=[A-Z“\"])")
_BYLINE: Final = 80
_ENDS: Final = '.!?”"\n'
MAX_CAPTION: Final = 320


class Hit(NamedTuple):
    """A phrase at `start`..`end` of a text; `low` is the text in lower case, `stop` where the next phrase begins."""

    view: str
    low: str
    start: int
    end: int
    stop: int
    kind: str
    words: Vocabulary
    cuts: Cuts


def _words(hit: Hit) -> None:
    view, start, end, kind, cuts = hit.view, hit.start, hit.end, hit.kind, hit.cuts
    alone = view[line_start(view, start) : start].isspace() or line_start(view, start) == start
    if view[start:end].isupper() or kind == "related" or (alone and not view[end : line_end(view, end)].strip(" .:")):
        cuts.add(start, end, kind)


def _glued_words(hit: Hit) -> None:
    view, start, end, kind, cuts = hit.view, hit.start, hit.end, hit.kind, hit.cuts
    glued = start > 0 and not view[start - 1].isspace()
    if not glued and view[end : line_end(view, end)].strip():
        return
    cuts.add(start, end, kind)
    if glued and view[start - 1] not in _ENDS:  # the caption of the picture that the button enlarges
        first = max(view.rfind(mark, max(0, start - MAX_CAPTION), start) for mark in _ENDS) + 1
        if first:
            cuts.captions.append(view[first:start].strip())
            cuts.add(first, start, "caption")


def _line(hit: Hit) -> None:
    view, start, end, stop, kind, cuts = hit.view, hit.start, hit.end, hit.stop, hit.kind, hit.cuts
    if "\n" in view:
        cuts.add(start, min(line_end(view, end), stop), kind)
    else:
        _sentence(hit)


def _rest_of_line(hit: Hit) -> None:
    view, start, end, kind, cuts = hit.view, hit.start, hit.end, hit.kind, hit.cuts
    if start > len(view) // 2 or "\n" in view:
        cuts.add(start, line_end(view, end), kind)


def _sentence(hit: Hit) -> None:
    view, start, end, stop, kind, cuts = hit.view, hit.start, hit.end, hit.stop, hit.kind, hit.cuts
    match = _SENTENCE_END.search(view, end, stop)
    reach = match.end() if match else stop
    if kind == "pagination" and (glued := _GLUED.search(view, end, reach)):
        reach = glued.start()
    if kind == "copyright":
        cuts.origins.append(view[start:reach])
    cuts.add(start, reach, kind)


def _rest(hit: Hit) -> None:
    view, start, kind, cuts = hit.view, hit.start, hit.kind, hit.cuts
    if kind == "byline":
        bylines.collect(view[start:], cuts)
    cuts.add(start, len(view), kind)


def _byline(hit: Hit) -> None:
    view, start, end, stop, kind, cuts = hit.view, hit.start, hit.end, hit.stop, hit.kind, hit.cuts
    if _bracketed(view, start, end, kind, cuts):
        return
    limit = min(line_end(view, end), stop, end + _BYLINE)
    names = bylines.collect(view[start:limit], cuts)
    cuts.add(start, start + names, kind)


def _bracket(hit: Hit) -> None:
    view, start, end, kind, cuts = hit.view, hit.start, hit.end, hit.kind, hit.cuts
    close = view.find("]", end, end + 80)
    if close > 0:
        cuts.add(start, close + 1, kind)


def _page(hit: Hit) -> None:
    view, start, end, kind, cuts = hit.view, hit.start, hit.end, hit.kind, hit.cuts
    match = re.compile(r" *\d{1,2}\b").match(view, end)
    if match:
        cuts.add(start, match.end(), kind)


def _headline(hit: Hit) -> None:
    view, start, end, stop, kind, words, cuts = hit.view, hit.start, hit.end, hit.stop, hit.kind, hit.words, hit.cuts
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
    while match := _LINE.match(view, reach):
        if not headlines.is_listed(match[1], words):
            break
        cuts.related.append(match[1])
        reach = match.end()
    if reach > end:
        cuts.add(start, reach, kind)
    return reach > end


def _video(hit: Hit) -> None:
    view, low, start, end, stop, kind, words, cuts = (
        hit.view,
        hit.low,
        hit.start,
        hit.end,
        hit.stop,
        hit.kind,
        hit.words,
        hit.cuts,
    )
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


def _bracketed(view: str, start: int, end: int, kind: str, cuts: Cuts) -> bool:
    """Takes a whole bracket that a phrase opens: "(Penulis: Ani | Editor: Budi)"."""
    close = view.find(")", end, line_end(view, end)) if start and view[start - 1] == "(" else -1
    if close < 0:
        return False
    bylines.collect(view[start:close], cuts)
    if kind == "copyright":
        cuts.origins.append(view[start:close])
    cuts.add(start - 1, close + 1, kind)
    return True


def _last_sentence(hit: Hit) -> None:
    """A closing line: within the last lines of the text only, since the phrase opens ordinary sentences too."""
    view, start, end, stop, kind, cuts = hit.view, hit.start, hit.end, hit.stop, hit.kind, hit.cuts
    closes = len(view) - start <= _CLOSING or (stop < len(view) and stop - start <= _BYLINE)
    if closes and not _bracketed(view, start, end, kind, cuts):
        _sentence(hit)


def _summary(hit: Hit) -> None:
    view, start, kind, cuts = hit.view, hit.start, hit.kind, hit.cuts
    if start > len(view) // 3:
        cuts.add(start, len(view), kind)


EXTENTS: Final[dict[str, Callable[[Hit], None]]] = {
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
