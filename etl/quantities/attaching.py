"""Which event of its sentence a quantity tells of."""

from __future__ import annotations

from functools import cache
from itertools import groupby

from etl.document import Document, EventMention, Quantity
from etl.lexicon import Lexicon
from etl.quantities import counts

Fitting = dict[str, frozenset[str]]


@cache
def _fitting(lexicon: Lexicon) -> Fitting:
    return {row["kind"]: frozenset(row["types"].split()) for row in lexicon.rows("quantity_types")}


def attach(doc: Document, lexicon: Lexicon) -> None:
    """Give the quantities of a sentence to the events reported in it, each to the nearest whose type it can tell of.

    A sentence whose events hold quantities already is left alone."""
    fitting = _fitting(lexicon)
    for number, group in groupby(sorted(doc.events, key=lambda e: e.sentence), key=lambda e: e.sentence):
        events = list(group)
        if any(event.quantities for event in events):
            continue
        sentence = doc.sentences[number]
        for quantity in counts.find(doc, sentence.start, sentence.end, lexicon):
            # "Seorang anggota DPRD ditangkap": one of something unspecified is the actor, not a count.
            one = quantity.kind == "other" and quantity.unit == "people" and quantity.high == 1
            able = [event for event in events if not one and event.type in fitting.get(quantity.kind, ())]
            if able:
                min(able, key=lambda event: _distance(event, quantity)).quantities.append(quantity)


def _distance(event: EventMention, quantity: Quantity) -> tuple[int, int]:
    """Characters between trigger and quantity; the earlier trigger where two are as near."""
    gap = max(quantity.start - event.trigger_end, event.trigger_start - quantity.end, 0)
    return gap, event.trigger_start
