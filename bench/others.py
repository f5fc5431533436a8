"""The generated warehouse in SQLite and in Postgres, with covering indexes, for bench/warehouse.py."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

import duckdb

Ask = Callable[[str, list[Any]], list[tuple[Any, ...]]]
TABLES: Final = {
    "timeline": "SELECT actor_id, start_date::VARCHAR AS start_date, type, evidence, title, url, event_id "
    "FROM actor_timeline",
    "sides": "SELECT actor_id, event_mention_id FROM event_actors",
    "events": "SELECT start_date::VARCHAR AS start_date, type FROM events",
}
INDEXES: Final = (
    "CREATE INDEX t ON timeline (actor_id, start_date, event_id{})",
    "CREATE INDEX s ON sides (actor_id, event_mention_id)",
    "CREATE INDEX m ON sides (event_mention_id, actor_id)",
    "CREATE INDEX e ON events (start_date, type)",
)
# In the words both understand; dates stand as texts, which compare as dates do.
QUERIES: Final = {
    "timeline": "SELECT start_date, type, evidence, title, url, event_id FROM timeline WHERE actor_id = ? "
    "AND start_date BETWEEN ? AND ? ORDER BY start_date, event_id LIMIT 200",
    "network": "SELECT y.actor_id, count(*) AS n FROM sides AS x JOIN sides AS y USING (event_mention_id) "
    "WHERE x.actor_id = ? AND y.actor_id <> x.actor_id GROUP BY 1 ORDER BY n DESC, 1 LIMIT 20",
    "days": "SELECT start_date, type, count(*) FROM events WHERE start_date BETWEEN ? AND ? "
    "GROUP BY 1, 2 ORDER BY 1, 2",
}


@contextmanager
def sqlite(con: duckdb.DuckDBPyConnection, folder: Path, figures: dict[str, Any]) -> Iterator[Ask]:
    """Ask SQLite; build seconds and size go into `figures`."""
    path, start = folder / "bench.sqlite", time.perf_counter()
    path.unlink(missing_ok=True)
    lite = sqlite3.connect(path)
    lite.execute("PRAGMA synchronous = off")
    for table, query in TABLES.items():
        names = [row[0] for row in con.execute(f"DESCRIBE {query}").fetchall()]
        lite.execute(f"CREATE TABLE {table} ({', '.join(f'{name} TEXT' for name in names)})")
        rows = con.execute(query)
        while batch := rows.fetchmany(100_000):
            lite.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(names))})", batch)
    for index in INDEXES:
        lite.execute(index.format(", type, evidence, title, url"))
    lite.execute("ANALYZE")
    lite.commit()
    figures |= {"sqlite build s": time.perf_counter() - start, "sqlite MB": path.stat().st_size / 1e6}
    yield lambda query, values: lite.execute(QUERIES[query], values).fetchall()
    lite.close()
    path.unlink()


def programs() -> Path | None:
    """The folder of initdb and postgres, if there is one."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def missing() -> str:
    """Why Postgres cannot be asked; empty when it can."""
    try:
        import psycopg2  # noqa: F401
    except ImportError:
        return "psycopg2 is not installed"
    return "" if programs() else "no initdb here: apt-get install postgresql"


@contextmanager
def postgres(con: duckdb.DuckDBPyConnection, folder: Path, figures: dict[str, Any]) -> Iterator[Ask]:
    """Ask a Postgres of its own on loopback, ended with the block."""
    start = time.perf_counter()
    with _cluster(folder) as port, closing(_connected(port)) as pg:
        pg.autocommit = True
        cursor = pg.cursor()
        for table, query in TABLES.items():
            con.execute(f"COPY ({query}) TO '{folder / 'rows.csv'}' (HEADER false)")
            names = [row[0] for row in con.execute(f"DESCRIBE {query}").fetchall()]
            columns = ", ".join(f'{name} TEXT COLLATE "C"' for name in names)
            cursor.execute(f"CREATE UNLOGGED TABLE {table} ({columns})")
            with (folder / "rows.csv").open() as file:
                cursor.copy_expert(f"COPY {table} FROM STDIN (FORMAT csv)", file)
        (folder / "rows.csv").unlink()
        for index in INDEXES:
            cursor.execute(index.format(") INCLUDE (type, evidence, title, url"))
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT pg_database_size('postgres'), current_setting('server_version')")
        size, version = cursor.fetchone()
        figures |= {"postgres build s": time.perf_counter() - start, "postgres MB": size / 1e6, "postgres": version}

        def ask(query: str, values: list[Any]) -> list[tuple[Any, ...]]:
            cursor.execute(QUERIES[query].replace("?", "%s"), values)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows

        yield ask


@contextmanager
def _cluster(folder: Path) -> Iterator[int]:
    binaries, place = programs(), folder / "postgres"
    assert binaries
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    run: dict[str, Any] = {"cwd": "/"}
    if not os.getuid():  # Postgres refuses to run as root
        owner = pwd.getpwnam("postgres" if "postgres" in {entry.pw_name for entry in pwd.getpwall()} else "nobody")
        os.chown(place, owner.pw_uid, owner.pw_gid)
        for parent in (folder, *folder.parents):
            if parent.stat().st_mode & 0o055 != 0o055 and parent != Path("/"):
                parent.chmod(parent.stat().st_mode | 0o055)
        run |= {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    made = [binaries / "initdb", "-D", place / "db", "-U", "bench", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(made, check=True, capture_output=True, **run)
    options = {
        "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off", "shared_buffers": "1GB",
        "maintenance_work_mem": "512MB", "max_wal_size": "8GB",
    }  # fmt: skip
    given = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    with (folder / "postgres.log").open("wb") as log:
        server = subprocess.Popen(
            [binaries / "postgres", "-D", place / "db", "-p", str(port), *given], stderr=log, **run
        )
    try:
        _wait(port)
        yield port
    finally:
        server.send_signal(signal.SIGINT)  # at once: a SIGTERM would wait for who is connected
        server.wait()
        shutil.rmtree(place)


def _connected(port: int) -> Any:
    import psycopg2

    return psycopg2.connect(host="127.0.0.1", port=port, user="bench", dbname="postgres")


def _wait(port: int) -> None:
    import psycopg2

    for _ in range(300):
        try:
            _connected(port).close()
            return
        except psycopg2.OperationalError:
            time.sleep(0.1)
    raise TimeoutError("Postgres did not start")
