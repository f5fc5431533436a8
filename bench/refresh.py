"""What refreshes cost. Each part by itself:

    python -m bench.refresh nothing-new [--files 20000]
    python -m bench.refresh grow [--articles 250000] [--refreshes 30] [--batch 1000] [--every 1] [--keep FOLDER]

`nothing-new` times the command line over files it knows (G9). `grow` refreshes a large warehouse again and again, times
copying and publishing (G8), compares all rows with a whole build after every --every th refresh and after the last, and
the time of queries with those of that build.
Prints JSON. Articles are generated as rows of the lake (bench/generated.py): what is timed begins behind extraction.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import duckdb

from bench import generated
from warehouse import build, ddl
from warehouse.query import Reader

BEGIN: Final = ("2015-01-01", 3650)  # first day and days of what is there before
NOW: Final = ("2024-12-28", 7)  # of what a refresh adds
CORRECTED: Final = 0.02  # share of a refresh that is a new version of an earlier article
# Rows that tell of the building, not of the inputs.
ITS_OWN: Final = {"build_info", "event_id_history", "lake_parts"}
QUERIES: Final = {
    "timeline": "SELECT * FROM timeline(?) LIMIT 200",
    "network": "SELECT * FROM actor_network(?) LIMIT 20",
    "search": "SELECT * FROM search_evidence('bicida menuding ' || ?)",
    "days": "SELECT * FROM type_days WHERE date BETWEEN DATE '2021-03-01' AND DATE '2021-03-31' AND ? IS NOT NULL",
}


def unequal(a: Path, b: Path) -> list[str]:
    """Tables whose rows differ between the warehouses of two homes, by how many there are and sums of their hashes,
    whatever their order."""
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{a / build.NAME}' AS a (READ_ONLY)")
        con.execute(f"ATTACH '{b / build.NAME}' AS b (READ_ONLY)")
        rows = "SELECT count(*), sum(hash(t)::HUGEINT), bit_xor(hash(t)) FROM {}.{} AS t"
        return [
            t.name
            for t in ddl.tables()
            if t.name not in ITS_OWN
            and con.execute(rows.format("a", t.name)).fetchone() != con.execute(rows.format("b", t.name)).fetchone()
        ]


def seconds(act: Callable[[], Any]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def asked(*homes: Path) -> dict[str, list[float]]:
    """Medians in milliseconds of the queries in each home, for an actor in the middle; asked in turns, since a machine
    is not as fast at one time as at another."""
    readers = [Reader(home) for home in homes]
    ranked = "SELECT actor_id FROM actors ORDER BY n_events DESC, actor_id LIMIT 1 OFFSET 1000"
    actor = (readers[0].ask(ranked).rows or readers[0].ask("SELECT min(actor_id) FROM actors").rows)[0]
    cursors = [reader.cursor() for reader in readers]
    out = {}
    for name, query in QUERIES.items():
        ask = [lambda c=cursor, q=query: c.execute(q, actor).fetchall() for cursor in cursors]  # type: ignore[misc]
        rounds = [[1000 * seconds(one) for one in ask] for _ in range(42)]
        out[name] = [statistics.median(times) for times in zip(*rounds[1:], strict=True)]
    return out


def grow(folder: Path, given: argparse.Namespace) -> dict[str, Any]:
    """Refresh after refresh into a warehouse of given size."""
    home, whole = folder / "home", folder / "whole"
    if not (home / build.NAME).exists():
        generated.batch(home, 0, given.articles, *BEGIN)
    build.publish(home)
    steps, wrong, wholes = [], [], []
    for n in range(1, given.refreshes + 1):
        generated.batch(home, given.articles + (n - 1) * given.batch, given.batch, *NOW, CORRECTED)
        copied = seconds(lambda: copy(home))
        steps.append((copied, seconds(lambda: build.publish(home))))
        if n == given.refreshes or (given.every and n % given.every == 0):
            shutil.rmtree(whole, ignore_errors=True)
            whole.mkdir()
            (whole / "lake").symlink_to(home / "lake")
            wholes.append(seconds(lambda: build.publish(whole, force=True)))
            wrong += [f"after {n}: {table}" for table in unequal(home, whole)]
    publish = [published for _, published in steps]
    return {
        "MB": (home / build.NAME).stat().st_size / 1e6,
        "copy s": spread([copied for copied, _ in steps]),
        "publish s": spread(publish),
        "publish over copy s (goal 0.5)": spread([published - copied for copied, published in steps]),
        "whole s": spread(wholes),
        "times faster than whole (goal 10)": statistics.median(wholes) / statistics.median(publish),
        "compared": len(wholes),
        "tables that differ": wrong,
        "queries ms, ms in the whole, ratio (goal 1.5)": {q: (*t, t[0] / t[1]) for q, t in asked(home, whole).items()},
        "publish s, one by one": publish,
    }


def copy(home: Path) -> None:
    """What copying and flushing the file costs alone."""
    other = home / "copy.tmp"
    shutil.copyfile(home / build.NAME, other)
    with other.open("rb") as file:
        os.fsync(file.fileno())
    other.unlink()


def spread(values: list[float]) -> dict[str, float]:
    return {"p50": statistics.median(values), "min": min(values), "max": max(values)}


def nothing_new(folder: Path, given: argparse.Namespace) -> dict[str, Any]:
    """Time to see that none of many files is new, by the command line in a process of its own."""
    many, home = folder / "many", folder / "home"
    many.mkdir()
    for n in range(given.files):
        (many / f"{n}.txt").write_text(f"Judul {n}\n\nIsi berita nomor {n} dari desa itu.\n", encoding="utf-8")
    command = [sys.executable, "-c", "from etl import cli; cli.main()", "refresh", str(many), "--home", str(home)]
    subprocess.run(command, check=True, capture_output=True)
    code = "import sys; from pathlib import Path; from etl.defs import pending; "
    code += "sys.exit(bool(pending.look(Path(sys.argv[1]), sys.argv[2:])))"
    look = [sys.executable, "-c", code, str(home), str(many)]
    runs = {"command line": command, "the look alone": look}
    times = {
        name: [seconds(lambda r=run: subprocess.run(r, check=True, capture_output=True)) for _ in range(9)]  # type: ignore[misc]
        for name, run in runs.items()
    }
    return {"files": given.files, "goal s": 0.3, **{f"{name} s": spread(of) for name, of in times.items()}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=("grow", "nothing-new"))
    parser.add_argument("--articles", type=int, default=250_000)
    parser.add_argument("--refreshes", type=int, default=30)
    parser.add_argument("--batch", type=int, default=1000)
    parser.add_argument("--every", type=int, default=1, help="compare after every Nth refresh; 0: the last alone")
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--keep", type=Path, help="folder to keep the homes in; grow begins with the home there")
    given = parser.parse_args()
    machine = {"duckdb": duckdb.__version__, "cpus": len(os.sched_getaffinity(0)), "load": os.getloadavg()[0]}
    with tempfile.TemporaryDirectory(prefix="linimasa-bench-") as name:
        figures = (grow if given.part == "grow" else nothing_new)(given.keep or Path(name), given)
    sys.stdout.write(json.dumps({"part": given.part, **machine, **figures}, indent=1) + "\n")


if __name__ == "__main__":
    main()
