"""Whether a country, a metonym or an outlet acts where it stands, or is a mere place or credit there."""

from __future__ import annotations

from etl.actors.segments import Segment
from etl.actors.vocabulary import Known, Vocabulary
from etl.document import Document


def acts(doc: Document, v: Vocabulary, segment: Segment, known: Known, alias_kind: str) -> bool:
    """Whether `known`, named by an alias of kind `alias_kind`, is an actor at `segment`."""
    before = doc.lower[segment.first - 1] if segment.first else ""
    if alias_kind == "metonym" and doc.tokens[segment.first][0].isupper():
        after = doc.lower[segment.last] if segment.last < len(doc.tokens) else ""
        subject = after in v.context["say_after"] or after in v.context["act_after"]
        return subject and before not in v.context["foreign_place"]
    if known.kind == "country":
        return before not in v.context["foreign_place"]
    if known.actor_id.startswith("media:"):
        return before not in v.context["credit_before"] and known.name.lower() not in doc.article.publisher.lower()
    return True
