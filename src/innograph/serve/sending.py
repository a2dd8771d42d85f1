"""Whole answers sent over ASGI: not sent again to who has them (304), compressed for who can read that, bodiless for
HEAD. Rooms whose answers stay true as long as the graph does are put behind `Kept`.
"""

from __future__ import annotations

import asyncio
import gzip
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.types import ASGIApp

from innograph.serve.problems import Problem
from innograph.serve.snapshot import Response, Snapshot

if TYPE_CHECKING:
    from innograph.serve.app import Server

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

#: Where the scope of a request has the server and the snapshot that it is answered from.
SERVER, SNAPSHOT = "innograph.server", "innograph.snapshot"
#: Where a browser keeps the language that its reader chose.
LANGUAGE_COOKIE = "lang"
_COOKIE = re.compile(rf"(?:^|;)\s*{LANGUAGE_COOKIE}=([a-z]{{2}})\s*(?:;|$)")
#: Answers of fewer bytes are not worth compressing.
_COMPRESS = 1_400
#: Compressing more bytes than this would hold others up.
_AT_ONCE = 65_536
#: Pages load what the server itself gives and nothing else. Bars in them have their length in a style attribute.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)


def server_of(request: Request) -> Server:
    """The server that a request came to."""
    found: Server = request.scope[SERVER]
    return found


def snapshot_of(request: Request) -> Snapshot:
    """The graph that a request behind `Kept` is answered from."""
    found: Snapshot = request.scope[SNAPSHOT]
    return found


def header(scope: Scope, name: bytes) -> str:
    """A header's value; several of a name joined, as RFC 9110 allows."""
    found = [value for key, value in scope["headers"] if key == name]
    if not found:
        return ""
    return (found[0] if len(found) == 1 else b", ".join(found)).decode("latin-1")


def has_it(scope: Scope, etag: str) -> bool:
    """Whether the client says that it has an answer with this entity tag (RFC 9110, 13.1.2)."""
    return bool(etag) and scope["method"] in ("GET", "HEAD") and etag in header(scope, b"if-none-match")


async def send_whole(send: Send, response: Response, scope: Scope) -> None:
    """Send an answer: 304 where the client has it, compressed where it can read that, no body for HEAD."""
    headers = list(response.headers)
    etag = next((value for name, value in headers if name == b"etag"), b"").decode()
    if response.status == 200 and etag and has_it(scope, etag):
        headers = [h for h in headers if h[0] not in (b"content-type", b"content-language")]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    body = response.body
    if len(body) > _COMPRESS and "gzip" in header(scope, b"accept-encoding"):
        if len(body) > _AT_ONCE:
            body = await asyncio.to_thread(gzip.compress, body, 5, mtime=0)
        else:
            body = gzip.compress(body, 5, mtime=0)
        headers.append((b"content-encoding", b"gzip"))
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def as_response(problem: Problem, accept: str) -> Response:
    """An error as an answer."""
    media, body = problem.body(accept)
    headers = [(b"content-type", media.encode()), (b"cache-control", b"no-store")]
    headers += [(name.encode(), value.encode()) for name, value in problem.headers.items()]
    return Response(problem.status, tuple(headers), body)


class Kept:
    """An application whose answers depend on the request and on the graph alone: they carry the graph's entity tag,
    and those given before are given again until another graph counts.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        server: Server = scope[SERVER]
        async with server.snapshots.current as snapshot:
            key = b"\n".join((
                scope["path"].encode("utf-8", "surrogateescape"), scope["query_string"],
                *(header(scope, name).encode() for name in (b"host", b"accept", b"accept-language")),
                *(tag.encode() for tag in _COOKIE.findall(header(scope, b"cookie"))),
            ))  # fmt: skip
            reading = scope["method"] in ("GET", "HEAD")
            response = snapshot.cached(key) if reading else None
            if response is None:
                asked = {**scope, SNAPSHOT: snapshot, "method": "GET" if reading else scope["method"]}
                response = await self._answer(asked, receive)
                if response.status == 200 and reading:
                    etag = f'W/"{snapshot.etag}"'.encode()
                    headers = dict(response.headers)
                    headers.setdefault(b"etag", etag)
                    headers.setdefault(b"cache-control", b"no-cache")
                    headers.setdefault(b"vary", b"Accept, Accept-Language, Accept-Encoding")
                    response = Response(200, tuple(headers.items()), response.body)
                    snapshot.keep(key, response)
            await send_whole(send, response, scope)

    async def _answer(self, scope: Scope, receive: Receive) -> Response:
        status, headers, body = 500, [], bytearray()

        async def collect(message: Message) -> None:
            nonlocal status, headers
            if message["type"] == "http.response.start":
                status, headers = message["status"], list(message["headers"])
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))

        await self.app(scope, receive, collect)
        kept = tuple((name, value) for name, value in headers if name != b"content-length")
        return Response(status, kept, bytes(body))
