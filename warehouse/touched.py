"""Which articles a refresh touches: those that are new, have a new version, original file or other duplicates, and
those in which a name now means another actor. Takes nothing out and writes nothing; `append` does."""

from __future__ import annotations

from pathlib import Path

from duckdb import DuckDBPyConnection

from etl.schema import BY_NAME
from warehouse import actor_judgements, lake, link, models
from warehouse.full import MENTION_TABLES


def articles(con: DuckDBPyConnection, home: Path) -> None:
    """Make latest (the rows to write), duplicates and links_now; what an article was is still in the database."""
    con.execute(
        """CREATE TEMP TABLE changed AS
           SELECT article_id FROM new_articles
           UNION SELECT article_id FROM raw_articles
           WHERE content_hash IN (SELECT content_hash FROM new_raw) AND article_id IS NOT NULL"""
    )
    con.execute("CREATE TEMP TABLE scope_articles AS FROM lake_articles WHERE article_id IN (FROM changed)")
    models.run(con, "05_versions")
    con.execute(
        """CREATE TEMP VIEW standing AS
           SELECT article_id, content_hash, version, publisher, published_date, published_at, duplicate_of, text,
                  text_key
           FROM articles WHERE article_id NOT IN (FROM changed)"""
    )
    con.execute(
        """CREATE TEMP TABLE current AS
           SELECT content_hash, article_id FROM latest UNION ALL SELECT content_hash, article_id FROM standing"""
    )
    _near(con)
    link.duplicates(con)
    con.execute(
        """INSERT INTO duplicates SELECT article_id, duplicate_of FROM standing
           WHERE duplicate_of IS NOT NULL AND published_date IS NOT NULL
             AND article_id NOT IN (SELECT article_id FROM near)"""
    )
    con.execute(
        """CREATE TEMP VIEW same_texts AS SELECT article_id, published_date, text_key FROM standing
           UNION ALL SELECT article_id, published_date, text_key
           FROM scope_articles SEMI JOIN latest USING (content_hash)"""
    )
    models.run(con, "06_undated")
    con.execute(
        """INSERT INTO latest SELECT s.content_hash, s.article_id, s.version FROM standing AS s
           LEFT JOIN duplicates AS d USING (article_id) WHERE s.duplicate_of IS DISTINCT FROM d.duplicate_of"""
    )
    con.execute(
        "CREATE TEMP TABLE read_anew AS SELECT content_hash FROM scope_articles UNION SELECT content_hash FROM latest"
    )
    con.execute(
        """CREATE TEMP TABLE read_days AS SELECT DISTINCT published_date FROM (
               SELECT published_date FROM scope_articles
               UNION ALL SELECT published_date FROM articles SEMI JOIN read_anew USING (content_hash))"""
    )
    _of_months(con, home, "article_actors", "months_article_actors")
    con.execute(
        "CREATE TEMP TABLE block_article_actors AS FROM months_article_actors SEMI JOIN read_anew USING (content_hash)"
    )
    actor_judgements.make(con, home, some=True)
    con.execute(
        """INSERT INTO latest SELECT content_hash, article_id, version FROM standing
           WHERE article_id NOT IN (SELECT article_id FROM latest) AND article_id IN (
               SELECT coalesce(n.article_id, b.article_id)
               FROM links_now AS n
               FULL JOIN (FROM actor_links SEMI JOIN actor_blocks USING (local_id)) AS b USING (article_id, local_id)
               WHERE coalesce(n.actor_id, local_id) <> coalesce(b.actor_id, local_id))"""
    )


def _near(con: DuckDBPyConnection) -> None:
    """Make near, the articles whose duplicates have to be found again, and texts: those published about the day of a
    changed article or of one of its former group, and every group that has a member among these."""
    con.execute(
        """CREATE TEMP TABLE groups AS
           SELECT article_id, coalesce(duplicate_of, article_id) AS original, published_date FROM articles"""
    )
    con.execute(
        f"""CREATE TEMP TABLE about AS
            SELECT DISTINCT published_date + k::INTEGER AS day FROM (
                SELECT published_date FROM scope_articles SEMI JOIN latest USING (content_hash)
                UNION SELECT published_date FROM groups WHERE original IN (
                    SELECT original FROM groups WHERE article_id IN (FROM changed))
            ), unnest(range(-{link.WINDOW}, {link.WINDOW} + 1)) AS r(k)"""
    )
    con.execute(
        """CREATE TEMP TABLE near AS
           SELECT article_id FROM groups WHERE original IN (
               SELECT original FROM groups WHERE published_date IN (SELECT day::DATE FROM about))"""
    )
    con.execute(
        """CREATE TEMP VIEW texts AS
           SELECT article_id, publisher, published_date, published_at, text
           FROM standing SEMI JOIN near USING (article_id)
           UNION ALL SELECT article_id, publisher, published_date, published_at, text
           FROM scope_articles SEMI JOIN latest USING (content_hash)"""
    )


def scope(con: DuckDBPyConnection, home: Path) -> None:
    """Make the scope_ views: rows of the lake to write. Mentions are looked for in the months of their articles."""
    con.execute("CREATE TEMP TABLE wanted AS SELECT article_id FROM latest UNION FROM changed")
    columns = ", ".join(f'"{column.name}"' for column in BY_NAME["articles"].lake_columns())
    con.execute(
        f"""INSERT INTO scope_articles BY NAME SELECT {columns} FROM articles
            WHERE article_id IN (FROM wanted) AND article_id NOT IN (FROM changed)"""
    )
    con.execute("CREATE TEMP VIEW article_scope AS FROM wanted")
    con.execute(
        """CREATE TEMP TABLE scope_raw_articles AS
           WITH touched AS (
               SELECT content_hash FROM raw_articles WHERE article_id IN (FROM wanted)
               UNION SELECT content_hash FROM new_raw
           )
           FROM raw_articles SEMI JOIN touched USING (content_hash) UNION ALL BY NAME FROM new_raw"""
    )
    con.execute("CREATE TEMP VIEW scope_rejects AS FROM new_rejects")
    con.execute("INSERT INTO read_days SELECT published_date FROM scope_articles")
    for table in ("article_actors", *MENTION_TABLES):
        _of_months(con, home, table, f"scope_{table}")


def _of_months(con: DuckDBPyConnection, home: Path, table: str, called: str) -> None:
    """A view of the rows of the lake in the months of read_days."""
    days = con.execute("SELECT DISTINCT published_date FROM read_days").fetchall()
    months = {f"{day:%Y-%m}" if day else "undated" for (day,) in days}
    if any(not "1990-01" <= month <= "2049-12" for month in months):
        months.add("undated")
    lake.view(con, home, table, called, lambda path: lake.month(path) in months)
