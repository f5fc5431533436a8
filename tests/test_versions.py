"""Versions of the lake's steps: each depends on what the step reads, all of it and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from test_imports import imports

from etl import batches, extract, lexicon, reading, versions
from etl.lexicon import SHIPPED, Lexicon

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def read_by_step() -> dict[str, set[str]]:
    """Vocabulary files that each step asks for over the shipped articles, which cover every input format."""
    asked: set[str] = set()
    rows = Lexicon.rows

    def recorded(self: Lexicon, name: str) -> tuple[dict[str, str], ...]:
        asked.add(name)
        return rows(self, name)

    out: dict[str, set[str]] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Lexicon, "rows", recorded)
        inputs = [
            raw
            for path in sorted((ROOT / "seeds").iterdir())
            for raw in reading.read(path, path.name, Lexicon("as read"))  # a digest of its own: compiled anew
        ]
        out["reading"], asked = asked, set()
        tables = batches.build(inputs, batches.Known(), Lexicon("as cleaned"))
        out["articles"], asked = asked, set()
        articles = pa.concat_tables([rows for (table, _), rows in tables.items() if table == "articles"])
        extract.extract(articles, Lexicon("as extracted"))
        batches.vocabulary_tables(Lexicon("as extracted"))
        out["mentions"] = asked
    return out


@pytest.mark.parametrize("step", sorted(versions.VOCABULARY))
def test_the_vocabulary_a_step_reads_is_declared(step: str, read_by_step: dict[str, set[str]]) -> None:
    assert sorted(read_by_step[step]) == sorted(versions.VOCABULARY[step])


def test_every_vocabulary_file_is_read_by_a_step() -> None:
    declared = {name for names in versions.VOCABULARY.values() for name in names}
    assert declared == {path.stem for path in SHIPPED.glob("*.tsv")}


def reached(stage: str, seen: set[str]) -> Iterator[str]:
    """A stage and all that it imports of etl, by the name of module or package."""
    if stage in seen:
        return
    seen.add(stage)
    yield stage
    home = ROOT / "etl" / stage
    for path in sorted(home.rglob("*.py")) if home.is_dir() else [home.with_suffix(".py")]:
        for name in imports(path):
            parts = name.split(".")
            if parts[0] == "etl" and len(parts) > 1:
                yield from reached(parts[1], seen)


@pytest.mark.parametrize(
    ("step", "stage", "stored"), [("articles", "article", {"reading"}), ("mentions", "extract", set())]
)
def test_the_code_a_step_runs_is_declared(step: str, stage: str, stored: set[str]) -> None:
    assert set(reached(stage, set(stored))) <= set(versions.CODE[step])


def overlaid(folder: Path, name: str) -> Lexicon:
    folder.mkdir()
    header = next(line for line in (SHIPPED / f"{name}.tsv").read_text().splitlines() if not line.startswith("#"))
    (folder / f"{name}.tsv").write_text(header + "\n")
    return lexicon.load(folder)


@pytest.mark.parametrize(
    ("name", "changed"),
    [("furniture", {"articles"}), ("feasts", {"mentions"}), ("common_words", {"articles", "mentions"})],
)
def test_a_word_changes_the_steps_that_read_it(tmp_path: Path, name: str, changed: set[str]) -> None:
    plain, other = lexicon.load(), overlaid(tmp_path / "lexicon", name)
    assert plain != other
    steps = {"articles": versions.articles, "mentions": versions.mentions}
    assert {step for step, version in steps.items() if version(plain) != version(other)} == changed
