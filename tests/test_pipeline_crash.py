"""A refresh killed at any moment and run again ends in the bytes of an undisturbed one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import newsroom

TESTS = Path(__file__).parent


def test_killed_at_every_step_it_ends_in_the_same_bytes(tmp_path: Path) -> None:
    articles = [newsroom.article(n) for n in (0, 1, 3, 4)]
    newsroom.write(tmp_path / "landing" / "a.jsonl", articles, broken=1)
    newsroom.write(tmp_path / "landing" / "b.jsonl", [articles[2], newsroom.article(30)])
    path = os.pathsep.join([str(TESTS.parent), os.environ.get("PYTHONPATH", "")])
    run = subprocess.run(
        [sys.executable, str(TESTS / "kill_refresh.py"), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert int(run.stdout.split()[-1]) > 20
