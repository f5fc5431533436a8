"""Vocabulary files: their form, the user's overlay, and the digest that tells versions apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl import lexicon
from etl.lexicon import SHIPPED, LexiconError

SHIPPED_NAMES = sorted(p.stem for p in SHIPPED.glob("*.tsv"))


@pytest.mark.parametrize("name", SHIPPED_NAMES)
def test_shipped_files_state_what_they_hold_and_parse(name: str) -> None:
    assert (SHIPPED / f"{name}.tsv").read_text(encoding="utf-8").startswith("# ")
    assert lexicon.load().rows(name)


def test_a_row_with_missing_cells_is_named(tmp_path: Path) -> None:
    (tmp_path / "titles.tsv").write_text("a\tb\nsatu\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"titles\.tsv, line 2: 1 cells where the header has 2"):
        lexicon._parse(tmp_path / "titles.tsv")


def test_the_overlay_adds_and_withdraws_rows_and_changes_the_digest(tmp_path: Path) -> None:
    name = "weekdays" if "weekdays" in SHIPPED_NAMES else SHIPPED_NAMES[0]
    plain = lexicon.load()
    rows = plain.rows(name)
    header, first = list(rows[0]), rows[0]
    own = ["baru"] * len(header)
    withdrawn = ["!" + first[header[0]], *[""] * (len(header) - 1)]
    lines = ["\t".join(cells) for cells in (header, own, withdrawn)]
    (tmp_path / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    laid_over = lexicon.load(tmp_path)
    assert laid_over != plain
    assert laid_over.rows(name)[-1] == dict(zip(header, own, strict=True))
    assert first not in laid_over.rows(name)
    assert lexicon.load() == plain


def test_an_overlay_with_another_header_is_refused(tmp_path: Path) -> None:
    name = SHIPPED_NAMES[0]
    (tmp_path / f"{name}.tsv").write_text("salah\nbaru\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="copy the header of the shipped file"):
        lexicon.load(tmp_path).rows(name)
