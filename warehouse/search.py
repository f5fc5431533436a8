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
    con.execute("CREATE TEMP VIEW search_scope AS SELECT article_id FROM articles")
    models.run(con, "75_search_terms", "76_search_rows")
    con.execute("INSERT INTO evidence_terms BY NAME FROM scope_terms ORDER BY term_no, mention_no")


def before(con: DuckDBPyConnection) -> None:
    """Remember what the articles of `wanted` are found by, before they are taken out."""
    con.execute("CREATE TEMP TABLE search_scope AS SELECT article_id FROM wanted SEMI JOIN articles USING (article_id)")
    models.run(con, "75_search_terms")
    con.execute("ALTER TABLE scope_terms RENAME TO terms_before")


def after(con: DuckDBPyConnection) -> None:
    """Bring evidence_terms up to the mentions of `wanted` as they are now, and evidence_index to the events of
    timeline_scope. Mentions that read as before keep their rows: taking rows out looks at all of them."""
    con.execute("CREATE OR REPLACE TEMP TABLE search_scope AS SELECT article_id FROM wanted")
    models.run(con, "75_search_terms")
    con.execute(
        """CREATE TEMP TABLE changed_terms AS SELECT DISTINCT mention_no FROM (
               (FROM terms_before EXCEPT ALL FROM scope_terms)
               UNION ALL (FROM scope_terms EXCEPT ALL FROM terms_before))"""
    )
    gone = con.execute("SELECT 1 FROM changed_terms SEMI JOIN terms_before USING (mention_no) LIMIT 1").fetchone()
    if gone:
        con.execute("DELETE FROM evidence_terms WHERE mention_no IN (FROM changed_terms)")
    con.execute(
        """INSERT INTO evidence_terms BY NAME FROM scope_terms SEMI JOIN changed_terms USING (mention_no)
           ORDER BY term_no, mention_no"""
    )
    con.execute("DELETE FROM evidence_index WHERE event_id IN (SELECT event_id FROM timeline_scope)")
    models.run(con, "76_search_rows")
