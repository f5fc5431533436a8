"""Runs whose process is gone: told by a lock that the process held, failed with that reason, and so started again.

Dagster's own launcher does not look after its processes; a run that was killed would be "started" for ever and hold
the pool of one writer.
"""

# Annotations stay objects here: Dagster reads them.
import time

import dagster as dg

from etl.defs.alive import is_gone
from etl.defs.resources import Newsroom


@dg.sensor(minimum_interval_seconds=10, default_status=dg.DefaultSensorStatus.RUNNING)
def abandoned_runs(context: dg.SensorEvaluationContext, newsroom: Newsroom) -> dg.SkipReason:
    """Fail the runs of this home whose process is gone, so that they are retried and block no other."""
    gone = []
    for record in context.instance.get_run_records(dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED])):
        if is_gone(newsroom.path, record.dagster_run.run_id, time.time() - (record.start_time or time.time())):
            context.instance.report_run_failed(record.dagster_run, "The process of this run was ended from outside.")
            gone.append(record.dagster_run.run_id)
    return dg.SkipReason(f"process gone, run failed: {', '.join(gone)}" if gone else "every run has its process")
