"""The public organisations in the EU's Core Public Organisation Vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from innograph.graph import given_quads
from innograph.graph.vocabulary import ADMS, CV, FOAF, ORG, OWL, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from innograph.store import GraphStore

_PARTS = (ORG.subOrganizationOf, ORG.hasSubOrganization)


def public_organisations(store: GraphStore) -> list[ox.Triple]:
    """The public organisations as the EU's Core Public Organisation Vocabulary 2.1.2 wants them, sorted.

    Its shapes allow one other name a language (here the shortest), want homepages to be documents, and only public
    organisations as parts and wholes; the graph itself says more.
    """
    union, found = store.union, set[ox.Triple]()
    classes = _with_narrower(CV.PublicOrganisation, store.base)
    public = {q.subject for cls in classes for q in union.quads_for_pattern(None, RDF.type, cls, None)}
    for node in public:
        assert isinstance(node, ox.NamedNode)
        found.add(ox.Triple(node, RDF.type, CV.PublicOrganisation))
        shortest: dict[str, ox.Literal] = {}
        for quad in union.quads_for_pattern(node, None, None, None):
            value = quad.object
            if quad.predicate == SKOS.altLabel and isinstance(value, ox.Literal):
                tag = value.language or ""
                other = shortest.get(tag, value)
                shortest[tag] = min(value, other, key=lambda name: (len(name.value), name.value))
            elif quad.predicate in (SKOS.prefLabel, OWL.sameAs):
                found.add(quad.triple)
            elif quad.predicate == FOAF.homepage and isinstance(value, ox.NamedNode):
                found |= {quad.triple, ox.Triple(value, RDF.type, FOAF.Document)}
            elif quad.predicate == ADMS.identifier and isinstance(value, ox.NamedNode):
                found |= {quad.triple, *(q.triple for q in union.quads_for_pattern(value, None, None, None))}
            elif quad.predicate in _PARTS and value in public and value != node:
                found.add(quad.triple)
        found |= {ox.Triple(node, SKOS.altLabel, name) for name in shortest.values()}
    return sorted(found, key=str)


def _with_narrower(cls: ox.NamedNode, base: str) -> list[ox.NamedNode]:
    """A class and all below it by the ontology, sorted: a graph read from a file has no inferred types."""
    above = [q for q in given_quads(base) if q.predicate == RDFS.subClassOf]
    found, queue = {cls}, [cls]
    while queue:
        wanted = queue.pop()
        for quad in above:
            if quad.object == wanted and isinstance(quad.subject, ox.NamedNode) and quad.subject not in found:
                found.add(quad.subject)
                queue.append(quad.subject)
    return sorted(found, key=str)
