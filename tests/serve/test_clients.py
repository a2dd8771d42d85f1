"""Clients that nobody here wrote, asking a real server."""

from __future__ import annotations

import shutil
import subprocess
import warnings

import httpx
import pandas
import pyshacl
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from conftest import require

NAME = 'SELECT ?l { organization:vinnova skos:prefLabel ?l FILTER(LANG(?l) = "sv") }'
PEOPLE = "SELECT ?p ?l { ?p a foaf:Person ; skos:prefLabel ?l }"
GRAPH = "https://w3id.org/innograph/id/article/one"


def curl(server: httpx.Client, *arguments: str) -> str:
    program = shutil.which("curl")
    require(program, "no curl on this machine")
    assert program
    command = [program, "-sS", "--max-time", "30", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_curl(server: httpx.Client) -> None:
    address = f"{server.base_url}sparql" if str(server.base_url).endswith("/") else f"{server.base_url}/sparql"
    csv = curl(server, "-H", "Accept: text/csv", "-G", address, "--data-urlencode", f"query={NAME}")
    assert csv.split() == ["l", "Vinnova"]
    form = curl(server, address, "--data-urlencode", f"query={NAME}", "-H", "Accept: text/csv")
    direct = curl(
        server, address, "-H", "Content-Type: application/sparql-query", "--data-binary", NAME, "-H", "Accept: text/csv"
    )
    assert form == direct == csv
    packed = curl(server, "--compressed", "-i", f"{address}?query=SELECT%20*%20%7B%3Fs%20a%20%3Fc%7D%20LIMIT%20200")
    assert "content-encoding: gzip" in packed.lower() and '"bindings"' in packed
    page = curl(server, "-L", "-H", "Accept: text/turtle", address.replace("/sparql", "/id/organization/vinnova"))
    assert "Vinnova" in page and "@prefix" in page
    status = curl(server, "-o", "/dev/null", "-w", "%{http_code}", "-I", f"{address}?query=ASK%7B%7D")
    assert status == "200"


def test_rdflib_sparqlstore(server: httpx.Client) -> None:
    for method in ("GET", "POST", "POST_FORM"):
        graph = rdflib.Graph(SPARQLStore(str(server.base_url.join("/sparql")), method=method))
        assert [str(row[0]) for row in graph.query(NAME)] == ["Vinnova"]
        subject = rdflib.URIRef("https://w3id.org/innograph/id/organization/vinnova")
        labels = set(graph.objects(subject, rdflib.SKOS.prefLabel))
        assert rdflib.Literal("Vinnova", "sv") in labels
        assert graph.query("ASK { organization:vinnova ?p ?o }").askAnswer
        built = graph.query("CONSTRUCT { ?p skos:prefLabel ?l } { ?p a foaf:Person ; skos:prefLabel ?l }").graph
        assert built is not None and len(built) == 1
    store = SPARQLStore(str(server.base_url.join("/sparql")), context_aware=True)
    one = rdflib.Graph(store, rdflib.URIRef(GRAPH))
    assert (
        0
        < len(list(one.query("SELECT ?c { ?c a inno:Claim }")))
        < len(list(graph.query("SELECT ?c { ?c a inno:Claim }")))
    )


def test_sparqlwrapper(server: httpx.Client) -> None:
    def ask(query: str, form: str, method: str = "GET", kind: str = "urlencoded") -> object:
        wrapper = SPARQLWrapper(str(server.base_url.join("/sparql")))
        wrapper.setQuery(query)
        wrapper.setReturnFormat(form)
        wrapper.setMethod(method)
        wrapper.setRequestMethod(kind)
        return wrapper.queryAndConvert()

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of itself
        for method, kind in (("GET", "urlencoded"), (POST, "urlencoded"), (POST, POSTDIRECTLY)):
            rows = ask(NAME, JSON, method, kind)
            assert isinstance(rows, dict) and rows["results"]["bindings"][0]["l"]["value"] == "Vinnova"
        xml = ask(NAME, XML)
        assert "Vinnova" in xml.toxml()  # type: ignore[attr-defined]
        assert b"Vinnova" in ask(NAME, CSV)  # type: ignore[operator]
        built = ask("CONSTRUCT { ?s skos:prefLabel ?l } { ?s a foaf:Person ; skos:prefLabel ?l }", TURTLE)
        assert b"Anna Ek" in built  # type: ignore[operator]
        try:
            ask("SELECT ?x {", JSON)
        except QueryBadFormed as error:
            assert "the query is wrong" in str(error)
        else:
            raise AssertionError("a wrong query went through")


def test_pandas_through_csv(server: httpx.Client) -> None:
    query = "SELECT ?p ?n { { SELECT ?p (COUNT(*) AS ?n) { ?c rdf:predicate ?p } GROUP BY ?p } }"
    address = server.base_url.join("/sparql").copy_with(params={"query": query, "format": "csv"})
    frame = pandas.read_csv(str(address))
    assert list(frame.columns) == ["p", "n"] and frame["n"].sum() > 5
    assert frame["n"].dtype.kind == "i" and frame["p"].str.startswith("https://").all()


def test_pyshacl_on_a_construct(server: httpx.Client) -> None:
    query = """CONSTRUCT { ?p a foaf:Person ; skos:prefLabel ?l ; ?r ?o }
        { ?p a foaf:Person ; skos:prefLabel ?l OPTIONAL { ?p ?r ?o FILTER(?r = inno:worksFor) } }"""
    address = server.base_url.join("/sparql").copy_with(params={"query": query, "format": "turtle"})
    data = rdflib.Graph().parse(str(address), format="turtle")
    shapes = rdflib.Graph().parse(
        data="""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix inno: <https://w3id.org/innograph/def/> .
        [] a sh:NodeShape ; sh:targetClass foaf:Person ;
            sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:uniqueLang true ] ;
            sh:property [ sh:path inno:worksFor ; sh:minCount 1 ] .""",
        format="turtle",
    )
    conforms, _, words = pyshacl.validate(data, shacl_graph=shapes)
    assert conforms, words
    assert len(data) >= 3
