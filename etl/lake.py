"""The Parquet lake: immutable parts, commit records, one writer. Knows nothing of what the rows mean.

A part is `lake/<table>/month=YYYY-MM/part-<name>.parquet`. It counts only when a commit record in `lake/_batches/`
lists it, and the record is written last, so that a run killed at any moment leaves either a whole batch or none;
`sweep` removes what no record lists. No clock and no path of this machine enters a file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout

if TYPE_CHECKING:
    import pyarrow as pa

UNDATED: Final = "undated"
FIRST_MONTH, LAST_MONTH = "1990-01", "2049-12"
RECORDS: Final = "_batches"
_TEMPORARY: Final = ".tmp-"


class LakeError(RuntimeError):
    """The lake or its home cannot be used; the message names what, why and the way out."""


@dataclass(frozen=True, slots=True)
class Record:
    """A commit: `name` is its key, `version` the code and vocabulary that made it, `parts` the lake-relative paths
    of its files by table, `counts` figures that need no file to be opened."""

    name: str
    version: str
    parts: dict[str, list[str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


def folder(home: Path) -> Path:
    return home / "lake"


def month_of(day: date | None) -> str:
    """The partition of a publication day: YYYY-MM within 1990-2049, else `undated`."""
    month = day.strftime("%Y-%m") if day is not None else UNDATED
    return month if FIRST_MONTH <= month <= LAST_MONTH else UNDATED


def month_in(path: str) -> str:
    """The partition that the path of a part names."""
    return path.split("/")[1].removeprefix("month=")


@contextmanager
def writing(home: Path, timeout: float = 0) -> Iterator[None]:
    """Hold the home for writing; reentrant within a thread. Raises LakeError when another process holds it."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = FileLock(home / ".lock", is_singleton=True)
        lock.acquire(timeout=timeout)
    except Timeout:
        raise LakeError(
            f"{home} is being written by another process ({_holder(home)}); wait for it or end it"
        ) from None
    except OSError as error:
        raise LakeError(f"{home} cannot be written: {error.strerror or error}; choose another with --home") from error
    try:
        (home / ".lock.pid").write_text(f"{os.getpid()}\n")
        yield
    except OSError as error:
        what = f"{error.strerror} ({error.filename})" if error.filename else str(error)
        raise LakeError(f"writing to {home} failed: {what}; what was there before still stands") from error
    finally:
        lock.release()


def _holder(home: Path) -> str:
    try:
        return f"pid {(home / '.lock.pid').read_text().strip()}"
    except OSError:
        return "pid unknown"


def write_part(home: Path, path: str, table: pa.Table) -> None:
    """Write one part, whole or not at all. The same table gives the same bytes."""
    import pyarrow.parquet as pq

    with replacing(folder(home) / path) as temporary:
        pq.write_table(table, temporary, compression="zstd", compression_level=3, row_group_size=1 << 16)


def commit(home: Path, record: Record) -> None:
    """Make a batch count: flush its parts to disk, then write the record."""
    root = folder(home)
    files = [root / path for paths in record.parts.values() for path in paths]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(_flush, [*files, *{f.parent for f in files}]))
    body = {"version": record.version, "counts": record.counts, "parts": record.parts}
    write_json(root / RECORDS / f"{record.name}.json", body)


def write_json(path: Path, body: Mapping[str, object]) -> None:
    """Write a small JSON file, whole or not at all."""
    with replacing(path) as temporary:
        temporary.write_text(json.dumps(body, sort_keys=True, ensure_ascii=False, indent=0), encoding="utf-8")
        _flush(temporary)
    _flush(path.parent)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A file to write, which takes the place of `target` when the block ends well and is gone when it does not."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f"{_TEMPORARY}{os.getpid()}-{target.name}")
    try:
        yield temporary
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def records(home: Path) -> dict[str, Record]:
    """Commit records by name, in order of name."""
    out: dict[str, Record] = {}
    for path in sorted((folder(home) / RECORDS).glob("*.json")):
        try:
            body = json.loads(path.read_text(encoding="utf-8"))
            out[path.stem] = Record(path.stem, body["version"], body["parts"], body["counts"])
        except (ValueError, KeyError) as error:
            raise LakeError(f"{path} is damaged ({error}); delete it and refresh the same inputs again") from error
    return out


def parts(home: Path, table: str, within: Iterable[Record] | None = None) -> list[Path]:
    """Files of a table that count, in a fixed order."""
    chosen = records(home).values() if within is None else within
    return [folder(home) / path for record in chosen for path in record.parts.get(table, ())]


def sweep(home: Path) -> int:
    """Remove parts that no commit record lists, and temporary files; the number removed."""
    root, removed = folder(home), 0
    listed = {root / path for r in records(home).values() for paths in r.parts.values() for path in paths}
    for place, _, names in os.walk(root):
        for name in names:
            path = Path(place) / name
            if name.startswith(_TEMPORARY) or (name.endswith(".parquet") and path not in listed):
                path.unlink()
                removed += 1
    return removed
