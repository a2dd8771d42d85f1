"""The numbers in the panel are those of `innograph stats --network`."""

from __future__ import annotations

from innograph.stats import network_stats
from innograph.view import select_network
from innograph.view.measure import MOST, betweenness
from innograph.view.network import Node
from innograph.view.reader import read_network
from samplegraph import sample_store


def test_betweenness_is_that_of_the_statistics() -> None:
    network = select_network(read_network(sample_store()))
    iris = sorted({iri for e in network.edges for iri in (e.subject, e.object)})
    found = dict(zip(iris, betweenness([network.nodes[i] for i in iris], network.edges), strict=True))
    brokers = network_stats(sample_store(), top=10).brokers
    assert len(brokers) == 10
    for broker in brokers:
        assert found[broker.iri] == broker.betweenness
    assert all(value == -1 for iri, value in found.items() if network.nodes[iri].type == "Theme")


def test_a_huge_network_is_not_measured() -> None:
    nodes = [Node(str(i), "Organization", "", {"sv": "x"}) for i in range(MOST + 1)]
    assert set(betweenness(nodes, [])) == {-1.0}
