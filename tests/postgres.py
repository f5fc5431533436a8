"""A real Postgres of the system's packages, for tests: a cluster of its own on loopback, ended with the block."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PASSWORD = "rahasia-sekali"  # told to nobody: tests look for it in logs


def programs() -> Path | None:
    """The folder of initdb, postgres, pg_dump and psql, if there is one."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    needed = ("initdb", "postgres", "pg_dump", "psql")
    return next((folder for folder in folders if all((folder / name).exists() for name in needed)), None)


@contextmanager
def cluster() -> Iterator[str]:
    """The address of a database, with its password."""
    binaries = programs()
    assert binaries
    with tempfile.TemporaryDirectory() as name, socket.socket() as free:
        place = Path(name)
        (place / "password").write_text(PASSWORD)
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
        free.close()
        user = _unprivileged(place)
        made = [binaries / "initdb", "-D", place / "db", "-U", "linimasa", "-A", "scram-sha-256", "-E", "UTF8"]
        subprocess.run([*made, f"--pwfile={place / 'password'}", "--no-sync"], check=True, capture_output=True, **user)
        options = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off", "-p", port]
        with (place / "log").open("wb") as log:
            server = subprocess.Popen([binaries / "postgres", "-D", place / "db", *options], stderr=log, **user)
        try:
            _wait(int(port), place / "log")
            yield f"postgresql://linimasa:{PASSWORD}@127.0.0.1:{port}/postgres"
        finally:
            server.terminate()
            server.wait()


def _unprivileged(place: Path) -> dict[str, Any]:
    """Postgres refuses to run as root."""
    if os.getuid():
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    owner = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    for path in (place, *place.iterdir()):
        os.chown(path, owner.pw_uid, owner.pw_gid)
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": [], "cwd": place}


def _wait(port: int, log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(log.read_text())
