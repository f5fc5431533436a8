"""What conditions start, and what they leave alone: a change of vocabulary or code, a step left undone, a failure."""

from __future__ import annotations

import hashlib
from pathlib import Path

import dagster as dg
import duckdb
import pytest
from newsroom import article, lake_bytes, write

from etl import lexicon, pipeline, versions
from etl.definitions import defs
from etl.defs.assets import extract, land, publish
from etl.defs.automation import ONLY, outdated
from etl.defs.resources import Newsroom
from etl.defs.run import refresh_in_process
from etl.schema import MENTIONS
from warehouse import build

pytestmark = pytest.mark.filterwarnings("ignore::dagster.BetaWarning")  # Dagster's tester of conditions
MADE = {"2025-01", "2025-02", "2025-03"}  # months that newsroom.article publishes in
PUBLISHED = {"actors", "actor_aliases", "events", "event_links", "event_id_history", "warehouse"}
LANDED = {"raw_articles", "rejects", "articles", "removed_spans", "value_issues"}


class Desk:
    """A home brought up to date by a run, with the conditions that watch it."""

    def __init__(self, place: Path) -> None:
        self.folder = write(place / "in" / "a.jsonl", [article(n) for n in range(12)]).parent
        self.home, self.cursor = place / "home", None
        refresh_in_process(self.home, [str(self.folder)])
        self.instance = dg.DagsterInstance.get()

    def tick(self) -> dict[str, set[str | None]]:
        """The assets requested, each with its partitions."""
        found = dg.evaluate_automation_conditions(defs, self.instance, cursor=self.cursor)
        self.cursor = found.cursor
        keys = [spec.key for spec in defs.resolve_all_asset_specs()]
        return {k.to_user_string(): set(w) for k in keys if (w := found.get_requested_partitions(k))}

    def say(self, table: str, *cells: str) -> None:
        """Add a row to a vocabulary file of the home."""
        header = list(lexicon.load().rows(table)[0])
        row = [*cells, *[""] * (len(header) - len(cells))]
        (self.home / "lexicon").mkdir(exist_ok=True)
        (self.home / "lexicon" / f"{table}.tsv").write_text("\t".join(header) + "\n" + "\t".join(row) + "\n")

    def run(self, step: dg.AssetsDefinition, month: str | None = None) -> None:
        """Run a step as a condition does."""
        resources = {"newsroom": Newsroom(home=str(self.home), inputs=[str(self.folder)])}
        done = dg.materialize(
            [step], instance=self.instance, resources=resources, tags=ONLY, partition_key=month, raise_on_error=True
        )
        assert done.success

    def parts(self, table: str) -> dict[str, tuple[str, int]]:
        """The parts of a table with digest and time of writing."""
        files = sorted((self.home / "lake" / table).rglob("*.parquet"))
        return {f.name: (hashlib.sha256(f.read_bytes()).hexdigest(), f.stat().st_mtime_ns) for f in files}


@pytest.fixture
def desk(tmp_path: Path, dagster_home: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("LINIMASA_HOME", str(tmp_path / "home"))
    return Desk(tmp_path)


def test_nothing_is_started_when_nothing_changed(desk: Desk) -> None:
    assert desk.tick() == {}
    assert desk.tick() == {}


def test_a_word_of_the_extraction_makes_its_months_again_and_no_article(desk: Desk) -> None:
    assert desk.tick() == {}
    before = {table: desk.parts(table) for table in LANDED}
    old = set(desk.parts("event_mentions"))
    desk.say("weekdays", "harini", "3")
    asked = desk.tick()
    assert asked == dict.fromkeys(MENTIONS, MADE)  # of 721 months those that have articles, and nothing else
    for month in sorted(MADE):
        desk.run(extract, month)
    assert {table: desk.parts(table) for table in LANDED} == before
    assert old.isdisjoint(desk.parts("event_mentions"))
    assert set(desk.tick()) == PUBLISHED
    desk.run(publish)
    assert desk.tick() == {}
    assert build.current(desk.home)


def test_a_word_of_the_articles_makes_articles_then_mentions_then_the_warehouse(desk: Desk) -> None:
    assert desk.tick() == {}
    desk.say("furniture_lines", "langganan koran kami sekarang", "share")
    assert set(desk.tick()) == LANDED
    desk.run(land)
    assert desk.tick() == dict.fromkeys(MENTIONS, MADE)
    desk.run(extract, "2025-01")
    assert set(desk.tick()) == PUBLISHED  # one month's run does all that is behind


def test_other_code_of_a_step_starts_that_step(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.tick() == {}
    real = versions._code
    monkeypatch.setattr(versions, "_code", lambda stages: real(stages) + ("2" if "events" in stages else ""))
    assert desk.tick() == dict.fromkeys(MENTIONS, MADE)


def test_a_month_whose_mentions_are_up_to_date_is_not_asked_for(desk: Desk) -> None:
    write(desk.folder / "b.jsonl", [article(1, url="https://kabar-uji.id/berita/baru", title="Tanggul Baru di Kudus")])
    pipeline.land(desk.home, [desk.folder], lexicon.load())
    assert desk.tick() == {name: {"2025-02"} for name in MENTIONS}
    desk.run(extract, "2025-02")
    with duckdb.connect() as connection:
        kept = f"SELECT count(DISTINCT content_hash) FROM '{desk.home}/lake/sentences/month=2025-02/*.parquet'"
        assert connection.execute(kept).fetchone() == (5,)


def test_a_lake_left_newer_than_the_warehouse_is_published(desk: Desk) -> None:
    write(desk.folder / "b.jsonl", [article(20)])
    pipeline.refresh(desk.home, [desk.folder], workers=1)
    assert set(desk.tick()) == PUBLISHED


def test_what_failed_is_asked_for_once(desk: Desk) -> None:
    write(desk.folder / "b.jsonl", [article(20)])
    pipeline.refresh(desk.home, [desk.folder], workers=1)
    assert set(desk.tick()) == PUBLISHED
    assert desk.tick() == {}  # nobody published; asking again would fail again
    write(desk.folder / "c.jsonl", [article(21)])
    pipeline.refresh(desk.home, [desk.folder], workers=1)
    assert set(desk.tick()) == PUBLISHED


def test_conditions_wait_for_a_run_under_way(desk: Desk) -> None:
    desk.say("weekdays", "harini", "3")
    run = desk.instance.create_run_for_job(defs.resolve_job_def("refresh"), status=dg.DagsterRunStatus.STARTED)
    assert desk.tick() == {}
    desk.instance.report_run_failed(run)
    assert set(desk.tick()) == set(MENTIONS)


def test_a_run_of_a_condition_gives_the_bytes_of_a_plain_refresh(desk: Desk, tmp_path: Path) -> None:
    desk.say("weekdays", "harini", "3")
    desk.run(extract, "2025-01")
    plain = tmp_path / "plain"
    pipeline.refresh(plain, [desk.folder], workers=1, vocabulary=lexicon.load(desk.home / "lexicon"))
    assert lake_bytes(desk.home) == lake_bytes(plain)


@pytest.mark.filterwarnings("ignore:.*AssetSelection.keys:DeprecationWarning")  # Dagster's own
def test_the_watcher_of_conditions_asks_for_several_months_in_one_backfill(desk: Desk) -> None:
    desk.say("weekdays", "harini", "3")
    context = dg.build_sensor_context(instance=desk.instance, definitions=defs)
    with context:
        (request,) = outdated.evaluate_tick(context).run_requests or ()
    assert request.asset_graph_subset is not None
    assert {key.to_user_string() for key in request.asset_graph_subset.asset_keys} == set(MENTIONS)
    assert ONLY.items() <= request.tags.items()
