"""Places: where an article names them, and which they are. `gazetteer` gives the rows of the table `places`."""

from __future__ import annotations

from etl.document import Document, PlaceMention
from etl.lexicon import Lexicon
from etl.places import mentions
from etl.places.choosing import choose
from etl.places.gazetteer import compiled
from etl.places.gazetteer import rows as gazetteer

__all__ = ["find", "gazetteer"]


def find(doc: Document, lexicon: Lexicon) -> list[PlaceMention]:
    """Place mentions of the article, by start; `doc.mentions` must be filled."""
    return choose(mentions.find(doc, compiled(lexicon)))
