"""`linimasa timeline`: what an actor did and met, a row an event, each with the sentence that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from etl.commands import house, output
from etl.commands.dates import interval
from etl.commands.words import label, say

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events of a timeline to show; empty means all of them."""

    since: date | None = None
    until: date | None = None
    types: Sequence[str] = ()
    modalities: Sequence[str] = ()
    place: str | None = None
    min_confidence: float = 0.0
    hypothetical: bool = False


def show(home: Path, name: str, chosen: Filter, form: str, language: str) -> str:
    """The timeline of the actor called `name`. Raises CommandError."""
    with house.reading(home, language) as connection:
        actor = house.actor(connection, name, language)
        if actor.others:
            output.note(say(language, "actor.others", name=name, names=", ".join(actor.others)))
        columns, rows = _select(connection, actor.actor_id, chosen)
        if form != "table":
            return output.rows(columns, rows, form)
        events = [dict(zip(columns, row, strict=True)) for row in rows]
        denials = _names(connection, {i for event in events for i in event["denied_by_ids"] or ()})
    if not events:
        return say(language, "timeline.none", name=actor.name)
    head = say(language, "timeline.head", name=actor.name, actor_id=actor.actor_id, n=len(events))
    return output.draw(_bold(head), *(_block(event, denials, language) for event in events))


def _select(
    connection: duckdb.DuckDBPyConnection, actor_id: str, chosen: Filter
) -> tuple[list[str], list[tuple[Any, ...]]]:
    hypothetical = chosen.hypothetical or "hypothetical" in chosen.modalities
    conditions: list[tuple[str, Any]] = [("confidence >= ?", chosen.min_confidence)]
    if chosen.types:
        conditions.append(("list_contains(?, type)", [t.upper() for t in chosen.types]))
    if chosen.modalities:
        conditions.append(("list_contains(?, modality)", list(chosen.modalities)))
    if chosen.place:
        conditions.append(("place ILIKE '%' || ? || '%'", chosen.place))
    query = (
        "SELECT * FROM timeline(?, since := ?, until := ?, hypothetical := ?) WHERE "
        + " AND ".join(condition for condition, _ in conditions)
        + " ORDER BY date NULLS FIRST, event_id"
    )
    values = [actor_id, chosen.since, chosen.until, hypothetical, *(value for _, value in conditions)]
    return house.select(connection, query, values)


def _names(connection: duckdb.DuckDBPyConnection, actor_ids: set[str]) -> dict[str, str]:
    rows = connection.execute("SELECT actor_id, name FROM actors WHERE list_contains(?, actor_id)", [sorted(actor_ids)])
    return dict(rows.fetchall())


def _bold(text: str) -> str:
    return f"[bold]{output.escape(text)}[/bold]\n"


def _block(event: dict[str, Any], denials: dict[str, str], language: str) -> str:
    """One event: when, what, who to whom; the sentence; where it stands and where the date comes from."""
    when = interval(event["start_date"], event["end_date"], event["granularity"])
    parties = event["sources"] or say(language, "timeline.described")
    if event["targets"]:
        parties += f" → {event['targets']}"
    marks = []
    if event["place"]:
        marks.append(say(language, "timeline.at", place=event["place"]))
    if event["via"]:
        marks.append(say(language, "timeline.via", names=event["via"]))
    if event["modality"] != "asserted":
        marks.append(label(language, "modality", event["modality"]))
    if event["denied_by_ids"]:
        names = ", ".join(denials.get(i, i) for i in event["denied_by_ids"])
        marks.append(say(language, "timeline.denied_by", names=names))
    first = f"[cyan]{when or say(language, 'timeline.undated'):<21}[/cyan] "
    first += f"[bold]{label(language, 'event_type', event['type']):<15}[/bold] {output.escape(parties)}"
    if marks:
        first += output.escape(f" [{'; '.join(marks)}]")
    lines = [first, f"    “{output.escape(event['evidence'])}”"]
    return "\n".join([*lines, f"    [dim]{output.escape(' · '.join(_basis(event, language)))}[/dim]", ""])


def _basis(event: dict[str, Any], language: str) -> list[str]:
    basis = label(language, "date_basis", event["date_basis"])
    dated = (
        say(language, "timeline.date_from", text=event["date_text"], basis=basis)
        if event["date_text"]
        else say(language, "timeline.date_basis", basis=basis)
    )
    published = event["published_date"] or "?"
    parts = [say(language, "timeline.article", publisher=event["publisher"] or "?", date=published), dated]
    if event["n_articles"] > 1:
        reports = say(language, "timeline.reports", articles=event["n_articles"], publishers=event["n_publishers"])
        parts.append(reports)
    return [*parts, event["event_id"]]
