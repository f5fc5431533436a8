"""Landing files -> raw_articles and articles -> mentions, in the lake. Decides what has to be done again, and adds up.

The stages themselves are pure (`reading`, `article`, `extract`); this module feeds them batches and commits what they
give. Batches are cut by the sequence of new inputs alone, so a run that was killed continues where it would have been.
Nothing here knows the warehouse.
"""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from etl import batches, lake, landing, lexicon, pages, parallel, reading, rereading, versions
from etl.batches import Known
from etl.extract import TABLES as MENTION_TABLES
from etl.lake import Record
from etl.landing import Input, Seen
from etl.lexicon import Lexicon
from etl.parallel import Shard

log: Final = logging.getLogger("linimasa")  # progress, for whoever runs this
BATCH_INPUTS = 4_000
BATCH_CHARACTERS = 32_000_000
TOLD = 20  # articles that a batch names in the log; the tables rejects and coverage have them all
FAULTS = "faults "  # before the month, in the counts of a record of mentions


class AccountingError(RuntimeError):
    """The lake does not add up; the message says where."""


@dataclass(frozen=True, slots=True)
class Landed:
    """What a landing did: new inputs by what became of them, and the files that were read."""

    files: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    rebuilt: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What a refresh did. `new` counts this run's inputs by status, `totals` all inputs the lake holds (see
    `account`), `extracted` the articles parts whose mentions were (re)made, `faults` the articles of
    the lake that extraction failed on (rows of coverage whose reason begins with `error: `)."""

    new: dict[str, int]
    totals: dict[str, int]
    files: int
    rebuilt: int
    extracted: int
    faults: int

    @property
    def changed(self) -> bool:
        """Whether the lake is other than before."""
        return bool(sum(self.new.values()) or self.rebuilt or self.extracted)


def refresh(home: Path, paths: Iterable[Path | str], workers: int = 0, vocabulary: Lexicon | None = None) -> Report:
    """Land new inputs and extract what has no up-to-date mentions. `workers` 0 means one a processor.

    Raises landing.InputError, lake.LakeError, lexicon.LexiconError, AccountingError.
    """
    vocabulary = vocabulary or lexicon.load(home / "lexicon")
    with lake.writing(home):
        landed = land(home, paths, vocabulary)
        extracted = extract(home, vocabulary, workers=workers)
        faults = sum(n for r in lake.records(home).values() for name, n in r.counts.items() if name.startswith(FAULTS))
        return Report(landed.counts, account(home), landed.files, landed.rebuilt, extracted, faults)


def land(home: Path, paths: Iterable[Path | str], vocabulary: Lexicon) -> Landed:
    """Read what is new among `paths` and commit it as raw_articles and articles, batch by batch; build articles again
    from the stored raw text where code or vocabulary changed."""
    with lake.writing(home):
        lake.sweep(home)
        inputs = landing.find(paths, skip=home)
        rebuilt = _rebuild(home, vocabulary)
        committed = _landed(home)
        seen = landing.load(home, (r.name for r in committed), versions.fields(vocabulary))
        fresh = landing.new(inputs, seen)
        counts: Counter[str] = Counter()
        if fresh:
            known, outdated = batches.known(lake.parts(home, "raw_articles", committed)), set[str]()
            for batch in _cut(_unknown(home, fresh, known, outdated, seen, vocabulary)):
                counts.update(_land(home, batch, known, vocabulary).counts)
                log.info("%d inputs read", counts.total())
            rebuilt += rereading.withdraw(home, outdated, _landed(home), vocabulary) > 0 if outdated else 0
        pages.join(home, versions.articles(vocabulary), vocabulary)
        lake.sweep(home)
        rereading.keep_fields(home, seen.fields, vocabulary)
        seen.batches = [r.name for r in _landed(home)]
        lake.write_json(home / "state" / "inputs.json", {"files": seen.files, "batches": seen.batches})
        return Landed(len(fresh), {s: counts[s] for s in batches.STATUSES if counts[s]}, rebuilt)


def _unknown(
    home: Path, fresh: Sequence[Input], known: Known, outdated: set[str], seen: Seen, vocabulary: Lexicon
) -> Iterator[reading.RawArticle | reading.Reject]:
    """Inputs of new files that the lake does not hold; a file is remembered once all of it was passed on. What files
    gave by other names of columns, and do not by these, is added to `outdated`."""
    for item in fresh:
        try:
            digest = item.digest()
        except OSError:
            digest = ""  # reading rejects it
        former = seen.read_by(item, digest)
        before = rereading.given(home, item.path, item.source_file, former) if former else set[str]()
        for raw in reading.read(Path(item.path), item.source_file, vocabulary):
            key = batches.raw_id(raw)
            before.discard(key)
            if key not in known.raw_ids:
                yield raw
        outdated |= before
        seen.remember(item, digest)


def _cut(inputs: Iterable[reading.RawArticle | reading.Reject]) -> Iterator[list[reading.RawArticle | reading.Reject]]:
    batch: list[reading.RawArticle | reading.Reject] = []
    size = 0
    for item in inputs:
        batch.append(item)
        size += len(item.text) if isinstance(item, reading.RawArticle) else 0
        if len(batch) >= BATCH_INPUTS or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _land(
    home: Path, batch: Sequence[reading.RawArticle | reading.Reject], known: Known, vocabulary: Lexicon
) -> Record:
    name = hashlib.sha256("\n".join(batches.raw_id(item) for item in batch).encode()).hexdigest()[:16]
    tables = batches.build(batch, known, vocabulary)
    for reject in (row for (table, _), rows in tables.items() if table == "rejects" for row in rows[:TOLD].to_pylist()):
        log.warning("no article in %(source_file)s, %(locator)s: %(reason)s, %(detail)s", reject)
    return batches.commit(home, f"land-{name}", versions.articles(vocabulary), tables)


def _landed(home: Path) -> list[Record]:
    return [r for r in lake.records(home).values() if r.name.startswith("land-")]


def _rebuild(home: Path, vocabulary: Lexicon) -> int:
    """Build articles again from stored raw text where the code or vocabulary that made them changed."""
    wanted, rebuilt = versions.articles(vocabulary), 0
    for record in _landed(home):
        if record.version != wanted and record.name != pages.NAME:
            raw, rejects = batches.stored(home, record)
            batches.commit(home, record.name, wanted, batches.rebuild(raw, rejects, vocabulary))
            rebuilt += 1
    if rebuilt:
        lake.sweep(home)
    return rebuilt


def extract(home: Path, vocabulary: Lexicon, months: Iterable[str] | None = None, workers: int = 0) -> int:
    """Make mentions for every articles part that has none of this code and vocabulary; the number of parts made.

    With `months` (YYYY-MM or undated) exactly the parts of these months are made again. The rows and bytes do not
    depend on `workers` (0: one a processor).
    """
    version = versions.mentions(vocabulary)
    with lake.writing(home):
        committed = lake.records(home)
        _write_vocabulary(home, committed.get("vocabulary"), version, vocabulary)
        chosen = None if months is None else frozenset(months)
        todo: list[tuple[Record, str]] = []
        for record in committed.values():
            if record.name.startswith("land-"):
                done = committed.get(_mentions_name(record))
                made = done.parts if done and done.version == version else {}
                todo += [(record, part) for part in record.parts.get("articles", ()) if _wanted(part, made, chosen)]
        _extract(home, todo, version, vocabulary, workers)
        _forget(home, lake.records(home))
        lake.sweep(home)
        return len(todo)


def _wanted(part: str, made: dict[str, list[str]], months: frozenset[str] | None) -> bool:
    if months is not None:
        return lake.month_in(part) in months
    return part not in made.get("articles", ())


def _mentions_name(record: Record) -> str:
    return "mentions-" + record.name.removeprefix("land-")


def _extract(home: Path, todo: Sequence[tuple[Record, str]], version: str, vocabulary: Lexicon, workers: int) -> None:
    """Run the extraction over articles parts and commit batch by batch. The record lists the articles parts it
    covers under `articles`, so that a part without any mention counts as done."""
    waiting = Counter(record.name for record, _ in todo)
    results = parallel.extract(home, [part for _, part in todo], version, vocabulary, workers)
    made: dict[str, list[Shard]] = {}
    for done, ((record, _), shard) in enumerate(zip(todo, results, strict=True), 1):
        log.info("%d of %d parts of articles extracted", done, len(todo))
        for told in shard.faults[:TOLD]:
            log.warning("extraction failed on article %s", told)
        made.setdefault(record.name, []).append(shard)
        waiting[record.name] -= 1
        if not waiting[record.name]:
            _commit_mentions(home, record, version, made.pop(record.name))


def _commit_mentions(home: Path, record: Record, version: str, shards: Sequence[Shard]) -> None:
    """Commit what was made of a batch's articles parts. Months not made again keep their parts; when these are of
    another version the record stays of that version, so that the next extraction makes them again too."""
    before = lake.records(home).get(_mentions_name(record)) or Record("", version)
    standing = set(record.parts.get("articles", ()))
    redone = {lake.month_in(shard.articles) for shard in shards}
    kept = {lake.month_in(path) for path in before.parts.get("articles", ()) if path in standing} - redone
    parts: dict[str, set[str]] = {table: set() for table in ("articles", *MENTION_TABLES)}
    for table, paths in before.parts.items():
        parts[table] |= {path for path in paths if lake.month_in(path) in kept}
    for shard in shards:
        parts["articles"].add(shard.articles)
        for table, path in shard.parts.items():
            parts[table].add(path)
    listed = {table: sorted(paths) for table, paths in parts.items() if paths}
    faults = {name: n for name, n in before.counts.items() if name.removeprefix(FAULTS) in kept}
    faults |= {FAULTS + lake.month_in(shard.articles): len(shard.faults) for shard in shards if shard.faults}
    lake.commit(home, Record(_mentions_name(record), before.version if kept else version, listed, faults))


def _forget(home: Path, committed: dict[str, Record]) -> None:
    """Drop mentions of articles parts that are gone."""
    landed = {_mentions_name(r): r for r in committed.values() if r.name.startswith("land-")}
    for name, made in committed.items():
        if not name.startswith("mentions-"):
            continue
        if name not in landed:
            (lake.folder(home) / lake.RECORDS / f"{name}.json").unlink(missing_ok=True)
        elif not set(made.parts.get("articles", ())) <= set(landed[name].parts.get("articles", ())):
            _commit_mentions(home, landed[name], made.version, ())


def _write_vocabulary(home: Path, before: Record | None, version: str, vocabulary: Lexicon) -> None:
    """Put the actors, aliases and places of the vocabulary into the lake, so that the warehouse needs no lexicon."""
    if before and before.version == version:
        return
    parts = {}
    for table, rows in batches.vocabulary_tables(vocabulary).items():
        parts[table] = [f"{table}/part-{version}.parquet"]
        lake.write_part(home, parts[table][0], rows)
    lake.commit(home, Record("vocabulary", version, parts))


def account(home: Path) -> dict[str, int]:
    """All inputs of the lake: inputs = current + superseded + duplicates + rejects + set_aside. Pages joined into one
    article count once among current, and else as superseded: the article took their place.

    Counted from the rows themselves, across tables. Raises AccountingError when they do not add up.
    """
    committed = _landed(home)
    statuses = Counter(batches.column(lake.parts(home, "raw_articles", committed), "status"))
    article_ids = batches.column(lake.parts(home, "articles", committed), "article_id")
    joined = sum(record.counts["joined"] for record in committed if record.name == pages.NAME)
    rejects = len(batches.column(lake.parts(home, "rejects", committed), "raw_id"))
    totals = {
        "inputs": statuses.total(),
        "current": len(set(article_ids)),
        "superseded": len(article_ids) - len(set(article_ids)) + statuses["page"] - joined,
        "duplicates": statuses["duplicate"],
        "rejects": rejects - statuses["set-aside"],
        "set_aside": statuses["set-aside"],
    }
    if totals["inputs"] != sum(n for name, n in totals.items() if name != "inputs"):
        raise AccountingError(f"the lake of {home} does not add up: {totals}, raw rows by status {dict(statuses)}")
    return totals
