"""What Dagster loads: `dagster dev -m etl.definitions`."""

from __future__ import annotations

import dagster as dg

from etl.defs import settings
from etl.defs.abandoned import abandoned_runs
from etl.defs.assets import extract, land, publish
from etl.defs.automation import outdated
from etl.defs.checks import warnings
from etl.defs.failures import run_failed
from etl.defs.jobs import JOBS
from etl.defs.resources import Newsroom
from etl.defs.schedules import hourly
from etl.defs.sensors import landing_folder

defs = dg.Definitions(
    assets=[land, extract, publish],
    asset_checks=[warnings],
    jobs=JOBS,
    schedules=[hourly],
    sensors=[landing_folder, outdated, run_failed, abandoned_runs],
    resources={"newsroom": Newsroom(home=str(settings.home()))},
    executor=dg.in_process_executor,
)
