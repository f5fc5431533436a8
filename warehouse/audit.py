"""What must hold of a warehouse before it is published. Each check is one query that must give zero."""

from __future__ import annotations

from collections.abc import Iterator

from duckdb import DuckDBPyConnection

from etl.schema import BY_NAME, Table
from warehouse import append
from warehouse.ddl import name, quote, tables

# A table's rows over the latest versions in the lake must all have arrived.
_FROM_LAKE = (
    "sentences", "time_expressions", "actor_mentions", "actor_roles", "place_mentions", "quotes", "event_mentions",
    "event_actors", "event_quantities", "coverage", "removed_spans", "value_issues",
)  # fmt: skip
# Tables whose keys all others refer to: what is added to them is held against every row that stays.
_IDS = ("raw_articles", "articles", "event_mentions", "event_links", "events")


class AuditError(RuntimeError):
    """The new warehouse is not sound and was not published; the message names the checks that failed."""


def audit(con: DuckDBPyConnection, added: bool = False) -> int:
    """Run all checks; the number run. `added`: of the rows that `append` has at hand to write.

    Raises AuditError naming each failed check with its count.
    """
    failed, done = [], 0
    con.execute(
        "CREATE OR REPLACE TEMP TABLE kept AS SELECT article_id, content_hash, "
        f"coalesce(len(page_contents), 0) > 0 AS joined FROM {'scope' if added else 'lake'}_articles "
        "WHERE coalesce(page_contents[1], content_hash) NOT IN "
        "(SELECT content_hash FROM raw_articles WHERE status = 'removed')"
    )
    for table in tables() if added else ():
        con.execute(f"CREATE TEMP VIEW added_{table.name} AS FROM {table.name} {append.written(table)}")
    for check, query in _checks(added):
        done += 1
        row = con.execute(query).fetchone()
        if row is None or row[0]:
            failed.append(f"{check}: {row[0] if row else 'no answer'}")
    if failed:
        raise AuditError("the new warehouse failed its audit and was not published; " + "; ".join(failed))
    return done


def _checks(added: bool) -> Iterator[tuple[str, str]]:
    rows = {table.name: f"added_{table.name}" if added else table.name for table in tables()}
    for table in tables():
        if table.key:
            yield f"{table.name}: rows with a key that is not unique", _duplicate_keys(table, rows[table.name])
        for column in table.warehouse_columns():
            if column.values and not column.type.endswith("[]"):
                listed = ", ".join(quote(v) for v in column.values)
                yield (
                    f"{table.name}.{column.name}: codes unknown to the schema",
                    f"SELECT count(*) FROM {rows[table.name]} WHERE {name(column)} NOT IN ({listed})",
                )
    for table_name in _IDS if added else ():
        yield f"{table_name}: rows with a key that stands already", _standing_keys(BY_NAME[table_name])
    for table_name in _FROM_LAKE:
        yield (
            f"{table_name}: rows missing or added against the lake",
            f"SELECT (SELECT count(*) FROM {rows[table_name]}) - "
            f"(SELECT count(*) FROM {'scope' if added else 'lake'}_{table_name} "
            f"SEMI JOIN {rows['articles']} USING (content_hash))",
        )
    yield "articles: rows against the lake", _difference(rows["articles"], "(SELECT DISTINCT article_id FROM kept)")
    if not added:
        yield "raw_articles: rows against the lake", _difference("raw_articles", "lake_raw_articles")
        yield _ACCOUNTING
    for check, query in _DATES_AND_LINKS.items():
        yield check, query.format_map(rows)


def _key(table: Table) -> str:
    return ", ".join(f'"{column}"' for column in table.key)


def _duplicate_keys(table: Table, rows: str) -> str:
    return f"SELECT count(*) FROM (SELECT 1 FROM {rows} GROUP BY {_key(table)} HAVING count(*) > 1)"


def _standing_keys(table: Table) -> str:
    return f"""SELECT count(*) FROM published.{table.name} AS p
        ANTI JOIN gone_{table.name} AS g ON g.row_no = p.rowid SEMI JOIN added_{table.name} USING ({_key(table)})"""


def _difference(table: str, other: str) -> str:
    return f"SELECT (SELECT count(*) FROM {table}) - (SELECT count(*) FROM {other})"


_EVIDENCE = """
SELECT count(*) FROM {event_mentions} AS m JOIN articles AS a USING (article_id)
WHERE substr(CASE m.field WHEN 'title' THEN a.title ELSE a.text END, m.evidence_start + 1,
             m.evidence_end - m.evidence_start) IS DISTINCT FROM m.evidence
   OR substr(CASE m.field WHEN 'title' THEN a.title ELSE a.text END, m.trigger_start + 1,
             m.trigger_end - m.trigger_start) IS DISTINCT FROM m."trigger"
"""
_ACCOUNTING = (
    "accounting: inputs that are not article, page, duplicate, reject, set aside or removed",
    """
        SELECT (SELECT count(*) FROM raw_articles) - (SELECT count(*) FROM kept WHERE NOT joined)
             - (SELECT count(*) FROM rejects)
             - (SELECT count(*) FROM raw_articles WHERE status IN ('page', 'duplicate', 'removed'))""",
)
# In braces the table whose rows are looked at: all of it, or what was added.
_DATES_AND_LINKS = {
    "articles: pages that are no input": """
        SELECT count(*) FROM (SELECT unnest(page_contents) AS content_hash FROM {articles})
        ANTI JOIN raw_articles USING (content_hash)""",
    "articles: neither title nor text": "SELECT count(*) FROM {articles} WHERE text = '' AND coalesce(title, '') = ''",
    "event_mentions: evidence or trigger not found at its offsets": _EVIDENCE,
    "event_mentions: end before start": "SELECT count(*) FROM {event_mentions} WHERE end_date < start_date",
    "events: end before start": "SELECT count(*) FROM {events} WHERE end_date < start_date",
    "events: dates out of range": """
        SELECT count(*) FROM {events} WHERE start_date NOT BETWEEN DATE '1000-01-01' AND DATE '2199-12-31'
            OR end_date NOT BETWEEN DATE '1000-01-01' AND DATE '2199-12-31'""",
    "time_expressions: end before start": "SELECT count(*) FROM {time_expressions} WHERE end_date < start_date",
    "event_links: mentions in no event or of no mention": """
        SELECT (SELECT count(*) FROM {event_mentions} ANTI JOIN event_links USING (event_mention_id))
             + (SELECT count(*) FROM {event_links} ANTI JOIN event_mentions USING (event_mention_id))""",
    "events: without a link, or links without an event": """
        SELECT (SELECT count(*) FROM {events} ANTI JOIN event_links USING (event_id))
             + (SELECT count(*) FROM {event_links} ANTI JOIN events USING (event_id))""",
    "events: actors unknown": """
        SELECT count(*) FROM (SELECT unnest(list_concat(source_ids, target_ids)) AS actor_id FROM {events})
        ANTI JOIN actors USING (actor_id)""",
    "actor_mentions: actors unknown": "SELECT count(*) FROM {actor_mentions} ANTI JOIN actors USING (actor_id)",
    "confidence outside 0 to 1": "SELECT count(*) FROM {event_mentions} WHERE confidence NOT BETWEEN 0 AND 1",
}
