"""The assets: three steps, each giving the tables it writes. What a step does stands in `etl.pipeline` and
`warehouse.build`; here it is only called, and what it made is told to Dagster."""

# Annotations stay objects here: Dagster reads them.
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import dagster as dg

from etl import lake, lexicon, versions
from etl.defs import metadata
from etl.defs.automation import ONLY, ArticlesOutdated, MentionsOutdated, WarehouseOutdated
from etl.defs.partitions import MONTHS
from etl.defs.resources import Newsroom
from etl.defs.retries import retried
from etl.schema import BY_NAME, MENTIONS

# The pipeline and the warehouse are imported by the steps that run them: definitions are loaded by every process of
# Dagster, most of which never run a step.

OWNERS = ["team:newsroom-data"]
WRITER = "warehouse"  # the pool of one writer
DATA_VERSION = "dagster/data_version"  # the tag that carries it where no result does

# In the order they follow from each other.
LANDED = {
    "raw_articles": "landing",
    "rejects": "landing",
    "articles": "articles",
    "removed_spans": "articles",
    "value_issues": "articles",
}
LINKED = ("actors", "actor_aliases", "events", "event_links", "event_id_history")
CODE = {"articles": versions.articles(lexicon.load()), "mentions": versions.mentions(lexicon.load())}
# A newsroom publishes every day: a warehouse that stands still means that feeds or folders fell silent.
FRESH = dg.FreshnessPolicy.time_window(warn_window=timedelta(hours=24), fail_window=timedelta(hours=48))


def _spec(name: str, group: str, deps: list[str], in_lake: bool, **more: Any) -> dg.AssetSpec:
    return dg.AssetSpec(
        name,
        deps=deps,
        description=BY_NAME[name].comment,
        group_name=group,
        kinds={"python", "parquet"} if in_lake else {"sql", "duckdb"},
        owners=OWNERS,
        metadata=metadata.definition(name, in_lake),
        **more,
    )


@dg.multi_asset(
    name="land",
    specs=[
        _spec(
            name,
            group,
            [] if name == "raw_articles" else ["raw_articles"],
            True,
            code_version=CODE["articles"],
            automation_condition=ArticlesOutdated(),
        )
        for name, group in LANDED.items()
    ],
    pool=WRITER,
)
def land(context: dg.AssetExecutionContext, newsroom: Newsroom) -> Iterator[dg.MaterializeResult[Any]]:
    """Read new inputs and make clean articles of them."""
    from etl import pipeline

    with retried(context, newsroom.retries), newsroom.writing():
        landed = pipeline.land(newsroom.path, newsroom.watched(), newsroom.vocabulary())
    context.log.info(f"{landed.files} new files: {landed.counts or 'nothing'}; {landed.rebuilt} batches built again")
    records = list(lake.records(newsroom.path).values())
    for name in LANDED:
        yield dg.MaterializeResult(
            asset_key=name,
            metadata=metadata.of_lake(newsroom.path, name, records),
            data_version=metadata.data_version(name, records),
        )


@dg.multi_asset(
    name="extract",
    specs=[
        _spec(
            name,
            "mentions",
            ["articles"],
            True,
            code_version=CODE["mentions"],
            partitions_def=MONTHS,
            automation_condition=MentionsOutdated(),
        )
        for name in MENTIONS
    ],
    partitions_def=MONTHS,
    backfill_policy=dg.BackfillPolicy.single_run(),
    pool=WRITER,
)
def extract(context: dg.AssetExecutionContext, newsroom: Newsroom) -> Iterator[dg.MaterializeResult[Any]]:
    """Make mentions of the months asked for again, and of every article that has none up to date: whichever months
    somebody picks, what follows is published from all articles. Months that a condition asked for are only brought
    up to date."""
    from etl import pipeline

    home = newsroom.path
    chosen = list(context.partition_keys) if context.has_partition_key or context.has_partition_key_range else []
    again = [] if ONLY.items() <= context.run.tags.items() else chosen
    with retried(context, newsroom.retries), newsroom.writing():
        before = _months(home)
        made = pipeline.extract(home, newsroom.vocabulary(), months=again) if again else 0
        made += pipeline.extract(home, newsroom.vocabulary())
    context.log.info(f"{made} parts of articles extracted")
    records = list(lake.records(home).values())
    changed = sorted({month for month, _ in _months(home).items() - before.items()} - set(chosen))
    for name in MENTIONS:
        for month in changed:
            shown = metadata.of_lake(home, name, records, [month])
            tags = {DATA_VERSION: metadata.data_version(name, records, [month]).value}
            context.log_event(dg.AssetMaterialization(name, partition=month, metadata=shown, tags=tags))
        yield dg.MaterializeResult(
            asset_key=name,
            metadata=metadata.of_lake(home, name, records, chosen),
            data_version=metadata.data_version(name, records, chosen),
        )


def _months(home: Path) -> dict[str, frozenset[str]]:
    """The parts of mentions by month, so that months made again can be told."""
    out: dict[str, set[str]] = {}
    for name, record in lake.records(home).items():
        if name.startswith("mentions-"):
            for path in (path for paths in record.parts.values() for path in paths):
                out.setdefault(lake.month_in(path), set()).add(f"{record.version} {path}")
    return {month: frozenset(paths) for month, paths in out.items()}


@dg.multi_asset(
    name="publish",
    specs=[
        *(_spec(name, "events", [*MENTIONS], False, automation_condition=WarehouseOutdated()) for name in LINKED),
        dg.AssetSpec(
            "warehouse",
            deps=[*LANDED, *MENTIONS, *LINKED],
            description="The published DuckDB file: every table of the schema, with views, macros and rollups.",
            group_name="warehouse",
            kinds={"sql", "duckdb"},
            owners=OWNERS,
            metadata=metadata.source("warehouse"),
            automation_condition=WarehouseOutdated(),
            freshness_policy=FRESH,
        ),
    ],
    check_specs=[
        dg.AssetCheckSpec(
            "audit",
            asset="warehouse",
            blocking=True,
            description="Keys, codes, row counts against the lake, offsets, dates in range. Before publication: a "
            "warehouse that fails is thrown away and the old one stays.",
        )
    ],
    pool=WRITER,
)
def publish(
    context: dg.AssetExecutionContext, newsroom: Newsroom
) -> Iterator[dg.MaterializeResult[Any] | dg.AssetCheckResult]:
    """Link mentions to actors and events over all articles, audit the new warehouse, swap it in."""
    import duckdb

    from etl.defs import pictures
    from warehouse import build
    from warehouse.audit import AuditError

    try:
        with retried(context, newsroom.retries), newsroom.writing():
            context.log.info("linking and publishing the warehouse")
            published = build.publish(newsroom.path, versions.stated(newsroom.vocabulary()))
    except AuditError as error:
        yield dg.AssetCheckResult(check_name="audit", asset_key="warehouse", passed=False, description=str(error))
        raise
    context.log.info(f"{published.path}: {'published' if published.fresh else 'already up to date'}")
    with duckdb.connect(str(published.path), read_only=True) as connection:
        made_of = metadata.input_digest(connection)
        for name in LINKED:
            yield dg.MaterializeResult(
                asset_key=name, metadata=metadata.of_warehouse(connection, name), data_version=made_of
            )
        info = metadata.of_warehouse(connection, "build_info")["preview"]
        shown = pictures.of_warehouse(connection)
    size = published.path.stat().st_size
    yield dg.MaterializeResult(
        asset_key="warehouse", metadata={"build_info": info, "bytes": size, **shown}, data_version=made_of
    )
    yield dg.AssetCheckResult(
        check_name="audit", asset_key="warehouse", passed=True, metadata={"checks": published.checks}
    )
