"""Warnings about what was published: nothing here stops a run. What must hold is audited before publication, in
`warehouse.audit`."""

# Annotations stay objects here: Dagster reads them.
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import dagster as dg

from etl.defs.automation import WarehouseOutdated
from etl.defs.resources import Newsroom


@dataclass(frozen=True, slots=True)
class Share:
    """A share that should stay at or below `most`; the query gives part and whole."""

    name: str
    most: float
    description: str
    query: str


SHARES: Final = (
    Share(
        "rejected_inputs",
        0.05,
        "Inputs that gave no article; see the table rejects for the reasons.",
        "SELECT (SELECT count(*) FROM rejects WHERE reason <> 'language'), (SELECT count(*) FROM raw_articles)",
    ),
    Share(
        "extraction_faults",
        0.0,
        "Articles that extraction failed on: an error of this program, told in coverage.reason.",
        "SELECT count(DISTINCT article_id), (SELECT count(*) FROM articles) FROM coverage WHERE reason LIKE 'error: %'",
    ),
    Share(
        "undated_articles",
        0.10,
        "Articles without a day of publication, whose relative dates stay unresolved.",
        "SELECT count(*) FILTER (published_date IS NULL), count(*) FROM articles",
    ),
    Share(
        "undated_events",
        0.50,
        "Events without any date.",
        "SELECT count(*) FILTER (start_date IS NULL), count(*) FROM events",
    ),
    Share(
        "unnamed_sources",
        0.60,
        "Parts in events taken by somebody only described, not named.",
        "SELECT count(*) FILTER (actor_id IS NULL), count(*) FROM event_actors",
    ),
)
# An outlet whose last full week gives under a third of the events an article that the four weeks before gave.
DROP = 1 / 3
ENOUGH = 20  # articles an outlet must have in both spans
DROPS = f"""
WITH last AS (SELECT max(published_date) AS day FROM articles),
spans AS (
    SELECT a.publisher, a.published_date > last.day - 7 AS recent, count(DISTINCT a.article_id) AS articles,
           count(m.event_mention_id) / count(DISTINCT a.article_id) AS density
    FROM articles AS a CROSS JOIN last LEFT JOIN event_mentions AS m USING (article_id)
    WHERE a.published_date > last.day - 35 AND a.publisher IS NOT NULL
    GROUP BY ALL HAVING count(DISTINCT a.article_id) >= {ENOUGH}
)
SELECT n.publisher, round(b.density, 2), round(n.density, 2)
FROM spans AS n JOIN spans AS b ON b.publisher = n.publisher AND n.recent AND NOT b.recent
WHERE n.density < b.density * {DROP} ORDER BY 1"""


QUIET: Final = "outlets_gone_quiet"


SAID: Final = {share.name: share.description for share in SHARES} | {
    QUIET: "Outlets whose articles suddenly give far fewer events: their page layout may have changed."
}


# With the condition of the warehouse, since a run that a condition starts leaves out checks that no condition asks for.
@dg.multi_asset_check(
    name="warnings",
    specs=[
        dg.AssetCheckSpec(name, asset="warehouse", description=said, automation_condition=WarehouseOutdated())
        for name, said in SAID.items()
    ],
)
def warnings(newsroom: Newsroom) -> Iterator[dg.AssetCheckResult]:
    """Judge what was published."""
    import duckdb

    with duckdb.connect(str(newsroom.path / "linimasa.duckdb"), read_only=True) as connection:
        for share in SHARES:
            part, whole = connection.execute(share.query).fetchall()[0]
            found = part / whole if whole else 0.0
            yield dg.AssetCheckResult(
                check_name=share.name,
                asset_key="warehouse",
                passed=found <= share.most,
                severity=dg.AssetCheckSeverity.WARN,
                metadata={"share": found, "most": share.most, "part": part, "whole": whole},
            )
        quiet = connection.execute(DROPS).fetchall()
    listed = "; ".join(f"{outlet}: {before} events an article, now {now}" for outlet, before, now in quiet)
    yield dg.AssetCheckResult(
        check_name=QUIET,
        asset_key="warehouse",
        passed=not quiet,
        severity=dg.AssetCheckSeverity.WARN,
        description=listed or None,
        metadata={"outlets": len(quiet)},
    )
