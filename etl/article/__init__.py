"""A raw article made clean: header, byline, furniture, dateline, credited sources, body, publication time.

The rules are in the modules; here is their order. Everything taken out of the text is recorded with its place.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from etl import sentences
from etl.article import body, bylines, credits, dateline, furniture, header, identity, language, published
from etl.article.model import Article, Built, Cuts, Issue, Removed
from etl.article.published import UNKNOWN, Published
from etl.article.view import unified
from etl.article.vocabulary import Vocabulary, compiled, site_key
from etl.lexicon import Lexicon
from etl.reading import RawArticle
from etl.reading.model import REPAIRED

__all__ = ["Article", "Built", "Issue", "Removed", "build"]

_SITE_TAIL: Final = re.compile(r"\s+(?:[-–—|•]|::)\s+([^-–—|•]{2,40})$")
_MARKUP_FORMATS: Final = frozenset({"html", "feed"})


@cache
def _lines(lexicon: Lexicon) -> dict[str, str]:
    return {row["line"]: row["kind"] for row in lexicon.rows("furniture_lines")}


def build(raw: RawArticle, lexicon: Lexicon) -> Built:
    """The article of a raw input. Pure and deterministic; never raises for bad content."""
    words = compiled(lexicon)
    cuts = Cuts()
    issues: list[Issue] = []
    metadata = raw.metadata
    view = unified(raw.text)
    head = _header(raw, view, words, lexicon, cuts)
    url = identity.canonical_url(metadata["url"]) if metadata.get("url") else None
    if metadata.get("url") and url is None:
        issues.append(Issue("url", metadata["url"], "no-address", "set aside: it is no web address"))
    publisher = identity.publisher_of(metadata.get("publisher"), url, words) or head.publisher
    title = _title(raw.title or head.title, publisher, words)
    names = words.names.find_matches_as_indexes(view)
    place = _dateline(view, head.end, names, words, cuts)
    publisher = publisher or _outlet_of_dateline(view, names, place, words)
    furniture.find(view, words, cuts)
    text, removed = body.assemble(raw.text, view, cuts)
    text = sentences.unglued(text, lexicon)
    when, basis = _published(metadata, head, url, issues)
    if REPAIRED in metadata:
        issues.append(Issue("text", "", "mojibake", "letters that a wrong encoding had broken were put right"))
    if not text and not title:
        return Built(None, removed, issues, "no-content", "nothing is left of the text without its furniture")
    code = language.of(text or title or "", words)
    article = Article(
        article_id=identity.article_id(url, publisher, title, when.day, text),
        url=url,
        title=title,
        publisher=publisher,
        category=metadata.get("category"),
        published_at=when.at,
        published_zone=when.zone,
        published_date=when.day,
        published_granularity=when.granularity,
        published_basis=basis,
        is_anchor=when.granularity in ("minute", "day") and words.anchors.get(basis, True),
        authors=bylines.names(metadata.get("authors", "")) or cuts.authors,
        editors=bylines.names(metadata.get("editors", "")) or cuts.editors,
        dateline=place.place if place else None,
        credited_sources=credits.find(text, publisher, words),
        related_titles=list(dict.fromkeys(cuts.related)),
        captions=list(dict.fromkeys(cuts.captions)),
        text=text,
        language=code,
        content_hash=raw.content_hash,
    )
    if code != "id":
        detail = f"the text is not Indonesian ({code}); --all-languages keeps it"
        return Built(article, removed, issues, "language", detail, set_aside=True)
    return Built(article, removed, issues)


def _header(raw: RawArticle, view: str, words: Vocabulary, lexicon: Lexicon, cuts: Cuts) -> header.Header:
    """The header of a text dump; of other inputs only where the headline stands again above the text."""
    if raw.format == "text" or (raw.title and "\n" in view[:300]):
        return header.read(view, raw.title is not None, raw.title, words, _lines(lexicon), cuts)
    return header.Header()


def _title(title: str | None, publisher: str | None, words: Vocabulary) -> str | None:
    """The headline without the site's name at its end."""
    if not title:
        return None
    title = " ".join(title.split())
    tail = _SITE_TAIL.search(title)
    if tail and (words.site_names.get(site_key(tail[1])) or (publisher and site_key(tail[1]) in site_key(publisher))):
        title = title[: tail.start()]
    return title or None


def _dateline(
    view: str, begin: int, names: list[tuple[int, int, int]], words: Vocabulary, cuts: Cuts
) -> dateline.Dateline | None:
    while begin < len(view) and view[begin].isspace():
        begin += 1
    found = dateline.find(view, begin, names, words)
    if found is None:
        return None
    cuts.add(found.start, found.end, "dateline")
    before = view[begin : found.start].strip()
    if before:
        kind = "caption" if view[begin : found.start].rstrip(" ").endswith("\n") else "repeated"
        cuts.add(begin, found.start, kind)
        if kind == "caption":
            cuts.captions.extend(line.strip() for line in before.split("\n") if line.strip())
    return found


def _outlet_of_dateline(
    view: str, names: list[tuple[int, int, int]], place: dateline.Dateline | None, words: Vocabulary
) -> str | None:
    if place is None:
        return None
    return next((words.domains[words.name_list[n]] for n, s, e in names if place.start <= s and e <= place.end), None)


def _published(
    metadata: dict[str, str], head: header.Header, url: str | None, issues: list[Issue]
) -> tuple[Published, str]:
    """The publication time and its basis: metadata before header before address."""
    value = metadata.get("published")
    stated = published.parse(value) if value else None
    if value and stated is None:
        issues.append(Issue("published", value, "no-date", "set aside: it states no day"))
    if stated:
        return stated, metadata.get("published_basis") or "metadata"
    if head.published:
        return head.published, "header"
    in_url = published.in_url(url) if url else None
    if in_url:
        return in_url, "url"
    return UNKNOWN, "unknown"
