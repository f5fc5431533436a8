"""Capitalised runs cut into what they are made of: known names, organizations by pattern, titles, words of address,
places, and name words that nothing explains. Decides no actor; `persons.py` and `find` do.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from etl.actors.organizations import Organization, adjacent, organization
from etl.actors.vocabulary import Alias, Vocabulary, longest
from etl.document import Document

INITIAL_MARKS = frozenset({"dr", "drs", "dra", "ir", "prof", "h", "hj", "kh", "hb", "st", "moh", "muh", "abd", "tgk", "m"})


class Segment(NamedTuple):
    """Tokens `first`..`last` (exclusive), characters `start`..`end`. kind: known (value: the alias), org (Organization),
    title or rank (value: class), honorific (value: kept with the name), region, name (unexplained), common."""

    kind: str
    first: int
    last: int
    start: int
    end: int
    value: Any


def _pick(aliases: tuple[Alias, ...], v: Vocabulary, day: date | None) -> Alias:
    """The alias that is valid on `day`; of several the first."""
    return next((a for a in aliases if a.valid_on(day)), aliases[0])


def _name_end(doc: Document, v: Vocabulary, first: int) -> int:
    """End of the run of name words that begins at `first`."""
    at = first + 1
    n = len(doc.tokens)
    while at < n and at < first + 8:
        if adjacent(doc, at):
            if _breaks(doc, v, at):
                break
            at += 1
        elif doc.lower[at] in v.particles and doc.starts[at] - doc.ends[at - 1] == 1 and adjacent(doc, at + 1):
            at += 2
        elif doc.tokens[at] == "." and _initial(doc, at - 1) and adjacent(doc, at + 1) and not _breaks(doc, v, at + 1):
            at += 2
        elif doc.tokens[at] == "." and len(doc.tokens[at - 1]) == 1 and doc.ends[at] == doc.starts[at + 1 : at + 2] and False:
            at += 2
        else:
            break
    return at


def _initial(doc: Document, token: int) -> bool:
    return len(doc.tokens[token]) == 1 or doc.lower[token] in INITIAL_MARKS


def _breaks(doc: Document, v: Vocabulary, token: int) -> bool:
    """Whether something other than the name begins at `token` inside a run."""
    low, word = doc.lower[token], doc.tokens[token]
    if word in v.given:
        return False
    if low in v.context["stop"]:
        return len(word) > 1
    title = longest(v.titles, doc.lower, token, token + 3)
    if title is not None and low not in ("putra", "putri", "raja", "ratu", "kapten", "mayor", "bos"):
        return True
    hit = longest(v.names, doc.tokens, token, len(doc.tokens))
    if hit is not None and v.actors[hit[1][0].actor_id].kind != "person":
        return True
    return organization(doc, v, token) is not None


def segments(doc: Document, v: Vocabulary, first: int, last: int) -> list[Segment]:
    """The segments of tokens `first`..`last`, in order, without overlap."""
    tokens, lower, starts, ends = doc.tokens, doc.lower, doc.starts, doc.ends
    day = doc.article.published_date
    out: list[Segment] = []
    done = first
    names, titles, regions = v.names, v.titles, v.regions
    for i in range(first, last):
        if i < done or not tokens[i][0].isupper():
            continue
        best: tuple[int, str, Any] = (i, "", None)
        hit = longest(names, tokens, i, last)
        if hit is not None:
            best = (hit[0], "known", _pick(hit[1], v, day))
        org = organization(doc, v, i)
        if org is not None and org.last > best[0]:
            best = (org.last, "org", org)
        title = longest(titles, lower, i, last)
        if title is not None and title[0] > best[0]:
            best = (title[0], title[1], title[1])
        region = longest(regions, lower, i, last)
        if region is not None and region[0] > best[0]:
            best = (region[0], "region", None)
        end, kind, value = best
        if kind == "known" and v.actors[value.actor_id].kind == "person" and adjacent(doc, end) and not _breaks(doc, v, end):
            if lower[end] not in v.common:
                kind = ""
        if kind in ("office", "rank"):
            end = _title_end(doc, v, end) if kind == "office" else end
            kind = "title" if kind == "office" else "rank"
        if not kind:
            if lower[i] in v.honorifics and (adjacent(doc, i + 1) or tokens[i + 1 : i + 2] == ["."]):
                end, kind, value = i + 1, "honorific", v.honorifics[lower[i]]
                if tokens[end : end + 1] == ["."]:
                    end += 1
            elif "-" in tokens[i] and (parts := _hyphenated(doc, v, i)):
                out += parts
                done = i + 1
                continue
            elif (lower[i] in v.common and tokens[i] not in v.given) or lower[i] in v.context["stop"]:
                end, kind = i + 1, "common"
            else:
                end, kind = _name_end(doc, v, i), "name"
        out.append(Segment(kind, i, end, starts[i], ends[end - 1], value))
        done = end
    return out


def _title_end(doc: Document, v: Vocabulary, at: int) -> int:
    """End of an office with the ordinary words that name its field: "Kepala Bidang Humas", "Menteri Luar Negeri"."""
    while adjacent(doc, at) and doc.lower[at] in v.common and doc.tokens[at] not in v.given:
        if organization(doc, v, at) is not None or longest(v.names, doc.tokens, at, len(doc.tokens)):
            break
        at += 1
    return at


def _hyphenated(doc: Document, v: Vocabulary, token: int) -> list[Segment]:
    """The known names that a hyphen joins: "Prabowo-Gibran", "F-PKS". Empty unless every part is known or one letter."""
    out: list[Segment] = []
    start = doc.starts[token]
    for part in doc.tokens[token].split("-"):
        hit = longest(v.names, [part], 0, 1)
        if hit is not None:
            alias = _pick(hit[1], v, doc.article.published_date)
            out.append(Segment("known", token, token + 1, start, start + len(part), alias))
        elif len(part) > 1:
            return []
        start += len(part) + 1
    return out


def organization_of(segment: Segment) -> Organization:
    """The organization of a segment of kind org."""
    value: Organization = segment.value
    return value
