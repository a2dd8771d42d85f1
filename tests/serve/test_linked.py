"""Linked data at a real server: what IRIs answer, in every form; the ontology, the catalogue, pages."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from served import serving

from innograph import build
from innograph.resources import resource
from innograph.serve.site import choose_language

BASE = "https://w3id.org/innograph/"
VINNOVA = f"{BASE}id/organization/vinnova"
FORMS = {
    ".ttl": ("text/turtle", ox.RdfFormat.TURTLE),
    ".rdf": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ".nt": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
}


def triples(response: httpx.Response) -> set[ox.Triple]:
    assert response.status_code == 200, response.text
    form = ox.RdfFormat.from_media_type(response.headers["content-type"])
    assert form is not None
    return {q.triple for q in ox.parse(response.content, format=form)}


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", ".html"),
        ("*/*", ".html"),
        ("text/turtle", ".ttl"),
        ("application/ld+json", ".jsonld"),
        ("application/rdf+xml", ".rdf"),
        ("application/n-triples", ".nt"),
        ("text/html;q=0.3, text/turtle;q=0.7", ".ttl"),
    ],
)
def test_an_iri_sends_on_to_the_document_in_the_form_asked_for(server: httpx.Client, accept: str, ending: str) -> None:
    response = server.get("/id/organization/vinnova", headers={"accept": accept})
    assert response.status_code == 303
    assert response.headers["location"] == f"/doc/organization/vinnova{ending}"
    assert "Accept" in response.headers["vary"]
    assert server.get(response.headers["location"]).status_code == 200


def test_a_page_is_in_the_readers_language(server: httpx.Client) -> None:
    response = server.get("/id/organization/vinnova", headers={"accept-language": "en-GB, sv;q=0.3"})
    assert response.headers["location"] == "/doc/organization/vinnova.en.html"
    english = server.get("/doc/organization/vinnova.en.html")
    assert english.headers["content-language"] == "en" and '<html lang="en">' in english.text
    swedish = server.get("/doc/organization/vinnova.html", headers={"accept-language": "sv"})
    assert swedish.headers["content-language"] == "sv" and '<html lang="sv">' in swedish.text
    assert "Accept-Language" in swedish.headers["vary"]


@pytest.mark.parametrize(
    ("header", "language"),
    [("", "sv"), ("en", "en"), ("fr", "sv"), ("da, en;q=0.4", "sv"), ("en;q=0", "sv"), ("en;q=x, ,;;", "sv")],
)
def test_the_language_that_a_header_likes_best(header: str, language: str) -> None:
    assert choose_language(header, "sv") == language


def test_all_forms_of_a_document_say_the_same(server: httpx.Client) -> None:
    found = {}
    for ending, (media, _) in FORMS.items():
        response = server.get(f"/doc/organization/vinnova{ending}")
        assert response.headers["content-type"].startswith(media)
        address = f"http://{server.base_url.host}:{server.base_url.port}/doc/organization/vinnova{ending}"
        found[ending] = {t for t in triples(response) if t.subject != ox.NamedNode(address)}
    assert len(found[".nt"]) > 30
    assert found[".ttl"] == found[".rdf"] == found[".nt"]
    linked = server.get("/doc/organization/vinnova.jsonld")
    assert linked.headers["content-type"] == "application/ld+json" and linked.json()


def test_a_page_shows_facts_with_their_sentences_and_what_links_here(server: httpx.Client) -> None:
    page = server.get("/doc/organization/vinnova.html").text
    assert "Vinnova och Trafikverket samarbetar om innovationsupphandling." in page
    assert 'href="../../doc/organization/trafikverket.html"' in page
    assert 'href="../../doc/person/anna-ek.html"' in page
    assert 'href="../../doc/article/one.html"' in page


def test_links_name_the_page_that_counts_the_other_forms_and_the_thing(server: httpx.Client) -> None:
    link = server.get("/doc/organization/vinnova.ttl").headers["link"]
    here = f"http://{server.base_url.host}:{server.base_url.port}"
    assert f'<{here}/doc/organization/vinnova.html>; rel="canonical"' in link
    assert f'<{here}/doc/organization/vinnova.rdf>; rel="alternate"; type="application/rdf+xml"' in link
    assert f'<{VINNOVA}>; rel="describes"' in link


def test_countries_and_parts_of_things_answer_too(server: httpx.Client) -> None:
    query = "SELECT ?c ?a { ?c a inno:Claim ; prov:wasQuotedFrom ?a } ORDER BY ?c LIMIT 1"
    row = server.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]
    claim, article = row["c"]["value"], row["a"]["value"]
    path = claim.removeprefix(BASE)
    page = server.get(f"/{path}", headers={"accept": "text/html"})
    assert page.status_code == 303
    assert page.headers["location"] == f"/doc/article/{article.rpartition('/')[2]}.html#{claim.rpartition('/')[2]}"
    data = server.get(f"/{path}", headers={"accept": "text/turtle"}, follow_redirects=True)
    assert any(t.subject == ox.NamedNode(claim) for t in triples(data))
    assert server.get("/id/place/swe", headers={"accept": "text/turtle"}).headers["location"] == "/doc/place/swe.ttl"


@pytest.mark.parametrize(
    "path",
    [
        "/id/organization/nobody", "/id/nothing/x", "/id/organization/", "/id/organization/a/b",
        "/doc/organization/x.html",
        "/doc/nothing/", "/doc/organization/..%2f..%2fetc%2fpasswd", "/doc/organization/%2e%2e/%2e%2e/etc/passwd",
        "/doc/organization/vinnova.exe", "/doc/organization/vinnova.sv.ttl", "/def/noSuchTerm", "/def/innograph.exe",
        "/data/../store/current", "/data/store", "/data/report.json", "/data/%2e%2e%2freport.json",
        "/assets/words.json",
        "/catalog.exe", "/id/organization/%00", "/id/organization/%ff%fe", "/id/organization/" + "a" * 3000,
        "/id/organization/<script>", "/id/organization/vinnova%0d%0aSet-Cookie:%20a=b",
    ],
)  # fmt: skip
def test_what_is_not_there_is_404(server: httpx.Client, path: str) -> None:
    response = server.get(path)
    assert response.status_code == 404, response.text
    assert "set-cookie" not in response.headers
    assert "root:" not in response.text


def test_a_host_that_is_none_gets_into_no_page(server: httpx.Client) -> None:
    response = server.get("/doc/organization/vinnova.html", headers={"host": 'x"><script>alert(1)</script>'})
    assert response.status_code in (200, 400)
    assert "alert(1)" not in response.text and "alert(1)" not in response.headers.get("link", "")


def test_pages_load_nothing_from_elsewhere(server: httpx.Client) -> None:
    for path in ("/", "/search?q=vinnova", "/doc/organization/", "/doc/organization/vinnova.html", "/data/", "/api/"):
        response = server.get(path)
        policy = response.headers["content-security-policy"]
        assert response.status_code == 200 and "default-src 'none'" in policy and "script-src 'self'" in policy
        html = _without_canonical(response.text)
        assert not re.search(r"""<(?:script|link|img)[^>]*(?:src|href)="(?:https?:)?//""", html)


def _without_canonical(html: str) -> str:
    return re.sub(r'<link rel="canonical"[^>]*>', "", html)


def test_search_finds_names_and_sentences(server: httpx.Client) -> None:
    page = server.get("/search", params={"q": "vinnovas innovationsupphandlingar"}).text
    assert "Vinnova och Trafikverket samarbetar om innovationsupphandling." in page
    assert 'href="doc/organization/vinnova.html"' in server.get("/index.html", params={"q": "Vinnova"}).text
    odd = server.get("/search", params={"q": '"><script>alert(1)</script>'})
    assert odd.status_code == 200 and "<script>alert" not in odd.text
    for page in ("0", "x", "99999999999", "-1"):
        assert server.get("/search", params={"q": "a", "page": page}).status_code == 400


def test_the_ontology_answers_for_itself_and_its_terms(server: httpx.Client) -> None:
    assert server.get("/def/").headers["location"] == "/def/index.html"
    term = server.get("/def/worksFor", headers={"accept": "text/html"})
    assert term.status_code == 303 and term.headers["location"] == "/def/index.html#worksFor"
    assert 'id="worksFor"' in server.get("/def/index.html").text
    data = server.get("/def/worksFor", headers={"accept": "text/turtle"})
    assert data.headers["location"] == "/def/innograph.ttl"
    found = {ending: triples(server.get(f"/def/innograph{ending}")) for ending in FORMS}
    assert any(t.subject == ox.NamedNode(f"{BASE}def/worksFor") for t in found[".ttl"])
    named = {k: {t for t in v if isinstance(t.subject, ox.NamedNode) and not isinstance(t.object, ox.BlankNode)}
             for k, v in found.items()}  # fmt: skip
    assert named[".ttl"] == named[".rdf"] == named[".nt"]
    themes = server.get("/id/theme/", headers={"accept": "text/turtle"}, follow_redirects=True)
    assert any(str(t.subject).startswith(f"<{BASE}id/theme/") for t in triples(themes))


DCAT = "http://www.w3.org/ns/dcat#"


def test_the_catalogue_without_settings_says_nothing_of_whose_it_is(server: httpx.Client) -> None:
    assert server.get("/catalog", headers={"accept": "*/*"}).headers["content-type"] == "application/rdf+xml"
    ET.fromstring(server.get("/datasets/dcat").content)
    found = triples(server.get("/catalog", headers={"accept": "text/turtle"}))
    said = {t.predicate.value for t in found}
    assert f"{DCAT}dataset" in said and f"{DCAT}endpointURL" in said and f"{DCAT}downloadURL" in said
    assert not said & {f"{DCAT}contactPoint", "http://purl.org/dc/terms/publisher", "http://purl.org/dc/terms/license"}
    files = [str(t.object)[1:-1] for t in found if t.predicate.value == f"{DCAT}downloadURL"]
    assert len(files) == 2
    for address in files:
        assert triples(server.get(address))
    (endpoint,) = [t.object for t in found if t.predicate.value == f"{DCAT}endpointURL"]
    assert isinstance(endpoint, ox.NamedNode)
    assert server.get(endpoint.value, params={"query": "ASK {}"}).json()["boolean"] is True
    browser = server.get("/catalog", headers={"accept": "text/html,application/xml;q=0.9"})
    assert browser.status_code == 303 and browser.headers["location"] == "/data/index.html"
    assert "innograph.ttl" in server.get("/data/index.html").text


def test_void_counts_what_there_is(server: httpx.Client) -> None:
    for accept in ("*/*", "application/rdf+xml", "application/n-triples"):
        found = triples(server.get("/.well-known/void", headers={"accept": accept}))
        said = {t.predicate.value.removeprefix("http://rdfs.org/ns/void#") for t in found}
        assert {"triples", "sparqlEndpoint", "dataDump", "classPartition", "exampleResource"} <= said


def test_a_catalogue_with_settings_is_what_portals_take(small_graph: Path) -> None:
    import rdflib
    from pyshacl import validate

    shapes = resource("ontology", "dcat-ap-se.ttl")
    settings = str(resource("data", "publish", "example.toml"))
    with serving(small_graph, "--publisher", settings, "--workers", "1") as client:
        response = client.get("/datasets/dcat")
        assert response.headers["content-type"] == "application/rdf+xml"
        graph = rdflib.Graph().parse(data=response.text, format="xml")
        assert not any(isinstance(node, rdflib.BNode) for triple in graph for node in triple)
        conforms, _, words = validate(graph, shacl_graph=rdflib.Graph().parse(str(shapes)), advanced=True)
        assert conforms, words
        assert 'rel="license"' in client.get("/").text


def test_an_answer_is_sent_again_only_if_the_graph_changed(server: httpx.Client) -> None:
    for path in ("/", "/doc/organization/vinnova.html", "/doc/organization/vinnova.ttl", "/catalog", "/api/statistics"):
        first = server.get(path)
        again = server.get(path, headers={"if-none-match": first.headers["etag"]})
        assert again.status_code == 304 and again.content == b"", path
        head = server.head(path)
        assert head.status_code == 200 and head.content == b"" and head.headers["etag"] == first.headers["etag"], path


def test_what_a_build_took_away_is_gone_and_what_it_renamed_has_moved(tmp_path: Path) -> None:
    source, graph = tmp_path / "in", tmp_path / "graph"
    source.mkdir()
    (source / "a.txt").write_text("Vinnova samarbetar med Boverket.", encoding="utf-8")
    (source / "b.txt").write_text("# Nyheter från Boverket\n\nAnna Ek, strateg på Boverket, deltog.", encoding="utf-8")
    build([source], graph)
    assert not (graph / "store" / "former.tsv").exists()
    (source / "b.txt").rename(source / "c.txt")
    (source / "c.txt").write_text("# Nyheter från Boverket\n\nBo Lind, strateg på Boverket, deltog.", encoding="utf-8")
    build([source], graph)
    with serving(graph, "--workers", "1") as client:
        gone = client.get("/id/person/anna-ek")
        assert gone.status_code == 410 and "no more" in gone.text
        assert client.get("/doc/person/anna-ek.ttl").status_code == 410
        moved = client.get("/id/article/b")
        assert moved.status_code == 308 and moved.headers["location"] == "/id/article/c"
        assert client.get("/id/person/bo-lind").status_code == 303
        assert client.get("/id/person/nobody").status_code == 404
        (source / "d.txt").write_text("Anna Ek, strateg på Boverket, deltog.", encoding="utf-8")
        build([source], graph)
    with serving(graph, "--workers", "1") as client:
        assert client.get("/id/person/anna-ek").status_code == 303
    assert "anna-ek" not in (graph / "store" / "former.tsv").read_text(encoding="utf-8")


def test_behind_a_proxy_under_a_path(small_graph: Path) -> None:
    with serving(small_graph, "--root-path", "/graf", "--workers", "1") as client:
        for prefix in ("", "/graf"):
            sent = client.get(f"{prefix}/id/organization/vinnova")
            assert sent.headers["location"] == "/graf/doc/organization/vinnova.html"
            assert client.get(f"{prefix}/doc/organization/vinnova.html").status_code == 200
            assert client.get(f"{prefix}/api/search", params={"q": "vinnova"}).json()["total"] >= 1
