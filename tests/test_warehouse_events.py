"""How mentions become happenings: what one article says twice, and who denies it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import lakes
import pytest
from lakes import Doc

from warehouse import append, build


def events(tmp_path: Path, docs: list[Doc], query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(build.publish(lakes.write(tmp_path, [docs])).path), read_only=True) as con:
        return con.execute(query).fetchall()


def article(text: str) -> Doc:
    doc = Doc("a1", date(2024, 11, 1), "satu.id", text)
    for actor_id, name in (("country:KP", "Korut"), ("country:RU", "Rusia"), ("country:US", "AS")):
        doc.name(actor_id, name)
    return doc


COUNT = "SELECT type, count(*)::INT FROM events GROUP BY type ORDER BY type"


def test_a_deed_told_twice_in_an_article_is_one(tmp_path: Path) -> None:
    doc = article("Korut memasok amunisi ke Rusia. Menurut AS, pasokan itu dimulai September.")
    doc.say("AID", "memasok", ["country:KP"], ["country:RU"], rule_id="AID.pasok/active")
    doc.say("AID", "pasokan", rule_id="AID.pasok/noun")
    assert events(tmp_path, [doc], COUNT) == [("AID", 1)]


def test_two_statements_of_a_speaker_in_other_words_are_two(tmp_path: Path) -> None:
    doc = article("AS meminta Korut menarik pasukan. Rusia diam. AS meminta gencatan senjata segera dipatuhi.")
    doc.say("REQUEST", "meminta", ["country:US"], rule_id="REQUEST.minta/active")
    doc.say("REQUEST", "meminta", ["country:US"], at=40, rule_id="REQUEST.minta/active")
    assert events(tmp_path, [doc], COUNT) == [("REQUEST", 2)]


def test_other_named_actors_or_other_days_are_other_events(tmp_path: Path) -> None:
    doc = article("Rusia menyerang kota itu. AS menyerang kota itu. AS menyerang kota itu lagi bersama Korut.")
    days = {"granularity": "day", "date_basis": "explicit", "rule_id": "ASSAULT.serang/active"}
    doc.say("ASSAULT", "menyerang", ["country:RU"], rule_id="ASSAULT.serang/active")
    for at, day in ((25, date(2024, 10, 1)), (49, date(2024, 10, 9))):
        doc.say("ASSAULT", "menyerang", ["country:US"], at=at, start_date=day, end_date=day, **days)
    assert events(tmp_path, [doc], COUNT) == [("ASSAULT", 3)]


DENIED = "SELECT type, modality, denied_by_ids FROM events ORDER BY type, modality"


def test_who_denies_stands_with_what_is_denied(tmp_path: Path) -> None:
    doc = article("Korut mengirim tentara ke Rusia. AS mengecamnya. Korut menyangkal telah mengirim tentara.")
    doc.say("AID", "mengirim", ["country:KP"], ["country:RU"], rule_id="AID.kirim/active")
    doc.say("REJECT", "menyangkal", ["country:KP"], mode="deny", rule_id="REJECT.bantah/active")
    doc.say("AID", "mengirim", ["country:KP"], at=50, modality="denied", rule_id="AID.kirim/active")
    assert events(tmp_path, [doc], DENIED) == [("AID", "asserted", ["country:KP"]), ("REJECT", "asserted", [])]


def test_the_accused_denies_the_accusation(tmp_path: Path) -> None:
    doc = article("AS menuduh Rusia mencuri data. Korut juga dituduh. Rusia membantah tuduhan itu.")
    doc.say("ACCUSE", "menuduh", ["country:US"], ["country:RU"], rule_id="ACCUSE.tuduh/active")
    doc.say("ACCUSE", "dituduh", ["country:US"], ["country:KP"], rule_id="ACCUSE.tuduh/passive")
    doc.say("REJECT", "membantah", ["country:RU"], mode="deny", rule_id="REJECT.bantah/active")
    found = events(tmp_path, [doc], "SELECT target_ids, denied_by_ids FROM events WHERE type = 'ACCUSE' ORDER BY 1")
    assert found == [(["country:KP"], []), (["country:RU"], ["country:RU"])]


def test_a_denial_stands_when_a_later_article_joins_the_event(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(append, "TAIL", 100.0)
    text = "Korut mengirim tentara pasukan khusus ke Rusia. AS mengecam. Korut menyangkal mengirim tentara."
    docs = [Doc(f"a{n}", date(2024, 11, 1), f"outlet{n}.id", text + " Lagi." * n) for n in range(2)]
    for doc in docs:
        doc.name("country:KP", "Korut")
        doc.say("AID", "mengirim", ["country:KP"], ["country:RU"], rule_id="AID.kirim/active")
    docs[0].say("REJECT", "menyangkal", ["country:KP"], mode="deny", rule_id="REJECT.bantah/active")
    docs[0].say("AID", "mengirim", ["country:KP"], at=60, modality="denied", rule_id="AID.kirim/active")
    query = "SELECT event_id, n_mentions, denied_by_ids FROM events ORDER BY 1"
    step, seen = tmp_path / "step", set[str]()
    lakes.vocabulary(step)
    for n, doc in enumerate(docs):
        lakes.append(step, f"s{n}", [doc], seen)
        build.publish(step)
    with duckdb.connect(str(step / build.NAME), read_only=True) as con:
        added = con.execute(query).fetchall()
        assert con.execute("SELECT count(*) FROM lake_parts WHERE appended").fetchone() != (0,)
    assert added == events(tmp_path / "whole", docs, query)
    assert (3, ["country:KP"]) in [row[1:] for row in added]


def test_an_undated_mention_does_not_make_one_event_of_two_days(tmp_path: Path) -> None:
    text = "Longsor terjadi di Cijulang. Longsor di Cijulang menimbun jalan. Longsor melanda lagi."
    doc = Doc("a1", date(2024, 11, 1), "satu.id", text)
    days = {"granularity": "day", "date_basis": "explicit", "rule_id": "X_DISASTER.longsor/noun"}
    for at, day in ((0, date(2024, 10, 3)), (text.rindex("Longsor"), date(2024, 10, 5))):
        doc.say("X_DISASTER", "Longsor", at=at, start_date=day, end_date=day, **days)
    doc.say("X_DISASTER", "Longsor", at=5, rule_id="X_DISASTER.longsor/noun")
    found = events(tmp_path, [doc], "SELECT start_date, n_mentions FROM events ORDER BY 1")
    assert found == [(date(2024, 10, 3), 2), (date(2024, 10, 5), 1)]


def test_statements_that_share_only_names_and_titles_are_two(tmp_path: Path) -> None:
    text = "Presiden Rusia meminta gencatan senjata. Presiden Rusia meminta bantuan pangan."
    doc = Doc("a1", date(2024, 11, 1), "satu.id", text)
    doc.name("country:RU", "Rusia", role_text="Presiden")
    for at in (0, text.rindex("Presiden")):
        doc.say("REQUEST", "meminta", ["country:RU"], at=at, rule_id="REQUEST.minta/active")
    assert events(tmp_path, [doc], COUNT) == [("REQUEST", 2)]
