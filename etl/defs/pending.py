"""What a refresh would do, told without doing it: no Dagster and, where the times of files tell enough, no DuckDB, so
that "nothing new" is answered at once.

Command line, schedule and sensor ask here before they start anything. What to do about it is the pipeline's business.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from etl import lake, landing, lexicon, versions
from etl.landing import Input

WAREHOUSE = Path(__file__).resolve().parents[2] / "warehouse"


@dataclass(frozen=True, slots=True)
class Behind:
    """What the lake and the warehouse are behind code and vocabulary: batches whose articles others made; months with
    articles whose mentions others made, or nobody; whether the warehouse is older than the lake. `state` changes with
    everything that decides this."""

    batches: int
    months: tuple[str, ...]
    unpublished: bool
    state: str

    def __bool__(self) -> bool:
        return bool(self.batches or self.months or self.unpublished)


@dataclass(frozen=True, slots=True)
class Pending:
    """What is not up to date: files not read before, and what is behind. `known` counts the files that were read
    before."""

    files: tuple[Input, ...]
    known: int
    behind: Behind

    def __bool__(self) -> bool:
        return bool(self.files or self.behind)

    def why(self) -> str:
        """The reasons in a few words."""
        reasons = {
            f"{len(self.files)} new files": self.files,
            f"articles of {self.behind.batches} batches by other code or vocabulary": self.behind.batches,
            f"mentions of {len(self.behind.months)} months missing or by other code or vocabulary": self.behind.months,
            "the lake is newer than the warehouse": self.behind.unpublished,
        }
        return ", ".join(reason for reason, holds in reasons.items() if holds) or "nothing new"


def look(home: Path, paths: Iterable[Path | str]) -> Pending:
    """What a refresh of `paths` would have to do. Raises landing.InputError and lake.LakeError."""
    inputs = landing.find(paths, skip=home)
    records = lake.records(home)
    fields = versions.fields(lexicon.load(home / "lexicon"))
    fresh = landing.new(inputs, landing.load(home, (name for name in records if name.startswith("land-")), fields))
    return Pending(tuple(fresh), len(inputs) - len(fresh), behind(home, records))


def behind(home: Path, records: Mapping[str, lake.Record] | None = None) -> Behind:
    """What a refresh without inputs would have to do; `records` are those of the lake. Raises lake.LakeError."""
    records = lake.records(home) if records is None else records
    landed = [record for name, record in records.items() if name.startswith("land-")]
    vocabulary = lexicon.load(home / "lexicon")
    of_articles, of_mentions = versions.articles(vocabulary), versions.mentions(vocabulary)
    months: set[str] = set()
    for record in landed:
        made = records.get(record.name.replace("land-", "mentions-", 1))
        done = made.parts.get("articles", ()) if made and made.version == of_mentions else ()
        months |= {lake.month_in(part) for part in record.parts.get("articles", ()) if part not in done}
    stale = sum(record.version != of_articles for record in landed)
    unpublished = bool(landed) and not _published(home)
    decides = sorted((path.name, path.stat().st_mtime_ns) for path in _made_of(home))
    state = hashlib.sha256(repr((of_articles, of_mentions, decides)).encode()).hexdigest()[:16]
    return Behind(stale, tuple(sorted(months)), unpublished, state)


def _published(home: Path) -> bool:
    """Whether the warehouse holds this lake: by the times of what it is made of, and where these leave a doubt (an
    upgrade, a copied home) by their content."""
    try:
        built = (home / "linimasa.duckdb").stat().st_mtime_ns
    except FileNotFoundError:
        return False
    if all(path.stat().st_mtime_ns <= built for path in _made_of(home)):
        return True
    from warehouse import build

    return build.current(home)


def _made_of(home: Path) -> Iterator[Path]:
    """The files that a warehouse is a function of."""
    yield from (lake.folder(home) / lake.RECORDS).glob("*.json")
    yield from (path for path in WAREHOUSE.rglob("*") if path.suffix in (".py", ".sql", ".tsv"))
    of_user = (home / "lexicon" / name for name in ("removed.tsv", "actor_judgements.tsv"))
    yield from (path for path in of_user if path.exists())
