"""Looking at a graph as it passes: nothing that `validate` would find is missed, and a sound graph raises no doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pytest
from damage import ARTICLE, DAMAGES, VINNOVA, sound
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from goldfacts import gold_facts
from innograph.export.runs import Runs, write_runs
from innograph.graph.vocabulary import PROV, SKOS, Vocabulary
from innograph.pipeline.scribe import Scribe
from innograph.reason import close
from innograph.reason.ontology import is_schema
from innograph.reason.rules import rules_with
from innograph.reason.terms import Fact, fact_of
from innograph.validate import validate
from innograph.validate.shapes import load_shapes, look_at_one_node, pointing_properties
from innograph.validate.stream import StreamCheck

V = Vocabulary()
TEXTS = {facts.iri: facts.article.text for facts in gold_facts()}


class Nowhere:
    """A file that forgets."""

    def write(self, data: bytes) -> int:
        return len(data)


def doubts(quads: Iterable[Quad], engine: str = "auto") -> list[str]:
    """Why a build of this graph would look closer."""
    graphs: defaultdict[NamedNode, list[Fact]] = defaultdict(list)
    for quad in quads:
        graphs[quad.graph_name].append(fact_of(quad))  # type: ignore[index]
    facts = [fact for graph in graphs.values() for fact in graph]
    rules = rules_with(frozenset(filter(is_schema, facts)))
    scribe, check, runs = Scribe(V, rules, pointing_properties()), StreamCheck(V, rules, engine), Runs()
    for graph, said in graphs.items():
        text = TEXTS.get(graph.value)
        written = scribe.write(said, text, graph if text else None)  # type: ignore[arg-type]
        if not text:
            check.given(said)  # type: ignore[arg-type]
        check.expect(written.elsewhere, written.pointings)
        check.terms(written.terms)
        check.doubt(written.doubt)
        runs.add(written.records)
    closure = close(facts)
    runs.add(scribe.inferred(closure.facts()))  # type: ignore[arg-type]
    if closure.contradictions():
        check.doubt("facts that contradict each other")
    write_runs(runs, Nowhere(), Nowhere(), V, scribe.prefixes, check.look)  # type: ignore[arg-type]
    return check.finish()


def test_a_sound_graph_raises_no_doubt() -> None:
    assert doubts(sound()) == []


def test_with_the_other_engine() -> None:
    pytest.importorskip("shacl")
    assert doubts(sound(), "pyshacl") == []
    assert any("Organization-name" in said for said in doubts(DAMAGES["an organisation without a name"].do(sound())))


@pytest.mark.parametrize("name", DAMAGES)
def test_what_is_wrong_is_doubted(name: str) -> None:
    quads = DAMAGES[name].do(sound())
    if any(isinstance(quad.subject, BlankNode) for quad in quads):
        return  # no article and no table of ours can give one: given_quads refuses them
    ids = {facts.iri: facts.article.id for facts in gold_facts()}
    if list(validate(quads, texts={ids[iri]: text for iri, text in TEXTS.items()})):
        assert doubts(quads)


def test_what_points_to_something_of_another_class() -> None:
    """The pointing and the class stand in two articles: neither by itself shows it."""
    person = V.thing("person", "nils")
    quads = [
        *sound(),
        Quad(person, SKOS.prefLabel, Literal("Nils", language="sv"), V.graph("labels")),
        Quad(person, V.term("funds"), VINNOVA, ARTICLE),
    ]
    assert any("funds-subject" in said for said in doubts(quads))
    claim = V.thing("claim", "feed")
    other = [*sound(), Quad(V.thing("role", "sv-chef"), PROV.wasDerivedFrom, claim, ARTICLE)]
    assert doubts(other)


def test_shapes_that_look_further_are_noticed() -> None:
    shapes = load_shapes()
    assert look_at_one_node(shapes)
    sh = "http://www.w3.org/ns/shacl#"
    for predicate, value in (("class", V.term("Event")), ("path", BlankNode()), ("maxCount", Literal(1))):
        more = Store()
        more.extend(shapes)
        more.add(Quad(V.term("shape/funds-object"), NamedNode(sh + predicate), value))
        assert not look_at_one_node(more)
