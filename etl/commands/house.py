"""The warehouse as the command line reads it: a read-only connection, and the actor a name means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from etl.commands.words import say

if TYPE_CHECKING:
    import duckdb


class CommandError(Exception):
    """What was asked for cannot be done; the message names it, the reason and the way out."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The actor a name means, and the others it may mean as well."""

    actor_id: str
    name: str
    kind: str
    others: tuple[str, ...]


def path(home: Path) -> Path:
    return home / "linimasa.duckdb"


@contextmanager
def reading(home: Path, language: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published warehouse, read-only. Raises CommandError when there is none."""
    file = path(home)
    if not file.exists():
        raise CommandError(say(language, "home.missing", path=file, home=home))
    import duckdb

    with duckdb.connect(str(file), read_only=True) as connection:
        yield connection


def select(
    connection: duckdb.DuckDBPyConnection, query: str, values: Sequence[Any] = ()
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Names of the columns, and the rows."""
    cursor = connection.execute(query, list(values))
    return [column[0] for column in cursor.description or ()], cursor.fetchall()


def records(connection: duckdb.DuckDBPyConnection, query: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """The rows as dictionaries by column."""
    columns, rows = select(connection, query, values)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def actor(connection: duckdb.DuckDBPyConnection, name: str, language: str) -> Actor:
    """The actor `name` means: its most frequent bearer. Raises CommandError with suggestions when there is none."""
    found = connection.execute(
        "SELECT DISTINCT a.actor_id, a.name, a.kind, k.n_articles, k.actor_no "
        "FROM actor_keys AS k JOIN actors AS a USING (actor_id) "
        "WHERE k.key = lower(trim(?)) ORDER BY actor_weight(k.n_articles, k.actor_no) DESC",
        [name],
    ).fetchall()
    if found:
        others = dict.fromkeys(f"{row[1]} ({row[0]})" for row in found[1:] if row[0] != found[0][0])
        return Actor(found[0][0], found[0][1], found[0][2], tuple(others))
    close = connection.execute("SELECT name FROM find_actor(?) LIMIT 5", [name]).fetchall()
    message = say(language, "actor.unknown", name=name)
    if close:
        message += "\n" + say(language, "actor.suggest", names=", ".join(dict.fromkeys(row[0] for row in close)))
    raise CommandError(message)
