"""Reading a string that is known to be a date: headers, metadata, formats of foreign pages.

The grammar is tried first; what it cannot read whole goes to dateparser, which knows many languages and formats but
not where a date stops: so only here, only on delimited strings, only when day, month and year are all written.
"""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache, lru_cache
from typing import Any, Final

from etl import lexicon
from etl.dates import recognise, resolve
from etl.dates.vocabulary import compiled
from etl.document import ArticleText, TimeExpression, read
from etl.lexicon import Lexicon

_LONGEST: Final = 120


@lru_cache(maxsize=50_000)
def parse(text: str, anchor: date | None = None) -> TimeExpression | None:
    """The date, with its clock time if there is one, that `text` states; None when it is no date.

    Offsets count in `text`. `anchor` is the day relative words count from; without it they give no days.
    """
    if not text.strip() or len(text) > _LONGEST:
        return None
    return _by_grammar(text, anchor) or _by_dateparser(text, anchor)


@cache
def _shipped() -> Lexicon:
    return lexicon.load()


def _by_grammar(text: str, anchor: date | None) -> TimeExpression | None:
    doc = read(ArticleText("", "", "", text, "", None, anchor, anchor, None, ()))
    rows = resolve.resolved(recognise.candidates(doc, _shipped()), anchor)
    if len(rows) == 1 and rows[0].start == 0 and rows[0].end == len(text) and rows[0].type in ("DATE", "TIME"):
        return rows[0]
    covered = [(row.start, row.end) for row in rows]
    outside = [t for s, t in zip(doc.starts, doc.lower, strict=True) if not any(a <= s < b for a, b in covered)]
    if not rows or any(t[0].isalnum() and not _frames(t) for t in outside):
        return None
    if len({row.start_date for row in rows}) > 1 or rows[0].type not in ("DATE", "TIME"):
        return None
    return next((row for row in rows if row.granularity == "minute"), rows[0])


def _frames(word: str) -> bool:
    """Whether a header puts this word around its date, so that it takes nothing away from it."""
    v = compiled(_shipped())
    return word in v.units or word in v.zones or v.cues.get(word) in ("date", "at", "frame")


def _by_dateparser(text: str, anchor: date | None) -> TimeExpression | None:
    found = _parser().get_date_data(text).date_obj
    if not isinstance(found, datetime):
        return None
    timed = found.time() != time() or "00:00" in text or "00.00" in text
    value = found.strftime("%Y-%m-%dT%H:%M" if timed else "%Y-%m-%d")
    kind, grain = ("TIME", "minute") if timed else ("DATE", "day")
    return TimeExpression(0, len(text), kind, value, "dateparser", found.date(), found.date(), grain, "self")


@cache
def _parser() -> Any:
    """dateparser for Indonesian and English, day before month, every part of the date required."""
    from dateparser.date import DateDataParser  # type: ignore[import-untyped]

    settings = {"DATE_ORDER": "DMY", "STRICT_PARSING": True, "PARSERS": ["absolute-time"]}  # no other reads the clock
    return DateDataParser(languages=["id", "en"], settings=settings)
