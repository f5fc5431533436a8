"""The real webserver and daemon on loopback, over a home of their own: what an operator relies on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from live import Station, ask, kill, until
from newsroom import article, lake_bytes, write

from etl import lexicon, pipeline
from warehouse import build


@pytest.fixture
def newsroom(tmp_path: Path, dagster_home: Path) -> Station:
    return Station(tmp_path)


RUNS = """{ runsOrError(limit: 30) { ... on Runs { results
    { status jobName assetSelection { path } tags { key value } stepStats { stepKey status } } } } }"""
TICKS = """{ repositoriesOrError { ... on RepositoryConnection { nodes { schedules { scheduleState {
    name ticks(limit: 5) { status skipReason } } } } } } }"""


def runs(port: int) -> list[dict[str, Any]]:
    """The runs, latest first, each with the steps it had."""
    found = ask(port, RUNS)
    return found["runsOrError"]["results"] if found else []


def settled(port: int, several: int) -> list[dict[str, Any]] | None:
    """The runs once there are so many and all are done."""
    found = runs(port)
    return found if len(found) >= several and all(run["status"] == "SUCCESS" for run in found) else None


def skipped(port: int) -> str:
    """What the last tick of the schedule that did nothing said."""
    found = ask(port, TICKS)
    (repository,) = found["repositoriesOrError"]["nodes"] if found else [{"schedules": []}]
    ticks = [tick for schedule in repository["schedules"] for tick in schedule["scheduleState"]["ticks"]]
    return next((str(tick["skipReason"]) for tick in ticks if tick["status"] == "SKIPPED"), "")


def test_a_file_dropped_in_the_folder_is_published_and_seen_in_the_ui(tmp_path: Path, dagster_home: Path) -> None:
    newsroom = Station(tmp_path, schedule="* * * * *")
    with newsroom.daemon(), newsroom.webserver() as port:
        write(newsroom.landing / "a.jsonl", [article(n) for n in range(3)])
        until("the first file is published", lambda: len(newsroom.titles()) == 3, newsroom.log)
        write(newsroom.landing / "b.jsonl", [article(3)])
        until("the second file is published", lambda: len(newsroom.titles()) == 4, newsroom.log)

        recorded = until("the runs are recorded", lambda: settled(port, 2), newsroom.log)
        assert {run["jobName"] for run in recorded} == {"refresh"}
        asset = ask(
            port,
            '{ assetOrError(assetKey: {path: ["warehouse"]}) { ... on Asset '
            "{ assetMaterializations(limit: 1) { metadataEntries { label } } } } }",
        )
        assert asset is not None
        (latest,) = asset["assetOrError"]["assetMaterializations"]
        assert {"build_info", "events by type", "actors by month"} <= {e["label"] for e in latest["metadataEntries"]}

        until("the schedule ticks and skips", lambda: "nothing new among 2" in skipped(port), newsroom.log)
        assert len(runs(port)) == len(recorded)


def test_a_word_of_the_extraction_runs_extraction_and_publication_alone(newsroom: Station) -> None:
    """An overlay of the home changes while daemon and webserver run: months are made again, no article is."""
    write(newsroom.landing / "a.jsonl", [article(n) for n in range(6)])
    asserted = "SELECT count(*) FROM event_mentions WHERE trigger ILIKE '%meminta%'"
    with newsroom.daemon(), newsroom.webserver() as port:
        until("the file is published", lambda: len(newsroom.titles()) == 6, newsroom.log)
        until("the run is recorded", lambda: settled(port, 1), newsroom.log)
        assert newsroom.question(asserted) != [(0,)]
        articles = {path: path.stat().st_mtime_ns for path in newsroom.parts("articles", "raw_articles")}
        mentions = newsroom.parts("event_mentions")
        before = lake_bytes(newsroom.home)

        header = list(lexicon.load().rows("triggers_verbal")[0])
        own = newsroom.home / "lexicon"
        own.mkdir()
        withdrawn = [row[header[0]] for row in lexicon.load().rows("triggers_verbal") if "minta" in row[header[0]]]
        lines = ["\t".join(header), *("\t".join([f"!{word}", *[""] * (len(header) - 1)]) for word in withdrawn)]
        (own / "triggers_verbal.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")

        until("the word is gone", lambda: newsroom.question(asserted) == [(0,)], newsroom.log)
        recorded = until("the runs are recorded", lambda: settled(port, 3), newsroom.log)
        steps = [{step["stepKey"] for step in run["stepStats"]} for run in reversed(recorded)]
        assert steps[1:] == [{"extract"}, {"publish", "warnings"}]
        assert articles == {path: path.stat().st_mtime_ns for path in newsroom.parts("articles", "raw_articles")}
        after = lake_bytes(newsroom.home)
        kept = {name for name in before if name.startswith(("articles/", "raw_articles/", "removed_spans/"))}
        assert kept and all(after[name] == before[name] for name in kept)
        assert not mentions & newsroom.parts("event_mentions")


def test_a_failing_check_leaves_the_published_warehouse(newsroom: Station) -> None:
    """A part of the lake that somebody changed behind our back: not published, told in the table of failures, and not
    tried for ever."""
    write(newsroom.landing / "a.jsonl", [article(n) for n in range(3)])
    with newsroom.daemon(), newsroom.webserver() as port:
        until("the file is published", lambda: len(newsroom.titles()) == 3, newsroom.log)
        until("the run is recorded", lambda: settled(port, 1), newsroom.log)
        before = newsroom.question("SELECT built_at::VARCHAR FROM build_info")
        part = min(newsroom.parts("event_mentions"))
        rows = pq.read_table(part)
        moved = pc.add(rows["evidence_start"], 1).cast(rows.schema.field("evidence_start").type)
        pq.write_table(rows.set_column(rows.column_names.index("evidence_start"), "evidence_start", moved), part)
        (newsroom.home / "lexicon").mkdir()
        (newsroom.home / "lexicon" / "removed.tsv").write_text("article_id\nnone\n")  # a whole build is due

        failures = newsroom.home / "state" / "failures.jsonl"
        until("the failure is told", failures.exists, newsroom.log)
        assert "evidence or trigger not found at its offsets" in failures.read_text()
        assert [run["status"] for run in runs(port)] == ["FAILURE", "SUCCESS"]
    assert newsroom.question("SELECT built_at::VARCHAR FROM build_info") == before
    assert len(newsroom.titles()) == 3


def test_a_daemon_killed_in_a_run_ends_right_after_a_restart(newsroom: Station, tmp_path: Path) -> None:
    write(newsroom.landing / "a.jsonl", [article(n) for n in range(400)])
    with newsroom.daemon() as daemon:
        until("a run writes the lake", lambda: (newsroom.home / "lake").exists(), newsroom.log)
        kill(daemon, str(newsroom.home))
    assert newsroom.titles() == set()
    with newsroom.daemon():
        until("the restarted daemon publishes", newsroom.titles, newsroom.log)
    pipeline.refresh(tmp_path / "plain", [newsroom.landing], workers=1)
    build.publish(tmp_path / "plain")
    assert lake_bytes(newsroom.home) == lake_bytes(tmp_path / "plain")
