"""Asking with SPARQL of one's own, with names for parameters, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.errors import DataError, QueryError, UsageError
from innograph.query import ask, ask_saved, bound_text, find_things, parse_query, saved_queries, saved_query
from innograph.query.names import fold
from innograph.query.syntax import refuse_writing
from innograph.store import GraphStore
from samplegraph import sample_store

VINNOVA = "https://w3id.org/innograph/id/organization/vinnova"
NETHERLANDS = "http://publications.europa.eu/resource/authority/country/NLD"


# Free SPARQL


def test_prefixes_need_no_declaration_and_graphs_no_naming() -> None:
    rows = ask(sample_store(), "SELECT ?name { organization:vinnova skos:prefLabel ?name }").rows()
    assert rows == [("Vinnova",)]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (
            "SELECT ?x WHERE { ?x foa:name ?y }",
            "line 1, column 22",
            "unknown prefix foa: in foa:name; did you mean foaf:?",
        ),
        ("SELECT ?x\nWHERE {\n  ?x zz:y ?z }", "line 3, column 6", "declare it: PREFIX zz: <…>"),
        ("SELECT ?x WHERE { ?x ?p ?y", "line 1, column 27", "1 times { but 0 times }"),
        ("SELEC ?x { ?x ?p ?y }", "line 1", "expected SELECT, ASK, CONSTRUCT or DESCRIBE, found SELEC"),
        ("", "line 1", "found nothing"),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x ?p ?y }", "line 1", "name it in GROUP BY"),
        ("SELECT ?x { ?x ?p }", "line 1, column 20", "something before it is wrong or incomplete"),
    ],
)  # fmt: skip
def test_a_wrong_query_is_explained_with_its_place(text: str, place: str, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        ask(sample_store(), text)
    message = str(caught.value)
    assert message.startswith(place)
    assert words in message
    if text:
        line = text.splitlines()[int(place.split()[1].rstrip(",")) - 1]
        assert f"\n  {line}\n" in message


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "PREFIX a: <http://a/> delete where { ?s ?p ?o }",
        "CLEAR ALL",
        "LOAD <http://example.org/x>",
        "# a comment\nDROP GRAPH <http://a/>",
    ],
)
def test_updates_are_refused(text: str) -> None:
    before = len(sample_store())
    with pytest.raises(QueryError, match="only reads"):
        ask(sample_store(), text)
    assert len(sample_store()) == before


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        # Oxigraph needs no space around a keyword, and reads each of these as a SERVICE.
        "SELECT * { ?s ?p trueSERVICE<http://127.0.0.1:1/>{ ?a ?b ?c } }",
        "PREFIX : <http://127.0.0.1:1/> SELECT * { ?s ?p 1.SERVICE:x{ ?a ?b ?c } }",
        "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE<http://127.0.0.1:1/>{ ?a ?b ?c } } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
)
def test_service_is_refused_however_it_is_written(text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        ask(sample_store(), text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service ?p ?o }",
        'SELECT * { ?s ?p "SERVICE <http://a/> {}" }',
        "SELECT * { ?s ?p '''it's SERVICE <x>''' } # SERVICE <http://a/>",
        "SELECT * { ?s schema:service ?o ; <http://a/SERVICE> $service }",
        "ASK { ?s ?p 'INSERT' }",
    ],
)
def test_words_that_only_look_like_it_are_allowed(text: str) -> None:
    ask(sample_store(), text)


@given(st.text())
def test_no_text_makes_the_guard_fail_in_another_way(text: str) -> None:
    try:
        refuse_writing(text)
    except QueryError as error:
        assert "refused" in str(error)


# Names


@pytest.mark.parametrize("name", ["NLD", "nederländerna", "NEDERLAENDERNA", "Nederland", "netherlands", "Niederlande"])
def test_a_country_answers_to_its_names_and_its_code(name: str) -> None:
    if name == "NEDERLAENDERNA":  # an umlaut written out is another spelling, not another accent
        with pytest.raises(QueryError, match="did you mean Nederländerna"):
            find_things(sample_store(), name)
        return
    assert find_things(sample_store(), name) == [NETHERLANDS]


@pytest.mark.parametrize("name", ["vinnova", "VINNOVA", "  Vinnova ", VINNOVA, f"<{VINNOVA}>", "202100-5216"])
def test_an_actor_answers_to_name_number_and_iri(name: str) -> None:
    assert find_things(sample_store(), name) == [VINNOVA]


def test_unknown_names_suggest_the_nearest() -> None:
    with pytest.raises(QueryError, match=r"nothing in this graph is named 'Vinova'; did you mean Vinnova"):
        ask_saved(sample_store(), "who-works-with-whom", {"actor": "Vinova"})


def test_folding_forgets_case_and_accents_only() -> None:
    assert fold("Årsta  ØRSTED") == fold("arsta orsted")
    assert fold("Skåne") != fold("Skene")


# Parameters


def test_unknown_query_suggests_the_nearest() -> None:
    with pytest.raises(QueryError, match="did you mean who-works-with-whom"):
        saved_query("who-works-with")


def test_unknown_parameter_lists_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"no parameter 'land'; it has country: .*language: "):
        ask_saved(sample_store(), "actors-of-country", {"land": "NLD"})


def test_a_number_must_be_one() -> None:
    with pytest.raises(UsageError, match=r"below must be a number, like 2020 or 0\.8, not '0,8'"):
        ask_saved(sample_store(), "facts-to-review", {"below": "0,8"})


@pytest.mark.parametrize("query", saved_queries(), ids=lambda q: q.name)
def test_headers_say_what_is_asked_and_by_default(query) -> None:  # type: ignore[no-untyped-def]
    assert query.title and query.question
    assert query.questions["sv"]
    for parameter in query.parameters:
        words, default = parameter.default_words, parameter.default
        if default == "UNDEF":
            assert words == "any"
        elif parameter.kind == "thing":
            assert [default] == [f"<{iri}>" for iri in find_things(sample_store(), words)]
        else:
            assert words == default.strip('"')
        assert bound_text(sample_store(), query, {}) == query.text


def test_a_declared_parameter_must_be_bound() -> None:
    with pytest.raises(DataError, match=r"declares parameter who and has no VALUES \?who"):
        parse_query("x", "# param who: somebody\nSELECT ?who { ?who ?p ?o }")


INJECTIONS = [
    '" } DROP ALL #',
    'x" . ?s ?p ?o } #',
    "\\",
    '"""',
    "\n}\r",
    "} UNION { ?a ?b ?c",
    "?x",
    "<http://a/>",
    "",
]


@given(st.one_of(st.sampled_from(INJECTIONS), st.text()))
def test_texts_are_bound_as_literals_whatever_they_hold(text: str) -> None:
    query = parse_query("x", '# param word: w\nSELECT ?word { VALUES ?word { "sv" } }')
    store = GraphStore()
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    assert ask_saved(store, query, {"word": text}).rows() == [(text,)]


@given(st.one_of(st.sampled_from(INJECTIONS), st.text()))
def test_names_never_become_sparql(name: str) -> None:
    """A name either is a thing's, or the query is not asked at all."""
    query = parse_query("x", "# param who: w\nSELECT ?who { VALUES ?who { UNDEF } }")
    store = GraphStore([_label("Vinnova")])
    try:
        rows = ask_saved(store, query, {"who": name}).rows()
    except (QueryError, UsageError):
        return
    assert rows in ([("http://a/v",)], [("",)], [(name.strip().strip("<>"),)])


def test_an_iri_that_is_none_is_refused() -> None:
    for name in ("http://a/} DROP", "http://a/{x}", 'http://a/"'):
        with pytest.raises((QueryError, UsageError)):
            ask_saved(sample_store(), "first-and-last-seen", {"actor": name})


def test_queries_follow_the_base_of_the_graph() -> None:
    base = "https://example.org/kg/"
    who = ox.NamedNode(f"{base}id/organization/x")
    store = GraphStore(
        [
            ox.Quad(ox.NamedNode(f"{base}id/article/1"), ox.NamedNode(f"{base}def/mentions"), who),
            ox.Quad(who, _PREF, ox.Literal("X", language="sv")),
        ],
        base=base,
    )
    assert ask_saved(store, "first-and-last-seen").rows() == [("X", "1", "", "", who.value)]


# Formats


QUESTION = "SELECT ?name ?n { VALUES (?name ?n) { ('a,\"b'@sv 1) ('åäö\\n2' 2) (UNDEF 3) } } ORDER BY ?n"


def test_every_format_holds_the_same_rows() -> None:
    store = sample_store()
    expected = [('a,"b', "1"), ("åäö\n2", "2"), ("", "3")]
    assert ask(store, QUESTION).rows() == expected
    rows = list(csv.reader(io.StringIO(ask(store, QUESTION).format("csv"), newline="")))
    assert [tuple(r) for r in rows] == [("name", "n"), *expected]
    found = json.loads(ask(store, QUESTION).format("json"))["results"]["bindings"]
    assert [(b.get("name", {}).get("value", ""), b["n"]["value"]) for b in found] == expected
    assert found[0]["name"]["xml:lang"] == "sv"
    tree = ET.fromstring(ask(store, QUESTION).format("xml"))
    assert len(tree.findall(".//{*}result")) == 3
    tsv = ask(store, QUESTION).format("tsv").splitlines()
    assert tsv[0] == "?name\t?n"
    assert tsv[1] == '"a,\\"b"@sv\t1'


def test_ask_says_yes_or_no() -> None:
    assert ask(sample_store(), "ASK { organization:vinnova ?p ?o }").format("table") == "yes\n"
    assert ask(sample_store(), "ASK { organization:nobody ?p ?o }").format("table") == "no\n"
    assert json.loads(ask(sample_store(), "ASK {}").format("json"))["boolean"] is True
    assert not ask(sample_store(), "ASK { organization:nobody ?p ?o }")


def test_triples_come_as_turtle_that_reads_back() -> None:
    text = "CONSTRUCT { ?s skos:prefLabel ?o } { ?s skos:prefLabel ?o . FILTER(LANG(?o) = 'nl') }"
    turtle = ask(sample_store(), text).format("turtle")
    assert {q.triple for q in ox.parse(turtle, format=ox.RdfFormat.TURTLE)} == set(ask(sample_store(), text).triples())
    assert "@prefix skos:" in turtle
    with pytest.raises(UsageError, match="use turtle"):
        ask(sample_store(), text).format("csv")
    with pytest.raises(UsageError, match="CONSTRUCT or DESCRIBE"):
        ask(sample_store(), QUESTION).format("turtle")


def test_columns_of_iris_give_way_in_a_narrow_table() -> None:
    wide = ask_saved(sample_store(), "first-and-last-seen", {"actor": "Vinnova"}).format("table")
    assert "organization:vinnova" in wide
    narrow = ask_saved(sample_store(), "first-and-last-seen", {"actor": "Vinnova"}).format("table", width=50)
    assert "organization:vinnova" not in narrow
    assert max(map(len, narrow.splitlines())) <= 50
    assert narrow.split()[:5] == ["name", "articles", "first", "last", narrow.split()[4]]


def test_no_rows_are_said_so() -> None:
    assert ask(sample_store(), "SELECT ?x { ?x a inno:Nothing }").format("table") == "(no rows)\n"


_PREF = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")


def _label(name: str) -> ox.Quad:
    return ox.Quad(ox.NamedNode("http://a/v"), _PREF, ox.Literal(name, language="sv"))
