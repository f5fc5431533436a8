"""Warehouse speed on generated events: the product's tables against the arrival-order design, SQLite and Postgres.

    python -m bench.warehouse --events 10000000 [--others] [--keep FOLDER] [--json FILE]

The models of the product (timeline, counts, keys, macros of warehouse/sql) build and answer; only the rows are
generated. The answers are checked equal across engines. Times are milliseconds over repeated queries in one process,
the first left out; goals (G5, G6, G7, G10) stand beside what was measured, met or not. Postgres is skipped with its
reason where it is missing.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import duckdb

from bench import others
from bench.figures import Figures, report
from warehouse import build, counts, ddl, full, models

HERE = Path(__file__).parent
REPEAT, FEWEST, PATIENCE_MS = 21, 5, 5000.0
FILLED = ("actors", "articles", "event_mentions", "event_links", "event_actors", "events")
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


def attach(con: duckdb.DuckDBPyConnection, path: Path, name: str = "bench") -> None:
    """Make the empty tables of the product in a file, and use it."""
    con.execute(f"ATTACH '{path}' AS {name} (STORAGE_VERSION '{build.STORAGE}')")
    con.execute(f"USE {name}")
    for statement in ddl.statements():
        con.execute(statement)


def generate(path: Path, n: int) -> dict[str, float]:
    """Make the warehouse; seconds and size of the arrival-order tables, seconds of the sorted tables and rollups, by
    the clock and of the processor. The rows are made first, in a file of their own: no warehouse invents its rows."""
    rows = path.with_suffix(".rows")
    with duckdb.connect() as con:
        con.execute(f"SET temp_directory = '{path.parent / 'spill'}'")
        attach(con, rows, "rows")
        run(con, (HERE / "generate_events.sql").read_text("utf-8").replace("$N", str(n)))
        con.execute("CHECKPOINT rows")
        attach(con, path)
        arrival = spent(lambda: _load(con))
        size = path.stat().st_size
        con.execute("DETACH rows")
        rows.unlink()
        physical = spent(lambda: _physical(con))
    named = {"arrival": arrival, "sorted and rollups": physical}
    figures = {f"{what} {unit}": value for what, times in named.items() for unit, value in times.items()}
    return figures | {"arrival MB": size / 1e6}


def spent(do: Callable[[], None]) -> dict[str, float]:
    """Seconds by the clock and of the processor."""
    start, used = time.perf_counter(), time.process_time()
    do()
    return {"s": time.perf_counter() - start, "processor s": time.process_time() - used}


def _load(con: duckdb.DuckDBPyConnection) -> None:
    for table in FILLED:
        con.execute(f"INSERT INTO {table} FROM rows.{table}")
    con.execute("CHECKPOINT bench")


def _physical(con: duckdb.DuckDBPyConnection) -> None:
    """What the product makes of the rows, as warehouse.full does."""
    con.execute("CREATE TEMP VIEW event_scope AS SELECT event_id FROM events")
    con.execute("CREATE TEMP VIEW article_scope AS SELECT article_id FROM articles")
    con.execute("CREATE TEMP VIEW touched_actors AS SELECT actor_id FROM actors")
    con.execute("CREATE TEMP TABLE before_actors AS SELECT actor_id, name, kind, country, n_events FROM actors LIMIT 0")
    models.run(con, "01_helpers")
    counts.start(con)
    counts.take(con, ("pairs", "type_days"), 1)
    counts.fill(con, "type_days")
    models.run(con, "65_keys")
    full.timelines(con)
    models.run(con, "90_macros")
    con.execute("CHECKPOINT bench")


def timed(ask: Callable[[], Rows]) -> tuple[dict[str, float], Rows]:
    """Milliseconds over repeated runs (the first left out; fewer of what takes seconds), and the rows."""
    rows, times = ask(), list[float]()
    while len(times) < FEWEST or (len(times) < REPEAT and sum(times) < PATIENCE_MS):
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


KIND = {TIMELINE: "timeline", NETWORK: "network", DAYS: "days"}


def plain(rows: Rows) -> list[tuple[str, ...]]:
    return [tuple(str(value) for value in row) for row in rows]


def run_all(chosen: argparse.Namespace, folder: Path, figures: Figures) -> None:
    """Generate what is not there, measure, and hold it against the goals."""
    path = folder / f"bench-{chosen.events}.duckdb"
    if not path.exists():
        figures["build"] = generate(path, chosen.events)
    figures["size MB"] = path.stat().st_size / 1e6
    with duckdb.connect(str(path), read_only=True) as con, ExitStack() as open_:
        engines: dict[str, others.Ask] = {}
        if chosen.others:
            engines["sqlite"] = open_.enter_context(others.sqlite(con, folder, figures))
            if reason := others.missing():
                figures["postgres"] = f"skipped: {reason}"
            else:
                engines["postgres"] = open_.enter_context(others.postgres(con, folder, figures))
        measure(con, engines, figures)
    figures["goals"] = goals(figures)


def measure(con: duckdb.DuckDBPyConnection, engines: dict[str, others.Ask], figures: dict[str, Any]) -> None:
    """Ask every question of every engine and compare the answers."""
    figures["queries ms"] = {}
    for name, (query, arrival, values) in questions(con).items():
        times, rows = timed(lambda q=query, v=values: con.execute(q, v).fetchall())  # type: ignore[misc]
        slow, other = timed(lambda q=arrival, v=values: con.execute(q, v).fetchall())  # type: ignore[misc]
        assert plain(rows) == plain(other), name
        row = {"rows": len(rows), "product": times, "arrival": slow, "arrival / product": slow["p50"] / times["p50"]}
        for engine, ask in engines.items():
            row[engine], third = timed(lambda a=ask, q=KIND[query], v=values: a(q, v))  # type: ignore[misc]
            assert plain(rows) == plain(third), (name, engine)
            row[f"{engine} / product"] = row[engine]["p50"] / times["p50"]
        figures["queries ms"][name] = row


def goals(figures: dict[str, Any]) -> dict[str, str]:
    """What was aimed at, beside what was measured."""
    asked = figures["queries ms"]
    lines = [asked[name] for name in asked if name.startswith("timeline")]
    pairs = [asked[name] for name in asked if name.startswith("co-actors")]
    days = asked["type x day, a month"]

    def worst(rows: list[dict[str, Any]], what: str) -> float:
        return max(row["product"][what] for row in rows)

    def times(rows: list[dict[str, Any]], engine: str) -> str:
        least = min((row[f"{engine} / product"] for row in rows if f"{engine} / product" in row), default=None)
        return "not run" if least is None else f"{least:.1f} times at least"

    out = {
        "G5 timeline p50 <= 3 ms, p95 <= 10 ms, >= 15x arrival order": f"{worst(lines, 'p50'):.2f} ms, "
        f"{worst(lines, 'p95'):.2f} ms, {times(lines, 'arrival')}; SQLite {times(lines, 'sqlite')}",
        "G6 co-actors <= 3 ms, >= 50x SQLite on a heavy actor": f"{worst(pairs, 'p50'):.2f} ms, "
        f"{times(pairs[:1], 'sqlite')}",
        "G7 type x day <= 2 ms, >= 3x SQLite": f"{days['product']['p50']:.2f} ms, {times([days], 'sqlite')}",
    }
    if made := figures.get("build"):
        out["G10 10M events in <= 90 s, <= 2.5x the size of arrival order"] = (
            f"{made['arrival s'] + made['sorted and rollups s']:.0f} s, {figures['size MB'] / made['arrival MB']:.2f}x"
        )
    return out


if __name__ == "__main__":
    report(__doc__, "--others", "also load SQLite and Postgres with covering indexes", run_all)
