"""`linimasa doctor`: is this installation and this home sound, and if not, what to do about it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from etl.commands import house, output
from etl.commands.words import say

PACKAGES = ("linimasa", "duckdb", "polars", "pyarrow", "dagster", "dateparser")
FREE_BYTES = 1 << 30

Check = tuple[str, bool, str]


def examine(home: Path, paths: list[str], form: str, language: str) -> tuple[str, bool]:
    """What was checked, and whether all of it is well."""
    checks = list(_checks(home, paths))
    sound = all(ok for _, ok, _ in checks)
    if form != "table":
        return output.rows(["check", "ok", "detail"], checks, form), sound
    words = {True: say(language, "doctor.ok"), False: say(language, "doctor.bad")}
    shown = output.table(["", "", ""], [(name, words[ok], detail) for name, ok, detail in checks])
    bad = sum(not ok for _, ok, _ in checks)
    return f"{shown}\n{say(language, 'doctor.some', n=bad) if bad else say(language, 'doctor.all')}", sound


def _checks(home: Path, paths: list[str]) -> Iterator[Check]:
    yield "python", sys.version_info >= (3, 11), f"{sys.version.split()[0]} (3.11 or later is needed)"
    for package in PACKAGES:
        try:
            yield package, True, version(package)
        except PackageNotFoundError:
            yield package, False, "not installed; run `make install`"
    yield from _tried("home", lambda: _home(home))
    yield from _tried("lake", lambda: _lake(home))
    yield from _tried("warehouse", lambda: _warehouse(home))
    yield from _tried("previous", lambda: _previous(home))
    yield from _tried("inputs", lambda: _inputs(home, paths))


def _tried(name: str, check: Callable[[], str]) -> Iterator[Check]:
    try:
        yield name, True, check()
    except Exception as error:  # a doctor reports what it finds
        yield name, False, str(error) or type(error).__name__


def _home(home: Path) -> str:
    from etl import lake

    with lake.writing(home):
        if not os.access(home, os.W_OK):
            raise house.CommandError(f"{home} cannot be written; choose another with --home")
    free = shutil.disk_usage(home).free
    if free < FREE_BYTES:
        raise house.CommandError(f"only {free >> 20} MiB free under {home}; make room")
    return f"{home}, {free >> 30} GiB free, no other writer"


def _lake(home: Path) -> str:
    from etl import pipeline

    totals = pipeline.account(home)
    return ", ".join(f"{n} {name}" for name, n in totals.items())


def _warehouse(home: Path) -> str:
    with house.reading(home, "en") as connection:
        built = house.records(connection, "SELECT * FROM build_info")[0]
        return (
            f"built {built['built_at']:%Y-%m-%d %H:%M} by {built['code_version']}, lexicon {built['lexicon_version']}"
        )


def _previous(home: Path) -> str:
    from warehouse import previous

    kept = previous.look(home)
    if kept is None:
        return "none kept; from the second refresh on there is one, which costs the space of a second warehouse"
    return (
        f"built {kept.built:%Y-%m-%d %H:%M}, {kept.articles} articles, {kept.size >> 20} MiB beside the warehouse; "
        f"`linimasa doctor --rollback` puts it back"
    )


def rollback(home: Path, language: str) -> str:
    """Put the previous warehouse back, and say so. Raises warehouse.previous.NoPrevious."""
    from warehouse import build

    kept = build.rollback(home)
    return say(language, "doctor.rolled_back", built=f"{kept.built:%Y-%m-%d %H:%M}", articles=kept.articles)


def _inputs(home: Path, paths: list[str]) -> str:
    from etl.defs import pending

    found = pending.look(home, paths)
    state = "up to date" if not found else f"{found.why()}: run `linimasa refresh`"
    return f"{', '.join(paths)}: {found.known + len(found.files)} files, {state}"
