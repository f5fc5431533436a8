"""The real webserver and daemon on loopback, over a home of their own: what an operator relies on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from live import Station, ask, kill, until
from newsroom import article, lake_bytes, write

from etl import pipeline
from warehouse import build


@pytest.fixture
def newsroom(tmp_path: Path, dagster_home: Path) -> Station:
    return Station(tmp_path)


def test_a_file_dropped_in_the_folder_is_published_and_seen_in_the_ui(newsroom: Station) -> None:
    with newsroom.daemon(), newsroom.webserver() as port:
        write(newsroom.landing / "a.jsonl", [article(n) for n in range(3)])
        until("the first file is published", lambda: len(newsroom.titles()) == 3, newsroom.log)
        write(newsroom.landing / "b.jsonl", [article(3)])
        until("the second file is published", lambda: len(newsroom.titles()) == 4, newsroom.log)

        def runs() -> list[dict[str, Any]] | None:
            query = "{ runsOrError(limit: 10) { ... on Runs { results { status jobName } } } }"
            found = ask(port, query)
            done = found["runsOrError"]["results"] if found else []
            return done if done and all(run["status"] == "SUCCESS" for run in done) else None

        recorded = until("the runs are recorded", runs, newsroom.log)
        assert [run["jobName"] for run in recorded] == ["refresh", "refresh"]
        asset = ask(
            port,
            '{ assetOrError(assetKey: {path: ["warehouse"]}) { ... on Asset '
            "{ assetMaterializations(limit: 1) { metadataEntries { label } } } } }",
        )
        assert asset is not None
        (latest,) = asset["assetOrError"]["assetMaterializations"]
        assert {"build_info", "events by type", "actors by month"} <= {e["label"] for e in latest["metadataEntries"]}


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
