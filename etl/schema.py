"""The one description of every table: names, types, units and comments.

Parquet types, DuckDB DDL, column comments, the data dictionary and the audits are all derived from
`TABLES`. Nothing here reads or writes anything; `warehouse` may import this module of `etl` and no other.

`Column.lake` / `Column.warehouse` say where a column stands. The lake keeps every version of an article,
so its per-article tables are keyed by `content_hash`; the warehouse keeps the latest version only and
drops that key where `article_id` is enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

SCHEMA_VERSION: Final = 1

ARROW: Final[dict[str, pa.DataType]] = {
    "text": pa.string(),
    "int": pa.int32(),
    "bigint": pa.int64(),
    "double": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "timestamptz": pa.timestamp("us", tz="UTC"),
    "text[]": pa.list_(pa.string()),
    "int[]": pa.list_(pa.int32()),
    "blob": pa.binary(),
}
DUCKDB: Final[dict[str, str]] = {
    "text": "VARCHAR",
    "int": "INTEGER",
    "bigint": "BIGINT",
    "double": "DOUBLE",
    "bool": "BOOLEAN",
    "date": "DATE",
    "timestamptz": "TIMESTAMPTZ",
    "text[]": "VARCHAR[]",
    "int[]": "INTEGER[]",
    "blob": "BLOB",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `type` is a key of `ARROW` and `DUCKDB`; `values` are the codes allowed, if closed."""

    name: str
    type: str
    comment: str
    required: bool = False
    values: tuple[str, ...] = ()
    lake: bool = True
    warehouse: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `key` names the columns that identify a row in the warehouse; `lake` and `warehouse` say where
    it stands; `sorted_by` in what order a refresh keeps it, where queries rely on that."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    lake: bool = True
    warehouse: bool = True
    sorted_by: tuple[str, ...] = ()

    def lake_columns(self) -> tuple[Column, ...]:
        return tuple(c for c in self.columns if c.lake)

    def warehouse_columns(self) -> tuple[Column, ...]:
        return tuple(c for c in self.columns if c.warehouse)

    def arrow(self) -> pa.Schema:
        """The Arrow schema of the table's lake files."""
        return pa.schema([pa.field(c.name, ARROW[c.type], nullable=not c.required) for c in self.lake_columns()])

    def of_rows(self, rows: Sequence[tuple[Any, ...]]) -> pa.Table:
        """Rows, each in the order of the lake columns, as an Arrow table."""
        schema = self.arrow()
        columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
        arrays = [pa.array(column, type=f.type) for column, f in zip(columns, schema, strict=True)]
        return pa.Table.from_arrays(arrays, schema=schema)


# What extraction makes of an article, in the order of its stages.
MENTIONS: Final = (
    "sentences",
    "time_expressions",
    "article_actors",
    "actor_mentions",
    "actor_roles",
    "place_mentions",
    "quotes",
    "event_mentions",
    "event_actors",
    "event_quantities",
    "coverage",
)
FIELD = ("title", "text")
TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")
GRANULARITIES = (
    "minute",
    "hour",
    "daypart",
    "day",
    "weekend",
    "week",
    "month",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
)
ANCHORS = ("self", "publication", "mention")
ACTOR_KINDS = ("person", "organization", "government", "country", "company", "party", "group")
ALIAS_KINDS = ("name", "short", "acronym", "metonym", "demonym", "spelling")
MODALITIES = ("asserted", "denied", "planned", "hypothetical", "alleged", "ongoing-state")
DATE_BASES = ("explicit", "relative", "inherited", "publication", "unknown")
PLOVER_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
EXTENSION_TYPES = ("X_DISASTER", "X_ACCIDENT", "X_ELECTION", "X_APPOINT", "X_POLICY", "X_RULING", "X_CRIME")
EVENT_TYPES = PLOVER_TYPES + EXTENSION_TYPES
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
PLACE_KINDS = ("country", "province", "regency", "city", "district", "world-city", "region", "site")
QUANTITY_KINDS = (
    "dead", "injured", "missing", "displaced", "arrested", "rescued", "troops", "participants", "buildings",
    "money", "other",
)  # fmt: skip


def _c(name: str, type_: str, comment: str, **kw: object) -> Column:
    return Column(name, type_, comment, **kw)  # type: ignore[arg-type]


# Columns that recur, described once.
CONTENT_HASH = _c(
    "content_hash",
    "text",
    "Version of the article this row was read from (hash of the input's content).",
    required=True,
    warehouse=False,
)
ARTICLE_ID = _c("article_id", "text", "The article; key of articles.", required=True)
FIELD_COLUMN = _c(
    "field",
    "text",
    "Which stored string the offsets count in: title or text of the article.",
    required=True,
    values=FIELD,
)
START = _c("start_char", "int", "First character of the span (Unicode code points, from 0).", required=True)
END = _c("end_char", "int", "Character after the last of the span (Unicode code points).", required=True)
SENTENCE_NO = _c("sentence_no", "int", "Number of the sentence in its field, from 0.", required=True)
TEXT = _c("text", "text", "The words themselves, exactly as they stand in the article.", required=True)
RULE_ID = _c("rule_id", "text", "The rule that made this row.", required=True)
CONFIDENCE = _c(
    "confidence",
    "double",
    "Trust in the row, 0 to 1, from the rule and the evidence it found.",
    required=True,
)

ACTOR_NO = _c(
    "actor_no",
    "bigint",
    "text_no(actor_id): DuckDB tells numbers apart by the range of a row group, and long texts only by their first letters.",
    required=True,
    lake=False,
)
ARTICLE_DATE = _c(
    "article_date",
    "date",
    "Local day of publication of the article; NULL when it cannot be known. Rows are stored by its month: with it a query reads those of some days alone.",
    lake=False,
)

TABLES: Final[tuple[Table, ...]] = (
    Table(
        "raw_articles",
        "An input as it was read, before anything was decided about it.",
        (
            _c("raw_id", "text", "Hash of source file, locator and content.", required=True),
            _c("source_file", "text", "File or address it came from, relative to the input root.", required=True),
            _c("locator", "text", "Where in the file: line, row or entry; empty when the file is one article.", required=True),
            _c("format", "text", "Format the input was read as.", required=True),
            _c("content_hash", "text", "Hash of the content found, whatever file carried it.", required=True),
            _c("status", "text", "What became of the input.", required=True, values=("article", "page", "duplicate", "rejected", "set-aside", "removed")),
            _c("article_id", "text", "The article it is, or is a page of; NULL where it gave none."),
            _c("page_no", "int", "Number of the page of its article that it is, from 1; NULL for an input that says no number."),
            _c("title", "text", "Title as found."),
            _c("text", "text", "Raw text as found, before furniture was taken out; NULL where another raw row of the same content holds it."),
            _c("metadata", "text", "Other fields as found, as one JSON object with sorted keys."),
        ),
        ("raw_id",),
    ),
    Table(
        "articles",
        "An article, latest version: clean body, publication time and how it is known.",
        (
            ARTICLE_ID,
            _c("version", "int", "Number of this version of the article, from 1, in order of publication time and content.", required=True, lake=False),
            _c("raw_id", "text", "The input this version was read from.", required=True, lake=False),
            _c("url", "text", "Canonical address."),
            _c("title", "text", "Headline, without site names."),
            _c("publisher", "text", "Outlet, as a domain where it is known (kompas.com)."),
            _c("category", "text", "Section as found."),
            _c("published_at", "timestamptz", "Moment of publication; NULL when only the day is known."),
            _c("published_zone", "text", "Zone of publication: WIB, WITA, WIT, an offset, or WIB assumed as 'WIB?'."),
            _c("published_date", "date", "Local day of publication; NULL when it cannot be known."),
            _c("published_granularity", "text", "minute, day, month or NULL.", values=("minute", "day", "month", "year")),
            _c("published_basis", "text", "How the publication time is known, as the input says or: metadata, header, url, feed, text, file, unknown.", required=True),
            _c("is_anchor", "bool", "Whether published_date may anchor relative dates (not a crawl day or a guess).", required=True),
            _c("authors", "text[]", "Writers named in the byline."),
            _c("editors", "text[]", "Editors named in the byline."),
            _c("dateline", "text", "Place of filing as written; not evidence of where anything happened."),
            _c("credited_sources", "text[]", "Other outlets and agencies the article credits, as written."),
            _c("credited_dates", "text[]", "Day of the credited report (YYYY-MM-DD), in the order of credited_sources; empty where none is stated."),
            _c("related_titles", "text[]", "Headlines of other articles that stood in the text."),
            _c("captions", "text[]", "Photo captions and credits that stood in the text."),
            _c("text", "text", "Clean body.", required=True),
            _c("language", "text", "ISO 639-1 code of the body's language.", required=True),
            _c("text_key", "text", "Hash of the body without white space and case, so that the same text is found under another address; NULL for a text of few words."),
            _c("duplicate_of", "text", "Article this one is a near-copy of, or of no known day and the same text as; NULL for originals.", lake=False),
            _c("pages", "int[]", "Numbers of the pages joined in it, each an input of its own (raw_articles.page_no); empty for an article that one input holds. [2] is a second page alone."),
            _c("page_count", "int", "How many pages it has, where one of them says so."),
            _c("page_contents", "text[]", "content_hash of the inputs joined, in the order of pages."),
            _c("content_hash", "text", "Hash of the content of the input or inputs; identifies the version.", required=True),
            _c("source_file", "text", "File or address the version came from.", required=True, lake=False),
        ),
        ("article_id",),
    ),
    Table(
        "removed_spans",
        "Furniture taken out of an article's text, with its place in the raw text.",
        (
            CONTENT_HASH, ARTICLE_ID, ARTICLE_DATE,
            _c("kind", "text", "What it is: headline, header, byline, dateline, caption, related, widget, advertisement, tail, share, editor-code, copyright, pagination, tags, repeated, summary, link.", required=True),
            _c("page_no", "int", "The page (raw_articles.page_no) whose raw text it stood in, where pages were joined."),
            _c("raw_start", "int", "First character in the raw text.", required=True),
            _c("raw_end", "int", "Character after the last in the raw text.", required=True),
            TEXT,
        ),
        ("article_id", "page_no", "raw_start"),
    ),
    Table(
        "sentences",
        "A sentence of a title or clean body.",
        (CONTENT_HASH, ARTICLE_ID, ARTICLE_DATE, FIELD_COLUMN, SENTENCE_NO, START, END, TEXT),
        ("article_id", "field", "sentence_no"),
    ),
    Table(
        "time_expressions",
        "A time expression with its TIMEX3 value and the days it covers.",
        (
            CONTENT_HASH, ARTICLE_ID, ARTICLE_DATE, FIELD_COLUMN, START, END, TEXT,
            _c("type", "text", "TIMEX3 type.", required=True, values=TIMEX_TYPES),
            _c("value", "text", "TIMEX3 value (ISO-TimeML), as written.", required=True),
            _c("mod", "text", "TIMEX3 mod: START, MID, END, APPROX, MORE_THAN, LESS_THAN or NULL."),
            _c("quant", "text", "TIMEX3 quant of a SET: EVERY or a count."),
            _c("direction", "text", "since or until where the expression opens an interval.", values=("since", "until")),
            _c("start_date", "date", "First day covered, inclusive."),
            _c("end_date", "date", "Last day covered, inclusive; NULL with a direction means open."),
            _c("granularity", "text", "Grain of the value.", values=GRANULARITIES),
            _c("anchor", "text", "What the value was resolved against.", values=ANCHORS),
            _c("conflict", "bool", "The weekday and the date written beside it disagree.", required=True),
            RULE_ID,
        ),
        ("article_id", "field", "start_char", "end_char"),
    ),
    Table(
        "article_actors",
        "An actor as one article names it, with what tells persons apart; actor_links says who is meant over all articles. Sorted by actor.",
        (
            CONTENT_HASH, ACTOR_NO, ARTICLE_ID, ARTICLE_DATE,
            _c("actor_id", "text", "Readable key of the actor within the lexicon or, for names no lexicon knows, within the article.", required=True),
            _c("name", "text", "Fullest name.", required=True),
            _c("name_en", "text", "English name."),
            _c("kind", "text", "Kind of actor.", required=True, values=ACTOR_KINDS),
            _c("country", "text", "ISO 3166-1 alpha-2 code of the country it belongs to."),
            _c("basis", "text", "lexicon, article (introduced in it) or model.", required=True),
            _c("offices", "text[]", "Offices the article gives a person, in alphabetical order.", lake=False),
            _c("bodies", "text[]", "Body or country of each office; NULL where the article names none.", lake=False),
        ),
        ("article_id", "actor_id"),
    ),
    Table(
        "actors",
        "A person, organization, government body, country, company, party or group.",
        (
            _c("actor_id", "text", "Stable readable key: country:KP, person:lloyd-austin.", required=True),
            _c("name", "text", "Indonesian name.", required=True),
            _c("name_en", "text", "English name."),
            _c("kind", "text", "Kind of actor.", required=True, values=ACTOR_KINDS),
            _c("country", "text", "ISO 3166-1 alpha-2 code of the country it belongs to."),
            _c("n_articles", "bigint", "Articles that mention it.", required=True),
            _c("n_events", "bigint", "Events it takes part in.", required=True),
            _c("first_date", "date", "First day of publication of an article that mentions it."),
            _c("last_date", "date", "Last such day."),
        ),
        ("actor_id",),
        lake=False,
    ),
    Table(
        "actor_aliases",
        "A name an actor goes by.",
        (
            _c("actor_id", "text", "The actor.", required=True),
            _c("alias", "text", "The name.", required=True),
            _c("alias_kind", "text", "What sort of name.", required=True, values=ALIAS_KINDS),
            _c("valid_from", "date", "First day the name is valid; NULL when not limited."),
            _c("valid_to", "date", "Last day the name is valid; NULL when not limited."),
            _c("basis", "text", "Where the alias is known from.", required=True, values=("lexicon", "article", "user")),
            _c("n_articles", "bigint", "Articles that use it.", required=True),
        ),
        ("actor_id", "alias"),
        lake=False,
    ),
    Table(
        "actor_mentions",
        "A mention of an actor.",
        (
            CONTENT_HASH, ARTICLE_ID, ARTICLE_DATE, FIELD_COLUMN, SENTENCE_NO, START, END, TEXT,
            _c("actor_id", "text", "The actor meant.", required=True),
            _c("role_text", "text", "Title or office written before the name."),
            _c("basis", "text", "How the actor is known: alias, acronym, short-name, pronoun, role, title, model.", required=True),
            CONFIDENCE,
        ),
        ("article_id", "field", "start_char", "end_char"),
    ),
    Table(
        "actor_roles",
        "An office of a person as one article reports it.",
        (
            CONTENT_HASH, ARTICLE_ID, ARTICLE_DATE,
            _c("actor_id", "text", "The person.", required=True),
            _c("office", "text", "Office as written.", required=True),
            _c("organization_id", "text", "Body or country the office belongs to."),
            _c("date", "date", "Day of publication of the report."),
        ),
        ("article_id", "actor_id", "office"),
    ),
    Table(
        "places",
        "A place with coordinates.",
        (
            _c("place_id", "text", "Readable key.", required=True),
            _c("name", "text", "Indonesian name.", required=True),
            _c("kind", "text", "Kind of place.", required=True, values=PLACE_KINDS),
            _c("admin1", "text", "Province or first-level division."),
            _c("admin2", "text", "Regency or city."),
            _c("admin_code", "text", "Official code of the division (ISO 3166-2 or Indonesian Kemendagri code)."),
            _c("country", "text", "ISO 3166-1 alpha-2 code."),
            _c("lat", "double", "Latitude, degrees north."),
            _c("lon", "double", "Longitude, degrees east."),
        ),
        ("place_id",),
    ),
    Table(
        "place_mentions",
        "A mention of a place.",
        (
            CONTENT_HASH, ARTICLE_ID, ARTICLE_DATE, FIELD_COLUMN, START, END, TEXT,
            _c("place_id", "text", "The place meant; NULL when it is ambiguous or unknown."),
            _c("basis", "text", "How it was decided, or why it was left open.", required=True),
        ),
        ("article_id", "field", "start_char", "end_char"),
    ),
    Table(
        "quotes",
        "A direct or indirect quotation.",
        (
            CONTENT_HASH, ARTICLE_ID, ARTICLE_DATE, FIELD_COLUMN, SENTENCE_NO, START, END, TEXT,
            _c("is_direct", "bool", "Whether it stands in quotation marks.", required=True),
            _c("verb", "text", "Verb of saying as written."),
            _c("speaker_id", "text", "The actor who speaks."),
            _c("speaker_text", "text", "The speaker as written."),
        ),
        ("article_id", "field", "start_char", "end_char"),
    ),
    Table(
        "event_mentions",
        "One report of an event in one sentence.",
        (
            CONTENT_HASH,
            _c("event_mention_id", "text", "Key: hash of article, trigger offsets and type.", required=True),
            ARTICLE_ID, ARTICLE_DATE, FIELD_COLUMN, SENTENCE_NO,
            _c("type", "text", "PLOVER type or extension type.", required=True, values=EVENT_TYPES),
            _c("mode", "text", "PLOVER mode or subtype."),
            _c("contexts", "text[]", "PLOVER contexts."),
            _c("plover_type", "text", "The PLOVER type; NULL for an extension.", values=PLOVER_TYPES),
            _c("quad", "text", "PLOVER quad class; NULL for an extension.", values=QUADS),
            _c("intensity", "double", "PLOVER intensity score; NULL for an extension."),
            _c("trigger", "text", "Trigger, first to last word.", required=True),
            _c("trigger_start", "int", "First character of the trigger in its field.", required=True),
            _c("trigger_end", "int", "Character after the trigger.", required=True),
            _c("evidence", "text", "The sentence that says so.", required=True),
            _c("evidence_start", "int", "First character of the evidence in its field.", required=True),
            _c("evidence_end", "int", "Character after the evidence.", required=True),
            _c("modality", "text", "How it is put.", required=True, values=MODALITIES),
            _c("start_date", "date", "First day of the event, inclusive; NULL when unknown."),
            _c("end_date", "date", "Last day, inclusive; NULL when unknown or open."),
            _c("granularity", "text", "Grain of the date.", values=GRANULARITIES),
            _c("date_basis", "text", "How the date is known.", required=True, values=DATE_BASES),
            _c("date_text", "text", "The words the date came from."),
            _c("place", "text", "Where, as written."),
            _c("place_id", "text", "The place meant."),
            _c("place_precision", "text", "Kind of the place."),
            _c("place_basis", "text", "How the place is known."),
            _c("speaker_id", "text", "Who says so, when the sentence is speech."),
            CONFIDENCE, RULE_ID,
        ),
        ("event_mention_id",),
    ),
    Table(
        "event_actors",
        "An actor's part in an event mention.",
        (
            CONTENT_HASH,
            _c("event_mention_id", "text", "The event mention.", required=True),
            ARTICLE_DATE,
            _c("position", "int", "Order among the mention's actors, from 0.", required=True),
            _c("actor_id", "text", "The actor; NULL when it is only described."),
            _c("name", "text", "Name of the actor, or the description as written.", required=True),
            _c("role", "text", "Part taken.", required=True, values=("source", "target")),
            _c("affiliation_id", "text", "Country or body the actor acts for."),
        ),
        ("event_mention_id", "position"),
    ),
    Table(
        "event_quantities",
        "A count stated with an event mention.",
        (
            CONTENT_HASH,
            _c("event_mention_id", "text", "The event mention.", required=True),
            ARTICLE_DATE,
            _c("position", "int", "Order among the mention's quantities, from 0.", required=True),
            _c("kind", "text", "What is counted.", required=True, values=QUANTITY_KINDS),
            _c("low", "double", "Least value stated.", required=True),
            _c("high", "double", "Greatest value stated; NULL when open."),
            _c("unit", "text", "Unit: people, IDR, USD, buildings ...", required=True),
            TEXT,
        ),
        ("event_mention_id", "position"),
    ),
    Table(
        "event_links",
        "Which happening an event mention reports.",
        (
            _c("event_mention_id", "text", "The mention.", required=True),
            ARTICLE_DATE,
            _c("event_id", "text", "The event.", required=True),
            _c("method", "text", "How they were linked.", required=True),
        ),
        ("event_mention_id",),
        lake=False,
    ),
    Table(
        "events",
        "A happening, merged from its mentions.",
        (
            _c("event_id", "text", "Stable key: day of the earliest mention and a hash of it.", required=True),
            _c("type", "text", "Event type.", required=True, values=EVENT_TYPES),
            _c("start_date", "date", "First day, inclusive; NULL when unknown."),
            _c("end_date", "date", "Last day, inclusive; NULL when unknown or open."),
            _c("granularity", "text", "Grain of the date.", values=GRANULARITIES),
            _c("date_basis", "text", "How the date is known.", required=True, values=DATE_BASES),
            _c("date_text", "text", "The words the date came from."),
            _c("place", "text", "Where, as written in the best mention."),
            _c("place_id", "text", "The place."),
            _c("lat", "double", "Latitude, degrees north."),
            _c("lon", "double", "Longitude, degrees east."),
            _c("source_ids", "text[]", "Actors who did it."),
            _c("target_ids", "text[]", "Actors it was done to."),
            _c("modality", "text", "How it is put.", required=True, values=MODALITIES),
            _c("denied_by_ids", "text[]", "Actors who deny it."),
            _c("n_mentions", "bigint", "Mentions of it.", required=True),
            _c("n_articles", "bigint", "Articles that report it, syndicated copies counted once.", required=True),
            _c("n_publishers", "bigint", "Outlets that report it.", required=True),
            _c("best_mention_id", "text", "The mention that says it best.", required=True),
            _c("first_reported", "date", "Earliest day of publication of a report."),
            CONFIDENCE,
        ),
        ("event_id",),
        lake=False,
    ),
    Table(
        "event_id_history",
        "An event_id that merging or new evidence replaced.",
        (
            _c("old_id", "text", "Event id as published before.", required=True),
            _c("new_id", "text", "Event id that holds its mentions now.", required=True),
        ),
        ("old_id",),
        lake=False,
    ),
    Table(
        "rejects",
        "An input that gave no article.",
        (
            _c("raw_id", "text", "The input; key of raw_articles.", required=True),
            _c("source_file", "text", "File or address.", required=True),
            _c("locator", "text", "Where in the file.", required=True),
            _c("reason", "text", "Code of the reason.", required=True),
            _c("detail", "text", "What was wrong and what to do about it.", required=True),
        ),
        ("raw_id",),
    ),
    Table(
        "value_issues",
        "A value set aside or repaired.",
        (
            CONTENT_HASH, ARTICLE_ID, ARTICLE_DATE,
            _c("field", "text", "Field of the input.", required=True),
            TEXT,
            _c("reason", "text", "Code of the reason.", required=True),
            _c("detail", "text", "What was done instead.", required=True),
        ),
    ),
    Table(
        "coverage",
        "A trigger no event came of.",
        (
            CONTENT_HASH, ARTICLE_ID, ARTICLE_DATE, FIELD_COLUMN, SENTENCE_NO,
            _c("trigger", "text", "The trigger as written.", required=True),
            _c("reason", "text", "Why it gave no event.", required=True),
        ),
    ),
    Table(
        "lexicon_actors",
        "An actor the lexicon knows, as the lake was extracted with.",
        (
            _c("actor_id", "text", "Key of the actor.", required=True),
            _c("name", "text", "Indonesian name.", required=True),
            _c("name_en", "text", "English name."),
            _c("kind", "text", "Kind of actor.", required=True, values=ACTOR_KINDS),
            _c("country", "text", "ISO 3166-1 alpha-2 code."),
            _c("parent_id", "text", "Body or country it belongs to."),
        ),
        ("actor_id",),
        warehouse=False,
    ),
    Table(
        "lexicon_aliases",
        "An alias the lexicon knows, as the lake was extracted with.",
        (
            _c("actor_id", "text", "Key of the actor.", required=True),
            _c("alias", "text", "The name.", required=True),
            _c("alias_kind", "text", "What sort of name.", required=True, values=ALIAS_KINDS),
            _c("valid_from", "date", "First day the name is valid."),
            _c("valid_to", "date", "Last day the name is valid."),
            _c("basis", "text", "lexicon or user.", required=True),
        ),
        warehouse=False,
    ),
    Table(
        "actor_links",
        "Who the actors of one article are over all articles: persons no lexicon knows whose name stands in several stories, and actors that are another one than within the article.",
        (
            ARTICLE_ID,
            _c("local_id", "text", "Actor as the article's extraction named it.", required=True),
            _c("actor_id", "text", "Actor over all articles.", required=True),
            _c("method", "text", "Why: the same full name and nothing against it, something shared (an office, a body, other persons), a name kept apart because offices or countries contradict, a name of one word that nothing supports outside its story, another spelling with the same office and body, the lexicon, or the user's judgement.", required=True, values=("name", "context", "apart", "story", "spelling", "lexicon", "user")),
            _c("status", "text", "undecided: kept apart without proof that it is somebody else.", required=True, values=("decided", "undecided")),
        ),
        ("article_id", "local_id"),
        lake=False,
    ),
    Table(
        "actor_judgements",
        "Whether two actors are one: what the user judged (LINIMASA_HOME/lexicon/actor_judgements.tsv), and open questions. View actor_judgements_open holds the open ones with what tells them apart.",
        (
            _c("actor_a", "text", "An actor.", required=True),
            _c("article_a", "text", "An article that names it."),
            _c("actor_b", "text", "The other actor.", required=True),
            _c("article_b", "text", "An article that names it."),
            _c("judgement", "text", "Whether they are one.", required=True, values=("same", "different", "unsure")),
            _c("note", "text", "The user's note."),
            _c("basis", "text", "Who says so.", required=True, values=("user", "rule")),
            _c("reason", "text", "What an open question is about: another spelling, a middle name more, a name kept apart, a name of one word.", values=("spelling", "middle name", "apart", "story", "name")),
            _c("applied", "bool", "Whether a judgement of the user found both actors.", required=True),
        ),
        lake=False,
    ),
    Table(
        "lake_parts",
        "Files of the lake that this warehouse holds; a later publication adds only others.",
        (
            _c("path", "text", "Path within the lake.", required=True),
            _c("appended", "bool", "Whether it was added to a warehouse built before.", required=True),
        ),
        ("path",),
        lake=False,
    ),
    Table(
        "actor_timeline",
        "Every event an actor takes part in, itself or through an affiliate, with its evidence: what timelines read. Sorted by actor and date.",
        (
            ACTOR_NO,
            _c("actor_id", "text", "The actor.", required=True),
            _c("date", "date", "Day the row is sorted at: the event's first day, else the day of the first report."),
            _c("last_day", "date", "Last day of the event where it is known, else date; skips what ended before the days asked for."),
            _c("event_id", "text", "The event.", required=True),
            _c("start_date", "date", "First day of the event; NULL when unknown."),
            _c("end_date", "date", "Last day; NULL when unknown or open."),
            _c("granularity", "text", "Grain of the date.", values=GRANULARITIES),
            _c("date_basis", "text", "How the date is known.", required=True, values=DATE_BASES),
            _c("date_text", "text", "The words the date came from."),
            _c("type", "text", "Event type.", required=True, values=EVENT_TYPES),
            _c("mode", "text", "PLOVER mode or subtype."),
            _c("modality", "text", "How it is put.", required=True, values=MODALITIES),
            _c("role", "text", "Part the actor or its affiliate takes.", required=True, values=("source", "target")),
            _c("via", "text", "Names of the affiliates it takes part through; NULL when it takes part itself."),
            _c("sources", "text", "Who did it, named as in the best mention."),
            _c("targets", "text", "To whom, named as in the best mention."),
            _c("place", "text", "Where, as written in the best mention."),
            _c("evidence", "text", "The sentence that says it best.", required=True),
            _c("article_id", "text", "The article of that sentence.", required=True),
            _c("title", "text", "Its headline."),
            _c("url", "text", "Its address."),
            _c("publisher", "text", "Its outlet."),
            _c("published_date", "date", "Its local day of publication."),
            _c("n_mentions", "bigint", "Mentions of the event.", required=True),
            _c("n_articles", "bigint", "Articles that report it, syndicated copies counted once.", required=True),
            _c("n_publishers", "bigint", "Outlets that report it.", required=True),
            _c("denied_by_ids", "text[]", "Actors who deny it."),
            CONFIDENCE,
        ),
        ("actor_id", "event_id"),
        lake=False,
        sorted_by=("actor_no", "date", "event_id"),
    ),
    Table(
        "actor_keys",
        "Names in lower case, and ids, to look actors up by. Sorted by key_no.",
        (
            _c("key_no", "bigint", "text_no(key): skips what is not asked for, as the key itself does not.", required=True),
            ACTOR_NO,
            _c("key", "text", "Name in lower case, or the actor_id itself.", required=True),
            _c("actor_id", "text", "The actor.", required=True),
            _c("n_articles", "bigint", "Articles that mention the actor; the most frequent is meant by an ambiguous name.", required=True),
        ),
        ("key", "actor_id"),
        lake=False,
        sorted_by=("key_no", "n_articles DESC", "actor_id"),
    ),
    Table(
        "article_signatures",
        "What near-copies of an article are found by, so that an article is read for it once.",
        (
            ARTICLE_ID, ARTICLE_DATE,
            _c("signature", "blob", "MinHash of the runs of five words of its text, a byte each; two near-copies share most bytes.", required=True),
        ),
        ("article_id",),
        lake=False,
    ),
    Table(
        "actor_names",
        "How articles name an actor, counted; its name, kind and country are chosen from these.",
        (
            _c("actor_id", "text", "The actor meant, over all articles.", required=True),
            _c("local_id", "text", "Its key within those articles.", required=True),
            _c("basis", "text", "lexicon, article (introduced in it) or model.", required=True),
            _c("name", "text", "Fullest name.", required=True),
            _c("kind", "text", "Kind of actor.", required=True, values=ACTOR_KINDS),
            _c("country", "text", "ISO 3166-1 alpha-2 code of the country it belongs to."),
            _c("n_articles", "bigint", "Articles that name it so.", required=True),
        ),
        ("actor_id", "local_id", "basis", "name", "kind", "country"),
        lake=False,
    ),
    Table(
        "actor_spellings",
        "Names of an actor as written in articles, counted; actor_aliases adds those of the lexicon.",
        (
            _c("actor_id", "text", "The actor.", required=True),
            _c("alias", "text", "The name as written.", required=True),
            _c("alias_kind", "text", "What sort of name.", required=True, values=ALIAS_KINDS),
            _c("n_articles", "bigint", "Articles that write it so.", required=True),
        ),
        ("actor_id", "alias", "alias_kind"),
        lake=False,
    ),
    Table(
        "actor_coverage",
        "Articles that mention an actor by day of publication.",
        (
            _c("actor_id", "text", "The actor.", required=True),
            _c("date", "date", "Local day of publication; NULL when unknown."),
            _c("n_articles", "bigint", "Articles of that day.", required=True),
        ),
        ("actor_id", "date"),
        lake=False,
    ),
    Table(
        "co_actors",
        "Pairs of actors that take part in the same events, either way round. Sorted by actor.",
        (
            ACTOR_NO,
            _c("actor_id", "text", "The actor.", required=True),
            _c("other_id", "text", "The other actor.", required=True),
            _c("name", "text", "Name of the other actor.", required=True),
            _c("kind", "text", "Its kind.", required=True, values=ACTOR_KINDS),
            _c("country", "text", "Its country, ISO 3166-1 alpha-2."),
            _c("n_events", "bigint", "Events with both.", required=True),
            _c("n_to", "bigint", "Events in which the actor is source and the other target.", required=True),
            _c("n_from", "bigint", "Events in which the other is source and the actor target.", required=True),
            _c("first_date", "date", "First day such an event was reported."),
            _c("last_date", "date", "Last such day."),
        ),
        ("actor_id", "other_id"),
        lake=False,
        sorted_by=("actor_no", "n_events DESC", "other_id"),
    ),
    Table(
        "type_days",
        "Events of a type by day, hypothetical ones left out.",
        (
            _c("type", "text", "Event type.", required=True, values=EVENT_TYPES),
            _c("date", "date", "First day of the event, else the day of the first report.", required=True),
            _c("n_events", "bigint", "Events of that day.", required=True),
            _c("n_articles", "bigint", "Articles that report them.", required=True),
        ),
        ("type", "date"),
        lake=False,
    ),
    Table(
        "codes",
        "Codes of the tables with their Indonesian and English names (docs/codebook.md).",
        (
            _c("position", "int", "Order in which codes of a kind are listed.", required=True),
            _c("kind", "text", "What is coded: event_type, event_mode, quad, modality, granularity, date_basis, published_basis, actor_kind, alias_kind, role, place_kind, quantity_kind, timex_type, date_direction.", required=True),
            _c("type", "text", "The event type a mode belongs to.", values=EVENT_TYPES),
            _c("code", "text", "The code as it stands in the tables.", required=True),
            _c("name", "text", "Indonesian name.", required=True),
            _c("name_en", "text", "English name.", required=True),
            _c("meaning", "text", "What a row with it says."),
            _c("quad", "text", "PLOVER quad class of an event type.", values=QUADS),
            _c("intensity", "double", "PLOVER score of an event type, or of a mode that has its own."),
        ),
        ("kind", "type", "code"),
        lake=False,
    ),
    Table(
        "calendar",
        "A day, from the year before the first event to the year after the last (within 1900 to 2100).",
        (
            _c("date", "date", "The day.", required=True),
            _c("year", "int", "Year.", required=True),
            _c("quarter", "int", "Quarter of the year, 1 to 4.", required=True),
            _c("month", "int", "Month, 1 to 12.", required=True),
            _c("month_name", "text", "Indonesian name of the month.", required=True),
            _c("month_name_en", "text", "English name of the month.", required=True),
            _c("day", "int", "Day of the month.", required=True),
            _c("weekday", "int", "Day of the week, 1 Monday to 7 Sunday.", required=True),
            _c("day_name", "text", "Indonesian name of the day of the week.", required=True),
            _c("day_name_en", "text", "English name of the day of the week.", required=True),
            _c("iso_year", "int", "Year the ISO week belongs to.", required=True),
            _c("iso_week", "int", "ISO week, 1 to 53.", required=True),
            _c("is_weekend", "bool", "Saturday or Sunday.", required=True),
            _c("is_holiday", "bool", "A public holiday in Indonesia.", required=True),
            _c("holidays", "text[]", "Public holidays of Indonesia on that day, in Indonesian."),
            _c("holidays_en", "text[]", "The same in English."),
            _c("joint_leave", "text", "Collective leave (cuti bersama) on that day."),
            _c("observance", "text", "A day of remembrance that is no public holiday: Hari Kartini, Hari Pahlawan ..."),
            _c("hijri_year", "int", "Year of the Hijri calendar (Umm al-Qura; Indonesia's own sighting may be a day off)."),
            _c("hijri_month", "int", "Month of the Hijri calendar, 9 is Ramadan."),
            _c("hijri_day", "int", "Day of that month."),
            _c("hijri", "text", "The Hijri date as written in Indonesian: 1 Ramadan 1446."),
        ),
        ("date",),
        lake=False,
    ),
    Table(
        "search_words",
        "Words that evidence search treats apart from its rules (warehouse/search_words.tsv).",
        (
            _c("word", "text", "The word, in lower case and without accents.", required=True),
            _c("term", "text", "What it is searched as; NULL for a word too common to search by."),
        ),
        ("word",),
        lake=False,
    ),
    Table(
        "evidence_terms",
        "Which event mentions a term finds: the roots of the words of their evidence, and the actors named or taking part. Sorted by term. Ask with search_evidence('...').",
        (
            _c("term_no", "bigint", "text_no(root of the word) or text_no(actor_id).", required=True),
            _c("mention_no", "bigint", "The mention; key of evidence_index.", required=True),
        ),
        lake=False,
        sorted_by=("term_no", "mention_no"),
    ),
    Table(
        "evidence_index",
        "Event mentions as search answers with them. Sorted by mention_no.",
        (
            _c("mention_no", "bigint", "The mention: day of its publication in the high bits, hash of its event_mention_id in the low.", required=True),
            _c("event_id", "text", "The event it reports.", required=True),
            _c("date", "date", "First day of the event, else the day of the first report."),
            _c("granularity", "text", "Grain of the date.", values=GRANULARITIES),
            _c("type", "text", "Event type.", required=True, values=EVENT_TYPES),
            _c("modality", "text", "How the mention puts it.", required=True, values=MODALITIES),
            _c("place", "text", "Where, as written in the mention, else in the best mention of the event."),
            _c("evidence", "text", "The sentence.", required=True),
            ARTICLE_ID,
            _c("url", "text", "Its address."),
            _c("publisher", "text", "Its outlet."),
            _c("published_date", "date", "Its local day of publication."),
            _c("n_publishers", "bigint", "Outlets that report the event.", required=True),
            CONFIDENCE,
        ),
        ("mention_no",),
        lake=False,
    ),
    Table(
        "build_info",
        "The build of this warehouse.",
        (
            _c("code_version", "text", "Version of the program.", required=True),
            _c("lexicon_version", "text", "Digest of the vocabulary.", required=True),
            _c("ontology_version", "text", "Version of the event ontology.", required=True),
            _c("schema_version", "int", "Version of this schema.", required=True),
            _c("input_digest", "text", "Digest of all inputs.", required=True),
            _c("models_version", "text", "Digest of the SQL models and of what was taken down.", required=True),
            _c("built_at", "timestamptz", "When it was built.", required=True),
        ),
        lake=False,
    ),
)  # fmt: skip

BY_NAME: Final[dict[str, Table]] = {t.name: t for t in TABLES}
