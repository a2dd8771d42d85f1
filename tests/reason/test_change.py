"""After a change, the inferred graph is what inferring everything anew gives."""

from __future__ import annotations

from generated import graphs, ontologies, plain_graphs, plain_ontologies
from hypothesis import HealthCheck, given, settings
from pyoxigraph import NamedNode, Quad, Store

from goldfacts import gold_facts
from innograph.graph import given_quads, graph_quads
from innograph.reason import Change, close, replace, update
from innograph.reason.ontology import as_facts
from innograph.reason.rules import compile_rules
from innograph.reason.terms import Fact
from innograph.store import GraphStore

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


def test_articles_come_change_and_go() -> None:
    """Each change of the sample graph leaves what a full run gives, and none needs one."""
    all_facts = gold_facts()[:5]
    articles = [NamedNode(facts.iri) for facts in all_facts]
    store = GraphStore([*graph_quads(all_facts), *given_quads()])
    labels, registry = (store.vocabulary.graph(name) for name in ("labels", "registry"))

    def without(i: int) -> dict[NamedNode, list[Quad]]:
        """The graphs that are others when one article is not there."""
        left = list(graph_quads(all_facts[:i] + all_facts[i + 1 :]))
        return {g: [q for q in left if q.graph_name == g] for g in (articles[i], labels, registry)}

    def with_all(i: int) -> dict[NamedNode, list[Quad]]:
        quads = list(graph_quads(all_facts))
        return {g: [q for q in quads if q.graph_name == g] for g in (articles[i], labels, registry)}

    store.add(Quad(*fact, store.vocabulary.inferred) for fact in close(store.oxigraph).facts())  # type: ignore[arg-type]
    for i in range(len(all_facts)):
        for changed in (without(i), with_all(i)):
            change = replace(store, changed)
            assert not change.full
            assert change.derived or change.withdrawn
            found = facts_in(store.oxigraph, store.vocabulary.inferred)
            assert found == set(close(store.oxigraph).facts())
    # Half of an article's claims gone: what another article says too stays.
    half = [q for q in store.quads(articles[0])][::2]
    assert not replace(store, {articles[0]: half}).full
    assert facts_in(store.oxigraph, store.vocabulary.inferred) == set(close(store.oxigraph).facts())
    assert len(store.union) == len({q.triple for q in store})
