"""Linking over the whole set that SQL alone does badly: near-duplicate articles, and mentions into events.

Every function is one of the set of rows, whatever order they come in.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from duckdb import DuckDBPyConnection

PERMUTATIONS: Final = 64
BANDS: Final = 16
SIMILAR: Final = 0.75  # share of equal minima: near-copies, not reports of the same event in own words
SHINGLE: Final = 5  # words
WINDOW: Final = 3  # days between two copies


class Sets:
    """Union-find over texts; the least member stands for its set."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, item: str) -> str:
        root = item
        while (above := self._parent.get(root, root)) != root:
            root = above
        while (above := self._parent.get(item, item)) != root:
            self._parent[item] = root
            item = above
        return root

    def join(self, a: str, b: str) -> None:
        a, b = self.find(a), self.find(b)
        if a != b:
            self._parent[max(a, b)] = min(a, b)


def duplicates(con: DuckDBPyConnection) -> None:
    """Make the table duplicates (article_id, duplicate_of): near-copies within a few days, each pointing to the
    earliest of its group."""
    con.execute("CREATE OR REPLACE TEMP TABLE duplicates (article_id VARCHAR, duplicate_of VARCHAR)")
    rows = con.execute(
        "SELECT article_id, published_date, epoch_us(published_at), text FROM lake_articles JOIN latest "
        "USING (content_hash, article_id) WHERE published_date IS NOT NULL ORDER BY article_id"
    ).fetchall()
    signatures = {article_id: _signature(text) for article_id, _, _, text in rows}
    order = {a: (day, at or 0, a) for a, day, at, _ in rows}
    sets = Sets()
    for a, b in sorted(_candidates(signatures)):
        near = abs((order[a][0] - order[b][0]).days) <= WINDOW
        if near and _similarity(signatures[a], signatures[b]) >= SIMILAR:
            sets.join(a, b)
    groups: dict[str, list[str]] = {}
    for article_id in signatures:
        groups.setdefault(sets.find(article_id), []).append(article_id)
    found = []
    for members in groups.values():
        first = min(members, key=lambda a: order[a])
        found += [(a, first) for a in members if a != first]
    if found:
        con.executemany("INSERT INTO duplicates VALUES (?, ?)", found)


def _signature(text: str) -> tuple[int, ...]:
    from rensa import RMinHash  # type: ignore[import-untyped]

    words = text.lower().split()
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=7)
    minhash.update([" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))])
    return tuple(minhash.digest())


def _candidates(signatures: dict[str, tuple[int, ...]]) -> set[tuple[str, str]]:
    width = PERMUTATIONS // BANDS
    buckets: dict[tuple[int, ...], list[str]] = {}
    for article_id, signature in signatures.items():
        for band in range(BANDS):
            key = (band, *signature[band * width : (band + 1) * width])
            buckets.setdefault(key, []).append(article_id)
    return {
        (members[i], members[j])
        for members in buckets.values()
        for i in range(len(members))
        for j in range(i + 1, min(len(members), i + 50))
    }


def _similarity(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    return sum(x == y for x, y in zip(a, b, strict=True)) / PERMUTATIONS


def events(con: DuckDBPyConnection) -> None:
    """Make the table clusters (event_mention_id, cluster, method) from the table pairs."""
    pairs = con.execute("SELECT a, b, method FROM pairs ORDER BY score DESC, a, b").fetchall()
    sets = Sets()
    method: dict[str, str] = {}
    for a, b, how in pairs:
        sets.join(a, b)
        method.setdefault(a, how)
        method.setdefault(b, how)
    mentions = [m for (m,) in con.execute("SELECT event_mention_id FROM event_mentions ORDER BY 1").fetchall()]
    load(con, "clusters", ((m, sets.find(m), method.get(m, "single")) for m in mentions))


def load(con: DuckDBPyConnection, table: str, rows: Iterable[tuple[str, str, str]]) -> None:
    """Make a temporary table of (event_mention_id, cluster, method) rows."""
    import pyarrow as pa

    columns = list(zip(*rows, strict=True)) or [(), (), ()]
    names = ("event_mention_id", "cluster", "method")
    data = pa.table({n: pa.array(c, type=pa.string()) for n, c in zip(names, columns, strict=True)})
    con.register("loading", data)
    con.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS FROM loading")
    con.unregister("loading")
