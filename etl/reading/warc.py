"""Web archives (WARC, also one gzip member a record): each page that was fetched well is an article.

A record's date is the day of the crawl and no time of publication. What is no page (images, requests, errors) is
skipped.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from etl.lexicon import Lexicon
from etl.reading import files, pages, records
from etl.reading.model import RawArticle, Reject, UnreadableError

_STEP: Final = 1024 * 1024
_MAX_HEADER: Final = 64 * 1024
Read = Iterator[RawArticle | Reject]


def archive(path: Path, source_file: str, lexicon: Lexicon) -> Read:
    """Pages of a WARC file, in its order; the locator counts its records."""
    with files.open_stream(path) as stream:
        number = 0
        while line := stream.readline(_MAX_HEADER):
            if not line.strip():
                continue
            if not line.startswith(b"WARC/"):
                raise UnreadableError("bad-warc", "no WARC record where one should begin; fetch the archive again")
            number += 1
            header = _headers(stream)
            content = _content(stream, header)
            locator = f"record {number}"
            if header.get("warc-type") != "response":
                continue
            if content is None:
                yield Reject(source_file, locator, "too-large", "the page is larger than any article's; leave it out")
                continue
            page = _page(content)
            if page is not None:
                values = {"text": pages.page_text(page), "url": header.get("warc-target-uri", "").strip("<>")}
                yield records.from_values(values, {}, source_file, locator, "html")


def _headers(stream: BinaryIO) -> dict[str, str]:
    found: dict[str, str] = {}
    while line := stream.readline(_MAX_HEADER).strip():
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found[name.strip().lower()] = value.strip()
    return found


def _content(stream: BinaryIO, header: dict[str, str]) -> bytes | None:
    """The record's bytes; None when they are too many. Raises EOFError where the file breaks off."""
    length = header.get("content-length", "")
    if not length.isdigit():
        raise UnreadableError("bad-warc", "a record does not say how long it is; fetch the archive again")
    left = int(length)
    if left <= files.MAX_RECORD:
        content = stream.read(left)
        if len(content) < left:
            raise EOFError("it ends in the middle of a record")
        return content
    while left > 0:
        step = len(stream.read(min(left, _STEP)))
        if not step:
            raise EOFError("it ends in the middle of a record")
        left -= step
    return None


def _page(response: bytes) -> bytes | None:
    """The page in an HTTP response; None where it is an error or something else."""
    head, _, body = response.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    fields = {name.strip().lower(): value.strip().lower() for name, _, value in (line.partition(":") for line in lines)}
    if status.split(" ")[1:2] != ["200"] or "html" not in fields.get("content-type", "html"):
        return None
    if "chunked" in fields.get("transfer-encoding", ""):
        body = _joined(body)
    if fields.get("content-encoding", "") in ("gzip", "x-gzip", "deflate"):
        try:
            body = zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(body, files.MAX_RECORD)
        except zlib.error:
            return None
    return body or None


def _joined(body: bytes) -> bytes:
    """A body without the marks of chunked transfer; as it stands where it was stored without them."""
    out: list[bytes] = []
    at = 0
    while (line_end := body.find(b"\r\n", at)) > 0:
        try:
            size = int(body[at:line_end].split(b";")[0], 16)
        except ValueError:
            return body if not out else b"".join(out)
        if size == 0:
            break
        out.append(body[line_end + 2 : line_end + 2 + size])
        at = line_end + 4 + size
    return b"".join(out) or body
