"""Build the warehouse beside the old one, audit it, put it in its place. Readers are never blocked: they keep the file
they opened until they open again.

The models are the files of `sql/`, run in order of name; `link` does between them what SQL alone does badly.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
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
from warehouse import audit, ddl, lake, link

NAME: Final = "linimasa.duckdb"
STORAGE: Final = "v1.5.0"  # so that the released DuckDB command line opens the file
SQL: Final = Path(__file__).parent / "sql"


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
    """Build the warehouse of `home` from its lake and swap it in, unless it already holds this lake.

    `versions` are the columns of build_info that the caller knows (code_version, lexicon_version, ontology_version).
    Raises audit.AuditError or PublishError; the old file then stands as it was.
    """
    with _writing(home):
        target, temporary = home / NAME, home / "linimasa.tmp.duckdb"
        wanted = _fingerprint(home)
        if not force and target.exists() and _published(home) == wanted:
            return Published(target, {}, 0, False)
        _discard(temporary)
        try:
            rows, checks = _build(home, temporary, versions or {})
            _flush(temporary)
            temporary.replace(target)
        finally:
            _discard(temporary)
        _remember(home, wanted)
        return Published(target, rows, checks, True)


def current(home: Path) -> bool:
    """Whether the published warehouse holds exactly this lake, built by this code."""
    return (home / NAME).exists() and _published(home) == _fingerprint(home)


def _build(home: Path, path: Path, versions: dict[str, str]) -> tuple[dict[str, int], int]:
    with duckdb.connect() as con:
        con.execute("SET enable_progress_bar = false")
        con.execute(f"SET temp_directory = {ddl.quote(str(home / 'state' / 'spill'))}")
        con.execute(f"ATTACH {ddl.quote(str(path))} AS warehouse (STORAGE_VERSION '{STORAGE}')")
        con.execute("USE warehouse")
        for statement in ddl.statements():
            con.execute(statement)
        lake.attach(con, home)
        _load_removed(con, home)
        _load_words(con)
        con.execute("CREATE TEMP TABLE actor_links (article_id VARCHAR, local_id VARCHAR, actor_id VARCHAR)")
        _load_before(con, home / NAME)
        models(con)
        _build_info(con, home, versions)
        checks = audit.audit(con)
        rows = {t.name: _count(con, t.name) for t in ddl.tables()}
        con.execute("CHECKPOINT warehouse")
        con.execute("USE memory")
        con.execute("DETACH warehouse")
    return rows, checks


def models(con: DuckDBPyConnection) -> None:
    """Run the SQL models in order, and the linking between them."""
    for path in sorted(SQL.glob("*.sql")):
        for statement in split(path.read_text(encoding="utf-8")):
            con.execute(statement)
            if statement.startswith("CREATE TEMP TABLE latest"):
                link.duplicates(con)
        if path.stem == "40_links":
            link.events(con)


def split(text: str) -> list[str]:
    """Statements of a model, without comment lines. A semicolon ends a statement only at the end of a line."""
    body = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--"))
    return [s.strip() for s in (body + "\n").split(";\n") if s.strip()]


def _count(con: DuckDBPyConnection, table: str) -> int:
    row = con.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0


def _load_removed(con: DuckDBPyConnection, home: Path) -> None:
    """Addresses and ids taken down by the user: first cell of HOME/lexicon/removed.tsv."""
    con.execute("CREATE TEMP TABLE removed (key VARCHAR)")
    path = home / "lexicon" / "removed.tsv"
    if path.exists():
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        keys = sorted({line.split("\t")[0].strip() for line in lines[1:]})
        con.execute("INSERT INTO removed SELECT unnest(?::VARCHAR[])", [keys])


def _load_before(con: DuckDBPyConnection, old: Path) -> None:
    """The links of the warehouse that is being replaced; empty when there is none that can be read."""
    con.execute("CREATE TEMP TABLE before_links (event_mention_id VARCHAR, event_id VARCHAR)")
    con.execute("CREATE TEMP TABLE before_history (old_id VARCHAR, new_id VARCHAR)")
    if not old.exists():
        return
    try:
        con.execute(f"ATTACH {ddl.quote(str(old))} AS before (READ_ONLY)")
        con.execute("INSERT INTO before_links SELECT event_mention_id, event_id FROM before.event_links")
        con.execute("INSERT INTO before_history SELECT old_id, new_id FROM before.event_id_history")
        con.execute("DETACH before")
    except duckdb.Error:
        return  # damaged or of another schema: there is nothing to carry over, and nothing to keep from building


def _load_words(con: DuckDBPyConnection) -> None:
    lines = (SQL.parent / "common_words.tsv").read_text(encoding="utf-8").splitlines()
    words = sorted({w for line in lines if not line.startswith("#") for w in line.split()} - {"word"})
    con.execute("CREATE TEMP TABLE common_words AS SELECT unnest(?::VARCHAR[]) AS word", [words])


def _build_info(con: DuckDBPyConnection, home: Path, versions: dict[str, str]) -> None:
    try:
        code = version("linimasa")
    except PackageNotFoundError:
        code = "unknown"
    info = {"code_version": code, "lexicon_version": "unknown", "ontology_version": "unknown", **versions}
    con.execute(
        "INSERT INTO build_info BY NAME SELECT ? AS code_version, ? AS lexicon_version, ? AS ontology_version, "
        "?::INTEGER AS schema_version, ? AS input_digest, ?::TIMESTAMPTZ AS built_at",
        [
            *(info[k] for k in ("code_version", "lexicon_version", "ontology_version")),
            *(SCHEMA_VERSION, lake.digest(home), datetime.now(UTC)),
        ],
    )


def _fingerprint(home: Path) -> str:
    """What the warehouse is a function of: the lake's parts, what was removed, and the models."""
    import hashlib

    sha = hashlib.sha256(lake.digest(home).encode())
    removed = home / "lexicon" / "removed.tsv"
    sources = [*sorted(SQL.parent.rglob("*.py")), *sorted(SQL.parent.rglob("*.sql")), *SQL.parent.glob("*.tsv")]
    for path in (*sources, *([removed] if removed.exists() else [])):
        sha.update(path.read_bytes())
    return sha.hexdigest()[:16]


def _published(home: Path) -> str:
    try:
        return str(json.loads((home / "state" / "published.json").read_text())["fingerprint"])
    except (OSError, ValueError, KeyError):
        return ""


def _remember(home: Path, fingerprint: str) -> None:
    path = home / "state" / "published.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"fingerprint": fingerprint}))


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
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise PublishError(f"the warehouse was not published, the old one still stands: {error}") from error
    finally:
        lock.release()
