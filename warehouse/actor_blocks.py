"""Which persons a refresh can make others of: the blocks of names to link anew. All else keeps the actor it has, or
gains articles that are known to be of it (sql/09_plain_links).

A block is the persons of one id within articles. It is touched when an article that names it is new, gone or of another
story; a name of one word also when that word becomes part of two full names, or no longer is; and with a block every
block that may be another spelling of the same name, and whatever the user judged.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from duckdb import DuckDBPyConnection

from warehouse import models
from warehouse.actor_variants import ends
from warehouse.link import load
from warehouse.offices import is_local

_TOUCHED = """
SELECT actor_id, basis, sum(n)::BIGINT
FROM (SELECT actor_id, basis, kind, -1 AS n FROM gone_article_actors
      UNION ALL SELECT actor_id, basis, kind, 1 FROM article_actors)
WHERE kind = 'person' GROUP BY ALL"""


def choose(con: DuckDBPyConnection, judged: frozenset[str]) -> frozenset[str]:
    """Make actor_blocks (local_id) for the articles whose actors gone_article_actors held and article_actors holds now;
    the words common among full names from now on. `judged` are ids within articles that a judgement names."""
    count: Counter[tuple[str, str]] = Counter()
    persons = (
        "SELECT local_id, basis, sum(n_articles)::BIGINT FROM published.actor_names WHERE kind = 'person' GROUP BY ALL"
    )
    for local_id, basis, n in con.execute(persons).fetchall():
        count[local_id, basis] = n
    before = _unknown(count)
    changes = con.execute(_TOUCHED).fetchall()
    for local_id, basis, n in changes:
        count[local_id, basis] += n
    after = _unknown(count)
    common = common_words(con, after)
    turned = common_words(con, before) ^ common
    touched = {local_id for local_id, _, _ in changes} | judged
    named = "SELECT DISTINCT local_id FROM published.actor_links WHERE split_part(actor_id, '.', 1) = ANY(?)"
    touched |= {local_id for (local_id,) in con.execute(named, [sorted(judged)]).fetchall()}
    touched |= {local_id for local_id, _ in count if local_id.partition(":")[2] in turned}
    alike = _spelled_alike(touched, {local_id for (local_id, _), n in count.items() if n > 0})
    blocks = touched | alike
    blocks -= _settled(con, blocks - judged, {local_id for (local_id, basis) in count if basis != "lexicon"})
    load(con, "actor_blocks", {"local_id": sorted(blocks)})
    load(con, "open_names", {"local_id": sorted(alike | judged)})
    models.run(con, "09_plain_links")
    return common


def unknown(con: DuckDBPyConnection) -> set[str]:
    """Persons of the current articles that the lexicon does not know."""
    found = con.execute(
        """SELECT actor_id FROM named_actors WHERE kind = 'person'
           GROUP BY actor_id HAVING NOT bool_or(basis = 'lexicon')"""
    )
    return {local_id for (local_id,) in found.fetchall()}


def common_words(con: DuckDBPyConnection, persons: Iterable[str]) -> frozenset[str]:
    """Words that are part of two full names and more, of these persons or the lexicon's."""
    known = con.execute("SELECT actor_id FROM lake_lexicon_actors WHERE kind = 'person'").fetchall()
    slugs = {i.partition(":")[2] for i in persons} | {i.partition(":")[2] for (i,) in known}
    count = Counter(word for slug in slugs if "-" in slug for word in set(slug.split("-")))
    return frozenset(word for word, n in count.items() if n > 1)


def _unknown(count: Counter[tuple[str, str]]) -> set[str]:
    there = {key for key, n in count.items() if n > 0}
    return {local_id for local_id, _ in there if (local_id, "lexicon") not in there}


def _spelled_alike(touched: set[str], there: set[str]) -> set[str]:
    """Full names touched, or there, that are another spelling of one touched; with these."""
    classes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for local_id in touched | there:
        if both := ends(local_id.partition(":")[2]):
            classes[both].append(local_id)
    return {one for found in classes.values() if len(found) > 1 and not touched.isdisjoint(found) for one in found}


def _settled(con: DuckDBPyConnection, blocks: set[str], read: set[str]) -> set[str]:
    """Blocks that need no look although most articles name them: the lexicon knows the person, no other spelling does
    not, and nobody of that name holds an office that tells of a namesake."""
    doubted = {ends(local_id.partition(":")[2]) for local_id in blocks & read} - {None}
    known = {local_id for local_id in blocks - read if ends(local_id.partition(":")[2]) not in doubted}
    offices = con.execute(
        """SELECT DISTINCT actor_id, lower(unnest(offices)) FROM named_actors
           WHERE offices IS NOT NULL AND actor_id IN (SELECT unnest(?::VARCHAR[]))""",
        [sorted(known)],
    )
    local = {actor for actor, office in offices.fetchall() if is_local(office)}
    linked = con.execute(
        "SELECT DISTINCT local_id FROM published.actor_links WHERE local_id IN (SELECT unnest(?::VARCHAR[]))",
        [sorted(known)],
    )
    return known - local - {local_id for (local_id,) in linked.fetchall()}
