"""What made a row: digests of the code and the vocabulary, so that stale parts are known and made again."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from etl.lexicon import Lexicon
from etl.ontology import ONTOLOGY_VERSION

_ROOT = Path(__file__).parent
# Wiring cannot change a row.
_WIRING = ("cli", "commands", "defs", "definitions", "pipeline", "landing", "fetching", "lake", "parallel")


@cache
def code(*stages: str) -> str:
    """Digest of the program text of some modules or packages of etl; of every stage when none is named."""
    files = sorted(
        path
        for path in _ROOT.rglob("*.py")
        if (top := path.relative_to(_ROOT).parts[0].removesuffix(".py")) not in _WIRING
        and (not stages or top in stages)
    )
    sha = hashlib.sha256()
    for path in files:
        sha.update(path.relative_to(_ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return sha.hexdigest()[:16]


def articles(lexicon: Lexicon) -> str:
    """Version of everything that decides a row of articles."""
    return _join(code("article", "schema", "lexicon"), lexicon)


def mentions(lexicon: Lexicon) -> str:
    """Version of everything that decides a row of mentions, given the articles."""
    return _join(code(), lexicon)


def stated(lexicon: Lexicon) -> dict[str, str]:
    """What build_info of a warehouse tells about what made it."""
    return {"lexicon_version": lexicon.digest, "ontology_version": ONTOLOGY_VERSION}


def _join(code_digest: str, lexicon: Lexicon) -> str:
    return hashlib.sha256(f"{code_digest}|{lexicon.digest}".encode()).hexdigest()[:12]
