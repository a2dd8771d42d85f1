"""A graph damaged in many ways: each damage is reported in words, with the node and the rule."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, serialize
from rdflib.namespace import RDF, SH

from goldfacts import gold_facts
from innograph.cli import cli
from innograph.graph import given_quads, graph_quads
from innograph.graph.vocabulary import FOAF, ORG, OWL, PROV, SCHEMA, SKOS, XSD, A, Vocabulary
from innograph.iri import DEFAULT_BASE
from innograph.store import GraphStore
from innograph.validate import Report, validate

V = Vocabulary()
ARTICLE = V.thing("article", "001-darja-isaksson-om-innovationsveckan")
DIGG_ARTICLE = V.thing("article", "004-digg-medlem-i-openpeppol")
VINNOVA = V.thing("organization", "vinnova")
SKR = V.thing("organization", "sveriges-kommuner-och-regioner")
DARJA = V.thing("person", "darja-isaksson")
WEEK = V.thing("event", "innovationsveckan")
REGISTRY, LABELS = V.graph("registry"), V.graph("labels")
RDF_SUBJECT, RDF_OBJECT = (
    NamedNode(f"http://www.w3.org/1999/02/22-rdf-syntax-ns#{name}") for name in ("subject", "object")
)
Quads = list[Quad]


@cache
def sound() -> tuple[Quad, ...]:
    """Some sample articles, with all that is given but the themes' trigger words."""
    given = (quad for quad in given_quads() if quad.predicate not in (SKOS.hiddenLabel, SKOS.altLabel))
    return tuple({*graph_quads(gold_facts()[:7]), *given})


def without(quads: Iterable[Quad], subject: NamedNode | None, predicate: NamedNode, obj: object = None) -> Quads:
    kept = [
        q
        for q in quads
        if not (
            (subject is None or q.subject == subject) and q.predicate == predicate and (obj is None or q.object == obj)
        )
    ]
    assert len(kept) < len(list(quads)), "nothing to damage"
    return kept


def claim_of(subject: NamedNode, obj: NamedNode) -> NamedNode:
    """The claim of ARTICLE about this pair."""
    found = {q.subject for q in sound() if q.predicate == RDF_SUBJECT and q.object == subject}
    found &= {q.subject for q in sound() if q.predicate == RDF_OBJECT and q.object == obj}
    found &= {q.subject for q in sound() if q.predicate == PROV.wasQuotedFrom and q.object == ARTICLE}
    found &= {q.subject for q in sound() if q.object == V.term("worksFor")}
    claim = min(found, key=str)
    assert isinstance(claim, NamedNode)
    return claim


def swap(quads: Iterable[Quad], subject: NamedNode, predicate: NamedNode, obj: NamedNode | Literal) -> Quads:
    graph = next(q.graph_name for q in quads if q.subject == subject and q.predicate == predicate)
    return [*without(quads, subject, predicate), Quad(subject, predicate, obj, graph)]


@dataclass(frozen=True)
class Damage:
    """What is done, and what must be said of it: the rule, the node, and words of the message."""

    do: Callable[[tuple[Quad, ...]], Quads]
    rule: str
    node: NamedNode | str
    words: str
    severity: str = "violation"


CLAIM = claim_of(DARJA, VINNOVA)
WORKS_FOR = V.term("worksFor")

DAMAGES = {
    "an organisation without a name": Damage(
        lambda q: without(q, VINNOVA, SKOS.prefLabel), "shape/Organization-name", VINNOVA, "has no name"
    ),
    "a thing without a name": Damage(
        lambda q: without(q, WEEK, SKOS.prefLabel), "health/no-label", WEEK, "no skos:prefLabel"
    ),
    "a name without its language": Damage(
        lambda q: swap(q, DARJA, SKOS.prefLabel, Literal("Darja Isaksson")),
        "shape/Named-prefLabel", DARJA, "no language tag",
    ),
    "two names in one language": Damage(
        lambda q: [*q, Quad(VINNOVA, SKOS.prefLabel, Literal("Verket", language="sv"), LABELS)],
        "shape/Named-prefLabel", VINNOVA, "two in the same language",
    ),
    "a claim without its quote": Damage(
        lambda q: without(q, CLAIM, V.term("quote")), "shape/Claim-quote", CLAIM, "quote"
    ),
    "a claim from nowhere": Damage(
        lambda q: without(q, CLAIM, PROV.wasQuotedFrom), "shape/Claim-wasQuotedFrom", CLAIM, "article"
    ),
    "more than certain": Damage(
        lambda q: swap(q, CLAIM, V.term("confidence"), Literal("1.5", datatype=XSD.decimal)),
        "shape/Claim-confidence", CLAIM, "0",
    ),
    "a claim without its triple": Damage(
        lambda q: without(q, DARJA, WORKS_FOR), "evidence/claim-without-triple", CLAIM,
        "Darja Isaksson inno:worksFor Vinnova",
    ),
    "a triple without a claim": Damage(
        lambda q: [*q, Quad(VINNOVA, V.term("funds"), WEEK, ARTICLE)],
        "evidence/triple-without-claim", VINNOVA, "Vinnova inno:funds Innovationsveckan",
    ),
    "a quote cut short": Damage(
        lambda q: swap(q, CLAIM, V.term("quote"), Literal("Darja Isaksson", language="sv")),
        "evidence/quote-length", CLAIM, "14 characters",
    ),
    "a date that is none": Damage(
        lambda q: swap(q, ARTICLE, SCHEMA.datePublished, Literal("i höstas")),
        "shape/Article-datePublished", ARTICLE, "date",
    ),
    "an event that works": Damage(
        lambda q: [*q, Quad(WEEK, WORKS_FOR, VINNOVA, ARTICLE)], "shape/worksFor-subject", WEEK, "person"
    ),
    "a person who is an organisation": Damage(
        lambda q: [*q, Quad(DARJA, A, ORG.Organization, DIGG_ARTICLE)], "reason/cax-dw", DARJA,
        "nothing is both a foaf:Person and a org:Organization",
    ),
    "two that differ and are one": Damage(
        lambda q: [
            *q,
            Quad(VINNOVA, OWL.sameAs, SKR, REGISTRY),
            Quad(VINNOVA, OWL.differentFrom, SKR, REGISTRY),
        ],
        "reason/eq-diff1", VINNOVA, "two different things",
    ),
    "a blank node": Damage(
        lambda q: [*q, Quad(BlankNode("b"), A, V.term("Project"), ARTICLE)], "health/blank-node", "_:b", "blank"
    ),
    "an IRI with a capital": Damage(
        lambda q: [*q, Quad(V.thing("project", "Kross"), SKOS.prefLabel, Literal("K", language="sv"), LABELS)],
        "health/iri", V.thing("project", "Kross"), "'Kross' is not a slug",
    ),
    "an IRI of no kind": Damage(
        lambda q: [*q, Quad(V.thing("orgs", "x"), SKOS.prefLabel, Literal("X", language="sv"), LABELS)],
        "health/iri", V.thing("orgs", "x"), "no kind",
    ),
    "a mistyped property": Damage(
        lambda q: [*q, Quad(VINNOVA, V.term("colaboratesWith"), SKR, ARTICLE)], "health/undefined-term",
        V.term("colaboratesWith"), "ontology does not define",
    ),
    "a mistyped term of another vocabulary": Damage(
        lambda q: [*q, Quad(VINNOVA, SKOS["preflabel"], Literal("V", language="sv"), LABELS)],
        "health/undefined-term", SKOS["preflabel"], "no vocabulary", "warning",
    ),
    "an item that Wikidata cannot have": Damage(
        lambda q: swap(q, VINNOVA, OWL.sameAs, NamedNode("http://www.wikidata.org/entity/4355568")),
        "health/same-as", VINNOVA, "Q and a number",
    ),
    "two rows for one actor": Damage(
        lambda q: [*q, Quad(SKR, OWL.sameAs, NamedNode("http://www.wikidata.org/entity/Q4355568"), REGISTRY)],
        "health/two-names", SKR, "same identifier", "warning",
    ),
    "a link to nothing": Damage(
        lambda q: [*q, Quad(CLAIM, PROV.wasDerivedFrom, V.thing("claim", "feed"), ARTICLE)],
        "health/dangling", V.thing("claim", "feed"), "says nothing about it",
    ),
    "an article that gave nothing": Damage(
        lambda q: [
            *q,
            Quad(V.thing("article", "empty"), A, V.term("Article"), V.thing("article", "empty")),
        ],
        "health/empty-article", V.thing("article", "empty"), "gave no fact", "warning",
    ),
    "an actor out of nowhere": Damage(
        lambda q: [
            *q,
            Quad(V.thing("organization", "ingen"), A, ORG.Organization, REGISTRY),
            Quad(V.thing("organization", "ingen"), SKOS.prefLabel, Literal("Ingen", language="sv"), LABELS),
        ],
        "health/no-article", V.thing("organization", "ingen"), "no article", "warning",
    ),
}  # fmt: skip


def test_the_sound_graph_conforms() -> None:
    texts = {facts.article.id: facts.article.text for facts in gold_facts()}
    report = validate(sound(), texts=texts)
    assert report.conforms and not report.findings, report.to_text()
    assert report.checked["articles"] == 7
    assert report.checked["claims"] > 100


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_named(name: str) -> None:
    damage = DAMAGES[name]
    report = validate(damage.do(sound()))
    node = damage.node if isinstance(damage.node, str) else damage.node.value
    found = [f for f in report.findings if f.rule == damage.rule and f.node == node]
    assert found, report.to_text()
    assert found[0].severity == damage.severity
    assert damage.severity != "violation" or not report.conforms
    assert damage.words in f"{found[0].message} {found[0].advice}"
    assert found[0].advice
    text = report.to_text()
    assert node in text and damage.rule in text and found[0].message in text


def test_every_kind_of_check_is_damaged() -> None:
    rules = {damage.rule for damage in DAMAGES.values()}
    assert len(DAMAGES) >= 20
    assert {rule.split("/")[0] for rule in rules} == {"shape", "evidence", "health", "reason"}


def test_a_quote_that_the_article_does_not_have() -> None:
    texts = {facts.article.id: facts.article.text for facts in gold_facts()}
    text = texts["001-darja-isaksson-om-innovationsveckan"]
    texts["001-darja-isaksson-om-innovationsveckan"] = text.replace("Darja Isaksson", "Darja Isakson")
    report = validate(sound(), texts=texts, checks=["evidence"])
    assert not report.conforms
    assert {f.rule for f in report.findings} == {"evidence/quote-not-in-text"}
    assert CLAIM.value in {f.node for f in report.findings}
    assert any("Darja Isakson" in f.message for f in report.findings)


def test_a_contradiction_names_both_articles() -> None:
    """The sentences on either side of it, so that one can see which was misread."""
    other = V.thing("article", "007-klimatkontrakt-2030")
    person = Quad(DARJA, A, FOAF.Person, ARTICLE)
    quads = [*without(sound(), DARJA, A), person, Quad(DARJA, A, ORG.Organization, other)]
    (finding,) = [f for f in validate(quads, checks=["reason"]).findings if f.node == DARJA.value]
    one, two = finding.where
    assert "foaf:Person: “I en film berättar" in one and "Vinnova vill visa upp innovationskraften" in one
    assert "org:Organization: “Kontraktet ger" in two and "Nio kommuner skriver under" in two


def write(quads: Iterable[Quad], path: Path) -> Path:
    path.write_bytes(serialize((q.triple for q in quads), format=RdfFormat.TURTLE) or b"")
    return path


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["validate", *map(str, arguments)], standalone_mode=False)
    assert result.exception is None, result.exception
    return int(result.return_value or 0), result.stdout, result.stderr


def test_command_on_a_sound_file(tmp_path: Path) -> None:
    code, out, _ = run(write(sound(), tmp_path / "graph.ttl"))
    assert code == 0
    assert out.startswith("The graph conforms: 0 violations")


def test_command_on_a_damaged_file(tmp_path: Path) -> None:
    damage = DAMAGES["a triple without a claim"]
    path = write(damage.do(sound()), tmp_path / "graph.ttl")
    code, out, _ = run(path)
    assert code == 1
    assert "Vinnova <" in out and "evidence/triple-without-claim" in out
    code, out, _ = run(path, "--format", "json")
    said = json.loads(out)
    assert code == 1 and said["conforms"] is False
    assert said["findings"][0]["node"] == VINNOVA.value
    code, out, _ = run(path, "--format", "turtle")
    report = rdflib.Graph().parse(data=out, format="turtle")
    assert code == 1
    assert (None, SH.conforms, rdflib.Literal(False)) in report
    (result,) = report.subjects(RDF.type, SH.ValidationResult)
    assert report.value(result, SH.focusNode) == rdflib.URIRef(VINNOVA.value)
    assert report.value(result, SH.resultSeverity) == SH.Violation


def test_the_turtle_report_holds_every_finding() -> None:
    quads: Quads = list(sound())
    for name in ("a name without its language", "a blank node", "a mistyped property", "a quote cut short"):
        extra = DAMAGES[name].do(sound())
        quads = [q for q in {*quads, *extra}]
    report = validate(quads)
    graph = rdflib.Graph().parse(data=report.to_turtle(), format="turtle")
    assert len(list(graph.subjects(RDF.type, SH.ValidationResult))) == len(report.findings) > 3
    assert report.to_turtle() == Report.of(reversed(report.findings), report.checked).to_turtle()


def move(quad: Quad, base: str) -> Quad:
    """The quad with IRIs below another base."""
    parts = [
        NamedNode(term.value.replace(DEFAULT_BASE, base)) if isinstance(term, NamedNode) else term
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
    ]
    return Quad(*parts)  # type: ignore[arg-type]


def test_another_base() -> None:
    """A graph below another base IRI is checked by its own names."""
    base = "https://example.org/kunskap/"
    quads = [move(quad, base) for quad in graph_quads(gold_facts()[:3])] + list(given_quads(base))
    assert DEFAULT_BASE not in str(quads)
    report = validate(quads, checks=["evidence", "health"])
    assert report.conforms, report.to_text()
    assert report.checked["claims"] > 20


def test_a_built_folder_says_what_is_inferred_is_not_checked() -> None:
    store = GraphStore(sound())
    before = validate(store, checks=["evidence", "health"]).checked
    store.add([Quad(VINNOVA, V.term("funds"), WEEK, V.inferred)])
    report = validate(store, checks=["evidence", "health"])
    assert report.conforms and report.checked == before
