"""Linked data: the IRIs of things answer (https://www.w3.org/TR/cooluris/), and so do ontology, catalogue and VoID.

/id/{kind}/{slug}                          303 to the document in the form and language asked for; 308, 410
/doc/{kind}/{slug}.html .ttl .jsonld .rdf .nt
/doc/{kind}/                               the things of a kind
/def/  /def/{term}                         303 to the ontology: def/index.html, def/innograph.ttl …
/catalog  /datasets/dcat                   DCAT-AP; the second as dataportal.se harvests it
/.well-known/void
/  /search?q=  /data/
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, partial
from threading import Lock
from urllib.parse import quote

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from innograph.export import read_context, to_turtle
from innograph.export.jsonld import write_jsonld
from innograph.export.xml import write_rdfxml
from innograph.graph import given_quads
from innograph.graph.vocabulary import DCTERMS, FOAF, KINDS, PROV, RDF, Vocabulary
from innograph.publish.catalogue import DATASET, VOID, write_triples
from innograph.publish.negotiation import (
    FORMS,
    HTML,
    JSONLD,
    NTRIPLES,
    PAGES,
    RDFXML,
    TURTLE,
    Form,
    choose_form,
    document_of,
)
from innograph.publish.ontology import describe_ontology
from innograph.publish.site import write_document
from innograph.publish.thing import Reader
from innograph.serve.api import app as api
from innograph.serve.api import index_of
from innograph.serve.asking import iris_of
from innograph.serve.catalogue import FILES, OWN, Offer
from innograph.serve.problems import Problem, too_much
from innograph.serve.sending import server_of
from innograph.serve.site import MOST_PAGES, ServedPages
from innograph.serve.visit import Visit, page_route

#: The forms of a document, N-Triples too.
DOCUMENTS = (*FORMS, NTRIPLES)
_DATA = tuple(form for form in DOCUMENTS if form is not HTML)
_BY_ENDING = {form.ending: form for form in DOCUMENTS}
_CATALOGUE = (RDFXML, TURTLE, JSONLD, NTRIPLES)
_SLUG = re.compile(r"[A-Za-z0-9]+(?:[.-]+[A-Za-z0-9]+)*")
_MOST_SLUG = 400
_FILE = re.compile(r"(?P<slug>.+?)(?:\.(?P<language>sv|en))?(?P<ending>\.(?:html|ttl|jsonld|rdf|nt))")


async def _there(visit: Visit, kind: str, slug: str) -> str | Response:
    """The IRI of a thing, or the answer for one that is not there. Raises Problem 404 and 410."""
    if kind in KINDS and len(slug) <= _MOST_SLUG and _SLUG.fullmatch(slug):
        reader = await visit.reader()
        for iri in iris_of(f"{kind}/{slug}", visit.base):
            if reader.is_there(iri):
                return iri
        answer = await visit.gone(f"{visit.base}id/{kind}/{slug}", kind, slug)
        if isinstance(answer, Problem):
            raise answer
        return answer
    raise Problem(404, f"there is no {kind[:100]}/{slug[:100]} in this graph")


async def _identify(visit: Visit) -> Response:
    """A thing's IRI, or its document without an ending."""
    kind, slug = visit.request.path_params["kind"], visit.request.path_params["slug"]
    if (kind, slug) == ("theme", ""):
        form = _chosen(visit, DOCUMENTS)
        return visit.to("doc/theme/index.html" if form is HTML else f"def/themes{form.ending}")
    found = await _there(visit, kind, slug)
    if isinstance(found, Response):
        return found
    path = document_of(found, visit.base) or f"doc/{kind}/{slug}"
    if kind not in PAGES:
        form = choose_form(visit.accept, DOCUMENTS) or HTML
        if form is HTML:
            return visit.to(await _page_of_part(visit, kind, found) or f"{path}{TURTLE.ending}")
        return visit.to(path + form.ending)
    form = _chosen(visit, DOCUMENTS)
    tongue = f".{visit.language}" if form is HTML and visit.request.headers.get("accept-language") else ""
    response = visit.to(f"{path}{tongue}{form.ending}")
    response.headers["link"] = _links(visit, found, path, describes=False)
    return response


async def _page_of_part(visit: Visit, kind: str, iri: str) -> str:
    """Where a claim is quoted: in the page of its article; "" for what no page quotes."""
    if kind != "claim":
        return ""
    quads = visit.snapshot.union.quads_for_pattern(ox.NamedNode(iri), PROV.wasQuotedFrom, None, None)
    article = next((q.object.value for q in quads if isinstance(q.object, ox.NamedNode)), "")
    path = document_of(article, visit.base)
    return f"{path}{HTML.ending}#{iri.rpartition('/')[2]}" if path else ""


def _chosen(visit: Visit, forms: tuple[Form, ...]) -> Form:
    form = choose_form(visit.accept, forms)
    if form is None:
        raise Problem(
            406, f"none of the formats asked for is to be had; there are {', '.join(f.media_type for f in forms)}"
        )
    return form


async def _document(visit: Visit) -> Response:
    """A thing's document."""
    kind, name = visit.request.path_params["kind"], visit.request.path_params["slug"]
    if name in ("", "index.html"):
        return await _list(visit, kind)
    match = _FILE.fullmatch(name) if len(name) <= _MOST_SLUG else None
    if match is None or (match["language"] and match["ending"] != HTML.ending):
        return await _identify(visit)
    form, slug = _BY_ENDING[match["ending"]], match["slug"]
    if visit.chosen != visit.language:  # a language that the reader asks for here and now comes before the address
        visit.language = match["language"] or visit.language
    iri = await _there(visit, kind, slug)
    if isinstance(iri, Response):
        return iri
    path = document_of(iri, visit.base) or f"doc/{kind}/{slug}"
    if form is HTML:
        if kind not in PAGES:
            raise Problem(404, f"{kind}/{slug} has no page; its data is at {path}{TURTLE.ending}")
        response = await visit.run(partial(_page, await visit.pages(), iri))
    else:
        reader = await visit.reader()
        body = await visit.server.readers.run(partial(_data, visit, reader, iri, path + form.ending, form))
        response = Response(body, media_type=form.content_type)
    response.headers["link"] = _links(visit, iri, path, describes=True)
    return response


def _page(pages: ServedPages, iri: str) -> str:
    html = pages.thing(iri)
    if html is None:
        raise Problem(404, f"{iri} has no page")
    return html


def _data(visit: Visit, reader: Reader, iri: str, path: str, form: Form) -> bytes:
    document = ox.NamedNode(visit.address + path)
    about = [
        ox.Triple(document, RDF.type, FOAF.Document),
        ox.Triple(document, FOAF.primaryTopic, ox.NamedNode(iri)),
        ox.Triple(document, VOID.inDataset, ox.NamedNode(visit.address + DATASET)),
    ]
    if visit.server.publisher:
        about.append(ox.Triple(document, DCTERMS.license, ox.NamedNode(visit.server.publisher.license)))
    triples = [*reader.document(iri), *about]
    body = _lines(triples) if form is NTRIPLES else write_document(triples, form, reader.store)
    if len(body) > visit.server.limits.bytes:
        raise too_much(f"the document has more than {visit.server.limits.bytes:,} bytes: ask for it by SPARQL")
    return body


def _lines(triples: Sequence[ox.Triple]) -> bytes:
    return "".join(f"{line} .\n" for line in sorted({str(triple) for triple in triples})).encode()


def _links(visit: Visit, iri: str, path: str, *, describes: bool) -> str:
    """The `Link` header of a document (RFC 8288): the page that counts, the other forms, the thing it is about."""
    address = f"{visit.address}{path}"
    kind = path.split("/")[1]
    forms = DOCUMENTS if kind in PAGES else _DATA
    found = [f'<{address}{forms[0].ending}>; rel="canonical"'] if describes else []
    found += [f'<{address}{form.ending}>; rel="alternate"; type="{form.media_type}"' for form in forms]
    if HTML in forms:
        found += [
            f'<{address}.{tag}{HTML.ending}>; rel="alternate"; type="{HTML.media_type}"; hreflang="{tag}"'
            for tag in ("sv", "en")
        ]
    relation = "describes" if describes else "self"
    return ", ".join([*found, f'<{_ascii(iri)}>; rel="{relation}"'])


def _ascii(iri: str) -> str:
    return quote(iri, safe=":/?#[]@!$&'()*+,;=%~-._")


async def _list(visit: Visit, kind: str) -> Response:
    index = await index_of(visit.snapshot)
    if kind not in index.kinds():
        raise Problem(404, f"there is nothing of kind {kind[:100]} in this graph")
    pages = await visit.pages()
    return await visit.run(partial(pages.list_of, kind, _page_number(visit)))


def _page_number(visit: Visit) -> int:
    given = visit.request.query_params.get("page", "1")
    if not re.fullmatch(r"[0-9]{1,5}", given) or not 1 <= int(given) <= MOST_PAGES:
        raise Problem(400, f"page: a number from 1 to {MOST_PAGES:,}")
    return int(given)


async def _home(visit: Visit) -> Response:
    if visit.request.query_params.get("q", "").strip():
        return await _search(visit)
    pages = await visit.pages()
    return await visit.run(pages.home)


async def _search(visit: Visit) -> Response:
    asked = visit.request.query_params.get("q", "").strip()[:300]
    if not asked:
        return visit.to("")
    pages = await visit.pages()
    return await visit.run(partial(pages.search, asked, _page_number(visit)))


async def _ontology(visit: Visit) -> Response:
    """`/def/` and `/def/{term}`."""
    term = visit.request.path_params.get("term", "")
    if term and term not in _terms(visit.base):
        raise Problem(404, f"there is no term {term[:100]!r} in the ontology")
    form = _chosen(visit, DOCUMENTS)
    return visit.to(f"def/index.html{'#' if term else ''}{term}" if form is HTML else f"def/innograph{form.ending}")


async def _ontology_page(visit: Visit) -> Response:
    pages = await visit.pages()
    # It takes seconds once, longer than a request may: whoever asks first waits for it.
    title, body = await visit.snapshot.derive("ontology", lambda: _described(visit.base))
    return await visit.run(lambda: pages.ontology(body, title))


async def _given(visit: Visit, graph: str) -> Response:
    form = _BY_ENDING.get(f".{visit.request.path_params['ending']}")
    if form is None or form is HTML:
        raise Problem(404, f"nothing at {visit.request.url.path}")
    body = await visit.server.readers.run(partial(_graph, visit.base, graph, form))
    return Response(body, media_type=form.content_type)


@cache
def _graph(base: str, name: str, form: Form) -> bytes:
    """The ontology or the themes, which come with the program."""
    graph = Vocabulary(base).graph(name)
    triples = sorted({q.triple for q in given_quads(base) if q.graph_name == graph}, key=str)
    if form is TURTLE:
        return to_turtle(triples, base=base).encode()
    return _written(triples, form, base)


def _written(triples: Sequence[ox.Triple], form: Form, base: str) -> bytes:
    from io import BytesIO

    if form is NTRIPLES:
        return _lines(triples)
    out = BytesIO()
    if form is JSONLD:
        write_jsonld(triples, out, read_context(), base)
    else:
        write_rdfxml(triples, out, Vocabulary(base).prefixes)
    return out.getvalue()


@cache
def _terms(base: str) -> frozenset[str]:
    own, graph = f"{base}def/", Vocabulary(base).graph("ontology")
    return frozenset(
        q.subject.value.removeprefix(own)
        for q in given_quads(base)
        if q.graph_name == graph and isinstance(q.subject, ox.NamedNode) and q.subject.value.startswith(own)
    )


_describing = Lock()
_descriptions: dict[str, tuple[str, str]] = {}


def _described(base: str) -> tuple[str, str]:
    """The ontology's title and description, made once: it takes seconds, and pyLODE works for one at a time."""
    with _describing:
        if base not in _descriptions:
            _descriptions[base] = describe_ontology(_graph(base, "ontology", TURTLE))
        return _descriptions[base]


async def _catalogue(visit: Visit) -> Response:
    form = choose_form(visit.accept, (*_CATALOGUE, HTML)) or RDFXML
    return visit.to("data/index.html") if form is HTML else await _catalogue_in(visit, form)


async def _catalogue_file(visit: Visit) -> Response:
    form = _BY_ENDING.get(f".{visit.request.path_params['ending']}")
    if form not in _CATALOGUE:
        raise Problem(404, f"nothing at {visit.request.url.path}")
    return await _catalogue_in(visit, form)


async def _catalogue_in(visit: Visit, form: Form, *, national: bool = False) -> Response:
    offer = await visit.offer()
    triples = offer.catalogue(national=national)
    return Response(_lines(triples) if form is NTRIPLES else write_triples(triples, form), media_type=form.content_type)


async def _harvest(visit: Visit) -> Response:
    form = choose_form(visit.accept, _CATALOGUE) or RDFXML
    return await _catalogue_in(visit, form, national=True)


async def _national(visit: Visit) -> Response:
    return await _catalogue_in(visit, RDFXML, national=True)


async def _void(visit: Visit) -> Response:
    form = choose_form(visit.accept, (TURTLE, RDFXML, JSONLD, NTRIPLES)) or TURTLE
    triples = (await visit.offer()).void()
    return Response(_lines(triples) if form is NTRIPLES else write_triples(triples, form), media_type=form.content_type)


async def _void_part(visit: Visit) -> Response:
    return visit.to(".well-known/void")


async def _own_resource(visit: Visit) -> Response:
    return visit.to("catalog")


async def _graph_name(visit: Visit) -> Response:
    iri = f"{visit.base}graph/{visit.request.path_params['name']}"
    return visit.to(f"rdf-graph-store?graph={quote(iri, safe='')}")


async def _data_page(visit: Visit) -> Response:
    offer, pages = await visit.offer(), await visit.pages()
    return await visit.run(
        lambda: pages.data(
            offer.files, triples=offer.found.triples, newest=offer.found.last, example=_example(visit, offer)
        )
    )


def _example(visit: Visit, offer: Offer) -> str:
    """A thing to try, at this server."""
    return offer.found.example.replace(visit.base, visit.address, 1)


async def _file(request: Request) -> Response:
    """A file of the built graph, by its name here: no other name leads to a file."""
    path = f"data/{request.path_params['name']}"
    for file, name in FILES.values():
        if name == path:
            found = server_of(request).snapshots.folder / file
            if found.is_file():
                return FileResponse(found, media_type=TURTLE.content_type)
    raise Problem(404, f"nothing at {request.url.path}")


async def _network(visit: Visit) -> Response:
    return visit.to("explore", 308)


async def _api_page(visit: Visit) -> Response:
    if _chosen(visit, (HTML, JSONLD)) is not HTML:
        return visit.to("api/openapi.json")
    pages = await visit.pages()
    return await visit.run(lambda: pages.api(api.openapi()))


ROUTES = (
    page_route("/", _home),
    page_route("/index.html", _home),
    page_route("/search", _search),
    page_route("/id/{kind}/{slug:path}", _identify),
    page_route("/doc/{kind}/{slug:path}", _document),
    page_route("/def/", _ontology),
    page_route("/def/index.html", _ontology_page),
    page_route("/def/innograph.{ending}", partial(_given, graph="ontology")),
    page_route("/def/themes.{ending}", partial(_given, graph="themes")),
    page_route("/def/{term}", _ontology),
    page_route("/graph/{name}", _graph_name),
    page_route("/catalog", _catalogue),
    page_route("/catalog.{ending}", _catalogue_file),
    page_route("/datasets/dcat", _harvest),
    page_route("/dataportal.rdf", _national),
    page_route("/.well-known/void", _void),
    page_route("/void.ttl", _void),
    page_route("/void/{part}", _void_part),
    *(page_route(f"/{name}", _own_resource) for name in OWN if name != "catalog"),
    page_route("/distribution/{name}", _own_resource),
    page_route("/data/", _data_page),
    page_route("/data/index.html", _data_page),
    Route("/data/{name}", _file, methods=["GET"]),
    page_route("/network.html", _network),
    page_route("/api/", _api_page),
)
