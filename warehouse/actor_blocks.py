"""Which persons a refresh can make others of: the blocks of names to link anew. All else keeps the actor it has.

A block is the persons of one id within articles. It is touched when an article that names it is new, gone or of another
story; a name of one word also when that word becomes part of two full names, or no longer is; and with a block every
block that may be another spelling of the same name, and whatever the user judged.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from duckdb import DuckDBPyConnection

from warehouse.actor_variants import ends
from warehouse.link import load
from warehouse.offices import is_local

_TOUCHED = """
WITH spoken AS (
    SELECT x.actor_id AS local_id, x.basis, a.content_hash IS NOT NULL AS before, c.content_hash IS NOT NULL AS now
    FROM block_article_actors AS x
    LEFT JOIN articles AS a USING (content_hash)
    LEFT JOIN current AS c USING (content_hash)
    WHERE x.kind = 'person' AND (before OR now)
)
SELECT local_id, basis, count(*) FILTER (now) - count(*) FILTER (before) FROM spoken GROUP BY ALL"""


def choose(con: DuckDBPyConnection, judged: frozenset[str]) -> frozenset[str]:
    """Make actor_blocks (local_id) for the articles of block_article_actors, before they are written; the words common
    among full names from now on. `judged` are ids within articles that a judgement names."""
    count: Counter[tuple[str, str]] = Counter()
    persons = "SELECT local_id, basis, sum(n_articles)::BIGINT FROM actor_names WHERE kind = 'person' GROUP BY ALL"
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
    named = "SELECT DISTINCT local_id FROM actor_links WHERE split_part(actor_id, '.', 1) = ANY(?)"
    touched |= {local_id for (local_id,) in con.execute(named, [sorted(judged)]).fetchall()}
    touched |= {local_id for local_id, _ in count if local_id.partition(":")[2] in turned}
    blocks = _with_spellings(touched, {local_id for (local_id, _), n in count.items() if n > 0})
    blocks -= _settled(con, blocks - judged, {local_id for (local_id, basis) in count if basis != "lexicon"})
    load(con, "actor_blocks", {"local_id": sorted(blocks)})
    return common


def unknown(con: DuckDBPyConnection) -> set[str]:
    """Persons of the current articles that the lexicon does not know."""
    found = con.execute(
        """SELECT actor_id FROM lake_article_actors SEMI JOIN current USING (content_hash) WHERE kind = 'person'
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


def _with_spellings(touched: set[str], there: set[str]) -> set[str]:
    classes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for local_id in touched | there:
        if both := ends(local_id.partition(":")[2]):
            classes[both].append(local_id)
    return touched.union(*(found for found in classes.values() if not touched.isdisjoint(found)))


def _settled(con: DuckDBPyConnection, blocks: set[str], read: set[str]) -> set[str]:
    """Blocks that need no look although most articles name them: the lexicon knows the person, no other spelling does
    not, and nobody of that name holds an office that tells of a namesake."""
    doubted = {ends(local_id.partition(":")[2]) for local_id in blocks & read} - {None}
    known = {local_id for local_id in blocks - read if ends(local_id.partition(":")[2]) not in doubted}
    offices = con.execute(
        "SELECT DISTINCT actor_id, lower(office) FROM lake_actor_roles WHERE actor_id = ANY(?)", [sorted(known)]
    )
    local = {actor for actor, office in offices.fetchall() if is_local(office)}
    linked = con.execute("SELECT DISTINCT local_id FROM actor_links WHERE local_id = ANY(?)", [sorted(known)])
    return known - local - {local_id for (local_id,) in linked.fetchall()}
