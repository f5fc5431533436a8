"""Scores of every layer against annotated articles, through the product's own command line.

Takes a folder with `data/gold_dev.jsonl`, `data/timex_dev.jsonl` and the scorers in `tools/`; refreshes their articles
into empty homes and runs those scorers unchanged. The annotated texts are not ours to ship: where the folder is
missing, nothing is scored and the exit code is 0.

    python bench/eval.py [FOLDER] [--markdown]
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DEFAULT = ROOT.parent / "shared"
NEEDED = (
    "data/gold_dev.jsonl",
    "data/timex_dev.jsonl",
    "tools/dump_pred.py",
    "tools/score_events.py",
    "tools/timex_pred.py",
    "tools/timex_score.py",
)
LAYERS = {
    "timex_relaxed": "time expressions found",
    "timex_value": "time expressions with their value",
    "actors": "actors",
    "actors_person": "actors: people",
    "quotes": "quotes",
    "speaker": "speaker of matched quotes",
    "sources_credited": "credited sources",
    "dateline": "dateline",
    "events": "events, typed",
    "events_untyped": "events, any type",
    "ev_source": "source of matched events",
    "ev_target": "target of matched events",
    "ev_day": "day of matched events",
    "ev_modality": "modality of matched events",
    "ev_modality_macro": "modality, macro",
}
TIMEX_LAYERS = {"relaxed": "time expressions found", "value": "time expressions with their value", "day": "their day"}
Score = tuple[str, str, float | None, float | None, float | None, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path(os.environ.get("LINIMASA_EVAL", DEFAULT)),
        help="folder of the annotated articles (default: $LINIMASA_EVAL, else ../shared)",
    )
    parser.add_argument("--markdown", action="store_true", help="print the table of docs/quality.md")
    options = parser.parse_args()
    missing = [name for name in NEEDED if not (options.folder / name).is_file()]
    if missing:
        print(f"Not scored: {options.folder} lacks {', '.join(missing)}.", file=sys.stderr)
        print("Name the folder of the annotated articles: make eval LINIMASA_EVAL=FOLDER", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory(prefix="linimasa-eval-") as scratch:
        try:
            scores = [*gold_scores(options.folder, Path(scratch)), *timex_scores(options.folder, Path(scratch))]
        except subprocess.CalledProcessError as error:
            sys.exit(f"Not scored: {Path(error.cmd[0]).name} {Path(error.cmd[1]).name} ended with {error.returncode}.")
    if options.markdown:
        print(markdown(scores))
        return
    for source, layer, precision, recall, f1, n in scores:
        print(f"{source:10} {layer:36} P {show(precision)}  R {show(recall)}  score {show(f1)}  n {n}")


def gold_scores(folder: Path, scratch: Path) -> Iterable[Score]:
    gold = folder / "data/gold_dev.jsonl"
    database = refresh(scratch / "gold", [record["article"] for record in records(gold)])
    predicted = scratch / "gold.json"
    predicted.write_bytes(tool(folder / "tools/dump_pred.py", database))
    lines = tool(folder / "tools/score_events.py", gold, predicted).decode().splitlines()
    found = {name: ast.literal_eval(row) for name, row in (line.split(None, 1) for line in lines)}
    for name, layer in LAYERS.items():
        row = found[name]
        score = row.get("F1", row.get("acc"))
        yield "gold_dev", layer, row.get("P"), row.get("R"), score, row.get("gold", row.get("n"))


def timex_scores(folder: Path, scratch: Path) -> Iterable[Score]:
    gold = folder / "data/timex_dev.jsonl"
    articles = [
        {
            "url": f"https://gold.invalid/{record['doc_id']}",
            "published": record["dct"],
            "published_basis": "metadata",
            "title": record.get("title"),
            "text": record["text"],
        }
        for record in records(gold)
    ]
    predicted = scratch / "timex.jsonl"
    predicted.write_bytes(tool(folder / "tools/timex_pred.py", gold, refresh(scratch / "timex", articles)))
    found = json.loads(tool(folder / "tools/timex_score.py", gold, predicted, "--json"))
    for name, layer in TIMEX_LAYERS.items():
        row = found[name]
        yield "timex_dev", layer, row["p"], row["r"], row["f1"], found["n_gold"]


def refresh(home: Path, articles: Iterable[Mapping[str, Any]]) -> Path:
    """The warehouse made of articles by `linimasa refresh` in an empty home."""
    home.mkdir()
    source = home.with_suffix(".jsonl")
    source.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles), encoding="utf-8")
    command = Path(sys.executable).with_name("linimasa")
    subprocess.run([command, "refresh", source, "--home", home], check=True, stdout=subprocess.DEVNULL)
    return home / "linimasa.duckdb"


def tool(script: Path, *arguments: Path | str) -> bytes:
    """What one of the folder's scripts prints."""
    return subprocess.run([sys.executable, script, *arguments], check=True, stdout=subprocess.PIPE).stdout


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def show(value: float | None) -> str:
    return "    –" if value is None else f"{value:.3f}"


def markdown(scores: Iterable[Score]) -> str:
    """The table of docs/quality.md, with the commit and day it was measured on."""
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    lines = [
        f"Commit {commit or 'unknown'}, {datetime.now(UTC):%Y-%m-%d}.",
        "",
        "| data | layer | precision | recall | F1 or accuracy | n |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {source} | {layer} | {show(p).strip()} | {show(r).strip()} | {show(f1).strip()} | {n} |"
        for source, layer, p, r, f1, n in scores
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
