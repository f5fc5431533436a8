"""What README shows is run as it stands: SQL, commands, and the excerpts of timelines."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import duckdb
import pytest

from etl import cli

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return [body for name, body in re.findall(r"```(\w*)\n(.*?)```", README, re.DOTALL) if name == language]


def commands() -> list[list[str]]:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("linimasa ")]


def excerpts() -> list[tuple[str, str]]:
    """(command, lines it is said to print)."""
    return re.findall(r"<!-- (.*?) -->\n```text\n(.*?)```", README, re.DOTALL)


def call(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["linimasa", *arguments])
    try:
        cli.main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_there_is_something_to_run() -> None:
    assert len(blocks("sql")) >= 5
    assert len(commands()) >= 4
    assert len(excerpts()) == 2


@pytest.mark.parametrize("query", blocks("sql"))
def test_sql_gives_rows(query: str, seeded: Path) -> None:
    with duckdb.connect(str(seeded / "linimasa.duckdb"), read_only=True) as connection:
        assert connection.execute(query).fetchall()


@pytest.mark.parametrize("arguments", [c for c in commands() if c[0] not in ("refresh", "doctor")], ids=" ".join)
def test_commands_print_data(
    arguments: list[str], seeded: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call([*arguments, "--home", str(seeded)], monkeypatch) == 0
    assert capsys.readouterr().out.count("\n") > 1


@pytest.mark.parametrize(("command", "lines"), excerpts())
def test_excerpts_are_what_is_printed(
    command: str, lines: str, seeded: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name, actor = command.split(" ", 1)
    assert call([name, actor, "--home", str(seeded)], monkeypatch) == 0
    printed = capsys.readouterr().out
    assert all(line in printed for line in lines.splitlines())


def test_every_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {command.name or command.callback.__name__ for command in cli.app.registered_commands if command.callback}
    missing = {name for name in known if f"linimasa {name}" not in README and f"make {name}" not in README}
    assert missing == set()


def test_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
