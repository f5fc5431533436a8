"""Rows as a table, JSON or CSV on standard output; notes and errors on standard error."""

from __future__ import annotations

import csv
import io
import json
import logging
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

UNBROKEN = 1 << 16  # columns: no line of a file is broken

Row = Mapping[str, Any]


def note(text: str) -> None:
    """A line for the person at the terminal, never part of the data."""
    print(text, file=sys.stderr)


class Progress(logging.Handler):
    """The program's progress on standard error: one line that is written over on a terminal, else a line now and
    then."""

    def __init__(self) -> None:
        super().__init__()
        self._terminal, self._last, self._wide = sys.stderr.isatty(), time.monotonic(), 0
        self._pause = 0.1 if self._terminal else 5.0  # seconds

    def emit(self, record: logging.LogRecord) -> None:
        if time.monotonic() - self._last < self._pause:
            return
        self._last, text = time.monotonic(), record.getMessage()
        print(
            f"\r{text:<{self._wide}}" if self._terminal else text, end="" if self._terminal else "\n", file=sys.stderr
        )
        self._wide = len(text)
        sys.stderr.flush()


@contextmanager
def progress() -> Iterator[None]:
    """Show what the program logs of its progress while the block runs."""
    logger, handler = logging.getLogger("linimasa"), Progress()
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        if handler._wide and handler._terminal:
            print(file=sys.stderr)


def rows(columns: Sequence[str], records: Iterable[Sequence[Any]], form: str) -> str:
    """Rows in the form asked for. JSON is one array of objects; CSV joins lists by "; "."""
    if form == "json":
        return as_json([dict(zip(columns, record, strict=True)) for record in records])
    if form == "csv":
        return _csv(columns, records)
    return table(columns, records)


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


def _csv(columns: Sequence[str], records: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in record] for record in records)
    return out.getvalue().rstrip("\n")


def table(columns: Sequence[str], records: Iterable[Sequence[Any]]) -> str:
    """Rows drawn for reading."""
    from rich import box
    from rich.table import Table

    drawn = Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for record in records:
        drawn.add_row(*(escape(_cell(value)) for value in record))
    return draw(drawn)


def draw(*parts: Any) -> str:
    """rich renderables as text: coloured and as wide as the terminal, else plain and as wide as they need."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    text = io.StringIO()
    width = Console().width if terminal else UNBROKEN
    Console(file=text, force_terminal=terminal, width=width, highlight=False).print(*parts, sep="\n")
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines())


def escape(text: str) -> str:
    """Text that rich must not read as markup."""
    from rich.markup import escape as escape_markup

    return escape_markup(text)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(str(part) for part in value)
    return str(value)
