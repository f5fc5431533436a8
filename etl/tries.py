"""Names in tries over tokens, not in a character automaton.

Every name starts at one of the few tokens that a trie knows, word boundaries come for free, and the answer is in
tokens, which is what the rules of actors and places count in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

Trie = dict[str, Any]
END: Final = ""  # no token is empty, so this key of a node can hold what ends there


def longest(trie: Trie, tokens: list[str], start: int, stop: int) -> tuple[int, Any] | None:
    """End (exclusive) and value of the longest entry of `trie` that begins at token `start`, or None."""
    node = trie.get(tokens[start]) if start < len(tokens) else None
    if node is None or start >= stop:  # the usual case: nothing begins with this token
        return None
    last = min(stop, len(tokens))
    at, found = start, None
    while node is not None:
        at += 1
        if END in node:
            found = (at, node[END])
        node = node.get(tokens[at]) if at < last else None
    return found


def insert(trie: Trie, tokens: Sequence[str], value: Any) -> None:
    """Put `value` at the end of `tokens`, replacing what stood there."""
    node = trie
    for token in tokens:
        node = node.setdefault(token, {})
    node[END] = value
