"""Files that are one article: text as scraped, and HTML pages (as markup; the article stage reads the page)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from etl.lexicon import Lexicon
from etl.reading import files, records
from etl.reading.model import RawArticle, Reject, UnreadableError

_HTML: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE | re.DOTALL
)
_META_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{3,20})", re.I)
Read = Iterator[RawArticle | Reject]


def text(path: Path, source_file: str, lexicon: Lexicon) -> Read:
    """A text dump: headline, publisher line, byline and body in one text; a page saved as .txt is read as a page."""
    data = files.read_whole(path, files.MAX_RECORD)
    content = files.decode(data)
    if _HTML.match(content):
        yield from html(path, source_file, lexicon)
    elif content.strip():
        yield records.from_values({"text": content.strip().strip("\ufeff").strip()}, {}, source_file, "", "text")


def html(path: Path, source_file: str, lexicon: Lexicon) -> Read:
    """A page."""
    data = files.read_whole(path, files.MAX_RECORD)
    content = page_text(data)
    if not content.strip():
        return
    if "<" not in content:
        raise UnreadableError("not-html", "holds no markup; if it is plain text, call it .txt")
    yield records.from_values({"text": content}, {}, source_file, "", "html")


def page_text(data: bytes) -> str:
    """Markup of a page's bytes: UTF-8, else the charset it declares, else what the bytes look like."""
    try:
        return files.decode(data) if data[:3] == b"\xef\xbb\xbf" else data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        declared = _META_CHARSET.search(data[:4096])
        name = declared[1].decode("ascii") if declared else ""
        if name.lower() in ("iso-8859-1", "latin1", "windows-1252"):
            return data.decode("cp1252", "replace").replace("\r\n", "\n")
        return files.decode(data)
