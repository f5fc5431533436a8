"""What docs/deploy.md promises: units that systemd takes, a container file whose steps exist, run records in Postgres,
backup and upgrade."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import dagster as dg
import duckdb
import postgres
import pytest
import yaml
from live import Station, until
from newsroom import article, write

from etl import pipeline
from etl.defs import settings
from etl.defs.run import refresh_in_process
from warehouse import build

ROOT = settings.ROOT
GUIDE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The code blocks of the guide in a language."""
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd on this machine")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    units = []
    for text in blocks("ini"):
        name = re.findall(r"/(linimasa-\w+\.service)", text)[0]
        file = tmp_path / name
        # Of the paths only the program has to exist here, and the user of the unit is made by the guide's first step.
        program = Path(sys.executable).parent
        file.write_text(text.replace("/srv/linimasa/.venv/bin", str(program)).replace("User=linimasa\n", ""))
        units.append(file)
    assert {unit.name for unit in units} == {"linimasa-daemon.service", "linimasa-webserver.service"}
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True)
    complaints = [line for line in done.stderr.splitlines() if any(unit.name in line for unit in units)]
    assert (done.returncode, complaints) == (0, [])


def test_the_commands_of_units_and_container_exist() -> None:
    (container,) = blocks("dockerfile")
    started = re.findall(r"\.venv/bin/([\w-]+)", "\n".join([*blocks("ini"), container]))
    assert {"dagster", "dagster-daemon", "dagster-webserver"} <= set(started)
    for program in set(started):
        assert (Path(sys.executable).parent / program).exists(), program


def test_the_container_file_uses_what_is_there() -> None:
    (container,) = blocks("dockerfile")
    steps = [line.split(" ", 1) for line in re.sub(r"\\\n\s*", " ", container).splitlines() if line]
    known = {"FROM", "RUN", "WORKDIR", "COPY", "ENV", "USER", "VOLUME", "EXPOSE", "CMD"}
    assert {name for name, _ in steps} <= known
    given = dict(re.findall(r"(\w+)=(\S+)", " ".join(rest for name, rest in steps if name == "ENV")))
    assert given.keys() <= {settings.HOME, settings.INPUTS, settings.INSTANCE}
    (volumes,) = (json.loads(rest) for name, rest in steps if name == "VOLUME")
    assert set(given.values()) == set(volumes)
    (command,) = (json.loads(rest) for name, rest in steps if name == "CMD")
    assert (ROOT / "dagster_home" / "dagster.yaml").exists() and "dagster_home/dagster.yaml" in " ".join(command)
    targets = re.findall(r"make (\w+)", container)
    makefile = (ROOT / "Makefile").read_text()
    assert targets and all(f"\n{target}:" in makefile for target in targets)
    left_out = (ROOT / ".dockerignore").read_text().splitlines()
    assert {".git", ".venv", "data"} <= set(left_out)


def test_the_instance_in_postgres_differs_in_its_storage_alone() -> None:
    plain = yaml.safe_load((ROOT / "dagster_home" / "dagster.yaml").read_text())
    other = yaml.safe_load((ROOT / "dagster_home" / "postgres" / "dagster.yaml").read_text())
    assert other.pop("storage") == {"postgres": {"postgres_url": {"env": "DAGSTER_POSTGRES_URL"}}}
    assert other == plain


@pytest.mark.skipif(
    not postgres.programs() or not find_spec("dagster_postgres"), reason="no Postgres, or no dagster-postgres"
)
def test_runs_and_ticks_are_kept_in_postgres(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By environment alone; then what the guide says of backup and upgrade, tried on it."""
    instance = tmp_path / "instance"
    shutil.copytree(ROOT / "dagster_home" / "postgres", instance)
    monkeypatch.setenv("DAGSTER_HOME", str(instance))
    with postgres.cluster() as address:
        monkeypatch.setenv("DAGSTER_POSTGRES_URL", driven(address))
        station = Station(tmp_path, schedule="* * * * *")
        write(station.landing / "a.jsonl", [article(n) for n in range(3)])
        refresh_in_process(station.home, [str(station.landing)])
        with station.daemon():
            reasons = until("the schedule ticks and skips", lambda: skipped("hourly"), station.log)
        with dg.DagsterInstance.get() as kept:
            (record,) = kept.get_run_records()
            assert record.dagster_run.status is dg.DagsterRunStatus.SUCCESS
            made = kept.get_latest_materialization_event(dg.AssetKey("warehouse"))
            assert made is not None
        assert reasons == {"nothing new among 1 inputs"}
        assert not list(instance.rglob("*.db"))
        assert postgres.PASSWORD not in station.log.read_text()

        upgrade = [sys.executable, "-m", "dagster", "instance", "migrate"]
        subprocess.run(upgrade, check=True, env=dict(os.environ), capture_output=True)
        programs = postgres.programs()
        assert programs
        dump = subprocess.run([programs / "pg_dump", address], check=True, capture_output=True).stdout
        subprocess.run([programs / "psql", address, "-c", "CREATE DATABASE again"], check=True, capture_output=True)
        again = address.rsplit("/", 1)[0] + "/again"
        subprocess.run([programs / "psql", "-q", again], input=dump, check=True, capture_output=True)
        monkeypatch.setenv("DAGSTER_POSTGRES_URL", driven(again))
        with dg.DagsterInstance.get() as kept:
            assert [found.dagster_run.run_id for found in kept.get_run_records()] == [record.dagster_run.run_id]


def driven(address: str) -> str:
    """An address that names its driver, as the guide says: SQLAlchemy 2.1 takes another that Dagster does not bring."""
    return address.replace("postgresql:", "postgresql+psycopg2:")


def skipped(schedule: str) -> set[str]:
    """What the ticks of a schedule said that did nothing, as the instance of the environment has them."""
    with dg.DagsterInstance.get() as instance:
        states = [state for state in instance.all_instigator_state() if state.name == schedule]
        ticks = [tick for s in states for tick in instance.get_ticks(s.instigator_origin_id, s.selector_id)]
    return {tick.skip_reason for tick in ticks if tick.skip_reason}


def test_a_home_comes_back_from_its_backup(tmp_path: Path) -> None:
    """A copy without the warehouse, refreshed without its inputs, has the rows it had."""
    folder = write(tmp_path / "in" / "a.jsonl", [article(n) for n in range(12)]).parent
    home = tmp_path / "home"
    pipeline.refresh(home, [folder], workers=1)
    build.publish(home)
    shutil.copytree(home, tmp_path / "backup", ignore=shutil.ignore_patterns("linimasa.duckdb"))
    shutil.rmtree(folder)
    folder.mkdir()
    program = [
        sys.executable,
        "-c",
        "from etl.cli import main; main()",
        "refresh",
        str(folder),
        "--home",
        str(tmp_path / "backup"),
    ]
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "DAGSTER_HOME": str(tmp_path / "instance")}
    (tmp_path / "instance").mkdir()
    subprocess.run(program, check=True, env=environ, capture_output=True)
    assert events(tmp_path / "backup") == events(home)


def events(home: Path) -> list[tuple[object, ...]]:
    with duckdb.connect(str(home / "linimasa.duckdb"), read_only=True) as connection:
        found = connection.execute("SELECT * FROM event_mentions ORDER BY ALL").fetchall()
    assert found
    return found
