"""The shapes: a small graph that conforms, and each way of damaging it that they must notice."""

from __future__ import annotations

import re
from functools import cache

import pyshacl
import pytest
import rdflib
from rdflib import RDF, RDFS, SH, Graph, Literal
from rdflib.collection import Collection
from rdflib.term import BNode, Node
from vocabulary_files import INNO, ORG, SCHEMA, SHAPE, local, read

from innograph.facts import SIGNATURES
from samplegraph import sample_store

SHAPES = read("shapes.ttl")
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
PREFIXES = """
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix country: <http://publications.europa.eu/resource/authority/country/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ex: <https://example.org/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix inno: <https://w3id.org/innograph/def/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
GOOD = """
ex:article a inno:Article ; dcterms:identifier "001-example" ; schema:inLanguage "sv" ;
  schema:headline "Ett exempel"@sv ; schema:datePublished "2026-11-22"^^xsd:date ;
  schema:url <https://example.org/nyheter/1> ; dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> ;
  inno:about ex:theme ; inno:mentions ex:agency .
ex:agency a inno:PublicAgency ; skos:prefLabel "Exempelmyndigheten"@sv , "Example Agency"@en ;
  skos:altLabel "EXM"@sv ; skos:hiddenLabel "Exempelmyndighetens"@sv ; inno:country country:SWE ;
  foaf:homepage <https://www.example.org> ; owl:sameAs wd:Q42 ; adms:identifier ex:number ;
  inno:collaboratesWith country:NLD ; inno:organizes ex:event ; inno:funds ex:project ; inno:memberOf ex:network ;
  inno:participatesIn ex:project .
ex:number a adms:Identifier ; skos:notation "202100-0000" ; adms:schemeAgency "organisationsnummer"@sv .
ex:unit a org:Organization ; skos:prefLabel "Enheten"@sv ; inno:partOf ex:agency .
ex:network a inno:Network ; skos:prefLabel "Nätverket"@sv ; inno:hasTheme ex:theme .
ex:government a inno:Government ; skos:prefLabel "Regeringen"@sv .
country:SWE a schema:Country ; skos:prefLabel "Sverige"@sv .
country:NLD a schema:Country ; skos:prefLabel "Nederländerna"@sv ; inno:participatesIn ex:event .
ex:person a foaf:Person ; skos:prefLabel "Anna Ek"@sv ; inno:worksFor ex:agency ; inno:leads ex:project ;
  inno:hasRole "strateg"@sv .
ex:role a org:Role ; skos:prefLabel "strateg"@sv .
ex:post a org:Membership ; org:member ex:person ; org:organization ex:agency ; org:role ex:role ;
  prov:wasDerivedFrom ex:claim .
ex:event a inno:Event ; skos:prefLabel "Dagen"@sv ; inno:hasTheme ex:theme .
ex:project a inno:Project ; skos:prefLabel "Projektet"@sv .
ex:assignment a inno:GovernmentAssignment ; skos:prefLabel "stödja inköp"@sv ; inno:assignedTo ex:agency ;
  inno:assignedBy ex:government ; inno:hasTheme ex:theme .
ex:collaboration a inno:Collaboration ; inno:hasPartner ex:agency , country:NLD ; inno:hasTheme ex:theme ;
  prov:wasDerivedFrom ex:claim .
ex:theme a inno:Theme ; skos:inScheme ex:themes ; skos:definition "A theme."@en ; skos:prefLabel "a"@sv , "a"@en ,
  "a"@nb , "a"@da , "a"@fi , "a"@nl , "a"@de .
ex:change a org:ChangeEvent ; org:originalOrganization ex:unit ; org:resultingOrganization ex:agency .
ex:claim a inno:Claim ; rdf:subject ex:person ; rdf:predicate inno:worksFor ; rdf:object ex:agency ;
  inno:quote "Anna Ek, strateg på Exempelmyndigheten"@sv ; inno:start 0 ; inno:end 38 ; inno:confidence 0.9 ;
  inno:rule "sv/person-role-at-organisation" ; prov:wasQuotedFrom ex:article ; prov:wasGeneratedBy ex:extraction .
ex:extraction a prov:Activity ; prov:wasAssociatedWith ex:program .
ex:program a prov:SoftwareAgent ; schema:name "innograph" .
ex:withdrawn a inno:WithdrawnClaim ; dcterms:description "Anna Ek leads Enheten" ; schema:text "Anna Ek på Enheten"@sv ;
  dcterms:source ex:article .
ex:correction a inno:Correction ; dcterms:type "reject" ; dcterms:description "reject Anna Ek leads Enheten" ;
  prov:wasRevisionOf ex:withdrawn ; prov:wasAttributedTo ex:corrector ; rdfs:comment "She does not." .
ex:corrector a prov:Agent ; schema:name "Bo Lind" .
"""
#: Name of the shape → what is taken out of the graph and what put in.
DAMAGES: list[tuple[str, str, str]] = [
    ("Named-prefLabel", "", 'ex:agency skos:prefLabel "Exempelverket"@sv .'),
    ("Named-prefLabel", "", 'ex:agency skos:prefLabel "Exempelverket" .'),
    ("Named-altLabel", "", 'ex:agency skos:altLabel "EXM" .'),
    ("Named-hiddenLabel", "", 'ex:agency skos:hiddenLabel ""@sv .'),
    ("Thing", "", "[] a inno:Event ; skos:prefLabel 'x'@sv ."),
    ("Organization-name", 'ex:unit skos:prefLabel "Enheten"@sv .', ""),
    ("Organization-name", "", "ex:firm a inno:Company ."),
    ("Organization-country", "", "ex:agency inno:country country:NOR ."),
    ("Organization-country", "", "ex:unit inno:country ex:sweden ."),
    ("Organization-homepage", "", 'ex:unit foaf:homepage "www.example.org" .'),
    ("Organization-sameAs", "", "ex:unit owl:sameAs <https://www.wikidata.org/wiki/Q42> ."),
    ("Organization-sameAs", "", "ex:agency owl:sameAs wd:Q43 ."),
    ("Organization-identifier", "", 'ex:unit adms:identifier "202100-0000" .'),
    ("Identified-class", "", "ex:unit adms:identifier ex:nothing ."),
    ("Identifier", 'ex:number skos:notation "202100-0000" .', 'ex:number skos:notation "2021000000" .'),
    ("Identifier-notation", 'ex:number skos:notation "202100-0000" .', ""),
    ("Identifier-schemeAgency", 'ex:number adms:schemeAgency "organisationsnummer"@sv .', ""),
    ("Person-name", 'ex:person skos:prefLabel "Anna Ek"@sv .', ""),
    ("Person-hasRole", "", 'ex:person inno:hasRole "strateg" .'),
    ("Person-hasRole", "", f'ex:person inno:hasRole "{"strateg och " * 20}"@sv .'),
    ("Place-name", 'country:NLD skos:prefLabel "Nederländerna"@sv .', ""),
    ("Publisher-name", "", "ex:paper a foaf:Agent ."),
    ("Membership-member", "ex:post org:member ex:person .", ""),
    ("Membership-organization", "", "ex:post org:organization ex:unit ."),
    ("Membership-role", "", "ex:post org:role ex:other . ex:other a org:Role ; skos:prefLabel 'x'@sv ."),
    ("Membership-wasDerivedFrom", "ex:post prov:wasDerivedFrom ex:claim .", ""),
    ("Evidence-class", "", "ex:post prov:wasDerivedFrom ex:nothing ."),
    ("Role-name", 'ex:role skos:prefLabel "strateg"@sv .', ""),
    ("ChangeEvent-originalOrganization", "ex:change org:originalOrganization ex:unit .", ""),
    ("ChangeEvent-resultingOrganization", "ex:change org:resultingOrganization ex:agency .", ""),
    ("Event-name", 'ex:event skos:prefLabel "Dagen"@sv .', ""),
    ("Project-name", 'ex:project skos:prefLabel "Projektet"@sv .', ""),
    ("GovernmentAssignment-name", 'ex:assignment skos:prefLabel "stödja inköp"@sv .', ""),
    ("GovernmentAssignment-assignedTo", "ex:assignment inno:assignedTo ex:agency .", ""),
    ("Collaboration-hasPartner", "ex:collaboration inno:hasPartner country:NLD .", ""),
    ("Collaboration-wasDerivedFrom", "ex:collaboration prov:wasDerivedFrom ex:claim .", ""),
    ("Theme-prefLabel", 'ex:theme skos:prefLabel "a"@fi .', ""),
    ("Theme-prefLabel", "", 'ex:theme skos:prefLabel "a"@fr .'),
    ("Theme-definition", 'ex:theme skos:definition "A theme."@en .', ""),
    ("Theme-inScheme", "ex:theme skos:inScheme ex:themes .", ""),
    ("Theme-broader", "", 'ex:theme skos:broader "climate" .'),
    ("Article-identifier", 'ex:article dcterms:identifier "001-example" .', ""),
    ("Article-inLanguage", 'ex:article schema:inLanguage "sv" .', ""),
    ("Article-inLanguage", 'ex:article schema:inLanguage "sv" .', 'ex:article schema:inLanguage "svenska" .'),
    ("Article-headline", "", 'ex:article schema:headline "An example"@en .'),
    ("Article-title", 'ex:article schema:headline "Ett exempel"@sv .', ""),
    ("Article-datePublished", "", 'ex:article schema:datePublished "2026"^^xsd:gYear .'),
    ("Article-datePublished", 'ex:article schema:datePublished "2026-11-22"^^xsd:date .',
     'ex:article schema:datePublished "i går" .'),
    ("Article-date", 'ex:article schema:datePublished "2026-11-22"^^xsd:date .', ""),
    ("Article-url", "", "ex:article schema:url <file:///tmp/article.md> ."),
    ("Article-license", "", 'ex:article dcterms:license "CC0" .'),
    ("Claim-subject", "ex:claim rdf:subject ex:person .", ""),
    ("Claim-predicate", "", "ex:claim rdf:predicate inno:leads ."),
    ("Claim-predicate", "ex:claim rdf:predicate inno:worksFor .", "ex:claim rdf:predicate inno:engagedIn ."),
    ("Claim-object", "ex:claim rdf:object ex:agency .", ""),
    ("Claim-quote", 'ex:claim inno:quote "Anna Ek, strateg på Exempelmyndigheten"@sv .', ""),
    ("Claim-start", "ex:claim inno:start 0 .", "ex:claim inno:start 99 ."),
    ("Claim-start", "ex:claim inno:start 0 .", "ex:claim inno:start -1 ."),
    ("Claim-end", "ex:claim inno:end 38 .", 'ex:claim inno:end "38" .'),
    ("Claim-confidence", "ex:claim inno:confidence 0.9 .", "ex:claim inno:confidence 1.1 ."),
    ("Claim-confidence", "ex:claim inno:confidence 0.9 .", "ex:claim inno:confidence 9.0e-1 ."),
    ("Claim-rule", 'ex:claim inno:rule "sv/person-role-at-organisation" .', ""),
    ("Claim-wasQuotedFrom", "ex:claim prov:wasQuotedFrom ex:article .", ""),
    ("Quoted-class", "ex:claim prov:wasQuotedFrom ex:article .", "ex:claim prov:wasQuotedFrom ex:lost ."),
    ("Claim-wasGeneratedBy", "ex:claim prov:wasGeneratedBy ex:extraction .", ""),
    ("Correction-wasAttributedTo", "ex:correction prov:wasAttributedTo ex:corrector .", ""),
    ("Correction-comment", 'ex:correction rdfs:comment "She does not." .', ""),
    ("Correction-type", 'ex:correction dcterms:type "reject" .', 'ex:correction dcterms:type "mend" .'),
    ("Correction-wasRevisionOf", "ex:correction prov:wasRevisionOf ex:withdrawn .", ""),
    ("WithdrawnClaim-description", 'ex:withdrawn dcterms:description "Anna Ek leads Enheten" .', ""),
    ("WithdrawnClaim-text", 'ex:withdrawn schema:text "Anna Ek på Enheten"@sv .', ""),
    ("WithdrawnClaim-source", "ex:withdrawn dcterms:source ex:article .", ""),
    ("SoftwareAgent-name", 'ex:program schema:name "innograph" .', ""),
    ("worksFor-subject", "", "ex:unit inno:worksFor ex:agency ."),
    ("worksFor-object", "", "ex:person inno:worksFor ex:project ."),
    ("leads-object", "", "ex:person inno:leads ex:event ."),
    ("collaboratesWith-object", "", "ex:agency inno:collaboratesWith ex:person ."),
    ("organizes-object", "", "ex:agency inno:organizes ex:project ."),
    ("participatesIn-subject", "", "ex:theme inno:participatesIn ex:event ."),
    ("memberOf-object", "", "ex:person inno:memberOf country:NLD ."),
    ("assignedTo-subject", "", "ex:project inno:assignedTo ex:agency ."),
    ("assignedBy-object", "", "ex:assignment inno:assignedBy ex:person ."),
    ("funds-object", "", "ex:agency inno:funds ex:person ."),
    ("partOf-subject", "", "ex:person inno:partOf ex:agency ."),
    ("hasTheme-subject", "", "ex:person inno:hasTheme ex:theme ."),
    ("hasTheme-object", "", "ex:project inno:hasTheme ex:agency ."),
    ("about-subject", "", "ex:project inno:about ex:theme ."),
    ("mentions-subject", "", "ex:agency inno:mentions ex:person ."),
    ("hasPartner-object", "", "ex:collaboration inno:hasPartner ex:person ."),
    ("country-object", "", "ex:unit inno:country ex:agency ."),
]  # fmt: skip


def turtle(text: str) -> Graph:
    return Graph().parse(data=PREFIXES + text, format="turtle")


@cache
def reader() -> Graph:
    return Graph() + SHAPES


def broken(data: Graph) -> set[str]:
    """The names of the shapes that something in the graph does not have."""
    _, results, text = pyshacl.validate(data, shacl_graph=reader(), inference="none", inplace=True)
    assert isinstance(results, Graph), text
    return {local(shape) for shape in results.objects(None, SH.sourceShape)}


def test_a_graph_as_it_should_be_conforms() -> None:
    assert broken(turtle(GOOD)) == set()


@pytest.mark.parametrize(("shape", "out", "put"), DAMAGES, ids=[f"{i}-{d[0]}" for i, d in enumerate(DAMAGES)])
def test_a_damage_is_noticed(shape: str, out: str, put: str) -> None:
    graph = turtle(GOOD)
    taken = turtle(out)
    assert all(triple in graph for triple in taken)
    for triple in taken:
        graph.remove(triple)
    for triple in turtle(put):
        graph.add(triple)
    assert shape in broken(graph)


def test_every_shape_that_reports_has_a_damage() -> None:
    reporting = {local(s) for s in SHAPES.subjects(SH.message)}
    sides = {
        f"{p}-{side}" for p in (*SIGNATURES, "mentions", "hasPartner", "country") for side in ("subject", "object")
    }
    assert reporting - {damage[0] for damage in DAMAGES} - sides == set()


def test_the_sample_graph_conforms() -> None:
    graph = Graph()
    text = "\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in sample_store().quads())
    graph.parse(data=text, format="nt")
    assert broken(graph) == set()


def test_every_report_is_in_english_and_swedish_and_says_how_bad_it_is() -> None:
    targets = {s for target in TARGETS for s in SHAPES.subjects(target)}
    assert targets
    for shape in targets:
        messages = [m for m in SHAPES.objects(shape, SH.message) if isinstance(m, Literal)]
        assert sorted(m.language or "" for m in messages) == ["en", "sv"], shape
        assert all(re.fullmatch(r"[A-ZÅÄÖ][^\n]+\.", str(m)) for m in messages)
        assert SHAPES.value(shape, SH.severity) in (SH.Violation, SH.Warning), shape


def test_shapes_have_names_and_only_lists_have_none() -> None:
    cells = set(SHAPES.subjects(RDF.first))
    for triple in SHAPES:
        for node in triple:
            assert not isinstance(node, BNode) or node in cells
    shapes = {s for kind in (SH.NodeShape, SH.PropertyShape) for s in SHAPES.subjects(RDF.type, kind)}
    assert all(str(shape).startswith(str(SHAPE)) for shape in shapes)


def test_nothing_needs_sparql_or_inference() -> None:
    assert not list(SHAPES.subject_objects(SH.sparql))
    assert not list(SHAPES.subject_objects(SH["class"]))


def classes_of(shape: str) -> set[Node]:
    """The classes that the shape of one side of a relation allows."""
    value = SHAPES.value(SHAPE[shape], SH.qualifiedValueShape)
    assert value is not None
    head = SHAPES.value(value, SH["in"])
    assert head is not None
    return set(Collection(Graph() + SHAPES, head))


@pytest.mark.parametrize("relation", sorted(SIGNATURES))
def test_the_shapes_allow_what_the_signatures_do(relation: str) -> None:
    examples = {
        "Organization": INNO.PublicAgency, "Person": rdflib.FOAF.Person, "Country": SCHEMA.Country, "Event": INNO.Event,
        "Project": INNO.Project, "Assignment": INNO.GovernmentAssignment, "Theme": INNO.Theme, "Article": INNO.Article,
    }  # fmt: skip
    for side, types in zip(("subject", "object"), SIGNATURES[relation], strict=True):
        if "literal" not in types:
            allowed = classes_of(f"{relation}-{side}")
            assert {t for t, cls in examples.items() if cls in allowed} == set(types)


def test_organisations_are_the_classes_that_the_ontology_has() -> None:
    ontology = read("innograph.ttl")
    below = set(ontology.transitive_subjects(RDFS.subClassOf, ORG.Organization))
    assert set(SHAPES.objects(SHAPE["Organization-name"], SH.targetClass)) == below
    assert classes_of("partOf-object") == below


def test_claims_are_of_the_relations_that_a_text_can_say() -> None:
    head = SHAPES.value(SHAPE["Claim-predicate"], SH["in"])
    assert head is not None
    listed = {local(p) for p in Collection(Graph() + SHAPES, head)}
    assert listed == {*SIGNATURES, "mentions"}
