from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import duckdb
import lakes
import pytest
from lakes import Doc

from etl import schema
from warehouse import append, audit, build, ddl, views

# What a warehouse says of itself, not of its inputs, or of the warehouse before it.
ITS_OWN = {"build_info", "event_id_history", "lake_parts"}


def day(text: str) -> dict[str, Any]:
    value = date.fromisoformat(text)
    return {"start_date": value, "end_date": value, "granularity": "day", "date_basis": "relative"}


VISIT = (
    "Menlu Choe Son Hui mengunjungi Moskow pada hari Rabu untuk bertemu mitranya dari Rusia. "
    "Korut dituding mengirim pasukan."
)
OTHER_WORDS = "Choe Son Hui dari Korut mengunjungi Moskow untuk bertemu mitranya dari Rusia, Rabu."
LATER = "Choe Son Hui kembali mengunjungi Moskow untuk bertemu mitranya dari Rusia. Jika perlu, Korut memasok amunisi."
CHOE = [("person:choe-son-hui", "country:KP")]


def docs() -> list[Doc]:
    """Two outlets report one visit; a third carries the first one's text; a later visit; a hypothetical delivery."""
    first = Doc("a1", date(2024, 11, 1), "satu.id", VISIT)
    first.name("country:KP", "Korut")
    first.name("person:choe-son-hui", "Choe Son Hui")
    first.name("country:RU", "Rusia")
    first.say("CONSULT", "mengunjungi", CHOE, ["country:RU"], **day("2024-10-30"))
    first.quote("dituding mengirim", "country:RU")
    second = Doc("a2", date(2024, 11, 1), "dua.id", OTHER_WORDS)
    second.name("country:KP", "Korut")
    second.name("person:choe-son-hui", "Choe Son Hui")
    second.say("CONSULT", "mengunjungi", CHOE, ["country:RU"], **day("2024-10-30"))
    copy = Doc("a3", date(2024, 11, 2), "tiga.id", first.text)
    copy.name("country:KP", "Korut")
    copy.say("CONSULT", "mengunjungi", CHOE, ["country:RU"], **day("2024-10-30"))
    later = Doc("a4", date(2024, 11, 20), "satu.id", LATER)
    later.name("country:KP", "Korut")
    later.say("CONSULT", "mengunjungi", CHOE, ["country:RU"], **day("2024-11-19"))
    later.say("AID", "memasok", ["country:KP"], ["country:RU"], modality="hypothetical")
    return [first, second, copy, later]


@pytest.fixture
def con(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    published = build.publish(lakes.write(tmp_path, [docs()]))
    with duckdb.connect(str(published.path), read_only=True) as connection:
        yield connection


def ask(con: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return con.execute(query).fetchall()


def test_two_outlets_report_one_event_and_a_copy_counts_once(con: duckdb.DuckDBPyConnection) -> None:
    rows = ask(
        con, "SELECT start_date, n_mentions, n_articles, n_publishers FROM events WHERE type = 'CONSULT' ORDER BY 1"
    )
    assert rows == [(date(2024, 10, 30), 3, 2, 2), (date(2024, 11, 19), 1, 1, 1)]
    assert ask(con, "SELECT article_id, duplicate_of FROM articles WHERE duplicate_of IS NOT NULL") == [("a3", "a1")]


def test_what_an_outlet_fills_in_anew_each_day_is_no_copy(tmp_path: Path) -> None:
    text = (
        "Jadwal salat untuk Bandung dan sekitarnya menurut kantor wilayah setempat, subuh dan magrib lebih awal. " * 3
    )
    days = [Doc(f"a{n}", date(2024, 11, n), "satu.id", text + f"Tanggal {n}.") for n in (1, 2)]
    again = Doc("a3", date(2024, 11, 2), "satu.id", text + "Tanggal 2 lagi.")
    published = build.publish(lakes.write(tmp_path, [[*days, again]]))
    with duckdb.connect(str(published.path), read_only=True) as con:
        assert ask(con, "SELECT article_id, duplicate_of FROM articles ORDER BY 1") == [
            ("a1", None),
            ("a2", None),
            ("a3", "a2"),
        ]


def test_event_id_is_the_day_of_its_earliest_report(con: duckdb.DuckDBPyConnection) -> None:
    [(event_id,)] = ask(con, "SELECT event_id FROM events WHERE start_date = '2024-10-30'")
    assert event_id.startswith("20241101-") and len(event_id) == 19


def test_timeline_shows_what_an_affiliate_did_and_leaves_hypotheses_out(con: duckdb.DuckDBPyConnection) -> None:
    rows = ask(con, "SELECT start_date, via, n_publishers FROM timeline('Korut')")
    assert rows == [(date(2024, 10, 30), "Choe Son Hui", 2), (date(2024, 11, 19), "Choe Son Hui", 1)]
    assert ask(con, "FROM timeline('Korut', affiliates := false)") == []
    assert len(ask(con, "FROM timeline('korea utara', hypothetical := true)")) == 3
    assert ask(con, "SELECT start_date FROM timeline('DPRK', since := '2024-11-01')") == [(date(2024, 11, 19),)]
    assert ask(con, "SELECT start_date FROM timeline('country:KP', until := DATE '2024-11-01')") == [
        (date(2024, 10, 30),)
    ]


def test_actors_are_found_under_any_name(con: duckdb.DuckDBPyConnection) -> None:
    for text in ("korea utra", "Utara", "Republik Korea Utara"):
        assert ask(con, f"SELECT actor_id FROM find_actor('{text}') LIMIT 1") == [("country:KP",)]
    assert ask(con, "FROM find_actor('')") == ask(con, "FROM find_actor(NULL)") == []
    assert ask(con, "SELECT name, n_articles, aliases FROM actor_profile('korut')") == [
        ("Korea Utara", 4, ["DPRK", "Korea Utara", "Korut"])
    ]
    assert ask(con, "FROM actor_profile('tidak ada')") == []


def test_pairs_of_actors(con: duckdb.DuckDBPyConnection) -> None:
    assert ask(con, "SELECT start_date, direction FROM dyad('Choe Son Hui', 'Rusia') ORDER BY 1") == [
        (date(2024, 10, 30), "ke"),
        (date(2024, 11, 19), "ke"),
    ]
    assert ask(con, "SELECT name, n_events, n_from FROM actor_network('Rusia')") == [("Choe Son Hui", 2, 2)]


def test_claims_and_days(con: duckdb.DuckDBPyConnection) -> None:
    assert ask(con, "SELECT text, date FROM claims('Moskow')") == [("dituding mengirim", date(2024, 11, 1))]
    assert ask(con, "SELECT type FROM on_date('2024-10-30')") == [("CONSULT",)]
    assert ask(con, "FROM on_date('2024-10-29')") == []


def test_an_ambiguous_name_means_its_most_frequent_bearer(tmp_path: Path) -> None:
    articles = [
        Doc(f"u{n}", date(2025, 1, n + 1), "satu.id", f"Pemerintah AS berunding lagi, kali ke-{n}.") for n in range(2)
    ]
    for article in articles:
        article.name("country:US", "AS")
    sport = Doc("r1", date(2025, 1, 3), "satu.id", "Klub AS Roma kalah.")
    sport.name("org:as-roma", "AS Roma")
    published = build.publish(lakes.write(tmp_path, [[*articles, sport]]))
    with duckdb.connect(str(published.path), read_only=True) as con:
        assert ask(con, "SELECT actor_id_of('AS'), actor_id_of('as roma')") == [("country:US", "org:as-roma")]


def test_the_latest_version_stands_alone(tmp_path: Path) -> None:
    old = Doc("v1", date(2025, 1, 1), "satu.id", "Warga Desa Suka berdemo.")
    old.say("PROTEST", "berdemo", **day("2025-01-01"))
    new = Doc("v1", date(2025, 1, 2), "satu.id", "Warga Desa Suka berdemo dan mogok makan.")
    new.say("PROTEST", "mogok", **day("2025-01-01"))
    published = build.publish(lakes.write(tmp_path, [[new], [old]]))
    with duckdb.connect(str(published.path), read_only=True) as con:
        assert ask(con, "SELECT version, text FROM articles") == [(2, new.text)]
        assert ask(con, "SELECT trigger FROM event_mentions") == [("mogok",)]
        assert ask(con, "SELECT count(*) FROM raw_articles") == [(2,)]


def test_rows_do_not_depend_on_order_or_grouping(tmp_path: Path) -> None:
    again = docs()[0]
    again.source_file = "a0.txt"  # the same content under another name, which sorts first
    all_docs = [*docs(), again]
    orders = [all_docs, *[list(p) for p in list(permutations(all_docs))[17::40]]]
    groupings = [[order] for order in orders[:2]] + [[[doc] for doc in order] for order in orders[2:]]
    files = [build.publish(lakes.write(tmp_path / str(n), batches)).path for n, batches in enumerate(groupings)]
    with duckdb.connect() as con:
        for n, file in enumerate(files):
            con.execute(f"ATTACH '{file}' AS w{n} (READ_ONLY)")
        for table in ddl.tables():
            if table.name in ITS_OWN:
                continue
            for n in range(1, len(files)):
                for a, b in ((0, n), (n, 0)):
                    difference = ask(con, f"FROM w{a}.{table.name} EXCEPT ALL FROM w{b}.{table.name}")
                    assert difference == [], (table.name, groupings[n])
        assert ask(con, "SELECT source_file FROM w0.articles WHERE article_id = 'a1'") == [("a0.txt",)]


def test_every_table_and_column_has_its_comment(con: duckdb.DuckDBPyConnection) -> None:
    assert ask(con, "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL") == []
    missing = """SELECT table_name, column_name FROM duckdb_columns()
                 WHERE comment IS NULL AND NOT internal"""
    assert ask(con, missing) == []
    assert ask(con, "SELECT view_name FROM duckdb_views() WHERE comment IS NULL AND NOT internal") == []
    macros = "SELECT function_name FROM duckdb_functions() WHERE function_type = 'table_macro' AND NOT internal"
    assert ask(con, f"{macros} AND comment IS NULL") == []


@pytest.mark.parametrize("view", views.VIEWS, ids=[view.name for view in views.VIEWS])
def test_a_view_shows_the_columns_it_is_said_to_show(con: duckdb.DuckDBPyConnection, view: schema.Table) -> None:
    shown = [(row[0], row[1]) for row in ask(con, f"DESCRIBE {view.name}")]
    assert shown == [(column.name, schema.DUCKDB[column.type]) for column in view.columns]


def test_every_view_is_described(con: duckdb.DuckDBPyConnection) -> None:
    known = ask(con, "SELECT view_name FROM duckdb_views() WHERE NOT internal")
    assert {name for (name,) in known} == {view.name for view in views.VIEWS}


def test_what_fails_the_audit_is_not_published(tmp_path: Path) -> None:
    home = lakes.write(tmp_path, [docs()])
    before = build.publish(home).path.read_bytes()
    bad = Doc("b1", date(2025, 1, 1), "satu.id", "Warga berdemo.")
    bad.say("PROTEST", "berdemo", evidence="Kalimat yang tidak ada di sana.")
    lakes.append(home, "bad", [bad], set())
    with pytest.raises(audit.AuditError, match="evidence or trigger not found at its offsets: 1"):
        build.publish(home)
    assert (home / build.NAME).read_bytes() == before
    assert not list(home.glob("*.tmp*"))


def test_a_mention_that_bears_the_id_of_another_is_not_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(append, "TAIL", 1.0)
    first = Doc("b1", date(2025, 1, 1), "satu.id", "Warga berdemo.")
    second = Doc("b2", date(2025, 2, 1), "dua.id", "Buruh berdemo di alun-alun.")
    standing = first.say("PROTEST", "berdemo")
    home = lakes.write(tmp_path, [[first]])
    before = build.publish(home).path.read_bytes()
    second.say("PROTEST", "berdemo", event_mention_id=standing)
    lakes.append(home, "second", [second], set())
    with pytest.raises(audit.AuditError, match="event_mentions: rows with a key that stands already: 1"):
        build.publish(home)
    assert (home / build.NAME).read_bytes() == before


def test_nothing_new_is_not_built_again(tmp_path: Path) -> None:
    home = lakes.write(tmp_path, [docs()])
    assert build.publish(home).fresh
    assert not build.publish(home).fresh


def test_a_removed_article_leaves_nothing_behind(tmp_path: Path) -> None:
    home = lakes.write(tmp_path, [docs()])
    build.publish(home)
    (home / "lexicon").mkdir()
    (home / "lexicon" / "removed.tsv").write_text("key\treason\nhttp://www.satu.id/a4?utm=1\tditarik\na2\t\n")
    published = build.publish(home)
    assert published.fresh
    with duckdb.connect(str(published.path), read_only=True) as con:
        assert ask(con, "SELECT article_id FROM articles ORDER BY 1") == [("a1",), ("a3",)]
        assert ask(con, "SELECT n_articles FROM events") == [(1,)]
        assert ask(con, "SELECT count(*), count(text) FROM raw_articles WHERE status = 'removed'") == [(2, 0)]


def test_an_id_that_moved_is_kept_in_the_history(tmp_path: Path) -> None:
    late, early = docs()[1], docs()[0]
    early.published = date(2024, 10, 31)
    early.tables.clear()
    early.name("person:choe-son-hui", "Choe Son Hui")
    early.say("CONSULT", "mengunjungi", CHOE, ["country:RU"], **day("2024-10-30"))
    home = lakes.write(tmp_path, [[late]])
    with duckdb.connect(str(build.publish(home).path), read_only=True) as con:
        [(old,)] = ask(con, "SELECT event_id FROM events")
    lakes.append(home, "early", [early], set())
    with duckdb.connect(str(build.publish(home).path), read_only=True) as con:
        [(new,)] = ask(con, "SELECT event_id FROM events")
        assert ask(con, "FROM event_id_history") == [(old, new)] and old != new


def test_a_common_first_name_is_another_person_in_every_story(tmp_path: Path) -> None:
    known = ("Agung Laksana hadir.", "Agung Prasetyo hadir.", "Agung ditangkap.", "Agung melapor.")
    texts = (*known, "Neymar tiba di Santos.", "Neymar pergi dari Santos.", "AR ditahan.", "AR diperiksa.")
    ids = ("agung-laksana", "agung-prasetyo", "agung", "agung", "neymar", "neymar", "ar", "ar")
    articles = [Doc(f"p{n}", date(2025, 1, 1), "satu.id", text) for n, text in enumerate(texts)]
    for article, slug in zip(articles, ids, strict=True):
        article.name(f"person:{slug}", " ".join(article.text.split()[: slug.count("-") + 1]))
        if slug == "neymar":
            article.name("organization:santos", "Santos")
    published = build.publish(lakes.write(tmp_path, [articles]))
    with duckdb.connect(str(published.path), read_only=True) as con:
        one_word = "kind = 'person' AND actor_id NOT LIKE '%-%'"
        found = ask(con, f"SELECT actor_id, n_articles FROM actors WHERE {one_word} ORDER BY 1")
    assert found == [
        *(("person:agung.p2", 1), ("person:agung.p3", 1)),
        *(("person:ar.p6", 1), ("person:ar.p7", 1), ("person:neymar", 2)),
    ]
