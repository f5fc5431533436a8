"""Files that arrive in the landing folders start a refresh."""

# Annotations stay objects here: Dagster reads them.
import hashlib
import time

import dagster as dg

from etl.defs import pending
from etl.defs.automation import under_way
from etl.defs.jobs import refresh
from etl.defs.resources import Newsroom

SETTLED = 5.0  # seconds without a change: a file still being copied is left for the next tick


@dg.sensor(job=refresh, minimum_interval_seconds=10, default_status=dg.DefaultSensorStatus.RUNNING)
def landing_folder(context: dg.SensorEvaluationContext, newsroom: Newsroom) -> dg.SensorResult | dg.SkipReason:
    """Refresh when there are files that were not read before. The cursor names what was last asked for, so that
    nothing is asked for twice, also after a restart."""
    if under_way(context.instance):
        return dg.SkipReason("a run is under way")
    found = pending.look(newsroom.path, newsroom.watched())
    if not found.files:
        return dg.SkipReason(f"nothing new among {found.known} files")
    if any(time.time() - item.mtime_ns / 1e9 < SETTLED for item in found.files):
        return dg.SkipReason(f"{found.why()}, one still being written")
    wanted = hashlib.sha256(repr(found).encode()).hexdigest()[:16]
    if wanted == context.cursor:
        return dg.SkipReason(f"{found.why()}: asked for already, see the last run")
    return dg.SensorResult(run_requests=[dg.RunRequest(tags={"linimasa/why": found.why()})], cursor=wanted)
