"""RSS and Atom feeds, and sitemaps: an entry is an article with what the feed has of it. Nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from etl.lexicon import Lexicon
from etl.reading import files, pages, records
from etl.reading.model import RawArticle, Reject, UnreadableError

_ROOT: Final = re.compile(r"<(?!\?|!)(?:[\w-]+:)?([A-Za-z][\w-]*)")
_SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS: Final = "http://www.google.com/schemas/sitemap-news/0.9"
Read = Iterator[RawArticle | Reject]


def xml(path: Path, source_file: str, lexicon: Lexicon) -> Read:
    """A file of XML: a feed, a sitemap or a page."""
    data = files.read_whole(path)
    head = files.decode(data[:65536])
    root = _ROOT.search(head)
    kind = root[1].lower() if root else ""
    if kind in ("rss", "feed", "rdf"):
        yield from _feed(data, source_file)
    elif kind == "urlset":
        yield from _sitemap(data, source_file)
    elif kind == "sitemapindex":
        raise UnreadableError("sitemap-index", "lists other sitemaps, none is fetched; give the sitemaps themselves")
    elif kind in ("html", "body", "article", "div"):
        yield from pages.html(path, source_file, lexicon)
    elif not head.strip():
        return
    else:
        raise UnreadableError(
            "unknown-xml", f"neither feed nor sitemap nor page but <{kind[:40]}>; convert it to JSONL"
        )


def _feed(data: bytes, source_file: str) -> Read:
    import feedparser  # type: ignore[import-untyped]

    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    entries = feed.get("entries") or []
    if not entries:
        error = feed.get("bozo_exception")
        raise UnreadableError(
            "bad-feed" if error else "empty", f"no entries ({error or 'the feed is empty'}); fetch it again"
        )
    about = feed.get("feed") or {}
    for number, entry in enumerate(entries, 1):
        values, other = _of_entry(entry, about)
        # Entries move down as a feed grows: their number does not say which they are.
        locator = other.get("id") or values.get("url") or f"entry {number}"
        yield records.from_values(values, other, source_file, locator, "feed")


def _of_entry(entry: Mapping[str, Any], about: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    contents = [str(part.get("value") or "") for part in entry.get("content") or ()]
    summary = records.as_text(entry.get("summary"))
    text = max((*contents, summary), key=len, default="")
    source = entry.get("source") or {}
    values = {
        "title": records.as_text(entry.get("title")),
        "text": text.strip(),
        "url": records.as_text(entry.get("link")) or _permalink(entry),
        "publisher": records.as_text(source.get("title") or about.get("title")),
        "published": records.as_text(entry.get("published") or entry.get("dc_date") or entry.get("updated")),
        "authors": "; ".join(filter(None, (records.as_text(a.get("name")) for a in entry.get("authors") or ()))),
        "category": "; ".join(filter(None, (records.as_text(t.get("term")) for t in entry.get("tags") or ()))),
        "language": records.as_text(about.get("language")),
    }
    values = {name: value for name, value in values.items() if value}
    if "published" in values:
        values["published_basis"] = "feed"
    other = {}
    if summary and summary != text:
        other["summary"] = summary
    if entry.get("id") and entry["id"] != values.get("url"):
        other["id"] = str(entry["id"])
    site = records.as_text(about.get("link"))
    if site:
        other["site"] = site
    return values, other


def _permalink(entry: Mapping[str, Any]) -> str:
    identifier = str(entry.get("id") or "")
    return identifier if identifier.startswith(("http://", "https://")) else ""


def _sitemap(data: bytes, source_file: str) -> Read:
    """A news sitemap: addresses with headline and time; entries that are no news (no headline) are no articles."""
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableError("bad-sitemap", f"{error}; fetch it again") from None
    if root is None:
        raise UnreadableError("bad-sitemap", "holds no XML; fetch it again")
    for number, tag in enumerate(root.iter(f"{{{_SITEMAP}}}url"), 1):

        def text(path: str, tag: Any = tag) -> str:
            return (tag.findtext(path) or "").strip()

        values = {
            "url": text(f"{{{_SITEMAP}}}loc"),
            "title": text(f".//{{{_NEWS}}}title"),
            "publisher": text(f".//{{{_NEWS}}}name"),
            "published": text(f".//{{{_NEWS}}}publication_date"),
            "language": text(f".//{{{_NEWS}}}language"),
        }
        values = {name: value for name, value in values.items() if value}
        if "published" in values:
            values["published_basis"] = "sitemap"
        keywords = text(f".//{{{_NEWS}}}keywords")
        other = {"keywords": keywords} if keywords else {}
        yield records.from_values(values, other, source_file, values.get("url") or f"url {number}", "sitemap")
