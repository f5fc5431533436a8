"""The lexicon's own actors and aliases as rows of the tables lexicon_actors and lexicon_aliases."""

from __future__ import annotations

from typing import Any

from etl.actors.vocabulary import compiled
from etl.lexicon import Lexicon, load


def lexicon_tables(lexicon: Lexicon) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Rows of lexicon_actors and of lexicon_aliases, in the order of their columns in schema.py.

    An alias is of basis "user" when only the user's overlay has it.
    """
    v = compiled(lexicon)
    shipped = {(a.actor_id, a.alias) for a in compiled(load()).aliases} if lexicon.overlay else None
    actors = [(k.actor_id, k.name, k.name_en, k.kind, k.country, k.parent_id) for k in v.actors.values()]
    aliases = [
        (a.actor_id, a.alias, a.kind, a.valid_from, a.valid_to, basis)
        for a in v.aliases
        for basis in ("lexicon" if shipped is None or (a.actor_id, a.alias) in shipped else "user",)
    ]
    return actors, aliases
