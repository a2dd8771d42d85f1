"""The SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/) and, for reading, the Graph Store HTTP Protocol
(https://www.w3.org/TR/sparql11-http-rdf-update/).
"""

from __future__ import annotations

import re
from binascii import a2b_qp
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl

import pyoxigraph as ox

from innograph.serve.answering import Job, rdf_format
from innograph.serve.limits import Limits
from innograph.serve.media import RESULTS, TRIPLES, content_type, negotiate
from innograph.serve.plan import make_plan
from innograph.serve.problems import Problem, bad_request, refused, too_much
from innograph.serve.snapshot import Response, Snapshot

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_ONLY_QUERY = re.compile(rb"query=((?:[A-Za-z0-9._~!$'()*,:@/?+-]|%[0-9A-Fa-f]{2})++)")


@dataclass(frozen=True, slots=True)
class Question:
    """A query as the protocol hands it over; `dataset` is None where the request names no graphs."""

    text: str
    dataset: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    format: str = ""


def read_question(method: str, query_string: bytes, media: str, body: bytes, limits: Limits) -> Question | None:
    """The query of a request (2.1); None for a GET that asks nothing, which gets the service description.

    Raises Problem 400 for what is no query operation, 403 for an update, 405, 413 and 415.
    """
    if method not in ("GET", "HEAD", "POST"):
        raise Problem(405, f"{method} is not for SPARQL: use GET or POST", allow="GET, HEAD, POST")
    size = len(body) if method == "POST" else len(query_string)
    if size > limits.query_length:
        raise Problem(413, f"a request of {size:,} bytes is longer than {limits.query_length:,}")
    if method == "GET" and (only := _ONLY_QUERY.fullmatch(query_string)) is not None:
        # What nearly every program sends. Once every % is known to begin two digits, the decoder of quoted-printable,
        # whose = they become, does the same as that of forms, forty times as fast.
        return Question(_decode(a2b_qp(only[1].replace(b"+", b" ").replace(b"%", b"="))))
    fields = _fields(query_string)
    direct = ""
    if method == "POST":
        kind = media.partition(";")[0].strip().lower()
        if kind == _FORM:
            fields += _fields(body)
        elif kind == _QUERY:
            direct = _decode(body)
        elif kind == _UPDATE:
            raise refused("this server only reads: to change the graph, build it again")
        else:
            raise Problem(415, f"{kind or 'no media type'}: send {_QUERY} or {_FORM}")
    if any(name == "update" for name, _ in fields):
        raise refused("this server only reads: to change the graph, build it again")
    queries = [value for name, value in fields if name == "query"] + ([direct] if direct else [])
    if not queries:
        if method != "POST" and not any(name in ("default-graph-uri", "named-graph-uri") for name, _ in fields):
            return None
        raise bad_request("no query: send one as `query`")
    if len(queries) > 1:
        raise bad_request(f"{len(queries)} queries in one request: send one")
    default = tuple(value for name, value in fields if name == "default-graph-uri")
    named = tuple(value for name, value in fields if name == "named-graph-uri")
    for iri in (*default, *named):
        _check_graph(iri)
    wanted = next((v for n, v in fields if n in ("format", "output")), "")
    return Question(queries[0], (default, named) if default or named else None, wanted)


def _fields(data: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(data.decode("ascii", "strict"), keep_blank_values=True, errors="strict", max_num_fields=200)
    except (UnicodeDecodeError, ValueError):
        raise bad_request("the request is not percent-encoded UTF-8") from None


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise bad_request(f"the query is not UTF-8 (byte {error.start})") from None


def _check_graph(iri: str) -> None:
    if iri.partition(":")[0].lower() not in ("http", "https", "urn"):
        raise refused(f"{iri}: a query reads the graphs of this store and nothing else")
    try:
        ox.NamedNode(iri)
    except ValueError:
        raise bad_request(f"{iri} is not an IRI") from None


async def answer_short(question: Question, accept: str, snapshot: Snapshot, limits: Limits) -> Response | None:
    """The answer to a query of which it is sure that it ends soon; None for every other.

    What takes more than looking up is left to the processes of the lane, where there is one: they have other cores.
    Raises Problem 400, 403 and 406 as answer_question does.
    """
    quick, lane = snapshot.quick, snapshot.lane
    if quick is None or question.dataset is not None:
        return None
    plan = make_plan(question.text, snapshot.store.base)
    if not plan.patterns:
        return None
    media, form = _row_format(accept, question.format)
    if len(plan.patterns) > 1 and lane is not None:
        try:
            if not quick.is_short(plan, limits.rows):
                return None
        except ValueError:
            return None  # whoever answers the others says what is wrong
        declared = "".join(f"PREFIX {prefix}: <{space}> " for prefix, space in plan.prefixes)
        asked = lane.ask(declared + question.text, form)
        body = None if asked is None else await asked
    else:
        body = quick.answer(question.text, plan, form, limits.rows)
    return None if body is None or len(body) > limits.bytes else respond(media, body, snapshot)


async def answer_question(question: Question, accept: str, snapshot: Snapshot, limits: Limits) -> Response:
    """The answer to a query in the format that the client takes.

    Raises Problem: 400 for a wrong query, 403 for one that writes or reaches outside, 406, 422 for too large an
    answer, 503 and 504 where it would take too long.
    """
    if "\x00" in question.text:
        raise bad_request("the query holds a null character")
    if (found := await answer_short(question, accept, snapshot, limits)) is not None:
        return found
    plan = make_plan(question.text, snapshot.store.base)
    offered = TRIPLES if plan.form in ("CONSTRUCT", "DESCRIBE") else RESULTS
    media, form = negotiate(accept, offered, question.format)
    results, triples = ("json", form) if offered is TRIPLES else (form, "turtle")
    job = Job(
        question.text,
        results,
        triples,
        limits.rows,
        limits.bytes,
        plan.speaks_of_graphs,
        question.dataset,
        plan.limit_at,
    )
    outcome, _, body = await snapshot.pool.run(job)
    if outcome == "wrong":
        raise bad_request(body.decode())
    if outcome == "large":
        raise too_much(body.decode())
    if outcome == "failed":
        raise Problem(500 if b"memory" not in body else 422, body.decode())
    return respond(media, body, snapshot)


@lru_cache(maxsize=256)
def _row_format(accept: str, wanted: str) -> tuple[str, str]:
    return negotiate(accept, RESULTS, wanted)


def respond(media: str, body: bytes, snapshot: Snapshot, *, status: int = 200) -> Response:
    """A whole answer that stays true as long as the generation does."""
    return Response(
        status,
        (
            (b"content-type", content_type(media).encode()),
            (b"vary", b"Accept, Accept-Language, Accept-Encoding"),
            (b"etag", f'W/"{snapshot.etag}"'.encode()),
            (b"cache-control", b"no-cache"),
        ),
        body,
    )


async def read_graph(method: str, query_string: bytes, accept: str, snapshot: Snapshot, limits: Limits) -> Response:
    """One graph of the store (Graph Store Protocol 5.2): `?graph=IRI`, or `?default`, which is the union of all.

    Raises Problem 400, 404 for a graph that is not there, 405 for what would change it, 406, 422, 503, 504.
    """
    if method not in ("GET", "HEAD"):
        raise Problem(405, "this server only reads: to change the graph, build it again", allow="GET, HEAD")
    fields = _fields(query_string)
    graphs = tuple(value for name, value in fields if name == "graph")
    default = any(name == "default" for name, _ in fields)
    if len(graphs) + default != 1:
        raise bad_request("name one graph: ?default, or ?graph=IRI")
    media, form = negotiate(accept, TRIPLES, next((v for n, v in fields if n == "format"), ""))
    for graph in graphs:
        _check_graph(graph)
        if not snapshot.store.oxigraph.contains_named_graph(ox.NamedNode(graph)):
            raise Problem(404, f"no graph {graph} in this store")
    text = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    job = Job(text, "json", form, limits.rows, limits.bytes, dataset=(graphs, ()) if graphs else None)
    outcome, _, body = await snapshot.pool.run(job)
    if outcome == "large":
        raise too_much(f"the graph has more than {limits.bytes:,} bytes: take the data set's distributions")
    if outcome != "done":
        raise Problem(422, body.decode())
    return respond(media, body, snapshot)


_DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .

<{endpoint}> a sd:Service ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat {formats} ;
    sd:feature sd:UnionDefaultGraph ;
    sd:defaultDataset [
        a sd:Dataset ;
        sd:defaultGraph [ a sd:Graph{triples} ]{graphs}
    ] .
"""
_FORMAT_IRIS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
    "RDF_XML", "JSON-LD", "N-Quads", "TriG",
)  # fmt: skip
#: Named graphs that the description lists at most: an article is one.
_LISTED = 1_000


def describe_service(endpoint: str, accept: str, wanted: str, snapshot: Snapshot) -> Response:
    """The service description (https://www.w3.org/TR/sparql11-service-description/) in the client's format."""
    media, form = negotiate(accept, TRIPLES, wanted)
    names: Sequence[str] = snapshot.store.graphs()[:_LISTED]
    graphs = "".join(f" ;\n        sd:namedGraph [ a sd:NamedGraph ; sd:name <{name}> ]" for name in names)
    text = _DESCRIPTION.format(
        endpoint=endpoint,
        formats=", ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in _FORMAT_IRIS),
        triples=f" ; void:triples {snapshot.triples}" if snapshot.triples is not None else "",
        graphs=graphs,
    )
    if form == "turtle":
        return respond(media, text.encode(), snapshot)
    triples = (q.triple for q in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))
    return respond(media, ox.serialize(triples, format=rdf_format(form)) or b"", snapshot)
