"""The command line: what it prints, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import logging
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import newsroom
import pytest

from etl import cli
from etl.commands import output, words

Result = tuple[int, str, str]
Run = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, dagster_home: Path) -> Run:
    """Run the command line in this process: (exit code, standard output, standard error)."""
    monkeypatch.delenv("LINIMASA_HOME", raising=False)

    def call(*arguments: object) -> Result:
        monkeypatch.setattr(sys, "argv", ["linimasa", *map(str, arguments)])
        code = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call


def timeline(run: Run, home: Path, actor: str, *options: str) -> list[dict[str, Any]]:
    code, out, _ = run("timeline", actor, "--home", home, "--format", "json", *options)
    assert code == 0
    return list(json.loads(out))


def test_timeline_has_the_sentence_and_the_day_of_each_event(run: Run, seeded: Path) -> None:
    code, out, _ = run("timeline", "Korea Utara", "--home", seeded)
    assert code == 0
    lines = out.splitlines()
    visit = next(n for n, line in enumerate(lines) if "Pada hari Rabu" in line)
    assert lines[visit - 1].startswith("2024-10-30 ")
    assert "Choe Son Hui" in lines[visit - 1]
    assert "lewat Choe Son Hui" in lines[visit - 1]


def test_an_actor_is_found_by_any_name(run: Run, seeded: Path) -> None:
    assert timeline(run, seeded, "Korut") == timeline(run, seeded, "Korea Utara")
    assert timeline(run, seeded, "country:KP") == timeline(run, seeded, "Korea Utara")


def test_a_month_is_not_shown_as_a_day(run: Run, seeded: Path) -> None:
    code, out, _ = run("timeline", "Ukraina", "--home", seeded)
    offensive = next(line for line in out.splitlines() if line.startswith("2024-08"))
    assert code == 0
    assert offensive.startswith("2024-08/..")


def test_filters_narrow_a_timeline(run: Run, seeded: Path) -> None:
    everything = timeline(run, seeded, "Korea Utara")
    october = timeline(run, seeded, "Korea Utara", "--since", "2024-10", "--until", "2024-10")
    assert 0 < len(october) < len(everything)
    assert all(row["date"].startswith("2024-10") or row["end_date"] >= "2024-10-01" for row in october)
    requests = timeline(run, seeded, "Korea Utara", "--type", "request")
    assert {row["type"] for row in requests} == {"REQUEST"}
    sure = timeline(run, seeded, "Korea Utara", "--min-confidence", "1")
    assert len(sure) < len(everything)
    wide = timeline(run, seeded, "Korea Utara", "--include-hypothetical")
    assert len(wide) >= len(everything)
    assert "hypothetical" not in {row["modality"] for row in everything}


def test_csv_is_read_by_other_programs(run: Run, seeded: Path) -> None:
    code, out, _ = run("timeline", "KPK", "--home", seeded, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert rows
    assert all(row["evidence"] and row["event_id"] for row in rows)


def test_search_finds_what_sentences_say(run: Run, seeded: Path) -> None:
    code, out, _ = run("search", "pasukan", "DPRK", "--home", seeded, "--max", "5")
    assert code == 0
    assert "Korut" in out
    code, out, _ = run("search", "pasukan DPRK", "--home", seeded, "--max", "5", "--format", "json")
    found = json.loads(out)
    assert len(found) == 5
    assert [row["score"] for row in found] == sorted((row["score"] for row in found), reverse=True)
    code, out, _ = run("search", "kuaci", "--home", seeded)
    assert code == 0
    assert "“kuaci”" in out


def test_an_unknown_actor_gets_suggestions(run: Run, seeded: Path) -> None:
    code, out, err = run("timeline", "Koreaa Utara", "--home", seeded)
    assert (code, out) == (1, "")
    assert "Koreaa Utara" in err
    assert "Korea Utara" in err.splitlines()[-1]


def test_english_on_request(run: Run, seeded: Path) -> None:
    _, out, _ = run("timeline", "Korut", "--home", seeded, "--lang", "en")
    assert "via Choe Son Hui" in out


@pytest.mark.parametrize(
    "arguments",
    [("timeline",), ("timeline", "KPK", "--type", "PARTY"), ("sql",), ("refresh", "--format", "xml"), ("nonsense",)],
)
def test_wrong_usage_is_code_2(run: Run, seeded: Path, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err


@pytest.mark.parametrize("day", ["kemarin", "2024-13", "2024-02-30", "20241030"])
def test_a_day_that_is_none_is_named(run: Run, seeded: Path, day: str) -> None:
    code, _, err = run("timeline", "KPK", "--home", seeded, "--since", day)
    assert code == 1
    assert day in err
    assert "2024-10-30" in err


def test_without_a_warehouse_it_says_how_to_make_one(run: Run, tmp_path: Path) -> None:
    code, out, err = run("timeline", "KPK", "--home", tmp_path / "none")
    assert (code, out) == (1, "")
    assert "linimasa refresh" in err
    assert not (tmp_path / "none").exists()


def test_actor_profile(run: Run, seeded: Path) -> None:
    code, out, _ = run("actor", "KPK", "--home", seeded)
    assert code == 0
    assert out.startswith("Komisi Pemberantasan Korupsi")
    code, out, _ = run("actor", "KPK", "--home", seeded, "--format", "json")
    profile = json.loads(out)
    assert code == 0
    assert "KPK" in profile["aliases"]
    assert profile["n_events"] > 0
    assert profile["partners"]


def test_explain_names_rule_offsets_and_file(run: Run, seeded: Path) -> None:
    event = next(row for row in timeline(run, seeded, "Korut") if "Pada hari Rabu" in row["evidence"])
    code, out, _ = run("explain", event["event_id"], "--home", seeded)
    assert code == 0
    assert "warta-nusantara-korut-kursk.txt" in out
    _, out, _ = run("explain", event["event_id"], "--home", seeded, "--format", "json")
    mention = next(m for m in json.loads(out)["mentions"] if "Pada hari Rabu" in m["evidence"])
    with duckdb.connect(str(seeded / "linimasa.duckdb"), read_only=True) as connection:
        (text,) = connection.execute(
            "SELECT text FROM articles WHERE article_id = ?", [mention["article_id"]]
        ).fetchall()[0]
    assert text[mention["trigger_start"] : mention["trigger_end"]] == mention["trigger"]
    assert text[mention["date"]["start_char"] : mention["date"]["end_char"]] == mention["date"]["text"]
    assert mention["rule_id"]
    assert mention["date"]["value"] == "2024-10-30"


def test_explain_an_unknown_event(run: Run, seeded: Path) -> None:
    code, _, err = run("explain", "00000000-nothing", "--home", seeded)
    assert code == 1
    assert "00000000-nothing" in err


def test_sql(run: Run, seeded: Path) -> None:
    code, out, _ = run("sql", "SELECT 1 AS one, ['a', 'b'] AS two, NULL AS three", "--home", seeded, "--format", "csv")
    assert (code, out) == (0, "one,two,three\n1,a; b,\n")
    code, out, _ = run("sql", "SELECT '[red]' AS mark", "--home", seeded)
    assert code == 0
    assert "[red]" in out
    code, _, err = run("sql", "SELECT * FROM nowhere", "--home", seeded)
    assert code == 1
    assert "nowhere" in err


def test_sql_cannot_write(run: Run, seeded: Path) -> None:
    code, _, err = run("sql", "DELETE FROM events", "--home", seeded)
    assert code == 1
    assert "read-only" in err


def test_export_one_table_and_all(run: Run, seeded: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(seeded / "linimasa.duckdb"), read_only=True) as connection:
        (expected,) = connection.execute("SELECT count(*) FROM events").fetchall()[0]
    for form, reader in (("csv", "read_csv"), ("json", "read_json"), ("parquet", "read_parquet")):
        file = tmp_path / f"events.{form}"
        code, out, _ = run("export", file, "--table", "events", "--format", form, "--home", seeded)
        assert (code, out) == (0, "")
        assert duckdb.sql(f"SELECT count(*) FROM {reader}('{file}')").fetchall() == [(expected,)]
    code, _, _ = run("export", tmp_path / "all", "--format", "parquet", "--home", seeded)
    assert code == 0
    assert {"articles.parquet", "events.parquet", "quotes.parquet"} <= {p.name for p in (tmp_path / "all").iterdir()}
    code, _, err = run("export", tmp_path / "x.csv", "--table", "nowhere", "--home", seeded)
    assert code == 1
    assert "event_mentions" in err


def test_remove_stays_removed(run: Run, own_home: Path) -> None:
    _, out, _ = run(
        "sql", "SELECT url, article_id FROM articles WHERE url LIKE '%brics%'", "--home", own_home, "--format", "json"
    )
    (article,) = json.loads(out)
    as_shared = article["url"].replace("https://", "http://www.") + "?utm_source=wa"
    code, _, err = run("remove", as_shared, "--home", own_home)
    assert code == 0
    assert article["url"] in err
    left = f"SELECT count(*) FROM sentences WHERE article_id = '{article['article_id']}'"
    assert run("sql", left, "--home", own_home, "--format", "csv")[1].split() == ["count_star()", "0"]
    from warehouse import build

    build.publish(own_home, force=True)
    assert run("sql", left, "--home", own_home, "--format", "csv")[1].split() == ["count_star()", "0"]
    code, _, err = run("remove", "https://nowhere.example/x", "--home", own_home)
    assert code == 1
    assert "nowhere.example" in err


def test_doctor_finds_a_sound_home_sound_and_a_broken_one_broken(run: Run, own_home: Path, seeds: Path) -> None:
    code, out, _ = run("doctor", seeds, "--home", own_home, "--format", "json")
    assert code == 0, out
    (own_home / "linimasa.duckdb").unlink()
    code, out, _ = run("doctor", seeds, "--home", own_home, "--format", "json")
    assert code == 1
    assert [row["check"] for row in json.loads(out) if not row["ok"]] == ["warehouse"]


def test_refresh_of_nothing_new_says_so(run: Run, own_home: Path, seeds: Path) -> None:
    code, out, err = run("refresh", seeds, "--home", own_home)
    assert (code, out) == (0, "")
    assert "Tidak ada yang baru" in err


def test_a_long_refresh_tells_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    with output.progress():
        logging.getLogger("linimasa").info("too early to say")
        assert capsys.readouterr().err == ""
        at = time.monotonic() + 60
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("etl.commands.output.time.monotonic", lambda: at)
            logging.getLogger("linimasa").info("%d inputs read", 4000)
    assert capsys.readouterr().err == "4000 inputs read\n"


def test_refresh_names_a_path_that_is_not_there(run: Run, own_home: Path) -> None:
    code, _, err = run("refresh", "berita/tidak-ada.jsonl", "--home", own_home)
    assert code == 1
    assert "berita/tidak-ada.jsonl" in err


def imported(*arguments: str) -> set[str]:
    """Top-level packages that a run of the command line imports."""
    script = (
        "import sys; from etl import cli; sys.argv = ['linimasa', *sys.argv[1:]]\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "print('\\0' + ' '.join({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("\0")[2].split())


def test_looking_and_finding_nothing_new_load_no_heavy_package(own_home: Path, seeds: Path) -> None:
    heavy = {"dagster", "polars", "trafilatura", "dateparser", "pydantic"}
    assert not heavy & imported("timeline", "Korut", "--home", str(own_home))
    assert not (heavy | {"duckdb", "pyarrow", "ssl"}) & imported("refresh", str(seeds), "--home", str(own_home))


def test_every_sentence_is_in_both_languages_and_filled_alike() -> None:
    import string

    def fields(language: str) -> dict[str, set[str | None]]:
        entries = words._entries(language)
        return {key: {part[1] for part in string.Formatter().parse(text)} for key, text in entries.items()}

    assert fields("id") == fields("en")
    assert all(words._entries("id").values())


def test_the_home_may_stand_before_the_command(run: Run, seeded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    query = "SELECT count(*) FROM articles"
    after = run("sql", query, "--home", seeded)
    monkeypatch.setenv("LINIMASA_HOME", "/tidak/ada")
    assert run("--home", seeded, "sql", query) == after and after[0] == 0
    assert run("--home", "/tidak/ada", "sql", query, "--home", seeded) == after


def test_standard_input_is_refreshed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = newsroom.write(tmp_path / "in.jsonl", [newsroom.article(1), newsroom.article(2)]).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    code, out, _ = run("refresh", "-", "--home", tmp_path / "home", "--format", "json")
    assert code == 0 and json.loads(out)[0]["inputs"] == 2


def test_all_languages_stay_kept_until_told_otherwise(run: Run, tmp_path: Path) -> None:
    english = "The minister said that the government would send aid to the villages, and it was not clear when. " * 3
    path = newsroom.write(tmp_path / "in.jsonl", [newsroom.article(1), newsroom.article(2, title="Aid", text=english)])

    def counted(*options: str) -> tuple[int, int]:
        code, out, _ = run("refresh", path, "--home", tmp_path / "home", "--format", "json", *options)
        assert code == 0
        counts = json.loads(out)[0]
        assert counts["inputs"] == 2
        return counts["current"], counts["set_aside"]

    assert counted() == (1, 1)
    assert counted("--all-languages") == (2, 0)
    assert run("refresh", path, "--home", tmp_path / "home")[1] == ""
    assert counted("--indonesian-only") == (1, 1)


def test_a_feed_that_cannot_be_had_is_told(run: Run, tmp_path: Path) -> None:
    code, out, err = run("refresh", "http://127.0.0.1:9/rss.xml", "--home", tmp_path / "home", "--lang", "en")
    assert (code, out) == (1, "")
    assert "http://127.0.0.1:9/rss.xml could not be fetched" in err and "Traceback" not in err
    path = newsroom.write(tmp_path / "in.jsonl", [newsroom.article(1)])
    code, out, err = run("refresh", "http://127.0.0.1:9/rss.xml", path, "--home", tmp_path / "home", "--lang", "en")
    assert code == 0 and "1 inputs" in out and "could not be fetched" in err
