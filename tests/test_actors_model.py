"""The model of unknown names: its hash and weights, what it decides against the rules, and its training."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from etl import document, lexicon, sentences
from etl.actors import model
from etl.actors.mentions import Reader
from etl.actors.vocabulary import compiled
from etl.document import ArticleText
from etl.lexicon import LexiconError

BENCH = Path(__file__).parent.parent / "bench" / "train_names.py"
LEXICON = lexicon.load()
V = compiled(LEXICON)
ADDED = [
    ("Umpan Castellano dimanfaatkan Dario Montelli dengan baik.", "Dario Montelli"),
    ("Posisi direktur keuangan kini dijabat Yohan Prameswara.", "Yohan Prameswara"),
    ("Selain itu, Tukinem juga harus mengurus cucunya.", "Tukinem"),
    ("Kemenangan itu diraih Sukamdi dalam dua set.", "Sukamdi"),
    ("Kepala Disnakkeswan Jateng, Supriyanto, membenarkan kabar itu.", "Supriyanto"),
]
STRUCK = [
    ("Salah satu produk andalannya adalah Galaxy Buds Pro.", "Galaxy Buds Pro"),
    ("Warga New Jersey memprotes kebijakan itu.", "New Jersey"),
    ("Petugas Tim Patroli Presisi mendapati sekelompok remaja.", "Presisi"),
    ("Anggota Skadron Teknik dikerahkan ke lokasi banjir.", "Skadron Teknik"),
]
KEPT = [  # the rules are sure, whatever the model says
    ("Menteri Pertahanan Skadron Teknik menolak berkomentar.", "Skadron Teknik", "alias"),
    ('"Kami kawal," ujar Mikrotrans di Jakarta.', "Mikrotrans", "alias"),
]


def persons(text: str, asked: model.Model | None) -> dict[str, str]:
    """Persons named in a sentence: basis by name."""
    doc = document.read(ArticleText("x", "x", "", text, "", None, None, None, None, ()))
    doc.sentences = sentences.split(doc, LEXICON)
    reader = Reader(doc, V, asked)
    reader.read()
    actors = reader.roster.actors
    return {doc.source[m.start : m.end]: m.basis for m in reader.mentions if actors[m.actor_id].kind == "person"}


def training() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_train_names", BENCH)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("text", "name"), ADDED)
def test_adds_a_person_whom_the_rules_pass_over_and_says_so(text: str, name: str) -> None:
    assert name not in persons(text, None)
    assert persons(text, model.trained(LEXICON))[name] == "model"


@pytest.mark.parametrize(("text", "name"), STRUCK)
def test_strikes_what_the_rules_took_for_a_person(text: str, name: str) -> None:
    assert name in persons(text, None)
    assert name not in persons(text, model.trained(LEXICON))


@pytest.mark.parametrize(("text", "name", "basis"), KEPT)
def test_leaves_what_the_rules_are_sure_of(text: str, name: str, basis: str) -> None:
    assert persons(text, model.trained(LEXICON))[name] == persons(text, None)[name] == basis


def test_a_name_known_in_the_article_is_linked_and_not_made_anew() -> None:
    found = persons("Siti Rahmawati dan Budi Rahmawan bersaing. Kemenangan itu diraih Budi.", model.trained(LEXICON))
    assert found["Budi"] == "short-name"


def test_hash_is_the_same_everywhere() -> None:
    assert [model.bucket(f) for f in ("name=budi", "b1=kata", "only#Xx")] == [49962, 5796, 12009]


def test_weighs_the_same_whatever_the_seed_and_the_threads() -> None:
    script = (
        "from etl import lexicon; from etl.actors import model; m = model.trained(lexicon.load()); "
        "print(m.weigh([('b1', 'oleh'), ('only', 'Sukamdi')]))"
    )
    said = set()
    for seed, threads in (("1", "1"), ("2", "4")):
        env = os.environ | {"PYTHONHASHSEED": seed, "OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads}
        run = [sys.executable, "-c", script]
        done = subprocess.run(run, capture_output=True, text=True, check=True, env=env, cwd=BENCH.parent.parent)
        said.add(done.stdout)
    assert said == {f"{model.trained(LEXICON).weigh([('b1', 'oleh'), ('only', 'Sukamdi')])}\n"}


def test_what_was_asked_before_changes_nothing() -> None:
    asked = model.trained(LEXICON)
    key = ("last", "Prameswara")
    first = asked[key]
    for n in range(200):
        asked.weigh([("only", f"Nama{n}"), key])
    asked.clear()
    assert asked[key] == first


def test_damaged_weights_are_told(tmp_path: Path) -> None:
    (tmp_path / "name_weights.tsv").write_text("kind\tscale\tweights\n!person\t\t\nperson\t0.1\t-\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"name_weights\.tsv: the weights of 'person' are damaged"):
        model.trained(lexicon.load(tmp_path))


def test_a_table_too_short_is_told(tmp_path: Path) -> None:
    row = f"!place\t\t\nplace\t0.1\t{model.packed([1, -1])}\n"
    (tmp_path / "name_weights.tsv").write_text("kind\tscale\tweights\n" + row, encoding="utf-8")
    with pytest.raises(LexiconError, match="must hold 65536 weights for each of person, organization, place"):
        model.trained(lexicon.load(tmp_path))


def test_training_learns_the_kinds_and_writes_what_the_model_reads(tmp_path: Path) -> None:
    train = training()
    found = train.written()
    table = train.train(found)
    assert np.array_equal(table, train.train(found))
    right = [
        int(np.argmax([0.0, *row])) == train.KINDS.index(example.kind)
        for example, row in zip(found, train.logits(table, train.rows(found)), strict=True)
    ]
    assert np.mean(right) > 0.95
    train.write(table, tmp_path / "name_weights.tsv")
    lines = (tmp_path / "name_weights.tsv").read_text(encoding="utf-8").splitlines()
    withdrawn = [f"!{kind}\t\t" for kind in model.KINDS]
    (tmp_path / "name_weights.tsv").write_text("\n".join([*lines[:5], *withdrawn, *lines[5:]]) + "\n", encoding="utf-8")
    read = model.trained(lexicon.load(tmp_path))
    whole = train.logits(table, train.rows(found))[0]
    assert read.weigh(found[0].keys) == pytest.approx(tuple(whole), abs=0.5)
