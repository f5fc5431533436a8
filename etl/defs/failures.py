"""A failed run is seen by people: a line in the home's table of failures and, where one is configured, a webhook."""

# Annotations stay objects here: Dagster reads them.
import json
import os
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dagster as dg

from etl.defs.resources import Newsroom

WEBHOOK = "LINIMASA_WEBHOOK"  # an address that takes JSON; it may hold a secret and is never logged
TIMEOUT = 10.0


@dg.run_failure_sensor(default_status=dg.DefaultSensorStatus.RUNNING)
def run_failed(context: dg.RunFailureSensorContext, newsroom: Newsroom) -> None:
    """Write down what failed in HOME/state/failures.jsonl, and post the same to LINIMASA_WEBHOOK."""
    failure = describe(context)
    record(newsroom.path, failure)
    address = os.environ.get(WEBHOOK)
    if address:
        post(address, failure)


def describe(context: dg.RunFailureSensorContext) -> dict[str, Any]:
    """The run, the step and its reason, in the step's own words."""
    run = context.dagster_run
    steps = [
        {"step": event.step_key, "reason": _reason(event.step_failure_data.error)}
        for event in context.get_step_failure_events()
    ]
    return {
        "run_id": run.run_id,
        "job": run.job_name,
        "failed_at": _ended(context),
        "message": context.failure_event.message,
        "steps": steps,
    }


def record(home: Path, failure: dict[str, Any]) -> None:
    """Append to the table of failures; `SELECT * FROM read_json('HOME/state/failures.jsonl')` reads it."""
    file = home / "state" / "failures.jsonl"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(failure, ensure_ascii=False) + "\n")


def post(address: str, failure: dict[str, Any]) -> None:
    """Tell a webhook. Raises OSError when it cannot be reached, so that the tick shows it and is tried again."""
    body = json.dumps({"text": f"linimasa: {failure['message']}", **failure}, ensure_ascii=False).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=TIMEOUT):
        pass


def _reason(error: Any) -> str:
    """The innermost error of a chain: what this program said, not what Dagster wrapped it in."""
    while error is not None and error.cause is not None:
        error = error.cause
    return error.message.strip() if error is not None else ""


def _ended(context: dg.RunFailureSensorContext) -> str | None:
    stats = context.instance.get_run_stats(context.dagster_run.run_id)
    return datetime.fromtimestamp(stats.end_time, UTC).isoformat() if stats.end_time else None
