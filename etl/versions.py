"""What made a row: digests of the code and the vocabulary, so that stale parts are known and made again.

Each step of the lake depends on the program text and the vocabulary files that it reads and on no other, so that a word
added for the extraction leaves the articles as they are. tests/test_versions.py holds both lists to what is read.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from etl.lexicon import Lexicon
from etl.ontology import ONTOLOGY_VERSION

_ROOT = Path(__file__).parent

# Modules and packages of etl whose text decides a row. What reading gave is stored, hence in neither.
CODE: Final[dict[str, tuple[str, ...]]] = {
    "articles": ("article", "batches", "document", "lexicon", "pages", "schema", "sentences"),
    "mentions": (
        "actors", "dates", "document", "events", "extract", "lexicon", "ontology", "places", "quantities", "quotes",
        "schema", "sentences", "tries",
    ),
}  # fmt: skip

# Files of etl/lexicon that each step reads.
VOCABULARY: Final[dict[str, tuple[str, ...]]] = {
    "reading": ("input_fields",),
    "articles": (
        "abbreviations", "common_words", "credit_verbs", "credit_words", "dateline_places", "furniture",
        "furniture_lines", "headline_words", "joined_names", "language_words", "languages", "page_marks",
        "page_parts", "published_bases", "publishers", "sentence_openers",
    ),
    "mentions": (
        "abbreviations", "actors_company", "actors_country", "actors_government", "actors_group",
        "actors_international", "actors_media", "actors_organization", "actors_party", "actors_person", "clause_words",
        "common_words", "credit_verbs", "currencies", "dayparts", "descriptions", "event_classes", "feasts",
        "given_names", "hijri_months", "honorifics", "months", "name_context", "name_particles", "name_traps",
        "name_weights", "not_actors", "number_words", "office_words", "offices", "org_heads", "org_tails",
        "places_admin", "places_country", "places_district", "places_region", "places_site", "places_words",
        "places_world", "pronouns",
        "quantity_kinds", "quantity_types", "quantity_units", "quantity_words", "region_names", "relative_days",
        "sentence_openers", "speech_verbs", "speech_words", "time_cues", "time_traps", "time_units", "time_zones",
        "titles", "triggers_material", "triggers_other", "triggers_verbal", "weekdays",
    ),
}  # fmt: skip


def fields(lexicon: Lexicon) -> str:
    """Version of the names of columns: files read by other names are read again."""
    return lexicon.digest_of(VOCABULARY["reading"])


def articles(lexicon: Lexicon) -> str:
    """Version of everything that decides a row of articles, given what was read."""
    return _version("articles", lexicon)


def mentions(lexicon: Lexicon) -> str:
    """Version of everything that decides a row of mentions, given the articles."""
    return _version("mentions", lexicon)


def stated(lexicon: Lexicon) -> dict[str, str]:
    """What build_info of a warehouse tells about what made it."""
    return {"lexicon_version": lexicon.digest, "ontology_version": ONTOLOGY_VERSION}


def _version(step: str, lexicon: Lexicon) -> str:
    both = f"{_code(CODE[step])}|{lexicon.digest_of(VOCABULARY[step])}"
    return hashlib.sha256(both.encode()).hexdigest()[:12]


@cache
def _code(stages: tuple[str, ...]) -> str:
    """Digest of the program text of some modules or packages of etl."""
    sha = hashlib.sha256()
    for path in sorted(_ROOT.rglob("*.py")):
        inside = path.relative_to(_ROOT)
        if inside.parts[0].removesuffix(".py") in stages:
            sha.update(inside.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return sha.hexdigest()[:16]
