"""A view of one's own: the answer to a SPARQL query as a network."""

from __future__ import annotations

from innograph.errors import QueryError, UsageError
from innograph.view.network import Edge, Network, Readable


def asked(store: Readable, text: str, network: Network) -> Network:
    """What a query's answer names, of this network.

    Of a CONSTRUCT or DESCRIBE, the triples between things of the network: with their sentences where the network
    has the same relation, else as a relation without any (`related`). Of a SELECT, the relations of the network
    whose two ends are in the answer. Raises QueryError for a query that is wrong or names nothing of the network,
    UsageError for an ASK.
    """
    from innograph.query import ask

    answer = ask(store, text)
    if answer.is_graph:
        edges = _of_triples(
            [(str(getattr(t.subject, "value", "")), t.predicate.value, t.object) for t in answer.triples()],
            network,
            store,
        )
    elif answer.columns:
        named = {value for row in answer for value in row.values() if value in network.nodes}
        edges = [e for e in network.edges if e.subject in named and e.object in named]
    else:
        raise UsageError("an ASK has nothing to draw: ask with CONSTRUCT or SELECT")
    if not edges:
        raise QueryError("the answer names no two related things of the graph: let it give their IRIs")
    return network.with_edges(edges)


def _of_triples(triples: list[tuple[str, str, object]], network: Network, store: Readable) -> list[Edge]:
    own = f"{store.base}def/"
    known = {(e.subject, e.predicate, e.object): e for e in network.edges}
    found: dict[tuple[str, str, str], Edge] = {}
    for subject, predicate, term in triples:
        target = getattr(term, "value", "")
        if subject not in network.nodes or target not in network.nodes or hasattr(term, "datatype"):
            continue
        name = predicate.removeprefix(own)
        edge = known.get((subject, name, target)) or known.get((target, name, subject))
        if edge is None:
            edge = Edge(subject, "related", target)
        found[edge.subject, edge.predicate, edge.object] = edge
    return [found[key] for key in sorted(found)]
