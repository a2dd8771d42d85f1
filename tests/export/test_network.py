"""The network of actors, as networkx and other tools read it back."""

from __future__ import annotations

import io
import re

import networkx as nx
import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from goldfacts import gold_facts
from innograph.export.network import network, write_gexf, write_graphml
from innograph.store import GraphStore
from samplegraph import sample_store

VINNOVA = "https://w3id.org/innograph/id/organization/vinnova"
DIGG = "https://w3id.org/innograph/id/organization/myndigheten-for-digital-forvaltning"
SWEDEN = "http://publications.europa.eu/resource/authority/country/SWE"


def test_nodes_say_what_they_are() -> None:
    graph = network(sample_store())
    assert graph.nodes[VINNOVA] == {
        "label": "Vinnova",
        "type": "PublicAgency",
        "kind": "organization",
        "articles": 15,
        "first": "2012-04-19",
        "last": "2026-11-22",
        "country": "SWE",
        "website": "https://www.vinnova.se",
    }
    assert graph.nodes[SWEDEN]["kind"] == "place"
    assert graph.nodes[SWEDEN]["label"] == "Sverige"
    assert network(sample_store(), language="en").nodes[SWEDEN]["label"] == "Sweden"


def test_edges_say_how_often_and_when() -> None:
    edge = network(sample_store()).edges[DIGG, VINNOVA, "collaboratesWith"]
    assert edge == {
        "relation": "collaboratesWith",
        "weight": 2,
        "first": "2020-09-07",
        "last": "2024",
        "confidence": 1.0,
    }


def test_it_has_one_edge_for_each_fact_between_things() -> None:
    expected = set()
    for facts in gold_facts():
        for claim in facts.claims:
            if claim.predicate not in ("about", "hasRole"):
                pair = (claim.subject, claim.object)
                expected.add((*(sorted(pair) if claim.predicate == "collaboratesWith" else pair), claim.predicate))
    assert set(network(sample_store()).edges(keys=True)) == expected


def test_what_is_inferred_changes_nothing() -> None:
    plain, more = network(sample_store()), network(sample_store(inferred=True))
    assert dict(plain.nodes(data=True)) == dict(more.nodes(data=True))
    assert list(plain.edges(keys=True, data=True)) == list(more.edges(keys=True, data=True))


def test_files_read_back_with_all_attributes() -> None:
    graph = network(sample_store())
    for write, read in ((write_graphml, nx.read_graphml), (write_gexf, nx.read_gexf)):
        out = io.BytesIO()
        assert write(graph, out) == 0
        back = read(io.BytesIO(out.getvalue()))
        assert {n: d["label"] for n, d in back.nodes(data=True)} == dict(graph.nodes(data="label"))
        assert {n: d["articles"] for n, d in back.nodes(data=True)} == dict(graph.nodes(data="articles"))
        told = {(s, t, d["relation"], int(d["weight"]), d.get("first")) for s, t, d in back.edges(data=True)}
        assert told == {(s, t, d["relation"], d["weight"], d.get("first")) for s, t, d in graph.edges(data=True)}
        # No clock, and nothing that another version of a library would write in another way.
        assert not re.search(rb"(?i)lastmodified|networkx \d", out.getvalue())


@given(st.text(st.characters(blacklist_categories=["Cs"])), st.text(st.characters(blacklist_categories=["Cs"])))
def test_no_label_breaks_a_file(label: str, other: str) -> None:
    base = "https://w3id.org/innograph/"
    article = ox.NamedNode(f"{base}id/article/a")
    things = {ox.NamedNode(f"{base}id/person/a"): label, ox.NamedNode(f"{base}id/person/b"): other}
    quads = []
    for node, name in things.items():
        quads.append(ox.Quad(article, ox.NamedNode(f"{base}def/mentions"), node, article))
        preferred = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
        quads.append(ox.Quad(node, preferred, ox.Literal(name, language="sv"), article))
    graph = network(GraphStore(quads))
    assert sorted(dict(graph.nodes(data="label")).values()) == sorted([label, other])
    for write, read in ((write_graphml, nx.read_graphml), (write_gexf, nx.read_gexf)):
        out = io.BytesIO()
        replaced = write(graph, out)
        back = read(io.BytesIO(out.getvalue()))
        assert sorted(back) == sorted(graph)
        if not replaced and "\r" not in label + other and label.strip() and other.strip():
            assert sorted(dict(back.nodes(data="label")).values()) == sorted([label, other])
