"""The SPARQL 1.1 Protocol, item by item, asked of a real server."""

from __future__ import annotations

import json

import httpx
import pyoxigraph as ox
import pytest

ASK = "ASK { ?s ?p ?o }"
NAME = 'SELECT ?l { organization:vinnova skos:prefLabel ?l FILTER(LANG(?l) = "sv") }'
GRAPH = "https://w3id.org/innograph/id/article/one"


def rows(response: httpx.Response) -> list[dict[str, str]]:
    assert response.status_code == 200, response.text
    return [{k: v["value"] for k, v in row.items()} for row in response.json()["results"]["bindings"]]


@pytest.mark.parametrize("method", ["get", "form", "direct"])
def test_three_ways_to_ask(server: httpx.Client, method: str) -> None:
    if method == "get":
        response = server.get("/sparql", params={"query": NAME})
    elif method == "form":
        response = server.post("/sparql", data={"query": NAME})
    else:
        response = server.post("/sparql", content=NAME, headers={"content-type": "application/sparql-query"})
    assert rows(response) == [{"l": "Vinnova"}]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("*/*", "application/sparql-results+json"),
        ("application/*", "application/sparql-results+json"),
    ],
)
def test_rows_in_the_format_asked_for(server: httpx.Client, accept: str, media: str) -> None:
    response = server.get("/sparql", params={"query": NAME}, headers={"accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"] == media
    assert "Vinnova" in response.text


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_triples_in_the_format_asked_for(server: httpx.Client, accept: str) -> None:
    query = "CONSTRUCT { ?s skos:prefLabel ?l } { ?s a foaf:Person ; skos:prefLabel ?l }"
    response = server.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert response.headers["content-type"].startswith(accept)
    form = ox.RdfFormat.from_media_type(accept)
    assert form is not None
    found = {q.object.value for q in ox.parse(response.content, format=form)}
    assert found == {"Anna Ek"}


def test_the_format_by_parameter_outdoes_accept(server: httpx.Client) -> None:
    response = server.get("/sparql", params={"query": NAME, "format": "csv"}, headers={"accept": "application/json"})
    assert response.text == "l\r\nVinnova\r\n" or response.text == "l\nVinnova\n"


def test_yes_and_no(server: httpx.Client) -> None:
    assert server.get("/sparql", params={"query": ASK}).json()["boolean"] is True
    assert server.get("/sparql", params={"query": "ASK { <urn:x> ?p ?o }"}).json()["boolean"] is False


def test_the_dataset_by_parameter(server: httpx.Client) -> None:
    query = "SELECT DISTINCT ?p { ?s ?p ?o } LIMIT 500"
    everything = {r["p"] for r in rows(server.get("/sparql", params={"query": query}))}
    one = {r["p"] for r in rows(server.get("/sparql", params={"query": query, "default-graph-uri": GRAPH}))}
    assert one and one < everything
    named = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    found = rows(server.get("/sparql", params={"query": named, "named-graph-uri": GRAPH}))
    assert found == [{"g": GRAPH}]


def test_from_and_graph_in_the_query(server: httpx.Client) -> None:
    assert rows(server.get("/sparql", params={"query": f"SELECT ?s FROM <{GRAPH}> {{ ?s a inno:Claim }}"}))
    found = rows(server.get("/sparql", params={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?c a inno:Claim } }"}))
    assert len(found) == 3


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"method": "GET", "params": {"query": "SELECT ?x { ?x "}}, 400),
        ({"method": "GET", "params": [("query", ASK), ("query", ASK)]}, 400),
        ({"method": "GET", "params": {"default-graph-uri": GRAPH}}, 400),
        ({"method": "POST", "data": {"nothing": "x"}}, 400),
        ({"method": "POST", "content": ASK, "headers": {"content-type": "text/plain"}}, 415),
        ({"method": "POST", "content": b"\xff\xfe", "headers": {"content-type": "application/sparql-query"}}, 400),
        ({"method": "PUT", "content": ASK}, 405),
        ({"method": "DELETE"}, 405),
        ({"method": "POST", "data": {"update": "CLEAR ALL"}}, 403),
        ({"method": "POST", "content": "CLEAR ALL", "headers": {"content-type": "application/sparql-update"}}, 403),
        ({"method": "GET", "params": {"query": "INSERT DATA { <urn:a> <urn:b> <urn:c> }"}}, 403),
        ({"method": "GET", "params": {"query": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}}, 403),
        ({"method": "GET", "params": {"query": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"}}, 403),
        ({"method": "GET", "params": {"query": ASK, "default-graph-uri": "file:///etc/passwd"}}, 403),
        ({"method": "GET", "params": {"query": "SELECT (<http://127.0.0.1:1/f>(?s) AS ?x) { ?s ?p ?o }"}}, 400),
        ({"method": "GET", "params": {"query": NAME}, "headers": {"accept": "image/png"}}, 406),
        ({"method": "POST", "data": {"query": f"ASK {{ }} #{'x' * 200_000}"}}, 413),
    ],
)
def test_what_is_wrong_is_answered_with_its_status(
    server: httpx.Client, request_: dict[str, object], status: int
) -> None:
    method = str(request_.pop("method"))
    response = server.request(method, "/sparql", **request_)  # type: ignore[arg-type]
    assert response.status_code == status, response.text
    assert response.text.strip()


def test_an_error_says_where_the_query_is_wrong(server: httpx.Client) -> None:
    response = server.get("/sparql", params={"query": "SELECT ?x {\n  ?x skoss:prefLabel ?y }"})
    assert "line 2" in response.text and "did you mean skos:" in response.text
    asked = server.get("/sparql", params={"query": "SELECT"}, headers={"accept": "application/json"})
    assert asked.headers["content-type"] == "application/problem+json"
    assert json.loads(asked.text)["status"] == 400


def test_service_description(server: httpx.Client) -> None:
    response = server.get("/sparql", headers={"accept": "text/turtle"})
    found = {q.predicate.value.rpartition("#")[2] for q in ox.parse(response.content, format=ox.RdfFormat.TURTLE)}
    assert {"endpoint", "supportedLanguage", "resultFormat", "defaultDataset", "namedGraph"} <= found


def test_graph_store_protocol_reads(server: httpx.Client) -> None:
    one = server.get("/rdf-graph-store", params={"graph": GRAPH}, headers={"accept": "application/n-triples"})
    assert one.status_code == 200 and "quote" in one.text
    assert server.head("/rdf-graph-store", params={"graph": GRAPH}).content == b""
    assert len(server.get("/rdf-graph-store?default").content) > len(one.content)
    assert server.get("/rdf-graph-store", params={"graph": "urn:none"}).status_code == 404
    assert server.get("/rdf-graph-store").status_code == 400
    put = server.put("/rdf-graph-store", params={"graph": GRAPH}, content="")
    assert put.status_code == 405 and put.headers["allow"] == "GET, HEAD"


def test_an_answer_may_be_asked_for_again_only_if_it_changed(server: httpx.Client) -> None:
    first = server.get("/sparql", params={"query": NAME})
    again = server.get("/sparql", params={"query": NAME}, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304 and again.content == b""


def test_browsers_of_other_sites_may_ask(server: httpx.Client) -> None:
    response = server.options("/sparql", headers={"origin": "https://example.org"})
    assert response.status_code == 204
    assert response.headers["access-control-allow-origin"] == "*"
