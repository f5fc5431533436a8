"""What is added to a warehouse gives, after every step, the rows of a whole build of the same lake."""

from __future__ import annotations

import random
import shutil
from datetime import date, timedelta
from pathlib import Path

import duckdb
import lakes
import pytest
from lakes import Doc

from warehouse import append, build, ddl

ITS_OWN = {"build_info", "event_id_history", "lake_parts"}
FIRST = date(2025, 1, 28)
NAMES = ("agung", "agung-laksana", "agung-prasetyo", "neymar", "ar", "siti-aminah", "budi-raharjo")
TRIGGERS = (("ACCUSE", "menuding"), ("REQUEST", "meminta"), ("COERCE", "menangkap"))
WORDS = [
    "banjir",
    "jalan",
    "desa",
    "pasar",
    "kantor",
    "sekolah",
    "jembatan",
    "sawah",
    "rapat",
    "warga",
    "panitia",
    "lapangan",
    "gedung",
    "sungai",
]


def story(rng: random.Random, n: int) -> Doc:
    """An article with two or three events between few actors on few days, so that many of them meet."""
    sentences, told = [], []
    for _ in range(rng.randint(2, 3)):
        (kind, verb), who, whom = rng.choice(TRIGGERS), rng.choice(NAMES), rng.choice(NAMES)
        about = " ".join(rng.sample(WORDS, 4))
        sentences.append(f"{title(who)} {verb} {title(whom)} soal {about} nomor {rng.randint(1, 3)}.")
        told.append((kind, sentences[-1], verb, who, whom))
    published = FIRST + timedelta(days=rng.randint(0, 8))
    text = " ".join(sentences) + " " + " ".join(rng.choice(WORDS) for _ in range(40))
    doc = Doc(f"x{n % 17}" if rng.random() < 0.2 else f"y{n}", published, rng.choice(("satu.id", "dua.id")), text)
    tell(rng, doc, told)
    return doc


def tell(rng: random.Random, doc: Doc, told: list[tuple[str, str, str, str, str]]) -> None:
    for kind, sentence, verb, who, whom in told:
        for slug in (who, whom):
            if not any(row["actor_id"] == f"person:{slug}" for row in doc.tables.get("actor_mentions", ())):
                doc.name(f"person:{slug}", title(slug))
        start = doc.text.index(sentence)
        day = doc.published - timedelta(days=rng.randint(0, 2))
        dated = rng.random() < 0.5
        found = {"start_date": day, "end_date": day, "granularity": "day", "date_basis": "relative"} if dated else {}
        doc.say(kind, verb, [(f"person:{who}", "country:KP")], [f"person:{whom}"], at=start, **found)


def title(slug: str) -> str:
    return "AR" if slug == "ar" else " ".join(word.capitalize() for word in slug.split("-"))


def copy_of(doc: Doc, n: int, rng: random.Random) -> Doc:
    """The same text in another outlet, a day later or the same day."""
    return Doc(f"z{n}", doc.published + timedelta(days=rng.randint(0, 1)), "tiga.id", doc.text, tables={})


def same_rows(a: Path, b: Path) -> None:
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{a}' AS a (READ_ONLY)")
        con.execute(f"ATTACH '{b}' AS b (READ_ONLY)")
        for table in ddl.tables():
            if table.name not in ITS_OWN:
                for x, y in (("a", "b"), ("b", "a")):
                    more = con.execute(f"FROM {x}.{table.name} EXCEPT ALL FROM {y}.{table.name}").fetchmany(3)
                    assert more == [], (table.name, x)


@pytest.mark.parametrize("seed", [1, 2])
def test_added_step_by_step_it_equals_a_whole_build(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(append, "TAIL", 100.0)
    rng = random.Random(seed)
    home, seen, docs = tmp_path / "home", set[str](), list[Doc]()
    lakes.vocabulary(home)
    for step in range(4):
        batch = [story(rng, 100 * step + n) for n in range(6)]
        batch += [copy_of(rng.choice(docs or batch), 100 * step + n, rng) for n in range(2)]
        if docs:
            again = rng.choice(docs)
            batch.append(Doc(again.article_id, again.published, again.publisher, again.text, again.title, "aa.txt"))
        docs += batch
        lakes.append(home, f"s{step}", batch, seen)
        added = build.publish(home)
        whole = tmp_path / f"whole{step}"
        shutil.copytree(home / "lake", whole / "lake")
        same_rows(added.path, build.publish(whole).path)
    with duckdb.connect(str(home / build.NAME), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM lake_parts WHERE appended").fetchone() != (0,)
        assert con.execute("SELECT count(*) FROM articles WHERE duplicate_of IS NOT NULL").fetchone() != (0,)
        assert con.execute("SELECT count(*) FROM events WHERE n_articles > 1").fetchone() != (0,)


def test_much_that_is_new_is_built_whole(tmp_path: Path) -> None:
    rng = random.Random(4)
    home = lakes.write(tmp_path, [[story(rng, 1)]])
    build.publish(home)
    lakes.append(home, "more", [story(rng, 2)], set())
    with duckdb.connect(str(build.publish(home).path), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM lake_parts WHERE appended").fetchone() == (0,)


PERSONS = tuple(f"{first}-{last}" for first in ("rina", "joko", "dewi", "yusuf") for last in ("hartono", "lubis"))
SPELLED = ("yusup-lubis", "joko-a-hartono")
BODIES = ("group:dewan-adat", "group:koperasi-tani", "group:klub-renang")
OFFICES = (("bupati sleman", "group:dewan-adat"), ("ketua koperasi", "group:koperasi-tani"), ("pelatih renang", None))


def meeting(rng: random.Random, article_id: str, day: date | None, told: float) -> Doc:
    """An article that names some persons and bodies beside each other; `told` is the share whose office it says."""
    people = rng.sample([*PERSONS, *SPELLED], 2)
    body = rng.choice(BODIES)
    text = f"{title(people[0])} menuding {title(people[1])} di {title(body[6:])}. {' '.join(rng.sample(WORDS, 6))}"
    doc = Doc(article_id, day, rng.choice(("satu.id", "dua.id")), text)  # type: ignore[arg-type]
    for actor, name in (
        (f"person:{people[0]}", title(people[0])),
        (f"person:{people[1]}", title(people[1])),
        (body, title(body[6:])),
    ):
        doc.name(actor, name)
    doc.say("ACCUSE", "menuding", [(f"person:{people[0]}", body)], [f"person:{people[1]}"])
    if rng.random() < told:
        office, organization = rng.choice(OFFICES)
        doc.add(
            "actor_roles",
            **doc.owner,
            actor_id=f"person:{people[0]}",
            office=office,
            organization_id=organization,
            date=day,
        )
    return doc


@pytest.mark.parametrize("told", [0.0, 0.3])
def test_persons_named_again_are_linked_as_in_a_whole_build(
    tmp_path: Path, told: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Full names come again within and beyond the days that link them, with and without offices; some articles come in
    an earlier or later version, of another day or of none."""
    monkeypatch.setattr(append, "TAIL", 100.0)
    rng = random.Random(7)
    home, seen = tmp_path / "home", set[str]()
    lakes.vocabulary(home)
    for step in range(4):
        batch = []
        for n in range(3):
            day = FIRST + timedelta(days=rng.choice((0, 3, 20, 40, 400, 900))) if rng.random() < 0.9 else None
            batch.append(meeting(rng, f"v{rng.randint(0, 3)}" if rng.random() < 0.2 else f"m{step}-{n}", day, told))
        lakes.append(home, f"s{step}", list({doc.content_hash: doc for doc in batch}.values()), seen)
        added = build.publish(home)
        whole = tmp_path / f"whole{step}"
        shutil.copytree(home / "lake", whole / "lake")
        same_rows(added.path, build.publish(whole).path)
    with duckdb.connect(str(home / build.NAME), read_only=True) as con:
        methods = {method for (method,) in con.execute("SELECT DISTINCT method FROM actor_links").fetchall()}
        assert {"context", "name"} & methods


def test_a_version_of_an_article_taken_down_stays_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(append, "TAIL", 100.0)
    rng = random.Random(3)
    first = [meeting(rng, f"m{n}", FIRST, 0.5) for n in range(4)]
    home = lakes.write(tmp_path / "home", [first])
    (home / "lexicon").mkdir()
    (home / "lexicon" / "removed.tsv").write_text("key\twhy\nm1\tasked\n", encoding="utf-8")
    build.publish(home)
    again = [meeting(rng, "m1", FIRST + timedelta(days=1), 0.5), meeting(rng, "m2", FIRST - timedelta(days=2), 0.5)]
    lakes.append(home, "more", again, {doc.content_hash for doc in first})
    added = build.publish(home)
    whole = tmp_path / "whole"
    shutil.copytree(home, whole, ignore=shutil.ignore_patterns("*.duckdb"))
    same_rows(added.path, build.publish(whole).path)
    with duckdb.connect(str(added.path), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM articles WHERE article_id = 'm1'").fetchone() == (0,)
        assert con.execute("SELECT count(*) FROM lake_parts WHERE appended").fetchone() != (0,)
