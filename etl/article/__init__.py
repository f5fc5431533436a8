"""A raw article made clean: header, byline, furniture, dateline, credited sources, body, publication time.

The rules are in the modules; here is their order. Everything taken out of the text is recorded with its place.
"""

from __future__ import annotations

import re
from typing import Final

from etl import sentences
from etl.article import (
    body,
    bylines,
    credits,
    dateline,
    furniture,
    header,
    identity,
    language,
    markup,
    page,
    paging,
    published,
)
from etl.article.model import Article, Built, Cuts, Issue, Removed
from etl.article.paging import Marks, Part
from etl.article.published import UNKNOWN, Published
from etl.article.view import line_end, unified
from etl.article.vocabulary import Vocabulary, compiled, site_key
from etl.lexicon import Lexicon
from etl.reading import RawArticle
from etl.reading.model import REPAIRED

__all__ = ["Article", "Built", "Issue", "Removed", "build"]

ALL_LANGUAGES: Final = "*"  # as an entry of languages.tsv
_SITE_TAIL: Final = re.compile(r"\s+(?:[-–—|•]|::)\s+([^|•]{2,45}?)$")
_DOMAIN: Final = re.compile(r"\b[\w-]+\.(?:com|co\.id|id|co|net|news|tv)\b", re.IGNORECASE)
_MARKUP_FORMATS: Final = frozenset({"html", "feed"})


def build(raw: RawArticle, lexicon: Lexicon) -> Built:
    """The article of a raw input. Pure and deterministic; never raises for bad content."""
    words = compiled(lexicon)
    cuts = Cuts()
    issues: list[Issue] = []
    metadata, raw_title, source = raw.metadata, raw.title, raw.text
    if raw.format in _MARKUP_FORMATS:
        found = page.read(raw.text, lexicon) if raw.format == "html" else page.fragment(raw.text, lexicon)
        metadata, raw_title, source = found.metadata | raw.metadata, raw.title or found.title, found.text
        cuts.captions.extend(found.captions)
    view = unified(source)
    head = _header(raw.format, raw_title, view, words, cuts)
    marks = paging.compiled(lexicon)
    url = identity.canonical_url(metadata["url"], marks) if metadata.get("url") else None
    if metadata.get("url") and url is None:
        issues.append(Issue("url", metadata["url"], "no-address", "set aside: it is no web address"))
    publisher = identity.publisher_of(metadata.get("publisher"), url, words) or head.publisher
    title, in_title = _title(raw_title or head.title, publisher, words, marks)
    names = _names(view[: head.end + 2 * dateline.REACH], words)
    place = _dateline(view, head.end, names, words, cuts)
    publisher = publisher or _outlet_of_dateline(view, names, place, words)
    furniture.find(view, words, cuts)
    text, removed = body.assemble(source, view, cuts)
    if source is not raw.text:
        removed = list(markup.located(raw.text, removed))
    text = sentences.unglued(text, lexicon)
    when, basis = _published(metadata, head, url, view, raw, issues)
    if REPAIRED in metadata:
        issues.append(Issue("text", "", "mojibake", "letters that a wrong encoding had broken were put right"))
    if not text and not title:
        return Built(None, removed, issues, "no-content", "nothing is left of the text without its furniture")
    code = language.of(text or title or "", words)
    sources = credits.find(text, publisher, words, cuts.origins)
    part, whole = _part(_addresses(raw, metadata), in_title, view, place is not None, marks)
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
        credited_sources=sources,
        credited_dates=credits.dates(text, sources, when.day),
        related_titles=list(dict.fromkeys(cuts.related)),
        captions=list(dict.fromkeys(map(body.once, cuts.captions))),
        text=text,
        language=code,
        text_key=identity.text_key(text),
        content_hash=raw.content_hash,
    )
    if not words.kept_languages & {code, ALL_LANGUAGES}:
        detail = f"the text is not Indonesian ({code}); --all-languages keeps it"
        return Built(article, removed, issues, "language", detail, set_aside=True)
    return Built(article, removed, issues, part=part, whole=whole)


def _addresses(raw: RawArticle, metadata: dict[str, str]) -> list[str]:
    """Where the input was fetched and what the page names as its address, which may be that of the first page."""
    return list(dict.fromkeys(url for url in (raw.metadata.get("url"), metadata.get("url")) if url))


def _part(
    addresses: list[str], in_title: int | None, view: str, begins: bool, marks: Marks
) -> tuple[Part | None, bool]:
    """(page the input is, whether it is all pages in one): the address before headline and text."""
    stated = [paging.in_address(url, marks) for url in addresses]
    if any(whole for _, whole in stated):
        return None, True
    in_text = paging.in_text(view, begins, marks)
    number = next((n for n, _ in stated if n), None) or in_title
    if number is None:
        return in_text, False
    return Part(number, in_text.count if in_text else None), False


def _header(format_: str, title: str | None, view: str, words: Vocabulary, cuts: Cuts) -> header.Header:
    """The header of a text dump or page; of records only where the headline stands again above the text."""
    first = line_end(view, 0)
    again = title is not None and abs(first - len(title)) < 20 and site_key(view[:first]) == site_key(title)
    if format_ not in ("text", "html") and not again:
        return header.Header()
    return header.read(view, title is not None, title, words, cuts)


def _title(title: str | None, publisher: str | None, words: Vocabulary, marks: Marks) -> tuple[str | None, int | None]:
    """(headline without the site's name and the words for the page at its end, the page's number)."""
    if not title:
        return None, None
    title, number = paging.in_title(" ".join(title.split()), marks)
    while tail := _SITE_TAIL.search(title):
        name = tail[1]
        known = any(site_key(part) in words.site_names for part in (name, *name.split()))
        own = publisher is not None and site_key(name) in site_key(publisher)
        if not (known or own or _DOMAIN.search(name)):
            break
        title = title[: tail.start()]
    title, inner = paging.in_title(title, marks)
    return title or None, number or inner


def _names(view: str, words: Vocabulary) -> list[tuple[int, int, int]]:
    """(name, start, end) of the outlets named, as whole words."""
    return [
        hit
        for hit in words.names.find_matches_as_indexes(view)
        if not (hit[1] and view[hit[1] - 1].isalnum()) and not view[hit[2] : hit[2] + 1].isalnum()
    ]


def _dateline(
    view: str, begin: int, names: list[tuple[int, int, int]], words: Vocabulary, cuts: Cuts
) -> dateline.Dateline | None:
    begin = _next_text(view, begin)
    found = dateline.find(view, begin, names, words)
    if found is None:  # a bare dateline may stand below a caption
        end = line_end(view, begin)
        if furniture.is_caption(view[begin:end]):
            found = dateline.find(view, _next_text(view, end), [], words)
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


def _next_text(view: str, at: int) -> int:
    while at < len(view) and view[at].isspace():
        at += 1
    return at


def _outlet_of_dateline(
    view: str, names: list[tuple[int, int, int]], place: dateline.Dateline | None, words: Vocabulary
) -> str | None:
    if place is None:
        return None
    known = (words.domains[words.name_list[n]] for n, s, e in names if place.start <= s and e <= place.end)
    return next(known, None) or place.site


def _published(
    metadata: dict[str, str], head: header.Header, url: str | None, view: str, raw: RawArticle, issues: list[Issue]
) -> tuple[Published, str]:
    """The publication time and its basis: metadata before header, address, a line of the text, the file's name."""
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
    in_text = published.in_text(view)
    if in_text:
        return in_text, "text"
    of_file = None if raw.locator else published.in_name(raw.source_file)
    return (of_file, "file") if of_file else (UNKNOWN, "unknown")
