"""`linimasa remove`: take an article down, so that it stays away through every rebuild.

The removal is a line of the user's own `LINIMASA_HOME/lexicon/removed.tsv`; taking it out brings the article back.
"""

from __future__ import annotations

from pathlib import Path

from etl.commands import house
from etl.commands.words import say

HEADER = "# Articles taken down, by address or article_id; delete a line to bring one back.\nkey\ttitle\n"


def remove(home: Path, key: str, language: str) -> str:
    """Take down the articles with this address or article_id and publish without them. Raises CommandError."""
    from etl import lexicon
    from etl.article import paging
    from etl.article.identity import canonical_url

    marks = paging.compiled(lexicon.load(home / "lexicon"))
    key = canonical_url(key, marks) or key if "/" in key else key
    with house.reading(home, language) as connection:
        found = connection.execute(
            "SELECT article_id, title FROM articles WHERE article_id = $1 OR url = $1 ORDER BY 1", {"1": key}
        ).fetchall()
    if not found:
        raise house.CommandError(say(language, "remove.unknown", name=key))
    from etl import lake, versions
    from warehouse import build

    with lake.writing(home):
        path = home / "lexicon" / "removed.tsv"
        path.parent.mkdir(exist_ok=True)
        text = path.read_text(encoding="utf-8") if path.exists() else HEADER
        title = " ".join((found[0][1] or "").split())
        temporary = path.with_name(".removed.tsv.tmp")
        temporary.write_text(f"{text}{key}\t{title}\n", encoding="utf-8")
        temporary.replace(path)
        build.publish(home, versions.stated(lexicon.load(home / "lexicon")))
    return say(language, "remove.done", n=len(found), name=key)
