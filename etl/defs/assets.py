"""The assets: three steps, each giving the tables it writes. What a step does stands in `etl.pipeline` and
`warehouse.build`; here it is only called, and what it made is told to Dagster."""

# Annotations stay objects here: Dagster reads them.
from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg
import duckdb

from etl import lake, lexicon, pipeline, versions
from etl.defs import metadata, pictures
from etl.defs.partitions import MONTHS
from etl.defs.resources import Newsroom
from etl.extract import TABLES as MENTIONS
from etl.schema import BY_NAME
from warehouse import build
from warehouse.audit import AuditError

OWNERS = ["team:newsroom-data"]
WRITER = "warehouse"  # the pool of one writer

# In the order they follow from each other.
LANDED = {
    "raw_articles": "landing",
    "rejects": "landing",
    "articles": "articles",
    "removed_spans": "articles",
    "value_issues": "articles",
}
LINKED = ("actors", "actor_aliases", "events", "event_links", "event_id_history")
CODE = versions.mentions(lexicon.load())


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
        _spec(name, group, [] if name == "raw_articles" else ["raw_articles"], True, code_version=CODE)
        for name, group in LANDED.items()
    ],
    pool=WRITER,
)
def land(context: dg.AssetExecutionContext, newsroom: Newsroom) -> Iterator[dg.MaterializeResult[Any]]:
    """Read new inputs and make clean articles of them."""
    with newsroom.writing():
        landed = pipeline.land(newsroom.path, newsroom.inputs, newsroom.vocabulary())
    context.log.info(f"{landed.files} new files: {landed.counts or 'nothing'}; {landed.rebuilt} batches built again")
    for name in LANDED:
        yield dg.MaterializeResult(asset_key=name, metadata=metadata.of_lake(newsroom.path, name))


@dg.multi_asset(
    name="extract",
    specs=[_spec(name, "mentions", ["articles"], True, code_version=CODE, partitions_def=MONTHS) for name in MENTIONS],
    partitions_def=MONTHS,
    backfill_policy=dg.BackfillPolicy.single_run(),
    pool=WRITER,
)
def extract(context: dg.AssetExecutionContext, newsroom: Newsroom) -> Iterator[dg.MaterializeResult[Any]]:
    """Make mentions of the months asked for again, and of every article that has none up to date: whichever months
    somebody picks, what follows is published from all articles."""
    home = newsroom.path
    chosen = list(context.partition_keys) if context.has_partition_key or context.has_partition_key_range else []
    with newsroom.writing():
        before = _months_made(home)
        made = pipeline.extract(home, newsroom.vocabulary(), months=chosen) if chosen else 0
        made += pipeline.extract(home, newsroom.vocabulary())
    context.log.info(f"{made} parts of articles extracted")
    changed = {month for month, _ in _months_made(home).items() - before.items()} - set(chosen)
    for name in MENTIONS:
        for month in sorted(changed):
            context.log_event(dg.AssetMaterialization(name, partition=month))
        yield dg.MaterializeResult(asset_key=name, metadata=metadata.of_lake(home, name))


def _months_made(home: Any) -> Mapping[str, str]:
    """The parts of mentions by month, as one string a month, so that months made again can be told."""
    out: dict[str, str] = {}
    for record in lake.records(home).values():
        if record.name.startswith("mentions-"):
            for paths in record.parts.values():
                for path in paths:
                    month = path.split("/")[1].removeprefix("month=")
                    out[month] = f"{out.get(month, '')} {record.version} {path}"
    return out


@dg.multi_asset(
    name="publish",
    specs=[
        *(_spec(name, "events", [*MENTIONS], False) for name in LINKED),
        dg.AssetSpec(
            "warehouse",
            deps=[*LANDED, *MENTIONS, *LINKED],
            description="The published DuckDB file: every table of the schema, with views, macros and rollups.",
            group_name="warehouse",
            kinds={"sql", "duckdb"},
            owners=OWNERS,
            metadata=metadata.source("warehouse"),
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
    try:
        with newsroom.writing():
            pipeline.log.info("linking and publishing the warehouse")
            published = build.publish(newsroom.path, versions.stated(newsroom.vocabulary()))
    except AuditError as error:
        yield dg.AssetCheckResult(check_name="audit", asset_key="warehouse", passed=False, description=str(error))
        raise
    context.log.info(f"{published.path}: {'published' if published.fresh else 'already up to date'}")
    with duckdb.connect(str(published.path), read_only=True) as connection:
        for name in LINKED:
            yield dg.MaterializeResult(asset_key=name, metadata=metadata.of_warehouse(connection, name))
        info = metadata.of_warehouse(connection, "build_info")["preview"]
        shown = pictures.of_warehouse(connection)
    size = published.path.stat().st_size
    yield dg.MaterializeResult(asset_key="warehouse", metadata={"build_info": info, "bytes": size, **shown})
    yield dg.AssetCheckResult(
        check_name="audit", asset_key="warehouse", passed=True, metadata={"checks": published.checks}
    )
