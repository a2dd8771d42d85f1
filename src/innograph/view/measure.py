"""The numbers of a network that the panel of a thing shows: those of `innograph stats --network`, by networkx."""

from __future__ import annotations

from collections.abc import Sequence

from innograph.view.network import Edge, Node

#: More things than this are not measured: the shortest ways between all of them take minutes.
MOST = 1_000
# What nearly everything has to do with ties everything together and says nothing of who meets whom.
_NOT_TIES = frozenset({"Theme", "Article"})


def betweenness(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[float]:
    """For each node the share of the shortest ways between others that lead through it (Freeman, 1977).

    Themes and articles are no actors: they have -1, and no way leads through them. All have -1 in a network of
    more than MOST things.
    """
    if len(nodes) > MOST:
        return [-1.0] * len(nodes)
    import networkx as nx

    number = {node.iri: i for i, node in enumerate(nodes)}
    graph = nx.Graph()
    ties = sorted({(number[e.subject], number[e.object]) for e in edges})
    for a, b in ties:
        if nodes[a].type not in _NOT_TIES and nodes[b].type not in _NOT_TIES and a != b:
            graph.add_edge(a, b)
    found = nx.betweenness_centrality(graph)
    return [round(found[i], 4) if i in found else -1.0 for i in range(len(nodes))]
