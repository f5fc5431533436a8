"""A full or read-only disk: a clear error, the old warehouse intact, nothing half-written left."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import newsroom
import pytest

from etl import lake, pipeline
from warehouse import build


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """A small file system of its own at `folder`; skips the test where mounting is not allowed."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount command")
    if done.returncode:
        pytest.skip(f"mounting is not allowed here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_leaves_the_old_warehouse(tmp_path: Path) -> None:
    first = newsroom.write(tmp_path / "1.jsonl", [newsroom.article(n) for n in range(3)])
    with mounted(tmp_path / "home", "size=24m") as home:
        pipeline.refresh(home, [first])
        published = build.publish(home).path.read_bytes()
        totals = pipeline.account(home)
        ballast = home / "ballast"
        with pytest.raises(OSError, match="No space left"), ballast.open("wb") as file:
            while True:
                file.write(b"x" * 65536)
                file.flush()
        second = newsroom.write(tmp_path / "2.jsonl", [newsroom.article(n) for n in range(3, 9)])
        with pytest.raises(lake.LakeError, match=r"No space left.*what was there before still stands"):
            pipeline.refresh(home, [second])
        assert pipeline.account(home) == totals
        with pytest.raises(build.PublishError, match="the old one still stands"):
            build.publish(home, force=True)
        assert (home / build.NAME).read_bytes() == published
        ballast.unlink()
        assert pipeline.refresh(home, [second]).totals["current"] == 9
        assert build.publish(home).rows["articles"] == 9


def test_a_read_only_home_is_named(tmp_path: Path) -> None:
    first = newsroom.write(tmp_path / "1.jsonl", [newsroom.article(1)])
    with mounted(tmp_path / "home", "size=24m") as home:
        pipeline.refresh(home, [first])
        published = build.publish(home).path.read_bytes()
        subprocess.run(["mount", "-o", "remount,ro", str(home)], check=True)
        with pytest.raises(lake.LakeError, match=r"cannot be written.*--home"):
            pipeline.refresh(home, [first])
        with pytest.raises(build.PublishError, match="cannot be written"):
            build.publish(home)
        assert (home / build.NAME).read_bytes() == published
