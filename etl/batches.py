"""A batch of raw inputs as lake tables by month: identity, exact duplicates, what became of each input.

Pure over the stages it calls; which batch to build and when is the pipeline's business.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from etl import actors, article, lake, places
from etl.article import Built
from etl.lake import Record, month_of
from etl.lexicon import Lexicon
from etl.reading import RawArticle, Reject
from etl.schema import BY_NAME

TABLES: Final = ("raw_articles", "articles", "removed_spans", "value_issues", "rejects")
STATUSES: Final = ("article", "page", "duplicate", "rejected", "set-aside")
_ARTICLE: Final = tuple(BY_NAME["articles"].arrow().names)

Monthly = dict[tuple[str, str], pa.Table]
Row = dict[str, Any]


@dataclass(slots=True)
class Known:
    """What the lake holds: raw_ids of inputs, content hashes of raw rows that hold their text."""

    raw_ids: set[str] = field(default_factory=set)
    contents: set[str] = field(default_factory=set)


def raw_id(item: RawArticle | Reject) -> str:
    """Identity of an input: where it stood and what it said."""
    return hashlib.sha256(f"{item.source_file}\0{item.locator}\0{_content(item)}".encode()).hexdigest()[:20]


def _content(item: RawArticle | Reject) -> str:
    if isinstance(item, RawArticle):
        return item.content_hash
    return hashlib.sha256(f"{item.reason}\0{item.detail}".encode()).hexdigest()[:32]


def known(raw_parts: Sequence[Path]) -> Known:
    """What the given parts of raw_articles hold."""
    return Known(set(column(raw_parts, "raw_id")), set(column(raw_parts, "content_hash")))


def column(parts: Sequence[Path], name: str) -> list[Any]:
    """One column over some parts, in order."""
    return [value for part in parts for value in pq.read_table(part, columns=[name]).column(0).to_pylist()]


def build(batch: Iterable[RawArticle | Reject], known: Known, vocabulary: Lexicon) -> Monthly:
    """Tables of a batch of new inputs. Adds the batch to `known`."""
    rows = Rows()
    for item in batch:
        key = raw_id(item)
        if key in known.raw_ids:
            continue
        known.raw_ids.add(key)
        if isinstance(item, Reject):
            rows.add_reject(key, item)
        elif item.content_hash in known.contents:
            rows.add_raw(key, item, "duplicate", lake.UNDATED)
        else:
            known.contents.add(item.content_hash)
            rows.add(key, item, article.build(item, vocabulary))
    return rows.tables()


def rebuild(raw: Sequence[Row], rejects: dict[str, Row], vocabulary: Lexicon) -> Monthly:
    """Tables of a stored batch, its articles built again from the stored raw rows."""
    rows = Rows()
    for row in raw:
        source_file, locator = row["source_file"], row["locator"]
        if not row["format"]:
            reject = rejects[row["raw_id"]]
            rows.add_reject(row["raw_id"], Reject(source_file, locator, reject["reason"], reject["detail"]))
            continue
        item = as_read(row)
        if row["status"] == "duplicate":
            rows.add_raw(row["raw_id"], item, "duplicate", lake.UNDATED)
        else:
            rows.add(row["raw_id"], item, article.build(item, vocabulary))
    return rows.tables()


def as_read(row: Row) -> RawArticle:
    """The input that a raw row was stored of."""
    metadata = json.loads(row["metadata"] or "{}")
    place = row["source_file"], row["locator"]
    return RawArticle(*place, row["format"], row["content_hash"], row["title"], row["text"] or "", metadata)


def stored(home: Path, record: Record) -> tuple[list[Row], dict[str, Row]]:
    """The raw rows of a committed batch in the order of their place of origin, and its rejects by raw_id."""
    raw = [row for part in lake.parts(home, "raw_articles", [record]) for row in pq.read_table(part).to_pylist()]
    rejects = [row for part in lake.parts(home, "rejects", [record]) for row in pq.read_table(part).to_pylist()]
    return sorted(raw, key=_place_of_origin), {row["raw_id"]: row for row in rejects}


def _place_of_origin(row: Row) -> tuple[str, str, str]:
    return row["source_file"], row["locator"], row["raw_id"]


def counts(tables: Monthly) -> dict[str, int]:
    """Inputs of a batch by what became of them."""
    found = Counter(
        status
        for (table, _), rows in tables.items()
        if table == "raw_articles"
        for status in rows.column("status").to_pylist()
    )
    return {status: found[status] for status in STATUSES if found[status]}


def commit(home: Path, name: str, version: str, tables: Monthly) -> Record:
    """Write a batch's tables, one part a month, and commit them. Parts are named by the inputs that are in them."""
    found = [rows["raw_id"].to_pylist() for (table, _), rows in tables.items() if table == "raw_articles"]
    stem = hashlib.sha256("\n".join(sorted(str(key) for keys in found for key in keys)).encode()).hexdigest()[:16]
    parts: dict[str, list[str]] = {}
    for (table, month), rows in sorted(tables.items(), key=lambda item: item[0]):
        if rows.num_rows:
            path = f"{table}/month={month}/part-{stem}-{version}.parquet"
            lake.write_part(home, path, rows)
            parts.setdefault(table, []).append(path)
    record = Record(name, version, parts, counts(tables))
    lake.commit(home, record)
    return record


def vocabulary_tables(vocabulary: Lexicon) -> dict[str, pa.Table]:
    """lexicon_actors, lexicon_aliases and places, in the lake's schema."""
    named, aliases = actors.lexicon_tables(vocabulary)
    rows = {"lexicon_actors": named, "lexicon_aliases": aliases, "places": places.gazetteer(vocabulary)}
    return {name: BY_NAME[name].of_rows(found) for name, found in rows.items()}


class Rows:
    """Rows of the landing tables, gathered by table and month."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], list[Row]] = {}

    def add_row(self, table: str, month: str, row: Row) -> None:
        self._rows.setdefault((table, month), []).append(row)

    def add_raw(self, key: str, item: RawArticle, status: str, month: str, built: Built | None = None) -> None:
        keep = status != "duplicate"
        part = built.part if built else None
        row = {
            "raw_id": key,
            "source_file": item.source_file,
            "locator": item.locator,
            "format": item.format,
            "content_hash": item.content_hash,
            "status": status,
            "article_id": built.article.article_id if built and built.article else None,
            "page_no": part.number if part else None,
            "title": item.title if keep else None,
            "text": item.text if keep else None,
            "metadata": json.dumps(item.metadata, sort_keys=True, ensure_ascii=False) if keep else None,
        }
        self.add_row("raw_articles", month, row)

    def add_reject(self, key: str, item: Reject) -> None:
        """An input that could not even be read: a raw row without format and content, and the reason."""
        place = {"raw_id": key, "source_file": item.source_file, "locator": item.locator}
        raw = {**place, "format": "", "content_hash": _content(item), "status": "rejected"}
        self.add_row("raw_articles", lake.UNDATED, raw)
        self.add_row("rejects", lake.UNDATED, {**place, "reason": item.reason, "detail": item.detail})

    def add(self, key: str, item: RawArticle, built: Built) -> None:
        if built.article is None or built.set_aside:
            self.add_raw(key, item, "set-aside" if built.set_aside else "rejected", lake.UNDATED)
            place = {"raw_id": key, "source_file": item.source_file, "locator": item.locator}
            reason = {"reason": built.reason or "unusable", "detail": built.detail or "no article in it"}
            self.add_row("rejects", lake.UNDATED, {**place, **reason})
            return
        month = month_of(built.article.published_date)
        self.add_raw(key, item, "page" if built.part else "article", month, built)
        if not built.part:  # pages are joined over all inputs, by pages.py
            self.add_article(built)

    def add_article(self, built: Built) -> None:
        """An article with what was taken out of it."""
        assert built.article is not None
        month = month_of(built.article.published_date)
        self.add_row("articles", month, {name: getattr(built.article, name) for name in _ARTICLE})
        owner = {"content_hash": built.article.content_hash, "article_id": built.article.article_id}
        for span in built.removed:
            self.add_row("removed_spans", month, {**owner, **_fields(span)})
        for issue in built.issues:
            self.add_row("value_issues", month, {**owner, **_fields(issue)})

    def tables(self) -> Monthly:
        """The rows as tables in the lake's schema, in an order that does not depend on that of reading."""
        out: Monthly = {}
        for (table, month), rows in self._rows.items():
            if table in ("raw_articles", "rejects"):
                rows = sorted(rows, key=_place_of_origin)
            else:
                rows = sorted(rows, key=lambda row: str(row["content_hash"]))
            out[table, month] = pa.Table.from_pylist(rows, schema=BY_NAME[table].arrow())
        return out


def _fields(part: Any) -> Row:
    return {f.name: getattr(part, f.name) for f in fields(part)}
