"""Articles per second on one core: Linimasa's extraction against what a user would write without it.

The user's script is spaCy's blank Indonesian pipeline with a PhraseMatcher over the same actor names and
`dateparser.search.search_dates` for the dates. Both work on the same random articles in the same run, fresh ones each
round, so that neither answers from a cache; what counts is the ratio, not the times of one machine. Extraction is
articles to the rows of every mention table; what cleaning the raw texts adds, which the user's script leaves out, is
measured beside it. Times are processor times, so that other programs on the machine count little.

    python bench/text.py articles.jsonl.gz --sample 100 --rounds 5 --json out.json
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import pyarrow as pa  # noqa: E402

from etl import batches, extract, lexicon, reading  # noqa: E402
from etl.reading import RawArticle  # noqa: E402

LEXICON = lexicon.load()


def cleaned(articles: Sequence[RawArticle]) -> pa.Table:
    """The lake's articles of raw ones."""
    built = batches.build(articles, batches.Known(), LEXICON)
    return pa.concat_tables([table for (name, _), table in sorted(built.items()) if name == "articles"])


def extracted(articles: pa.Table) -> dict[str, pa.Table]:
    """The rows of every mention table."""
    return extract.extract(articles, LEXICON)


def actor_names() -> list[str]:
    """Names and aliases of every actor in the shipped lexicon."""
    rows = [row for path in sorted(lexicon.SHIPPED.glob("actors_*.tsv")) for row in LEXICON.rows(path.stem)]
    aliases = [alias.split("=", 1)[-1].strip() for row in rows for alias in row["aliases"].split(";")]
    return sorted({name for name in [*(row["name"] for row in rows), *aliases] if name})


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


T = TypeVar("T")
R = TypeVar("R")


def timed(work: Callable[[T], R], given: T) -> tuple[R, float]:
    """What the work gives, and the processor time it took in seconds."""
    start = time.process_time()
    result = work(given)
    return result, time.process_time() - start


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
    files = [file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    found = [item for file in files if file.is_file() for item in reading.read(file, file.name, LEXICON)]
    return [item for item in found if isinstance(item, RawArticle)]


def run(articles: list[RawArticle], sample: int, rounds: int, seed: int) -> dict[str, object]:
    rng = random.Random(seed)
    sample = min(sample, len(articles))
    fresh = len(articles) >= sample * (rounds + 1)
    picked = rng.sample(articles, sample * (rounds + 1)) if fresh else []
    draws = [
        picked[n * sample : (n + 1) * sample] if fresh else rng.sample(articles, sample) for n in range(rounds + 1)
    ]
    users = users_script()
    # The first draw loads vocabularies and compiles patterns on both sides.
    extracted(cleaned(draws[0]))
    users(draws[0][:3])
    before = os.getloadavg()
    rates: dict[str, list[float]] = {"extraction": [], "cleaning_and_extraction": [], "users_script": []}
    for number, draw in enumerate(draws[1:], 1):
        table, cleaning = timed(cleaned, draw)
        _, extraction = timed(extracted, table)
        _, script = timed(users, draw)
        for name, seconds in zip(rates, (extraction, cleaning + extraction, script), strict=True):
            rates[name].append(len(draw) / seconds)
        print(f"round {number}: " + ", ".join(f"{name} {rates[name][-1]:.0f}/s" for name in rates), file=sys.stderr)
    scripts = rates["users_script"]
    return {
        "articles_per_second": {name: spread(values) for name, values in rates.items()},
        "ratio_to_users_script": {
            name: spread([a / b for a, b in zip(rates[name], scripts, strict=True)])
            for name in ("extraction", "cleaning_and_extraction")
        },
        "articles": len(articles),
        "sample": sample,
        "rounds": rounds,
        "fresh_articles_each_round": fresh,
        "mean_characters": round(statistics.mean(len(a.text) for draw in draws[1:] for a in draw)),
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
    parser.add_argument("--sample", type=int, default=100, help="articles a round (default 100)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds (default 5)")
    parser.add_argument("--seed", type=int, default=1, help="which random articles (default 1)")
    parser.add_argument("--json", type=Path, help="also write the result to this file")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    articles = read(options.articles or [ROOT / "seeds"])
    if not articles:
        sys.exit("No articles found; name a file or folder that holds some.")
    result = run(articles, options.sample, options.rounds, options.seed)
    text = json.dumps(result, indent=2, ensure_ascii=False)
    print(text)
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
