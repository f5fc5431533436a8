"""Readers in other processes are not blocked, do not fail and never see half a warehouse while others are published."""

from __future__ import annotations

import multiprocessing
from datetime import date
from pathlib import Path
from typing import Any

import lakes
import pytest
from lakes import Doc

from warehouse import build
from warehouse.query import NoWarehouse, Reader

SWAPS = 5


def demo(n: int) -> Doc:
    doc = Doc(f"s{n}", date(2025, 1, 1), "satu.id", f"Warga Desa {n} berdemo di depan kantor bupati nomor {n}.")
    day = date(2025, 1, 1)
    doc.say("PROTEST", "berdemo", start_date=day, end_date=day, granularity="day", date_basis="relative")
    return doc


def read(home: str, stop: Any, out: Any) -> None:
    """Ask without pause; report how many answers there were, the sizes seen, and every answer that was wrong."""
    reader, answers, seen, wrong = Reader(Path(home)), 0, set(), []
    while not stop.is_set():
        try:
            con = reader.cursor()
            articles = con.execute("SELECT count(*) FROM articles").fetchone()
            events = con.execute("SELECT sum(n_events)::INTEGER FROM type_days").fetchone()
            if articles != events:
                wrong.append((articles, events))
            seen.add(articles)
            answers += 1
        except Exception as error:
            wrong.append(repr(error))
    out.put((answers, len(seen), wrong))


def test_readers_are_not_disturbed_by_swaps(tmp_path: Path) -> None:
    home = lakes.write(tmp_path, [[demo(0)]])
    build.publish(home)
    context = multiprocessing.get_context("spawn")
    stop, out = context.Event(), context.Queue()
    readers = [context.Process(target=read, args=(str(home), stop, out)) for _ in range(2)]
    for reader in readers:
        reader.start()
    for n in range(1, SWAPS):
        lakes.append(home, f"s{n}", [demo(n)], set())
        assert build.publish(home).fresh
    stop.set()
    results = [out.get(timeout=60) for _ in readers]
    for reader in readers:
        reader.join()
    assert [wrong for _, _, wrong in results] == [[], []]
    assert all(answers > 0 for answers, _, _ in results)
    assert max(seen for _, seen, _ in results) > 1


def test_an_open_reader_sees_what_was_published_since(tmp_path: Path) -> None:
    with pytest.raises(NoWarehouse, match="linimasa refresh"):
        Reader(tmp_path).ask("FROM articles")
    home = lakes.write(tmp_path, [[demo(0)]])
    build.publish(home)
    reader = Reader(home)
    before = reader.cursor()
    assert reader.ask("SELECT count(*) AS n FROM articles").rows == [(1,)]
    lakes.append(home, "more", [demo(1)], set())
    build.publish(home)
    assert reader.ask("SELECT count(*) AS n FROM articles").rows == [(2,)]
    assert before.execute("SELECT count(*) FROM articles").fetchone() == (1,)


def test_named_questions_have_columns_and_rows(tmp_path: Path) -> None:
    home = lakes.write(tmp_path, [[demo(0)]])
    build.publish(home)
    result = Reader(home).ask("on-date", ["2025-01-01"])
    assert result.columns[:2] == ("event_id", "type") and len(result.rows) == 1
    event_id = result.rows[0][0]
    assert Reader(home).ask("event", [event_id]).rows[0][0] == event_id
    assert len(Reader(home).ask("evidence", [event_id]).rows) == 1


def publish_for_ever(home: str) -> None:
    while True:
        build.publish(Path(home), force=True)


def test_killed_while_publishing_the_old_warehouse_stands(tmp_path: Path) -> None:
    home = lakes.write(tmp_path, [[demo(n) for n in range(9)]])
    build.publish(home)
    context = multiprocessing.get_context("spawn")
    for _ in range(3):
        writer = context.Process(target=publish_for_ever, args=(str(home),))
        writer.start()
        while not list(home.glob("*.tmp.duckdb*")):
            assert writer.is_alive()
        writer.kill()
        writer.join()
        assert Reader(home).ask("SELECT count(*) FROM articles").rows == [(9,)]
    lakes.append(home, "more", [demo(20)], set())
    assert build.publish(home).rows["articles"] == 10
    assert not list(home.glob("*.tmp.duckdb*"))
