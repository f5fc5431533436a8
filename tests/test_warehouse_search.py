"""Search in evidence: what meets what, in which order, and that it stays so when articles are added."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import lakes
import pytest
from lakes import Doc

from warehouse import append, build, models, search

TEXTS = (
    ("2024-10-01", "satu.id", "Korut mengirim pasukan ke perbatasan.", "mengirim", "country:KP", "Korut"),
    (
        "2024-10-02",
        "dua.id",
        "Pengiriman pasukan Korea Utara itu dikecam Rusia.",
        "dikecam",
        "country:KP",
        "Korea Utara",
    ),
    ("2024-10-03", "satu.id", "Ma’ruf menyerang usulan kafé itu.", "menyerang", "", ""),
    ("2024-10-04", "tiga.id", "Serangan hama melanda sawah.", "melanda", "", ""),
    ("2024-10-05", "tiga.id", "Pasukan hijau memungut sampah.", "memungut", "", ""),
    ("2024-10-06", "satu.id", "Menteri itu meminta maaf.", "meminta", "", ""),
)


def docs() -> list[Doc]:
    out = []
    for n, (day, outlet, text, trigger, actor, name) in enumerate(TEXTS):
        doc = Doc(f"a{n}", date.fromisoformat(day), outlet, text)
        if actor:
            doc.name(actor, name)
        doc.say("ACCUSE", trigger, [actor] if actor else [])
        out.append(doc)
    return out


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    home = lakes.write(tmp_path_factory.mktemp("home"), [docs()])
    with duckdb.connect(str(build.publish(home).path), read_only=True) as connection:
        yield connection


def found(con: duckdb.DuckDBPyConnection, words: str) -> list[str]:
    return [row[0] for row in con.execute("SELECT article_id FROM search_evidence(?)", [words]).fetchall()]


def test_an_actor_is_found_under_its_other_names(con: duckdb.DuckDBPyConnection) -> None:
    assert set(found(con, "korut")) == set(found(con, "DPRK")) == {"a0", "a1"}
    assert found(con, "pasukan korut")[:2] == ["a0", "a1"]
    assert found(con, "Pasukan Korea Utara")[:2] == ["a1", "a0"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("serangan", ["a3", "a2"]),
        ("diserang", ["a3", "a2"]),
        ("kirim", ["a1", "a0"]),
        ("MARUF", ["a2"]),
        ("cafe kafe", ["a2"]),
        ("permintaan", ["a5"]),
        ("kementerian", ["a5"]),
        ("serangan hama", ["a3", "a2"]),
        ("di yang itu", []),
        ("gempa", []),
        ("", []),
        ("'; --", []),
        ("hama " + "-".join(f"kata{n}" for n in range(40)), ["a3"]),
    ],
)
def test_words_meet_in_any_form(con: duckdb.DuckDBPyConnection, words: str, expected: list[str]) -> None:
    assert found(con, words) == expected


def test_what_has_most_of_the_words_comes_first_then_the_newest(con: duckdb.DuckDBPyConnection) -> None:
    rows: list[tuple[Any, ...]] = con.execute(
        "SELECT article_id, score, publisher, date, url, evidence FROM search_evidence('pasukan hijau')"
    ).fetchall()
    assert [row[0] for row in rows] == ["a4", "a1", "a0"]
    assert rows[0][1:] == (1.0, "tiga.id", date(2024, 10, 5), "https://tiga.id/a4", TEXTS[4][2])
    assert 0 < rows[1][1] < 1
    assert con.execute("SELECT count(*) FROM search_evidence('pasukan', n := 2)").fetchone() == (2,)


def test_an_event_stands_once_with_the_sentence_that_says_it(tmp_path: Path) -> None:
    doc = Doc(
        "a1", date(2024, 11, 1), "satu.id", "Korut memasok amunisi ke Rusia. Menurut AS, pasokan amunisi itu besar."
    )
    for actor_id, name in (("country:KP", "Korut"), ("country:RU", "Rusia")):
        doc.name(actor_id, name)
    doc.say("AID", "memasok", ["country:KP"], ["country:RU"], rule_id="AID.pasok/active")
    doc.say("AID", "pasokan", rule_id="AID.pasok/noun")
    with duckdb.connect(str(build.publish(lakes.write(tmp_path, [[doc]])).path), read_only=True) as con:
        rows = con.execute("SELECT evidence FROM search_evidence('pasokan besar')").fetchall()
    assert rows == [("Menurut AS, pasokan amunisi itu besar.",)]


def test_a_new_version_is_found_by_its_own_words_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(append, "TAIL", 100.0)
    home, seen = tmp_path, set[str]()
    lakes.vocabulary(home)
    lakes.append(home, "first", docs(), seen)
    build.publish(home)
    new = Doc("a3", date(2024, 10, 7), "tiga.id", "Serangan tikus melanda sawah.")
    new.say("ACCUSE", "melanda")
    lakes.append(home, "new", [new], seen)
    with duckdb.connect(str(build.publish(home).path), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM lake_parts WHERE appended").fetchone() != (0,)
        assert found(con, "hama") == []
        assert found(con, "tikus") == ["a3"]
        stray = "SELECT count(*) FROM evidence_terms ANTI JOIN evidence_index USING (mention_no)"
        assert con.execute(stray).fetchone() == (0,)


def test_rules_for_words_have_their_reason() -> None:
    """A word that the rules read as its entry says needs no entry; an entry is written as search reads it."""
    entries = [(row["word"], row["term"]) for row in models.rows(search.WORDS)]
    with duckdb.connect() as con:
        models.run(con, "03_search_helpers")
        con.execute(
            "CREATE TABLE entries AS SELECT unnest(?::VARCHAR[]) AS word, unnest(?::VARCHAR[]) AS term",
            list(zip(*entries, strict=True)),
        )
        assert con.execute("SELECT word FROM entries WHERE search_split(word) <> [word]").fetchall() == []
        assert con.execute("SELECT word FROM entries GROUP BY word HAVING count(*) > 1").fetchall() == []
        roots = """SELECT term FROM entries WHERE term <> '' GROUP BY term
                   HAVING count(*) = count(*) FILTER (search_root(word) = term)"""
        assert con.execute(roots).fetchall() == []
