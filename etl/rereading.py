"""Files read again because the user named their columns otherwise (input_fields.tsv): what they gave before goes.

A file is read by the former names too, which the home keeps, so that exactly the rows it gave by them are known; rows
of earlier contents of the file stay. Deciding which files are read is landing.py's.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from etl import batches, lake, lexicon, reading
from etl.lake import Record
from etl.lexicon import Lexicon

_TABLE: Final = "input_fields"


def keep_fields(home: Path, version: str, vocabulary: Lexicon) -> None:
    """Keep the names of columns of this version."""
    if not _folder(home, version).exists():
        lexicon.keep(vocabulary, _TABLE, _folder(home, version))


def given(home: Path, path: str, source_file: str, version: str) -> set[str]:
    """raw_id of all that a file gives by the names of a former version; empty where the home does not have them."""
    folder = _folder(home, version)
    if not (folder / f"{_TABLE}.tsv").exists():
        return set()
    return {batches.raw_id(item) for item in reading.read(Path(path), source_file, lexicon.kept(folder))}


def withdraw(home: Path, outdated: set[str], records: Iterable[Record], vocabulary: Lexicon) -> int:
    """Take the inputs with these raw_ids out of the batches of `records`; the number taken out. One whose text another
    input leans on stays."""
    paths = {record.name: lake.parts(home, "raw_articles", [record]) for record in records}
    held = {name: set(batches.column(parts, "raw_id")) for name, parts in paths.items()}
    touched = [record for record in records if held[record.name] & outdated]
    if not touched:
        return 0
    leaning = _leaning([part for parts in paths.values() for part in parts], outdated)
    taken = 0
    for record in touched:
        raw, rejects = batches.stored(home, record)
        kept = [row for row in raw if row["raw_id"] not in outdated or row["content_hash"] in leaning]
        if len(kept) == len(raw):
            continue
        taken += len(raw) - len(kept)
        batches.commit(home, record.name, record.version, batches.rebuild(kept, rejects, vocabulary))
    return taken


def _leaning(parts: list[Path], outdated: set[str]) -> set[str]:
    """content_hash of the duplicates that stay: their text stands with the first input of that content."""
    columns = (batches.column(parts, name) for name in ("raw_id", "content_hash", "status"))
    return {
        content
        for raw_id, content, status in zip(*columns, strict=True)
        if status == "duplicate" and raw_id not in outdated
    }


def _folder(home: Path, version: str) -> Path:
    return home / "state" / "fields" / version
