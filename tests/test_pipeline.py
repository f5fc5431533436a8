from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import newsroom
import pyarrow.parquet as pq
import pytest

from etl import batches, lake, landing, lexicon, parallel, pipeline

MENTIONS = ("sentences", "time_expressions", "actor_mentions", "quotes", "event_mentions", "event_actors")


def rows(home: Path, table: str) -> list[str]:
    """Rows of a table of the lake, in an order of their own."""
    found = [row for part in lake.parts(home, table) for row in pq.read_table(part).to_pylist()]
    return sorted(json.dumps(row, default=str, sort_keys=True) for row in found)


@pytest.fixture
def landing_folder(tmp_path: Path) -> Path:
    """Nine articles; one stands in two files; one line is broken; one is too short to be an article."""
    folder = tmp_path / "landing"
    articles = [newsroom.article(n) for n in range(9)]
    newsroom.write(folder / "a.jsonl", [*articles, {"title": "", "text": " "}], broken=1)
    newsroom.write(folder / "sub" / "b.jsonl", [articles[2]])
    return folder


def test_inputs_add_up(tmp_path: Path, landing_folder: Path) -> None:
    report = pipeline.refresh(tmp_path / "home", [landing_folder])
    assert report.totals["inputs"] == 12
    assert report.totals["current"] == 9 and report.totals["duplicates"] == 1 and report.totals["rejects"] == 2
    assert report.new == {"article": 9, "duplicate": 1, "rejected": 2}
    assert report.files == 2 and report.faults == 0


def test_a_second_run_does_nothing(tmp_path: Path, landing_folder: Path) -> None:
    home = tmp_path / "home"
    assert pipeline.refresh(home, [landing_folder]).changed
    before = newsroom.lake_bytes(home)
    report = pipeline.refresh(home, [landing_folder])
    assert not report.changed and report.totals["inputs"] == 12
    assert newsroom.lake_bytes(home) == before


def test_a_file_that_grew_brings_only_what_is_new(tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "in.jsonl"
    pipeline.refresh(home, [newsroom.write(file, [newsroom.article(1)])])
    report = pipeline.refresh(home, [newsroom.write(file, [newsroom.article(1), newsroom.article(2)])])
    assert report.new == {"article": 1} and report.totals["inputs"] == 2


def test_without_its_cache_inputs_are_recognised_all_the_same(tmp_path: Path, landing_folder: Path) -> None:
    home = tmp_path / "home"
    pipeline.refresh(home, [landing_folder])
    before = newsroom.lake_bytes(home)
    (home / "state" / "inputs.json").unlink()
    assert pipeline.refresh(home, [landing_folder]).new == {}
    assert newsroom.lake_bytes(home) == before


def test_a_cache_without_its_lake_is_not_believed(tmp_path: Path, landing_folder: Path) -> None:
    home = tmp_path / "home"
    pipeline.refresh(home, [landing_folder])
    for record in (home / "lake" / "_batches").glob("*.json"):
        record.unlink()
    assert pipeline.refresh(home, [landing_folder]).new["article"] == 9


def test_a_new_version_supersedes(tmp_path: Path) -> None:
    home, old = tmp_path / "home", newsroom.article(1)
    new = newsroom.article(1, text=old["text"] + " Air surut pada malam hari.")
    pipeline.refresh(home, [newsroom.write(tmp_path / "1.jsonl", [old])])
    report = pipeline.refresh(home, [newsroom.write(tmp_path / "2.jsonl", [new])])
    assert report.totals["current"] == 1 and report.totals["superseded"] == 1


def test_rows_do_not_depend_on_order_grouping_or_workers(
    tmp_path: Path, landing_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, many, pool = tmp_path / "one", tmp_path / "many", tmp_path / "pool"
    pipeline.refresh(one, [landing_folder], workers=1)
    pipeline.refresh(many, [landing_folder / "a.jsonl"], workers=1)
    monkeypatch.setattr(pipeline, "BATCH_INPUTS", 3)
    pipeline.refresh(many, [landing_folder], workers=1)
    for table in ("articles", *MENTIONS):
        assert rows(one, table) == rows(many, table), table
    monkeypatch.undo()
    monkeypatch.setattr(parallel, "WORTH_A_POOL", 0)
    pipeline.refresh(pool, [landing_folder], workers=2)
    assert newsroom.lake_bytes(pool) == newsroom.lake_bytes(one)


def test_another_vocabulary_makes_everything_again(tmp_path: Path, landing_folder: Path) -> None:
    home = tmp_path / "home"
    pipeline.refresh(home, [landing_folder])
    before = {table: rows(home, table) for table in ("raw_articles", "articles", "rejects")}
    name = next(path.name for path in sorted(lexicon.SHIPPED.glob("*.tsv")))
    header = next(line for line in (lexicon.SHIPPED / name).read_text().splitlines() if not line.startswith("#"))
    (home / "lexicon").mkdir()
    (home / "lexicon" / name).write_text(header + "\n")
    report = pipeline.refresh(home, [landing_folder])
    assert report.new == {} and report.rebuilt == 1 and report.extracted == 3
    assert {table: rows(home, table) for table in before} == before
    listed = {str(p.relative_to(home / "lake")) for r in lake.records(home) for p in lake.parts(home, "articles")}
    assert {p for p in newsroom.lake_bytes(home) if p.startswith("articles/")} == listed


def test_a_word_of_the_extraction_leaves_the_articles(tmp_path: Path, landing_folder: Path) -> None:
    home = tmp_path / "home"
    pipeline.refresh(home, [landing_folder])
    before = newsroom.lake_bytes(home)
    (home / "lexicon").mkdir()
    (home / "lexicon" / "weekdays.tsv").write_text("form\tvalue\n")
    report = pipeline.refresh(home, [landing_folder])
    assert report.rebuilt == 0 and report.extracted == 3
    after = newsroom.lake_bytes(home)
    assert [p for p in before if p.startswith("articles/")] == [p for p in after if p.startswith("articles/")]


def test_a_removal_list_is_no_vocabulary(tmp_path: Path, landing_folder: Path) -> None:
    home = tmp_path / "home"
    pipeline.refresh(home, [landing_folder])
    (home / "lexicon").mkdir()
    (home / "lexicon" / "removed.tsv").write_text("key\nx\n")
    assert not pipeline.refresh(home, [landing_folder]).changed


def test_one_month_is_made_again_alone(tmp_path: Path, landing_folder: Path) -> None:
    home, vocabulary = tmp_path / "home", lexicon.load()
    pipeline.refresh(home, [landing_folder], vocabulary=vocabulary)
    before, told = newsroom.lake_bytes(home), rows(home, "sentences")
    assert pipeline.extract(home, vocabulary, months=["2025-02"]) == 1
    assert newsroom.lake_bytes(home) == before
    other = lexicon.Lexicon("another digest", vocabulary.overlay)
    assert pipeline.extract(home, other, months=["2025-02"]) == 1
    assert rows(home, "sentences") == told
    assert pipeline.extract(home, other) == 3


def test_a_fault_in_one_article_does_not_stop_the_rest(
    tmp_path: Path, landing_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract = parallel.extract_articles

    def faulty(articles: object, vocabulary: lexicon.Lexicon) -> object:
        if any("Kudus" in text for text in articles.column("text").to_pylist()):  # type: ignore[attr-defined]
            raise ZeroDivisionError
        return extract(articles, vocabulary)  # type: ignore[arg-type]

    monkeypatch.setattr(parallel, "extract_articles", faulty)
    report = pipeline.refresh(tmp_path / "home", [landing_folder], workers=1)
    assert report.faults == 1
    assert len({json.loads(row)["article_id"] for row in rows(tmp_path / "home", "sentences")}) == 8
    assert [r for r in rows(tmp_path / "home", "coverage") if "error: ZeroDivisionError in" in r]


def test_nothing_of_this_machine_enters_the_lake(tmp_path: Path, landing_folder: Path) -> None:
    home = tmp_path / "home"
    pipeline.refresh(home, [landing_folder])
    assert {json.loads(row)["source_file"] for row in rows(home, "raw_articles")} == {"a.jsonl", "sub/b.jsonl"}
    for path in (home / "lake").rglob("*"):
        assert not path.is_file() or str(tmp_path).encode() not in path.read_bytes()


def test_paths_are_files_folders_and_patterns(tmp_path: Path, landing_folder: Path) -> None:
    (landing_folder / ".hidden.jsonl").write_text("{}")
    found = {item.source_file for item in landing.find([landing_folder])}
    assert found == {"a.jsonl", "sub/b.jsonl"}
    assert {i.source_file for i in landing.find([f"{landing_folder}/**/*.jsonl"])} == found
    twice = landing.find([landing_folder / "a.jsonl", landing_folder])
    assert [item.source_file for item in twice] == ["a.jsonl", "sub/b.jsonl"]
    assert landing.find([tmp_path], skip=landing_folder) == []
    with pytest.raises(landing.InputError, match=r"tidak-ada\.jsonl does not exist"):
        landing.find([tmp_path / "tidak-ada.jsonl"])
    with pytest.raises(landing.InputError, match="nothing matches"):
        landing.find([f"{tmp_path}/*.csv"])


def hold(home: str, held: object, done: object) -> None:
    with lake.writing(Path(home)):
        held.set()  # type: ignore[attr-defined]
        done.wait(30)  # type: ignore[attr-defined]


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    other = context.Process(target=hold, args=(str(tmp_path / "home"), held, done))
    other.start()
    assert held.wait(30)
    with pytest.raises(lake.LakeError, match=rf"written by another process \(pid {other.pid}\)"):
        pipeline.refresh(tmp_path / "home", [])
    done.set()
    other.join()
    pipeline.refresh(tmp_path / "home", [])


def test_a_lake_that_does_not_add_up_is_told(tmp_path: Path, landing_folder: Path) -> None:
    home = tmp_path / "home"
    pipeline.refresh(home, [landing_folder])
    part = lake.parts(home, "articles")[0]
    pq.write_table(pq.read_table(part).slice(1), part)
    with pytest.raises(pipeline.AccountingError, match="does not add up"):
        pipeline.account(home)


def test_raw_ids_tell_place_and_content_apart(tmp_path: Path, landing_folder: Path) -> None:
    home = tmp_path / "home"
    pipeline.refresh(home, [landing_folder])
    ids = batches.column(lake.parts(home, "raw_articles"), "raw_id")
    assert len(set(ids)) == len(ids) == 12


def test_faults_in_most_articles_stop_the_run(
    tmp_path: Path, landing_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(articles: object, vocabulary: lexicon.Lexicon) -> object:
        raise NameError("no such name")

    monkeypatch.setattr(parallel, "extract_articles", broken)
    monkeypatch.setattr(parallel, "MANY", 2)
    with pytest.raises(parallel.ExtractionError, match=r"failed on 3 of 3 articles, first: \w+: error: NameError in"):
        pipeline.refresh(tmp_path / "home", [landing_folder], workers=1)


ENGLISH = (
    "The minister said on Wednesday that the government would send more aid to the flooded villages in the north of "
    "the island. It was not clear when the water would fall, and the people of the town were told to leave their homes."
)


def test_other_languages_are_set_aside_unless_all_are_kept(tmp_path: Path) -> None:
    home = tmp_path / "home"
    path = newsroom.write(tmp_path / "in.jsonl", [newsroom.article(1), newsroom.article(2, title="Aid", text=ENGLISH)])
    first = pipeline.refresh(home, [path], workers=1)
    assert first.new == {"article": 1, "set-aside": 1}
    assert first.totals["inputs"] == 2 and first.totals["set_aside"] == 1 and first.totals["rejects"] == 0
    (reason,) = rows(home, "rejects")
    assert '"reason": "language"' in reason and "--all-languages keeps it" in reason
    lexicon.keep_languages(home / "lexicon", everything=True)
    second = pipeline.refresh(home, [path], workers=1)
    assert second.changed and second.totals["current"] == 2 and second.totals["set_aside"] == 0
    assert rows(home, "rejects") == []
    assert '"language": "en"' in "".join(rows(home, "articles"))
    assert not pipeline.refresh(home, [path], workers=1).changed
    lexicon.keep_languages(home / "lexicon", everything=False)
    assert pipeline.refresh(home, [path], workers=1).totals == first.totals


def test_columns_a_user_named_are_read(tmp_path: Path) -> None:
    home, record = tmp_path / "home", newsroom.article(1)
    (home / "lexicon").mkdir(parents=True)
    (home / "lexicon" / "input_fields.tsv").write_text("name\tfield\nnaskah lengkap\ttext\n")
    path = newsroom.write(tmp_path / "in.jsonl", [{"title": record["title"], "naskah_lengkap": record["text"]}])
    pipeline.refresh(home, [path], workers=1)
    assert json.loads(rows(home, "articles")[0])["text"] == record["text"]


def test_files_are_read_again_by_columns_named_since(tmp_path: Path) -> None:
    records = [newsroom.article(n) for n in range(1, 4)]
    unknown = [
        {"title": record["title"], "kolom_a": record["text"], "kolom_b": record["published"]} for record in records
    ]
    inputs = tmp_path / "in"
    inputs.mkdir()
    newsroom.write(inputs / "known.jsonl", [newsroom.article(9)])
    newsroom.write(inputs / "rows.jsonl", unknown)
    (inputs / "table.csv").write_text("kolom_a,kolom_c\nIsi.,x\n")

    def named(home: Path) -> None:
        (home / "lexicon").mkdir(parents=True)
        (home / "lexicon" / "input_fields.tsv").write_text("name\tfield\nkolom_a\ttext\nkolom_b\tpublished\n")

    home, fresh = tmp_path / "home", tmp_path / "fresh"
    newsroom.write(inputs / "rows.jsonl", unknown[:1])  # what the file held before stays its own
    pipeline.refresh(home, [inputs], workers=1)
    newsroom.write(inputs / "rows.jsonl", unknown)
    assert pipeline.refresh(home, [inputs], workers=1).totals["rejects"] == 1
    named(home)
    named(fresh)
    report = pipeline.refresh(home, [inputs], workers=1)
    assert report.changed and report.totals == pipeline.refresh(fresh, [inputs], workers=1).totals
    tables = ("raw_articles", "articles", "rejects", "sentences")
    assert {table: rows(home, table) for table in tables} == {table: rows(fresh, table) for table in tables}
    assert not pipeline.refresh(home, [inputs], workers=1).changed
    # And back: what was read by the names that are gone is read by the others again.
    (home / "lexicon" / "input_fields.tsv").unlink()
    assert pipeline.refresh(home, [inputs], workers=1).totals["rejects"] == 1


def test_an_outlet_a_user_named_is_read_from_what_is_stored(tmp_path: Path) -> None:
    home = tmp_path / "home"
    path = newsroom.write(tmp_path / "in.jsonl", [newsroom.article(1, publisher="Kabar Dusun", url="")])
    pipeline.refresh(home, [path], workers=1)
    (home / "lexicon").mkdir()
    header = next(line for line in (lexicon.SHIPPED / "publishers.tsv").read_text().splitlines() if line[0] != "#")
    (home / "lexicon" / "publishers.tsv").write_text(f"{header}\nkabardusun.id\tKabar Dusun\toutlet\t\n")
    path.unlink()
    pipeline.refresh(home, [], workers=1)
    assert {json.loads(row)["publisher"] for row in rows(home, "articles")} == {"kabardusun.id"}
