"""Dates: articles per second of recognition and normalization against `search_dates`, and of normalizing distinct
strings against `dateparser.parse`.

Both sides work on the same articles (fresh ones each round, after others that are not counted) and on the same distinct
date strings (each seen once) in one run; what counts is the ratio, not the times of one machine.

    python bench/dates.py articles.jsonl.gz --sample 60 --rounds 5 --json out.json
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import random
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from etl import dates, document, lexicon  # noqa: E402
from etl.document import ArticleText  # noqa: E402

LEXICON = lexicon.load()
SETTINGS = {"DATE_ORDER": "DMY"}
# Rules whose expressions dateparser can read too: absolute dates and months.
ABSOLUTE = {"weekday-numeric", "weekday-named", "numeric", "named", "month"}
GOALS = {"search_dates": 60, "parse": 20}


def articles(path: Path) -> list[ArticleText]:
    data = path.read_bytes()
    lines = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").split("\n")
    return [_article(json.loads(line)) for line in lines if line.strip()]


def _article(row: dict[str, Any]) -> ArticleText:
    published = row.get("published")
    day = date.fromisoformat(published[:10]) if published else None
    return ArticleText("", "", row.get("title") or "", row.get("text") or "", "", None, day, day, None, ())


def seconds(work: Callable[[], object]) -> float:
    """Processor time, so that a busy machine does not decide."""
    start = time.process_time()
    work()
    return time.process_time() - start


def spread(values: Sequence[float]) -> dict[str, float]:
    return {"median": round(statistics.median(values), 1), "min": round(min(values), 1), "max": round(max(values), 1)}


def against_search(
    warm: Sequence[ArticleText], rounds: Sequence[Sequence[ArticleText]]
) -> tuple[list[float], list[float]]:
    """How many times faster than `search_dates`, a round each: recognition and normalization over the tokens that
    all stages share, and the same with the tokens made for it alone."""
    from dateparser.search import search_dates

    for article in warm:
        dates.find(document.read(article), LEXICON)
    for article in warm[:3]:
        search_dates(article.text, languages=["id"], settings=SETTINGS)
    alone, with_tokens = [], []
    for sample in rounds:
        docs: list[document.Document] = []
        reading = seconds(lambda: docs.extend(map(document.read, sample)))  # noqa: B023
        own = seconds(lambda: [dates.find(doc, LEXICON) for doc in docs])  # noqa: B023
        peer = seconds(lambda: [search_dates(a.text, languages=["id"], settings=SETTINGS) for a in sample])  # noqa: B023
        alone.append(peer / own)
        with_tokens.append(peer / (own + reading))
    return alone, with_tokens


def against_parse(strings: Sequence[str], rounds: int) -> list[float]:
    """How many times faster than `dateparser.parse`, on strings that neither has seen."""
    import dateparser

    dateparser.parse("1 November 2024", languages=["id"], settings=SETTINGS)
    out = []
    size = len(strings) // rounds
    for n in range(rounds):
        part = strings[n * size : (n + 1) * size]
        own = seconds(lambda: [dates.parse(text) for text in part])  # noqa: B023
        peer = seconds(lambda: [dateparser.parse(text, languages=["id"], settings=SETTINGS) for text in part])  # noqa: B023
        out.append(peer / own)
    return out


def distinct_strings(sample: Sequence[ArticleText]) -> list[str]:
    """Absolute dates as written in the articles, each once."""
    found: dict[str, None] = {}
    for article in sample:
        doc = document.read(article)
        for row in dates.find(doc, LEXICON):
            if row.rule_id in ABSOLUTE and row.anchor == "self":
                found[doc.source[row.start : row.end]] = None
    return list(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("articles", type=Path, help="JSON Lines with title, text and published, may be gzipped")
    parser.add_argument("--sample", type=int, default=60, help="articles a round")
    parser.add_argument("--warm", type=int, default=300, help="other articles read before, as in a running process")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write the result here too")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    everything = articles(options.articles)
    random.Random(options.seed).shuffle(everything)
    warm, fresh = everything[: options.warm], everything[options.warm :]
    samples = [fresh[n * options.sample : (n + 1) * options.sample] for n in range(options.rounds)]
    alone, with_tokens = against_search(warm, samples)
    result = {
        "goals": GOALS,
        "times_faster_than_search_dates": spread(alone),
        "times_faster_than_search_dates_with_tokenizing": spread(with_tokens),
        "times_faster_than_parse": spread(against_parse(distinct_strings(everything), options.rounds)),
        "articles": options.rounds * options.sample,
        "articles_before": len(warm),
        "mean_characters": round(statistics.mean(len(a.text) for sample in samples for a in sample)),
        "versions": {"python": platform.python_version(), "dateparser": version("dateparser")},
        "cpu": platform.processor() or platform.machine(),
        "load": [round(x, 2) for x in os.getloadavg()],
    }
    text = json.dumps(result, indent=1)
    print(text)
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
