"""The rows that pages are made from are the same from an article's own statements as from the store."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from goldfacts import gold_facts
from innograph.graph import GraphWriter, given_quads
from innograph.iri import DEFAULT_BASE
from innograph.store import GraphStore
from innograph.view.reader import ArticleRows, read_rows, read_things


def in_order(rows: Any) -> dict[str, Any]:
    """Rows whose values come in no order."""
    return {
        iri: {name: sorted(values) for name, values in row.items()} if isinstance(row, dict) else sorted(map(repr, row))
        for iri, row in rows.items()
    }


def test_articles_one_by_one_and_the_whole_store() -> None:
    writer, drawing = GraphWriter(), ArticleRows(DEFAULT_BASE)
    quads = []
    made: dict[str, dict[str, Any]] = defaultdict(dict)
    for facts in gold_facts():
        statements, _, node = writer.statements(facts)
        for kind, row in zip(("heads", "claims"), drawing.make([*statements, *statements], node), strict=True):
            if row:
                made[kind][node.value] = row
        quads += writer.add(facts)
    store = GraphStore([*quads, *writer.finish(), *given_quads()])
    rows = read_rows(store)
    assert len(rows.heads) > 20 and len(rows.claims) > 20
    assert in_order(made["heads"]) == in_order(rows.heads)
    assert in_order(made["claims"]) == in_order(rows.claims)
    assert read_things(store).keys() == rows.things.keys()
