"""The pages of one article, read as inputs of their own, put together in page order.

A function of the set of inputs: of two with the same number the later published counts, an input that says no number is
the first page unless it holds what the others hold, and an input that holds all pages makes joining needless.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final

from etl.article import identity, repeats
from etl.article.markup import located
from etl.article.model import Article, Built, Issue, Removed

_HOLDS: Final = 0.8  # share of the paragraphs of later pages that an input with all of them holds
_LEAST: Final = 60  # characters of a paragraph that is told apart by its words
_LETTERS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Page:
    """An input of an article that came in pages: what was built of it, and its raw text."""

    built: Built
    raw_text: str

    @property
    def article(self) -> Article:
        assert self.built.article is not None  # only articles are paged
        return self.built.article


def signature(contents: Iterable[str]) -> str:
    """The content_hash of the article joined of a set of inputs, given theirs."""
    return hashlib.sha256("\n".join(["pages", *sorted(contents)]).encode()).hexdigest()[:32]


def join(inputs: Sequence[Page]) -> Built | None:
    """The article of the pages among `inputs`, which are all inputs with one article_id; None where one of them holds
    all pages, or none is a page. `inputs` may stand in any order."""
    numbered = [page for page in inputs if page.built.part]
    plain = [page for page in inputs if not page.built.part]
    later = [page for page in numbered if page.built.part and page.built.part.number > 1]
    if not numbered or any(page.built.whole or _holds(page, later or numbered) for page in plain):
        return None
    chosen: dict[int, Page] = {}
    for page in sorted([*numbered, *plain], key=_age):
        chosen[page.built.part.number if page.built.part else 1] = page
    pages = [chosen[number] for number in sorted(chosen)]
    return _joined(sorted(chosen), pages, signature(page.article.content_hash for page in inputs))


def _age(page: Page) -> tuple[datetime, date, str]:
    article = page.article
    at = article.published_at or datetime.min.replace(tzinfo=UTC)
    return at, article.published_date or date.min, article.content_hash


def _holds(page: Page, others: Sequence[Page]) -> bool:
    """Whether a text holds the pages that follow the first, or goes on where the first breaks off."""
    held = _LETTERS.sub("", page.article.text).casefold()
    for other in others:
        wanted = [_LETTERS.sub("", text).casefold() for text in _paragraphs(other) if len(text) >= _LEAST]
        if not wanted or sum(text in held for text in wanted) < _HOLDS * len(wanted):
            return False
    return True


def _paragraphs(page: Page) -> list[str]:
    return page.article.text.split("\n\n")


def _joined(numbers: list[int], pages: list[Page], content_hash: str) -> Built:
    first = pages[0].article
    dated = next((page.article for page in pages if page.article.published_date), first)
    text, again = _text(pages)
    credited = dict(
        sorted(
            (pair for page in reversed(pages) for pair in _credits(page.article)),
            key=lambda pair: text.find(pair[0]),
        )
    )
    counts = [page.built.part.count for page in pages if page.built.part and page.built.part.count]
    article = replace(
        first,
        url=next((page.article.url for page in pages if page.article.url), None),
        title=next((page.article.title for page in pages if page.article.title), None),
        publisher=next((page.article.publisher for page in pages if page.article.publisher), None),
        category=next((page.article.category for page in pages if page.article.category), None),
        published_at=dated.published_at,
        published_zone=dated.published_zone,
        published_date=dated.published_date,
        published_granularity=dated.published_granularity,
        published_basis=dated.published_basis,
        is_anchor=dated.is_anchor,
        authors=_all(page.article.authors for page in pages),
        editors=_all(page.article.editors for page in pages),
        dateline=next((page.article.dateline for page in pages if page.article.dateline), None),
        credited_sources=list(credited),
        credited_dates=list(credited.values()),
        related_titles=_all(page.article.related_titles for page in pages),
        captions=_all(page.article.captions for page in pages),
        text=text,
        text_key=identity.text_key(text),
        content_hash=content_hash,
        pages=numbers,
        page_count=max(counts, default=None),
        page_contents=[page.article.content_hash for page in pages],
    )
    removed = [
        replace(span, page_no=number)
        for number, page, repeated in zip(numbers, pages, again, strict=True)
        for span in sorted([*page.built.removed, *repeated], key=lambda span: span.raw_start)
    ]
    issues: dict[Issue, None] = dict.fromkeys(issue for page in pages for issue in page.built.issues)
    return Built(article, removed, list(issues))


def _credits(article: Article) -> list[tuple[str, str]]:
    return list(zip(article.credited_sources, article.credited_dates, strict=True))


def _all(lists: Iterable[list[str]]) -> list[str]:
    return list(dict.fromkeys(value for values in lists for value in values))


def _text(pages: list[Page]) -> tuple[str, list[list[Removed]]]:
    """(text of all pages, what was left out of each): the headline again, and paragraphs of an earlier page."""
    title = _LETTERS.sub("", pages[0].article.title or "").casefold()
    out: list[str] = []
    again: list[list[Removed]] = []
    for page in pages:
        kept, left = [], []
        for text in filter(None, _paragraphs(page)):
            known = title and _LETTERS.sub("", text).casefold() == title
            if out and (known or (len(text) >= _LEAST and any(repeats.same(text, other) for other in out))):
                left.append(Removed("repeated", 0, 0, text))
            else:
                kept.append(text)
        out += kept
        again.append([span for span in located(page.raw_text, left) if not _within(span, page.built.removed)])
    return "\n\n".join(out), again


def _within(span: Removed, removed: list[Removed]) -> bool:
    return any(other.raw_start == span.raw_start for other in removed)
