"""The schema is a contract: names that others rely on, and types that both stores know."""

from __future__ import annotations

import pytest

from etl.ontology import ONTOLOGY
from etl.schema import ARROW, BY_NAME, DUCKDB, EVENT_TYPES, PLOVER_TYPES, QUADS, TABLES, Table

# Tables and columns that users' queries rely on; adding is free, renaming or dropping one is a breaking change.
CONTRACT = {
    "raw_articles": "raw_id source_file locator format content_hash",
    "articles": "article_id version raw_id url title publisher published_at published_zone published_date "
    "published_granularity published_basis authors editors dateline credited_sources related_titles captions text "
    "language duplicate_of content_hash source_file",
    "removed_spans": "article_id kind raw_start raw_end text",
    "sentences": "article_id field sentence_no start_char end_char text",
    "time_expressions": "article_id field start_char end_char text type value mod quant direction start_date "
    "end_date granularity anchor conflict rule_id",
    "actors": "actor_id name name_en kind country n_articles n_events first_date last_date",
    "actor_aliases": "actor_id alias alias_kind valid_from valid_to basis",
    "actor_mentions": "article_id field sentence_no start_char end_char text actor_id role_text basis confidence",
    "actor_roles": "actor_id office organization_id article_id date",
    "places": "place_id name kind country lat lon",
    "place_mentions": "article_id field start_char end_char text place_id basis",
    "quotes": "article_id field sentence_no start_char end_char text is_direct verb speaker_id speaker_text",
    "event_mentions": "event_mention_id article_id field sentence_no type mode contexts plover_type quad intensity "
    "trigger trigger_start trigger_end evidence evidence_start evidence_end modality start_date end_date granularity "
    "date_basis date_text place place_id place_precision place_basis speaker_id confidence rule_id",
    "event_actors": "event_mention_id actor_id name role affiliation_id",
    "event_quantities": "event_mention_id kind low high unit text",
    "event_links": "event_mention_id event_id method",
    "events": "event_id type start_date end_date granularity place place_id lat lon source_ids target_ids modality "
    "denied_by_ids n_mentions n_articles n_publishers best_mention_id first_reported confidence",
    "event_id_history": "old_id new_id",
    "rejects": "source_file locator reason detail",
    "value_issues": "article_id field text reason detail",
    "coverage": "article_id sentence_no trigger reason",
    "build_info": "code_version lexicon_version ontology_version schema_version input_digest",
}


@pytest.mark.parametrize(("table", "columns"), CONTRACT.items())
def test_warehouse_has_the_contract_columns(table: str, columns: str) -> None:
    assert BY_NAME[table].warehouse
    assert set(columns.split()) <= {c.name for c in BY_NAME[table].warehouse_columns()}


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_tables_are_well_formed(table: Table) -> None:
    names = [c.name for c in table.columns]
    assert len(set(names)) == len(names)
    assert set(table.key) <= {c.name for c in table.warehouse_columns() or table.lake_columns()}
    for column in table.columns:
        assert column.type in ARROW
        assert column.type in DUCKDB
        assert column.comment.endswith(".")
    assert table.arrow().names == [c.name for c in table.lake_columns()]


def test_ontology_covers_every_type_and_only_plover_types_have_a_quad() -> None:
    assert set(ONTOLOGY) == set(EVENT_TYPES)
    for kind in ONTOLOGY.values():
        assert (kind.quad in QUADS) == (kind.name in PLOVER_TYPES)
        assert kind.plover_type == (kind.name if kind.name in PLOVER_TYPES else None)


def test_a_mode_without_its_own_score_takes_the_type_s() -> None:
    assert ONTOLOGY["CONSULT"].intensity_of("visit") == 4
    assert ONTOLOGY["PROTEST"].intensity_of("vandalize") == -5
    assert ONTOLOGY["X_DISASTER"].intensity_of("flood") is None
