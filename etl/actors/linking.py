"""One actor for all the names an article gives it: short forms, acronyms and nicknames, from this article alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from etl.actors.vocabulary import Vocabulary

_BRACKET: Final = re.compile(r"\s?\(([^()\n]{1,40})\)")
_OTHER_NAME: Final = re.compile(
    r",? (alias|atau|yang akrab disapa|akrab disapa|biasa disapa|yang biasa disapa) ([A-Z][\w-]*(?: [A-Z][\w-]*)?)"
)
_SHORTEST_NICKNAME: Final = 4


class People:
    """The persons of one article by the words of their names."""

    def __init__(self, v: Vocabulary) -> None:
        self._front = v.context["front"]
        self._names: dict[str, list[tuple[str, ...]]] = {}
        self._by_word: dict[str, list[str]] = {}
        self._by_opening: dict[str, list[tuple[str, str]]] = {}  # first four letters of a first name: (name, owner)

    def add(self, actor_id: str, words: Sequence[str]) -> None:
        """Note a name, as words, of the person `actor_id`."""
        forms = self._names.setdefault(actor_id, [])
        form = tuple(words)
        if form in forms:
            return
        forms.append(form)
        self._by_opening.setdefault(form[0][:_SHORTEST_NICKNAME], []).append((form[0], actor_id))
        for word in form:
            owners = self._by_word.setdefault(word, [])
            if actor_id not in owners:
                owners.append(actor_id)

    def find(self, words: Sequence[str]) -> str | None:
        """The person whose name holds `words` in order: one whose name begins with them rather than another."""
        owners = self._by_word.get(words[0]) if words else None
        if not owners:
            return None
        if len(words) == 1 and len(owners) == 1:
            return owners[0]
        owners = [a for a in owners if any(_within(words, form) for form in self._names[a])]
        if len(owners) > 1:
            owners = [a for a in owners if any(form[: len(words)] == tuple(words) for form in self._names[a])] or owners
        return owners[-1] if owners else None

    def nicknamed(self, word: str) -> str | None:
        """The only person whose first name begins with `word`, of four letters and more ("Mega": Megawati ...)."""
        if len(word) < _SHORTEST_NICKNAME:
            return None
        same = self._by_opening.get(word[:_SHORTEST_NICKNAME], ())
        owners = {owner for name, owner in same if name.startswith(word)}
        return owners.pop() if len(owners) == 1 else None

    def wider(self, words: Sequence[str]) -> str | None:
        """The person one of whose names of two words and more opens `words`, or follows "Muhammad" and the like there.

        Behind any other word the name is somebody else's: a wife is called by her husband's.
        """
        first = 0
        while first < len(words) and (len(words[first]) == 1 or words[first].lower() in self._front):
            first += 1
        for start in dict.fromkeys((0, first)):
            for actor_id in self._by_word.get(words[start], ()) if start < len(words) else ():
                forms = (form for form in self._names[actor_id] if len(form) > 1 and form[0] == words[start])
                if any(_within(form, words[start:]) for form in forms):
                    return actor_id
        return None


def _within(words: Sequence[str], form: Sequence[str]) -> bool:
    rest = iter(form)
    return all(word in rest for word in words)


def bracketed(source: str, end: int, v: Vocabulary) -> tuple[int, int] | None:
    """Span of the other name in brackets right after `end`; None for ages, regions, (Persero)."""
    match = _BRACKET.match(source, end)
    if match is None:
        return None
    text = match.group(1)
    if (
        len(text) < 2
        or text in v.regions
        or not text[0].isupper()
        or text.lower() in v.context["not_alias"]
        or len(text.split()) > 3
    ):
        return None
    return match.span(1)


def also_called(source: str, end: int) -> tuple[str, int, int] | None:
    """The word ("alias", "atau") and the span of the other name that it introduces right after `end`."""
    match = _OTHER_NAME.match(source, end)
    return (match.group(1), *match.span(2)) if match else None


def abbreviates(short: str, long: str) -> bool:
    """Whether the letters of `short` stand in `long` in order."""
    letters = [c for c in short.lower() if c.isalnum()]
    rest = iter(c for c in long.lower() if c.isalnum())
    return bool(letters) and all(letter in rest for letter in letters)
