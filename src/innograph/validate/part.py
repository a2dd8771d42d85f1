"""Checking only what a change touches: is a graph that was sound still sound?

Every check looks at one node with what is said of it, and at what points to it; evidence at the graph of one article.
So of a sound graph with a few facts changed it is enough to check the nodes of these facts, the changed graphs, and as
much around them as the checks ask for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import pyoxigraph as ox

from innograph.graph.vocabulary import ADMS, OWL, PROV, SCHEMA
from innograph.reason.terms import Fact
from innograph.store import GraphStore
from innograph.validate.check import validate
from innograph.validate.evidence import FROM_TEXT
from innograph.validate.report import Finding

#: Properties whose objects the shapes and checks ask something of, beside the relations.
_POINTING = (ADMS.identifier, PROV.wasQuotedFrom, PROV.wasDerivedFrom, SCHEMA.publisher)


def find_new_problems(
    store: GraphStore,
    changed: Collection[Fact],
    graphs: Collection[ox.NamedNode],
    texts: Mapping[str, str] | None = None,
) -> list[Finding]:
    """The violations that a change may have made in a graph that had none: those of nodes of the changed facts.

    `changed` are the asserted facts that came or went, `graphs` the named graphs of the articles that changed. Raises
    what `validate` raises.
    """
    touched = {term for fact in changed for term in fact if isinstance(term, ox.NamedNode)}
    for _, p, o in changed:
        if p == OWL.sameAs and isinstance(o, ox.NamedNode):
            same = store.oxigraph.quads_for_pattern(None, OWL.sameAs, o, None)
            touched |= {quad.subject for quad in same if isinstance(quad.subject, ox.NamedNode)}
    part = GraphStore(_around(store, touched, set(graphs)), base=store.base)
    names = {node.value for node in touched}
    whole = {graph.value for graph in graphs}
    told = {(str(s), str(p), str(o)) for s, p, o in changed}

    def is_new(finding: Finding) -> bool:
        if finding.rule == "evidence/triple-without-claim" and whole.isdisjoint(finding.where):
            # What another article relates has its claim there, which is not in this part.
            return (f"<{finding.node}>", finding.path, finding.value) in told
        return finding.node in names

    return [finding for finding in validate(part, texts=texts) if is_new(finding)]


def _around(store: GraphStore, touched: Collection[ox.NamedNode], graphs: set[ox.NamedNode]) -> Iterator[ox.Quad]:
    """The changed graphs, the ontology, all that is said of the touched nodes, and one of each kind pointing there."""
    v, quads = store.vocabulary, store.oxigraph.quads_for_pattern
    inferred = v.inferred
    relations = {v.term(name) for name in FROM_TEXT}
    pointing = (*_POINTING, *relations, v.term("hasPartner"), v.term("country"))
    for graph in (*graphs, v.graph("ontology")):
        yield from quads(None, None, None, graph)
    for node in touched:
        known = False
        # The union says once what every article's graph may say.
        for said in store.union.quads_for_pattern(node, None, None, None):
            if said.predicate in relations and known:
                continue  # what other articles relate has its claims there
            for quad in _first(quads(node, said.predicate, said.object, None), inferred):
                known = True
                if said.predicate not in relations:
                    yield quad
        for predicate in pointing:
            yield from _first(quads(None, predicate, node, None), inferred)
        if not known:
            yield from _first(quads(None, None, node, None), inferred)


def _first(quads: Iterator[ox.Quad], inferred: ox.NamedNode) -> Iterator[ox.Quad]:
    for quad in quads:
        if quad.graph_name != inferred:
            yield quad
            return
