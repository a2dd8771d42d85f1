"""Canonical Turtle: nothing lost or added, the same triples the same bytes, one more fact one more line."""

from __future__ import annotations

import io
import random

import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from goldfacts import gold_facts
from innograph.export.turtle import to_turtle, write_turtle
from innograph.graph import graph_quads
from innograph.graph.vocabulary import SKOS, XSD, A, Vocabulary

V = Vocabulary()
EX = "https://example.org/"


def triples_of(turtle: str) -> set[Triple]:
    return {q.triple for q in parse(turtle, format=RdfFormat.TURTLE)}


def sample() -> list[Quad]:
    return list(graph_quads(gold_facts()))


def test_round_trip_of_the_sample_graph_in_two_readers() -> None:
    triples = {q.triple for q in sample()}
    turtle = to_turtle(sample())
    assert triples_of(turtle) == triples
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) == len(triples)


def test_same_bytes_from_a_store_from_triples_and_in_parts_on_disk() -> None:
    quads = sample()
    store = Store()
    store.extend(quads)
    turtle = to_turtle(store)
    random.Random(1).shuffle(quads)
    assert to_turtle(quads) == turtle
    parts = io.BytesIO()
    assert write_turtle(store, parts, memory=50_000) == len({q.triple for q in quads})
    assert parts.getvalue().decode() == turtle


def test_one_more_fact_is_one_more_line() -> None:
    triples = sorted({q.triple for q in sample()}, key=str)
    turtle = to_turtle(triples)
    before = turtle.split("\n")
    for triple in random.Random(2).sample(triples, 8):
        less = to_turtle(t for t in triples if t != triple).split("\n")
        # A thing's last fact takes its own two lines and a blank one along, a last use of a prefix its line.
        assert 1 <= len(before) - len(less) <= 5
        assert set(less) <= set(before)
    vinnova = NamedNode(V.base + "id/organization/vinnova")
    more = to_turtle([*triples, Triple(vinnova, SKOS.altLabel, Literal("V", language="sv"))]).split("\n")
    assert len(more) == len(before) + 1 and [line for line in more if line not in before] == [
        '    skos:altLabel "V"@sv ;'
    ]


def test_graphs_can_be_kept_or_left_out() -> None:
    store = Store()
    a, b = NamedNode(EX + "a"), NamedNode(EX + "b")
    store.add(Quad(a, A, a, a))
    store.add(Quad(b, A, b, b))
    store.add(Quad(b, A, a))
    assert triples_of(written(store, only=[a])) == {Triple(a, A, a)}
    assert triples_of(written(store, without=[a])) == {Triple(b, A, b), Triple(b, A, a)}


def written(store: Store, **how: list[NamedNode]) -> str:
    out = io.BytesIO()
    write_turtle(store, out, **how)  # type: ignore[arg-type]
    return out.getvalue().decode()


def test_classes_first_then_names_then_the_rest_in_sections() -> None:
    thing, person = NamedNode(V.base + "id/organization/x"), NamedNode(V.base + "id/person/y")
    turtle = to_turtle(
        [
            Triple(person, V.term("worksFor"), thing),
            Triple(thing, V.term("country"), NamedNode(EX)),
            Triple(thing, SKOS.altLabel, Literal("B", language="sv")),
            Triple(thing, SKOS.prefLabel, Literal("A", language="sv")),
            Triple(thing, A, V.term("Company")),
        ]
    )
    assert turtle.partition("\n\n")[2] == (
        "# Organisations\n\norganization:x\n    a inno:Company ;\n"
        '    skos:prefLabel "A"@sv ;\n    skos:altLabel "B"@sv ;\n'
        "    inno:country <https://example.org/> ;\n    .\n"
        "\n# People\n\nperson:y\n    inno:worksFor organization:x ;\n    .\n"
    )


def test_no_triples_no_text() -> None:
    assert to_turtle([]) == ""


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
tags = st.sampled_from(["sv", "de-at", "und", "zh-hant", "sr-latn-rs", "en-gb-oed", "de-ch-1996", "x-none"])
numbers = st.sampled_from(["integer", "decimal", "boolean", "double", "date", "string", "gYear"])
locals_ = st.text(st.sampled_from("abzåö09.-_~%:'()*,;=/#?&@!$+é中😀"), max_size=12)


def iri(namespace: str, local: str) -> NamedNode:
    try:
        return NamedNode(namespace + local)
    except ValueError:
        return NamedNode(namespace + "x")


iris = st.builds(iri, st.sampled_from([EX, V.base + "id/person/", V.base + "def/", XSD.iri]), locals_)
literals = st.one_of(
    st.builds(lambda t, tag: Literal(t, language=tag), texts, tags),
    st.builds(Literal, texts),
    st.builds(
        lambda t, kind: Literal(t, datatype=XSD[kind]),
        st.one_of(texts, st.from_regex(r"[+-]?[0-9]{0,3}\.?[0-9]{0,3}", fullmatch=True), st.just("true")),
        numbers,
    ),
    st.builds(lambda t, kind: Literal(t, datatype=kind), texts, iris),
)


@given(st.lists(st.builds(Triple, iris, iris, st.one_of(iris, literals)), max_size=8))
def test_any_text_tag_and_iri_survives(triples: list[Triple]) -> None:
    turtle = to_turtle(triples)
    assert triples_of(turtle) == set(triples)
    assert to_turtle(triples[::-1]) == turtle
    out = io.BytesIO()
    write_turtle(triples, out, memory=1)
    assert out.getvalue().decode() == turtle


@given(st.lists(st.builds(lambda t, tag: Literal(t, language=tag), texts, tags), max_size=8))
def test_rdflib_reads_the_same_texts(literals: list[Literal]) -> None:
    thing = NamedNode(EX)
    graph = rdflib.Graph().parse(data=to_turtle(Triple(thing, A, o) for o in literals), format="turtle")
    assert {(str(o), o.language) for o in graph.objects()} == {(o.value, o.language) for o in literals}  # type: ignore[attr-defined]
