"""Large networks: a page that opens on communities."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot
from pathlib import Path

import pytest
from opened import Opened

from innograph.view import network_html
from innograph.view.network import Edge, Evidence, Network, Node, Source

Open = Callable[..., Opened]


@pytest.fixture(scope="module")
def large_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six hundred things where a page is told that more than a hundred are too many."""
    base = "https://w3id.org/innograph/"
    source = Source(f"{base}id/article/a", "a", "Artikeln", "2024-05-01", "", "", "sv", False)
    iris = [f"{base}id/organization/{i:03}" for i in range(600)]
    nodes = {
        i: Node(i, "Organization", "inno:Company", {"sv": f"Bolag {i[-3:]}"}, articles=(source.iri,)) for i in iris
    }
    said = (Evidence(source.iri, 0, "De samarbetar.", 0.9, "r", "sv"),)
    pairs = [(g * 30 + a, g * 30 + (a + step) % 30) for g in range(20) for a in range(30) for step in (1, 2, 5)]
    pairs += [(g * 30, (g * 30 + 30) % 600) for g in range(20)]
    ends = sorted({(min(pair), max(pair)) for pair in pairs})
    found = [Edge(iris[a], "collaboratesWith", iris[b], said) for a, b in ends]
    path = tmp_path_factory.mktemp("large") / "page.html"
    network = Network(nodes, tuple(found), {source.iri: source})
    path.write_text(network_html(network, title="Stort", base=base, limit=100), encoding="utf-8")
    return path


def test_a_large_network_opens_on_its_communities(open_page: Open, large_page: Path) -> None:
    opened = open_page(large_page)
    drawn = opened.js("innograph.drawn()")
    assert 10 <= drawn <= 40
    opened.page.mouse.click(*opened.screen("node", opened.js("innograph.groupNode(0)")))
    opened.settle()
    assert opened.page.locator("#trail").is_visible()
    inside = opened.js("innograph.drawn()")
    assert 20 <= inside <= 60
    opened.page.click("#trail button")
    assert opened.js("innograph.drawn()") == drawn


def test_the_members_of_a_community_stand_apart_and_stay_where_they_are(open_page: Open, large_page: Path) -> None:
    opened = open_page(large_page, fragment="group=0")
    places = opened.js("innograph.places()")
    assert len(places) == opened.js("innograph.drawn()")
    for i, (_, x, y, size) in enumerate(places):
        for _, ox, oy, other in places[:i]:
            assert hypot(x - ox, y - oy) > size + other
    opened.go("group=1")
    opened.go("group=0")
    assert opened.js("innograph.places()") == places
    assert open_page(large_page, fragment="group=0").js("innograph.places()") == places


def test_search_reaches_every_node_of_a_large_network(open_page: Open, large_page: Path) -> None:
    opened = open_page(large_page)
    for name in ("Bolag 001", "Bolag 344", "Bolag 599"):
        opened.find(name)
        assert opened.page.locator("#panel h2").inner_text() == name
        opened.page.locator("#panel .why").first.click()
        assert "De samarbetar." in opened.page.inner_text("#panel")
    address = opened.js("innograph.address()")
    again = open_page(large_page, fragment=address)
    assert "De samarbetar." in again.page.inner_text("#panel")


def test_a_table_of_a_large_network_counts_relations_and_not_ties(open_page: Open, large_page: Path) -> None:
    opened = open_page(large_page, fragment="look=table")
    rows = opened.page.locator("#table-view tbody tr").count()
    assert rows == 300
    assert "Visa fler" in opened.page.inner_text("#table-view")
