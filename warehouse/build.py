"""Build the warehouse beside the old one, audit it, put it in its place. Readers are never blocked: they keep the file
they opened until they open again.

`full` makes a whole warehouse, `append` adds what is new to a copy; both run the models of `sql/`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import duckdb
from duckdb import DuckDBPyConnection
from filelock import FileLock, Timeout

from etl.schema import SCHEMA_VERSION
from warehouse import actor_judgements, append, audit, ddl, full, lake, models, previous, runs, space

NAME: Final = "linimasa.duckdb"
# The released DuckDB command line opens it. Later formats store texts as DICT_FSST, which decodes thousands of them to
# give one: a timeline of 200 rows takes twice as long.
STORAGE: Final = "v1.2.0"


class PublishError(RuntimeError):
    """The warehouse could not be built; the old one still stands. The message says why and the way out."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: the file, its rows by table, the checks it passed. `fresh` is False when the warehouse
    already held exactly this lake."""

    path: Path
    rows: dict[str, int]
    checks: int
    fresh: bool


def publish(home: Path, versions: dict[str, str] | None = None, force: bool = False) -> Published:
    """Bring the warehouse of `home` up to its lake and swap it in, unless it already holds this lake. What is new is
    added to a copy where that gives the rows of a whole build; `force` builds the whole.

    `versions` are the columns of build_info that the caller knows (code_version, lexicon_version, ontology_version).
    Raises audit.AuditError or PublishError; the old file then stands as it was.
    """
    with _writing(home):
        target, temporary = home / NAME, home / "linimasa.tmp.duckdb"
        wanted = _fingerprint(home)
        before = _published(home)
        if not force and before == wanted:
            return Published(target, {}, 0, False)
        _discard(temporary)
        previous.make_room(home, target)
        try:
            done = None
            if not force and before.get("models") == wanted["models"]:
                done = _append(home, temporary, versions or {})
            if done is None:
                _discard(temporary)
                done = _build(home, temporary, versions or {})
            rows, checks = done
            _flush(temporary)
            previous.keep(home, target, temporary)
            temporary.replace(target)
        finally:
            _discard(temporary)
        return Published(target, rows, checks, True)


def current(home: Path) -> bool:
    """Whether the published warehouse holds exactly this lake, built by this code."""
    return (home / NAME).exists() and _published(home) == _fingerprint(home)


def rollback(home: Path) -> previous.Kept:
    """Put the warehouse before the last publication in place of the published one; once more undoes it. The next
    publication adds what it lacks. Raises previous.NoPrevious, PublishError."""
    with _writing(home):
        return previous.swap(home, home / NAME)


def _build(home: Path, path: Path, versions: dict[str, str]) -> tuple[dict[str, int], int]:
    """A whole warehouse at `path`."""
    with _working(home) as con:
        _use(con, path)
        full.build(con, lake.listing(home), home / NAME)
        _build_info(con, home, versions)
        checks = audit.audit(con)
        return _finish(con), checks


def _append(home: Path, path: Path, versions: dict[str, str]) -> tuple[dict[str, int], int] | None:
    """A copy of the warehouse at `path` with what is new; None where only a whole build will do. What is to be written
    is found while the file is copied."""
    listing = lake.listing(home)
    with _working(home) as con, ThreadPoolExecutor(1) as pool:
        con.execute(f"ATTACH {ddl.quote(str(home / NAME))} AS published (READ_ONLY)")
        if space.sparse(con, "published") or not append.possible(con, listing):
            return None
        if not space.crowded(con, "published"):
            con.execute("SET max_vacuum_tasks = 0")  # the checkpoint then leaves row groups as they are
        copying = pool.submit(shutil.copyfile, home / NAME, path)
        append.make(con, listing)
        checks = audit.audit(con, added=True)
        runs.merge(con)  # after the audit: these rows passed one before
        copying.result()
        con.execute("DETACH published")
        _use(con, path)
        con.begin()  # each statement would be flushed to disk alone
        append.write(con, listing)
        con.execute("DELETE FROM build_info")
        _build_info(con, home, versions)
        con.commit()
        return _finish(con), checks


@contextmanager
def _working(home: Path) -> Iterator[DuckDBPyConnection]:
    """A connection with what the models read besides the lake."""
    with duckdb.connect() as con:
        con.execute("SET enable_progress_bar = false")
        con.execute("SET checkpoint_threshold = '1TB'")  # only where _finish says so
        con.execute(f"SET temp_directory = {ddl.quote(str(home / 'state' / 'spill'))}")
        models.removed(con, home)
        models.common_words(con)
        yield con


def _use(con: DuckDBPyConnection, path: Path) -> None:
    con.execute(f"ATTACH {ddl.quote(str(path))} AS warehouse (STORAGE_VERSION '{STORAGE}')")
    con.execute("USE warehouse")


def _finish(con: DuckDBPyConnection) -> dict[str, int]:
    """Rows by table, with everything written to the file."""
    rows = {t.name: models.count(con, t.name) for t in ddl.tables()}
    con.execute("CHECKPOINT warehouse")
    con.execute("USE memory")
    con.execute("DETACH warehouse")
    return rows


def _build_info(con: DuckDBPyConnection, home: Path, versions: dict[str, str]) -> None:
    try:
        code = version("linimasa")
    except PackageNotFoundError:
        code = "unknown"
    info = {"code_version": code, "lexicon_version": "unknown", "ontology_version": "unknown", **versions}
    fingerprint = _fingerprint(home)
    con.execute(
        "INSERT INTO build_info BY NAME SELECT ? AS code_version, ? AS lexicon_version, ? AS ontology_version, "
        "?::INTEGER AS schema_version, ? AS input_digest, ? AS models_version, ?::TIMESTAMPTZ AS built_at",
        [
            *(info[k] for k in ("code_version", "lexicon_version", "ontology_version")),
            *(SCHEMA_VERSION, fingerprint["lake"], fingerprint["models"], datetime.now(UTC)),
        ],
    )


def _fingerprint(home: Path) -> dict[str, str]:
    """What the warehouse is a function of: the parts of the lake, and the models with what was taken down or judged."""
    sha = hashlib.sha256()
    of_user = (home / "lexicon" / "removed.tsv", actor_judgements.path(home))
    for path in (*models.sources(), *(path for path in of_user if path.exists())):
        sha.update(path.read_bytes() + b"\0")
    return {"lake": lake.digest(home), "models": sha.hexdigest()[:16]}


def _published(home: Path) -> dict[str, str]:
    """The fingerprint of the published warehouse, which stands in it; empty where there is none to be read."""
    if not (home / NAME).exists():
        return {}
    try:
        with duckdb.connect() as con:
            con.execute(f"ATTACH {ddl.quote(str(home / NAME))} AS published (READ_ONLY)")
            row = con.execute("SELECT input_digest, models_version FROM published.build_info").fetchone()
    except duckdb.Error:
        return {}
    return {"lake": row[0], "models": row[1]} if row else {}


def _discard(path: Path) -> None:
    for leftover in (path, path.with_name(path.name + ".wal")):
        leftover.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _writing(home: Path) -> Iterator[None]:
    """Hold the home; the same lock as the lake's, so that it is reentrant when the caller holds it."""
    try:
        lock = FileLock(home / ".lock", is_singleton=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise PublishError(f"{home} is being written by another process; wait for it or end it") from None
    except OSError as error:
        raise PublishError(f"{home} cannot be written: {error.strerror or error}") from error
    try:
        yield
    except actor_judgements.JudgementError as error:
        raise PublishError(f"the warehouse was not published, the old one still stands: {error}") from error
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise PublishError(f"the warehouse was not published, the old one still stands: {error}") from error
    finally:
        lock.release()
