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
