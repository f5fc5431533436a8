"""Warehouse speed on generated events: the product's physical tables against the arrival-order design and SQLite.

    python -m bench.warehouse --events 1000000 [--sqlite] [--keep FOLDER] [--json FILE]

The models of the product (warehouse/sql/65, 70, 72, 90) build and answer; only the rows are generated. The answers are
checked equal across engines. Times are milliseconds over repeated queries in one process, the first left out.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from warehouse import build, ddl, models

HERE = Path(__file__).parent
REPEAT = 21
Rows = list[tuple[Any, ...]]

# The design a user makes first: events and their actors as they came, joined when asked.
ARRIVAL_TIMELINE = """
SELECT e.start_date, e.type, m.evidence, a.title, a.url, e.event_id
FROM event_actors AS x JOIN event_links AS l USING (event_mention_id) JOIN events AS e USING (event_id)
JOIN event_mentions AS m USING (event_mention_id) JOIN articles AS a USING (article_id)
WHERE x.actor_id = ? AND e.start_date BETWEEN ?::DATE AND ?::DATE ORDER BY e.start_date, e.event_id LIMIT 200"""
TIMELINE = "SELECT start_date, type, evidence, title, url, event_id FROM timeline(?, since := ?, until := ?) LIMIT 200"
ARRIVAL_NETWORK = """
SELECT y.actor_id, count(*) AS n FROM event_actors AS x JOIN event_actors AS y USING (event_mention_id)
WHERE x.actor_id = ? AND y.actor_id <> x.actor_id GROUP BY 1 ORDER BY n DESC, 1 LIMIT 20"""
NETWORK = "SELECT actor_id, n_events FROM actor_network(?) LIMIT 20"
ARRIVAL_DAYS = """
SELECT start_date, type, count(*) AS n FROM events WHERE start_date BETWEEN ?::DATE AND ?::DATE
GROUP BY 1, 2 ORDER BY 1, 2"""
DAYS = "SELECT date, type, n_events FROM type_days WHERE date BETWEEN ?::DATE AND ?::DATE ORDER BY 1, 2"


def run(con: duckdb.DuckDBPyConnection, text: str) -> None:
    for statement in models.split(text):
        con.execute(statement)


def attach(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    con.execute(f"ATTACH '{path}' AS bench (STORAGE_VERSION '{build.STORAGE}')")
    con.execute("USE bench")


def generate(path: Path, n: int) -> tuple[float, float]:
    """Make the warehouse; seconds for the arrival-order tables, and for the sorted tables and rollups on top."""
    with duckdb.connect() as con:
        con.execute(f"SET temp_directory = '{path.parent / 'spill'}'")
        attach(con, path)
        for statement in ddl.statements():
            con.execute(statement)
        start = time.perf_counter()
        run(con, (HERE / "generate_events.sql").read_text("utf-8").replace("$N", str(n)))
        middle = time.perf_counter()
        con.execute("CREATE TEMP VIEW timeline_scope AS SELECT event_id FROM events")
        models.run(con, "01_helpers", "65_keys", "70_timeline", "72_rollups", "90_macros")
        con.execute("CHECKPOINT bench")
        return middle - start, time.perf_counter() - middle


def timed(ask: Callable[[], Rows]) -> tuple[dict[str, float], Rows]:
    """Milliseconds over repeated runs (the first left out), and the rows."""
    rows, times = ask(), []
    for _ in range(REPEAT):
        start = time.perf_counter()
        rows = ask()
        times.append(1000 * (time.perf_counter() - start))
    times.sort()
    return {
        "p50": statistics.median(times),
        "p95": times[int(0.95 * len(times))],
        "min": times[0],
        "max": times[-1],
    }, rows


def questions(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, str, list[Any]]]:
    """Name -> (product's query, arrival-order query, values)."""
    ranked = [r[0] for r in con.execute("SELECT actor_id FROM actors ORDER BY n_events DESC, actor_id").fetchall()]
    heavy, mid, light = ranked[0], ranked[len(ranked) // 50], ranked[len(ranked) // 2]
    month = ["2021-03-01", "2021-03-31"]
    always = ["1900-01-01", "2100-01-01"]
    return {
        "timeline heavy, a month": (TIMELINE, ARRIVAL_TIMELINE, [heavy, *month]),
        "timeline mid, 200 rows": (TIMELINE, ARRIVAL_TIMELINE, [mid, *always]),
        "timeline light": (TIMELINE, ARRIVAL_TIMELINE, [light, *always]),
        "co-actors heavy": (NETWORK, ARRIVAL_NETWORK, [heavy]),
        "co-actors mid": (NETWORK, ARRIVAL_NETWORK, [mid]),
        "type x day, a month": (DAYS, ARRIVAL_DAYS, month),
    }


SQLITE = """
CREATE TABLE timeline (actor_id TEXT, start_date TEXT, type TEXT, evidence TEXT, title TEXT, url TEXT, event_id TEXT);
CREATE TABLE sides (actor_id TEXT, event_mention_id TEXT);
CREATE TABLE events (start_date TEXT, type TEXT)"""
SQLITE_INDEXES = """
CREATE INDEX t ON timeline (actor_id, start_date, event_id, type, evidence, title, url);
CREATE INDEX s ON sides (actor_id, event_mention_id);
CREATE INDEX m ON sides (event_mention_id, actor_id);
CREATE INDEX e ON events (start_date, type)"""


def sqlite_of(con: duckdb.DuckDBPyConnection, path: Path) -> sqlite3.Connection:
    """The same rows in SQLite with covering indexes."""
    lite = sqlite3.connect(path)
    lite.executescript(SQLITE)
    for table, query, width in (
        (
            "timeline",
            "SELECT actor_id, start_date::VARCHAR, type, evidence, title, url, event_id FROM actor_timeline",
            7,
        ),
        ("sides", "SELECT actor_id, event_mention_id FROM event_actors", 2),
        ("events", "SELECT start_date::VARCHAR, type FROM events", 2),
    ):
        rows = con.execute(query)
        while batch := rows.fetchmany(100_000):
            lite.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * width)})", batch)
    lite.executescript(SQLITE_INDEXES)
    lite.commit()
    return lite


LITE = {
    TIMELINE: "SELECT start_date, type, evidence, title, url, event_id FROM timeline WHERE actor_id = ? AND start_date "
    "BETWEEN ? AND ? ORDER BY start_date, event_id LIMIT 200",
    NETWORK: "SELECT y.actor_id, count(*) AS n FROM sides AS x JOIN sides AS y USING (event_mention_id) "
    "WHERE x.actor_id = ? AND y.actor_id <> x.actor_id GROUP BY 1 ORDER BY n DESC, 1 LIMIT 20",
    DAYS: "SELECT start_date, type, count(*) FROM events WHERE start_date BETWEEN ? AND ? GROUP BY 1, 2 ORDER BY 1, 2",
}


def plain(rows: Rows) -> list[tuple[str, ...]]:
    return [tuple(str(value) for value in row) for row in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--sqlite", action="store_true", help="also load SQLite with covering indexes")
    parser.add_argument("--keep", type=Path, help="folder to keep the generated files in")
    parser.add_argument("--json", type=Path, help="write the figures there")
    chosen = parser.parse_args()
    folder = chosen.keep or Path(tempfile.mkdtemp(prefix="linimasa-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"bench-{chosen.events}.duckdb"
    figures: dict[str, Any] = {
        "events": chosen.events, "duckdb": duckdb.__version__, "python": platform.python_version(),
        "cpus": len(os.sched_getaffinity(0)), "load": os.getloadavg()[0],
    }  # fmt: skip
    try:
        if not path.exists():
            arrival, sorted_ = generate(path, chosen.events)
            figures["build"] = {"arrival s": arrival, "sorted and rollups s": sorted_}
        figures["size MB"] = path.stat().st_size / 1e6
        measure(path, folder if chosen.sqlite else None, figures)
    finally:
        if not chosen.keep:
            shutil.rmtree(folder)
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=1) + "\n")
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


def measure(path: Path, lite_folder: Path | None, figures: dict[str, Any]) -> None:
    """Ask every question of every engine and compare the answers."""
    with duckdb.connect(str(path), read_only=True) as con:
        lite = None
        if lite_folder:
            (lite_folder / "bench.sqlite").unlink(missing_ok=True)
            start = time.perf_counter()
            lite = sqlite_of(con, lite_folder / "bench.sqlite")
            figures["sqlite build s"] = time.perf_counter() - start
            figures["sqlite MB"] = (lite_folder / "bench.sqlite").stat().st_size / 1e6
        figures["queries ms"] = {}
        for name, (query, arrival, values) in questions(con).items():
            times, rows = timed(lambda q=query, v=values: con.execute(q, v).fetchall())  # type: ignore[misc]
            slow, other = timed(lambda q=arrival, v=values: con.execute(q, v).fetchall())  # type: ignore[misc]
            assert plain(rows) == plain(other), name
            row = {"rows": len(rows), "product": times, "arrival": slow, "times faster": slow["p50"] / times["p50"]}
            if lite:
                row["sqlite"], third = timed(lambda q=LITE[query], v=values: lite.execute(q, v).fetchall())  # type: ignore[misc]
                assert plain(rows) == plain(third), name
            figures["queries ms"][name] = row


if __name__ == "__main__":
    main()
