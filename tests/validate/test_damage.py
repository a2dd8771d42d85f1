"""A graph damaged in many ways: each damage is reported in words, with the node and the rule."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner
from damage import ARTICLE, CLAIM, DAMAGES, DARJA, VINNOVA, WEEK, Quads, V, sound, without
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize
from rdflib.namespace import RDF, SH

from goldfacts import gold_facts
from innograph.cli import cli
from innograph.graph import given_quads, graph_quads
from innograph.graph.vocabulary import FOAF, ORG, A
from innograph.iri import DEFAULT_BASE
from innograph.store import GraphStore
from innograph.validate import Report, validate


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
