"""Rows of CSV, TSV and Parquet, and objects of JSON lines and JSON documents, as raw articles."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from etl.lexicon import Lexicon
from etl.reading import files, records
from etl.reading.model import RawArticle, Reject, UnreadableError

_LIST_KEYS: Final = ("articles", "data", "items", "results", "news", "berita", "artikel", "hits", "docs")
_DELIMITERS: Final = (",", ";", "\t", "|")
Read = Iterator[RawArticle | Reject]


def json_lines(path: Path, source_file: str, lexicon: Lexicon) -> Read:
    """One JSON object a line."""
    for number, data in files.lines(path):
        locator = f"line {number}"
        if data is None:
            limit = files.MAX_RECORD // 1024**2
            yield Reject(source_file, locator, "too-large", f"line longer than {limit} MB; split it")
            continue
        line = files.decode(data).strip().strip("\0")
        if line in ("", "[", "]"):
            continue
        try:
            record = json.loads(line.rstrip(","))
        except (ValueError, RecursionError) as error:
            yield Reject(source_file, locator, "bad-json", f"{error}; write one complete JSON object a line")
            continue
        yield _of_object(record, source_file, locator, "jsonl", lexicon)


def json_document(path: Path, source_file: str, lexicon: Lexicon) -> Read:
    """A JSON file: one object, an array of objects, an object that holds such an array, or JSON lines."""
    text = files.decode(files.read_whole(path)).strip()
    if not text:
        return
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError) as error:
        if "\n" in text and text.startswith("{"):
            yield from json_lines(path, source_file, lexicon)
            return
        raise UnreadableError("bad-json", f"{error}; check the file, or write one object a line (.jsonl)") from None
    if isinstance(loaded, dict) and not records.known_columns(map(str, loaded), lexicon) & {"title", "text"}:
        loaded = next((loaded[key] for key in _LIST_KEYS if isinstance(loaded.get(key), list)), loaded)
    if isinstance(loaded, list):
        for number, record in enumerate(loaded, 1):
            yield _of_object(record, source_file, f"item {number}", "json", lexicon)
    else:
        yield _of_object(loaded, source_file, "", "json", lexicon)


def _of_object(record: Any, source_file: str, locator: str, format_: str, lexicon: Lexicon) -> RawArticle | Reject:
    if not isinstance(record, Mapping):
        kind = type(record).__name__
        return Reject(source_file, locator, "not-an-object", f"a {kind} where an object with named values is needed")
    return records.article(record, source_file, locator, format_, lexicon)


def delimited(path: Path, source_file: str, lexicon: Lexicon, delimiter: str | None = None) -> Read:
    """CSV or TSV with a header line."""
    text = files.decode(files.read_whole(path))
    if files.is_binary(text):
        raise UnreadableError("binary", "holds control characters, not text; export it as CSV in UTF-8")
    csv.field_size_limit(files.MAX_RECORD)
    head = text.lstrip("\n")
    rows = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter or _delimiter(head.split("\n", 1)[0]))
    header = [name.strip() for name in next(rows, [])]
    if not header:
        return
    if not records.known_columns(header, lexicon) & {"title", "text", "summary"}:
        raise UnreadableError(
            "no-columns", f"no column for title or text among {', '.join(header)[:200]}; name them title and text"
        )
    number = 0
    while True:
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Reject(source_file, f"row {number}", "bad-row", f"{error}; put texts in double quotes")
            continue
        if any(cell.strip() for cell in cells):
            yield _of_row(header, cells, source_file, f"row {number}", lexicon)


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _of_row(
    header: list[str], cells: list[str], source_file: str, locator: str, lexicon: Lexicon
) -> RawArticle | Reject:
    if len(cells) != len(header):
        return Reject(
            source_file, locator, "bad-row",
            f"{len(cells)} cells where the header has {len(header)}; put texts that hold separators in double quotes",
        )  # fmt: skip
    record: dict[str, str] = {}
    for name, cell in zip(header, cells, strict=True):
        if not record.get(name):  # a column that stands twice: the first value wins
            record[name] = cell
    return records.article(record, source_file, locator, "csv", lexicon)


def parquet(path: Path, source_file: str, lexicon: Lexicon) -> Read:
    """Rows of a Parquet file."""
    try:
        with path.open("rb") as stream:
            plain = stream.read(4) == b"PAR1"
        file = pq.ParquetFile(path if plain else pa.BufferReader(files.read_whole(path)))
        names = file.schema_arrow.names
        if not records.known_columns(names, lexicon) & {"title", "text", "summary"}:
            raise UnreadableError(
                "no-columns", f"no column for title or text among {', '.join(names)[:200]}; name them title and text"
            )
        number = 0
        for batch in file.iter_batches(batch_size=256):
            for row in batch.to_pylist():
                number += 1
                yield records.article(row, source_file, f"row {number}", "parquet", lexicon)
    except (pa.ArrowException, ValueError) as error:
        raise UnreadableError("bad-parquet", f"{error}; write the file again".replace("\n", " ")) from None


def is_header(line: str, lexicon: Lexicon) -> bool:
    """Whether a first line is the header of a delimited table of articles: two or more known columns."""
    names = next(csv.reader([line], delimiter=_delimiter(line)), [])
    return len(names) > 1 and len(records.known_columns(names, lexicon)) > 1
