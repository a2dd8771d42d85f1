"""What who runs the server asks of it: whether it lives, whether it is ready, and its figures."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from innograph.serve.sending import server_of


async def _health(request: Request) -> Response:
    return PlainTextResponse("alive\n")


async def _ready(request: Request) -> Response:
    ready = server_of(request).snapshots.ready
    return PlainTextResponse("ready\n" if ready else "not yet\n", 200 if ready else 503)


async def _metrics(request: Request) -> Response:
    content, media = server_of(request).metrics.page()
    return Response(content, media_type=media)


ROUTES = (
    Route("/healthz", _health, methods=["GET"]),
    Route("/readyz", _ready, methods=["GET"]),
    Route("/metrics", _metrics, methods=["GET"]),
)
