"""Extraction of many articles parts: here, or over processes of this machine. The rows do not depend on which.

The unit of work is `extract_shard`: one articles part in, one part of each mention table out. A cluster runs the same
function over the same list.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from etl import lake, lexicon
from etl.extract import extract as extract_articles
from etl.lexicon import Lexicon

# Below this a pool costs more than it saves.
WORTH_A_POOL = 4_000_000  # bytes of articles parts
SLICE = 500  # articles whose rows are held as Python objects at once


def extract(
    home: Path, shards: Sequence[str], version: str, vocabulary: Lexicon, workers: int
) -> Iterator[dict[str, str]]:
    """Lake paths made of each articles part, by table, in the order of `shards`; `articles` is the part itself."""
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


def extract_shard(home: Path, shard: str, version: str, vocabulary: Lexicon) -> dict[str, str]:
    """Extract one articles part and write its mention parts; empty tables leave no file."""
    articles = pq.read_table(lake.folder(home) / shard)
    pieces = [
        extract_articles(articles.slice(start, SLICE), vocabulary) for start in range(0, articles.num_rows, SLICE)
    ]
    _, month, file = shard.split("/")
    stem = file.rsplit("-", 1)[0]
    out = {"articles": shard}
    for table in pieces[0] if pieces else ():
        rows = pa.concat_tables([piece[table] for piece in pieces]).combine_chunks()
        if rows.num_rows:
            out[table] = f"{table}/{month}/{stem}-{version}.parquet"
            lake.write_part(home, out[table], rows)
    return out


def _extract_shard(home: Path, shard: str, version: str, overlay: Path | None) -> dict[str, str]:
    return extract_shard(home, shard, version, lexicon.load(overlay))


def _end_with_parent() -> None:
    """A worker whose parent was killed must not live on, waiting for work that never comes."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
