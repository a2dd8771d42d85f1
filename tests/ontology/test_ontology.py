"""The ontology: complete, within OWL 2 RL, and with the consequences that the model promises."""

from __future__ import annotations

import itertools
import re
from functools import cache
from pathlib import Path

import owlrl
import pytest
from rdflib import DCTERMS, FOAF, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import BNode, Node
from vocabulary_files import CV, INNO, ORG, SCHEMA, THEME, XSD, local, read

from innograph.facts import SIGNATURES
from innograph.resources import resource_root

GRAPH = read("innograph.ttl")
ONTOLOGY = INNO[""]
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
CLASSES = """PublicAgency Ministry Government Region Municipality University ResearchInstitute Company Association
    EUBody CompetenceCentre Network Council Collaboration GovernmentAssignment Event Project Theme Article Claim
    WithdrawnClaim Correction"""
PROPERTIES = """worksFor hasRole leads collaboratesWith organizes participatesIn memberOf assignedTo assignedBy
    hasAssignment gaveAssignment funds partOf hasTheme about mentions country engagedIn hasPartner quote start end
    confidence rule"""


def terms() -> list[Node]:
    """The classes and properties of our own."""
    kinds = (OWL.Class, *PROPERTY_KINDS)
    return sorted({s for k in kinds for s in GRAPH.subjects(RDF.type, k) if str(s).startswith(str(INNO))})


def closed(*facts: tuple[Node, Node, Node]) -> Graph:
    """The ontology, the themes' hierarchy and these facts, with all that follows (owlrl)."""
    graph = Graph()
    for s, p, o in GRAPH:
        if p not in (RDFS.label, RDFS.comment, RDFS.isDefinedBy):  # they only make it slow
            graph.add((s, p, o))
    for triple in read("themes.ttl").triples((None, SKOS.broader, None)):
        graph.add(triple)
    for fact in facts:
        graph.add(fact)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def errors(graph: Graph) -> list[Node]:
    return list(graph.subjects(RDF.type, URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")))


def test_every_term_of_the_model_is_defined() -> None:
    for name in CLASSES.split():
        assert (INNO[name], RDF.type, OWL.Class) in GRAPH, name
    for name in PROPERTIES.split():
        assert any((INNO[name], RDF.type, kind) in GRAPH for kind in PROPERTY_KINDS[:2]), name


def test_every_relation_that_a_text_can_say_is_a_property() -> None:
    for name, (_, objects) in SIGNATURES.items():
        kind = OWL.DatatypeProperty if "literal" in objects else OWL.ObjectProperty
        assert (INNO[name], RDF.type, kind) in GRAPH, name


def test_every_term_that_queries_and_program_use_is_defined() -> None:
    root = resource_root()
    files = [*root.glob("queries/*.rq"), *root.glob("src/innograph/**/*.py"), *root.glob("data/registry/*.csv")]
    assert files
    defined = {local(term) for term in terms()}
    for path in files:
        text = Path(path).read_text("utf-8")
        used = set(re.findall(r"\binno:([A-Za-z]\w*)", text)) | set(re.findall(r'\bterm\("(\w+)"\)', text))
        assert used <= defined, (path.name, used - defined)


@pytest.mark.parametrize("term", terms(), ids=local)
def test_a_term_of_our_own_says_what_it_means_in_both_languages(term: Node) -> None:
    for predicate in (RDFS.label, RDFS.comment):
        texts = [t for t in GRAPH.objects(term, predicate) if isinstance(t, Literal)]
        assert sorted(t.language or "" for t in texts) == ["en", "sv"], predicate
        assert all(str(t).strip() == str(t) and t for t in texts)
    assert list(GRAPH.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY]


def test_no_term_is_used_without_being_declared() -> None:
    builtin = (str(OWL), str(RDF), str(RDFS), str(XSD))
    about = {RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf, OWL.disjointWith, RDF.first}
    for s, p, o in GRAPH:
        for node in (s, o) if p in about else ():
            if isinstance(node, URIRef) and not str(node).startswith(builtin) and "/def/list/" not in str(node):
                assert (node, RDFS.label, None) in GRAPH, node
                assert (node, RDFS.isDefinedBy, None) in GRAPH, node


def test_the_header_names_version_licence_and_purpose() -> None:
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in GRAPH
    version = str(GRAPH.value(ONTOLOGY, OWL.versionInfo))
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert str(GRAPH.value(ONTOLOGY, OWL.versionIRI)) == f"{ONTOLOGY}{version}/"
    assert "publicdomain/zero" in str(GRAPH.value(ONTOLOGY, DCTERMS.license))
    for predicate in (DCTERMS.title, DCTERMS.description):
        texts = [t for t in GRAPH.objects(ONTOLOGY, predicate) if isinstance(t, Literal)]
        assert {t.language for t in texts} == {"en", "sv"}
    assert not list(GRAPH.objects(ONTOLOGY, OWL.imports))


# OWL 2 RL (https://www.w3.org/TR/owl2-profiles/#OWL_2_RL), as far as a file of named classes can break it


def test_no_blank_nodes() -> None:
    assert not [node for triple in GRAPH for node in triple if isinstance(node, BNode)]


def test_only_constructs_of_the_profile_are_used() -> None:
    allowed = {
        OWL.inverseOf, OWL.disjointWith, OWL.propertyChainAxiom, OWL.versionInfo, OWL.versionIRI,
    }  # fmt: skip
    assert {p for p in GRAPH.predicates() if str(p).startswith(str(OWL))} <= allowed
    kinds = {
        OWL.Ontology, OWL.Class, *PROPERTY_KINDS, OWL.SymmetricProperty, OWL.TransitiveProperty,
        OWL.IrreflexiveProperty, RDF.List,
    }  # fmt: skip
    assert set(GRAPH.objects(None, RDF.type)) <= kinds


def test_a_range_of_a_datatype_property_is_a_datatype_of_the_profile() -> None:
    allowed = {XSD.integer, XSD.decimal, XSD.string, XSD.nonNegativeInteger, XSD.dateTime, RDFS.Literal}
    for term in GRAPH.subjects(RDF.type, OWL.DatatypeProperty):
        assert set(GRAPH.objects(term, RDFS.range)) <= allowed, term


def test_a_term_has_one_kind() -> None:
    for term in terms():
        kinds = [kind for kind in (OWL.Class, *PROPERTY_KINDS) if (term, RDF.type, kind) in GRAPH]
        assert len(kinds) == 1, term


def test_an_irreflexive_property_is_simple() -> None:
    # OWL 2 (structural specification, 11): transitive properties, those with a chain and what is above them may not be.
    composite = set(GRAPH.subjects(RDF.type, OWL.TransitiveProperty)) | set(GRAPH.subjects(OWL.propertyChainAxiom))
    above = {p for c in composite for p in GRAPH.transitive_objects(c, RDFS.subPropertyOf)}
    irreflexive = set(GRAPH.subjects(RDF.type, OWL.IrreflexiveProperty))
    assert irreflexive
    assert not irreflexive & (composite | above)


def test_the_cells_of_the_chains_are_named_and_each_is_used() -> None:
    cells = set(GRAPH.subjects(RDF.type, RDF.List))
    used: set[Node] = set()
    for head in GRAPH.objects(None, OWL.propertyChainAxiom):
        steps = list(Collection(Graph() + GRAPH, head))
        assert len(steps) == 2
        assert all((step, RDF.type, OWL.ObjectProperty) in GRAPH for step in steps)
        while head != RDF.nil:
            used.add(head)
            (head,) = GRAPH.objects(head, RDF.rest)
    assert used == cells


def test_things_of_different_kinds_are_disjoint() -> None:
    kinds = [
        FOAF.Person, ORG.Organization, INNO.Event, INNO.Project, INNO.GovernmentAssignment, INNO.Theme, INNO.Article,
        INNO.Claim, INNO.Collaboration, ORG.Membership, SCHEMA.Place,
    ]  # fmt: skip
    for a, b in itertools.combinations(kinds, 2):
        assert ((a, OWL.disjointWith, b) in GRAPH) != ((b, OWL.disjointWith, a) in GRAPH), (a, b)


def test_no_class_is_below_two_that_are_disjoint() -> None:
    disjoint = set(GRAPH.subject_objects(OWL.disjointWith))
    for cls in GRAPH.subjects(RDF.type, OWL.Class):
        above = set(GRAPH.transitive_objects(cls, RDFS.subClassOf))
        assert not [pair for pair in itertools.product(above, above) if pair in disjoint], cls


# What follows

Fact = tuple[Node, Node, Node]
A, B, C, X = (URIRef(f"https://example.org/{name}") for name in "abcx")
NETWORKS = THEME["buyer-networks"]

FOLLOWS: list[tuple[list[Fact], Fact]] = [
    ([(A, RDF.type, INNO.PublicAgency)], (A, RDF.type, CV.PublicOrganisation)),
    ([(A, RDF.type, INNO.PublicAgency)], (A, RDF.type, FOAF.Agent)),
    ([(A, RDF.type, INNO.Network)], (A, RDF.type, ORG.Organization)),
    ([(A, INNO.worksFor, B)], (A, ORG.memberOf, B)),
    ([(A, INNO.worksFor, B)], (A, RDF.type, FOAF.Person)),
    ([(A, ORG.headOf, B)], (A, INNO.leads, B)),
    ([(A, INNO.collaboratesWith, B)], (B, INNO.collaboratesWith, A)),
    ([(A, INNO.organizes, X)], (X, SCHEMA.organizer, A)),
    ([(X, SCHEMA.organizer, A)], (A, INNO.organizes, X)),
    ([(A, INNO.funds, X)], (X, SCHEMA.funder, A)),
    ([(X, INNO.assignedTo, A)], (A, INNO.hasAssignment, X)),
    ([(X, INNO.assignedBy, A)], (A, INNO.gaveAssignment, X)),
    ([(A, INNO.partOf, B), (B, INNO.partOf, C)], (A, ORG.subOrganizationOf, C)),
    ([(X, INNO.hasTheme, NETWORKS)], (X, INNO.hasTheme, THEME["innovation-procurement"])),
    ([(X, INNO.hasTheme, NETWORKS)], (X, DCTERMS.subject, THEME["public-sector-innovation"])),
    ([(X, INNO.about, NETWORKS)], (X, SCHEMA.about, NETWORKS)),
    ([(X, INNO.assignedTo, A), (X, INNO.hasTheme, NETWORKS)], (A, INNO.engagedIn, NETWORKS)),
    (
        [(A, INNO.participatesIn, X), (X, INNO.hasTheme, NETWORKS)],
        (A, INNO.engagedIn, THEME["public-sector-innovation"]),
    ),
    ([(A, INNO.organizes, X), (X, INNO.hasTheme, NETWORKS)], (A, INNO.engagedIn, NETWORKS)),
    ([(A, INNO.memberOf, X), (X, INNO.hasTheme, NETWORKS)], (A, INNO.engagedIn, NETWORKS)),
    ([(X, INNO.hasPartner, A), (X, INNO.hasTheme, NETWORKS)], (A, INNO.engagedIn, NETWORKS)),
    ([(A, SKOS.prefLabel, Literal("Vinnova", lang="sv"))], (A, RDFS.label, Literal("Vinnova", lang="sv"))),
]


def of_case(number: int, fact: Fact) -> Fact:
    """The fact about things of this case alone, so that one closure serves all cases."""
    s, p, o = (URIRef(f"{n}-{number}") if n in (A, B, C, X) else n for n in fact)
    return s, p, o


@cache
def all_cases() -> Graph:
    return closed(*(of_case(i, fact) for i, (facts, _) in enumerate(FOLLOWS) for fact in facts))


@pytest.mark.parametrize("number", range(len(FOLLOWS)))
def test_what_follows(number: int) -> None:
    facts, follows = FOLLOWS[number]
    assert of_case(number, follows) in all_cases()
    assert of_case(number, follows) not in facts
    assert not errors(all_cases())


def test_what_may_be_a_place_is_not_taken_for_an_organisation() -> None:
    graph = closed(
        (A, RDF.type, SCHEMA.Country),
        (A, INNO.engagedIn, THEME["climate"]),
        (A, INNO.participatesIn, X),
        (A, INNO.collaboratesWith, B),
        (X, INNO.hasPartner, A),
        (C, INNO.mentions, A),
    )
    assert (A, RDF.type, ORG.Organization) not in graph
    assert not errors(graph)


def test_what_does_not_follow() -> None:
    graph = closed((C, INNO.about, NETWORKS), (X, INNO.assignedBy, A), (B, INNO.funds, X), (X, INNO.hasTheme, NETWORKS))
    assert list(graph.objects(C, INNO.about)) == [NETWORKS]
    assert not list(graph.objects(A, INNO.engagedIn)) + list(graph.objects(B, INNO.engagedIn))


@pytest.mark.parametrize(
    "facts",
    [
        [(A, RDF.type, FOAF.Person), (A, RDF.type, INNO.Company)],
        [(A, INNO.worksFor, X), (X, RDF.type, INNO.Project)],
        [(A, INNO.collaboratesWith, A)],
    ],
)
def test_what_cannot_be(facts: list[tuple[Node, Node, Node]]) -> None:
    assert errors(closed(*facts))
