"""Pages of the server for people who read: what they share, and the styles that they load.

A page loads what this server holds and nothing else; no script stands in a page, so that the policy sent with it can
forbid every script that does.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from innograph.publish import page as publishing
from innograph.serve.problems import Problem

#: What a browser may load for a page: our own files.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
LANGUAGES = ("sv", "en")


def page_language(request: Request) -> str:
    """The language of a page: as `lang` says, else the one of ours that the client likes best, else Swedish."""
    wanted = request.query_params.get("lang", "")
    if wanted in LANGUAGES:
        return wanted
    best, chosen = 0.0, LANGUAGES[0]
    for part in request.headers.get("accept-language", "").split(","):
        tag, _, rest = part.strip().partition(";")
        language = tag.partition("-")[0].lower()
        try:
            liked = float(rest.partition("=")[2] or 1)
        except ValueError:
            continue
        if language in LANGUAGES and liked > best:
            best, chosen = liked, language
    return chosen


def render(request: Request, template: str, *, root: str, status: int = 200, **values: Any) -> Response:
    """A page. `root` leads from its address to the server's."""
    language = page_language(request)
    text = _environment().get_template(template).render(
        language=language,
        root=root,
        words=words()[language],
        icon_address=Markup(publishing.ICON),
        other="en" if language == "sv" else "sv",
        other_address=str(request.url.include_query_params(lang="en" if language == "sv" else "sv").query),
        web=publishing.is_web,
        **values,
    )
    headers = {"content-security-policy": POLICY, "vary": "Accept, Accept-Language", "cache-control": "no-cache"}
    return Response(text, status, headers, media_type="text/html")


@cache
def words() -> dict[str, dict[str, Any]]:
    """What the pages say, by language: their own words, and of the published pages' what they share."""
    own: dict[str, dict[str, Any]] = json.loads(asset("words.json"))
    told = json.loads(publishing.asset("words.json"))
    for language, said in own.items():
        shared = ("verbs", "undated", "confidence", "decimal", "skip", "retoldLong")
        said |= {key: told[language][key] for key in shared}
    return own


def asset(name: str) -> str:
    """One of the pages' own files."""
    return files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return publishing.page_environment(lambda name: publishing.asset(name) if name == "parts.html" else asset(name))


@cache
def static() -> Mapping[str, tuple[bytes, str]]:
    """What pages load, by name: bytes and media type."""
    return {"site.css": ((publishing.asset("site.css") + asset("pages.css")).encode(), "text/css; charset=utf-8")}


@cache
def _etag(name: str) -> str:
    return f'"{hashlib.sha256(static()[name][0]).hexdigest()[:16]}"'


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in static():
        raise Problem(404, f"nothing at {request.url.path}")
    content, media = static()[name]
    headers = {"etag": _etag(name), "cache-control": "max-age=300", "content-type": media}
    if _etag(name) in request.headers.get("if-none-match", ""):
        return Response(b"", 304, headers)
    return Response(content, 200, headers)


ROUTES = (Route("/static/{name}", _static, methods=["GET"]),)
