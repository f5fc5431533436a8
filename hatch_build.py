"""Build hook: with LINIMASA_COMPILE=1 a wheel's extraction code is compiled by mypyc; otherwise nothing is done.

The wheel holds the sources beside the compiled modules, so that digests of the code, and with them all rows, are the
same. Nothing is written into the source tree but the folder build/.
"""

from __future__ import annotations

import os
import shutil
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# What an article passes through, one after another, and what nothing else may wait for.
COMPILED = (
    *("document.py", "sentences.py", "extract.py"),
    *("article", "dates", "actors", "places", "quotes", "events", "quantities"),
)


class CompileHook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable" or os.environ.get("LINIMASA_COMPILE") != "1":
            return
        _check()
        build = Path(self.root) / "build"
        shutil.rmtree(build, ignore_errors=True)
        os.chdir(self.root)
        _compile([f"etl/{name}" for name in COMPILED], build)
        library = build / "library"
        build_data["force_include"] |= {str(p): str(p.relative_to(library)) for p in library.rglob("*") if p.is_file()}
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def _check() -> None:
    """Say what is missing before a compiler does in its own way."""
    compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
    header = Path(sysconfig.get_path("include"), "Python.h")
    missing = [
        what for what, there in ((compiler, shutil.which(compiler)), (str(header), header.exists())) if not there
    ]
    if missing:
        raise SystemExit(
            f"A compiled wheel needs a C compiler and Python's headers; not found: {', '.join(missing)}. "
            "On Debian: apt install gcc python3-dev. Linimasa also works uncompiled: make install"
        )


def _compile(paths: list[str], build: Path) -> None:
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    options = ["--strict", f"--cache-dir={build / 'mypy'}"]
    # Level 3 takes twice as long to compile and runs no faster.
    modules = mypycify([*options, *paths], target_dir=str(build / "c"), opt_level="2", debug_level="0")
    command = build_ext(Distribution({"name": "linimasa", "ext_modules": modules}))
    command.build_lib, command.build_temp = str(build / "library"), str(build / "objects")
    command.ensure_finalized()
    command.run()
