"""Refreshes: killed at random moments, repeated with nothing new, and published by adding to a copy.

    python -m bench.refresh [--articles 2000] [--kills 200] [--files 20000]

Prints JSON: what a killed and repeated refresh ended in against an undisturbed one (lake bytes and warehouse rows), the
time that "nothing new" takes over many files, and the time to publish 4% more articles by appending and whole.
Articles are generated; times depend on the machine and on what else runs there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb

from warehouse import build, ddl

TOWNS = ("Demak", "Kudus", "Jepara", "Pati", "Rembang", "Blora", "Grobogan", "Boyolali", "Klaten", "Wonogiri")
VERBS = ("meminta", "mendesak", "mengecam", "menangkap", "menuding", "mengirim bantuan kepada", "bertemu dengan")
REFRESH = """
import sys
from pathlib import Path
from etl import pipeline
from warehouse import build
pipeline.BATCH_INPUTS = 500
print('ready', flush=True)
pipeline.refresh(Path(sys.argv[1]), sys.argv[2:], workers=2)
build.publish(Path(sys.argv[1]))
"""
# Rows that tell of the building, not of the inputs.
ITS_OWN = {"build_info", "event_id_history", "lake_parts"}


def article(rng: random.Random, n: int) -> dict[str, str]:
    """An article of its own words."""
    town, other = rng.sample(TOWNS, 2)
    said = " ".join("".join(rng.choice("aiueo") + rng.choice("bdgklmnprst") for _ in range(3)) for _ in range(60))
    text = (
        f"Bupati {town} Sutrisno Hadi {rng.choice(VERBS)} Wali Kota {other} Rahmat Wijaya pada hari Rabu. "
        f"Sebanyak {n % 90 + 2} rumah terendam. Catatan: {said}."
    )
    day = f"2025-{n % 12 + 1:02d}-{n % 27 + 1:02d}T08:00:00+07:00"
    place = {"url": f"https://uji.id/{n}", "publisher": "uji.id", "published": day}
    return {**place, "title": f"Kabar {n} dari {town}", "text": text}


def write(path: Path, first: int, count: int) -> Path:
    rng = random.Random(first)
    lines = (json.dumps(article(rng, n)) for n in range(first, first + count))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def lake_digest(home: Path) -> str:
    sha = hashlib.sha256()
    for path in sorted((home / "lake").rglob("*")):
        if path.is_file():
            sha.update(path.relative_to(home).as_posix().encode() + path.read_bytes())
    return sha.hexdigest()


def same_rows(a: Path, b: Path) -> bool:
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{a / build.NAME}' AS a (READ_ONLY)")
        con.execute(f"ATTACH '{b / build.NAME}' AS b (READ_ONLY)")
        return not any(
            con.execute(f"FROM {x}.{t.name} EXCEPT ALL FROM {y}.{t.name}").fetchone()
            for t in ddl.tables()
            if t.name not in ITS_OWN
            for x, y in (("a", "b"), ("b", "a"))
        )


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


def kills(folder: Path, articles: int, count: int) -> dict[str, Any]:
    """Kill refreshes at random moments, all of them on the same home until one ends; then begin anew."""
    inputs = write(folder / "in.jsonl", 0, articles)
    undisturbed = folder / "undisturbed"
    whole = refresh(undisturbed, inputs)
    wanted, rng, killed, homes, wrong = lake_digest(undisturbed), random.Random(1), 0, 0, 0
    while killed < count:
        home = folder / f"home{homes}"
        for _ in range(rng.randint(1, 12)):
            refresh(home, inputs, rng.uniform(0, whole))
            killed += 1
        refresh(home, inputs)
        wrong += lake_digest(home) != wanted or not same_rows(home, undisturbed)
        homes += 1
    return {"refresh s": whole, "killed": killed, "homes": homes, "homes that differ": wrong}


def nothing_new(folder: Path, count: int) -> dict[str, Any]:
    """Time to see that none of many files is new, in a process of its own."""
    many = folder / "many"
    many.mkdir()
    for n in range(count):
        (many / f"{n}.txt").write_text(f"Judul {n}\n\nIsi berita nomor {n} dari desa itu.\n", encoding="utf-8")
    home = folder / "home-many"
    code = (
        "import sys, pathlib; from etl import landing, lake; home = pathlib.Path(sys.argv[1]); "
        "print(len(landing.new(landing.find([sys.argv[2]]), landing.load(home, lake.records(home)))))"
    )
    from etl import lexicon, pipeline

    pipeline.land(home, [many], lexicon.load())
    times = []
    for _ in range(5):
        start = time.perf_counter()
        left = subprocess.run(
            [sys.executable, "-c", code, str(home), str(many)], capture_output=True, check=True
        ).stdout
        times.append(time.perf_counter() - start)
        assert int(left) == 0
    return {"files": count, "min s": min(times), "max s": max(times)}


def appended(folder: Path, articles: int) -> dict[str, Any]:
    """Publish 4% more articles by appending, and the same lake whole."""
    from etl import pipeline

    home = folder / "home-append"
    pipeline.refresh(home, [write(folder / "base.jsonl", 0, articles)])
    build.publish(home)
    pipeline.refresh(home, [write(folder / "more.jsonl", articles, articles // 25)])
    start = time.perf_counter()
    build.publish(home)
    middle = time.perf_counter()
    (folder / "whole").mkdir()
    (folder / "whole" / "lake").symlink_to(home / "lake")
    build.publish(folder / "whole", force=True)
    return {
        "articles": articles,
        "append s": middle - start,
        "whole s": time.perf_counter() - middle,
        "equal": same_rows(home, folder / "whole"),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--files", type=int, default=20_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="linimasa-bench-") as name:
        folder = Path(name)
        figures = {
            "nothing new": nothing_new(folder, chosen.files) if chosen.files else None,
            "kill -9": kills(folder, chosen.articles, chosen.kills) if chosen.kills else None,
            "publish": appended(folder, 10 * chosen.articles),
        }
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
