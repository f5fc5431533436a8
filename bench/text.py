"""Articles per second on one core: Linimasa's extraction against what a user would write without it.

The user's script is spaCy's blank Indonesian pipeline with a PhraseMatcher over the same actor names and
`dateparser.search.search_dates` for the dates. Each side works in a process of its own on the same random articles,
turn by turn, fresh ones each round, so that none answers from a cache; a first draw of the same size fills what every
long run has filled (vocabularies, patterns, forms of words). What counts is the ratio, not the times of one machine.
Extraction is articles to the rows of every mention table; what cleaning the raw texts adds, which the user's script
leaves out, is measured beside it. Times are processor times, so that other programs on the machine count little.

    python bench/text.py articles.jsonl.gz --compiled FOLDER --sample 400 --rounds 5 --json out.json

`--compiled` names a folder that a compiled wheel was installed into (`pip install --target`); it is measured beside
the source tree.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import random
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from etl.lexicon import Lexicon
    from etl.reading import RawArticle

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
# etl is imported inside the functions: a process measures the one of the folder it was given.

Seconds = dict[str, float]


def use(folder: Path) -> None:
    """Have this process import the product from `folder`."""
    sys.path.insert(0, str(folder))


@cache
def vocabulary() -> Lexicon:
    from etl import lexicon

    return lexicon.load()


def cleaned(articles: Sequence[RawArticle]) -> pa.Table:
    """The lake's articles of raw ones."""
    from etl import batches

    built = batches.build(articles, batches.Known(), vocabulary())
    return pa.concat_tables([table for (name, _), table in sorted(built.items()) if name == "articles"])


def extracted(articles: pa.Table) -> dict[str, pa.Table]:
    """The rows of every mention table."""
    from etl import extract

    return extract.extract(articles, vocabulary())


def product(articles: Sequence[RawArticle]) -> Seconds:
    """Processor seconds of Linimasa."""
    start = time.process_time()
    table = cleaned(articles)
    between = time.process_time()
    extracted(table)
    end = time.process_time()
    return {"extraction": end - between, "cleaning_and_extraction": end - start}


def script(articles: Sequence[RawArticle]) -> Seconds:
    """Processor seconds of the user's script."""
    work = users_script()
    start = time.process_time()
    work(articles)
    return {"script": time.process_time() - start}


def is_compiled() -> bool:
    """Whether this process runs compiled modules."""
    from etl import extract

    return not str(extract.__file__).endswith(".py")


def actor_names() -> list[str]:
    """Names and aliases of every actor in the shipped lexicon."""
    from etl.lexicon import SHIPPED

    rows = [row for path in sorted(SHIPPED.glob("actors_*.tsv")) for row in vocabulary().rows(path.stem)]
    aliases = [alias.split("=", 1)[-1].strip() for row in rows for alias in row["aliases"].split(";")]
    return sorted({name for name in [*(row["name"] for row in rows), *aliases] if name})


@cache
def users_script() -> Callable[[Sequence[RawArticle]], object]:
    import spacy
    from dateparser.search import search_dates
    from spacy.matcher import PhraseMatcher

    warnings.simplefilter("ignore")
    nlp = spacy.blank("id")
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("ACTOR", list(nlp.tokenizer.pipe(actor_names())))

    def work(articles: Sequence[RawArticle]) -> object:
        out = []
        for article in articles:
            doc = nlp(article.text)
            out.append(([doc[a:b].text for _, a, b in matcher(doc)], search_dates(article.text, languages=["id"])))
        return out

    return work


def spread(values: Sequence[float]) -> dict[str, float]:
    return {
        "median": round(statistics.median(values), 1),
        "min": round(min(values), 1),
        "max": round(max(values), 1),
    }


def processor() -> str:
    info = Path("/proc/cpuinfo")
    names = [line for line in info.read_text().splitlines() if line.startswith("model name")] if info.exists() else []
    return names[0].split(":", 1)[1].strip() if names else platform.processor() or platform.machine()


def read(paths: Sequence[Path]) -> list[RawArticle]:
    """The articles of files, and of the files in folders."""
    from etl import reading

    files = [file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    found = [item for file in files if file.is_file() for item in reading.read(file, file.name, vocabulary())]
    return [item for item in found if isinstance(item, reading.RawArticle)]


def draws(articles: list[RawArticle], sample: int, rounds: int, seed: int) -> tuple[list[list[RawArticle]], bool]:
    """The warm-up draw and one a round, and whether no article stands in two of them."""
    rng = random.Random(seed)
    fresh = len(articles) >= sample * (rounds + 1)
    if not fresh:
        return [rng.sample(articles, min(sample, len(articles))) for _ in range(rounds + 1)], False
    picked = rng.sample(articles, sample * (rounds + 1))
    return [picked[n * sample : (n + 1) * sample] for n in range(rounds + 1)], True


def one_process(folder: Path) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, mp_context=context, initializer=use, initargs=(folder,))


def run(drawn: list[list[RawArticle]], compiled: Path | None) -> dict[str, object]:
    """Rates of every side, round by round on the same articles."""
    sides: dict[str, tuple[ProcessPoolExecutor, Callable[[Sequence[RawArticle]], Seconds]]] = {}
    if compiled:
        sides["compiled"] = (one_process(compiled), product)
    sides["pure"] = (one_process(ROOT), product)
    for name, (process, _) in sides.items():
        if process.submit(is_compiled).result() != (name == "compiled"):
            sys.exit(f"the side called {name} is not: no compiled modules in {compiled}, or some in the source tree")
    sides["users_script"] = (one_process(ROOT), script)
    rates: dict[str, list[float]] = {}
    for number, draw in enumerate(drawn):
        for name, (process, work) in sides.items():
            for what, seconds in process.submit(work, draw).result().items():
                rate = len(draw) / seconds
                key = name if what == "script" else f"{name}_{what}"
                print(f"round {number}: {key} {rate:.0f}/s{'' if number else ' (warming up)'}", file=sys.stderr)
                if number:
                    rates.setdefault(key, []).append(rate)
    for process, _ in sides.values():
        process.shutdown()
    scripts = rates["users_script"]
    return {
        "articles_per_second": {name: spread(values) for name, values in rates.items()},
        "ratio_to_users_script": {
            name: spread([a / b for a, b in zip(values, scripts, strict=True)])
            for name, values in rates.items()
            if name != "users_script"
        },
        "compiled": compiled is not None,
    }


def circumstances(drawn: list[list[RawArticle]], fresh: bool, before: Sequence[float]) -> dict[str, object]:
    """What the figures depend on."""
    return {
        "sample": len(drawn[0]),
        "rounds": len(drawn) - 1,
        "fresh_articles_each_round": fresh,
        "mean_characters": round(statistics.mean(len(a.text) for draw in drawn[1:] for a in draw)),
        "names": len(actor_names()),
        "processor": processor(),
        "cores_used": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None,
        "load_before": [round(x, 2) for x in before],
        "load_after": [round(x, 2) for x in os.getloadavg()],
        "versions": {"python": platform.python_version()}
        | {
            name: version(name)
            for name in ("linimasa", "pyarrow", "spacy", "dateparser", "google-re2", "ahocorasick-rs")
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="*", type=Path, help="files or folders of articles (default: the seeds)")
    parser.add_argument("--compiled", type=Path, help="folder a compiled wheel was installed into")
    parser.add_argument("--sample", type=int, default=400, help="articles a round (default 400)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds (default 5)")
    parser.add_argument("--seed", type=int, default=1, help="which random articles (default 1)")
    parser.add_argument("--json", type=Path, help="also write the result to this file")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    articles = read(options.articles or [ROOT / "seeds"])
    if not articles:
        sys.exit("No articles found; name a file or folder that holds some.")
    before = os.getloadavg()
    drawn, fresh = draws(articles, options.sample, options.rounds, options.seed)
    result = {**run(drawn, options.compiled), "articles": len(articles), **circumstances(drawn, fresh, before)}
    text = json.dumps(result, indent=2, ensure_ascii=False)
    print(text)
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
