"""The data dictionary is current, and every query of the cookbook runs on a warehouse of the seeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from etl import pipeline
from warehouse import build, dictionary

ROOT = Path(__file__).parent.parent
QUERIES = re.findall(
    r"^\*\*(\d+)\. .*?```sql\n(.*?)```",
    (ROOT / "docs" / "sql-cookbook.md").read_text("utf-8"),
    re.DOTALL | re.MULTILINE,
)
# Questions that the seeds have no answer to.
UNANSWERED = {"15", "18", "20"}


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    home = tmp_path_factory.mktemp("home")
    pipeline.refresh(home, [ROOT / "seeds"])
    with duckdb.connect(str(build.publish(home).path), read_only=True) as connection:
        yield connection


def test_questions_are_numbered_and_many() -> None:
    assert [number for number, _ in QUERIES] == [str(n) for n in range(1, len(QUERIES) + 1)]
    assert len(QUERIES) > 20


@pytest.mark.parametrize(("number", "query"), QUERIES, ids=[number for number, _ in QUERIES])
def test_the_query_runs_and_answers(con: duckdb.DuckDBPyConnection, number: str, query: str) -> None:
    rows = con.execute(query).fetchall()
    assert rows or number in UNANSWERED


def test_the_data_dictionary_is_current() -> None:
    written = (ROOT / "docs" / "data-dictionary.md").read_text("utf-8")
    assert written == "\n".join(dictionary.lines()) + "\n", (
        "run: python -m warehouse.dictionary > docs/data-dictionary.md"
    )
