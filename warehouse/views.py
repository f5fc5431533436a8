"""What the views of `sql/` show, column by column: most are columns of tables and mean what they mean there. The views
themselves stand in SQL; a test holds both together."""

from __future__ import annotations

from typing import Final

from etl.schema import BY_NAME, Column, Table


def _of(table: str, *names: str) -> tuple[Column, ...]:
    """Columns of a table by name; all of them if none is named."""
    columns = {column.name: column for column in BY_NAME[table].warehouse_columns()}
    return tuple(columns[name] for name in names or columns)


def _view(name: str, comment: str, *columns: Column) -> Table:
    return Table(name, comment, columns, lake=False)


_CODE_NAME: Final = "Indonesian name of {}."
_FIRST: Final = Column("first_date", "date", "First day of an event there, else the day of its first report.")
_LAST: Final = Column("last_date", "date", "Last such day.")

VIEWS: Final = (
    _view(
        "mentions_of_events",
        "Event mentions with the event each reports.",
        *_of("event_links", "event_id", "method"),
        *_of("event_mentions"),
    ),
    _view(
        "event_details",
        "Events with the names of their codes, actors and place, the day of the week, and the sentence that says them "
        "best.",
        *_of("events", "event_id"),
        Column("date", "date", "First day of the event, else the day of the first report."),
        *_of("calendar", "day_name", "holidays"),
        *_of("events", "start_date", "end_date", "granularity", "date_basis"),
        Column("date_basis_name", "text", _CODE_NAME.format("date_basis")),
        *_of("events", "type"),
        Column("type_name", "text", _CODE_NAME.format("the type")),
        *_of("event_mentions", "mode"),
        Column("mode_name", "text", _CODE_NAME.format("the mode")),
        *_of("events", "modality"),
        Column("modality_name", "text", _CODE_NAME.format("the modality")),
        *_of("actor_timeline", "sources", "targets"),
        *_of("events", "place"),
        Column("place_name", "text", "Name of the place in the gazetteer."),
        Column("province", "text", "Province the place lies in."),
        *_of("events", "lat", "lon"),
        *_of("actor_timeline", "evidence", "title", "url", "publisher", "published_date"),
        *_of("events", "n_articles", "n_publishers", "confidence"),
    ),
    _view(
        "events_by_place",
        "Places with coordinates and the events that happened there, hypothetical ones left out. Places within a place "
        "count for themselves: events_at has them together.",
        *_of("places", "place_id", "name", "kind"),
        Column("kind_name", "text", _CODE_NAME.format("the kind")),
        Column("province", "text", "Province it lies in."),
        *_of("places", "country", "lat", "lon"),
        Column("n_events", "bigint", "Events there."),
        Column("n_articles", "bigint", "Articles that report them, syndicated copies counted once for each event."),
        _FIRST,
        _LAST,
    ),
    _view(
        "actor_days",
        "Events of an actor by day, hypothetical ones left out. By actor_no_of('Korut') it looks at that actor alone.",
        *_of("actor_timeline", "actor_no", "actor_id", "date"),
        Column("n_events", "bigint", "Events of that day."),
    ),
    _view(
        "actor_role_intervals",
        "Offices of persons with the first and last day they were reported in them.",
        *_of("actors", "actor_id", "name"),
        *_of("actor_roles", "office", "organization_id"),
        Column("organization", "text", "Name of that organization."),
        Column("first_reported", "date", "First day of publication of an article that says so."),
        Column("last_reported", "date", "Last such day."),
        Column("n_articles", "bigint", "Articles that say so."),
    ),
    _view(
        "actor_judgements_open",
        "Pairs of actors that may be one. Copy the first six columns into LINIMASA_HOME/lexicon/actor_judgements.tsv "
        "and write same or different.",
        *_of("actor_judgements", "actor_a", "article_a", "actor_b", "article_b", "judgement", "note", "reason"),
        Column("name_a", "text", "Name of the one."),
        Column("name_b", "text", "Name of the other."),
        Column("offices_a", "text[]", "Offices of the one."),
        Column("offices_b", "text[]", "Offices of the other."),
        Column("first_a", "date", "First day of publication of an article that mentions the one."),
        Column("first_b", "date", "The same of the other."),
    ),
)
