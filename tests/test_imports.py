"""What may import what: data flows one way, and a plain command does not wait for Dagster."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# The only places that know Dagster, the warehouse and the command line.
WIRING = {"cli", "commands", "defs", "definitions"}


def imports(path: Path) -> Iterator[str]:
    """Full names of the modules a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def files(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def stage(path: Path) -> str:
    return path.relative_to(ROOT / "etl").parts[0].removesuffix(".py")


def test_stages_know_neither_orchestration_nor_warehouse() -> None:
    stages = [path for path in files("etl") if stage(path) not in WIRING]
    assert stages
    found = [
        (path.name, name)
        for path in stages
        for name in imports(path)
        if name.split(".")[0] in {"dagster", "duckdb", "warehouse", "typer"}
    ]
    assert found == []


def test_stages_do_not_know_the_wiring() -> None:
    stages = [path for path in files("etl") if stage(path) not in WIRING]
    found = [
        (path.name, name)
        for path in stages
        for name in imports(path)
        if name.startswith("etl.") and name.split(".")[1] in WIRING
    ]
    assert found == []


def test_the_warehouse_knows_the_schema_alone() -> None:
    found = [
        (path.name, name)
        for path in files("warehouse")
        for name in imports(path)
        if name.split(".")[0] in {"etl", "dagster"} and not name.startswith("etl.schema")
    ]
    assert files("warehouse") and found == []


@pytest.mark.parametrize("module", ["etl.cli", "etl.pipeline", "warehouse.build"])
def test_importing_does_not_bring_dagster(module: str) -> None:
    if not (ROOT / (module.replace(".", "/") + ".py")).exists():
        pytest.skip(f"{module} is not built yet")
    code = f"import sys, {module}; sys.exit('dagster' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_what_is_new_is_told_without_the_heavy_libraries() -> None:
    heavy = "{'pyarrow', 'duckdb', 'polars', 'dagster'}"
    code = f"import sys, etl.landing, etl.lake, etl.versions; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
