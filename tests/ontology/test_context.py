"""The JSON-LD context: every term of ours has a readable key, and nothing is lost on the way there and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.term import Node
from vocabulary_files import INNO, ORG, SCHEMA, XSD, local, read, read_context

CONTEXT = read_context()
ONTOLOGY = read("innograph.ttl")


def iri_of(name: str) -> str | None:
    """What a key or prefixed name of the context stands for."""
    value: Any = CONTEXT.get(name)
    value = value.get("@id", value.get("@reverse")) if isinstance(value, dict) else value
    if value is None and ":" in name:
        prefix, _, rest = name.partition(":")
        return f"{CONTEXT[prefix]}{rest}"
    return iri_of(value) if value and ":" in value and not value.startswith("http") else value


def ours(*kinds: Node) -> list[Node]:
    return sorted({t for k in kinds for t in ONTOLOGY.subjects(RDF.type, k) if str(t).startswith(str(INNO))})


@pytest.mark.parametrize("term", ours(OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty), ids=local)
def test_every_term_of_ours_has_its_own_name_as_key(term: Node) -> None:
    assert iri_of(local(term)) == str(term)


@pytest.mark.parametrize("term", ours(OWL.ObjectProperty), ids=local)
def test_what_points_to_a_thing_holds_its_iri(term: Node) -> None:
    assert CONTEXT[local(term)]["@type"] == "@id"


def test_numbers_have_the_datatype_of_the_ontology() -> None:
    for term, datatype in ONTOLOGY.subject_objects(RDFS.range):
        if (term, RDF.type, OWL.DatatypeProperty) in ONTOLOGY and datatype != XSD.string:
            assert iri_of(CONTEXT[local(term)]["@type"]) == str(datatype)


def test_every_key_stands_for_an_absolute_iri() -> None:
    for name, value in CONTEXT.items():
        if name.startswith("@"):
            continue
        iri = iri_of(name)
        assert iri and (iri.startswith("http") or iri in ("@id", "@type")), (name, value)


def test_no_two_keys_say_the_same_in_the_same_way() -> None:
    meanings = [
        (iri_of(name), json.dumps({k: v for k, v in value.items() if k != "@id"}) if isinstance(value, dict) else "")
        for name, value in CONTEXT.items()
        if not name.startswith("@")
    ]
    assert len(set(meanings)) == len(meanings)


def test_a_document_in_readable_words_is_the_graph_that_it_means() -> None:
    document = {
        "@context": CONTEXT,
        "id": "https://example.org/agency",
        "type": ["PublicAgency", "Organization"],
        "prefLabel": {"sv": "Exempelmyndigheten", "en": "Example Agency"},
        "altLabel": {"sv": ["EXM", "Exempel"]},
        "country": "euCountry:SWE",
        "sameAs": "wd:Q42",
        "collaboratesWith": ["euCountry:NLD", "https://example.org/other"],
        "engagedIn": "theme:climate",
    }
    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    agency = URIRef("https://example.org/agency")
    country = "http://publications.europa.eu/resource/authority/country/"
    wanted = Graph()
    for predicate, object_ in [
        (RDF.type, INNO.PublicAgency),
        (RDF.type, ORG.Organization),
        (SKOS.prefLabel, Literal("Exempelmyndigheten", lang="sv")),
        (SKOS.prefLabel, Literal("Example Agency", lang="en")),
        (SKOS.altLabel, Literal("EXM", lang="sv")),
        (SKOS.altLabel, Literal("Exempel", lang="sv")),
        (INNO.country, URIRef(f"{country}SWE")),
        (OWL.sameAs, URIRef("http://www.wikidata.org/entity/Q42")),
        (INNO.collaboratesWith, URIRef(f"{country}NLD")),
        (INNO.collaboratesWith, URIRef("https://example.org/other")),
        (INNO.engagedIn, URIRef("https://w3id.org/innograph/id/theme/climate")),
    ]:
        wanted.add((agency, predicate, object_))
    assert isomorphic(graph, wanted)


def test_a_claim_there_and_back() -> None:
    turtle = """
        @prefix ex: <https://example.org/> . @prefix inno: <https://w3id.org/innograph/def/> .
        @prefix prov: <http://www.w3.org/ns/prov#> . @prefix schema: <https://schema.org/> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        ex:a a inno:Article ; schema:headline "Nyhet"@sv ; schema:datePublished "2026-11-22"^^xsd:date .
        ex:b a inno:Article ; schema:datePublished "2026"^^xsd:gYear .
        ex:c a inno:Claim ; rdf:subject ex:p ; rdf:predicate inno:hasRole ; rdf:object "strateg"@sv ;
          inno:quote "Anna Ek, strateg"@sv ; inno:start 0 ; inno:end 16 ; inno:confidence 0.9 ; inno:rule "r" ;
          prov:wasQuotedFrom ex:a ; prov:wasGeneratedBy ex:run .
        ex:d a inno:Claim ; rdf:object ex:o .
    """
    graph = Graph().parse(data=turtle, format="turtle")
    written = graph.serialize(format="json-ld", context=CONTEXT, auto_compact=False)
    nodes = {node["id"]: node for node in json.loads(written)["@graph"]}
    claim = nodes["https://example.org/c"]
    assert claim["quote"] == {"sv": "Anna Ek, strateg"}
    assert claim["objectText"] == {"sv": "strateg"}
    assert claim["wasQuotedFrom"] == "https://example.org/a"
    assert nodes["https://example.org/d"]["object"] == "https://example.org/o"
    assert isomorphic(Graph().parse(data=written, format="json-ld"), graph)
    assert SCHEMA.headline in set(graph.predicates())


@pytest.mark.parametrize("name", ["innograph.ttl", "themes.ttl"])
def test_our_own_files_there_and_back(name: str) -> None:
    graph = read(name)
    written = graph.serialize(format="json-ld", context=CONTEXT)
    again = Graph().parse(data=written, format="json-ld")
    assert set(again) == set(graph)
