"""What the benches of generated events share: options, a folder for what they make, and figures told as JSON."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

Figures = dict[str, Any]


def report(
    about: str | None, flag: str, wanted: str, measure: Callable[[argparse.Namespace, Path, Figures], None]
) -> None:
    """Run `measure(options, folder, figures)` and print the figures it adds; `flag` asks for `wanted` as well."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument(flag, action="store_true", help=wanted)
    parser.add_argument("--keep", type=Path, help="folder to keep the generated files in")
    parser.add_argument("--json", type=Path, help="write the figures there")
    chosen = parser.parse_args()
    folder = chosen.keep or Path(tempfile.mkdtemp(prefix="linimasa-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    figures: Figures = {
        "events": chosen.events, "duckdb": duckdb.__version__, "python": platform.python_version(),
        "cpus": len(os.sched_getaffinity(0)), "load": os.getloadavg()[0],
    }  # fmt: skip
    try:
        measure(chosen, folder, figures)
    finally:
        if not chosen.keep:
            shutil.rmtree(folder)
    figures["load after"] = os.getloadavg()[0]
    told = json.dumps(figures, indent=1) + "\n"
    if chosen.json:
        chosen.json.write_text(told)
    sys.stdout.write(told)
