"""Direct and indirect quotations with their speakers."""

from __future__ import annotations

from etl.document import Document, Quote
from etl.lexicon import Lexicon


def find(doc: Document, lexicon: Lexicon) -> list[Quote]:
    return []
