"""The wheel: plain unless compiling is asked for, with all data the program reads. `.ci/run` tests the compiled one."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def build(into: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", into]
    settings = {**os.environ, **environment}
    return subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)


def test_a_plain_wheel_holds_code_and_data(tmp_path: Path) -> None:
    assert build(tmp_path, LINIMASA_COMPILE="").returncode == 0
    (wheel,) = tmp_path.iterdir()
    assert wheel.name.endswith("py3-none-any.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    shipped = [path for package in ("etl", "warehouse") for path in (ROOT / package).rglob("*")]
    wanted = {p.relative_to(ROOT).as_posix() for p in shipped if p.suffix in (".py", ".tsv", ".sql")}
    assert wanted <= inside


def test_without_a_compiler_it_says_what_to_install(tmp_path: Path) -> None:
    done = build(tmp_path, LINIMASA_COMPILE="1", CC="no-such-compiler")
    assert done.returncode != 0 and not any(tmp_path.iterdir())
    assert "not found: no-such-compiler" in done.stderr and "apt install gcc python3-dev" in done.stderr
