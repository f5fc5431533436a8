"""`linimasa search`: events by the words of the sentences that tell of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from etl.commands import house, output
from etl.commands.dates import interval
from etl.commands.words import label, say


def show(home: Path, words: str, most: int, form: str, language: str) -> str:
    """Events whose evidence has the words, best first, at most so many."""
    with house.reading(home, language) as connection:
        columns, rows = house.select(connection, "SELECT * FROM search_evidence(?, n := ?)", [words, most])
    if form != "table":
        return output.rows(columns, rows, form)
    if not rows:
        return say(language, "search.none", words=words)
    return output.draw(*(_block(dict(zip(columns, row, strict=True)), language) for row in rows))


def _block(event: dict[str, Any], language: str) -> str:
    marks = []
    if event["place"]:
        marks.append(say(language, "timeline.at", place=event["place"]))
    if event["modality"] != "asserted":
        marks.append(label(language, "modality", event["modality"]))
    when = interval(event["date"], event["date"], event["granularity"]) or say(language, "timeline.undated")
    first = f"[cyan]{when}[/cyan] "
    first += f"[bold]{label(language, 'event_type', event['type'])}[/bold]"
    if marks:
        first += output.escape(f" [{'; '.join(marks)}]")
    published = event["published_date"] or "?"
    told = say(language, "timeline.article", publisher=event["publisher"] or "?", date=published)
    basis = f"    [dim]{output.escape(f'{told} · ' + event['event_id'])}[/dim]"
    return "\n".join([first, f"    “{output.escape(event['evidence'])}”", basis, ""])
