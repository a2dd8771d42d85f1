"""The catalogue against the official shapes of DCAT-AP, and the actors against those of CPOV."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import rdflib
from published import SHARED, settings, site
from pyshacl import validate
from rdflib.compare import to_isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, VOID

from conftest import require
from innograph.publish.settings import codes

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
SHAPES = SHARED / "shacl"
#: Warns of every publisher outside the EU's own bodies (SEMICeu/DCAT-AP, issue 87).
KNOWN = {("publisher", "NodeConstraintComponent"), ("inScheme", "HasValueConstraintComponent"),
         ("inScheme", "MinCountConstraintComponent")}  # fmt: skip


def official(*parts: str) -> Path:
    path = SHAPES.joinpath(*parts)
    require(path.is_file(), "no official shapes beside the checkout (../shared/reference)")
    return path


@cache
def catalogue(name: str = "catalog.ttl") -> rdflib.Graph:
    return rdflib.Graph().parse(site() / name)


def results(graph: rdflib.Graph, shapes: rdflib.Graph) -> list[tuple[str, str, str, str]]:
    """Severity, path, constraint and node of everything that the shapes find."""
    report = validate(graph, shacl_graph=shapes)[1]
    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        values = (
            report.value(result, p)
            for p in (SH.resultSeverity, SH.resultPath, SH.sourceConstraintComponent, SH.focusNode)
        )
        found.append(tuple(str(v).replace("#", "/").rpartition("/")[2] for v in values))
    return sorted(found)


def shapes_graph(path: Path) -> rdflib.Graph:
    """Shapes as published, without the two references to property shapes that the file does not hold."""
    shapes = rdflib.Graph().parse(path)
    there = set(shapes.subjects(SH.path))
    for triple in list(shapes.triples((None, SH.property, None))):
        if triple[2] not in there:
            shapes.remove(triple)
    return shapes


def test_three_syntaxes_say_the_same_without_blank_nodes() -> None:
    one = to_isomorphic(catalogue("catalog.ttl"))
    assert len(one) > 100
    for name in ("catalog.rdf", "catalog.jsonld"):
        assert to_isomorphic(catalogue(name)) == one
    for name in ("catalog.ttl", "dataportal.rdf", "void.ttl"):
        assert not [t for t in catalogue(name) if any(isinstance(node, rdflib.BNode) for node in t)]


def test_only_formats_differ_in_the_national_catalogue() -> None:
    plain, national = catalogue(), catalogue("dataportal.rdf")
    file_types = "http://publications.europa.eu/resource/authority/file-type"
    changed = {t for t in plain - national if not str(t[0]).startswith(file_types)}
    assert changed and {p for _, p, _ in changed} == {DCTERMS.format}
    added = {(p, type(o)) for _, p, o in national - plain}
    assert added == {(DCTERMS.format, rdflib.Literal)}


@pytest.mark.parametrize("file", ["shapes.ttl", "range.ttl", "deprecateduris.ttl", "dcat-ap-SHACL.ttl"])
@pytest.mark.parametrize("stubs", [False, True])
def test_the_catalogue_conforms_to_dcat_ap(file: str, stubs: bool) -> None:
    shapes = shapes_graph(official("dcat-ap-3.0.1", file))
    graph = catalogue() + rdflib.Graph()
    if stubs:
        graph.parse(SHARED / "dcat-example" / "authority-stubs.ttl")
    assert results(graph, shapes) == []


def test_the_catalogue_uses_the_eu_tables_as_the_shapes_want_them() -> None:
    shapes = shapes_graph(official("dcat-ap-3.0.1", "mdr-vocabularies.shape.ttl"))
    assert {(path, what) for _, path, what, _ in results(catalogue(), shapes)} <= KNOWN


def test_the_official_shapes_can_fail() -> None:
    shapes = shapes_graph(official("dcat-ap-3.0.1", "shapes.ttl"))
    graph = catalogue() + rdflib.Graph()
    graph.remove((None, DCAT.accessURL, None))
    assert {path for _, path, _, _ in results(graph, shapes)} == {"accessURL"}


def test_the_actors_conform_to_cpov() -> None:
    shapes = shapes_graph(official("cpov-2.1.2", "core-public-organisation-ap-SHACL.ttl"))
    graph = rdflib.Graph().parse(site() / "data" / "public-organisations.ttl")
    public = rdflib.URIRef("http://data.europa.eu/m8g/PublicOrganisation")
    whole = rdflib.Graph()
    for name in ("innograph.ttl", "inferred.ttl"):
        whole.parse(site() / "data" / name)
    organisations = set(graph.subjects(RDF.type, public))
    assert len(organisations) > 20 and organisations == set(whole.subjects(RDF.type, public))
    assert results(graph, shapes) == []
    # It says nothing that the graph does not say, but that a homepage is a document.
    assert {o for _, _, o in graph - whole} <= {FOAF.Document}


def test_the_codes_are_those_of_the_table() -> None:
    table = SHARED / "eu-authority.csv"
    require(table.is_file(), "no table of EU codes beside the checkout (../shared/reference)")
    text = table.read_text(encoding="utf-8")
    for code in codes().values():
        assert f",{code.iri}," in text


def test_void_counts_what_the_files_hold() -> None:
    void = catalogue("void.ttl")
    data = rdflib.Graph().parse(site() / "data" / "innograph.ttl")
    dataset = rdflib.URIRef(settings().address + "dataset")
    assert int(void.value(dataset, VOID.triples)) == len(data)
    assert int(void.value(dataset, VOID.distinctSubjects)) == len(set(data.subjects()))
    partitions = {
        void.value(part, VOID["class"]): int(void.value(part, VOID.entities))
        for part in void.objects(dataset, VOID.classPartition)
    }
    assert partitions == {c: len(set(data.subjects(RDF.type, c))) for c in set(data.objects(None, RDF.type))}
    for dump in void.objects(dataset, VOID.dataDump):
        assert (site() / str(dump).removeprefix(settings().address)).is_file()


def test_every_file_is_where_and_as_long_as_the_catalogue_says() -> None:
    graph = catalogue()
    files = list(graph.subject_objects(DCAT.downloadURL))
    assert len(files) == 6
    for distribution, address in files:
        file = site() / str(address).removeprefix(settings().address)
        assert file.stat().st_size == int(graph.value(distribution, DCAT.byteSize))
