"""Articles that came in pages, over the whole lake: one commit record, made of all inputs that are pages.

An input that says it is a page gives a raw row in its batch and no article. Here the pages of an article are joined, so
that the rows are a function of the set of inputs, whatever order and refresh they came in. Parts are by month and
named by what is in them: months that a new page does not touch keep their parts, and their mentions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq

from etl import article, batches, lake
from etl.article import joining
from etl.lake import Record
from etl.lexicon import Lexicon
from etl.reading import RawArticle

NAME: Final = "land-pages"
_TABLES: Final = ("articles", "removed_spans", "value_issues")
Row = dict[str, Any]


def join(home: Path, version: str, vocabulary: Lexicon) -> None:
    """Bring the joined articles up to the pages that the lake holds, and commit them. `version` is that of articles."""
    records = [record for record in lake.records(home).values() if record.name.startswith("land-")]
    before = next((record for record in records if record.name == NAME), Record(NAME, ""))
    landed = [record for record in records if record.name != NAME]
    groups = _groups(home, landed)
    if not groups and not before.parts:
        return
    wanted = {joining.signature(contents): contents for contents in groups.values()}
    rows = batches.Rows()
    standing = _standing(home, before, rows, wanted) if before.version == version else set()
    stale = {content: key for key, contents in wanted.items() if key not in standing for content in contents}
    for inputs in _inputs(home, landed, stale):
        built = joining.join([joining.Page(article.build(raw, vocabulary), raw.text) for raw in inputs])
        if built is not None:
            rows.add_article(built)
    record = _written(home, version, rows.tables())
    if record != before:
        lake.commit(home, record)


def _groups(home: Path, landed: Iterable[Record]) -> dict[str, list[str]]:
    """content_hash of each input of every article that has a page, by article_id."""
    paged = [record for record in landed if record.counts.get("page")]
    out: dict[str, list[str]] = {}
    for row in _rows(lake.parts(home, "raw_articles", paged), "content_hash", "article_id", "status"):
        if row["status"] == "page":
            out.setdefault(row["article_id"], []).append(row["content_hash"])
    for row in _rows(lake.parts(home, "articles", landed), "content_hash", "article_id") if out else ():
        if row["article_id"] in out:
            out[row["article_id"]].append(row["content_hash"])
    return out


def _rows(parts: Iterable[Path], *columns: str) -> Iterator[Row]:
    for part in parts:
        yield from pq.read_table(part, columns=list(columns)).to_pylist()


def _standing(home: Path, before: Record, rows: batches.Rows, wanted: dict[str, list[str]]) -> set[str]:
    """content_hash of the joined articles that are as they should be; they are added to `rows` as they stand."""
    found: set[str] = set()
    for table in _TABLES:
        for path in before.parts.get(table, ()):
            for row in pq.read_table(lake.folder(home) / path).to_pylist():
                if row["content_hash"] in wanted:
                    found.add(row["content_hash"])
                    rows.add_row(table, path.split("/")[1].removeprefix("month="), row)
    return found


def _inputs(home: Path, landed: Iterable[Record], stale: dict[str, str]) -> Iterator[list[RawArticle]]:
    """The inputs of each article to be joined anew; `stale` gives the article of an input by content_hash."""
    groups: dict[str, list[RawArticle]] = {}
    for part in lake.parts(home, "raw_articles", landed) if stale else ():
        if stale.keys().isdisjoint(batches.column([part], "content_hash")):
            continue
        for row in pq.read_table(part).to_pylist():
            if row["content_hash"] in stale and row["status"] != "duplicate":
                groups.setdefault(stale[row["content_hash"]], []).append(batches.as_read(row))
    return (groups[key] for key in sorted(groups))


def _written(home: Path, version: str, tables: batches.Monthly) -> Record:
    """Write the parts that do not stand yet; the record that lists all of them."""
    parts: dict[str, list[str]] = {}
    for (table, month), rows in sorted(tables.items(), key=lambda item: item[0]):
        contents = "\n".join(map(str, tables["articles", month].column("content_hash").to_pylist()))
        name = hashlib.sha256(contents.encode()).hexdigest()[:16]
        path = f"{table}/month={month}/part-pages-{name}-{version}.parquet"
        if not (lake.folder(home) / path).exists():
            lake.write_part(home, path, rows)
        parts.setdefault(table, []).append(path)
    joined = sum(rows.num_rows for (table, _), rows in tables.items() if table == "articles")
    return Record(NAME, version, parts, {"joined": joined})
