"""A sign of life of a run that the system takes back when its process dies: a file lock in the home."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

GRACE = 600.0  # seconds a run may be started without having come to its lock


@contextmanager
def alive(home: Path, run_id: str) -> Iterator[None]:
    """Show that this process works on the run."""
    file = _file(home, run_id)
    file.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(file):
        yield
    file.unlink(missing_ok=True)


def is_gone(home: Path, run_id: str, seconds: float) -> bool:
    """Whether the process of a run, started so many seconds ago, is no more."""
    file = _file(home, run_id)
    if not file.exists():
        return seconds > GRACE
    try:
        with FileLock(file, timeout=0):
            pass
    except Timeout:
        return False
    file.unlink(missing_ok=True)
    return True


def _file(home: Path, run_id: str) -> Path:
    return home / "state" / "runs" / f"{run_id}.lock"
