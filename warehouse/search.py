"""Evidence search: its words, and its rows kept up with the mentions. How words are read and ranked stands in SQL."""

from __future__ import annotations

from typing import Final

from duckdb import DuckDBPyConnection

from warehouse import models

WORDS: Final = models.FOLDER / "search_words.tsv"


def build(con: DuckDBPyConnection) -> None:
    """Fill the tables of search in a new warehouse, where the events stand."""
    entries = models.rows(WORDS)
    con.execute(
        "INSERT INTO search_words SELECT unnest(?::VARCHAR[]), nullif(unnest(?::VARCHAR[]), '')",
        [[entry["word"] for entry in entries], [entry["term"] for entry in entries]],
    )
    models.run(con, "03_search_helpers")
    _read(con, "event_mentions", "actor_mentions", "event_actors")
    models.run(con, "75_search_terms", "76_search_rows")
    con.execute("INSERT INTO evidence_terms BY NAME FROM scope_terms ORDER BY term_no, mention_no")


def _read(con: DuckDBPyConnection, mentions: str, named: str, acting: str) -> None:
    """Say where the mentions stand whose terms are wanted, and the actors named in them and taking part."""
    con.execute(f"CREATE OR REPLACE TEMP VIEW search_mentions AS FROM {mentions}")
    con.execute(f"CREATE OR REPLACE TEMP VIEW search_named AS FROM {named}")
    con.execute(f"CREATE OR REPLACE TEMP VIEW search_acting AS FROM {acting}")


def before(con: DuckDBPyConnection) -> None:
    """Remember what the articles at hand are found by, before they are taken out."""
    _read(con, "event_mentions", "actor_mentions", "event_actors")
    models.run(con, "75_search_terms")
    con.execute("ALTER TABLE scope_terms RENAME TO terms_before")


def after(con: DuckDBPyConnection) -> None:
    """Bring evidence_terms up to the mentions of `wanted` as they are now, and evidence_index to the events of
    timeline_scope. Mentions that read as before keep their rows: taking rows out looks at all of them."""
    _read(con, "(FROM event_mentions SEMI JOIN wanted USING (article_id))", "actor_mentions", "event_actors")
    models.run(con, "75_search_terms")
    con.execute(
        """CREATE TEMP TABLE changed_terms AS SELECT DISTINCT mention_no FROM (
               (FROM terms_before EXCEPT ALL FROM scope_terms)
               UNION ALL (FROM scope_terms EXCEPT ALL FROM terms_before))"""
    )
    con.execute(
        """CREATE TEMP TABLE gone_evidence_terms AS SELECT t.rowid AS row_no FROM published.evidence_terms AS t
           SEMI JOIN (FROM changed_terms SEMI JOIN terms_before USING (mention_no)) AS c USING (mention_no)"""
    )
    con.execute(
        """INSERT INTO evidence_terms BY NAME FROM scope_terms SEMI JOIN changed_terms USING (mention_no)
           ORDER BY term_no, mention_no"""
    )
    con.execute(
        """CREATE TEMP TABLE gone_evidence_index AS SELECT t.rowid AS row_no FROM published.evidence_index AS t
           SEMI JOIN replaced_events USING (event_id)"""
    )
    models.run(con, "76_search_rows")
