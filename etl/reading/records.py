"""A record of named values (a JSON object, a row) made a raw article: field names, values as text, what is missing."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import cache
from typing import Any, Final

from etl.lexicon import Lexicon
from etl.reading import files
from etl.reading.model import REPAIRED, RawArticle, Reject, content_hash

_KEY: Final = re.compile(r"[\W_]+")
_ADDRESS: Final = re.compile(r"https?://", re.IGNORECASE)


def normal(name: str) -> str:
    """A column name without case, spaces and marks, as field names are compared."""
    return _KEY.sub("", name).casefold()


@cache
def field_names(lexicon: Lexicon) -> dict[str, tuple[str, int]]:
    """Normalised column name -> (field, precedence)."""
    out: dict[str, tuple[str, int]] = {}
    for n, row in enumerate(lexicon.rows("input_fields")):
        out.setdefault(normal(row["name"]), (row["field"], n))
    return out


def known_columns(names: Iterable[str], lexicon: Lexicon) -> set[str]:
    """The fields that these column names stand for."""
    known = field_names(lexicon)
    return {known[key][0] for name in names if (key := normal(name)) in known}


def as_text(value: Any) -> str:
    """A value of any type as the text stored; empty when there is none. Lists are joined by "; "."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip() if "\r" in value else value.strip()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return files.decode(value).strip()
    if isinstance(value, Mapping):
        named = value.get("name")
        return as_text(named) if named else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    if isinstance(value, list | tuple):
        return "; ".join(part for part in map(as_text, value) if part)
    return str(value)


def _whole(text: str) -> str:
    """`text` without halves of characters, which JSON can carry and no file can."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def article(
    record: Mapping[str, Any], source_file: str, locator: str, format_: str, lexicon: Lexicon
) -> RawArticle | Reject:
    """The raw article of a record, or a reject when it has neither title nor text."""
    known = field_names(lexicon)
    found: dict[str, tuple[int, str]] = {}
    metadata: dict[str, str] = {}
    for name, value in record.items():
        text = as_text(value)
        if not text:
            continue
        field, rank = known.get(normal(str(name)), (None, 0))
        if field == "publisher" and _ADDRESS.match(text):
            field = "url"
        if field is None or (field in found and found[field][0] <= rank):
            metadata[str(name)] = text
            continue
        if field in found:
            metadata[f"{field}_other"] = found[field][1]
        found[field] = (rank, text)
    values = {field: text for field, (_, text) in found.items()}
    return from_values(values, metadata, source_file, locator, format_)


def from_values(
    values: dict[str, str], other: Mapping[str, str], source_file: str, locator: str, format_: str
) -> RawArticle | Reject:
    """The raw article of values by field name."""
    values = {name: _whole(value) for name, value in values.items()}
    title, text = values.pop("title", ""), values.pop("text", "")
    if not text and values.get("summary"):
        text = values.pop("summary")
    if not title and not text:
        return Reject(
            source_file, locator, "no-content",
            "neither a title nor a text; name the columns title (judul) and text (isi), or see input_fields.tsv",
        )  # fmt: skip
    if len(text) > files.MAX_RECORD:
        return Reject(source_file, locator, "too-large", "the text is longer than any article; split it")
    if files.is_binary(text) or files.is_binary(title):
        return Reject(source_file, locator, "binary", "holds control characters, not text; export it as UTF-8 text")
    title, changed = files.repaired(title)
    text, changed_text = files.repaired(text)
    metadata = {**{name: _whole(value) for name, value in other.items()}, **values}
    if changed or changed_text:
        metadata[REPAIRED] = "mojibake"
    digest = content_hash(title or None, text, metadata)
    return RawArticle(source_file, locator, format_, digest, title or None, text, metadata)
