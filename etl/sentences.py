"""Sentences with offsets: where a title or body is cut, and where a full stop does not cut.

One scan finds every mark that could end a sentence; its neighbours decide: abbreviations, initials, list numbers,
domain names and decimals do not cut; paragraphs that were glued do ("t.Anggota"). A quotation is cut inside like any
other text, but what closes it stays with its sentence: `... pergi," kata Austin.` A title is one sentence.
Nothing here repairs text; that is the article stage's work.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Final

from etl.document import Document, Sentence
from etl.lexicon import Lexicon

# A line break, or a mark with what closes after it, before something other than a small letter: after a space, or
# glued to a capital or an opening quotation mark. One character set first: the engine then skips to it.
_MARK: Final = re.compile(r"[.!?…\n](?:(?<=\n)\s*|(?<!\n)([.!?…]*[\"”’»')\]]*+)(?:[^\S\n]+(?=[^a-z\s])|(?=[A-Z“\"‘])))")
_CHUNK_BREAKS: Final = frozenset('()[]"“”‘,;:/–—')
_WORD: Final = re.compile(r"[\"“‘'«(\[]*([^\W_]*)")
_INITIALS: Final = re.compile(r"(?:[A-Z][a-z]?\.)*[A-Z]")
_DOMAIN_ENDS: Final = frozenset({"com", "co", "id", "net", "org", "tv", "news"})
_LONGEST_CHUNK: Final = 24
_MARKS_BACK: Final = 40


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    never: frozenset[str]
    may_end: frozenset[str]
    number: frozenset[str]
    openers: frozenset[str]


@cache
def _compiled(lexicon: Lexicon) -> _Vocabulary:
    ends: dict[str, set[str]] = {"no": set(), "number": set(), "yes": set()}
    for row in lexicon.rows("abbreviations"):
        ends[row["ends"]].add(row["abbreviation"])
    openers = frozenset(row["word"] for row in lexicon.rows("sentence_openers"))
    return _Vocabulary(frozenset(ends["no"]), frozenset(ends["yes"]), frozenset(ends["number"]), openers)


def split(doc: Document, lexicon: Lexicon) -> list[Sentence]:
    """Sentences in order of offset; the title first, as one sentence."""
    starts, ends = doc.starts, doc.ends
    out: list[Sentence] = []
    title_end = len(doc.source[: doc.text_start].rstrip())
    if title_end:
        out.append(Sentence("title", 0, 0, title_end, 0, bisect_left(starts, title_end), 0))
    last = 0
    for no, (start, end, paragraph) in enumerate(_spans(doc.source, doc.text_start, _compiled(lexicon))):
        first = bisect_right(ends, start, lo=last)
        last = bisect_left(starts, end, lo=first)
        out.append(Sentence("text", no, start, end, first, last, paragraph + (title_end > 0)))
    return out


def unglued(text: str, lexicon: Lexicon) -> str:
    """`text` with a paragraph break put back wherever two paragraphs were glued ("t.Anggota", `n."Saya`)."""
    words = _compiled(lexicon)
    cuts: list[int] = []
    start = 0
    for match in _MARK.finditer(text):
        end, following = match.end(1), match.end()
        if end < 0:
            start = following
        elif end == following:
            if text[end - 1] in "\"'" and _opens(text, end - 1, start):
                end -= 1
            if end < len(text) and _ends(text, start, match.start(), end, end, words):
                cuts.append(end)
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return "\n\n".join(pieces)


def _spans(source: str, begin: int, words: _Vocabulary) -> list[tuple[int, int, int]]:
    """(start, end, paragraph) of each sentence of the body, without the white space around it."""
    out: list[tuple[int, int, int]] = []
    paragraph, start = 0, begin
    while start < len(source) and source[start].isspace():
        start += 1
    for match in _MARK.finditer(source, start):
        end, following = match.end(1), match.end()
        if end < 0:
            end = match.start()
            if not _breaks(source, start, end, following):
                continue
        else:
            if end == following and source[end - 1] in "\"'" and _opens(source, end - 1, start):
                end = following = end - 1
            if not _ends(source, start, match.start(), end, following, words):
                continue
        if end > start:
            out.append((start, end - _trailing(source, start, end), paragraph))
        paragraph += match.end(1) < 0
        start = following
    if start < len(source):
        out.append((start, len(source.rstrip()), paragraph))
    return out


def _trailing(source: str, start: int, end: int) -> int:
    """Number of white-space characters that stand last in source[start:end]."""
    last = end
    while last > start and source[last - 1].isspace():
        last -= 1
    return end - last


def _breaks(source: str, start: int, end: int, following: int) -> bool:
    """Whether a line break cuts. A line that was only wrapped has no end mark and goes on in a small letter."""
    if not source[following : following + 1].islower() or source.count("\n", end, following) > 1:
        return True
    return source[start:end].rstrip()[-1:] in '.!?…:;"”)'


def _opens(source: str, at: int, start: int) -> bool:
    """Whether the straight quotation mark at `at`, glued on both sides, opens: the mark before it in the sentence
    or paragraph tells, by the space on one of its sides."""
    opens = True
    begin = source.rfind("\n", 0, start) + 1
    previous = source.rfind(source[at], begin, at)
    for _ in range(_MARKS_BACK):
        if previous < begin:
            break
        before, after = source[previous - 1 : previous], source[previous + 1 : previous + 2]
        if previous == begin or before.isspace() or before in "([“‘-–—":
            return not opens
        if after.isspace() or after in ",.;:!?)]":
            return opens
        opens = not opens
        previous = source.rfind(source[at], begin, previous)
    return opens


def _ends(source: str, start: int, at: int, end: int, following: int, words: _Vocabulary) -> bool:
    """Whether the mark at `at` ends the sentence that began at `start`; the next one would begin at `following`."""
    glued = end == following
    opening = _WORD.match(source, following)
    word = opening[1] if opening else ""
    if source[at] != "." or end - at > 1:
        return not (glued and word.lower() in _DOMAIN_ENDS)
    chunk = _chunk_before(source, max(start, at - _LONGEST_CHUNK), at)
    if chunk.isdigit() and len(chunk) <= 3 and at - len(chunk) == start:
        return False  # the number of a list item
    if glued:
        return _ends_glued(source, chunk, following, word, words)
    if word.lower() in words.openers:
        return True
    if chunk in words.never or _INITIALS.fullmatch(chunk):
        return False
    if source[following] == "(" and chunk in words.may_end:
        return False  # "PT Antam Tbk. (ANTM)"
    if word[:1].isdigit():
        return chunk not in words.number and not (chunk.isdigit() and len(chunk) <= 2 and len(word) <= 3)
    return True


def _chunk_before(source: str, least: int, at: int) -> str:
    """What stands before `at` without a space or mark in it, from `least` on."""
    first = at
    while first > least and not (source[first - 1].isspace() or source[first - 1] in _CHUNK_BREAKS):
        first -= 1
    return source[first:at]


def _ends_glued(source: str, chunk: str, following: int, word: str, words: _Vocabulary) -> bool:
    """Whether a stop directly before a capital or quotation mark ends a sentence ("t.Anggota", `n."Saya`)."""
    if source[following] in '"“‘':
        return not (len(chunk) == 1 and chunk.isalpha())
    lower = word.lower()
    if lower in words.openers:
        return True
    if len(word) < 2 or lower in _DOMAIN_ENDS:
        return False
    if chunk.rpartition(".")[2] in words.never or _INITIALS.fullmatch(chunk):
        return False
    return not (chunk.isupper() and word.isupper() and not chunk[-1:].isdigit())
