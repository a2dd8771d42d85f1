"""The JSON API under `/api`, described in OpenAPI 3.1 at `/api/openapi.json`.

Answers are values of models.py and errors problem+json (RFC 9457). What is looked up runs in threads (reading.py).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, Any, TypeVar

from fastapi import FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import StringConstraints
from starlette.exceptions import HTTPException
from starlette.responses import Response as HttpResponse
from starlette.routing import Mount

from innograph import __version__
from innograph.errors import InnographError
from innograph.publish.negotiation import PAGES
from innograph.publish.thing import RELATIONS, Reader
from innograph.query import bound_text, saved_queries, saved_query
from innograph.serve import asking
from innograph.serve import models as m
from innograph.serve.links import MOST_STEPS, Links
from innograph.serve.problems import Problem
from innograph.serve.search import Index
from innograph.serve.sending import Kept, server_of, snapshot_of
from innograph.serve.snapshot import Snapshot
from innograph.serve.sparql import Question, answer_question

_T = TypeVar("_T")
#: Things that a network begins with where none is named.
_START = 40

_ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"description": words, "content": {"application/problem+json": {"schema": {
        "$ref": "#/components/schemas/ProblemDetails"}}}}
    for status, words in (
        (400, "The request is wrong."), (401, "This server asks for a token."), (404, "There is no such thing."),
        (422, "The request or its answer is not as it may be."), (503, "Too many requests: try again."),
        (504, "It took too long."),
    )
}  # fmt: skip

app = FastAPI(
    title="innograph",
    summary="A graph of news articles about public-procurement innovation, with the sentence behind every fact.",
    version=__version__,
    docs_url=None,  # its pages load scripts from elsewhere
    redoc_url=None,
    servers=[{"url": "../api"}],
    root_path_in_servers=False,
    responses=_ERRORS,
)

Text = Annotated[
    str, Query(min_length=1, max_length=500, description="Words; case, accents and inflection do not count.")
]
Limit = Annotated[int, Query(ge=1, le=200, description="Items at most.")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="Items to leave out before.")]
Sentences = Annotated[int, Query(ge=0, le=asking.MOST_SENTENCES, description="Sentences for each relation at most.")]
Kind = Annotated[str, Path(pattern=f"^(?:{'|'.join(PAGES)})$", description="The kind of thing.")]
Slug = Annotated[
    str, Path(pattern=r"^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$", max_length=120, description="The end of its IRI.")
]
Which = Annotated[
    str,
    Query(
        min_length=1,
        max_length=500,
        description="A thing: its IRI, its kind and slug (organization/vinnova), or its name.",
    ),
]
KindName = Annotated[str, StringConstraints(pattern=f"^(?:{'|'.join(PAGES)})$")]
Choice = Annotated[str, StringConstraints(pattern="^[^=]+=", max_length=1_000)]
Predicate = Annotated[str, Query(pattern=f"^(?:{'|'.join(RELATIONS)})?$", description="One relation only.")]
Language = Annotated[str, Query(pattern="^(?:sv|en)$", description="Language of names that there are in it.")]


class Desk:
    """What the endpoints ask with: the graph of the request, its index and network, and the threads to read in."""

    def __init__(self, request: Request, language: str = "sv") -> None:
        self.server = server_of(request)
        self.snapshot = snapshot_of(request)
        self.language = language

    async def index(self) -> Index:
        """The search index, made at its first use."""
        return await index_of(self.snapshot)

    async def links(self) -> Links:
        """The network, likewise."""
        return await links_of(self.snapshot)

    async def reader(self) -> Reader:
        """Things with their facts, with names in the language of the request where there are any."""
        return await reader_of(self.snapshot, self.language)

    async def run(self, work: Callable[..., _T], *given: Any, **named: Any) -> _T:
        """What a function gives, in a thread."""
        return await self.server.readers.run(partial(work, *given, **named))

    async def thing(self, text: str) -> str:
        """The IRI of a thing that a user means. Raises Problem 404."""
        return await self.run(asking.find_thing, text, await self.reader(), await self.index())

    async def things(self, texts: Sequence[str]) -> list[str]:
        """The IRIs of things, each once. Raises Problem 404."""
        reader, index = await self.reader(), await self.index()
        return await self.run(lambda: list(dict.fromkeys(asking.find_thing(text, reader, index) for text in texts)))

    async def named(self, kind: str, slug: str) -> str:
        """The IRI of `kind/slug`. Raises Problem 404."""
        reader = await self.reader()
        for iri in asking.iris_of(f"{kind}/{slug}", self.snapshot.store.base):
            if reader.is_there(iri):
                return iri
        raise Problem(404, f"there is no {kind}/{slug} in this graph")


async def index_of(snapshot: Snapshot) -> Index:
    """The search index of a graph."""
    return await snapshot.derive("index", lambda: Index(snapshot.union, snapshot.store.base))


async def links_of(snapshot: Snapshot) -> Links:
    """The network of a graph."""
    return await snapshot.derive("links", lambda: Links(snapshot.union, snapshot.store.base))


async def prepare(old: Snapshot | None, fresh: Snapshot) -> None:
    """Make of a new graph what people asked of the former, and of the first what they will, so that nobody waits."""
    for name, make in (("index", index_of), ("links", links_of)):
        if old is None or old.has(name):
            await make(fresh)


async def reader_of(snapshot: Snapshot, language: str) -> Reader:
    """The reader of a graph that shows names in this language."""
    return await snapshot.derive(f"reader {language}", lambda: Reader(snapshot.store, language))


@app.get("/search", operation_id="search")
async def search(
    request: Request,
    q: Text,
    kind: Annotated[list[KindName] | None, Query(max_length=20, description="Kinds to find.")] = None,
    limit: Limit = 20,
    offset: Offset = 0,
    lang: Language = "sv",
) -> m.Things:
    """Things by their names: the very name first, then what most articles name."""
    desk = Desk(request, lang)
    return await desk.run(asking.search_things, await desk.index(), q, kind or (), limit, offset, await desk.reader())


@app.get("/quotes", operation_id="quotes")
async def quotes(
    request: Request, q: Text, limit: Limit = 20, offset: Offset = 0, lang: Language = "sv"
) -> m.Sentences:
    """Quoted sentences by their words, in any inflection; the best first."""
    desk = Desk(request, lang)
    return await desk.run(asking.search_quotes, await desk.index(), await desk.reader(), q, limit, offset)


@app.get("/things/{kind}/{slug}", operation_id="thing")
async def thing(request: Request, kind: Kind, slug: Slug, lang: Language = "sv") -> m.ThingCard:
    """What is known of a thing beside its relations."""
    desk = Desk(request, lang)
    return await desk.run(asking.describe, await desk.reader(), await desk.named(kind, slug))


@app.get("/things/{kind}/{slug}/relations", operation_id="relations")
async def relations(
    request: Request,
    kind: Kind,
    slug: Slug,
    predicate: Predicate = "",
    other: Annotated[str, Query(max_length=500, description="Only relations to this thing.")] = "",
    sentences: Sentences = 3,
    limit: Limit = 20,
    offset: Offset = 0,
    lang: Language = "sv",
) -> m.Relations:
    """The relations of a thing, those that most sentences say first, with the sentences."""
    desk = Desk(request, lang)
    iri = await desk.named(kind, slug)
    end = await desk.thing(other) if other.strip() else ""
    return await desk.run(
        asking.relations, await desk.reader(), iri, other=end, predicate=predicate, sentences=sentences, limit=limit,
        offset=offset,
    )  # fmt: skip


@app.get("/things/{kind}/{slug}/articles", operation_id="articles")
async def articles(request: Request, kind: Kind, slug: Slug, limit: Limit = 20, offset: Offset = 0) -> m.Sources:
    """The articles that name a thing, newest first."""
    desk = Desk(request)
    return await desk.run(asking.articles, await desk.reader(), await desk.named(kind, slug), limit, offset)


@app.get("/resolve", operation_id="resolve")
async def resolve(request: Request, thing: Which) -> m.ThingCard:
    """The thing that is called so, as `/things/{kind}/{slug}` gives it."""
    desk = Desk(request)
    return await desk.run(asking.describe, await desk.reader(), await desk.thing(thing))


@app.get("/path", operation_id="path")
async def path(
    request: Request,
    start: Which,
    end: Which,
    steps: Annotated[int, Query(ge=1, le=MOST_STEPS, description="Steps at most.")] = 6,
    sentences: Sentences = 3,
) -> m.Way:
    """A shortest way between two things by relations, with the sentences that say each."""
    desk = Desk(request)
    ends = await desk.thing(start), await desk.thing(end)
    return await desk.run(asking.way, await desk.reader(), await desk.links(), *ends, most=steps, sentences=sentences)


@app.get("/network", operation_id="network")
async def network(
    request: Request,
    focus: Annotated[list[str] | None, Query(max_length=60, description="Things to begin with.")] = None,
    depth: Annotated[int, Query(ge=0, le=3, description="Relations away at most.")] = 1,
    nodes: Annotated[int, Query(ge=1, le=1000, description="Things at most.")] = 200,
    each: Annotated[int, Query(ge=0, le=500, description="Things around each at most, one relation away.")] = 0,
    beside: Annotated[list[str] | None, Query(max_length=300, description="Things to show as well.")] = None,
    start: Annotated[
        int | None, Query(ge=0, le=200, description="So many of the most tied things as well; 40 where none is named.")
    ] = None,
    themes: Annotated[bool, Query(description="Whether themes are ties.")] = False,
    lang: Language = "sv",
) -> m.Network:
    """What is around things, and what ties it together; of no thing in particular, those tied to most others."""
    desk = Desk(request, lang)
    inner, outer = await desk.things(focus or ()), await desk.things(beside or ())
    most_tied = start if start is not None else 0 if inner or outer else _START
    return await desk.run(
        asking.network, await desk.index(), await desk.links(), inner, depth=depth, most=nodes, each=each, beside=outer,
        start=most_tied, themes=themes, reader=await desk.reader(),
    )  # fmt: skip


@app.get("/statistics", operation_id="statistics")
async def statistics(request: Request) -> m.Statistics:
    """What the graph holds, counted."""
    desk = Desk(request)
    index, store = await desk.index(), desk.snapshot.store
    return await desk.snapshot.derive("statistics", lambda: asking.statistics(store, index))


@app.get("/queries", operation_id="queries")
async def queries() -> m.Queries:
    """The saved questions with their parameters and their SPARQL."""
    return m.Queries(items=[asking.query_card(query) for query in saved_queries()])


@app.get("/queries/{name}", operation_id="ask")
async def ask(
    request: Request,
    name: Annotated[str, Path(max_length=100, description="The query's name.")],
    set: Annotated[
        list[Choice] | None, Query(max_length=50, description="A parameter, as `name=value`; a thing by name or IRI.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=10_000, description="Rows at most.")] = 100,
    offset: Offset = 0,
) -> m.Rows:
    """The answer to a saved question. Rows are in the order that the query gives."""
    desk = Desk(request)
    try:
        query = saved_query(name)
    except InnographError as error:
        raise Problem(404, str(error)) from None
    text = await desk.run(bound_text, desk.snapshot.store, query, asking.parse_choices(set or ()))
    accept = "application/sparql-results+json, text/turtle"
    response = await answer_question(Question(text), accept, desk.snapshot, desk.server.limits)
    if dict(response.headers)[b"content-type"].startswith(b"text/turtle"):
        return m.Rows(
            total=0,
            limit=limit,
            offset=offset,
            query=name,
            sparql=text,
            columns=[],
            rows=[],
            turtle=response.body.decode(),
        )
    said = json.loads(response.body)
    columns: list[str] = said["head"].get("vars", [])
    rows = said.get("results", {}).get("bindings", [])
    return m.Rows(
        total=len(rows),
        limit=limit,
        offset=offset,
        query=name,
        sparql=text,
        columns=columns,
        rows=[{c: asking.plain(row.get(c)) for c in columns} for row in rows[offset : offset + limit]],
    )


async def _as_problem(request: Request, error: Exception) -> HttpResponse:
    """Every error as problem+json."""
    if isinstance(error, Problem):
        problem = error
    elif isinstance(error, RequestValidationError):
        problem = Problem(422, "; ".join(_wrong(each) for each in error.errors()[:5]))
    elif isinstance(error, HTTPException):
        problem = Problem(error.status_code, str(error.detail), allow=(error.headers or {}).get("Allow", ""))
    else:
        problem = Problem(400, str(error))
    _, body = problem.body("application/json")
    headers = {**problem.headers, "cache-control": "no-store"}
    return HttpResponse(body, problem.status, headers, media_type="application/problem+json")


def _wrong(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"][1:])
    return f"{where}: {error['msg']}"


for _kind in (Problem, InnographError, RequestValidationError, HTTPException):
    app.add_exception_handler(_kind, _as_problem)

_described = app.openapi


def _describe() -> dict[str, Any]:
    """The description, with the form of errors in the place of FastAPI's own."""
    found = _described()
    schemas = found["components"]["schemas"]
    if "ProblemDetails" not in schemas:
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        schemas["ProblemDetails"] = m.ProblemDetails.model_json_schema()
    return found


app.openapi = _describe  # type: ignore[method-assign]

ROUTES = (Mount("/api", app=Kept(app)),)
