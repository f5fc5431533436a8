"""A lake written by hand for tests of the warehouse: articles with the mentions said to stand in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from etl import lake
from etl.schema import BY_NAME

Row = dict[str, Any]
ACTORS = {
    "country:KP": ("Korea Utara", "country", "KP", None, ("Korut", "DPRK")),
    "country:RU": ("Rusia", "country", "RU", None, ("Moskow",)),
    "country:US": ("Amerika Serikat", "country", "US", None, ("AS",)),
    "person:choe-son-hui": ("Choe Son Hui", "person", "KP", None, ()),
    "org:as-roma": ("AS Roma", "organization", "IT", None, ("AS",)),
}


@dataclass
class Doc:
    """An article; `say` adds an event mention to it, `quote` a quotation."""

    article_id: str
    published: date | None
    publisher: str
    text: str
    title: str = "Judul"
    source_file: str = ""
    tables: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def content_hash(self) -> str:
        said = f"{self.article_id}|{self.title}|{self.text}|{self.published}|{self.publisher}"
        return hashlib.sha256(said.encode()).hexdigest()[:32]

    @property
    def owner(self) -> Row:
        return {"content_hash": self.content_hash, "article_id": self.article_id}

    def add(self, table: str, **row: Any) -> None:
        self.tables.setdefault(table, []).append(row)

    def name(self, actor_id: str, text: str, **more: Any) -> None:
        """A mention of an actor, where `text` first stands."""
        known = ACTORS.get(actor_id)
        name, kind, country = (known[0], known[1], known[2]) if known else (text, actor_id.split(":")[0], None)
        if actor_id not in {row["actor_id"] for row in self.tables.get("article_actors", ())}:
            basis = "lexicon" if known else "article"
            self.add(
                "article_actors", **self.owner, actor_id=actor_id, name=name, kind=kind, country=country, basis=basis
            )
        start = self.text.index(text)
        place = {"field": "text", "sentence_no": 0, "start_char": start, "end_char": start + len(text), "text": text}
        row = {**self.owner, **place, "actor_id": actor_id, "basis": "alias", "confidence": 0.9, **more}
        self.add("actor_mentions", **row)

    def say(
        self,
        type_: str,
        trigger: str,
        source: Sequence[str | tuple[str, str]] = (),
        target: Sequence[str | tuple[str, str]] = (),
        at: int = 0,
        **more: Any,
    ) -> str:
        """An event mention in the sentence that holds `trigger`, the first from `at` on; actors are ids, or
        (id, affiliation)."""
        start = self.text.index(trigger, at)
        first = self.text.rfind(". ", 0, start) + 2 if ". " in self.text[:start] else 0
        last = self.text.find(".", start) + 1 or len(self.text)
        key = hashlib.sha256(f"{self.article_id}|{start}|{type_}".encode()).hexdigest()[:20]
        row: Row = {
            "event_mention_id": key, **self.owner, "field": "text", "sentence_no": 0, "type": type_, "contexts": [],
            "trigger": trigger, "trigger_start": start, "trigger_end": start + len(trigger),
            "evidence": self.text[first:last], "evidence_start": first, "evidence_end": last,
            "modality": "asserted", "date_basis": "unknown", "confidence": 0.8, "rule_id": "test",
        }  # fmt: skip
        self.add("event_mentions", **{**row, **more})
        for role, actors in (("source", source), ("target", target)):
            for actor in actors:
                actor_id, affiliation = actor if isinstance(actor, tuple) else (actor, None)
                n = sum(r["event_mention_id"] == key for r in self.tables.get("event_actors", ()))
                name = ACTORS[actor_id][0] if actor_id in ACTORS else actor_id.partition(":")[2]
                parts = {"position": n, "actor_id": actor_id, "name": name, "role": role, "affiliation_id": affiliation}
                self.add("event_actors", content_hash=self.content_hash, event_mention_id=key, **parts)
        return key

    def quote(self, text: str, speaker_id: str) -> None:
        start = self.text.index(text)
        place = {"field": "text", "sentence_no": 0, "start_char": start, "end_char": start + len(text), "text": text}
        self.add("quotes", **self.owner, **place, is_direct=True, verb="kata", speaker_id=speaker_id)

    def rows(self) -> dict[str, list[Row]]:
        """Everything the lake holds of it."""
        source_file = self.source_file or f"{self.article_id}.txt"
        raw_id = hashlib.sha256(f"{source_file}|{self.content_hash}".encode()).hexdigest()[:20]
        raw = {
            "raw_id": raw_id, "source_file": source_file, "locator": "", "format": "text", "status": "article",
            "article_id": self.article_id, "content_hash": self.content_hash, "title": self.title, "text": self.text,
            "metadata": "{}",
        }  # fmt: skip
        article = {
            **self.owner, "url": f"https://{self.publisher}/{self.article_id}", "title": self.title, "text": self.text,
            "publisher": self.publisher, "published_date": self.published, "published_granularity": "day",
            "published_basis": "metadata", "is_anchor": True, "authors": [], "editors": [], "credited_sources": [],
            "related_titles": [], "captions": [], "language": "id",
            "text_key": hashlib.sha256(self.text.encode()).hexdigest()[:16],
        }  # fmt: skip
        return {"raw_articles": [raw], "articles": [article], **self.tables}


def write(home: Path, batches: Iterable[Sequence[Doc]]) -> Path:
    """A lake of these batches; a content seen before is a duplicate, as landing decides it."""
    seen: set[str] = set()
    for number, batch in enumerate(batches):
        append(home, f"b{number}", batch, seen)
    vocabulary(home)
    return home


def append(home: Path, name: str, batch: Sequence[Doc], seen: set[str]) -> None:
    """Commit one more batch."""
    tables: dict[tuple[str, str], list[Row]] = {}
    for doc in batch:
        rows, month = doc.rows(), lake.month_of(doc.published)
        if doc.content_hash in seen:
            rows = {"raw_articles": [{**rows["raw_articles"][0], "status": "duplicate", "title": None, "text": None}]}
        seen.add(doc.content_hash)
        for table, added in rows.items():
            tables.setdefault((table, month), []).extend(added)
    commit(home, f"land-{name}", tables)


def vocabulary(home: Path) -> None:
    actors = [
        {"actor_id": i, "name": n, "name_en": None, "kind": k, "country": c, "parent_id": p}
        for i, (n, k, c, p, _) in ACTORS.items()
    ]
    aliases = [
        {"actor_id": i, "alias": alias, "alias_kind": "short", "basis": "lexicon"}
        for i, known in ACTORS.items()
        for alias in known[4]
    ]
    undated = lake.UNDATED
    commit(home, "vocabulary", {("lexicon_actors", undated): actors, ("lexicon_aliases", undated): aliases})


def commit(home: Path, name: str, tables: dict[tuple[str, str], list[Row]]) -> None:
    parts: dict[str, list[str]] = {}
    for (table, month), rows in tables.items():
        path = f"{table}/month={month}/part-{name}.parquet"
        lake.write_part(home, path, pa.Table.from_pylist(rows, schema=BY_NAME[table].arrow()))
        parts.setdefault(table, []).append(path)
    lake.commit(home, lake.Record(name, "test", parts))
