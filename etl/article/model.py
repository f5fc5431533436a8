"""What the article stage gives: the article, the furniture taken out, the values repaired. Data only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from etl.article.paging import Part


@dataclass(slots=True)
class Article:
    """The lake columns of `articles`; see schema.articles."""

    article_id: str
    url: str | None
    title: str | None
    publisher: str | None
    category: str | None
    published_at: datetime | None
    published_zone: str | None
    published_date: date | None
    published_granularity: str | None
    published_basis: str
    is_anchor: bool
    authors: list[str]
    editors: list[str]
    dateline: str | None
    credited_sources: list[str]
    credited_dates: list[str]
    related_titles: list[str]
    captions: list[str]
    text: str
    language: str
    text_key: str | None
    content_hash: str
    pages: list[int] = field(default_factory=list)
    page_count: int | None = None
    page_contents: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Removed:
    """A span of furniture taken out; offsets in the raw text (of the page, where pages were joined)."""

    kind: str
    raw_start: int
    raw_end: int
    text: str
    page_no: int | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """A value set aside or repaired; see schema.value_issues."""

    field: str
    text: str
    reason: str
    detail: str


@dataclass(slots=True)
class Built:
    """What became of a raw article: an article, or a reason why there is none. `set_aside` says that the reason is
    the language (the input is sound, but not Indonesian), `part` which page of its article the input says it is,
    `whole` that its address says it holds all pages."""

    article: Article | None
    removed: list[Removed] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    reason: str | None = None
    detail: str | None = None
    set_aside: bool = False
    part: Part | None = None
    whole: bool = False


@dataclass(slots=True)
class Cuts:
    """Spans to take out of a raw text, as found by the furniture rules, in no order; may overlap. `origins` are
    the lines that say where the article appeared first."""

    spans: list[tuple[int, int, str]] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)

    def add(self, start: int, end: int, kind: str) -> None:
        if end > start:
            self.spans.append((start, end, kind))
