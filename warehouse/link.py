"""Linking over the whole set that SQL alone does badly: near-duplicate articles, and mentions into events.

Every function is one of the set of rows, whatever order they come in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from etl.schema import ARROW, BY_NAME

PERMUTATIONS: Final = 64
BANDS: Final = 16
SIMILAR: Final = 0.75  # share of equal minima: near-copies, not reports of the same event in own words
SHINGLE: Final = 5  # words
WINDOW: Final = 3  # days between two copies
BATCH: Final = 2_000  # articles whose text is held at once
NEIGHBOURS: Final = 20  # of a bucket that an article is compared with; copies of a text stand together


class Sets:
    """Union-find over keys; the least member stands for its set."""

    def __init__(self) -> None:
        self._parent: dict[Any, Any] = {}

    def find(self, item: Any) -> Any:
        root = item
        while (above := self._parent.get(root, root)) != root:
            root = above
        while (above := self._parent.get(item, item)) != root:
            self._parent[item] = root
            item = above
        return root

    def join(self, a: Any, b: Any) -> None:
        a, b = self.find(a), self.find(b)
        if a != b:
            self._parent[max(a, b)] = min(a, b)

    def members(self) -> Iterator[Any]:
        """Every item that was ever joined to a lesser one."""
        yield from self._parent


def sign(con: DuckDBPyConnection) -> None:
    """Fill article_signatures for the dated articles of the table texts, in order of publication."""
    rows = con.execute(
        "SELECT article_id, published_date, text FROM texts WHERE published_date IS NOT NULL "
        "ORDER BY published_date, article_id"
    )
    schema = pa.schema([pa.field(c.name, ARROW[c.type]) for c in BY_NAME["article_signatures"].columns])
    signed = schema.empty_table()
    while batch := rows.fetchmany(BATCH):
        ids, days, texts = zip(*batch, strict=True)
        read = {"article_id": ids, "article_date": days, "signature": [_signature(text) for text in texts]}
        signed = pa.concat_tables([signed, pa.table(read, schema)])
    con.register("loading", signed)
    con.execute("INSERT INTO article_signatures BY NAME FROM loading")
    con.unregister("loading")


def duplicates(con: DuckDBPyConnection) -> None:
    """Make the table duplicates (article_id, duplicate_of): near-copies within a few days, each pointing to the
    earliest of its group, for the articles of the table signed. What one outlet fills in anew every day (prayer times,
    prices) is no copy of yesterday's.

    Articles are numbered in order of publication, so that the least number of a group is its original.
    """
    rows = con.execute(
        "SELECT article_id, dense_rank() OVER (ORDER BY coalesce(publisher, article_id)) AS outlet, "
        "published_date - DATE '1970-01-01' AS day, signature FROM signed "
        "ORDER BY published_date, published_at NULLS FIRST, article_id"
    ).fetchnumpy()
    ids = rows["article_id"]
    sets = Sets()
    if len(ids):
        signatures = np.frombuffer(b"".join(rows["signature"]), np.uint8).reshape(-1, PERMUTATIONS)
        for a, b in _near(signatures, rows["outlet"], rows["day"]):
            sets.join(a, b)
    found = {n: sets.find(n) for n in sorted(sets.members())}
    columns = {"article_id": [ids[n] for n in found], "duplicate_of": [ids[first] for first in found.values()]}
    load(con, "duplicates", columns)


def _signature(text: str) -> bytes:
    """The last byte of each minimum: two that differ are rarely taken for equal, and it is a quarter of the room."""
    from rensa import RMinHash  # type: ignore[import-untyped]

    words = text.lower().split()
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=7)
    minhash.update([" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))])
    return bytes(minimum & 0xFF for minimum in minhash.digest())


def _near(
    signatures: NDArray[np.uint8], outlets: NDArray[np.int64], days: NDArray[np.int64]
) -> Iterator[tuple[int, int]]:
    """Pairs of similar articles published within the window, of one outlet on one day: those that share a band of their
    signature, each compared with the next few of its bucket in order of publication."""
    width = PERMUTATIONS // BANDS
    for band in range(BANDS):
        part = np.ascontiguousarray(signatures[:, band * width : (band + 1) * width])
        keys = part.view(np.uint32).ravel()
        order = np.argsort(keys, kind="stable")
        for step in range(1, NEIGHBOURS + 1):
            a, b = order[:-step], order[step:]
            same = (keys[a] == keys[b]) & (days[b] - days[a] <= np.where(outlets[a] == outlets[b], 0, WINDOW))
            a, b = a[same], b[same]
            if not len(a):
                break
            similar = (signatures[a] == signatures[b]).mean(axis=1) >= SIMILAR
            yield from zip(a[similar].tolist(), b[similar].tolist(), strict=True)


def events(con: DuckDBPyConnection) -> None:
    """Make the table clusters (event_mention_id, cluster) of the mentions in facts: mentions joined by pairs, however
    many steps apart, or known to be of one event, are one cluster."""
    sets = Sets()
    for a, b in con.execute("SELECT DISTINCT a, b FROM pairs ORDER BY a, b").fetchall():
        sets.join(a, b)
    known: dict[str, str] = {}
    for mention, event in con.execute("SELECT event_mention_id, event_id FROM known_events ORDER BY ALL").fetchall():
        sets.join(known.setdefault(event, mention), mention)
    members = sorted(sets.members())
    load(con, "joined", {"event_mention_id": members, "cluster": [sets.find(m) for m in members]})
    con.execute(
        """CREATE OR REPLACE TEMP TABLE clusters AS
           SELECT event_mention_id, coalesce(j.cluster, event_mention_id) AS cluster
           FROM facts LEFT JOIN joined AS j USING (event_mention_id)"""
    )


def load(con: DuckDBPyConnection, table: str, columns: dict[str, list[str]]) -> None:
    """Make a temporary table of texts."""
    data = pa.table({name: pa.array(values, type=pa.string()) for name, values in columns.items()})
    con.register("loading", data)
    con.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS FROM loading")
    con.unregister("loading")
