"""`linimasa explain`: every rule, offset and source behind an event."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from etl.commands import house, output
from etl.commands.dates import interval
from etl.commands.words import label, say

_MENTIONS = """
SELECT m.event_mention_id, m.method, m.type, m.mode, m.modality, m.trigger, m.field, m.trigger_start, m.trigger_end,
       m.evidence, m.evidence_start, m.evidence_end, m.start_date, m.end_date, m.granularity, m.date_basis, m.date_text,
       m.place, m.place_id, m.place_basis, m.speaker_id, m.confidence, m.rule_id, m.article_id, a.title, a.publisher,
       a.url, a.published_at, a.published_date, a.published_basis, a.source_file
FROM mentions_of_events AS m JOIN articles AS a USING (article_id)
WHERE m.event_id = ? ORDER BY a.published_date, m.article_id, m.field DESC, m.trigger_start"""
_ACTORS = """
SELECT x.role, x.name, x.actor_id, x.affiliation_id, n.text, n.field, n.start_char, n.end_char, n.basis, n.confidence
FROM event_actors AS x JOIN event_mentions AS m USING (event_mention_id)
LEFT JOIN actor_mentions AS n ON n.article_id = m.article_id AND n.field = m.field AND n.actor_id = x.actor_id
    AND n.start_char BETWEEN m.evidence_start AND m.evidence_end
WHERE x.event_mention_id = ?
QUALIFY row_number() OVER (PARTITION BY x.position ORDER BY n.start_char) = 1
ORDER BY x.position"""
_TIMES = """
SELECT t.text, t.type, t.value, t.anchor, t.rule_id, t.field, t.start_char, t.end_char
FROM time_expressions AS t JOIN event_mentions AS m USING (article_id)
WHERE m.event_mention_id = ? AND t.text = m.date_text
ORDER BY abs(t.start_char - m.trigger_start), t.start_char LIMIT 1"""
_QUANTITIES = "SELECT kind, low, high, unit, text FROM event_quantities WHERE event_mention_id = ? ORDER BY position"


def show(home: Path, event_id: str, form: str, language: str) -> str:
    """The event with its mentions, their actors, dates and rules. Raises CommandError for an unknown event."""
    with house.reading(home, language) as connection:
        event = _event(connection, event_id, language)
        mentions = house.records(connection, _MENTIONS, [event["event_id"]])
        for mention in mentions:
            key = [mention["event_mention_id"]]
            mention["actors"] = house.records(connection, _ACTORS, key)
            mention["date"] = next(iter(house.records(connection, _TIMES, key)), None)
            mention["quantities"] = house.records(connection, _QUANTITIES, key)
    if form == "json":
        return output.as_json({**event, "mentions": mentions})
    if form == "csv":
        columns = [c for c in mentions[0] if c not in ("actors", "date", "quantities")]
        return output.rows(columns, [[m[c] for c in columns] for m in mentions], form)
    when = interval(event["start_date"], event["end_date"], event["granularity"]) or say(language, "timeline.undated")
    called = label(language, "event_type", event["type"])
    head = f"[bold]{called}[/bold] ({event['type']}) {when}, {event['event_id']}\n"
    count = say(language, "explain.mentions", n=len(mentions)) + ":\n"
    return output.draw(head, count, *(_block(mention, language) for mention in mentions))


def _event(connection: duckdb.DuckDBPyConnection, event_id: str, language: str) -> dict[str, Any]:
    moved = connection.execute("SELECT new_id FROM event_id_history WHERE old_id = ?", [event_id]).fetchone()
    if moved:
        output.note(say(language, "explain.moved", old=event_id, new=moved[0]))
        event_id = moved[0]
    found = house.records(connection, "SELECT * FROM events WHERE event_id = ?", [event_id])
    if not found:
        raise house.CommandError(say(language, "explain.unknown", event_id=event_id))
    return found[0]


def _block(mention: dict[str, Any], language: str) -> str:
    rule = say(language, "explain.rule", rule_id=mention["rule_id"], confidence=mention["confidence"])
    span = _span(mention, "trigger_start", "trigger_end", language)
    lines = [f"“{mention['evidence']}”", f"  {mention['trigger']}: {mention['type']} [{span}] {rule}"]
    for actor in mention["actors"]:
        where = f" [{_span({**mention, **actor}, 'start_char', 'end_char', language)}]" if actor["text"] else ""
        basis = f" {actor['basis']}" if actor["basis"] else ""
        side = say(language, f"explain.{actor['role']}")
        lines.append(f"  {side}: {actor['name']} ({actor['actor_id'] or '-'}){where}{basis}")
    lines.append("  " + _date(mention, language))
    if mention["place"]:
        place = say(language, "timeline.at", place=mention["place"])
        lines.append(f"  {place} ({mention['place_id'] or '-'}) {mention['place_basis'] or ''}".rstrip())
    if mention["quantities"]:
        counts = ", ".join(q["text"] for q in mention["quantities"])
        lines.append("  " + say(language, "explain.quantities", text=counts))
    article = say(
        language, "timeline.article", publisher=mention["publisher"] or "?", date=mention["published_date"] or "?"
    )
    lines.append(f"  {article}: {mention['title'] or '-'}")
    lines.append(f"  {mention['url'] or '-'}, " + say(language, "explain.file", file=mention["source_file"]))
    if mention["method"]:
        lines.append("  " + say(language, "explain.link", method=mention["method"]))
    return output.escape("\n".join(lines)) + "\n"


def _span(row: dict[str, Any], start: str, end: str, language: str) -> str:
    values = {"article_id": row["article_id"], "field": row["field"], "start": row[start], "end": row[end]}
    return say(language, "explain.span", **values)


def _date(mention: dict[str, Any], language: str) -> str:
    basis = label(language, "date_basis", mention["date_basis"])
    found = mention["date"]
    if not found:
        return say(language, "timeline.date_basis", basis=basis)
    dated = say(language, "timeline.date_from", text=found["text"], basis=basis)
    span = _span({**mention, **found}, "start_char", "end_char", language)
    return f"{dated} = {found['value']} ({found['anchor']}) [{span}] {found['rule_id']}"
