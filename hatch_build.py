"""Build hook: with LINIMASA_COMPILE=1 a wheel's extraction code is compiled by mypyc; otherwise nothing is done.

The wheel holds the sources beside the compiled modules, so that digests of the code, and with them all rows, are the
same. Nothing is written into the source tree but the folder build/.
"""

from __future__ import annotations

import ast
import os
import shutil
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# What an article passes through, one after another, and what nothing else may wait for.
COMPILED = (
    *("document.py", "sentences.py", "tries.py", "extract.py"),
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
    """Compile `paths` of the source tree in the current folder to build/library."""
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    copy = build / "source"
    shutil.copytree("etl", copy / "etl", ignore=shutil.ignore_patterns("*.tsv", "__pycache__"))
    for path in copy.rglob("*.py"):
        path.write_text(with_constructors(path.read_text(encoding="utf-8")), encoding="utf-8")
    options = ["--strict", f"--config-file={Path('pyproject.toml').resolve()}", f"--cache-dir={build / 'mypy'}"]
    os.chdir(copy)
    # Level 3 takes twice as long to compile and runs no faster.
    modules = mypycify([*options, *paths], target_dir=str(build / "c"), opt_level="2", debug_level="0")
    if os.name == "posix":  # functions may be inlined: nobody puts others in their place when the library is loaded
        for module in modules:
            module.extra_compile_args.append("-fno-semantic-interposition")
    command = build_ext(Distribution({"name": "linimasa", "ext_modules": modules}))
    command.build_lib, command.build_temp = str(build / "library"), str(build / "objects")
    command.ensure_finalized()
    command.run()


def with_constructors(source: str) -> str:
    """A module with the constructor of every dataclass written out. mypyc leaves the generated one to the interpreter,
    which takes ten times as long. It cannot set what is frozen, so that the compiled class is only hashable."""
    lines = source.split("\n")
    for node in reversed([n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.ClassDef)]):
        marks = [d for d in node.decorator_list if ast.unparse(d).startswith("dataclass")]
        names = {n.name for n in node.body if isinstance(n, ast.FunctionDef)}
        if not marks or node.bases or names & {"__init__", "__post_init__"}:
            continue
        fields = [n for n in node.body if isinstance(n, ast.AnnAssign)]
        lines[node.end_lineno or 0 : node.end_lineno] = _constructor(fields)
        mark, hashed = ast.unparse(marks[0]), "unsafe_hash=True"
        if "frozen=True" in mark:
            kept = "eq=False" in mark or "__hash__" in names
            thawed = mark.replace("frozen=True, ", "" if kept else f"{hashed}, ").replace("frozen=True", hashed)
            lines[marks[0].lineno - 1] = f"@{thawed}"
    return "\n".join(lines)


def _constructor(fields: list[ast.AnnAssign]) -> list[str]:
    parameters, body = ["self"], []
    for n in fields:
        name, kind, value = ast.unparse(n.target), ast.unparse(n.annotation), ast.unparse(n.value) if n.value else None
        if value and value.startswith("field(default_factory="):
            parameters.append(f"{name}: {kind} | None = None")
            made = value.removeprefix("field(default_factory=").removesuffix(")")
            body.append(f"        self.{name} = {made}() if {name} is None else {name}")
        else:
            parameters.append(f"{name}: {kind}" + (f" = {value}" if value else ""))
            body.append(f"        self.{name} = {name}")
    return [f"    def __init__({', '.join(parameters)}) -> None:", *body]
