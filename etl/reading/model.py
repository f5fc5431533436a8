"""What reading gives: raw articles and rejects, and the errors its modules pass on inside. No file is touched here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

# Set where mojibake was repaired; a remark about the input, not part of it.
REPAIRED: Final = "text_repaired"


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An input as read. `text` is the raw text, for HTML the page's markup; `metadata` holds the other fields found,
    under the canonical names url, publisher, published, published_basis, updated, authors, editors, category,
    summary, language (values as found, several joined by "; "), and any other field under its own name.

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


class UnreadableError(Exception):
    """Reading cannot go on in this file, or cannot use one record of it (`locator`)."""

    def __init__(self, reason: str, detail: str, locator: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail, self.locator = reason, detail, locator


def content_hash(title: str | None, text: str, metadata: Mapping[str, str]) -> str:
    """Hash (32 hexadecimal digits) of what was found, independent of the file and format it was found in."""
    found = sorted((name, value) for name, value in metadata.items() if name != REPAIRED)
    content = json.dumps([title, text, found], ensure_ascii=False)
    return hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()[:32]
