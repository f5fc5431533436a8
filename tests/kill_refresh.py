"""Kill a refresh before and after each file it puts in place, run it again, compare. Run by test_pipeline_crash.

A process of its own, so that it can fork before any thread was started: each trial is a real process that ends by
SIGKILL. Prints the number of trials as its last line; exits 1 naming the first trial whose lake differs.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import newsroom
import pyarrow as pa

from etl import batches, extract, lexicon, pipeline, reading, versions

EVERY = 5  # steps tried: every fifth replacement, before or after it in turn
VOCABULARY = lexicon.load()


def refresh(home: Path, inputs: Path) -> None:
    pipeline.refresh(home, [inputs], workers=1, vocabulary=VOCABULARY)


def warm(inputs: Path) -> None:
    """Compile what every trial would compile again, without starting a thread."""
    pa.set_cpu_count(1)
    versions.articles(VOCABULARY), versions.mentions(VOCABULARY)
    first = next(iter(reading.read(inputs / "a.jsonl", "a.jsonl")))
    tables = batches.build([first], batches.Known(), VOCABULARY)
    for (table, _), rows in tables.items():
        if table == "articles":
            extract.extract(rows, VOCABULARY)


def killed_at(step: int, act: Callable[[], None]) -> bool:
    """Run `act` in a process that is killed at its `step`th replacement of a file (odd: before, even: after it);
    False when it ended by itself."""
    pid = os.fork()
    if pid == 0:
        done, replace = 0, Path.replace

        def counted(self: Path, target: Path) -> Path:
            nonlocal done
            for late in (False, True):
                done += 1
                if done == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                if not late:
                    replace(self, target)
            return target

        Path.replace = counted  # type: ignore[method-assign,assignment]
        act()
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        sys.exit(f"step {step}: the refresh failed by itself")
    return os.WIFSIGNALED(status)


def main(folder: Path) -> None:
    pipeline.BATCH_INPUTS = 3  # several batches, so that a kill may fall between them
    inputs = folder / "landing"
    warm(inputs)
    undisturbed = folder / "undisturbed"
    killed_at(-1, lambda: refresh(undisturbed, inputs))
    wanted = newsroom.lake_bytes(undisturbed)
    step, trials = 1, 0
    while True:
        home = folder / f"home{step}"
        if not killed_at(step, lambda home=home: refresh(home, inputs)):  # type: ignore[misc]
            break
        killed_at(step + 3, lambda home=home: refresh(home, inputs))  # type: ignore[misc]
        killed_at(-1, lambda home=home: refresh(home, inputs))  # type: ignore[misc]
        if newsroom.lake_bytes(home) != wanted:
            different = set(newsroom.lake_bytes(home).items()) ^ set(wanted.items())
            sys.exit(f"step {step}: other bytes: {sorted(different)[:5]}")
        shutil.rmtree(home)
        step += EVERY
        trials += 1
    print(trials)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
