"""Files that arrive in the landing folders start a refresh."""

# Annotations stay objects here: Dagster reads them.
import hashlib
import time

import dagster as dg

from etl.defs import pending
from etl.defs.jobs import refresh
from etl.defs.resources import Newsroom

SETTLED = 5.0  # seconds without a change: a file still being copied is left for the next tick


@dg.sensor(job=refresh, minimum_interval_seconds=30)
def landing_folder(context: dg.SensorEvaluationContext, newsroom: Newsroom) -> dg.SensorResult | dg.SkipReason:
    """Refresh when files arrived that were not read before. The cursor names the last set of files asked for, so
    that no set is asked for twice, also after a restart."""
    found = pending.look(newsroom.path, newsroom.inputs)
    if not found.files:
        return dg.SkipReason(f"no new files among {found.known}")
    latest = max(item.mtime_ns for item in found.files) / 1e9
    if time.time() - latest < SETTLED:
        return dg.SkipReason(f"{len(found.files)} new files, one still being written")
    listed = "\n".join(f"{item.path} {item.size} {item.mtime_ns}" for item in found.files)
    cursor = hashlib.sha256(listed.encode()).hexdigest()[:16]
    if cursor == context.cursor:
        return dg.SkipReason(f"{len(found.files)} new files were asked for already; see the last run")
    request = dg.RunRequest(run_key=cursor, tags={"linimasa/why": found.why()})
    return dg.SensorResult(run_requests=[request], cursor=cursor)
