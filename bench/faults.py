"""What refreshes withstand. Each part by itself:

    python -m bench.faults readers [--articles 5000] [--refreshes 50] [--readers 4]
    python -m bench.faults kills [--articles 100] [--kills 200]
    python -m bench.faults disk

`readers` asks from other processes without pause while the warehouse is refreshed. `kills` ends refreshes by SIGKILL at
random moments and compares what the next one gives with an undisturbed one: the lake byte for byte, all rows of the
warehouse. `disk` fills a small tmpfs, then mounts it read-only. Prints JSON.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from bench import articles, generated
from bench.refresh import BEGIN, CORRECTED, NOW, unequal
from warehouse import build
from warehouse.query import Reader

REFRESH: Final = """
import sys
from pathlib import Path
from etl import pipeline
from warehouse import build
pipeline.BATCH_INPUTS = 500
print('ready', flush=True)
pipeline.refresh(Path(sys.argv[1]), sys.argv[2:], workers=2)
build.publish(Path(sys.argv[1]))
"""


def read(home: str, stop: Any, out: Any) -> None:
    """Ask without pause in one transaction at a time; how many answers, warehouses seen, and what went wrong."""
    reader, answers, seen, wrong = Reader(Path(home)), 0, set(), []
    while not stop.is_set():
        try:
            con = reader.cursor()
            con.execute("BEGIN")
            by_type = con.execute("SELECT sum(n_events)::BIGINT FROM type_days").fetchone()
            told = "SELECT count(*) FROM events WHERE modality <> 'hypothetical'"
            told += " AND coalesce(start_date, first_reported) IS NOT NULL"
            events = con.execute(told).fetchone()
            con.execute("COMMIT")
            if by_type != events:
                wrong.append(f"{by_type} by type, {events} events")
            seen.add(events)
            answers += 1
        except Exception as error:
            wrong.append(repr(error))
    out.put((answers, len(seen), wrong))


def readers(folder: Path, given: argparse.Namespace) -> dict[str, Any]:
    """Readers in processes of their own while the warehouse is refreshed."""
    home = folder / "home"
    generated.batch(home, 0, given.articles, *BEGIN)
    build.publish(home)
    context = multiprocessing.get_context("spawn")
    stop, out = context.Event(), context.Queue()
    processes = [context.Process(target=read, args=(str(home), stop, out)) for _ in range(given.readers)]
    for process in processes:
        process.start()
    for n in range(given.refreshes):
        generated.batch(home, given.articles + n * 20, 20, *NOW, CORRECTED)
        build.publish(home)
    stop.set()
    results = [out.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()
    return {
        "refreshes": given.refreshes,
        "answers": [answers for answers, _, _ in results],
        "warehouses seen": [seen for _, seen, _ in results],
        "wrong or failed": [wrong for _, _, wrong in results if wrong],
    }


def refresh(home: Path, inputs: Path, after: float | None = None) -> float:
    """Run a refresh in a process of its own, killed `after` seconds from its start of work; seconds it took."""
    process = subprocess.Popen([sys.executable, "-c", REFRESH, str(home), str(inputs)], stdout=subprocess.PIPE)
    assert process.stdout and process.stdout.readline() == b"ready\n"
    start = time.perf_counter()
    try:
        code = process.wait(after)
        assert code == 0, f"the refresh failed: {code}"
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
    return time.perf_counter() - start


def digest(home: Path) -> str:
    """What the lake holds, byte for byte."""
    sha = hashlib.sha256()
    for path in sorted((home / "lake").rglob("*")):
        if path.is_file():
            sha.update(path.relative_to(home).as_posix().encode() + path.read_bytes())
    return sha.hexdigest()


def kills(folder: Path, given: argparse.Namespace) -> dict[str, Any]:
    """Kill refreshes at random moments, several on the same home until one may end; then begin anew. Every second home
    holds a warehouse already, so that the kills fall into adding to it."""
    inputs = articles.write(folder / "in.jsonl", 0, given.articles)
    undisturbed, base = folder / "undisturbed", folder / "base"
    refresh(base, articles.write(folder / "base.jsonl", given.articles, 30 * given.articles))
    shutil.copytree(base, undisturbed)
    whole = refresh(undisturbed, inputs)
    wanted, rng, killed, homes, wrong = digest(undisturbed), random.Random(1), 0, 0, 0
    while killed < given.kills:
        home = folder / f"home{homes}"
        shutil.copytree(base, home)
        for _ in range(rng.randint(1, 12)):
            refresh(home, inputs, rng.uniform(0, whole))
            killed += 1
        refresh(home, inputs)
        wrong += digest(home) != wanted or bool(unequal(home, undisturbed))
        homes += 1
        shutil.rmtree(home)
    return {"refresh s": whole, "killed": killed, "homes": homes, "homes that differ": wrong}


def disk(folder: Path, given: argparse.Namespace) -> dict[str, Any]:
    """The tests of a full and of a read-only disk, by name and outcome."""
    tests = [sys.executable, "-m", "pytest", "-q", "-rA", "tests/test_warehouse_disk.py"]
    done = subprocess.run(tests, capture_output=True, text=True, check=False)
    return {"tests": [line for line in done.stdout.splitlines() if line.startswith(("PASSED", "FAILED", "SKIPPED"))]}


PARTS: Final = {"readers": readers, "kills": kills, "disk": disk}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--articles", type=int, help="before the refreshes (readers), in each (kills)")
    parser.add_argument("--refreshes", type=int, default=50)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--kills", type=int, default=200)
    given = parser.parse_args()
    given.articles = given.articles or {"readers": 5_000}.get(given.part, 100)
    machine = {"cpus": len(os.sched_getaffinity(0)), "load": os.getloadavg()[0]}
    with tempfile.TemporaryDirectory(prefix="linimasa-bench-") as name:
        figures = PARTS[given.part](Path(name), given)
    sys.stdout.write(json.dumps({"part": given.part, **machine, **figures}, indent=1) + "\n")


if __name__ == "__main__":
    main()
