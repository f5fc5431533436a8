"""Words of an article as the actor stage looks at them, and as they stand in an actor_id."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from etl.document import Document

_UNSLUG: Final = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=1 << 14)
def slug(name: str) -> str:
    """`name` as it stands in an actor_id: "Lloyd Austin" -> "lloyd-austin"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _UNSLUG.sub("-", plain).strip("-") or "x"


def adjacent(doc: Document, token: int) -> bool:
    """Whether `token` is a capitalised word one blank behind the token before it."""
    return (
        token < len(doc.tokens)
        and doc.tokens[token][0].isupper()
        and doc.starts[token] - doc.ends[token - 1] == 1
        and doc.source[doc.ends[token - 1]] != "\n"
    )
