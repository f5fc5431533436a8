"""An article of no known day that says what another says is its duplicate, whichever came first."""

from __future__ import annotations

from pathlib import Path

import duckdb
import newsroom
import pytest

from etl import pipeline
from warehouse import build


def told(home: Path) -> list[tuple[object, ...]]:
    query = (
        "SELECT a.source_file, a.published_date IS NULL, d.source_file "
        "FROM articles AS a LEFT JOIN articles AS d ON d.article_id = a.duplicate_of ORDER BY 1"
    )
    with duckdb.connect(str(home / build.NAME), read_only=True) as con:
        return con.execute(query).fetchall()


@pytest.mark.parametrize("order", [("dated", "undated"), ("undated", "dated")])
def test_the_undated_copy_points_to_the_dated(tmp_path: Path, order: tuple[str, str]) -> None:
    home, inputs = tmp_path / "home", tmp_path / "in"
    inputs.mkdir()
    others = [newsroom.article(n) for n in range(2, 40)]  # so that one more is added and not built whole
    newsroom.write(inputs / "others.jsonl", others)
    record = newsroom.article(1, text=f"{newsroom.article(1)['text']} Warga menunggu bantuan di posko desa. " * 3)
    for name in order:
        if name == "dated":
            newsroom.write(inputs / "dated.jsonl", [record])
        else:
            (inputs / "undated.txt").write_text(f"{record['title']}\n\n{record['text']}\n")
        pipeline.refresh(home, [inputs], workers=1)
        build.publish(home)
    rows = [row for row in told(home) if row[0] != "others.jsonl"]
    assert rows == [("dated.jsonl", False, None), ("undated.txt", True, "dated.jsonl")]
    build.publish(home, force=True)
    assert [row for row in told(home) if row[0] != "others.jsonl"] == rows
