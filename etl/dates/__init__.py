"""Time expressions."""

from __future__ import annotations

from etl.document import Document, TimeExpression
from etl.lexicon import Lexicon


def find(doc: Document, lexicon: Lexicon) -> list[TimeExpression]:
    return []
