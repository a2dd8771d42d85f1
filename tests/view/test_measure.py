"""The numbers in the panel are those of `innograph stats --network`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from opened import Opened

from innograph.stats import network_stats
from innograph.view import select_network
from innograph.view.reader import read_network
from samplegraph import sample_store


def test_betweenness_is_that_of_the_statistics(open_page: Callable[..., Opened], sample_page: Path) -> None:
    network = select_network(read_network(sample_store()))
    iris = sorted({iri for e in network.edges for iri in (e.subject, e.object)})
    found = dict(zip(iris, open_page(sample_page).js("innograph.betweenness()"), strict=True))
    brokers = network_stats(sample_store(), top=10).brokers
    assert len(brokers) == 10
    for broker in brokers:
        assert found[broker.iri] == pytest.approx(broker.betweenness, abs=1.01e-4)
    assert all(value == -1 for iri, value in found.items() if network.nodes[iri].type == "Theme")
