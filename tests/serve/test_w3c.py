"""The items of the W3C's test suites for the SPARQL 1.1 Protocol and the Graph Store HTTP Protocol, under their names.

The suites bring data of their own; here the graphs of three articles stand for theirs. This server only reads: every
operation that would write, well formed or not, is refused, and nothing changes.
"""

from __future__ import annotations

from typing import Any

import httpx
import pyoxigraph as ox
import pytest

GRAPHS = [f"https://w3id.org/innograph/id/article/{name}" for name in ("one", "two", "three")]
FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}
UPDATE = {"content-type": "application/sparql-update"}


def quoted(number: int) -> str:
    """A pattern that only the graph of this article fits."""
    return f"?c{number} <http://www.w3.org/ns/prov#wasQuotedFrom> <{GRAPHS[number]}>"


BOTH = f"ASK {{ {quoted(0)} . {quoted(1)} }}"
BOTH_NAMED = f"ASK {{ GRAPH ?g1 {{ {quoted(0)} }} GRAPH ?g2 {{ {quoted(1)} }} }}"
FULL = f"ASK {{ {quoted(2)} GRAPH ?g1 {{ {quoted(0)} }} GRAPH ?g2 {{ {quoted(1)} }} }}"
TWO = [("default-graph-uri", GRAPHS[0]), ("default-graph-uri", GRAPHS[1])]
TWO_NAMED = [("named-graph-uri", GRAPHS[0]), ("named-graph-uri", GRAPHS[1])]

#: Item → method, request, the boolean that is expected.
QUERIES: dict[str, tuple[str, dict[str, Any], bool]] = {
    "query_post_form": ("POST", {"content": b"query=ASK%20%7B%7D", "headers": FORM}, True),
    "query_get": ("GET", {"params": {"query": "ASK {}"}}, True),
    "query_post_direct": ("POST", {"content": b"ASK {}", "headers": DIRECT}, True),
    "query_dataset_default_graphs_get": ("GET", {"params": [("query", BOTH), *TWO]}, True),
    "query_dataset_default_graphs_post": ("POST", {"params": TWO, "content": BOTH, "headers": DIRECT}, True),
    "query_dataset_named_graphs_post": ("POST", {"params": TWO_NAMED, "content": BOTH_NAMED, "headers": DIRECT}, True),
    "query_dataset_named_graphs_get": ("GET", {"params": [("query", BOTH_NAMED), *TWO_NAMED]}, True),
    "query_dataset_full": (
        "POST", {"params": [("default-graph-uri", GRAPHS[2]), *TWO_NAMED], "content": FULL, "headers": DIRECT}, True,
    ),
    "query_multiple_dataset": (
        # What the protocol names counts, not what the query does (2.1.4).
        "POST",
        {"params": TWO, "content": f"ASK FROM <{GRAPHS[2]}> {{ {quoted(0)} . {quoted(1)} }}", "headers": DIRECT},
        True,
    ),
    # Not items of the suite, but what makes those above mean something.
    "one default graph is no more than that": (
        "GET", {"params": {"query": BOTH, "default-graph-uri": GRAPHS[0]}}, False,
    ),
    "named graphs are no default graph": ("GET", {"params": [("query", BOTH), *TWO_NAMED]}, False),
    "default graphs have no names": ("GET", {"params": [("query", BOTH_NAMED), *TWO]}, False),
    "a dataset in a form": (
        "POST", {"data": {"query": BOTH, "default-graph-uri": [GRAPHS[0], GRAPHS[1]]}}, True,
    ),
}  # fmt: skip


@pytest.mark.parametrize("item", QUERIES)
def test_query_operation(server: httpx.Client, item: str) -> None:
    method, request, expected = QUERIES[item]
    for path in ("/sparql", "/sparql/"):
        response = server.request(method, path, **request)
        assert response.status_code == 200, response.text
        assert response.headers["content-type"] == "application/sparql-results+json"
        assert response.json()["boolean"] is expected


#: Item → query, media types of which the answer must have one.
TYPES = {
    "query_content_type_select": ("SELECT (1 AS ?value) {}", {"json", "xml", "csv", "tsv"}),
    "query_content_type_ask": ("ASK {}", {"json", "xml"}),
    "query_content_type_describe": ("DESCRIBE <http://example.org/>", {"turtle", "rdfxml", "nt"}),
    "query_content_type_construct": (
        "CONSTRUCT { <s> <p> 1 } WHERE {}".replace("<s> <p>", "<urn:s> <urn:p>"),
        {"turtle"},
    ),
}
MEDIA = {
    "json": "application/sparql-results+json", "xml": "application/sparql-results+xml", "csv": "text/csv",
    "tsv": "text/tab-separated-values", "turtle": "text/turtle", "rdfxml": "application/rdf+xml",
    "nt": "application/n-triples",
}  # fmt: skip


@pytest.mark.parametrize("item", TYPES)
def test_content_type(server: httpx.Client, item: str) -> None:
    query, kinds = TYPES[item]
    plain = server.get("/sparql", params={"query": query})
    assert plain.status_code == 200
    assert plain.headers["content-type"].partition(";")[0] in {MEDIA[kind] for kind in kinds}
    for kind in kinds:
        asked = server.get("/sparql", params={"query": query}, headers={"accept": MEDIA[kind]})
        assert asked.status_code == 200 and asked.headers["content-type"].partition(";")[0] == MEDIA[kind]


#: Item → method, request, status.
REFUSED: dict[str, tuple[str, dict[str, Any], int]] = {
    "bad_query_method": ("PUT", {"params": {"query": "ASK {}"}}, 405),
    "bad_multiple_queries": ("GET", {"params": [("query", "ASK {}"), ("query", "SELECT * {}")]}, 400),
    "bad_query_wrong_media_type": ("POST", {"content": "ASK {}", "headers": {"content-type": "text/plain"}}, 415),
    "bad_query_missing_form_type": ("POST", {"content": "query=ASK%20%7B%7D"}, 415),
    "bad_query_missing_direct_type": ("POST", {"content": "ASK {}"}, 415),
    "bad_query_non_utf8": ("POST", {"content": "ASK {}".encode("utf-16"), "headers": DIRECT}, 400),
    "bad_query_syntax": ("GET", {"params": {"query": "ASK {"}}, 400),
    "update_dataset_default_graph": ("POST", {"params": {"using-graph-uri": GRAPHS[0]}, "content": "CLEAR ALL",
                                              "headers": UPDATE}, 403),
    "update_dataset_default_graphs": ("POST", {"data": {"update": "DELETE WHERE { ?s ?p ?o }",
                                                        "using-graph-uri": GRAPHS[:2]}}, 403),
    "update_dataset_named_graphs": ("POST", {"data": {"update": "DELETE WHERE { ?s ?p ?o }",
                                                      "using-named-graph-uri": GRAPHS[:2]}}, 403),
    "update_dataset_full": ("POST", {"data": {"update": "CLEAR ALL", "using-graph-uri": GRAPHS[0],
                                              "using-named-graph-uri": GRAPHS[1]}}, 403),
    "update_post_form": ("POST", {"data": {"update": "CLEAR NAMED"}}, 403),
    "update_post_direct": ("POST", {"content": "CLEAR NAMED", "headers": UPDATE}, 403),
    "update_base_uri": ("POST", {"content": "INSERT DATA { <x> <y> <z> }", "headers": UPDATE}, 403),
    "bad_update_get": ("GET", {"params": {"update": "CLEAR ALL"}}, 403),
    "bad_multiple_updates": ("POST", {"data": {"update": ["CLEAR NAMED", "CLEAR DEFAULT"]}}, 403),
    "bad_update_wrong_media_type": ("POST", {"content": "CLEAR NAMED", "headers": {"content-type": "text/plain"}}, 415),
    "bad_update_missing_form_type": ("POST", {"content": "update=CLEAR%20NAMED"}, 415),
    "bad_update_non_utf8": ("POST", {"content": "CLEAR NAMED".encode("utf-16"), "headers": UPDATE}, 403),
    "bad_update_syntax": ("POST", {"data": {"update": "CLEAR XYZ"}}, 403),
    "bad_update_dataset_conflict": ("POST", {"data": {"update": "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
                                                      "using-named-graph-uri": "urn:g"}}, 403),
}  # fmt: skip


@pytest.mark.parametrize("item", REFUSED)
def test_refused_operation(server: httpx.Client, item: str) -> None:
    method, request, status = REFUSED[item]
    before = server.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).text
    response = server.request(method, "/sparql", **request)
    assert response.status_code == status, response.text
    assert response.text.strip() and (status != 405 or response.headers["allow"] == "GET, HEAD, POST")
    assert server.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).text == before


#: Items of the Graph Store Protocol's suite that read, as far as a store that cannot be written to has them.
READ = {
    "get_of_put__initial_state": {"graph": GRAPHS[0]},
    "get_of_put__graph_already_in_store": {"graph": GRAPHS[1]},
    "get_of_post__create__new_graph": {"graph": GRAPHS[2]},
    "get_of_put__default_graph": {"default": ""},
}


@pytest.mark.parametrize("item", READ)
@pytest.mark.parametrize("media", ["text/turtle", "application/n-triples", "application/rdf+xml"])
def test_graph_store_get(server: httpx.Client, item: str, media: str) -> None:
    response = server.get("/rdf-graph-store", params=READ[item], headers={"accept": media})
    assert response.status_code == 200 and response.headers["content-type"].startswith(media)
    form = ox.RdfFormat.from_media_type(media)
    assert form is not None
    found = {(q.subject, q.predicate, q.object) for q in ox.parse(response.content, format=form)}
    where = f"GRAPH <{READ[item]['graph']}> {{ ?s ?p ?o }}" if "graph" in READ[item] else "?s ?p ?o"
    count = server.get("/sparql", params={"query": f"SELECT (COUNT(*) AS ?n) {{ {where} }}"}).json()
    assert len(found) == int(count["results"]["bindings"][0]["n"]["value"]) > 0


#: Item → method, parameters, status.
GRAPH_STORE = {
    "head_on_an_existing_graph": ("HEAD", {"graph": GRAPHS[0]}, 200),
    "head_on_a_nonexisting_graph": ("HEAD", {"graph": "http://example.org/none"}, 404),
    "get_of_delete__existing_graph": ("GET", {"graph": "http://example.org/none"}, 404),
    "put__initial_state": ("PUT", {"graph": "http://example.org/new"}, 405),
    "put__graph_already_in_store": ("PUT", {"graph": GRAPHS[0]}, 405),
    "put__default_graph": ("PUT", {"default": ""}, 405),
    "put__mismatched_payload": ("PUT", {"graph": GRAPHS[0]}, 405),
    "delete__existing_graph": ("DELETE", {"graph": GRAPHS[0]}, 405),
    "delete__nonexistent_graph": ("DELETE", {"graph": "http://example.org/none"}, 405),
    "post__existing_graph": ("POST", {"graph": GRAPHS[0]}, 405),
    "post__multipart_formdata": ("POST", {"graph": GRAPHS[0]}, 405),
    "post__create__new_graph": ("POST", {}, 405),
    "neither a graph nor the default one": ("GET", {}, 400),
    "both a graph and the default one": ("GET", {"graph": GRAPHS[0], "default": ""}, 400),
    "a graph that is a file": ("GET", {"graph": "file:///etc/passwd"}, 403),
}


@pytest.mark.parametrize("item", GRAPH_STORE)
def test_graph_store_operation(server: httpx.Client, item: str) -> None:
    method, parameters, status = GRAPH_STORE[item]
    response = server.request(method, "/rdf-graph-store", params=parameters)
    assert response.status_code == status, response.text
    assert status != 405 or response.headers["allow"] == "GET, HEAD"
    assert (method == "HEAD") == (response.content == b"")
