"""The server as an ASGI application: who may ask, what is answered where, what is counted.

`/sparql` is answered here, before any routing: it is what programs call thousands of times a second. Everything else
is Starlette's to route.
"""

from __future__ import annotations

import asyncio
import base64
import hmac
import json
import re
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response as HttpResponse

from innograph.errors import InnographError
from innograph.publish.settings import Settings
from innograph.serve.api import prepare
from innograph.serve.limits import Limits
from innograph.serve.media import TRIPLES, choose
from innograph.serve.metrics import Metrics
from innograph.serve.problems import Problem
from innograph.serve.reading import Readers
from innograph.serve.routes import all_routes
from innograph.serve.sending import (
    PAGE_POLICY,
    SERVER,
    Message,
    Receive,
    Scope,
    Send,
    as_response,
    header,
    send_whole,
    server_of,
)
from innograph.serve.site import problem_page
from innograph.serve.snapshot import Response, Snapshots
from innograph.serve.sparql import answer_question, answer_short, describe_service, read_graph, read_question
from innograph.serve.visit import reader_language

_HOST = re.compile(r"[A-Za-z0-9._~-]{1,255}(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::[0-9]{1,5})?")
#: Open to everyone, token or not: whether the server lives.
_OPEN = frozenset({"/healthz", "/readyz"})
#: Sent with every answer. What a browser loads is bounded page by page; data loads nothing.
_ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"access-control-allow-origin", b"*"),
)
_DATA_POLICY = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")
#: Methods that ask, as far as their answers differ.
_KINDS = {"GET": b"GET", "HEAD": b"GET", "POST": b"POST"}
#: Characters of a path that a line of the log has.
_LOGGED = 300
_PREFLIGHT = (
    (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),
    (b"access-control-allow-headers", b"Accept, Content-Type, Authorization"),
    (b"access-control-max-age", b"86400"),
)


class Server:
    """The application. `folder` is what `innograph build` wrote; `token`, if given, is asked of everyone."""

    def __init__(
        self,
        folder: Path,
        *,
        limits: Limits | None = None,
        token: str = "",
        root_path: str = "",
        articles: Path | None = None,
        publisher: Settings | None = None,
        log: bool = True,
    ) -> None:
        self.limits = limits or Limits()
        self.snapshots = Snapshots(folder, self.limits, prepare)
        self.metrics = Metrics(self.snapshots)
        self.root_path = root_path.rstrip("/")
        self.articles = articles
        self.publisher = publisher
        self.readers = Readers(self.limits)
        self._token = token.encode()
        self._log = log
        self.routes = Starlette(
            routes=all_routes(),
            exception_handlers={Problem: _problem, HTTPException: _http_error, InnographError: _known_error},
        )
        self.routes.state.server = self

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, send)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Open the graph before the first request, and let everything go after the last. Raises StoreError."""
        await self.snapshots.start()
        following = asyncio.ensure_future(self.snapshots.follow())
        try:
            yield
        finally:
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following
            await self.snapshots.close()

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            async with self.running():
                await send({"type": "lifespan.startup.complete"})
                await receive()
        except InnographError as error:
            await send({"type": "lifespan.startup.failed", "message": f"innograph: {error}"})
            return
        await send({"type": "lifespan.shutdown.complete"})

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = time.perf_counter()
        path = scope["path"].removeprefix(self.root_path) if self.root_path else scope["path"]
        status, size = 500, 0

        async def sending(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                given = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(h for h in _ALWAYS if h[0] not in given)]
                if _DATA_POLICY[0] not in given:
                    message["headers"].append(_DATA_POLICY)
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            if scope["method"] == "OPTIONS":  # a browser asks before it sends the token, and learns nothing
                await send_whole(sending, Response(204, _PREFLIGHT, b""), scope)
                return
            if path not in _OPEN and self._token and not self._is_known(scope):
                raise Problem(401, "this server asks for a token, as `Authorization: Bearer …` or as password")
            if path in ("/sparql", "/sparql/"):
                await self._sparql(scope, receive, sending)
            elif path == "/rdf-graph-store":
                await self._graph_store(scope, sending)
            else:
                # In ASGI a path holds the root path, whether the proxy in front cuts it off or not.
                inner = {**scope, "path": self.root_path + path, "root_path": self.root_path, SERVER: self}
                await self.routes(inner, receive, sending)
        except Problem as problem:
            await send_whole(sending, as_response(problem, header(scope, b"accept")), scope)
        except asyncio.CancelledError:
            status = 499
            raise
        except Exception as error:  # a fault of ours must not end the server, nor tell a stranger where we live
            print(json.dumps({"level": "error", "path": path[:_LOGGED], "error": repr(error)}), file=sys.stderr)
            if self._log:
                import traceback

                traceback.print_exc(file=sys.stderr)
            with suppress(RuntimeError):
                await send_whole(sending, as_response(Problem(500, "something went wrong here"), ""), scope)
        finally:
            seconds = time.perf_counter() - started
            self.metrics.count(path, status, seconds)
            if self._log:
                line = f'{{"method":"{scope["method"]}","path":{json.dumps(path[:_LOGGED])},"status":{status},'
                print(f'{line}"bytes":{size},"ms":{seconds * 1000:.1f}}}', file=sys.stderr)

    def _is_known(self, scope: Scope) -> bool:
        """Whether a request has the token: as bearer token, or as the password that a browser asks its user for."""
        kind, _, token = header(scope, b"authorization").partition(" ")
        given = token.strip().encode("latin-1", "replace")
        if kind.lower() == "basic":
            with suppress(ValueError):
                given = base64.b64decode(given, validate=True).partition(b":")[2]
        elif kind.lower() != "bearer":
            return False
        return hmac.compare_digest(given, self._token)

    async def _sparql(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = scope["method"]
        async with self.snapshots.current as snapshot:
            accept = header(scope, b"accept")
            body = await _body(receive, self.limits.query_length) if method == "POST" else b""
            media = header(scope, b"content-type")
            # The description of the service names its address, as the client has it.
            host = b"" if b"query=" in scope["query_string"] or body else header(scope, b"host").encode()
            key = b"\n".join(
                (_KINDS.get(method, b""), host, scope["query_string"], accept.encode(), media.encode(), body)
            )
            response = snapshot.cached(key) if method in _KINDS else None
            if response is None:
                question = read_question(method, scope["query_string"], media, body, self.limits)
                if question is None:
                    response = self._without_question(scope, accept)
                elif (found := await answer_short(question, accept, snapshot, self.limits)) is not None:
                    response = found
                else:
                    work = asyncio.ensure_future(answer_question(question, accept, snapshot, self.limits))
                    response = await _unless_gone(work, receive) if method == "GET" else await work
                if response is None:
                    return
                snapshot.keep(key, response)
            await send_whole(send, response, scope)

    def _without_question(self, scope: Scope, accept: str) -> Response:
        """What a GET without a query gets: the description of the service, and a browser the page to ask at."""
        if choose(accept, (*TRIPLES, "text/html")) == "text/html":
            headers = ((b"location", f"{self.root_path}/query".encode()), (b"vary", b"Accept"))
            return Response(303, headers, b"")
        return describe_service(self.url_of(scope, "/sparql"), accept, "", self.snapshots.current)

    def url_of(self, scope: Scope, path: str) -> str:
        """The address of a path of this server, as the client sees it."""
        host = header(scope, b"host")
        if not _HOST.fullmatch(host):
            host = "localhost"
        return f"{scope.get('scheme', 'http')}://{host}{self.root_path}{path}"

    async def _graph_store(self, scope: Scope, send: Send) -> None:
        async with self.snapshots.current as snapshot:
            accept = header(scope, b"accept")
            response = await read_graph(scope["method"], scope["query_string"], accept, snapshot, self.limits)
            await send_whole(send, response, scope)


async def _body(receive: Receive, most: int) -> bytes:
    """The request's body. Raises Problem 413 as soon as it is longer than `most` bytes."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b""
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > most:
            raise Problem(413, f"the request is longer than {most:,} bytes")
        if not message.get("more_body"):
            return b"".join(parts)


async def _unless_gone(work: asyncio.Future[Response], receive: Receive) -> Response | None:
    """The answer, or None when the client has gone meanwhile: then nobody needs it."""
    if work.done():
        return work.result()

    async def gone() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    leaving = asyncio.ensure_future(gone())
    both: set[asyncio.Future[Any]] = {work, leaving}
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            work.cancel()
            with suppress(asyncio.CancelledError, InnographError):
                await work
            return None
        return work.result()
    finally:
        leaving.cancel()


async def _problem(request: Request, error: Exception) -> HttpResponse:
    assert isinstance(error, Problem)
    accept = request.headers.get("accept", "")
    if choose(accept, ("text/plain", "text/html")) == "text/html" and "json" not in accept:
        page = problem_page(
            error.status, error.detail, language=reader_language(request), root=f"{server_of(request).root_path}/"
        )
        headers = {**error.headers, "content-security-policy": PAGE_POLICY, "cache-control": "no-store"}
        return HttpResponse(page, error.status, headers, media_type="text/html")
    media, body = error.body(accept)
    return HttpResponse(body, error.status, {**error.headers, "content-type": media})


async def _http_error(request: Request, error: Exception) -> HttpResponse:
    assert isinstance(error, HTTPException)
    problem = Problem(error.status_code, error.detail if error.status_code != 404 else f"nothing at {request.url.path}")
    found = await _problem(request, problem)
    found.headers.update(error.headers or {})
    return found


async def _known_error(request: Request, error: Exception) -> HttpResponse:
    return await _problem(request, Problem(400, str(error)))
