"""Which inputs there are and which of them are new. Standard library alone, so that "nothing new" is answered at once.

What was read is remembered in `HOME/state/inputs.json`, by size and modification time, then by digest. It is a cache:
without it every input is read again and recognised by its raw_id in the lake. It is void when the lake it was
written for is gone.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

STANDARD_INPUT: Final = "-"
_USER: Final = re.compile(r"(//)[^/@?#]*@")
_KEY: Final = re.compile(r"([?&][^=&#]*(?:key|token|secret|pass|auth|sig)[^=&#]*=)[^&#]*", re.IGNORECASE)


class InputError(ValueError):
    """A path given by the user cannot be read; the message names it and the way out."""


class Input(NamedTuple):
    """A file to read; `source_file` is its name relative to the input root, as rows carry it."""

    path: str
    source_file: str
    size: int
    mtime_ns: int

    def digest(self) -> str:
        """sha256 of the bytes. Raises OSError."""
        with open(self.path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(slots=True)
class Seen:
    """Inputs read before: path -> [source_file, size, mtime_ns, digest, fields], and the lake batches they went into.
    `fields` is the version of the names of columns: a file read by other names is new."""

    fields: str
    files: dict[str, list[str | int]] = field(default_factory=dict)
    batches: list[str] = field(default_factory=list)

    def unchanged(self, item: Input) -> bool:
        row = self.files.get(item.path)
        if row is None or row[2] != item.mtime_ns:  # what tells a changed file most often
            return False
        return [*row[:3], *row[4:]] == [item.source_file, item.size, item.mtime_ns, self.fields]

    def remember(self, item: Input, digest: str) -> None:
        self.files[item.path] = [item.source_file, item.size, item.mtime_ns, digest, self.fields]

    def contents(self) -> set[tuple[str, str]]:
        """(source_file, digest) of every input read before by these names, under whatever path."""
        return {(str(row[0]), str(row[3])) for row in self.files.values() if row[4:] == [self.fields]}

    def read_by(self, item: Input, digest: str) -> str | None:
        """The names of columns by which this very content was read before, where these are others than now."""
        row = self.files.get(item.path, [])
        return str(row[4]) if row[3:4] == [digest] and row[4:] not in ([], [self.fields]) else None


def is_address(given: str) -> bool:
    """Whether an input is an address of the web, and no file."""
    return given.lower().startswith(("http://", "https://"))


def shown(given: str) -> str:
    """An input as it may be told: an address without its user, its password and the values of what looks like a key."""
    if not is_address(given):
        return given
    return _KEY.sub(r"\1***", _USER.sub(r"\1***@", given))


def fetched(home: Path, given: str) -> Path:
    """The file that holds what an address or standard input gave; `etl.fetching` writes it."""
    return home / "state" / "fetched" / hashlib.sha256(given.encode()).hexdigest()[:16]


def find(paths: Iterable[Path | str], skip: Path | None = None) -> list[Input]:
    """The files behind files, folders and glob patterns, each once, in the order given and by name within a folder.

    An address and `-` mean what was last fetched into the home `skip`, if anything. Hidden files and everything under
    `skip` are left out. Raises InputError for a path that matches nothing.
    """
    out: dict[str, Input] = {}
    for given in paths:
        home = os.path.abspath(skip) if skip else None
        for path, source_file in _expand(str(given), home):
            if path not in out:
                stat = os.stat(path)
                out[path] = Input(path, source_file, stat.st_size, stat.st_mtime_ns)
    return list(out.values())


def _expand(given: str, skip: str | None) -> Iterator[tuple[str, str]]:
    path = os.path.abspath(given)
    if is_address(given) or given == STANDARD_INPUT:
        kept = fetched(Path(skip or ""), given)
        if kept.exists():
            yield os.path.abspath(kept), shown(given)
    elif os.path.isdir(path):
        found = sorted(_walk(path, "", skip))
        yield from ((f"{path}{os.sep}{inside}", inside.replace(os.sep, "/")) for inside in found)
    elif os.path.exists(path):
        yield path, os.path.basename(path)
    elif any(c in given for c in "*?["):
        parts = Path(path).parts
        fixed = next(n for n, part in enumerate(parts) if any(c in part for c in "*?["))
        root = Path(*parts[:fixed])
        matches = sorted(p for p in root.glob("/".join(parts[fixed:])) if p.is_file() and not p.name.startswith("."))
        if not matches:
            raise InputError(f"nothing matches {given}; check the pattern")
        yield from ((str(p), p.relative_to(root).as_posix()) for p in matches)
    else:
        raise InputError(f"{given} does not exist; give a file, a folder or a quoted pattern such as 'berita/*.jsonl'")


def _walk(folder: str, inside: str, skip: str | None) -> Iterator[str]:
    """Paths of the files of a folder from its root, `inside` being the folder's own with a separator behind it."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.path == skip:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{inside}{entry.name}{os.sep}", skip)
            elif entry.is_file():
                yield f"{inside}{entry.name}"


def load(home: Path, batches: Iterable[str], fields: str) -> Seen:
    """What was read before; empty when the lake no longer holds the batches it went into. `fields` is the version of
    the names of columns."""
    try:
        body = json.loads((home / "state" / "inputs.json").read_bytes())
        seen = Seen(fields, body["files"], body["batches"])
    except (OSError, ValueError, KeyError):
        return Seen(fields)
    return seen if set(seen.batches) <= set(batches) else Seen(fields)


def new(inputs: Iterable[Input], seen: Seen) -> list[Input]:
    """Inputs not read before, told by size and time, then by digest."""
    changed = [item for item in inputs if not seen.unchanged(item)]
    contents = seen.contents() if changed else set()
    out = []
    for item in changed:
        try:
            digest = item.digest()
        except OSError:
            digest = ""
        if (item.source_file, digest) in contents:
            seen.remember(item, digest)
        else:
            out.append(item)
    return out
