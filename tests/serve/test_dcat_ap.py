"""The server's own catalogue against the official shapes of DCAT-AP and those of DCAT-AP-SE."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import DCAT
from served import serving
from test_catalogue import official, results, shapes_graph

from innograph.resources import resource

SETTINGS = resource("data", "publish", "example.toml")


@pytest.fixture(scope="module")
def catalogues(small_graph: Path) -> dict[str, rdflib.Graph]:
    """What a portal harvests, by path."""
    found = {}
    with serving(small_graph, "--publisher", str(SETTINGS)) as client:
        for path in ("/catalog", "/datasets/dcat"):
            answer = client.get(path, headers={"accept": "application/rdf+xml"})
            assert answer.status_code == 200, answer.text
            assert answer.headers["content-type"].startswith("application/rdf+xml")
            found[path] = rdflib.Graph().parse(data=answer.content, format="xml")
    return found


@pytest.mark.parametrize("file", ["shapes.ttl", "range.ttl", "deprecateduris.ttl", "dcat-ap-SHACL.ttl"])
def test_the_catalogue_conforms_to_dcat_ap(catalogues: dict[str, rdflib.Graph], file: str) -> None:
    shapes = shapes_graph(official("dcat-ap-3.0.1", file))
    assert results(catalogues["/catalog"], shapes) == []


def test_both_conform_to_dcat_ap_se(catalogues: dict[str, rdflib.Graph]) -> None:
    shapes = rdflib.Graph().parse(resource("ontology", "dcat-ap-se.ttl"))
    for path, graph in catalogues.items():
        conforms, _, words = pyshacl.validate(graph, shacl_graph=shapes)
        assert conforms, f"{path}\n{words}"


def test_the_shapes_can_fail_and_the_catalogue_offers_what_is_served(catalogues: dict[str, rdflib.Graph]) -> None:
    graph = catalogues["/catalog"]
    assert len(set(graph.subjects(rdflib.RDF.type, DCAT.DataService))) >= 1
    assert list(graph.objects(None, DCAT.endpointURL)) and list(graph.objects(None, DCAT.accessURL))
    broken = graph + rdflib.Graph()
    broken.remove((None, DCAT.accessURL, None))
    shapes = shapes_graph(official("dcat-ap-3.0.1", "shapes.ttl"))
    assert {path for _, path, _, _ in results(broken, shapes)} == {"accessURL"}
