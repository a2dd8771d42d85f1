"""owlrl, the reference: what it finds in a graph, less what innograph documents as not materialised."""

from __future__ import annotations

from collections.abc import Iterable

import rdflib
from owlrl import DeductiveClosure, OWLRL_Semantics

from innograph.reason.ontology import as_facts
from innograph.reason.rules import compile_rules
from innograph.reason.terms import (
    NOTHING,
    RDFS,
    SAME_AS,
    THING,
    TYPE,
    BlankNode,
    Fact,
    Literal,
    NamedNode,
    from_rdflib,
    is_vocabulary,
    to_rdflib,
)


def expand(facts: Iterable[Fact]) -> set[Fact]:
    """The closure of these triples (data and ontology together), by owlrl alone."""
    graph = rdflib.Graph()
    for s, p, o in facts:
        graph.add((to_rdflib(s), to_rdflib(p), to_rdflib(o)))
    DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    return {(from_rdflib(s), from_rdflib(p), from_rdflib(o)) for s, p, o in graph}


def entailed(
    data: Iterable[Fact], ontology: Iterable[Fact], *, every_name: bool = True, closed: set[Fact] | None = None
) -> set[Fact]:
    """What owlrl finds beyond data and ontology, less NOT_MATERIALISED. `closed` is what `expand` gives."""
    data, ontology = list(data), list(ontology)
    rules = compile_rules(as_facts([*data, *ontology]))
    named = {term for s, p, o in data if p != SAME_AS for term in (s, o)}
    outside = {term for s, p, o in data if p == SAME_AS for term in (s, o)} - named

    def materialised(fact: Fact) -> bool:
        s, p, o = fact
        if isinstance(s, Literal) or any(isinstance(term, BlankNode) for term in fact):
            return False
        if (s == o and p == SAME_AS) or s in rules.vocabulary or is_vocabulary(s):
            return False
        if p == TYPE and (o in (THING, NOTHING, NamedNode(RDFS + "Resource")) or o in rules.datatypes):
            return False
        return every_name or (s not in outside and o not in outside)

    return {fact for fact in closed or expand([*data, *ontology]) if materialised(fact)} - set(data) - set(ontology)
