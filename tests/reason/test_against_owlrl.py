"""The closure is what owlrl finds, less what is documented as not materialised."""

from __future__ import annotations

import os
from collections import Counter

from generated import graphs, ontologies
from hypothesis import HealthCheck, assume, given, settings
from reference import entailed, expand

from goldfacts import gold_facts
from innograph.graph import graph_quads
from innograph.reason import close
from innograph.reason.ontology import read_ontology
from innograph.reason.terms import SKOS, TYPE, Fact, NamedNode, Term, fact_of
from innograph.resources import resource

#: Generated graphs to compare; in CI as many as the project promises.
GRAPHS = 500 if os.environ.get("INNOGRAPH_STRICT") == "1" else 100
BROADER = NamedNode(SKOS + "broader")
#: Properties without an axiom, which fill the reference's memory and hours and no rule looks at.
WITHOUT_RULES = {"altLabel", "hiddenLabel", "editorialNote", "definition", "confidence", "rule", "notation"}


def sample() -> tuple[list[Fact], list[Fact]]:
    """The facts of the sample articles and the registry, the themes' hierarchy, and our ontology."""
    ontology = read_ontology()
    themes = read_ontology(resource("ontology", "themes.ttl"))
    facts = {fact_of(quad) for quad in graph_quads(gold_facts())}
    hierarchy = {fact for fact in themes if fact[1] in (TYPE, BROADER)}
    return [fact for fact in facts | hierarchy if local_name(fact[1]) not in WITHOUT_RULES], ontology


def local_name(term: Term) -> str:
    return str(getattr(term, "value", "")).replace("#", "/").rsplit("/", 1)[-1]


def test_sample_graph() -> None:
    data, ontology = sample()
    closed = expand([*data, *ontology])
    for every_name in (True, False):
        inferred = set(close(data, ontology, every_name=every_name).facts())
        assert inferred == entailed(data, ontology, every_name=every_name, closed=closed)
    found = Counter(local_name(p) for _, p, _ in inferred)
    assert all(found[name] for name in ("engagedIn", "hasMember", "hasTheme", "collaboratesWith", "label", "exact"))


@given(data=graphs, ontology=ontologies)
@settings(max_examples=GRAPHS, suppress_health_check=list(HealthCheck))
def test_generated_graphs(data: list[Fact], ontology: list[Fact]) -> None:
    closed = expand([*data, *ontology])
    for every_name in (True, False):
        closure = close(data, ontology, every_name=every_name)
        assume(not closure.fixpoint.unequal)  # two literals made one: a contradiction, not an inference
        assert set(closure.facts()) == entailed(data, ontology, every_name=every_name, closed=closed)
