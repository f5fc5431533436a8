"""Inputs as they are found: files of any supported format -> raw articles and rejects. Decides nothing about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An input as read. `text` is the raw text, for HTML the page's markup; `metadata` holds the other fields found,
    under the canonical names url, publisher, published, published_basis, authors, editors, category, language
    (values as found, several joined by "; "), and any other field under its own name.

    `content_hash` covers title, text and metadata but neither file, locator nor format, so that the same article
    from two files is recognised as a duplicate."""

    source_file: str
    locator: str
    format: str
    content_hash: str
    title: str | None
    text: str
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reject:
    """An input that gave no article: `reason` is a code, `detail` says what was wrong and the way out."""

    source_file: str
    locator: str
    reason: str
    detail: str


def read(path: Path, source_file: str) -> Iterator[RawArticle | Reject]:
    """Raw articles and rejects of one file, in file order, lazily. `source_file` is the name rows carry.

    Never raises for bad content; an unreadable file gives one Reject.
    """
    raise NotImplementedError
