"""What is started because code or vocabulary changed, or because a step did not come to its end: declarative
conditions on the assets, which ask the lake itself what is behind.

Dagster's own conditions cannot ask that. `data_version_changed` compares what runs reported, so that a change while a
run is under way, or a run that was killed before it reported, is lost; and articles, which have no partitions, would
request all 721 months of mentions with every file that arrives. The lake knows of every part which code and vocabulary
made it: a month is requested when its articles have mentions of others, and no other month is.
"""

# Annotations stay objects here: Dagster reads them.
from abc import abstractmethod
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from warnings import catch_warnings, simplefilter

import dagster as dg

from etl.defs import pending, settings
from etl.defs.partitions import MONTHS
from etl.defs.pending import Behind

_UNDER_WAY: Final = (
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
)
# On runs that conditions start: they make what is behind, and what is not stays.
ONLY: Final = {"linimasa/only": "what is behind"}


class Outdated(dg.AutomationCondition[Any]):
    """True when a step is behind and no run is under way, once for a state of the lake: what failed is not asked for
    again before something changed."""

    async def evaluate(  # type: ignore[override, unused-ignore]
        self, context: dg.AutomationContext[Any]
    ) -> dg.AutomationResult[Any]:
        """The partitions to request, for Dagster."""
        view = context.asset_graph_view
        found = _behind(view.instance, settings.home(), view.effective_dt)
        wanted = self.wanted(found) if found else ()
        if not found or not wanted or found.state == context.cursor:
            return dg.AutomationResult(context, context.get_empty_subset(), cursor=context.cursor)
        return dg.AutomationResult(context, self.subset(context, wanted), cursor=found.state)

    @abstractmethod
    def wanted(self, found: Behind) -> Sequence[str]:
        """The partitions that are behind; any name where there are none."""

    def subset(self, context: dg.AutomationContext[Any], _: Iterable[str]) -> Any:
        """These partitions, as Dagster has them."""
        return context.candidate_subset


class ArticlesOutdated(Outdated):
    """Articles that other code or vocabulary made."""

    description = "Articles in the lake were made by other code or vocabulary."

    def wanted(self, found: Behind) -> Sequence[str]:
        return ["articles"] if found.batches else []


class MentionsOutdated(Outdated):
    """Months whose articles have no mentions of this code and vocabulary, when the articles are up to date."""

    description = "Articles of the month have no mentions of this code and vocabulary."

    def wanted(self, found: Behind) -> Sequence[str]:
        return [] if found.batches else found.months

    def subset(self, context: dg.AutomationContext[Any], months: Iterable[str]) -> Any:
        return context.asset_graph_view.get_subset_from_partition_keys(context.key, MONTHS, set(months))


class WarehouseOutdated(Outdated):
    """A lake that is up to date and newer than the warehouse."""

    description = "The lake is newer than the warehouse."

    def wanted(self, found: Behind) -> Sequence[str]:
        return ["warehouse"] if found.unpublished and not found.batches and not found.months else []


def under_way(instance: dg.DagsterInstance) -> bool:
    """Whether a run may be changing the home."""
    return bool(instance.get_run_records(dg.RunsFilter(statuses=[*_UNDER_WAY]), limit=1))


@lru_cache(maxsize=1)
def _behind(instance: dg.DagsterInstance, home: Path, _: datetime) -> Behind | None:
    """What is behind, looked at once a tick; None while a run may be changing it."""
    return None if under_way(instance) else pending.behind(home)


with catch_warnings():
    simplefilter("ignore", dg.BetaWarning)  # conditions of our own are in beta; without them the schedule does it all
    outdated = dg.AutomationConditionSensorDefinition(
        "outdated",
        target=dg.AssetSelection.all(),
        use_user_code_server=True,
        minimum_interval_seconds=10,
        default_status=dg.DefaultSensorStatus.RUNNING,
        run_tags=ONLY,
        description="Makes again what other code or vocabulary made, and publishes a lake newer than the warehouse.",
    )
