"""Every inferred triple has a proof, and every proof is one."""

from __future__ import annotations

from generated import graphs, ontologies
from hypothesis import HealthCheck, assume, given, settings
from pyoxigraph import NamedNode, Quad, Store

from innograph.reason import close
from innograph.reason.match import unify
from innograph.reason.proof import Proof, explain
from innograph.reason.rules import Var
from innograph.reason.terms import Fact, Literal

GRAPH = NamedNode("https://example.org/id/article/one")
INFERRED = NamedNode("https://example.org/graph/inferred")


def stored(data: list[Fact], inferred: list[Fact]) -> Store:
    store = Store()
    store.extend(Quad(*fact, GRAPH) for fact in data)  # type: ignore[arg-type]
    store.extend(Quad(*fact, INFERRED) for fact in inferred)  # type: ignore[arg-type]
    return store


def check(proof: Proof, asserted: set[Fact]) -> None:
    """Every step is an instance of its rule, every leaf asserted."""
    if proof.rule is None:
        assert proof.fact in asserted
        return
    binding = unify(proof.rule.head, proof.fact, {})
    assert binding is not None
    assert len(proof.premises) == len(proof.rule.body)
    for atom, premise in zip(proof.rule.body, proof.premises, strict=True):
        binding = unify(atom, premise.fact, binding)
        assert binding is not None
        assert all(slot in binding for slot in atom if isinstance(slot, Var))
        check(premise, asserted)


@given(data=graphs, ontology=ontologies)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_every_inferred_triple_has_a_proof(data: list[Fact], ontology: list[Fact]) -> None:
    closure = close(data, ontology)
    assume(not closure.fixpoint.unequal)
    inferred = list(closure.facts())
    store = stored(data, inferred)
    for fact in inferred:
        proof = explain(store, *fact, rules=closure.rules)
        assert proof is not None, fact
        assert proof.rule is not None
        check(proof, set(data))


def test_what_does_not_follow_has_no_proof() -> None:
    thing, other = NamedNode("https://example.org/a"), NamedNode("https://example.org/b")
    label = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    store = stored([(thing, label, Literal("A", language="sv"))], [])
    rules = close([], []).rules
    assert explain(store, thing, label, Literal("A", language="sv"), rules) == Proof(
        (thing, label, Literal("A", language="sv"))
    )
    assert explain(store, thing, label, other, rules) is None
