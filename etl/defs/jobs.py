"""The jobs: everything, and the mentions of some months."""

from __future__ import annotations

import dagster as dg

from etl.schema import MENTIONS

refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    description="Read what is new, extract it, publish the warehouse. Costs what is new.",
)
extract_again = dg.define_asset_job(
    "extract_again",
    selection=dg.AssetSelection.assets(*MENTIONS),
    executor_def=dg.in_process_executor,
    description="Make the mentions of some months of publication again; other months stay as they are.",
)
JOBS = [refresh, extract_again]
