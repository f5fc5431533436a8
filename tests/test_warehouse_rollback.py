"""One step back: the warehouse before the last refresh, put back while others read, and refreshed from again."""

from __future__ import annotations

import multiprocessing
import random
import sys
import time
from pathlib import Path

import duckdb
import lakes
import newsroom
import pytest
from test_warehouse_append import same_rows
from test_warehouse_swap import demo, read

from etl import cli, pipeline
from warehouse import build, previous
from warehouse.query import Reader

STEPS = 10


def articles(home: Path) -> int:
    return int(Reader(home).ask("SELECT count(*) FROM articles").rows[0][0])


def two_warehouses(home: Path) -> Path:
    """One article, then another one more."""
    lakes.write(home, [[demo(0)]])
    build.publish(home)
    lakes.append(home, "more", [demo(1)], set())
    build.publish(home)
    return home


def test_back_and_forth_while_others_read(tmp_path: Path) -> None:
    home = two_warehouses(tmp_path)
    context = multiprocessing.get_context("spawn")
    stop, out = context.Event(), context.Queue()
    readers = [context.Process(target=read, args=(str(home), stop, out)) for _ in range(2)]
    for reader in readers:
        reader.start()
    open_before = Reader(home).cursor()
    for step in range(STEPS):
        build.rollback(home)
        assert articles(home) == 1 + step % 2
        time.sleep(0.05)
    stop.set()
    results = [out.get(timeout=60) for _ in readers]
    for reader in readers:
        reader.join()
    assert [wrong for _, _, wrong in results] == [[], []]
    assert open_before.execute("SELECT count(*) FROM articles").fetchone() == (2,)


def test_the_next_publication_adds_what_the_restored_one_lacks(tmp_path: Path) -> None:
    home = two_warehouses(tmp_path)
    whole = tmp_path / "whole.duckdb"
    whole.write_bytes((home / build.NAME).read_bytes())
    kept = build.rollback(home)
    assert kept.articles == articles(home) == 1
    assert not build.current(home)
    assert build.publish(home).fresh
    same_rows(home / build.NAME, whole)
    assert not build.publish(home).fresh


def roll_for_ever(home: str) -> None:
    while True:
        build.rollback(Path(home))


def test_killed_at_any_moment_a_warehouse_stands(tmp_path: Path) -> None:
    home = two_warehouses(tmp_path)
    context, rng = multiprocessing.get_context("spawn"), random.Random(5)
    for held in range(2, 6):
        writer = context.Process(target=roll_for_ever, args=(str(home),))
        writer.start()
        while (home / build.NAME).stat().st_mtime_ns:  # it has begun: what it puts back bears no time
            assert writer.is_alive()
        time.sleep(rng.random() / 20)
        writer.kill()
        writer.join()
        assert 1 <= articles(home) <= held
        lakes.append(home, f"again{held}", [demo(held)], set())
        assert build.publish(home).rows["articles"] == articles(home) == held + 1
        assert {path.name for path in home.glob("*.duckdb*")} == {build.NAME, previous.NAME}


def test_what_was_taken_down_is_not_kept(tmp_path: Path) -> None:
    home = two_warehouses(tmp_path)
    (home / "lexicon").mkdir()
    (home / "lexicon" / "removed.tsv").write_text("key\ttitle\ns1\t\n")
    build.publish(home)
    assert articles(home) == 1
    with pytest.raises(previous.NoPrevious, match="taken down"):
        build.rollback(home)
    lakes.append(home, "third", [demo(2)], set())
    build.publish(home)
    build.rollback(home)
    with duckdb.connect(str(home / build.NAME), read_only=True) as con:
        assert con.execute("SELECT article_id FROM articles").fetchall() == [("s0",)]


def test_through_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], dagster_home: Path
) -> None:
    """After a step back a refresh without new input brings everything again, and all inputs are accounted for."""
    home, inputs = tmp_path / "home", tmp_path / "in"
    inputs.mkdir()

    def run(*command: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["linimasa", *command, "--home", str(home)])
        code = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        done = capsys.readouterr()
        return code, done.out + done.err

    newsroom.write(inputs / "1.jsonl", [newsroom.article(n) for n in range(3)])
    run("refresh", str(inputs))
    code, said = run("doctor", "--rollback")
    assert code == 1 and "there is no earlier warehouse" in said
    newsroom.write(inputs / "2.jsonl", [newsroom.article(n) for n in range(3, 5)])
    run("refresh", str(inputs))
    totals = pipeline.account(home)
    assert "MiB beside the warehouse" in run("doctor", str(inputs))[1]
    code, said = run("doctor", "--rollback", "--lang", "en")
    assert code == 0 and "(3 articles) is back" in said
    assert articles(home) == 3
    assert "linimasa refresh" in run("doctor", str(inputs), "--lang", "en")[1]
    assert run("refresh", str(inputs))[0] == 0
    assert articles(home) == 5
    assert pipeline.account(home) == totals
