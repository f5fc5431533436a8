"""The warehouse before the last publication, kept beside the published one for one step back.

It costs the space of a second file. It is not kept where a refresh would not fit beside it, nor where it holds an
article that was taken down since.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import duckdb

from warehouse import ddl

NAME: Final = "linimasa.previous.duckdb"
_ASIDE: Final = "linimasa.aside.duckdb"


class NoPrevious(RuntimeError):
    """There is nothing to go back to; the message says why."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A warehouse file: when it was built, the articles it holds, and its size in bytes."""

    built: datetime
    articles: int
    size: int


def make_room(home: Path, published: Path) -> None:
    """Give up the previous warehouse where there is no room for another one beside it."""
    (home / _ASIDE).unlink(missing_ok=True)
    if published.exists() and shutil.disk_usage(home).free < 2 * published.stat().st_size:
        (home / NAME).unlink(missing_ok=True)


def keep(home: Path, published: Path, coming: Path) -> None:
    """Keep the published warehouse as the previous one, right before `coming` takes its place."""
    if not published.exists():
        return
    if _takes_down(published, coming):
        (home / NAME).unlink(missing_ok=True)
        return
    _aside(home, published).replace(home / NAME)


def swap(home: Path, published: Path) -> Kept:
    """Put the previous warehouse in the place of the published one, which becomes the previous one; the home must be
    held for writing. Readers keep the file they opened. Raises NoPrevious."""
    previous = home / NAME
    found = look(home)
    if found is None:
        raise NoPrevious(
            f"there is no earlier warehouse in {home}: one is kept from the second refresh on, unless an article was "
            "taken down since or the disk is too full"
        )
    aside = _aside(home, published)
    # A time before anything it is made of: whoever asks whether it is up to date has to look into it.
    os.utime(previous, ns=(0, 0))
    previous.replace(published)
    aside.replace(previous)
    return found


def _aside(home: Path, published: Path) -> Path:
    """The published file under a second name."""
    aside = home / _ASIDE
    aside.unlink(missing_ok=True)
    try:
        os.link(published, aside)
    except OSError:  # a file system without hard links
        shutil.copyfile(published, aside)
    return aside


def look(home: Path) -> Kept | None:
    """What the previous warehouse is; None where there is none that can be read."""
    path = home / NAME
    if not path.exists():
        return None
    try:
        with duckdb.connect() as con:
            con.execute(f"ATTACH {ddl.quote(str(path))} AS kept (READ_ONLY)")
            row = con.execute(
                "SELECT built_at AT TIME ZONE 'UTC', (SELECT count(*) FROM kept.articles) FROM kept.build_info"
            ).fetchone()
    except duckdb.Error:
        return None
    return Kept(row[0], row[1], path.stat().st_size) if row else None


def _takes_down(published: Path, coming: Path) -> bool:
    """Whether the coming warehouse leaves out an article that the published one holds, because it was taken down."""
    try:
        with duckdb.connect() as con:
            con.execute(f"ATTACH {ddl.quote(str(published))} AS old (READ_ONLY)")
            con.execute(f"ATTACH {ddl.quote(str(coming))} AS new (READ_ONLY)")
            row = con.execute(
                """SELECT 1 FROM new.raw_articles AS r
                   WHERE r.status = 'removed' AND r.content_hash IN (
                       SELECT content_hash FROM old.raw_articles WHERE status <> 'removed') LIMIT 1"""
            ).fetchone()
    except duckdb.Error:
        return False  # the old one cannot be read, or is of another schema
    return row is not None
