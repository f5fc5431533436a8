"""Actors and their mentions."""

from __future__ import annotations

from etl.document import ActorMention, Document, LocalActor
from etl.lexicon import Lexicon


def find(doc: Document, lexicon: Lexicon) -> tuple[dict[str, LocalActor], list[ActorMention]]:
    return {}, []
