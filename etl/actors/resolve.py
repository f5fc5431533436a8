"""Who a pronoun or a description means: "ujarnya", "dia", "menteri itu", "negara tersebut".

For the stages after this one: they know where the word stands, this module knows who was named before it.
"""

from __future__ import annotations

from bisect import bisect_left

from etl.document import ActorMention, Document

_OBLIQUE = frozenset(
    ("kepada", "oleh", "dengan", "bersama", "terhadap", "untuk", "bagi", "soal", "tentang", "dari", "pada", "antara")
)


def resolve(doc: Document, offset: int, kind: str = "person", description: str = "") -> str | None:
    """The actor_id meant by a pronoun or description at `offset` (characters in doc.source), or None.

    `kind` is a kind of schema.ACTOR_KINDS: "person" for dia/ia/-nya of persons, "country" for "negara tersebut".
    `description` is the noun of a description ("menteri" of "menteri itu"): a mention whose title holds it wins.
    Prefers the subject of the nearest earlier sentence that names such an actor: the first mention in it that no
    preposition makes an object.
    """
    before = bisect_left(doc.mentions, offset, key=lambda m: m.start)
    fitting = [m for m in doc.mentions[:before] if m.acts and doc.actors[m.actor_id].kind == kind]
    if not fitting:
        return None
    if description:
        noun = description.lower()
        for mention in reversed(fitting):
            if mention.role_text and noun in mention.role_text.lower():
                return mention.actor_id
    here = doc.sentence_at(offset)
    by_sentence: dict[int, list[ActorMention]] = {}
    for mention in fitting:
        by_sentence.setdefault(doc.sentence_at(mention.start), []).append(mention)
    nearest = max(s for s in by_sentence if s <= here)
    mentions = by_sentence[nearest]
    subjects = [m for m in mentions if not _oblique(doc, m)]
    return (subjects or mentions)[0].actor_id


def _oblique(doc: Document, mention: ActorMention) -> bool:
    token = doc.token_at(mention.start if mention.role_start is None else mention.role_start)
    return token > 0 and doc.lower[token - 1] in _OBLIQUE
