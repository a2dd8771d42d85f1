"""One request for a page: the graph that it is answered from, the language of its reader, addresses as the client has
them.

The language is the one that the reader chose (`?lang=en`, kept in a cookie), else the one that the browser likes best.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import quote

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from innograph.publish.catalogue import survey
from innograph.publish.negotiation import HTML
from innograph.publish.page import Site, is_web
from innograph.publish.thing import Reader
from innograph.serve.api import index_of, reader_of
from innograph.serve.catalogue import Offer, in_language, make_offer, nameless
from innograph.serve.problems import Problem
from innograph.serve.sending import LANGUAGE_COOKIE, PAGE_POLICY, Kept, server_of, snapshot_of
from innograph.serve.site import ServedPages, choose_language
from innograph.store.former import read_former

#: The languages that pages speak.
LANGUAGES = ("sv", "en")
_YEAR = 365 * 24 * 3600


def reader_language(request: Request) -> str:
    """The language of ours that the reader of a page chose or likes best."""
    publisher = server_of(request).publisher
    chosen = (request.query_params.get("lang", ""), request.cookies.get(LANGUAGE_COOKIE, ""))
    liked = choose_language(request.headers.get("accept-language", ""), publisher.language if publisher else "sv")
    return next((tag for tag in chosen if tag in LANGUAGES), liked)


class Visit:
    """One request: the graph, its pages in the reader's language, and addresses as the client sees them."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.server = server_of(request)
        self.snapshot = snapshot_of(request)
        self.base = self.snapshot.store.base
        self.accept = request.headers.get("accept")
        self.chosen = request.query_params.get("lang", "")
        self.language = reader_language(request)

    @property
    def address(self) -> str:
        """Where this server is for others, with a slash at the end: as the settings have it, else as it was asked."""
        return self.server.publisher.address if self.server.publisher else self.server.url_of(self.request.scope, "/")

    def to(self, path: str, status: int = 303) -> Response:
        """Send on to another path of this server."""
        headers = {"vary": "Accept, Accept-Language"} if status == 303 else {}
        return RedirectResponse(f"{self.server.root_path}/{path}", status, headers)

    async def reader(self) -> Reader:
        """The reader in the language of this visit."""
        return await reader_of(self.snapshot, self.language)

    async def pages(self) -> ServedPages:
        """The pages in the language of this visit."""
        reader, index = await self.reader(), await index_of(self.snapshot)
        settings = self.server.publisher
        told = in_language(settings or nameless(self.address), self.language)
        site = Site(
            title=told.text(told.title),
            language=self.language,
            summary=told.text(told.description),
            address=self.address,
            publisher=told.publisher.name,
            publisher_page=told.publisher.homepage if is_web(told.publisher.homepage) else "",
            email=told.contact.email,
            license=told.license if settings else "",
            kinds=tuple(index.kinds()),
        )
        return ServedPages(reader, site, index, self.switch)

    @property
    def switch(self) -> str:
        """The query of this page's address in the other language."""
        other = next(tag for tag in LANGUAGES if tag != self.language)
        return f"?{self.request.url.include_query_params(lang=other).query}"

    async def offer(self) -> Offer:
        """What the catalogue tells."""
        store, server = self.snapshot.store, self.server
        found = await self.snapshot.derive("survey", lambda: survey(store))
        return make_offer(server.snapshots.folder, found, server.publisher, self.address, store.base)

    async def run(self, render: Callable[[], str], *, status: int = 200) -> Response:
        """A page, made in a thread."""
        html = await self.server.readers.run(render)
        headers = {
            "content-language": self.language,
            "content-security-policy": PAGE_POLICY,
            "vary": "Accept, Accept-Language, Cookie, Accept-Encoding",
        }
        response = Response(html, status, headers, media_type=HTML.content_type)
        if self.chosen in LANGUAGES:
            path = f"{self.server.root_path}/"
            response.set_cookie(LANGUAGE_COOKIE, self.chosen, max_age=_YEAR, path=path, samesite="lax", httponly=True)
        return response

    async def gone(self, iri: str, kind: str, slug: str) -> Problem | Response:
        """The answer for a thing that the graph does not have: where it went, that it is gone, or that it never was."""
        stores = self.server.snapshots.folder / "store"
        former = await self.snapshot.derive("former", lambda: read_former(stores))
        if iri not in former:
            return Problem(404, f"there is no {kind}/{slug} in this graph")
        now = former[iri]
        if now.startswith(f"{self.base}id/") and (await self.reader()).is_there(now):
            return self.to(quote(now.removeprefix(self.base)), 308)
        return Problem(410, f"{kind}/{slug} was in this graph and is no more: its articles were withdrawn or corrected")


Handler = Callable[[Visit], Awaitable[Response]]


def page_route(path: str, handler: Handler) -> Route:
    """A route whose answers depend on the request and the graph alone."""

    async def answer(request: Request) -> Response:
        return await handler(Visit(request))

    return Route(path, answer, methods=["GET"], middleware=[Middleware(Kept)])
