"""The Dagster UI in a real browser: graph, metadata with its picture, log of a run."""

from __future__ import annotations

import os
from pathlib import Path

import browser
import pytest
from live import Station, ask
from newsroom import article, write

from etl.defs.run import refresh_in_process

ARTEFACTS = Path(__file__).parent / "artefacts"
REQUIRED = "LINIMASA_BROWSER"  # set where a missing browser is an error, as in continuous integration


@pytest.mark.skipif(not browser.executable() and not os.environ.get(REQUIRED), reason="no Chromium on this machine")
def test_the_ui_shows_graph_picture_and_log(
    tmp_path: Path, dagster_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    station = Station(tmp_path)
    for name, value in station.environ.items():
        monkeypatch.setenv(name, value)
    write(station.landing / "a.jsonl", [article(n) for n in range(12)])
    refresh_in_process(station.home, [str(station.landing)])
    with station.webserver() as port, browser.page(tmp_path / "profile") as page:
        site = f"http://127.0.0.1:{port}"
        page.open(f"{site}/asset-groups", "landing", "articles", "mentions", "events", "warehouse")
        page.picture(ARTEFACTS / "graph.png")

        page.open(f"{site}/assets/articles", "published_basis", "Row count", "preview")
        page.open(f"{site}/assets/warehouse", "events by type", "The published DuckDB file")
        page.click("[Show Markdown]")
        page.wait(
            "[...document.images].some(i => i.src.startsWith('data:image/svg') && i.naturalWidth > 0)", "a picture"
        )
        page.picture(ARTEFACTS / "metadata.png")

        page.open(f"{site}/assets/warehouse?view=checks", "undated_articles", "outlets_gone_quiet", "audit")
        page.open(f"{site}/assets/sentences?view=partitions&partition=2025-02", "dagster/row_count", "preview")
        page.open(f"{site}/assets/events", "Source code", "warehouse/sql/50_events.sql")

        found = ask(port, "{ runsOrError(limit: 1) { ... on Runs { results { runId } } } }")
        assert found
        (run,) = found["runsOrError"]["results"]
        page.open(f"{site}/runs/{run['runId']}", "Succeeded", "RUN_SUCCESS")
        page.picture(ARTEFACTS / "run.png")
    assert {"graph.png", "metadata.png", "run.png"} <= {file.name for file in ARTEFACTS.iterdir()}
