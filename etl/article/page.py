"""A page's markup made text and metadata: JSON-LD and meta tags first, then the page's own headline, date and body.

The body is the part of the page its outlet marks as such (page_parts.tsv), else what trafilatura takes for it. Nothing
is fetched, no script runs, no entity outside the document is resolved. Furniture inside the text is furniture.py's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import lxml.html  # type: ignore[import-untyped]
from lxml import etree

from etl.article import page_meta
from etl.article.page_meta import Tag
from etl.lexicon import Lexicon

_DROPPED: Final = frozenset(
    {"script", "style", "noscript", "iframe", "form", "button", "nav", "aside", "select", "input", "textarea", "svg",
     "video", "audio", "object", "embed", "footer", "head", "template"}
)  # fmt: skip
_BLOCKS: Final = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article",
     "header", "table", "tr", "figure", "figcaption", "pre", "hr", "dd", "dt", "center", "main"}
)  # fmt: skip
_SPACE: Final = re.compile(r"\s+")
_SPLIT: Final = re.compile(r"[\s_-]+")
_MIN_BODY: Final = 180
_AROUND: Final = 1.7
# Above this trafilatura takes minutes; no article's page comes near it.
_MAX_LENGTH: Final = 4_000_000
_MAX_TAGS: Final = 20_000


@dataclass(slots=True)
class Page:
    """What a page says; `metadata` under the canonical names of reading."""

    title: str | None = None
    text: str = ""
    metadata: dict[str, str] = field(default_factory=dict)
    captions: list[str] = field(default_factory=list)


@cache
def _parts(lexicon: Lexicon) -> tuple[dict[str, int], frozenset[str], frozenset[str]]:
    """(rank by name of body parts, names of junk, names of captions)."""
    rows = lexicon.rows("page_parts")
    bodies = {row["name"].lower(): n for n, row in enumerate(rows) if row["part"].startswith("body")}
    junk = frozenset(row["name"].lower() for row in rows if row["part"] == "junk")
    return bodies, junk, frozenset(row["name"].lower() for row in rows if row["part"] == "caption")


def read(markup: str, lexicon: Lexicon) -> Page:
    """The page of a document's or fragment's markup; empty where nothing can be read from it."""
    root = parse(markup)
    if root is None:
        return Page()
    bodies, junk, captions = _parts(lexicon)
    page = Page()
    page.title, page.metadata = page_meta.read(root)
    container = _container(root, bodies, junk)
    if container is None and len(markup) <= _MAX_LENGTH and markup.count("<") <= 2 * _MAX_TAGS:
        extracted = _trafilatura(markup)
        container = _around(root, extracted, junk, captions)
        page.text = "\n\n".join(extracted.split("\n"))
    if container is not None:
        page.text = text_of(container, junk, captions, page.captions) or page.text
    stated = page.metadata.pop("article_body", "")
    if len(page.text) < _MIN_BODY <= len(stated):
        page.text = stated
    if not _holds(page.text):
        _photo_story(root, junk, captions, page)
    return page


def _holds(text: str) -> bool:
    """Whether a text is long enough to be the body of an article."""
    return len(text) >= _MIN_BODY


def _photo_story(root: Tag, junk: frozenset[str], captions: frozenset[str], page: Page) -> None:
    """A page without a body whose captions tell the story: they are its text then."""
    found: list[str] = []
    for tag in root.iter("figcaption"):
        _is_junk(tag, junk, captions, found)
    if sum(map(len, found)) > max(len(page.text), _MIN_BODY):
        page.captions, page.text = found, "\n\n".join(found)


def _around(root: Tag, extracted: str, junk: frozenset[str], captions: frozenset[str]) -> Tag | None:
    """The smallest element that holds nearly all lines trafilatura found, and what it lost between them; None where
    that element holds much else."""
    lines = [_SPACE.sub("", line) for line in extracted.split("\n") if len(line) >= 60]
    if len(lines) < 2:
        return None
    best: tuple[int, Tag] | None = None
    for tag in root.iter("div", "article", "section", "td", "main", "span"):
        content = _SPACE.sub("", tag.text_content())
        held = sum(line in content for line in lines)
        if held >= 0.8 * len(lines) and (best is None or len(content) <= best[0]):
            best = (len(content), tag)
    if best is None or len(text_of(best[1], junk, captions, [])) > _AROUND * len(extracted):
        return None
    return best[1]


def fragment(markup: str, lexicon: Lexicon) -> Page:
    """The text of a piece of markup that is all article, as feeds carry it."""
    root = parse(f"<div>{markup}</div>")
    page = Page()
    if root is not None:
        _, junk, captions = _parts(lexicon)
        page.text = text_of(root, junk, captions, page.captions)
    return page


def parse(markup: str) -> Tag | None:
    """The document, or None where there is none. Nothing is fetched; nesting deeper than the parser's limit is cut."""
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, huge_tree=False)
    try:
        return lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError, RecursionError):
        return None


def _names(tag: Tag) -> Iterator[str]:
    for attribute in ("class", "id", "itemprop"):
        value = tag.get(attribute)
        if value:
            yield from value.lower().split()


def _container(root: Tag, bodies: dict[str, int], junk: frozenset[str]) -> Tag | None:
    """The body part whose name ranks first among those that hold enough text."""
    ranked: list[tuple[int, int, Tag]] = []
    for n, tag in enumerate(root.iter("div", "article", "section", "span", "td", "main")):
        rank = min((bodies[name] for name in _names(tag) if name in bodies), default=None)
        if rank is not None:
            ranked.append((rank, n, tag))
    for _, _, tag in sorted(ranked, key=lambda item: item[:2]):
        if len(text_of(tag, junk, frozenset(), [])) >= _MIN_BODY:
            return tag
    return None


def text_of(root: Tag, junk: frozenset[str], captions: frozenset[str], found: list[str]) -> str:
    """Text of an element, a line a block, without what is dropped; captions go to `found`."""
    out: list[str] = []
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:  # no recursion: markup may be nested deeply
        tag, leaving = stack.pop()
        if leaving:
            out.append("\n" if tag.tag in _BLOCKS else "")
            out.append(_flat(tag.tail) if tag is not root else "")
            continue
        if not isinstance(tag.tag, str) or (tag is not root and _is_junk(tag, junk, captions, found)):
            out.append(_flat(tag.tail) if tag is not root else "")
            continue
        out.append("\n" if tag.tag in _BLOCKS else "")
        out.append(_flat(tag.text))
        stack.append((tag, True))
        stack.extend((child, False) for child in reversed(tag))
    lines = (" ".join(line.split()) for line in "".join(out).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _flat(text: str | None) -> str:
    return text.replace("\n", " ").replace("\r", " ") if text else ""


def _is_junk(tag: Tag, junk: frozenset[str], captions: frozenset[str], found: list[str]) -> bool:
    if tag.tag in _DROPPED:
        return True
    names = set(_names(tag))
    if tag.tag == "figcaption" or names & captions:
        caption = " ".join(tag.text_content().split())
        if caption and caption not in found:
            found.append(caption)
        return True
    if not names or tag.tag in ("body", "main"):
        return False
    parts = {part for name in names for part in _SPLIT.split(name)} | names
    # What carries most of the words is no junk, whatever it is called.
    return bool(parts & junk) and len(tag.text_content()) < 800


def _trafilatura(markup: str) -> str:
    import trafilatura

    try:
        found = trafilatura.extract(markup, include_comments=False, include_tables=False, favor_precision=True)
    except Exception:  # a third-party parser over anybody's markup: whatever it raises, the page has no text
        return ""
    return found or ""
