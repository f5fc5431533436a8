"""The real daemon, webserver and browser, for tests that drive them: started on loopback, ended with the block."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.defs import settings

PATIENCE = 150.0


def until(what: str, holds: Callable[[], Any], log: Path) -> Any:
    """Wait for something; fails with the end of the log when it does not come."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = holds()
        if found:
            return found
        time.sleep(0.5)
    pytest.fail(f"{what}: not within {PATIENCE:.0f} s\n{log.read_text()[-4000:]}")


@contextmanager
def running(arguments: list[str], environ: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process with its children in a group of its own, ended with the block."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, *arguments], env=environ, stdout=out, stderr=out, start_new_session=True
        )
    try:
        yield process
    finally:
        kill(process, environ[settings.HOME])


def kill(process: subprocess.Popen[bytes], home: str) -> None:
    """End a process and, where the system tells, all others that work on its home: code servers and run workers."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"{settings.HOME}={home}".encode() in (place / "environ").read_bytes().split(b"\0"):
                os.kill(int(place.name), signal.SIGKILL)


class Station:
    """A home, a landing folder and the environment of the processes that work on them."""

    def __init__(self, place: Path, schedule: str = "0 0 1 1 *") -> None:
        self.home, self.landing, self.log = place / "home", place / "landing", place / "log.txt"
        self.landing.mkdir()
        self.log.touch()
        self.environ = {**os.environ, **settings.environment(self.home, [str(self.landing)])}
        self.environ[settings.SCHEDULE] = schedule
        self.environ["PYTHONPATH"] = str(settings.ROOT)
        self._prepared = False

    def titles(self) -> set[str]:
        """Titles in the published warehouse."""
        file = self.home / "linimasa.duckdb"
        if not file.exists():
            return set()
        with duckdb.connect(str(file), read_only=True) as connection:
            return {row[0] for row in connection.execute("SELECT title FROM articles").fetchall()}

    def parts(self, *tables: str) -> set[Path]:
        """The files of these tables in the lake."""
        return {path for table in tables for path in (self.home / "lake" / table).rglob("*.parquet")}

    def question(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of the published warehouse."""
        with duckdb.connect(str(self.home / "linimasa.duckdb"), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def prepare(self) -> None:
        """Make the run records: processes that all find none, and make them at once, get in each other's way."""
        if not self._prepared:
            arguments = [sys.executable, "-m", "dagster", "instance", "migrate"]
            subprocess.run(arguments, env=self.environ, check=True, capture_output=True)
            self._prepared = True

    def daemon(self) -> Any:
        self.prepare()
        return running(["-m", "dagster._daemon", "run", "-m", "etl.definitions"], self.environ, self.log)

    @contextmanager
    def webserver(self) -> Iterator[int]:
        """The webserver; its port once it answers."""
        self.prepare()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
        arguments = ["-m", "dagster_webserver", "-m", "etl.definitions", "-h", "127.0.0.1", "-p", str(port)]
        with running(arguments, self.environ, self.log):
            until("the webserver answers", lambda: ask(port, "{ version }"), self.log)
            yield port


def ask(port: int, query: str) -> dict[str, Any] | None:
    """The webserver's answer to a GraphQL query; None while it is starting."""
    body = json.dumps({"query": query}).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}/graphql", body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            found: dict[str, Any] = json.load(answer)["data"]
            return found
    except (urllib.error.URLError, OSError):
        return None
