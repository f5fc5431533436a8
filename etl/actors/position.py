"""Whether a country, a metonym or an outlet acts where it stands, or is a mere place or credit there."""

from __future__ import annotations

from etl.actors.segments import Segment
from etl.actors.vocabulary import Known, Vocabulary
from etl.document import Document

_PLACE_BEFORE = frozenset(
    "di ke dari asal seluruh se wilayah luar dalam warga selatan utara timur barat tengah".split()
)
_CREDIT_BEFORE = frozenset("kepada dikutip dilansir dari melansir mengutip pantauan oleh ke laman di".split())


def acts(doc: Document, v: Vocabulary, segment: Segment, known: Known, alias_kind: str) -> bool:
    """Whether `known` is an actor at `segment`."""
    before = doc.lower[segment.first - 1] if segment.first else ""
    if alias_kind == "metonym":
        after = doc.lower[segment.last] if segment.last < len(doc.tokens) else ""
        subject = after in v.context["say_after"] or after in v.context["act_after"]
        return subject and before not in _PLACE_BEFORE
    if known.kind == "country":
        return before not in _PLACE_BEFORE
    if known.actor_id.startswith("media:"):
        return before not in _CREDIT_BEFORE and known.name.lower() not in doc.article.publisher.lower()
    return True
