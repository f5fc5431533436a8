"""The actor vocabulary as data: every file parses, keys and parents hold, no name means two actors on one day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import combinations

import pytest

from etl import lexicon
from etl.lexicon import SHIPPED, Row
from etl.schema import ACTOR_KINDS, ALIAS_KINDS

HEADER = [
    "actor_id", "name", "name_en", "kind", "country", "parent_id", "aliases", "valid_from", "valid_to", "source",
]  # fmt: skip
FILES = sorted(path.stem for path in SHIPPED.glob("actors_*.tsv"))
LEXICON = lexicon.load()

# Names that mean several actors and that a reviewer left so, because the article's own words decide.
SHARED_NAMES: frozenset[str] = frozenset()


def rows() -> list[Row]:
    return [row for name in FILES for row in LEXICON.rows(name)]


def names_of(row: Row) -> set[str]:
    aliases = [item.split("=", 1) for item in row["aliases"].split("; ") if item]
    return {row["name"], *(alias for _, alias in aliases)}


def span(first: str, last: str) -> tuple[date, date]:
    return date.fromisoformat(first) if first else date.min, date.fromisoformat(last) if last else date.max


@pytest.mark.parametrize("name", FILES)
def test_files_parse_and_every_cell_is_what_its_column_says(name: str) -> None:
    found = LEXICON.rows(name)
    assert found, f"{name} is empty"
    assert list(found[0]) == HEADER
    for row in found:
        assert row["kind"] in ACTOR_KINDS, row
        assert row["actor_id"].startswith(f"{row['kind']}:"), row
        assert row["actor_id"].split(":", 1)[1], row
        assert row["name"] and row["source"], row
        assert not row["country"] or (len(row["country"]) == 2 and row["country"].isupper()), row
        first, last = span(row["valid_from"], row["valid_to"])
        assert first <= last, row
        for item in filter(None, row["aliases"].split("; ")):
            kind, mark, alias = item.partition("=")
            assert mark and kind in ALIAS_KINDS and alias == alias.strip() and alias, row


def test_an_id_stands_in_one_line_only() -> None:
    ids = [row["actor_id"] for row in rows()]
    assert len(ids) == len(set(ids))


def test_parents_and_offices_refer_to_known_actors() -> None:
    ids = {row["actor_id"] for row in rows()}
    assert not {row["parent_id"] for row in rows() if row["parent_id"]} - ids
    offices = LEXICON.rows("offices")
    assert not {row["actor_id"] for row in offices} - ids
    assert not {row["organization_id"] for row in offices if row["organization_id"]} - ids


def test_offices_have_a_start_before_their_end() -> None:
    for row in LEXICON.rows("offices"):
        assert row["office"] and row["source"], row
        first, last = span(row["from"], row["to"])
        assert first <= last, row
        assert row["from"], row


def test_no_name_means_two_actors_on_the_same_day() -> None:
    claims: dict[str, list[tuple[str, date, date]]] = defaultdict(list)
    for row in rows():
        for name in names_of(row):
            claims[name].append((row["actor_id"], *span(row["valid_from"], row["valid_to"])))
    clashes = {
        name: (a, b)
        for name, found in claims.items()
        for (a, a_first, a_last), (b, b_first, b_last) in combinations(found, 2)
        if a_first <= b_last and b_first <= a_last and name not in SHARED_NAMES
    }
    assert clashes == {}


@pytest.mark.parametrize(
    ("name", "actor_id"),
    [
        ("Korut", "country:KP"),
        ("AS", "country:US"),
        ("RRT", "country:CN"),
        ("Afsel", "country:ZA"),
        ("Negeri Ginseng", "country:KR"),
        ("Gedung Putih", "government:gedung-putih"),
        ("Kemhan", "government:kemhan"),
        ("KPK", "government:kpk"),
        ("PBB", "organization:pbb"),
        ("PDI-P", "party:pdip"),
        ("Jokowi", "person:joko-widodo"),
        ("Cak Imin", "person:muhaimin-iskandar"),
        ("Lloyd Austin", "person:lloyd-austin"),
        ("Pemprov Jatim", "government:pemprov-jawa-timur"),
        ("Polda Metro Jaya", "government:polda-metro-jaya"),
        ("Antam", "company:antam"),
        ("Hezbollah", "group:hizbullah"),
        ("Muhammadiyah", "organization:muhammadiyah"),
    ],
)
def test_names_newsrooms_use_lead_to_their_actor(name: str, actor_id: str) -> None:
    assert {row["actor_id"] for row in rows() if name in names_of(row)} == {actor_id}


def test_a_renamed_ministry_has_one_name_at_a_time() -> None:
    by_id = {row["actor_id"]: row for row in rows()}
    old, new = by_id["government:kominfo"], by_id["government:komdigi"]
    assert span(old["valid_from"], old["valid_to"])[1] < span(new["valid_from"], new["valid_to"])[0]


def test_every_indonesian_ministry_and_president_has_an_office_holder() -> None:
    held = {row["organization_id"] for row in LEXICON.rows("offices")}
    assert {"country:ID", "government:kemlu", "government:kemhan", "government:kemendagri", "government:tni"} <= held
    assert {"government:polri", "government:kpk", "government:pemprov-dki-jakarta", "country:KP"} <= held
