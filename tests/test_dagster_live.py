"""The real webserver and daemon on loopback, over a home of their own: what an operator relies on."""

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
from newsroom import article, lake_bytes, write

from etl import pipeline
from etl.defs import settings
from warehouse import build

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


class Newsroom:
    """A home, a landing folder and the environment of the processes that work on them."""

    def __init__(self, place: Path, dagster_home: Path) -> None:
        self.home, self.landing, self.log = place / "home", place / "landing", place / "log.txt"
        self.landing.mkdir()
        self.log.touch()
        self.environ = {**os.environ, **settings.environment(self.home, [str(self.landing)])}
        self.environ["PYTHONPATH"] = str(settings.ROOT)

    def titles(self) -> set[str]:
        """Titles in the published warehouse."""
        file = self.home / "linimasa.duckdb"
        if not file.exists():
            return set()
        with duckdb.connect(str(file), read_only=True) as connection:
            return {row[0] for row in connection.execute("SELECT title FROM articles").fetchall()}

    def daemon(self) -> Any:
        return running(["-m", "dagster._daemon", "run", "-m", "etl.definitions"], self.environ, self.log)


@pytest.fixture
def newsroom(tmp_path: Path, dagster_home: Path) -> Newsroom:
    return Newsroom(tmp_path, dagster_home)


def test_a_file_dropped_in_the_folder_is_published_and_seen_in_the_ui(newsroom: Newsroom) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    webserver = ["-m", "dagster_webserver", "-m", "etl.definitions", "-h", "127.0.0.1", "-p", str(port)]
    with newsroom.daemon(), running(webserver, newsroom.environ, newsroom.log):
        write(newsroom.landing / "a.jsonl", [article(n) for n in range(3)])
        until("the first file is published", lambda: len(newsroom.titles()) == 3, newsroom.log)
        write(newsroom.landing / "b.jsonl", [article(3)])
        until("the second file is published", lambda: len(newsroom.titles()) == 4, newsroom.log)

        def runs() -> list[dict[str, Any]] | None:
            query = "{ runsOrError(limit: 10) { ... on Runs { results { status jobName } } } }"
            found = ask(port, query)
            done = found["runsOrError"]["results"] if found else []
            return done if done and all(run["status"] == "SUCCESS" for run in done) else None

        recorded = until("the runs are recorded", runs, newsroom.log)
        assert [run["jobName"] for run in recorded] == ["refresh", "refresh"]
        asset = ask(
            port,
            '{ assetOrError(assetKey: {path: ["warehouse"]}) { ... on Asset '
            "{ assetMaterializations(limit: 1) { metadataEntries { label } } } } }",
        )
        assert asset is not None
        (latest,) = asset["assetOrError"]["assetMaterializations"]
        assert {"build_info", "events by type", "actors by month"} <= {e["label"] for e in latest["metadataEntries"]}


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


def test_a_daemon_killed_in_a_run_ends_right_after_a_restart(newsroom: Newsroom, tmp_path: Path) -> None:
    write(newsroom.landing / "a.jsonl", [article(n) for n in range(400)])
    with newsroom.daemon() as daemon:
        until("a run writes the lake", lambda: (newsroom.home / "lake").exists(), newsroom.log)
        kill(daemon, str(newsroom.home))
    assert newsroom.titles() == set()
    with newsroom.daemon():
        until("the restarted daemon publishes", newsroom.titles, newsroom.log)
    pipeline.refresh(tmp_path / "plain", [newsroom.landing], workers=1)
    build.publish(tmp_path / "plain")
    assert lake_bytes(newsroom.home) == lake_bytes(tmp_path / "plain")
