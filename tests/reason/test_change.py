"""After a change, the inferred graph is what inferring everything anew gives."""

from __future__ import annotations

from generated import graphs, ontologies, plain_graphs, plain_ontologies
from hypothesis import HealthCheck, given, settings
from pyoxigraph import NamedNode, Quad, Store

from innograph.reason import close
from innograph.reason.change import Change, update
from innograph.reason.ontology import as_facts
from innograph.reason.rules import compile_rules
from innograph.reason.terms import Fact

ONE, TWO = NamedNode("https://example.org/id/article/one"), NamedNode("https://example.org/id/article/two")
INFERRED = NamedNode("https://example.org/graph/inferred")


def facts_in(store: Store, graph: NamedNode) -> set[Fact]:
    return {(q.subject, q.predicate, q.object) for q in store.quads_for_pattern(None, None, None, graph)}


def after_change(ontology: list[Fact], kept: list[Fact], before: list[Fact], after: list[Fact]) -> Change:
    """Replace one of two graphs, and hold the outcome against a full run."""
    rules = compile_rules(as_facts(ontology))
    store = Store()
    store.extend(Quad(*fact, ONE) for fact in kept)  # type: ignore[arg-type]
    store.extend(Quad(*fact, TWO) for fact in before)  # type: ignore[arg-type]
    store.extend(Quad(*fact, INFERRED) for fact in close([*kept, *before], rules).facts())  # type: ignore[arg-type]

    store.clear_graph(TWO)
    store.extend(Quad(*fact, TWO) for fact in after)  # type: ignore[arg-type]
    change = update(store, before, after, inferred=INFERRED, rules=rules)

    assert facts_in(store, INFERRED) == set(close([*kept, *after], rules).facts())
    return change


@given(kept=plain_graphs, before=plain_graphs, after=plain_graphs, ontology=plain_ontologies)
@settings(max_examples=100, suppress_health_check=list(HealthCheck))
def test_piece_by_piece(kept: list[Fact], before: list[Fact], after: list[Fact], ontology: list[Fact]) -> None:
    assert not after_change(ontology, kept, before, after).full


@given(kept=graphs, before=graphs, after=graphs, ontology=ontologies)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_with_equality(kept: list[Fact], before: list[Fact], after: list[Fact], ontology: list[Fact]) -> None:
    after_change(ontology, kept, before, after)
