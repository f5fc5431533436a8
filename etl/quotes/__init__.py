"""Direct and indirect quotations with their speakers.

`marks` finds what stands between quotation marks, `cues` the verbs of saying, `speakers` who is named beside them,
`indirect` what is said without marks; here they are put together. Whether something said is an event is not decided
here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from etl.document import Document, Quote
from etl.lexicon import Lexicon
from etl.quotes import cues, indirect, marks
from etl.quotes.cues import Cue
from etl.quotes.marks import Stretch
from etl.quotes.reference import Resolver
from etl.quotes.speakers import Naming, Speakers, Voices
from etl.quotes.vocabulary import MARKS, Vocabulary, compiled

# Words that a quotation has at least: as a sentence of its own without cue, as a part of a sentence with a cue behind
# it, as a part of a sentence that reports speech.
_TITLE_WITHIN: Final = 3  # tokens between "tema" and the title ("tema Natal 2025 ...")
_OWN_SENTENCE: Final = 3
_PART_WITH_CUE: Final = 4
_PART: Final = 5
# A quotation without cue goes on with the last speaker within so many characters.
_SAME_SPEAKER: Final = 700
_UNKNOWN: Final = Naming(0, 0, refers=True)


def find(doc: Document, lexicon: Lexicon) -> list[Quote]:
    """Quotations in order of their start; `start`..`end` of a direct one is what stands inside the marks, of an
    indirect one the clause said."""
    voc = compiled(lexicon)
    speakers = Speakers(doc, voc)
    scanned = [n for n, word in enumerate(doc.lower) if word in voc.scanned]
    direct = [
        (stretch, cue)
        for stretch in _stretches(doc, scanned, voc)
        for cue in (_cue_of(doc, stretch, speakers),)
        if _is_quotation(doc, stretch, cue, voc)
    ]
    told = cues.spoken(doc, speakers, _outside(doc, scanned, [stretch for stretch, _ in direct]))
    voices = Voices()
    for cue in told:
        if not cue.embedded:
            voices.add(doc.starts[cue.verb], cue.naming, speakers.is_person(cue.naming.mention))
    for _, found in direct:
        if found:
            voices.add(doc.starts[found.verb], found.naming, True)
    resolver = Resolver(doc, speakers, voices, [stretch for stretch, _ in direct])
    quotes = [_direct(doc, direct, i, resolver) for i in range(len(direct))]
    used = {cue.verb for _, cue in direct if cue}
    spans = {(quote.start, quote.end) for quote in quotes}
    for cue, first, last in [*indirect.headline(doc, speakers), *_told(doc, told, used, speakers)]:
        start, end = doc.starts[first], doc.ends[last - 1]
        if (start, end) not in spans:
            spans.add((start, end))
            quotes.append(_quote(doc, start, end, False, cue, resolver.speaker(cue.naming, doc.starts[cue.verb])))
    quotes.sort(key=lambda quote: (quote.start, quote.end))
    return quotes


def _stretches(doc: Document, scanned: list[int], voc: Vocabulary) -> list[Stretch]:
    """Stretches between marks; one whose opening mark is lost starts with its sentence."""
    out: list[Stretch] = []
    for stretch in marks.find(doc, [k for k in scanned if doc.lower[k] in MARKS], voc):
        if not stretch.opened:
            start = doc.sentences[doc.sentence_at(max(stretch.start - 1, 0))].start
            if start < (out[-1].outer_end if out else doc.text_start):
                continue  # the rest of a sentence that begins with a quotation, not one of its own
            stretch = replace(stretch, start=start, end=stretch.start, outer_start=start)
            stretch = marks.trimmed(doc.source, stretch)
        if stretch.end > stretch.start:
            out.append(stretch)
    return out


def _cue_of(doc: Document, stretch: Stretch, speakers: Speakers) -> Cue | None:
    comma = doc.source[stretch.end : stretch.outer_end].lstrip().startswith(",")
    cue = cues.behind(doc, stretch.outer_end, speakers, comma)
    if cue is None and stretch.opened:
        cue = cues.ahead(doc, stretch.outer_start, speakers)
    return cue


def _is_quotation(doc: Document, stretch: Stretch, cue: Cue | None, voc: Vocabulary) -> bool:
    """Whether somebody's words stand there, and not a title, a term or a word at a distance."""
    source = doc.source
    gap = source[max(doc.text_start, stretch.outer_start - 3) : stretch.outer_start]
    before = gap.rstrip()[-1:]
    opens = not before or "\n" in gap or before in '.!?:;,"”)]'
    words = len(source[stretch.start : stretch.end].split())
    first = doc.token_at(stretch.outer_start)
    if not opens and not voc.title.isdisjoint(doc.lower[max(0, first - _TITLE_WITHIN) : first]):
        return False
    behind = cue is not None and doc.starts[cue.verb] >= stretch.outer_end
    if not stretch.opened:
        return behind and words >= _OWN_SENTENCE
    if opens and before != "," and cue is None:
        return words >= _OWN_SENTENCE and _ends_sentence(source, stretch) and not _is_heading(source, stretch)
    if opens:
        return cue is not None or (words >= _PART and _ends_sentence(source, stretch))
    if cue is not None:
        return words >= (_PART_WITH_CUE if behind else _PART)
    return words >= _PART and stretch.closed and _reports(doc, stretch, voc)


def _ends_sentence(source: str, stretch: Stretch) -> bool:
    behind = source[stretch.outer_end : stretch.outer_end + 3].lstrip(" \xa0.")[:1]
    return source[stretch.end - 1] in ".?!…" or not behind or behind == "\n" or source[stretch.outer_end :][:1] == "."


def _is_heading(source: str, stretch: Stretch) -> bool:
    """A line of its own with no stop at its end."""
    line = source.rfind("\n", 0, stretch.outer_start) + 1 == stretch.outer_start
    return line and source[stretch.outer_end :][:1] in ("\n", "") and source[stretch.end - 1] not in ".!?…,"


def _reports(doc: Document, stretch: Stretch, voc: Vocabulary) -> bool:
    """Whether the sentence reports speech before the stretch."""
    k = doc.token_at(stretch.outer_start)
    first = doc.sentences[doc.sentence_at(stretch.outer_start)].first_token
    return any(voc.clause.get(word, "voice") != "voice" or word == "menurut" for word in doc.lower[first:k])


def _outside(doc: Document, scanned: list[int], stretches: list[Stretch]) -> list[int]:
    """The words of saying in the text outside the stretches."""
    out: list[int] = []
    ahead = iter([*((s.outer_start, s.end) for s in stretches), (len(doc.source), len(doc.source))])
    start, end = next(ahead)
    for k in scanned:
        at = doc.starts[k]
        while at >= end and end < len(doc.source):
            start, end = next(ahead)
        if doc.text_start <= at < start and doc.lower[k] not in MARKS:
            out.append(k)
    return out


def _direct(doc: Document, direct: list[tuple[Stretch, Cue | None]], i: int, resolver: Resolver) -> Quote:
    stretch, cue = direct[i]
    if cue is not None:
        speaker = resolver.speaker(cue.naming, min(stretch.outer_start, doc.starts[cue.verb]) + 1)
        return _quote(doc, stretch.start, stretch.end, True, cue, speaker)
    following = direct[i + 1] if i + 1 < len(direct) else None
    if following and following[1] and not doc.source[stretch.outer_end : following[0].outer_start].strip():
        speaker = resolver.speaker(following[1].naming, stretch.outer_start)
    elif _text_led_in(doc, stretch):
        speaker = (None, None)
    else:
        near = resolver.voices.before(stretch.outer_start) or resolver.voices.vague_before(stretch.outer_start)
        reach = _SAME_SPEAKER + _length_before(direct, i)
        close = near is not None and stretch.outer_start - near[0] <= reach
        speaker = resolver.speaker(_UNKNOWN, stretch.outer_start) if close else (None, None)
    return _quote(doc, stretch.start, stretch.end, True, None, speaker)


def _text_led_in(doc: Document, stretch: Stretch) -> bool:
    """Whether a clause without a word of saying leads in the quotation: `Pasal 5 berbunyi: "..."`."""
    return doc.source[max(0, stretch.outer_start - 3) : stretch.outer_start].rstrip().endswith(":")


def _length_before(direct: list[tuple[Stretch, Cue | None]], i: int) -> int:
    return direct[i - 1][0].end - direct[i - 1][0].start if i else 0


def _told(doc: Document, told: list[Cue], used: set[int], speakers: Speakers) -> list[tuple[Cue, int, int]]:
    out: list[tuple[Cue, int, int]] = []
    for cue in told:
        span = indirect.clause(doc, cue, speakers) if cue.verb not in used else None
        if span is not None:
            out.append((cue, *span))
    return out


def _quote(
    doc: Document, start: int, end: int, is_direct: bool, cue: Cue | None, speaker: tuple[str | None, str | None]
) -> Quote:
    if cue is None:
        return Quote(start, end, is_direct, None, *speaker)
    verb = doc.tokens[cue.verb]
    return Quote(
        start, end, is_direct, verb if verb != ":" else None, *speaker, doc.starts[cue.first], doc.ends[cue.last - 1]
    )
