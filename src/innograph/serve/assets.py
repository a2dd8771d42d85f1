"""What pages load beside themselves, under `/assets/`: styles and scripts of ours, and the vis-network that pyvis has.

A page loads what this server holds and nothing else; no script stands in a page, so that the policy sent with it can
forbid every script that does.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from innograph.publish import page as publishing
from innograph.serve.problems import Problem
from innograph.serve.sending import Kept
from innograph.view.page import vis_network

_STYLE, _SCRIPT = "text/css; charset=utf-8", "text/javascript; charset=utf-8"
_VIS = "vis-network.js"


def own(name: str) -> str:
    """One of this room's own files."""
    return files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


@cache
def _names() -> frozenset[str]:
    """The scripts that there are."""
    return frozenset(file.name for file in files(__package__).joinpath("assets").iterdir() if file.name.endswith(".js"))


@cache
def _load(name: str) -> tuple[bytes, str, str] | None:
    """Bytes, media type and entity tag of an asset; None where there is no such."""
    if name == "site.css":
        text, media = publishing.asset("site.css") + own("served.css"), _STYLE
    elif name == _VIS:
        text, media = vis_network(), _SCRIPT
    elif name in _names():
        text, media = own(name), _SCRIPT
    else:
        return None
    content = text.encode()
    return content, media, f'"{hashlib.sha256(content).hexdigest()[:16]}"'


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    found = _load(name) if name in {"site.css", _VIS} | _names() else None
    if found is None:
        raise Problem(404, f"nothing at {request.url.path}")
    content, media, etag = found
    return Response(content, 200, {"etag": etag, "cache-control": "no-cache", "content-type": media})


ROUTES = (Route("/assets/{name}", _asset, methods=["GET"], middleware=[Middleware(Kept)]),)
