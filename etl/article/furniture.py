"""Finds what stands in a text and is no part of the article: related headlines, widgets, advertisements, promotions,
bylines, editor codes, tags, copyright lines, summaries. Phrases come from furniture.tsv, their reach from extents.py.

Nothing is taken out here; the spans found are cut, and kept as data, by body.py.
"""

from __future__ import annotations

import re
from typing import Final

from etl.article import headlines, repeats
from etl.article.extents import EXTENTS, MAX_CAPTION, Hit
from etl.article.model import Cuts
from etl.article.view import line_start, lowered
from etl.article.vocabulary import Vocabulary

_SEPARATOR: Final = re.compile(r"[ \\]*(?:-{3,}|_{3,}|={3,}|\*{3,}|:{3,}.{0,60}|\\+|\.)[ \\]*")
# A ruled-off summary: an announcement, or paragraphs that begin with a space, which no article's own do.
_SUMMARY: Final = re.compile(r"\n-{3,} *\n(?=[^\n]*(?:ringkasan|rangkuman)|(?:[^\n]+\n\n+)* [^\s])", re.IGNORECASE)
_CODE: Final = re.compile(
    r"(?<=[.!?\"”’'\s)])\((?:[A-Za-z]{2,4}|[A-Z][a-z]?\d{1,3}|OL-\d+|[A-Z]{1,2}-\d{1,2}|\*{1,3}|tim redaksi"
    r"|[A-Za-z]{2,12}\d{0,2}(?: ?[/&,-] ?[A-Za-z]{2,12}\d{0,2}){1,3})\)\s*$"
)
_CODE_AND_TAGS: Final = re.compile(r"\([a-z]{2,4}/[a-z]{2,4}\)(?: +[a-z0-9][\w'&.-]*){0,45}\s*$")
_CREDIT: Final = re.compile(
    r"\((?i:foto|dok|dokumen(?:tasi)?|sumber foto|antara foto|ist(?:imewa)?|ilustrasi|shutterstock|getty|reuters/|afp/|"
    r"ap/|youtube|tangkapan layar|screenshot)\b[^()\n]{0,80}\)\s*"
)
_CREDITED_LINE: Final = re.compile(
    r"(?m)^ *((?![^\n]*(?i:copyright))[^\n]{8,240}(?:[ /]© ?[\w.@/® -]{2,60}|[. ]Foto: ?[\w./@ -]{2,40}\w)) *$"
)
_RULES: Final = 6
_LONGEST_BUTTON: Final = 34
# What a converter left of a link's or paragraph's attributes.
_ATTRIBUTES: Final = re.compile(r"\{(?:target|dir|rel|style|class|#|\.)[^{}\n]{0,80}\}")
# Who wrote along, last in the text.
_CONTRIBUTION: Final = "berkontribusi dalam penulisan artikel ini"
_CONTRIBUTED: Final = re.compile(
    rf"(?:[A-Z](?:[\w'’-]+|\.)(?:,? (?:dan )?)){{1,9}}(?:ikut |turut )?{_CONTRIBUTION}\.?\s*$"
)
_LAST_NAME: Final = re.compile(r"(?<=[.!?\"”’])\s*\(([A-Z][a-z]+(?: [A-Z][a-z]+){1,3})\)\s*$")
_DIGITS: Final = re.compile(r"\d+")
# What is left of a video: its title and a colon, last in the text after a lost line break.
_LAST_TITLE: Final = re.compile(r"(?:(?<=[.!?\"”)]) {2,}|\n)([A-Z0-9'\"“][^.\n]{14,150}:)\s*$")


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
        EXTENTS[extent](Hit(view, low, start, end, stop, kind, words, cuts))
        done = max((e for s, e, _ in cuts.spans[-1:] if s <= start < e), default=done)
    if "\n" in view:
        _lines(view, words, cuts)
    _credits(view, cuts)
    if "{" in view:
        for match in _ATTRIBUTES.finditer(view):
            cuts.add(*match.span(), "widget")
    if "\n" in view:
        repeats.find(view, words, cuts)
    tail(view, words, cuts)


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
        rule = len(view)
        for _ in range(_RULES):
            rule = view.rfind("\n---", len(view) // 3, rule)
            if rule < 0:
                break
            if _SUMMARY.match(view, rule):
                cuts.add(rule, len(view), "summary")
                break


def is_caption(line: str) -> bool:
    """Whether a line is a photo caption by how it begins or by the credit at its end."""
    if len(line) > MAX_CAPTION:
        return False
    credit = list(_CREDIT.finditer(line))
    return line.startswith(("Foto:", "FOTO:", "Ilustrasi", "Caption:")) or bool(
        credit and credit[-1].end() == len(line)
    )


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


def tail(view: str, words: Vocabulary, cuts: Cuts) -> None:
    """Editor codes and tag lists at the end, also before furniture that stands last."""
    end = len(view)
    for _ in range(4):
        end = len(view[:end].rstrip(" \n\\"))
        reach = [s for s, e, _ in cuts.spans if s < end <= e]
        if reach:
            end = min(reach)
            continue
        window = max(0, end - 400)
        last = view[:end].rstrip()[-1:]  # tells at once which of the patterns can end here
        byline = None
        if view.find(_CONTRIBUTION, window, end) >= 0:
            byline = _CONTRIBUTED.search(view, window, end)
        if byline is None and last == ")":
            byline = _LAST_NAME.search(view, max(0, end - 60), end)
        if byline:
            cuts.add(byline.start(), end, "byline")
            end = byline.start()
            continue
        title = _LAST_TITLE.search(view, max(0, end - 170), end) if last == ":" else None
        if title and headlines.is_headline(title[1], words):
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
