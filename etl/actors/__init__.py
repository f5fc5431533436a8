"""Actors and their mentions: who an article names, under which names, with which titles.

`find` is the stage; `resolve` answers later stages who a pronoun or description means; `lexicon_tables` gives the
lexicon's own rows. Events, quotes and places are not decided here.
"""

from __future__ import annotations

from etl.actors.mentions import Reader
from etl.actors.model import trained
from etl.actors.resolve import resolve
from etl.actors.tables import lexicon_tables
from etl.actors.vocabulary import compiled
from etl.document import ActorMention, Document, LocalActor
from etl.lexicon import Lexicon

__all__ = ["find", "lexicon_tables", "resolve"]


def find(doc: Document, lexicon: Lexicon) -> tuple[dict[str, LocalActor], list[ActorMention]]:
    """Actors by actor_id, and mentions in order of offset."""
    reader = Reader(doc, compiled(lexicon), trained(lexicon))
    reader.read()
    return reader.roster.actors, reader.mentions
