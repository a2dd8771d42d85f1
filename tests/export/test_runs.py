"""Turtle merged from parts is the Turtle of the whole, whatever the parts are and however little is held."""

from __future__ import annotations

import io
import random
from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Triple

from goldfacts import gold_facts
from innograph.export.runs import Runs, write_runs
from innograph.export.turtle import to_turtle
from innograph.graph import given_quads, graph_quads
from innograph.graph.vocabulary import SKOS, XSD, A, Vocabulary
from innograph.pipeline.scribe import Scribe
from innograph.reason import close
from innograph.reason.ontology import is_schema
from innograph.reason.rules import rules_with
from innograph.reason.terms import Fact, fact_of

V = Vocabulary()
#: A text that looks like a name with a prefix, and names that Turtle cannot shorten.
TERMS: list[NamedNode | Literal] = [
    *(V.thing("person", name) for name in ("a", "a-b", "a.b", "å", "")),
    *(V.thing(kind, "x") for kind in ("claim", "role", "publisher")),
    V.term("Event"), A, NamedNode("urn:x"), Literal("org:a \n dcat:b ; ."), Literal('"\x01\x00', language="sv"),
    Literal("7", datatype=XSD.integer), Literal("0.5", datatype=XSD.decimal), Literal("2020", datatype=XSD.gYear),
]  # fmt: skip
NAMES = [term for term in TERMS if isinstance(term, NamedNode)]


def merged(parts: list[list[Fact]], memory: int = 1 << 30) -> tuple[str, str]:
    """What is asserted and what is inferred in some parts, as two files."""
    rules = rules_with(frozenset(fact for part in parts for fact in part if is_schema(fact)))
    runs = Runs(memory)
    prefixes: set[bytes] = set()
    joined: list[Fact] = []
    for part in parts:
        scribe = Scribe(V, rules, ())
        runs.add(scribe.write(part).records)  # type: ignore[arg-type]
        prefixes |= scribe.prefixes
        joined += part
    runs.add(scribe.inferred(close(joined, rules).facts()))  # type: ignore[arg-type]
    prefixes |= scribe.prefixes
    files = io.BytesIO(), io.BytesIO()
    counts = write_runs(runs, *files, V, prefixes, lambda told, text: None)
    asserted = {fact for part in parts for fact in part}
    assert counts == (len(asserted), len(close(joined, rules)))
    return files[0].getvalue().decode(), files[1].getvalue().decode()


def whole(parts: list[list[Fact]]) -> tuple[str, str]:
    facts = [fact for part in parts for fact in part]
    return to_turtle(Triple(*fact) for fact in facts), to_turtle(close(facts))  # type: ignore[arg-type]


def test_sample_graph_by_article_and_in_any_parts() -> None:
    quads = [*graph_quads(gold_facts()), *given_quads()]
    graphs: defaultdict[object, list[Fact]] = defaultdict(list)
    for quad in quads:
        graphs[quad.graph_name].append(fact_of(quad))
    wanted = whole(list(graphs.values()))
    assert merged(list(graphs.values())) == wanted
    assert merged(list(graphs.values()), memory=100_000) == wanted
    facts = [fact_of(quad) for quad in quads]
    random.Random(3).shuffle(facts)
    assert merged([facts[at::40] for at in range(40)], memory=200_000) == wanted


facts = st.tuples(st.sampled_from(NAMES), st.sampled_from([*NAMES, SKOS.prefLabel]), st.sampled_from(TERMS))


@given(st.lists(st.lists(facts, max_size=6), min_size=1, max_size=5), st.sampled_from([0, 1 << 20]))
def test_odd_terms(parts: list[list[Fact]], memory: int) -> None:
    asserted, _ = merged(parts, memory)
    assert asserted == to_turtle(Quad(*fact) for part in parts for fact in part)  # type: ignore[arg-type]
