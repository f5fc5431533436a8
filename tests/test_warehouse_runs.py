"""Tables stay sorted in few runs through refresh after refresh; mentions are told apart by sketches of their words."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import generated, refresh
from etl.schema import BY_NAME
from warehouse import build, ddl, models, runs

SORTED = [table for table in ddl.tables() if table.sorted_by]
WORD = st.sampled_from(["gempa", "warga", "polisi", "banjir", "menteri", "rapat", "korban", "desa", "kapal", "padi"])
WORDS = st.lists(WORD | st.text("abcdefghij", min_size=4, max_size=6), unique=True, max_size=20)


def published(home: Path) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute(f"ATTACH '{home / build.NAME}' AS published (READ_ONLY)")
    return con


def test_a_whole_build_is_sorted_as_the_schema_says(tmp_path: Path) -> None:
    generated.batch(tmp_path, 0, 300, "2024-01-01", 300)
    build.publish(tmp_path)
    with published(tmp_path) as con:
        for table in SORTED:
            columns = ", ".join(column.removesuffix(" DESC") for column in table.sorted_by)
            rows = con.execute(f"SELECT {columns} FROM published.{table.name} ORDER BY rowid").fetchall()
            ordered = con.execute(f"SELECT {columns} FROM published.{table.name} ORDER BY {', '.join(table.sorted_by)}")
            assert len(rows) > 300 and rows == ordered.fetchall(), table.name


@pytest.mark.parametrize("largest", [1, 1 << 20])
def test_refreshes_leave_few_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, largest: int) -> None:
    """Where runs may not be merged there is one for each refresh."""
    monkeypatch.setattr(runs, "RATIO", 3)
    monkeypatch.setattr(runs, "LARGEST", largest)
    home, whole = tmp_path / "home", tmp_path / "whole"
    generated.batch(home, 0, 3000, "2024-01-01", 300)
    build.publish(home)
    for n in range(3):
        generated.batch(home, 3000 + 250 * n, 250, "2024-12-01", 7, again=0.05)
        build.publish(home)
    with published(home) as con:
        found = len(runs.found(con, BY_NAME["actor_timeline"]))
        assert found <= 3 if largest > 1 else found >= 4
    whole.mkdir()
    (whole / "lake").symlink_to(home / "lake")
    build.publish(whole)
    assert refresh.unequal(home, whole) == []


@settings(deadline=None)
@given(WORDS, WORDS, st.booleans())
def test_a_sketch_never_denies_words_that_are_shared(a: list[str], b: list[str], verbal: bool) -> None:
    """`verbal`: of statements only the words that are no names tell, here the second half."""
    with duckdb.connect() as con:
        models.run(con, "01_helpers")
        con.execute("CREATE TEMP TABLE common_words AS SELECT 'padi' AS word")
        con.execute(
            """CREATE TEMP TABLE words_mentions AS
               SELECT unnest([1, 2]) AS event_mention_id, 1 AS article_id, 'text' AS field,
                      unnest([1, 2]) AS sentence_no, 'soal' AS "trigger", ? AS type,
                      unnest(?::VARCHAR[]) AS evidence""",
            ["ACCUSE" if verbal else "ASSAULT", [" ".join(a), " ".join(b)]],
        )
        con.execute(
            """CREATE TEMP TABLE words_named AS SELECT 1 AS article_id, 'text' AS field, unnest([1, 2]) AS sentence_no,
               NULL AS role_text, unnest(?::VARCHAR[]) AS text""",
            [[" ".join(a[: len(a) // 2]), " ".join(b[: len(b) // 2])]],
        )
        models.run(con, "28_words")
        found = con.execute(
            """SELECT may_overlap(x, y), share_words(x, y), x.words, x.telling
               FROM mention_words AS x, mention_words AS y
               WHERE x.event_mention_id = 1 AND y.event_mention_id = 2"""
        ).fetchall()
    ((may, shares, words, telling),) = found
    assert may or not shares
    assert set(words) == set(a) - {"padi"}
    assert set(telling) == (set(words) - set(a[: len(a) // 2]) if verbal else set(words))
