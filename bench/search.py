"""Evidence search on generated events: `search_evidence` against a scan with ILIKE and SQLite's FTS5.

    python -m bench.search --events 1000000 [--sqlite] [--keep FOLDER] [--json FILE]

The events are those of generate_events.sql with twelve words more a sentence, drawn by rank as words of news are (the
most frequent in about a sixth of the sentences). Every engine must find the same number of sentences with all words.
Times are milliseconds over repeated queries in one process, the first left out; on a machine that others use as well,
processor time says more than the clock.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from bench.figures import Figures, report
from bench.warehouse import HERE, Rows, attach, run
from warehouse import models, search

GOAL_MS = 50
REPEAT = 21
VOCABULARY, FIRST_RANK, DRAWS = 30_000, 8, 12
# Words by rank: in 16%, 7%, 1%, 0.1% and few of the sentences.
QUESTIONS = {
    "one word, very frequent": "kata8",
    "one word, rare": "kata20000",
    "two words, frequent": "kata20 kata60",
    "two words, mid and rare": "kata150 kata1500",
    "four words": "kata20 kata60 kata150 kata1500",
    "an actor in very many events": "aktor 1",
    "a word and an actor": "kata60 aktor 40",
    "nothing": "tidakada",
}


def generate(path: Path, n: int) -> dict[str, float]:
    """Make the warehouse; seconds for events and for the tables of search, and megabytes of these."""
    with duckdb.connect() as con:
        con.execute(f"SET temp_directory = '{path.parent / 'spill'}'")
        attach(con, path)
        run(con, (HERE / "generate_events.sql").read_text("utf-8").replace("$N", str(n)))
        rank = f"({FIRST_RANK} * exp(hash(evidence, k) % 1000000 / 1e6 * ln({VOCABULARY} / {FIRST_RANK})))::INTEGER"
        con.execute(
            f"""UPDATE event_mentions SET evidence =
                    evidence || ' ' || array_to_string(['kata' || {rank} FOR k IN range({DRAWS})], ' ')"""
        )
        models.run(con, "01_helpers")
        con.execute(
            """INSERT INTO actor_keys BY NAME
               SELECT text_no(lower(name)) AS key_no, text_no(actor_id) AS actor_no, lower(name) AS key, actor_id,
                      n_articles
               FROM actors ORDER BY key_no"""
        )
        con.execute("CHECKPOINT bench")
        con.execute("CREATE TEMP VIEW timeline_scope AS SELECT event_id FROM events")
        before, start = path.stat().st_size, time.perf_counter()
        search.build(con)
        models.run(con, "92_search")
        con.execute("CHECKPOINT bench")
        return {"build s": time.perf_counter() - start, "MB": (path.stat().st_size - before) / 1e6}


def timed(ask: Callable[[], Rows]) -> tuple[dict[str, float], Rows]:
    """Milliseconds by the clock and of the processor over repeated runs, and the rows."""
    rows, clock, processor = ask(), [], []
    for _ in range(REPEAT):
        start, used = time.perf_counter(), time.process_time()
        rows = ask()
        clock.append(1000 * (time.perf_counter() - start))
        processor.append(1000 * (time.process_time() - used))
    return {
        "p50": round(statistics.median(clock), 2),
        "min": round(min(clock), 2),
        "max": round(max(clock), 2),
        "processor p50": round(statistics.median(processor), 2),
    }, rows


def fts_of(con: duckdb.DuckDBPyConnection, path: Path) -> sqlite3.Connection:
    """The same sentences in SQLite, with its index of words."""
    lite = sqlite3.connect(path)
    lite.execute("CREATE VIRTUAL TABLE evidence USING fts5(mention UNINDEXED, text)")
    rows = con.execute("SELECT event_mention_id, evidence FROM event_mentions")
    while batch := rows.fetchmany(100_000):
        lite.executemany("INSERT INTO evidence VALUES (?, ?)", batch)
    lite.commit()
    return lite


def measure(path: Path, folder: Path | None, figures: dict[str, Any]) -> None:
    """Ask every question of every engine, and compare how many sentences have all words."""
    with duckdb.connect(str(path), read_only=True) as con:
        lite = None
        if folder:
            (folder / "search.sqlite").unlink(missing_ok=True)
            start = time.perf_counter()
            lite = fts_of(con, folder / "search.sqlite")
            figures["sqlite"] = {
                "version": sqlite3.sqlite_version,
                "build s": time.perf_counter() - start,
                "MB": (folder / "search.sqlite").stat().st_size / 1e6,
            }
        figures["queries ms"] = {}
        for name, words in QUESTIONS.items():
            row, rows = timed(lambda w=words: con.execute("FROM search_evidence(?)", [w]).fetchall())  # type: ignore[misc]
            figures["queries ms"][name] = {
                "words": words,
                "rows": len(rows),
                "product": row,
                "goal met": row["p50"] <= GOAL_MS,
            }
            if "aktor" not in words:
                figures["queries ms"][name] |= others(con, lite, words.split())


def others(con: duckdb.DuckDBPyConnection, lite: sqlite3.Connection | None, words: list[str]) -> dict[str, Any]:
    """The peers' times, after checking that all find the same number of sentences with all words."""
    having = "SELECT count(*) FROM event_mentions WHERE list_has_all(search_split(evidence), ?)"
    terms = """SELECT count(*) FROM (SELECT mention_no FROM evidence_terms
               WHERE term_no IN (SELECT text_no(search_root(unnest(?::VARCHAR[]))))
               GROUP BY mention_no HAVING count(*) = ?)"""
    expected = con.execute(having, [words]).fetchone()
    assert con.execute(terms, [words, len(words)]).fetchone() == expected, words
    like = " AND ".join("evidence ILIKE '%' || ? || '%'" for _ in words)
    scan = f"SELECT event_mention_id, evidence FROM event_mentions WHERE {like} LIMIT 50"
    out: dict[str, Any] = {
        "sentences with all": expected,
        "ILIKE": timed(lambda: con.execute(scan, words).fetchall())[0],
    }
    if lite:
        match = " AND ".join(words)
        found = lite.execute("SELECT count(*) FROM evidence WHERE evidence MATCH ?", [match]).fetchone()
        assert found == expected, (words, found, expected)
        ranked = "SELECT mention, text FROM evidence WHERE evidence MATCH ? ORDER BY rank LIMIT 50"
        out["sqlite"] = timed(lambda: lite.execute(ranked, [" OR ".join(words)]).fetchall())[0]
    return out


def run_all(chosen: argparse.Namespace, folder: Path, figures: Figures) -> None:
    """Generate what is not there, and measure."""
    path = folder / f"search-{chosen.events}.duckdb"
    if not path.exists():
        figures["search tables"] = generate(path, chosen.events)
    measure(path, folder if chosen.sqlite else None, figures)


if __name__ == "__main__":
    report(__doc__, "--sqlite", "also SQLite with FTS5", run_all)
