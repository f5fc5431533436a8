"""`linimasa actor`: who an actor is, by which names it goes, what it does and with whom."""

from __future__ import annotations

from pathlib import Path

from etl.commands import house, output
from etl.commands.words import label, say

PARTNERS = 10


def show(home: Path, name: str, form: str, language: str) -> str:
    """The profile of the actor called `name`. Raises CommandError."""
    with house.reading(home, language) as connection:
        actor = house.actor(connection, name, language)
        if actor.others:
            output.note(say(language, "actor.others", name=name, names=", ".join(actor.others)))
        columns, rows = house.select(connection, "SELECT * FROM actor_profile(?)", [actor.actor_id])
        if form == "csv":
            return output.rows(columns, rows, form)
        profile = dict(zip(columns, rows[0], strict=True))
        network = f"SELECT name, kind, n_events FROM actor_network(?) LIMIT {PARTNERS}"
        names, partners = house.select(connection, network, [actor.actor_id])
        if form == "json":
            return output.as_json({**profile, "partners": [dict(zip(names, row, strict=True)) for row in partners]})
    kind = label(language, "actor_kind", profile["kind"])
    country = f", {profile['country']}" if profile["country"] else ""
    lines = [
        f"[bold]{output.escape(profile['name'])}[/bold] ({actor.actor_id}), {kind}{country}",
        say(
            language,
            "actor.counts",
            articles=profile["n_articles"],
            events=profile["n_events"],
            first=profile["first_date"] or "?",
            last=profile["last_date"] or "?",
        ),
    ]
    if profile["aliases"]:
        lines.append(output.escape(say(language, "actor.aliases", names=", ".join(profile["aliases"]))))
    parts: list[object] = ["\n".join(lines), ""]
    if profile["offices"]:
        offices = "\n".join(f"  {output.escape(office)}" for office in profile["offices"])
        parts += [f"{say(language, 'actor.roles')}:\n{offices}", ""]
    if profile["events_by_type"]:
        by_type = profile["events_by_type"].items()
        types = "\n".join(f"  {n:>5}  {label(language, 'event_type', code)}" for code, n in by_type)
        parts += [f"{say(language, 'actor.types')}:\n{types}", ""]
    if partners:
        others = "\n".join(
            f"  {row[2]:>5}  {output.escape(row[0])} ({label(language, 'actor_kind', row[1])})" for row in partners
        )
        parts.append(f"{say(language, 'actor.partners')}:\n{others}")
    return output.draw(*parts)
