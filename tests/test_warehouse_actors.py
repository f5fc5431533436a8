"""Who is meant across articles: merged, kept apart, left undecided, and what the user judges."""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import lakes
import pytest
from lakes import Doc
from test_warehouse_append import same_rows

from etl import cli
from warehouse import actor_judgements, append, build
from warehouse.actor_variants import folded

DAY = date(2025, 3, 1)
HEADER = "\t".join(actor_judgements.Judgement._fields)


def doc(n: int, name: str, office: str = "", body: str | None = None, beside: str = "", day: int = 0) -> Doc:
    """An article, published `day` days after the first, that names a person with an office and perhaps another."""
    text = f"{office} {name} hadir di acara nomor {n} bersama {beside or 'warga'}."
    out = Doc(f"a{n}", DAY + timedelta(days=day), "satu.id", text)
    out.name(slug(name), name)
    if beside:
        out.name(slug(beside), beside)
    if office:
        out.add("actor_roles", **out.owner, actor_id=slug(name), office=office, organization_id=body)
    return out


def slug(name: str) -> str:
    return "person:" + "-".join(name.lower().replace(".", "").split())


def linked(home: Path) -> dict[str, tuple[str, str, str]]:
    """By article: id, method and status of the person it names first."""
    with duckdb.connect(str(build.publish(home).path), read_only=True) as con:
        found = con.execute(
            """SELECT m.article_id, m.actor_id, coalesce(k.method, ''), coalesce(k.status, '')
               FROM (SELECT article_id, arg_min(actor_id, start_char) AS actor_id FROM actor_mentions GROUP BY 1) AS m
               LEFT JOIN actor_links AS k ON k.article_id = m.article_id AND k.actor_id = m.actor_id"""
        ).fetchall()
    return {article: (actor, method, status) for article, actor, method, status in found}


def judge(home: Path, *lines: tuple[str, ...]) -> None:
    path = actor_judgements.path(home)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(["# milik saya", HEADER, *("\t".join(line) for line in lines)]) + "\n", encoding="utf-8")


def open_questions(home: Path) -> set[tuple[str, str]]:
    with duckdb.connect(str(build.publish(home).path), read_only=True) as con:
        return set(con.execute("SELECT actor_a, actor_b FROM actor_judgements_open").fetchall())


def test_a_full_name_is_one_person_unless_offices_contradict(tmp_path: Path) -> None:
    name = "Budi Santoso"
    articles = [
        doc(1, name, "Kapolsek Garut Kota", "government:polsek-garut-kota"),
        doc(2, name, "Kapolsek Garut Kota AKP", "government:polsek-garut-kota", day=5),
        doc(3, name, "Rektor Universitas Pinisi", "organization:universitas-pinisi", day=6),
        doc(4, "Siti Aminah", "Rektor Universitas Pinisi"),
        doc(5, "Siti Aminah", day=90),
    ]
    found = linked(lakes.write(tmp_path, [articles]))
    assert found["a1"][0] == found["a2"][0] == slug(name)
    assert found["a3"] == (f"{slug(name)}.a3", "apart", "undecided")
    assert found["a4"][0] == found["a5"][0] == slug("Siti Aminah")
    assert open_questions(tmp_path) == {(slug(name), f"{slug(name)}.a3")}


def test_a_seat_is_held_in_one_body_at_a_time(tmp_path: Path) -> None:
    name = "Agus Salim"
    first, second, later = (f"government:polsek-{place}" for place in ("utara", "selatan", "timur"))
    articles = [doc(1, name, "Kapolsek Utara", first), doc(2, name, "Kapolsek Selatan", second, day=10)]
    found = linked(lakes.write(tmp_path / "same-weeks", [articles]))
    assert found["a1"][0] != found["a2"][0]
    articles = [doc(1, name, "Kapolsek Utara", first), doc(2, name, "Kapolsek Timur", later, day=300)]
    found = linked(lakes.write(tmp_path / "transferred", [articles]))
    assert found["a1"][0] == found["a2"][0]


def test_one_word_is_one_person_only_with_something_shared(tmp_path: Path) -> None:
    articles = [
        doc(1, "Rasnal", beside="Abdul Muis"),
        doc(2, "Rasnal", beside="Abdul Muis", day=20),
        doc(3, "Rasnal", day=21),
        doc(4, "Rivai", "Direktur Eksekutif"),
        doc(5, "Rivai", "Direktur Eksekutif", day=1),
    ]
    found = linked(lakes.write(tmp_path, [articles]))
    assert found["a1"] == found["a2"] == ("person:rasnal", "context", "decided")
    assert found["a3"] == ("person:rasnal.a3", "story", "undecided")
    assert {found["a4"][0], found["a5"][0]} == {"person:rivai.a4", "person:rivai.a5"}


def test_initials_need_the_same_case(tmp_path: Path) -> None:
    articles = [
        doc(1, "AR", "tersangka", "government:polres-utara", beside="Riko Saputra"),
        doc(2, "AR", "tersangka", "government:polres-utara", day=3),
        doc(3, "AR", beside="Riko Saputra", day=3),
    ]
    found = linked(lakes.write(tmp_path, [articles]))
    assert found["a1"][0] == found["a3"][0] == "person:ar.a1"
    assert found["a2"] == ("person:ar.a2", "story", "undecided")


def test_a_namesake_of_somebody_known_is_not_silently_him(tmp_path: Path) -> None:
    known = "Choe Son Hui"
    articles = [doc(1, known, "Menteri Luar Negeri"), doc(2, known, "Kapolsek Garut Kota AKP", day=2)]
    found = linked(lakes.write(tmp_path, [articles]))
    assert found["a1"][0] == slug(known)
    assert found["a2"] == (f"{slug(known)}.a2", "apart", "undecided")


def test_spellings_are_one_person_only_where_office_and_body_agree(tmp_path: Path) -> None:
    body = "government:dinas-pu-riau"
    articles = [
        doc(1, "Ridwan Soetedja", "Kepala Dinas", body),
        doc(2, "Ridwan Sutedja", "Kepala Dinas", body, day=3),
        doc(3, "Mochamad Arief Djaelani", "Kepala Dinas", body),
        doc(4, "Muhammad Arief Jaelani", "Kepala Bidang", body, day=3),
        doc(5, "Joko Santoso", "Kepala Dinas", "government:dinas-x"),
        doc(6, "Joko Prabowo Santoso", "Kepala Bidang", "government:dinas-x"),
    ]
    found = linked(lakes.write(tmp_path, [articles]))
    assert found["a1"][0] == found["a2"][0]
    assert open_questions(tmp_path) == {
        (slug("Mochamad Arief Djaelani"), slug("Muhammad Arief Jaelani")),
        (slug("Joko Prabowo Santoso"), slug("Joko Santoso")),
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [("luhut-panjaitan", "luhut-pandjaitan"), ("moch-anwar", "muhammad-anwar"), ("soekarno-putra", "sukarno-putra")],
)
def test_old_and_new_spelling_are_the_same_when_folded(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_other_names_stay_other_names_when_folded() -> None:
    assert folded("budi-sugiarto") != folded("budi-sugianto")


def test_what_the_user_judges_holds(tmp_path: Path) -> None:
    name = "Budi Santoso"
    articles = [
        doc(1, name, "Kapolsek Utara"),
        doc(2, name, "Rektor Universitas Pinisi", day=6),
        doc(3, "Rasnal"),
        doc(4, "Rasnal", day=2),
    ]
    home = lakes.write(tmp_path, [articles])
    apart = linked(home)
    assert apart["a1"][0] != apart["a2"][0]
    judge(
        home,
        (apart["a1"][0], "a1", apart["a2"][0], "a2", "same", "pensiun, lalu rektor"),
        (apart["a3"][0], "", apart["a4"][0], "", "same", ""),
    )
    found = linked(home)
    assert found["a1"][0] == found["a2"][0] == slug(name)
    assert found["a2"][1:] == ("user", "decided")
    assert found["a3"][0] == found["a4"][0]
    assert open_questions(home) == set()
    judge(home, (apart["a1"][0], "a1", apart["a2"][0], "a2", "different", ""))
    found = linked(home)
    assert (found["a1"][0], found["a2"][0]) == (apart["a1"][0], apart["a2"][0])
    assert found["a2"][1:] == ("user", "decided")
    assert open_questions(home) == {(apart["a3"][0], apart["a4"][0])}
    later = doc(9, name, "Rektor Universitas Pinisi", beside="Rina Marlina", day=8)
    later.add("actor_roles", **later.owner, actor_id=slug(name), office="Kapolsek Utara", organization_id=None)
    lakes.append(home, "later", [later], set())
    found = linked(home)
    assert found["a1"][0] != found["a2"][0]


def test_the_user_keeps_apart_whom_the_name_makes_one(tmp_path: Path) -> None:
    home = lakes.write(tmp_path, [[doc(1, "Siti Aminah"), doc(2, "Siti Aminah", day=1), doc(3, "Choe Son Hui")]])
    assert linked(home)["a2"][0] == slug("Siti Aminah")
    judge(
        home,
        (slug("Siti Aminah"), "a2", slug("Siti Aminah"), "", "different", "penjual kue"),
        (slug("Choe Son Hui"), "a3", slug("Choe Son Hui"), "", "different", "bukan menteri"),
        ("person:tak-ada", "", slug("Siti Aminah"), "", "same", "salah tulis"),
    )
    found = linked(home)
    assert found["a1"][0] == slug("Siti Aminah")
    assert found["a2"] == (f"{slug('Siti Aminah')}.a2", "user", "decided")
    assert found["a3"][0] == f"{slug('Choe Son Hui')}.a3"
    with duckdb.connect(str(home / build.NAME), read_only=True) as con:
        applied = con.execute("SELECT actor_a, applied FROM actor_judgements WHERE judgement = 'same'").fetchall()
    assert applied == [("person:tak-ada", False)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("person:a\t\tperson:b\t\tmungkin\t", "'mungkin' is no judgement"),
        ("person:a\t\tperson:b\tsame", "line 3: 4 cells where the header has 6"),
        ("person:a\t\t\t\tsame\t", "needs actor_a and actor_b"),
    ],
)
def test_a_judgement_that_cannot_be_used_is_named_and_the_old_warehouse_stands(
    tmp_path: Path, line: str, said: str
) -> None:
    home = lakes.write(tmp_path, [[doc(1, "Siti Aminah")]])
    before = build.publish(home).path.read_bytes()
    judge(home, tuple(line.split("\t")))
    with pytest.raises(build.PublishError, match=said):
        build.publish(home)
    assert (home / build.NAME).read_bytes() == before


def people(rng: random.Random, n: int) -> Doc:
    name = rng.choice(
        ("Agung", "Agung Laksana", "Siti Aminah", "Sitti Aminah", "AR", "Neymar", "Budi Raharjo", "Choe Son Hui")
    )
    place = rng.choice(("utara", "selatan"))
    office, body = rng.choice(
        (
            ("", None),
            ("Kapolsek Kota", f"government:polsek-{place}"),
            ("Rektor Universitas Kota", f"organization:universitas-{place}"),
        )
    )
    beside = rng.choice(("", "", "Rina Marlina", "Dodi Prakoso"))
    return doc(n, name, office, body, beside, day=rng.randint(0, 40))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_links_are_those_of_the_set_of_articles(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Added step by step and built whole, in one order or another."""
    monkeypatch.setattr(append, "TAIL", 100.0)
    rng = random.Random(seed)
    docs = [people(rng, n) for n in range(60)]
    home, seen = tmp_path / "home", set[str]()
    lakes.vocabulary(home)
    for step in range(0, 60, 15):
        lakes.append(home, f"s{step}", docs[step : step + 15], seen)
        build.publish(home)
    whole = tmp_path / "whole"
    shutil.copytree(home / "lake", whole / "lake")
    same_rows(home / build.NAME, build.publish(whole).path)
    rng.shuffle(docs)
    other = lakes.write(tmp_path / "other", [docs[:7], docs[7:]])
    same_rows(home / build.NAME, build.publish(other).path)


ARTICLES = (
    (
        *("1", "2025-03-03", "Kapolsek tangkap pencuri"),
        "GARUT - Kapolsek Lembah Sari AKP Budi Wiratmaja menangkap dua pencuri, Senin (3/3/2025). "
        "Budi Wiratmaja mengatakan keduanya ditahan.",
    ),
    (
        *("2", "2025-03-05", "Rektor buka perpustakaan"),
        "MAKASSAR - Rektor Universitas Hasanuddin Budi Wiratmaja bertemu Prabowo Subianto, Rabu (5/3/2025). "
        "Budi Wiratmaja mengatakan perpustakaan dibuka.",
    ),
    (
        *("3", "2025-03-10", "Si Kancil bertemu Sri Mulyani"),
        "JAKARTA - Raden Kancilwati bertemu Sri Mulyani, Senin (10/3/2025). Bang Canting kemudian mengecam Polri.",
    ),
)


def test_the_users_lexicon_and_judgements_reach_old_articles_and_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], dagster_home: Path
) -> None:
    """Through the command line: a new name, an alias and a judgement take effect on the next refresh without new input,
    and a warehouse made anew, as after an upgrade, has them too."""
    inputs, home = tmp_path / "in.jsonl", tmp_path / "home"
    rows = [
        {"url": f"https://satu.id/{n}", "published": day, "title": title, "text": text}
        for n, day, title, text in ARTICLES
    ]
    inputs.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    refresh = _refresher(monkeypatch, inputs, home)
    refresh()
    named = _mentions(home)
    assert named["Budi Wiratmaja", "1"] != named["Budi Wiratmaja", "2"]
    assert ("Bang Canting", "3") not in named
    _overlay(home, "person:bang-canting", "Canting Kusumawati", "short=Bang Canting")
    _overlay(home, "person:raden-kancilwati-sastro", "Raden Kancilwati Sastro", "name=Raden Kancilwati")
    with duckdb.connect(str(home / build.NAME), read_only=True) as con:
        ends = con.execute("SELECT actor_a, article_a, actor_b, article_b FROM actor_judgements_open").fetchone()
    assert ends is not None
    judge(home, (*ends, "same", ""))
    for again in range(2):
        refresh()
        named = _mentions(home)
        assert named["Budi Wiratmaja", "1"] == named["Budi Wiratmaja", "2"]
        assert named["Bang Canting", "3"] == "person:bang-canting"
        assert named["Raden Kancilwati", "3"] == "person:raden-kancilwati-sastro"
        with duckdb.connect(str(home / build.NAME), read_only=True) as con:
            meant = con.execute("SELECT actor_id_of('bang canting')").fetchone()
        assert meant == ("person:bang-canting",)
        if not again:  # an upgrade comes with other models, and makes the warehouse anew from lake and lexicon
            (home / build.NAME).unlink()
    capsys.readouterr()


def _refresher(monkeypatch: pytest.MonkeyPatch, inputs: Path, home: Path) -> Callable[[], None]:
    def refresh() -> None:
        monkeypatch.setattr(sys, "argv", ["linimasa", "refresh", str(inputs), "--home", str(home)])
        try:
            cli.main()
        except SystemExit as stop:
            assert not stop.code

    return refresh


def _overlay(home: Path, actor_id: str, name: str, aliases: str) -> None:
    path = home / "lexicon" / "actors_person.tsv"
    path.parent.mkdir(parents=True, exist_ok=True)
    header = "actor_id\tname\tname_en\tkind\tcountry\tparent_id\taliases\tvalid_from\tvalid_to\tsource\n"
    lines = path.read_text(encoding="utf-8") if path.exists() else header
    path.write_text(f"{lines}{actor_id}\t{name}\t\tperson\tID\t\t{aliases}\t\t\tpengguna\n", encoding="utf-8")


def _mentions(home: Path) -> dict[tuple[Any, str], str]:
    with duckdb.connect(str(home / build.NAME), read_only=True) as con:
        found = con.execute(
            "SELECT m.text, right(a.url, 1), m.actor_id FROM actor_mentions AS m JOIN articles AS a USING (article_id)"
        ).fetchall()
    return {(text, n): actor for text, n, actor in found}
