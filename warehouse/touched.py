"""Which articles a refresh touches: those that are new, have a new version, original file or other duplicates, and
those in which a name now means another actor. Reads the published warehouse and what the lake has since, and takes
nothing out; `append` does."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from etl.schema import BY_NAME
from warehouse import actor_judgements, at_hand, lake, link, models
from warehouse.full import MENTION_TABLES
from warehouse.lake import Listing

_ARTICLE = ", ".join(f'"{column.name}"' for column in BY_NAME["articles"].lake_columns())


def articles(con: DuckDBPyConnection, listing: Listing) -> None:
    """Make latest (the versions to write), duplicates, links_now and judgements_now, and wanted, the articles to write
    again; what an article was still stands in the published warehouse."""
    con.execute(
        """CREATE TEMP TABLE changed AS
           SELECT article_id FROM new_articles
           UNION SELECT article_id FROM published.raw_articles SEMI JOIN new_raw USING (content_hash)
           WHERE article_id IS NOT NULL"""
    )
    con.execute(f"CREATE TEMP TABLE known AS {_published(con, 'changed')}")
    _versions(con, listing)
    con.execute(
        """CREATE TEMP VIEW standing AS
           SELECT article_id, content_hash, version, publisher, published_date, published_at, duplicate_of, text_key
           FROM published.articles ANTI JOIN changed USING (article_id)"""
    )
    _duplicates(con)
    con.execute(
        """INSERT INTO latest SELECT s.content_hash, s.article_id, s.version, s.published_date FROM standing AS s
           JOIN grouped USING (article_id) LEFT JOIN duplicates AS d USING (article_id)
           WHERE s.duplicate_of IS DISTINCT FROM d.duplicate_of"""
    )
    con.execute("CREATE TEMP TABLE reread AS SELECT article_id FROM latest UNION FROM changed")
    _naming(con, listing)
    actor_judgements.make(con, listing.home, some=True)
    _relinked(con)
    con.execute("CREATE TEMP TABLE wanted AS SELECT article_id FROM latest UNION FROM changed")


def _published(con: DuckDBPyConnection, chosen: str) -> str:
    """The published rows of some articles: their days first, then the rows of these days alone."""
    rows = f"FROM published.articles SEMI JOIN {chosen} USING (article_id)"
    return f"{rows} WHERE {at_hand.within(con, 'published_date', f'SELECT DISTINCT published_date {rows}')}"


def _versions(con: DuckDBPyConnection, listing: Listing) -> None:
    """Make latest of the changed articles. Of the versions before only the last can still be the latest; the lake is
    asked for the others only where it gave up parts (pages joined anew), and they may be gone."""
    if models.count(con, "gone_parts"):
        listing.attach(con, "articles")
        con.execute(
            f"""CREATE TEMP TABLE scope_articles AS
                SELECT {_ARTICLE} FROM lake_articles SEMI JOIN changed USING (article_id)"""
        )
        con.execute("CREATE TEMP TABLE earlier (article_id VARCHAR, n BIGINT)")
    else:
        con.execute(
            f"""CREATE TEMP TABLE scope_articles AS FROM new_articles UNION ALL BY NAME SELECT {_ARTICLE} FROM known
                ANTI JOIN new_articles USING (content_hash)"""
        )
        con.execute("CREATE TEMP TABLE earlier AS SELECT article_id, version - 1 AS n FROM known")
    con.execute(
        """CREATE TEMP VIEW inputs AS SELECT content_hash, article_id FROM published.raw_articles
           UNION ALL SELECT content_hash, article_id FROM new_raw"""
    )
    models.run(con, "05_versions")


def _duplicates(con: DuckDBPyConnection) -> None:
    """Make grouped, the articles whose original has to be found again, and duplicates, of these and all others: those
    published about the day of a changed article or of one of its former group, every group that has a member among
    these, and what of no known day says the same as one of these."""
    con.execute(
        """CREATE TEMP VIEW groups AS
           SELECT article_id, coalesce(duplicate_of, article_id) AS original, published_date FROM published.articles"""
    )
    con.execute(
        """CREATE TEMP TABLE former AS
           SELECT published_date FROM groups
           SEMI JOIN (SELECT coalesce(duplicate_of, article_id) AS original FROM known) USING (original)"""
    )
    con.execute(
        f"""CREATE TEMP TABLE about AS
            SELECT DISTINCT (published_date + k::INTEGER)::DATE AS day
            FROM (SELECT published_date FROM latest UNION FROM former),
                 unnest(range(-{link.WINDOW}, {link.WINDOW} + 1)) AS r(k)
            WHERE published_date IS NOT NULL"""
    )
    days = at_hand.within(con, "published_date", "SELECT day FROM about")
    con.execute(
        f"""CREATE TEMP TABLE near AS
            SELECT article_id, published_date FROM groups
            SEMI JOIN (SELECT original FROM groups WHERE {days}) USING (original)"""
    )
    con.execute(
        """CREATE TEMP VIEW texts AS SELECT article_id, publisher, published_date, published_at, text
           FROM scope_articles SEMI JOIN latest USING (content_hash)"""
    )
    link.sign(con)
    days = at_hand.within(con, "article_date", "SELECT published_date FROM near")
    con.execute(
        f"""CREATE TEMP VIEW signed AS
            SELECT article_id, publisher, published_date, published_at, signature
            FROM texts JOIN article_signatures USING (article_id)
            UNION ALL SELECT article_id, publisher, published_date, published_at, signature
            FROM standing SEMI JOIN near USING (article_id)
            JOIN (SELECT article_id, signature FROM published.article_signatures WHERE {days}) USING (article_id)"""
    )
    link.duplicates(con)
    con.execute(
        """INSERT INTO duplicates SELECT article_id, duplicate_of FROM standing
           ANTI JOIN near USING (article_id) WHERE duplicate_of IS NOT NULL AND published_date IS NOT NULL"""
    )
    con.execute(
        """CREATE TEMP VIEW same_texts AS SELECT article_id, published_date, text_key FROM standing
           UNION ALL SELECT article_id, published_date, text_key
           FROM scope_articles SEMI JOIN latest USING (content_hash)"""
    )
    models.run(con, "06_undated")
    con.execute(
        """CREATE TEMP TABLE grouped AS
           SELECT article_id FROM near
           UNION SELECT article_id FROM published.articles WHERE published_date IS NULL"""
    )


def _naming(con: DuckDBPyConnection, listing: Listing) -> None:
    """Make named_actors: whom the articles name from now on; with gone_article_actors, whom those read anew named."""
    con.execute(
        """CREATE TEMP TABLE read_days AS
           SELECT published_date FROM scope_articles
           UNION SELECT published_date FROM published.articles SEMI JOIN reread USING (article_id)"""
    )
    for table in ("article_actors", "actor_roles"):
        _of_months(con, listing, table, f"scope_{table}")
    models.run(con, "08_article_actors")
    days = at_hand.within(con, "article_date", "SELECT DISTINCT published_date FROM read_days")
    con.execute(
        f"""CREATE TEMP TABLE gone_article_actors AS SELECT rowid AS row_no, * FROM published.article_actors
            SEMI JOIN reread USING (article_id) WHERE {days}"""
    )
    con.execute(
        """CREATE TEMP VIEW named_actors AS
           SELECT p.* FROM published.article_actors AS p ANTI JOIN gone_article_actors AS g ON g.row_no = p.rowid
           UNION ALL BY NAME FROM article_actors"""
    )


def _relinked(con: DuckDBPyConnection) -> None:
    """Make new_links and gone_actor_links, what is written otherwise of the blocks looked at; articles in which a name
    now means another actor are added to latest."""
    con.execute(
        """CREATE TEMP TABLE links_before AS
           SELECT rowid AS row_no, * FROM published.actor_links SEMI JOIN actor_blocks USING (local_id)"""
    )
    same = "USING (article_id, local_id, actor_id, method, status)"
    con.execute(f"CREATE TEMP TABLE new_links AS FROM links_now ANTI JOIN links_before {same}")
    con.execute(f"CREATE TEMP TABLE gone_actor_links AS FROM links_before ANTI JOIN links_now {same}")
    con.execute(
        """CREATE TEMP TABLE relinked AS SELECT DISTINCT coalesce(n.article_id, b.article_id) AS article_id
           FROM new_links AS n FULL JOIN gone_actor_links AS b USING (article_id, local_id)
           WHERE coalesce(n.actor_id, local_id) <> coalesce(b.actor_id, local_id)"""
    )
    con.execute("INSERT INTO new_links BY NAME FROM plain_links")
    con.execute("INSERT INTO gone_actor_links BY NAME FROM gone_plain_links")
    con.execute(
        """INSERT INTO latest SELECT content_hash, article_id, version, published_date
           FROM standing SEMI JOIN relinked USING (article_id) ANTI JOIN reread USING (article_id)"""
    )


def scope(con: DuckDBPyConnection, listing: Listing) -> None:
    """Make the scope_ views: rows of the lake to write. Mentions are looked for in the months of their articles."""
    con.execute(f"CREATE TEMP TABLE old_articles AS {_published(con, 'wanted')}")
    con.execute(
        f"INSERT INTO scope_articles BY NAME SELECT {_ARTICLE} FROM old_articles ANTI JOIN changed USING (article_id)"
    )
    con.execute("CREATE TEMP VIEW article_scope AS FROM wanted")
    con.execute(
        """CREATE TEMP TABLE scope_contents AS
           SELECT content_hash FROM published.raw_articles SEMI JOIN wanted USING (article_id)
           UNION SELECT content_hash FROM new_raw"""
    )
    con.execute("CREATE TEMP VIEW scope_rejects AS FROM new_rejects")
    con.execute("INSERT INTO read_days SELECT published_date FROM scope_articles")
    for table in ("article_actors", *MENTION_TABLES):
        _of_months(con, listing, table, f"scope_{table}")


def _of_months(con: DuckDBPyConnection, listing: Listing, table: str, called: str) -> None:
    """A view of the rows of the lake in the months of read_days."""
    days = con.execute("SELECT DISTINCT published_date FROM read_days").fetchall()
    months = {f"{day:%Y-%m}" if day else "undated" for (day,) in days}
    if any(not "1990-01" <= month <= "2049-12" for month in months):
        months.add("undated")
    listing.view(con, table, called, lambda path: lake.month(path) in months)
