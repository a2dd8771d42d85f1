"""The graph as tools for assistants, by the Model Context Protocol (https://modelcontextprotocol.io) over stdio.

The tools are those of the JSON API, and answered by it: by the application itself for a graph at hand, else by the
server at an address. Everything only reads, within the limits of the server, and answers carry the sentences.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, ParamSpec, TypeVar
from urllib.parse import quote

import anyio
import httpx
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from innograph import __version__
from innograph import client as http
from innograph.errors import InnographError
from innograph.publish.negotiation import PAGES
from innograph.publish.thing import RELATIONS
from innograph.serve import models as m
from innograph.serve.app import Server
from innograph.serve.limits import Limits

_M = TypeVar("_M", bound=m.Said)
_P = ParamSpec("_P")
_R = TypeVar("_R")
_TRIES = 3
_INSTRUCTIONS = f"""A knowledge graph of news articles about public-procurement innovation: who works with whom on what.
Every relation has the sentences that say it, quoted exactly from their articles: when you state a relation, quote one
and name its article with its address. What no sentence says, the graph does not know; absence proves nothing.
`confidence` says how sure the program is that the sentence means the relation.
Begin with `search` (names) or `search_quotes` (words of sentences), then `relations` of what you found. Things are
named by IRI, by kind and slug such as organization/vinnova, or by name. Kinds: {", ".join(PAGES)}.
Relations: {", ".join(RELATIONS)}.
Most texts are Swedish; quotes are in their own language, and search finds all inflections."""

Thing = Annotated[str, Field(min_length=1, max_length=500, description="IRI, kind and slug, or name of a thing.")]
Limit = Annotated[int, Field(ge=1, le=200, description="Items at most.")]
Offset = Annotated[int, Field(ge=0, le=1_000_000, description="Items to leave out before.")]
Quotes = Annotated[int, Field(ge=0, le=100, description="Sentences for each relation at most.")]
Relation = Annotated[str, Field(description="One relation only, such as collaboratesWith; empty for all.")]
Kinds = Annotated[list[str] | None, Field(max_length=20, description=f"Kinds to find: {', '.join(PAGES)}.")]


class Desk:
    """Where the tools ask: an application in this process, or a server elsewhere."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def get(self, path: str, model: type[_M], **given: Any) -> _M:
        """An answer of the API. Raises ServerError."""
        request = self._client.build_request("GET", f"api/{path}", params=http.parameters(given))
        response = await self._send(request)
        return await anyio.to_thread.run_sync(http.read_answer, response, model)

    async def sparql(self, query: str) -> m.Answer:
        """An answer of `/sparql`. Raises ServerError."""
        headers = {"accept": http.ACCEPT}
        request = self._client.build_request("POST", "sparql", data={"query": query}, headers=headers)
        return await anyio.to_thread.run_sync(http.read_sparql, await self._send(request))

    async def place(self, thing: str) -> str:
        """Where the API has a thing's relations. Raises ServerError."""
        return http.place_of(await self.get("resolve", m.ThingCard, thing=thing))

    async def _send(self, request: httpx.Request) -> httpx.Response:
        for tried in range(_TRIES):
            try:
                response = await self._client.send(request)
            except httpx.TransportError as error:
                raise http.unreachable(request, error) from error
            if response.status_code != 503:
                break
            await anyio.sleep(http.seconds_to_wait(response, tried))
        return response


def _said(tool: Callable[_P, Awaitable[_R]]) -> Callable[_P, Awaitable[_R]]:
    """A tool whose errors are told to the assistant in their own words."""

    @wraps(tool)
    async def run(*given: _P.args, **named: _P.kwargs) -> _R:
        try:
            return await tool(*given, **named)
        except InnographError as error:
            raise ToolError(str(error)) from error

    return run


def make_server(desk: Callable[[], Desk], lifespan: Any) -> MCPServer[None]:
    """The protocol's server with all tools; `desk` gives what they ask once `lifespan` has begun."""
    server: MCPServer[None] = MCPServer(
        "innograph",
        title="innograph",
        instructions=_INSTRUCTIONS,
        version=__version__,
        lifespan=lifespan,
        log_level="WARNING",
    )

    def tool(title: str) -> Callable[[Callable[_P, Awaitable[_R]]], None]:
        hints = ToolAnnotations(
            title=title, read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        )

        def add(function: Callable[_P, Awaitable[_R]]) -> None:
            server.add_tool(_said(function), title=title, annotations=hints)

        return add

    @tool("Search things by name")
    async def search(text: str, kinds: Kinds = None, limit: Limit = 20, offset: Offset = 0) -> m.Things:
        """Find organisations, people, projects, events, assignments, themes, places and articles by their names.

        Case, accents and inflection do not count; the very name comes first, then what most articles name.
        """
        return await desk().get("search", m.Things, q=text, kind=kinds or [], limit=limit, offset=offset)

    @tool("Search quoted sentences")
    async def search_quotes(text: str, limit: Limit = 20, offset: Offset = 0) -> m.Sentences:
        """Find quoted sentences by their words in any inflection, each with its article; the best first."""
        return await desk().get("quotes", m.Sentences, q=text, limit=limit, offset=offset)

    @tool("Describe a thing")
    async def actor(thing: Thing) -> m.ThingCard:
        """What is known of a thing beside its relations: names, class, country, identifiers, and how many relations."""
        return await desk().get("resolve", m.ThingCard, thing=thing)

    @tool("Relations with their evidence")
    async def relations(
        thing: Thing,
        predicate: Relation = "",
        other: Annotated[str, Field(max_length=500, description="Only relations to this thing.")] = "",
        sentences: Quotes = 3,
        limit: Limit = 20,
        offset: Offset = 0,
    ) -> m.Relations:
        """The relations of a thing, those that most sentences say first, each with quoted sentences and articles."""
        place = f"{await desk().place(thing)}/relations"
        return await desk().get(
            place, m.Relations, predicate=predicate, other=other, sentences=sentences, limit=limit, offset=offset
        )

    @tool("Articles that name a thing")
    async def articles(thing: Thing, limit: Limit = 20, offset: Offset = 0) -> m.Sources:
        """The articles that name a thing, newest first, with title, date and address."""
        return await desk().get(f"{await desk().place(thing)}/articles", m.Sources, limit=limit, offset=offset)

    @tool("How two things are connected")
    async def path(
        start: Thing,
        end: Thing,
        steps: Annotated[int, Field(ge=1, le=8, description="Steps at most.")] = 6,
        sentences: Quotes = 2,
    ) -> m.Way:
        """A shortest way between two things by relations, with the sentences that say each step."""
        return await desk().get("path", m.Way, start=start, end=end, steps=steps, sentences=sentences)

    @tool("What is around things")
    async def network(
        focus: Annotated[list[Thing], Field(min_length=1, max_length=20, description="Things to begin with.")],
        depth: Annotated[int, Field(ge=0, le=3, description="Relations away at most.")] = 1,
        nodes: Annotated[int, Field(ge=1, le=500, description="Things at most.")] = 50,
    ) -> m.Network:
        """Things around others and what ties them together, without sentences; those most spoken of first."""
        return await desk().get("network", m.Network, focus=focus, depth=depth, nodes=nodes)

    @tool("What the graph holds")
    async def statistics() -> m.Statistics:
        """Counts of triples, articles, things by kind, relations by name, languages and years."""
        return await desk().get("statistics", m.Statistics)

    @tool("Saved questions")
    async def saved_questions() -> m.Queries:
        """The saved questions with their parameters and their SPARQL, which also shows how to write your own."""
        return await desk().get("queries", m.Queries)

    @tool("Ask a saved question")
    async def ask(
        name: Annotated[str, Field(max_length=100, description="The question's name.")],
        choices: Annotated[
            dict[str, str | list[str]] | None, Field(description="Parameters by name; things by name or IRI.")
        ] = None,
        limit: Limit = 50,
        offset: Offset = 0,
    ) -> m.Rows:
        """The answer to a saved question, in rows."""
        pairs = [
            f"{key}={each}"
            for key, value in (choices or {}).items()
            for each in ([value] if isinstance(value, str) else value)
        ]
        place = f"queries/{quote(name, safe='')}"
        return await desk().get(place, m.Rows, set=pairs, limit=limit, offset=offset)

    @tool("SPARQL")
    async def sparql(
        query: Annotated[str, Field(max_length=20_000, description="SELECT, ASK, CONSTRUCT or DESCRIBE.")],
    ) -> m.Answer:
        """The answer to a SPARQL 1.1 query over the whole graph; at most 1,000 rows, so use LIMIT.

        Declared are inno: (the graph's own terms), skos:, org:, foaf:, schema:, prov:, dcterms:, rdf:, rdfs:, owl:, and
        a prefix for each kind, such as organization:vinnova. A relation's sentence: ?c a inno:Claim ; rdf:subject ?s ;
        rdf:predicate ?p ; rdf:object ?o ; inno:quote ?quote ; prov:wasQuotedFrom ?article.
        """
        found = await desk().sparql(query)
        return found.model_copy(update={"rows": found.rows[:1000]})

    return server


def serve_tools(
    folder: Path | None = None, *, address: str = "", token: str | None = None, seconds: float = 30.0
) -> None:
    """Serve the graph in `folder`, or that of the server at `address`, on standard input and output until they close.

    Raises StoreError when there is no graph in the folder, UsageError for an address that is none.
    """
    desks: list[Desk] = []

    @asynccontextmanager
    async def living(_: Any) -> AsyncIterator[None]:
        async with _client(folder, address, token, seconds) as client:
            desks.append(Desk(client))
            yield None

    if folder is not None:
        from innograph.store.generations import current_generation

        current_generation(folder / "store")
    else:
        http.checked_address(address)
    make_server(lambda: desks[-1], living).run()


@asynccontextmanager
async def _client(
    folder: Path | None, address: str, token: str | None, seconds: float
) -> AsyncIterator[httpx.AsyncClient]:
    if folder is None:
        headers = http.headers_for(token)
        async with httpx.AsyncClient(base_url=http.checked_address(address), headers=headers, timeout=60) as client:
            yield client
        return
    server = Server(folder, limits=Limits(seconds=seconds, rows=10_000), log=False)
    async with server.running():
        transport = httpx.ASGITransport(app=server)
        async with httpx.AsyncClient(transport=transport, base_url="http://innograph/", timeout=None) as client:
            yield client
