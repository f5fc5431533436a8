"""The hourly refresh, skipped when there is nothing to do; feeds are asked for what they added."""

# Annotations stay objects here: Dagster reads them.
import dagster as dg

from etl import fetching, landing
from etl.defs import pending, settings
from etl.defs.automation import under_way
from etl.defs.jobs import refresh
from etl.defs.resources import Newsroom


@dg.schedule(
    job=refresh,
    cron_schedule=settings.schedule(),
    execution_timezone="Asia/Jakarta",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
def hourly(context: dg.ScheduleEvaluationContext, newsroom: Newsroom) -> dg.RunRequest | dg.SkipReason:
    """Refresh at the times of LINIMASA_SCHEDULE, else at seven past the hour, when something is new or behind."""
    if under_way(context.instance):
        return dg.SkipReason("a run is under way")
    inputs = newsroom.watched()
    for address, reason in fetching.feeds(newsroom.path, inputs).items():
        context.log.warning(f"{landing.shown(address)} could not be fetched: {reason}")
    found = pending.look(newsroom.path, inputs)
    if not found:
        return dg.SkipReason(f"nothing new among {found.known} inputs")
    return dg.RunRequest(tags={"linimasa/why": found.why()})
