"""What a page states about its article outside the text: JSON-LD, meta tags, the visible headline and date line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from etl.article import published

Tag: TypeAlias = Any  # an lxml element; lxml ships no types

_ARTICLE_TYPES: Final = frozenset(
    {"newsarticle", "article", "reportagenewsarticle", "blogposting", "analysisnewsarticle"}
)
_META: Final[dict[str, tuple[str, ...]]] = {
    "published": (
        "article:published_time", "datepublished", "pubdate", "publishdate", "publish-date", "og:published_time",
        "date", "dc.date", "dc.date.issued", "content_publisheddate", "createdate", "dable:published_time",
        "cxenseparse:recs:publishtime",
    ),
    "updated": ("article:modified_time", "datemodified", "og:updated_time"),
    "authors": ("author", "content_author", "article:author", "dable:author", "dc.creator"),
    "editors": ("content_editor", "editor"),
    "category": ("article:section", "content_category", "section", "kanal"),
    "publisher": ("og:site_name",),
    "language": ("language", "content-language"),
}  # fmt: skip
_NOT_NAME: Final = re.compile(r"https?://|@|^\d|\.com\b")
_SPACES: Final = re.compile(r"\s+")
_MAX_JSON: Final = 500_000


def read(root: Tag) -> tuple[str | None, dict[str, str]]:
    """(headline, metadata under canonical names) of a page."""
    metadata = _meta_tags(root)
    stated = _json_ld(root)
    headline = stated.pop("headline", None)
    metadata.update({name: value for name, value in stated.items() if value})
    address = _first(root, "//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
    address = address or _only(root, "//a[@itemprop='url']/@href | //*[@itemprop='mainEntityOfPage']/@itemid")
    if address:
        metadata["url"] = address
    for field, name in (("authors", "author"), ("editors", "editor")):
        shown = [
            text for tag in root.xpath(f"//*[@itemprop='{name}']") if 2 < len(text := _plain(tag.text_content())) < 50
        ]
        if shown and not metadata.get(field):
            metadata[field] = "; ".join(dict.fromkeys(shown))
    title = _headline(root, headline)
    _time(root, title, metadata)
    return title, metadata


def _first(root: Tag, *paths: str) -> str:
    return next((str(v).strip() for path in paths for v in root.xpath(path) if str(v).strip()), "")


def _only(root: Tag, path: str) -> str:
    """The value of a path where the page has only one."""
    values = {str(value).strip() for value in root.xpath(path)}
    return values.pop() if len(values) == 1 else ""


def _meta_tags(root: Tag) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").strip().lower()
        also = (tag.get("itemprop") or "").strip().lower()
        value = (tag.get("content") or "").strip()
        if name and value:
            found.setdefault(name, value)
        if also and value:
            found.setdefault(also, value)
    out: dict[str, str] = {}
    for field, names in _META.items():
        value = next((found[name] for name in names if name in found), "")
        if value and not (field in ("authors", "editors") and _NOT_NAME.search(value)):
            out[field] = value
    return out


def _json_ld(root: Tag) -> dict[str, str]:
    """What the page's JSON-LD states about the article."""
    for tag in root.iter("script"):
        if (tag.get("type") or "").strip().lower() != "application/ld+json":
            continue
        source = (tag.text or "").strip()
        if not source or len(source) > _MAX_JSON:
            continue
        try:
            loaded = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(loaded, 0):
            kinds = item.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(str(kind).lower() in _ARTICLE_TYPES for kind in kinds):
                return _of_item(item)
    return {}


def _items(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for part in value:
            yield from _items(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _items(value.get("@graph"), depth + 1)


def _of_item(item: dict[str, Any]) -> dict[str, str]:
    section = item.get("articleSection")
    return {
        "headline": _name(item.get("headline")),
        "published": _name(item.get("datePublished")),
        "updated": _name(item.get("dateModified")),
        "authors": _name(item.get("author")),
        "editors": _name(item.get("editor")),
        "publisher": _name(item.get("publisher")),
        "category": _name(section),
        "article_body": _name(item.get("articleBody")),
    }


def _name(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        return _name(value.get("name"))
    if isinstance(value, list):
        return "; ".join(part for part in map(_name, value) if part)
    return ""


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _headline(root: Tag, stated: str | None) -> str | None:
    """The visible headline that the page's title confirms, else the title stated."""
    titles = [
        t for t in (stated, _first(root, "//meta[@property='og:title']/@content"), _first(root, "//title/text()")) if t
    ]
    shown = [_plain(tag.text_content()) for tag in root.iter("h1")]
    confirmed = [h for h in shown if len(h) >= 12 and any(_plain(t).find(h) >= 0 for t in titles)]
    if confirmed:
        return max(confirmed, key=len)
    if titles:
        return _plain(titles[0])
    return next((h for h in shown if len(h) >= 12), None)


def _time(root: Tag, title: str | None, metadata: dict[str, str]) -> None:
    """Settles the publication time: what is stated with a clock, put right by the date line readers see."""
    stated = published.parse(metadata.get("published", ""))
    shown = _shown_times(root, title)
    if stated is None or stated.at is None:
        line = next((s for s in shown if stated is None or s[1].day == stated.day), None)
        if line:
            metadata["published"] = line[0]
            metadata["published_basis"] = "header"
        return
    if stated.zone == "UTC":
        # Some outlets label local time as UTC; the page's date line or address has the same clock then.
        clock = (stated.at.hour, stated.at.minute)
        seen = {(at.hour, at.minute): found.zone for _, found in shown if (at := found.at) is not None}
        local = stated.at.astimezone(published.WIB)
        in_address = re.search(r"/(\d\d)(\d\d)\d\d/", metadata.get("url", ""))
        if clock in seen or (in_address and int(in_address[1]) == stated.at.hour):
            metadata["published"] = stated.at.strftime("%Y-%m-%dT%H:%M:%S+07:00")
        elif seen.get((local.hour, local.minute)) == "WIB":
            metadata["published"] = local.isoformat()


def _shown_times(root: Tag, title: str | None) -> list[tuple[str, published.Published]]:
    """Date lines with a clock that the page shows, the nearest to a place of the headline first."""
    key = _plain(title or "")[:60]
    body = root.find("body")
    headlines: list[int] = []
    found: list[tuple[int, str, published.Published]] = []
    for n, text in enumerate((body if body is not None else root).itertext()):
        if not isinstance(text, str) or not text.strip():
            continue
        if key and key in _plain(text):
            headlines.append(n)
        match = published.WRITTEN.search(text) if len(text) <= 160 else None
        if match and match["hour"] and (stated := published.from_match(match)):
            found.append((n, _plain(match[0]), stated))
    ranked = [(min((abs(n - at) for at in headlines), default=0), n, line, stated) for n, line, stated in found]
    return [(line, stated) for _, _, line, stated in sorted(ranked, key=lambda item: item[:2])]
