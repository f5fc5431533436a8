"""What the user judged about actors across articles, laid over what `actor_links` and `actor_variants` found, and the
tables that come of it: links_now and judgements_now."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import pyarrow as pa
from duckdb import DuckDBPyConnection

from etl.schema import BY_NAME
from warehouse import actor_blocks, actor_links, actor_variants, models
from warehouse.actor_links import Group
from warehouse.link import Sets

FILE: Final = "actor_judgements.tsv"
JUDGEMENTS: Final = ("same", "different", "unsure")


class JudgementError(ValueError):
    """The user's judgements cannot be used; the message names file, line, reason and the way out."""


class Judgement(NamedTuple):
    """A line of the file; empty texts where a cell is empty."""

    actor_a: str
    article_a: str
    actor_b: str
    article_b: str
    judgement: str
    note: str


class Link(NamedTuple):
    """A row of actor_links."""

    article_id: str
    local_id: str
    actor_id: str
    method: str
    status: str


def path(home: Path) -> Path:
    return home / "lexicon" / FILE


def read(home: Path) -> list[Judgement]:
    """The user's judgements, in order of the file. Raises JudgementError."""
    if not path(home).exists():
        return []
    try:
        rows = models.rows(path(home))
    except ValueError as error:
        raise JudgementError(str(error)) from error
    out = []
    for row in rows:
        if set(row) != set(Judgement._fields):
            raise JudgementError(f"{path(home)}: its header must be {', '.join(Judgement._fields)}, with tabs between")
        one = Judgement(**row)
        if one.judgement not in JUDGEMENTS:
            raise JudgementError(f"{path(home)}: '{one.judgement}' is no judgement; write {', '.join(JUDGEMENTS)}")
        if not one.actor_a or not one.actor_b:
            raise JudgementError(f"{path(home)}: a judgement needs actor_a and actor_b: {' '.join(row.values())}")
        out.append(one)
    return out


def make(con: DuckDBPyConnection, home: Path, some: bool = False) -> None:
    """`linked` without the collector of cyclic garbage: it would go through millions of small values that form none."""
    gc.disable()
    try:
        linked(con, home, some)
    finally:
        gc.enable()


def linked(con: DuckDBPyConnection, home: Path, some: bool) -> None:
    """Make links_now and judgements_now, the rows of actor_links and actor_judgements, over the actors of the table
    named_actors; `some`: of the blocks that a refresh touches, which it makes (actor_blocks).

    Raises JudgementError.
    """
    judged = read(home)
    if some:
        named = frozenset(_local(actor) for j in judged for actor in (j.actor_a, j.actor_b))
        common = actor_blocks.choose(con, named)
    else:
        common = actor_blocks.common_words(con, actor_blocks.unknown(con))
    apart = {(j.article_a, _local(j.actor_a)) for j in judged if _splits(j)}
    groups = actor_links.persons(con, frozenset(apart), common, some)
    ids = Ids(con, groups, judged)
    if grown := {_other(j) for j in judged if j.judgement == "different" and ids.together(j)}:
        groups = actor_links.persons(con, frozenset(apart | grown), common, some)
        ids = Ids(con, groups, judged)
    rows = [ids.row(j) for j in judged]
    settled = {frozenset((r["actor_a"], r["actor_b"])) for r in rows if r["judgement"] != "unsure"}
    open_ = []
    for pair in actor_variants.pairs(groups):
        if frozenset((pair.a.actor_id, pair.b.actor_id)) not in settled:
            if pair.same:
                ids.join(pair.a.actor_id, pair.b.actor_id, "spelling")
            else:
                open_.append((pair.a, pair.b, pair.reason))
    for r in rows:
        if r["judgement"] == "same" and r["applied"]:
            ids.join(r["actor_a"], r["actor_b"], "user")
    open_ += [(g.beside, g, g.method) for g in groups if g.beside is not None and not g.decided]
    rows += [ids.opened(a, b, reason) for a, b, reason in open_ if frozenset((a.actor_id, b.actor_id)) not in settled]
    for r in rows:
        r["actor_a"], r["actor_b"] = ids.final(r["actor_a"]), ids.final(r["actor_b"])
    rows = [r for r in rows if r["basis"] == "user" or r["actor_a"] != r["actor_b"]]
    _load(con, "judgements_now", "actor_judgements", rows)
    links = [*ids.links(groups), *ids.others()]
    _load(con, "links_now", "actor_links", [link._asdict() for link in sorted(links)])


def _splits(j: Judgement) -> bool:
    """Whether a judgement gives the person of article_a an id of its own."""
    return j.judgement == "different" and bool(j.article_a) and j.actor_a == j.actor_b


def _other(j: Judgement) -> tuple[str, str]:
    """Whom a judgement kept apart, by article and id within it: of two that have become one, the one whose id was
    not the plain one."""
    of_a = "." in j.actor_a or "." not in j.actor_b
    return (j.article_a, _local(j.actor_a)) if of_a else (j.article_b, _local(j.actor_b))


class Ids:
    """Ids over all articles, with those that are one actor."""

    def __init__(self, con: DuckDBPyConnection, groups: Sequence[Group], judged: Iterable[Judgement]) -> None:
        self._groups = {g.actor_id: g for g in groups}
        self._read = {
            (r.article_id, called): g.actor_id
            for g in groups
            for r in g.readings
            for called in (r.local_id, _local(g.actor_id))
        }
        named = sorted({actor for j in judged for actor in (j.actor_a, j.actor_b)} - set(self._groups))
        known = con.execute("SELECT actor_id FROM lake_lexicon_actors WHERE actor_id = ANY(?)", [named])
        self._lexicon = {actor for (actor,) in known.fetchall()}
        self._others: list[tuple[str, str]] = con.execute(
            """SELECT article_id, actor_id FROM named_actors
               WHERE kind <> 'person' AND actor_id = ANY(?) ORDER BY ALL""",
            [named],
        ).fetchall()
        self._same = Sets()
        self._how: dict[str, str] = {}
        self._wanted: set[str] = set()

    def find(self, actor: str, article: str) -> str | None:
        """The id an actor has before judgements; None when nobody is called so (there)."""
        if article and (read := self._read.get((article, _local(actor)))):
            return read
        known = self._groups.keys() | self._lexicon | {i for _, i in self._others}
        return actor if actor in known else None

    def together(self, j: Judgement) -> bool:
        """Whether a judgement about two articles speaks of what is one actor by now."""
        read = [self._read.get((article, _local(actor))) for actor, article in (j[:2], j[2:4])]
        return read[0] is not None and read[0] == read[1]

    def row(self, j: Judgement) -> dict[str, object]:
        """A judgement as a row; with equal ids on both sides the article says who is meant."""
        a, b = self.find(j.actor_a, j.article_a), self.find(j.actor_b, j.article_b)
        applied = a is not None and b is not None and (a != b or j.judgement == "same")
        if j.judgement == "same" and a is not None:
            self._wanted.add(a)
        for one in (self._groups.get(a or ""), self._groups.get(b or "")):
            if j.judgement == "different" and applied and one is not None and not one.decided:
                one.decided, one.method = True, "user"
        ends = {"actor_a": a or j.actor_a, "actor_b": b or j.actor_b}
        return {**j._asdict(), **ends, "basis": "user", "reason": None, "applied": applied}

    def opened(self, a: Group, b: Group, reason: str) -> dict[str, object]:
        """A question to the user."""
        ends = {"actor_a": a.actor_id, "article_a": a.readings[0].article_id,
                "actor_b": b.actor_id, "article_b": b.readings[0].article_id}  # fmt: skip
        return {**ends, "judgement": "unsure", "note": None, "basis": "rule", "reason": reason, "applied": False}

    def join(self, a: object, b: object, how: str) -> None:
        self._same.join(a, b)
        for actor in (str(a), str(b)):
            self._how[actor] = how

    def final(self, actor: object) -> str:
        return self._chosen().get(self._same.find(actor), str(actor))

    def _chosen(self) -> dict[str, str]:
        """By set of joined ids, the one that stands for them: of the lexicon, as judged, the most frequent."""
        sets: dict[str, list[str]] = {}
        for actor in self._how:
            sets.setdefault(self._same.find(actor), []).append(actor)
        return {root: min(members, key=self._order) for root, members in sets.items()}

    def _order(self, actor: str) -> tuple[bool, bool, tuple[int, int, str], str]:
        one = self._groups.get(actor)
        known = actor in self._lexicon or (one is not None and one.method == "lexicon")
        return not known, actor not in self._wanted, one.rank() if one else (0, 0, ""), actor

    def links(self, groups: Iterable[Group]) -> Iterable[Link]:
        """Rows for persons named in several stories, or whose id is another than within the article."""
        chosen = self._chosen()
        stories: dict[str, set[str]] = {}
        for g in groups:
            stories.setdefault(g.readings[0].local_id, set()).update(r.story for r in g.readings)
        for g in groups:
            how = self._how.get(g.actor_id)
            actor_id = chosen.get(self._same.find(g.actor_id), g.actor_id) if how else g.actor_id
            local_id = g.readings[0].local_id
            if actor_id != local_id or (g.method != "lexicon" and len(stories[local_id]) > 1):
                status = "decided" if g.decided or how else "undecided"
                yield from (Link(r.article_id, local_id, actor_id, how or g.method, status) for r in g.readings)

    def others(self) -> Iterable[Link]:
        """Rows for actors other than persons that the user judged to be the same as another."""
        for article_id, actor in self._others:
            if self.final(actor) != actor:
                yield Link(article_id, actor, self.final(actor), "user", "decided")


def _local(actor: str) -> str:
    """The id an actor has within its articles."""
    return actor.partition(".")[0]


def _load(con: DuckDBPyConnection, called: str, table: str, rows: list[dict[str, object]]) -> None:
    schema = BY_NAME[table]
    columns = pa.schema([pa.field(c.name, pa.bool_() if c.type == "bool" else pa.string()) for c in schema.columns])
    con.register("loading", pa.Table.from_pylist(rows, schema=columns))
    con.execute(f"CREATE OR REPLACE TEMP TABLE {called} AS FROM loading")
    con.unregister("loading")
