"""The refresh job run inside this process, recorded in the Dagster instance as any other run."""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg
import duckdb

from etl import pipeline
from etl.defs import settings
from etl.defs.resources import Newsroom

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def refresh_in_process(home: Path, paths: list[str]) -> dict[str, int]:
    """Run the job over `paths`; the accounting of the lake with the events published. Raises the step's own error."""
    from etl.definitions import defs

    os.environ.update(settings.environment(home, paths))
    newsroom = Newsroom(home=str(home.absolute()), inputs=list(paths), patience=0.0, retries=0)
    with dg.DagsterInstance.get() as instance:
        defs.resolve_job_def("refresh").execute_in_process(
            instance=instance, resources={"newsroom": newsroom}, run_config=QUIET
        )
    return {**pipeline.account(home), **_events(home)}


def _events(home: Path) -> dict[str, int]:
    with duckdb.connect(str(home / "linimasa.duckdb"), read_only=True) as connection:
        counts = (
            "SELECT (FROM events SELECT count(*)), (FROM event_mentions SELECT count(*)), (FROM actors SELECT count(*))"
        )
        row = connection.execute(counts).fetchone()
    return dict(zip(("events", "mentions", "actors"), row or (0, 0, 0), strict=True))
