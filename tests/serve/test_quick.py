"""What is answered at once: only what is sure to end, and then as the engine would."""

from __future__ import annotations

import json
import time
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from innograph import load
from innograph.iri import DEFAULT_BASE
from innograph.serve.plan import make_plan
from innograph.serve.quick import FANS, MOST_ROWS, Quick, in_memory, read_counts

X = "<urn:x>"


def fans(store: ox.Store, end: str) -> dict[str, int]:
    rows = store.query(FANS.format(end=end)).serialize(format=ox.QueryResultsFormat.JSON)  # type: ignore[union-attr]
    return read_counts(rows)


@pytest.fixture(scope="module")
def hub() -> Quick:
    """`urn:few` leads from <urn:x> to 10 things, `urn:many` from each of 200 to each other."""
    store = ox.Store()
    node = ox.NamedNode
    store.extend(ox.Quad(node("urn:x"), node("urn:few"), node(f"urn:n{n}")) for n in range(10))
    store.extend(
        ox.Quad(node(f"urn:n{a}"), node("urn:many"), node(f"urn:n{b}")) for a in range(200) for b in range(200)
    )
    return Quick(store, fans(store, "s"), fans(store, "o"))


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        (f"SELECT ?a {{ {X} <urn:few> ?a }}", 10),
        (f"SELECT ?b {{ {X} <urn:few> ?a . ?a <urn:many> ?b }}", 2000),
        (f"SELECT ?b {{ {X} <urn:few> ?a . ?a <urn:many> ?b . {X} <urn:few> ?b }}", 100),
        ("SELECT ?b { <urn:n1> <urn:many> ?b }", 200),
        ("SELECT ?b { ?b <urn:many> <urn:none> }", 1),
        ("SELECT ?b { <urn:n1> <urn:none> ?b }", 1),
    ],
)
def test_rows_are_bounded_by_how_far_properties_fan_out(hub: Quick, query: str, rows: int) -> None:
    plan = make_plan(query, DEFAULT_BASE)
    assert plan.patterns and hub.rows(plan.patterns) == rows
    found = hub.answer(query, plan, "csv", 10_000)
    assert found is not None and found.count(b"\n") - 1 <= rows


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a { ?a <urn:many> ?b }",
        f"SELECT DISTINCT ?d {{ {X} <urn:few> ?a . ?a <urn:many> ?b . ?b <urn:many> ?c . ?c <urn:many> ?d }}",
        "SELECT DISTINCT ?e { <urn:n1> <urn:many> ?b . <urn:n2> <urn:many> ?c . ?d <urn:many> ?c . ?d <urn:many> ?e }",
        f"SELECT * {{ {X} <urn:few> ?a . ?b <urn:few> ?c }}",
    ],
)
def test_what_may_take_long_is_left_to_processes(hub: Quick, query: str) -> None:
    plan = make_plan(query, DEFAULT_BASE)
    assert plan.patterns and hub.rows(plan.patterns) > MOST_ROWS
    assert hub.answer(query, plan, "csv", 10_000) is None


@pytest.mark.parametrize("length", [200, 20_000])
def test_a_text_that_nearly_fits_is_given_up_at_once(length: int) -> None:
    for body in ("?aaaaaaaaaa:b ", "x:aaaa:b ", "<a", "?a ", "a:", '"a"@b-', "PREFIX a: <b> "):
        began = time.process_time()
        make_plan("SELECT * { " + body * (length // len(body)) + "!", DEFAULT_BASE)
        assert time.process_time() - began < 2


def test_every_plain_query_gives_what_the_graph_gives(small_graph: Path) -> None:
    with load(small_graph) as graph:
        quick = Quick(in_memory(graph.union), fans(graph.union, "s"), fans(graph.union, "o"))
        assert len(quick.store) == len(graph.union)
        for query in (
            "SELECT ?l { organization:vinnova skos:prefLabel ?l }",
            "SELECT * { ?c rdf:subject organization:vinnova ; inno:quote ?q . ?c a inno:Claim }",
            'SELECT ?s { ?s skos:prefLabel "Vinnova"@sv }',
            "PREFIX x: <http://www.w3.org/2004/02/skos/core#> SELECT * { organization:vinnova x:prefLabel ?l }",
            "SELECT ?p { ?s ?p organization:vinnova }",
            "SELECT $l WHERE { organization:vinnova skos:prefLabel $l . } LIMIT 1",
        ):
            plan = make_plan(query, graph.base)
            found = quick.answer(query, plan, "tsv", 10_000)
            if not plan.patterns:
                assert "?p" in query and found is None
                continue
            assert found is not None, query
            wanted = graph.query(query).serialize(format=ox.QueryResultsFormat.TSV)
            assert sorted(found.splitlines()) == sorted(wanted.splitlines())


def test_the_ends_of_one_pattern_are_what_the_engine_gives(small_graph: Path) -> None:
    store = ox.Store()
    start, property_ = ox.NamedNode("urn:s"), ox.NamedNode("urn:p")
    ends = [
        ox.Literal('a"b\\\n\u2028é😀\x01'), ox.Literal("x", language="sv-SE"), ox.NamedNode("urn:o"),
        ox.Literal("1", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
    ]  # fmt: skip
    store.extend(ox.Quad(start, property_, end) for end in ends)
    store.add(ox.Quad(start, ox.NamedNode("urn:q"), ox.BlankNode("b")))
    quick = Quick(store, fans(store, "s"), fans(store, "o"))
    asked = 0
    for body in (
        "?n { <urn:s> <urn:p> ?n }", "* { <urn:s> <urn:p> $n . }", "?n { <urn:s> <urn:none> ?n }",
        "?s WHERE { ?s <urn:p> <urn:o> }", '?s { ?s <urn:p> "x"@sv-SE }', "?n { <urn:s> <urn:q> ?n }",
        "?other { <urn:s> <urn:p> ?n }", "?n { <urn:s> <urn:p> ?n } LIMIT 2",
    ):  # fmt: skip
        query = f"SELECT {body}"
        plan = make_plan(query, DEFAULT_BASE)
        asked += bool(plan.only)
        found = quick.answer(query, plan, "json", 1_000)
        wanted = store.query(query).serialize(format=ox.QueryResultsFormat.JSON)  # type: ignore[union-attr]
        assert found is not None and wanted is not None
        if "LIMIT" not in query:
            assert read(found) == read(wanted), query
    assert asked == 6
    for body in ("<urn:s> <urn:p> ?n . .", ". <urn:s> <urn:p> ?n", "<urn:s> a ?n²", "<urn:s> <urn:p> ?n, ?m"):
        assert make_plan(f"SELECT * {{ {body} }}", DEFAULT_BASE).only == ""


def read(answer: bytes) -> tuple[list[str], list[str]]:
    """Variables and rows of SPARQL's JSON, in any order."""
    said = json.loads(answer)
    return said["head"]["vars"], sorted(json.dumps(row, sort_keys=True) for row in said["results"]["bindings"])


def test_the_server_becomes_quick(server: httpx.Client) -> None:
    end = time.monotonic() + 60
    while "innograph_quick 1.0" not in server.get("/metrics").text:
        assert time.monotonic() < end
        time.sleep(0.1)
    answer = server.get("/sparql", params={"query": "SELECT ?l { organization:vinnova skos:prefLabel ?l }"})
    assert "Vinnova" in answer.text
