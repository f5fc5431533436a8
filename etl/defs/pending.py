"""What a refresh would do, told without doing it: no Dagster and, where the times of files tell enough, no DuckDB, so
that "nothing new" is answered at once.

Command line, schedule and sensor ask here before they start anything. What to do about it is the pipeline's business.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from etl import lake, landing, lexicon, versions
from etl.landing import Input

WAREHOUSE = Path(__file__).resolve().parents[2] / "warehouse"


@dataclass(frozen=True, slots=True)
class Pending:
    """What is not up to date: files not read before; batches read or extracted by other code or vocabulary; whether
    the warehouse is older than the lake. `known` counts the files that were read before, `version` names code and
    vocabulary."""

    files: tuple[Input, ...]
    known: int
    stale: int
    unpublished: bool
    version: str

    def __bool__(self) -> bool:
        return bool(self.files or self.stale or self.unpublished)

    def why(self) -> str:
        """The reasons in a few words."""
        reasons = {
            f"{len(self.files)} new files": self.files,
            f"{self.stale} batches of other code or vocabulary": self.stale,
            "the lake is newer than the warehouse": self.unpublished,
        }
        return ", ".join(reason for reason, holds in reasons.items() if holds) or "nothing new"


def look(home: Path, paths: Iterable[Path | str]) -> Pending:
    """What a refresh of `paths` would have to do. Raises landing.InputError and lake.LakeError."""
    inputs = landing.find(paths, skip=home)
    records = lake.records(home)
    landed = [r for r in records.values() if r.name.startswith("land-")]
    fresh = landing.new(inputs, landing.load(home, (r.name for r in landed)))
    vocabulary = lexicon.load(home / "lexicon")
    version = versions.mentions(vocabulary)
    stale = _stale(records, landed, versions.articles(vocabulary), version)
    return Pending(tuple(fresh), len(inputs) - len(fresh), stale, bool(landed) and not _published(home), version)


def _stale(records: dict[str, lake.Record], landed: list[lake.Record], articles: str, mentions: str) -> int:
    extracted = {r.name.removeprefix("mentions-") for r in records.values() if r.version == mentions}
    return sum(r.version != articles or r.name.removeprefix("land-") not in extracted for r in landed)


def _published(home: Path) -> bool:
    """Whether the warehouse holds this lake: by the times of what it is made of, and where these leave a doubt (an
    upgrade, a copied home) by their content."""
    made_of = [
        *(lake.folder(home) / lake.RECORDS).glob("*.json"),
        *(path for path in WAREHOUSE.rglob("*") if path.suffix in (".py", ".sql", ".tsv")),
        home / "lexicon" / "removed.tsv",
        home / "lexicon" / "actor_judgements.tsv",
    ]
    try:
        built = (home / "linimasa.duckdb").stat().st_mtime_ns
    except FileNotFoundError:
        return False
    if all(path.stat().st_mtime_ns <= built for path in made_of if path.exists()):
        return True
    from warehouse import build

    return build.current(home)
