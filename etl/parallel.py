"""Extraction of many articles parts: here, or over processes of this machine. The rows do not depend on which.

The unit of work is `extract_shard`: one articles part in, one part of each mention table out. A cluster runs the same
function over the same list.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from etl import lake, lexicon
from etl.extract import TABLES
from etl.extract import extract as extract_articles
from etl.lexicon import Lexicon
from etl.schema import BY_NAME

# Below this a pool costs more than it saves.
WORTH_A_POOL = 4_000_000  # bytes of articles parts
FAULT = "error: "  # reason of the coverage row of an article that extraction failed on
MANY = 5  # faults that may be the articles' own
SLICE = 500  # articles whose rows are held as Python objects at once


class ExtractionError(RuntimeError):
    """Extraction fails on most articles: the program is broken, not an article."""


@dataclass(frozen=True, slots=True)
class Shard:
    """An articles part, the mention parts made of it by table, and the articles that extraction failed on, each with
    the reason."""

    articles: str
    parts: dict[str, str]
    faults: tuple[str, ...]


def extract(home: Path, shards: Sequence[str], version: str, vocabulary: Lexicon, workers: int) -> Iterator[Shard]:
    """What was made of each articles part, in the order of `shards`."""
    workers = workers or len(os.sched_getaffinity(0))
    size = sum((lake.folder(home) / shard).stat().st_size for shard in shards)
    if workers == 1 or len(shards) < 2 or size < WORTH_A_POOL:
        for shard in shards:
            yield extract_shard(home, shard, version, vocabulary)
        return
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["etl.extract"])
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent) as pool:
        jobs = [pool.submit(_extract_shard, home, shard, version, vocabulary.overlay) for shard in shards]
        for job in jobs:
            yield job.result()


def extract_shard(home: Path, shard: str, version: str, vocabulary: Lexicon) -> Shard:
    """Extract one articles part and write its mention parts; empty tables leave no file."""
    articles = pq.read_table(lake.folder(home) / shard)
    pieces = [_extract(articles.slice(start, SLICE), vocabulary) for start in range(0, articles.num_rows, SLICE)]
    missed = [piece["coverage"].filter(pc.starts_with(piece["coverage"]["reason"], FAULT)) for piece in pieces]
    faults = tuple(f"{row['article_id']}: {row['reason']}" for rows in missed for row in rows.to_pylist())
    if len(faults) > MANY and 2 * len(faults) > articles.num_rows:
        raise ExtractionError(f"extraction failed on {len(faults)} of {articles.num_rows} articles, first: {faults[0]}")
    _, month, file = shard.split("/")
    stem = file.rsplit("-", 1)[0]
    parts: dict[str, str] = {}
    for table in pieces[0] if pieces else ():
        rows = _unique(table, pa.concat_tables([piece[table] for piece in pieces]).combine_chunks())
        if rows.num_rows:
            parts[table] = f"{table}/{month}/{stem}-{version}.parquet"
            lake.write_part(home, parts[table], rows)
    return Shard(shard, parts, faults)


def _extract(articles: pa.Table, vocabulary: Lexicon) -> dict[str, pa.Table]:
    """Extraction that a fault met in one article does not stop: that article gives one row of coverage saying so."""
    try:
        return extract_articles(articles, vocabulary)
    except Exception as error:
        if articles.num_rows > 1:
            half = articles.num_rows // 2
            pieces = [_extract(articles.slice(0, half), vocabulary), _extract(articles.slice(half), vocabulary)]
            return {name: pa.concat_tables([piece[name] for piece in pieces]) for name in pieces[0]}
        out = {name: BY_NAME[name].arrow().empty_table() for name in TABLES}
        out["coverage"] = pa.Table.from_pylist([_fault(articles, error)], schema=BY_NAME["coverage"].arrow())
        return out


def _unique(table: str, rows: pa.Table) -> pa.Table:
    """The first row of each key: a stage that finds a span twice must not keep the rest from being published."""
    key = [name for name in ("content_hash", *BY_NAME[table].key) if name in rows.column_names]
    if not BY_NAME[table].key or rows.group_by(key).aggregate([]).num_rows == rows.num_rows:
        return rows
    seen: dict[tuple[object, ...], int] = {}
    for number, values in enumerate(zip(*(rows.column(name).to_pylist() for name in key), strict=True)):
        seen.setdefault(values, number)
    return rows.take(list(seen.values()))


def _fault(articles: pa.Table, error: Exception) -> dict[str, object]:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}, line {frame.lineno}"
    row = articles.select(["content_hash", "article_id"]).to_pylist()[0]
    reason = f"{FAULT}{type(error).__name__} in {where}"
    return {**row, "field": "text", "sentence_no": 0, "trigger": "", "reason": reason}


def _extract_shard(home: Path, shard: str, version: str, overlay: Path | None) -> Shard:
    return extract_shard(home, shard, version, lexicon.load(overlay))


def _end_with_parent() -> None:
    """A worker whose parent was killed must not live on, waiting for work that never comes."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
