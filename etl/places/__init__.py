"""Place mentions."""

from __future__ import annotations

from etl.document import Document, PlaceMention
from etl.lexicon import Lexicon


def find(doc: Document, lexicon: Lexicon) -> list[PlaceMention]:
    return []
