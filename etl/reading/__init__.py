"""Inputs as they are found: files of any supported format -> raw articles and rejects. Decides nothing about them."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import zstandard

from etl import lexicon as lexicons
from etl.lexicon import Lexicon
from etl.reading import feeds, files, pages, tables, warc
from etl.reading.model import RawArticle, Reject, UnreadableError

__all__ = ["FORMATS", "RawArticle", "Reject", "is_input", "read"]

Reader = Callable[[Path, str, Lexicon], Iterator[RawArticle | Reject]]

READERS: Final[dict[str, Reader]] = {
    ".txt": pages.text,
    ".text": pages.text,
    ".html": pages.html,
    ".htm": pages.html,
    ".xhtml": pages.html,
    ".xml": feeds.xml,
    ".rss": feeds.xml,
    ".atom": feeds.xml,
    ".rdf": feeds.xml,
    ".jsonl": tables.json_lines,
    ".ndjson": tables.json_lines,
    ".json": tables.json_document,
    ".csv": tables.delimited,
    ".tsv": tables.delimited,
    ".warc": warc.archive,
    ".parquet": tables.parquet,
    ".pq": tables.parquet,
}
COMPRESSIONS: Final = (".gz", ".zst")
FORMATS: Final = tuple(READERS)


def is_input(path: Path) -> bool:
    """Whether a file met in a folder is an input, by its name (each format also as .gz and .zst)."""
    return _format(path) in READERS and not path.name.startswith(".")


def read(path: Path, source_file: str, lexicon: Lexicon | None = None) -> Iterator[RawArticle | Reject]:
    """Raw articles and rejects of one file, in file order, lazily. `source_file` is the name rows carry; `lexicon`
    brings the names of columns (the shipped ones without it). A file without a known suffix is read as what its
    first bytes look like.

    Never raises for bad content; an unreadable file gives one Reject.
    """
    words = lexicon or lexicons.load()
    found = False
    try:
        reader = READERS.get(_format(path)) or _sniffed(path, words)
        for item in reader(path, source_file, words):
            found = True
            yield item
        if not found:
            yield Reject(source_file, "", "empty", "the file holds nothing to read")
    except UnreadableError as error:
        yield Reject(source_file, error.locator, error.reason, error.detail)
    except (EOFError, zlib.error, zstandard.ZstdError) as error:
        yield Reject(source_file, "", "cut-off", f"the compressed file is damaged ({error}); fetch it again")
    except OSError as error:
        yield Reject(source_file, "", "unreadable", f"{error.strerror or error}; check the file and its permissions")


def _format(path: Path) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    while suffixes and suffixes[-1] in COMPRESSIONS:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def _sniffed(path: Path, lexicon: Lexicon) -> Reader:
    with files.open_stream(path) as stream:
        head = stream.read(65536)
    if head.startswith(b"PAR1"):
        return tables.parquet
    if head.startswith(b"WARC/"):
        return warc.archive
    text = files.decode(head).lstrip()
    if text.startswith("<"):
        return feeds.xml
    if text.startswith("["):
        return tables.json_document
    if text.startswith("{"):
        return tables.json_document if text.startswith("{\n") else tables.json_lines
    if tables.is_header(text.split("\n", 1)[0], lexicon):
        return tables.delimited
    return pages.text
