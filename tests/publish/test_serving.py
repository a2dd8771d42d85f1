"""Real servers with the configuration that comes with the folder: nginx and Apache."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from webserver import PATH, Server, find_program, serve

from conftest import require
from innograph.iri import DEFAULT_BASE

ACTOR = "organization/vinnova"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.fixture(scope="module", params=["nginx", "apache2"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    require(find_program(request.param), f"no {request.param} on this machine")
    with serve(request.param) as started:
        yield started


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("", "html"), ("*/*", "html"), (BROWSER, "html"), ("text/turtle", "ttl"), ("application/ld+json", "jsonld"),
        ("application/rdf+xml", "rdf"), ("text/turtle, text/html;q=0.5", "ttl"),
        ("text/html, text/turtle;q=0.5", "html"),
        ("application/rdf+xml;q=0.9, */*;q=0.1", "rdf"), ("application/ld+json, text/turtle", "jsonld"),
        ("image/png", "html"),
    ],
)  # fmt: skip
def test_a_things_iri_leads_to_its_document(server: Server, accept: str, ending: str) -> None:
    answer = server.get(f"id/{ACTOR}", accept)
    assert answer.status == 303
    assert answer.headers["location"].endswith(f"{PATH}doc/{ACTOR}.{ending}")
    assert "accept" in answer.headers["vary"].lower()


@pytest.mark.parametrize(
    ("ending", "media_type", "form"),
    [
        ("ttl", "text/turtle", ox.RdfFormat.TURTLE), ("jsonld", "application/ld+json", ox.RdfFormat.JSON_LD),
        ("rdf", "application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)  # fmt: skip
def test_the_document_has_its_media_type_and_is_rdf(
    server: Server, ending: str, media_type: str, form: ox.RdfFormat
) -> None:
    answer = server.get(f"doc/{ACTOR}.{ending}")
    assert answer.status == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    if ending == "ttl":
        assert "utf-8" in answer.headers["content-type"].lower()
    subjects = {quad.subject for quad in ox.parse(answer.body, format=form)}
    assert ox.NamedNode(f"{DEFAULT_BASE}id/{ACTOR}") in subjects


def test_curl_gets_turtle_from_an_actors_iri_path(server: Server) -> None:
    require(find_program("curl"), "no curl on this machine")
    address = f"{server.address}id/{ACTOR}"
    got = subprocess.run(
        ["curl", "-sSL", "-H", "Accept: text/turtle", "-w", "%{http_code} %{num_redirects}", address],
        capture_output=True, check=True, timeout=60,
    ).stdout  # fmt: skip
    body, _, numbers = got.rpartition(b"\n")
    assert numbers == b"200 1"
    assert b"\norganization:vinnova\n    a " in body and b"a inno:PublicAgency ;" in body


@pytest.mark.parametrize(
    ("path", "accept", "leads_to"),
    [
        ("def/worksFor", BROWSER, "def/index.html#worksFor"),
        ("def/worksFor", "text/turtle", "def/innograph.ttl"),
        ("id/theme/", "text/turtle", "def/themes.ttl"),
        ("id/theme/", BROWSER, "doc/theme/index.html"),
        ("id/theme/SME-access", "text/turtle", "doc/theme/SME-access.ttl"),
        ("catalog", "application/rdf+xml", "catalog.rdf"),
        ("catalog", "text/turtle", "catalog.ttl"),
        ("dataset", BROWSER, "data/index.html"),
        ("distribution/turtle", "application/ld+json", "catalog.jsonld"),
        ("void/links-wikidata", "text/turtle", "void.ttl"),
        ("doc/person/darja-isaksson", "text/turtle", "doc/person/darja-isaksson.ttl"),
    ],
)
def test_the_other_iris_lead_somewhere_that_is_there(server: Server, path: str, accept: str, leads_to: str) -> None:
    answer = server.get(path, accept)
    assert answer.status == 303
    assert answer.headers["location"].endswith(PATH + leads_to)
    assert server.get(leads_to.partition("#")[0]).status == 200


def test_what_is_not_there_is_not_found(server: Server) -> None:
    assert server.get("id/claim/0123456789abcdef").status == 404
    assert server.get("doc/person/no-one.html").status == 404
    gone = server.get("id/person/no-one", "text/turtle")
    assert gone.status == 303 and server.get("doc/person/no-one.ttl").status == 404
    assert server.get("id/person/..%2f..%2fetc").status in (400, 404)


def test_pages_and_the_catalogue_are_served(server: Server) -> None:
    front = server.get("")
    assert front.status == 200 and front.headers["content-type"].lower().replace(" ", "") == "text/html;charset=utf-8"
    for path, media_type in (
        ("catalog.rdf", "application/rdf+xml"), ("catalog.jsonld", "application/ld+json"),
        ("data/innograph.nt", "application/n-triples"), ("sitemap.xml", "xml"), ("assets/site.css", "text/css"),
    ):  # fmt: skip
        answer = server.get(path)
        assert answer.status == 200 and media_type in answer.headers["content-type"], path
    assert server.get("doc/person/").status == 200
