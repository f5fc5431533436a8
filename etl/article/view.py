"""Looks at a raw text without moving a character: white space unified, lower case, lines."""

from __future__ import annotations

from typing import Final

_SPACES: Final = "\xa0\t\u2009\u202f\u2002\u2003\u3000\u2000\u2001\u2004\u2005\u2006\u2007\u2008\u200a\u205f\x0b\x0c"
_LINES: Final = "\r\x85\u2028\u2029"
# Nothing to see: taken out of the body when it is put together.
INVISIBLE: Final = ("\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\ufeff", "\u00ad", "\u2060")


def unified(raw: str) -> str:
    """`raw` with every white space as a space or a line break; the same length."""
    view = raw
    for space in _SPACES:
        if space in view:
            view = view.replace(space, " ")
    for line in _LINES:
        if line in view:
            view = view.replace(line, "\n")
    return view


def lowered(text: str) -> str:
    """`text` in lower case, the same length (the few letters that would grow stay as they are)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def line_end(text: str, at: int) -> int:
    """Where the line of `at` ends."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def line_start(text: str, at: int) -> int:
    """Where the line of `at` begins."""
    return text.rfind("\n", 0, at) + 1
