"""The measuring scripts, as far as they run without the annotated articles and the packages they measure against."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from types import ModuleType

BENCH = Path(__file__).parent.parent / "bench"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"bench_{name}", BENCH / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_eval_without_the_annotated_articles_says_what_is_missing(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, BENCH / "eval.py", tmp_path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    assert "gold_dev.jsonl" in done.stderr and "LINIMASA_EVAL=FOLDER" in done.stderr


def test_table_of_scores() -> None:
    table = load("eval").markdown([("gold", "quotes", 0.5, 1.0, 0.667, 3), ("gold", "speaker", None, None, 0.9, 3)])
    assert table.splitlines()[-2:] == [
        "| gold | quotes | 0.500 | 1.000 | 0.667 | 3 |",
        "| gold | speaker | – | – | 0.900 | 3 |",
    ]


def test_speed_is_measured_on_what_the_product_does_with_the_seeds() -> None:
    text = load("text")
    articles = text.read([BENCH.parent / "seeds"])
    tables = text.extracted(text.cleaned(articles[:5]))
    assert tables["sentences"].num_rows > 0 and tables["quotes"].num_rows > 0
    assert {"Korea Utara", "Korut"} <= set(text.actor_names())


def test_the_days_of_feasts_are_what_the_library_knows() -> None:
    shipped = (BENCH.parent / "etl" / "dates" / "feast_days.py").read_text(encoding="utf-8")
    assert shipped == load("feast_days").module(), "run: python bench/feast_days.py"


def test_search_is_measured_against_engines_that_find_the_same(tmp_path: Path) -> None:
    search = load("search")
    search.REPEAT = 1
    search.generate(tmp_path / "search.duckdb", 3_000)
    figures: dict[str, dict[str, dict[str, object]]] = {}
    search.measure(tmp_path / "search.duckdb", tmp_path, figures)
    asked = figures["queries ms"]
    assert asked["nothing"]["rows"] == 0 and asked["two words, frequent"]["rows"] == 50


def test_the_warehouse_is_measured_with_the_tables_the_product_fills(tmp_path: Path) -> None:
    warehouse = load("warehouse")
    warehouse.FEWEST = warehouse.REPEAT = 1
    figures: dict[str, dict[str, dict[str, object]]] = {}
    warehouse.run_all(Namespace(events=3_000, others=False), tmp_path, figures)
    assert {name for name, row in figures["queries ms"].items() if row["rows"]} >= {
        "type x day, a month",
        "co-actors heavy",
    }
    assert len(figures["goals"]) == 4
