"""Time expressions: what in an article names a day, a clock time, a stretch of time or a habit, and which one.

Two passes: `recognise` finds phrases by their token classes and gives each a meaning from the text alone; `resolve`
turns meanings into days. `parse` reads a string known to be a date (headers, metadata).
"""

from __future__ import annotations

from etl.dates import recognise, resolve
from etl.dates.parse import parse
from etl.document import Document, TimeExpression
from etl.lexicon import Lexicon

__all__ = ["find", "parse"]


def find(doc: Document, lexicon: Lexicon) -> list[TimeExpression]:
    """The time expressions of an article in order of offset; none overlaps another."""
    return resolve.resolved(recognise.candidates(doc, lexicon), doc.article.anchor)
