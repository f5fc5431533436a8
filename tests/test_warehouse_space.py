"""The space of rows that were taken out comes back."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import duckdb
import lakes
import pytest
from lakes import Doc

from warehouse import append, build, ddl, space

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ARTICLES = 60


def docs(length: int, salt: int) -> list[Doc]:
    """Articles of so many letters that no compression makes small; the same articles under every salt."""
    rng = random.Random(salt)
    texts = ("".join(rng.choices(LETTERS, k=length)) for _ in range(ARTICLES))
    first = date(2025, 1, 1) + timedelta(days=salt)
    return [Doc(f"a{n}", first, "satu.id", f"Warga berdemo. {text}") for n, text in enumerate(texts)]


def size(home: Path) -> int:
    return (home / build.NAME).stat().st_size


def test_what_is_taken_down_gives_its_space_back(tmp_path: Path) -> None:
    home = lakes.write(tmp_path, [docs(100_000, 0)])
    build.publish(home)
    before = size(home)
    (home / "lexicon").mkdir()
    lines = "".join(f"a{n}\t\n" for n in range(ARTICLES - 1))
    (home / "lexicon" / "removed.tsv").write_text(f"key\ttitle\n{lines}")
    assert build.publish(home).rows["articles"] == 1
    assert size(home) < before / 2
    assert not list(home.glob("*previous*"))


@pytest.mark.parametrize("compacts", [True, False])
def test_a_warehouse_that_is_mostly_waste_is_built_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compacts: bool
) -> None:
    """Articles are replaced by short versions of themselves; the next refresh finds the file half empty."""
    monkeypatch.setattr(append, "TAIL", 100.0)
    monkeypatch.setattr(space, "LEAST", 1 << 20 if compacts else 1 << 40)
    home, seen = tmp_path, set[str]()
    lakes.vocabulary(home)
    lakes.append(home, "long", docs(100_000, 0), seen)
    build.publish(home)
    fresh = size(home)
    lakes.append(home, "short", docs(10, 1), seen)
    build.publish(home)
    lakes.append(home, "more", [Doc("b1", date(2025, 2, 1), "dua.id", "Warga mogok.")], seen)
    published = build.publish(home)
    assert published.rows["articles"] == ARTICLES + 1
    with duckdb.connect(str(published.path), read_only=True) as con:
        appended = con.execute("SELECT count(*) FROM lake_parts WHERE appended").fetchone()
    assert (appended == (0,)) is compacts
    assert (size(home) < 0.8 * fresh) is compacts, (size(home), fresh)


def test_articles_are_stored_packed(tmp_path: Path) -> None:
    """Sentences that recur, as in news; DuckDB's own choice leaves articles of this length as they are."""
    sentences = [f"Warga desa {n} berdemo di depan kantor bupati." for n in range(200)]
    rng = random.Random(1)
    batch = [Doc(f"a{n}", date(2025, 1, 1), "satu.id", " ".join(rng.sample(sentences, 60))) for n in range(ARTICLES)]
    published = build.publish(lakes.write(tmp_path, [batch]))
    with duckdb.connect(str(published.path), read_only=True) as con:
        stored = con.execute(
            """SELECT DISTINCT compression FROM pragma_storage_info('articles')
               WHERE column_name = 'text' AND segment_type = 'VARCHAR'"""
        ).fetchall()
    assert stored == [("ZSTD",)]


def test_what_is_said_of_storing_is_said_of_texts_there_are() -> None:
    texts = {(table.name, c.name) for table in ddl.tables() for c in table.warehouse_columns() if c.type == "text"}
    for key in ddl.STORED:
        table, _, column = key.rpartition(".")
        assert any(c == column and table in ("", t) for t, c in texts), key
