"""`linimasa ui`: the Dagster UI with its daemon, for this home."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from etl.defs.settings import environment


def run(home: Path, paths: list[str], port: int) -> None:
    """Become `dagster dev` on loopback; ends with it."""
    environ = {**os.environ, **environment(home, paths)}
    arguments = ["-m", "dagster", "dev", "-m", "etl.definitions", "-h", "127.0.0.1", "-p", str(port)]
    os.execve(sys.executable, [sys.executable, *arguments], environ)
