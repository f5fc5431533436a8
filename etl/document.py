"""What the extraction stages pass on: one article as one string with tokens, and the annotations over it.

All stages count offsets in `Document.source` (title, blank line, body), so that one scan serves both fields;
`Document.locate` turns such an offset into the (field, offset) pair that a row stores. Annotations are plain
slotted dataclasses; which of their fields become columns is `extract.py`'s business.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

# A word with inner hyphens, apostrophes, or digits with separators ("10.000", "anak-anak", "Jum'at"), or one mark.
# The first branch says nothing new: it reads most words without the costly sets of Unicode.
_TOKEN: Final = re.compile(r"([A-Za-z]++(?![^\s.,])|\d+(?:[.,]\d+)+|[^\W_]++(?:[-'’`][^\W_]++)*|[^\w\s]|_)")


@dataclass(frozen=True, slots=True)
class ArticleText:
    """The part of an `articles` row that extraction reads. `anchor` is the local publication day, or None where
    the day is unknown or only a crawl day or a guess, so that relative dates stay unresolved."""

    content_hash: str
    article_id: str
    title: str
    text: str
    publisher: str
    published_at: datetime | None
    published_date: date | None
    anchor: date | None
    dateline: str | None
    credited_sources: tuple[str, ...]


@dataclass(slots=True)
class Sentence:
    """A sentence: offsets in source, half-open token range, number in its field, paragraph number."""

    field: str
    no: int
    start: int
    end: int
    first_token: int
    last_token: int
    paragraph: int


@dataclass(slots=True)
class TimeExpression:
    """A time expression; see schema.time_expressions. `dates_events` is False for years in names of laws, ages
    and the *_REF values, which never date an event."""

    start: int
    end: int
    type: str
    value: str
    rule_id: str
    start_date: date | None = None
    end_date: date | None = None
    granularity: str | None = None
    anchor: str | None = None
    mod: str | None = None
    quant: str | None = None
    direction: str | None = None
    conflict: bool = False
    dates_events: bool = True


@dataclass(slots=True)
class LocalActor:
    """An actor as this article names it; see schema.article_actors."""

    actor_id: str
    name: str
    kind: str
    country: str | None = None
    name_en: str | None = None
    basis: str = "lexicon"
    parent_id: str | None = None


@dataclass(slots=True)
class ActorMention:
    """A mention of a local actor. `role_start` is where the title before the name begins (`start` without one);
    `affiliation_id` the country or body acted for; `acts` is False where a metonym or country stands as a mere
    place ("di Moskow"), which makes no actor row; `states_office` whether the title is an office, not "Pak" alone."""

    start: int
    end: int
    actor_id: str
    basis: str
    confidence: float
    role_text: str | None = None
    role_start: int | None = None
    affiliation_id: str | None = None
    acts: bool = True
    states_office: bool = False


@dataclass(slots=True)
class PlaceMention:
    start: int
    end: int
    place_id: str | None
    basis: str
    kind: str | None = None


@dataclass(slots=True)
class Quote:
    """A quotation: for a direct one `start`..`end` is what stands inside the marks (over several paragraphs where
    it runs on); `cue_start`..`cue_end` the verb of saying and the speaker."""

    start: int
    end: int
    is_direct: bool
    verb: str | None = None
    speaker_id: str | None = None
    speaker_text: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None


@dataclass(slots=True)
class Quantity:
    start: int
    end: int
    kind: str
    low: float
    high: float | None
    unit: str


@dataclass(slots=True)
class EventActor:
    actor_id: str | None
    name: str
    role: str
    affiliation_id: str | None = None


@dataclass(slots=True)
class EventMention:
    """One report of an event; offsets in source; `evidence` is the sentence number in `Document.sentences`."""

    type: str
    trigger_start: int
    trigger_end: int
    sentence: int
    modality: str
    rule_id: str
    confidence: float
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: list[EventActor] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    start_date: date | None = None
    end_date: date | None = None
    granularity: str | None = None
    date_basis: str = "unknown"
    date_text: str | None = None
    place: str | None = None
    place_id: str | None = None
    place_precision: str | None = None
    place_basis: str | None = None
    speaker_id: str | None = None


@dataclass(slots=True)
class Unused:
    """A trigger that gave no event, and why; a row of coverage."""

    start: int
    end: int
    sentence: int
    reason: str


@dataclass(slots=True)
class Document:
    """An article under extraction. Stages fill the lists in the order they stand in."""

    article: ArticleText
    source: str
    text_start: int
    starts: list[int]
    ends: list[int]
    tokens: list[str]
    lower: list[str]
    sentences: list[Sentence] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    actors: dict[str, LocalActor] = field(default_factory=dict)
    mentions: list[ActorMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    events: list[EventMention] = field(default_factory=list)
    unused: list[Unused] = field(default_factory=list)
    _begins: list[int] = field(default_factory=list)

    def locate(self, offset: int) -> tuple[str, int]:
        """The (field, offset in that field) of an offset in source."""
        return ("text", offset - self.text_start) if offset >= self.text_start else ("title", offset)

    def sentence_at(self, offset: int) -> int:
        """Index in `sentences` of the sentence that holds `offset` (the one before it when between two)."""
        if len(self._begins) != len(self.sentences):
            self._begins = [s.start for s in self.sentences]
        return max(0, bisect_right(self._begins, offset) - 1)

    def token_at(self, offset: int) -> int:
        """Index of the first token that ends after `offset`."""
        return bisect_right(self.ends, offset)


def tokenize(text: str) -> list[str]:
    """The tokens of `text` as `read` cuts an article, for vocabulary that is matched token by token."""
    return _TOKEN.findall(text)


def read(article: ArticleText) -> Document:
    """A document with its tokens; sentences and annotations still empty."""
    source = f"{article.title}\n\n{article.text}" if article.title else article.text
    tokens: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    start = 0
    # Most of what stands between blanks is a word or number, or one and a mark: the pattern is asked of the rest alone.
    for line in source.split("\n"):
        for chunk in line.split(" "):
            end = start + len(chunk)
            if chunk.isalnum():
                tokens.append(chunk)
                starts.append(start)
                ends.append(end)
            elif chunk[:-1].isalnum() and chunk[-1] in ".,":
                tokens += (chunk[:-1], chunk[-1])
                starts += (start, end - 1)
                ends += (end - 1, end)
            elif chunk:
                _split(chunk, start, tokens, starts, ends)
            start = end + 1
    return Document(
        article=article,
        source=source,
        text_start=len(source) - len(article.text),
        starts=starts,
        ends=ends,
        tokens=tokens,
        lower=[token.lower() for token in tokens],
    )


def _split(chunk: str, start: int, tokens: list[str], starts: list[int], ends: list[int]) -> None:
    for piece in _TOKEN.split(chunk):
        if piece:
            last = start + len(piece)
            if not piece.isspace():
                tokens.append(piece)
                starts.append(start)
                ends.append(last)
            start = last
