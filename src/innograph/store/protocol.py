"""The SPARQL 1.1 Protocol as a client speaks it: https://www.w3.org/TR/sparql11-protocol/.

Credentials come from the environment alone, so that no command line, log or report holds them:
`INNOGRAPH_STORE_USER` and `INNOGRAPH_STORE_PASSWORD` (Basic or Digest, as the store asks), or
`INNOGRAPH_STORE_TOKEN` (Bearer).
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Generator
from typing import Any, Self
from urllib.parse import urlsplit

import httpx

from innograph.errors import QueryError, StoreError, UsageError
from innograph.store.reading import is_address

USER, PASSWORD, TOKEN = "INNOGRAPH_STORE_USER", "INNOGRAPH_STORE_PASSWORD", "INNOGRAPH_STORE_TOKEN"

RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"

#: Times that a request is sent before giving up, and the longest pause between two (seconds).
TRIES, LONGEST_PAUSE = 8, 30.0
#: Seconds that the store may be silent: an update of one batch, or a query over everything.
_TIMEOUT = httpx.Timeout(600.0, connect=15.0)
#: The store is there and cannot answer now.
_PASSING = frozenset({408, 429, 502, 503, 504})
#: Where stores take updates, by the end of the address where they take queries.
_UPDATE_AT = (
    (re.compile(r"/sparql-auth/?$"), "/sparql-auth"),  # Virtuoso
    (re.compile(r"/query/?$"), "/update"),  # Oxigraph, Fuseki, Stardog
    (re.compile(r"(/repositories/[^/]+)/?$"), r"\1/statements"),  # RDF4J, GraphDB
)


def update_address(url: str) -> str:
    """Where a store with this query address takes updates: by the conventions of known stores, else there too.

    >>> update_address("http://localhost:7878/query")
    'http://localhost:7878/update'
    """
    for pattern, there in _UPDATE_AT:
        if pattern.search(url):
            return pattern.sub(there, url)
    return url


class Refused(StoreError):
    """The store answered that it will not do this; asking the same again is of no use."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class Endpoint:
    """A store's addresses for queries and updates, with patience for what passes.

    A request that fails on its way, or that the store cannot take now, is sent again after a pause that
    doubles (`Retry-After` where the store says so). Raises UsageError for an address that is none or has a
    password in it.
    """

    def __init__(self, url: str, update_url: str | None = None, *, tries: int = TRIES) -> None:
        self.url = _checked(url)
        self.update_url = _checked(update_url) if update_url else update_address(url)
        self.tries = tries
        #: What the store calls itself in its answers; "" before the first.
        self.server = ""
        self._client = httpx.Client(timeout=_TIMEOUT, auth=_credentials(), follow_redirects=False)

    def ask(self, query: str, accept: str, dataset: str | None = None) -> tuple[bytes, str]:
        """The answer to a query and its media type. `dataset` is the one graph it sees by default.

        Raises QueryError when the store says that the query is wrong or cuts its answer short, StoreError when
        it cannot be reached.
        """
        form = {"query": query} | ({"default-graph-uri": dataset} if dataset else {})
        try:
            answer = self._send(self.url, accept, data=form)
        except Refused as error:
            if error.status in (401, 403, 404, 405):
                raise
            raise QueryError(str(error)) from error
        most = answer.headers.get("x-sparql-maxrows", "")
        if most.isdigit():  # Virtuoso says so, and only so, when it leaves rows away
            raise QueryError(
                f"{self.url}: the store gives {most} rows and leaves the rest away; ask for less, "
                "or raise ResultSetMaxRows in its virtuoso.ini"
            )
        return answer.content, answer.headers.get("content-type", "").partition(";")[0].strip()

    def update(self, text: str) -> None:
        """Have the store do an update. Raises Refused when it will not, StoreError when it cannot be reached."""
        self._send(self.update_url, "*/*", content=text.encode(), headers={"Content-Type": "application/sparql-update"})

    def _send(self, url: str, accept: str, **request: Any) -> httpx.Response:
        headers = {"Accept": accept, **request.pop("headers", {})}
        pause, why = 0.25, ""
        for attempt in range(self.tries):
            if attempt:
                time.sleep(min(pause, LONGEST_PAUSE))
                pause *= 2
            try:
                answer = self._client.post(url, headers=headers, **request)
            except httpx.HTTPError as error:
                why = str(error) or type(error).__name__
                continue
            self.server = answer.headers.get("server", self.server)
            if answer.is_success:
                return answer
            why = f"HTTP {answer.status_code}: {_one_line(answer.text)}"
            if answer.status_code not in _PASSING:
                raise Refused(f"{url}: {_advice(answer.status_code)}{why}", answer.status_code)
            after = answer.headers.get("retry-after", "")
            pause = max(pause, float(after)) if after.isdigit() else pause
        raise StoreError(f"{url}: not to be reached in {self.tries} tries (last: {why}); is the store running?")

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Credentials(httpx.Auth):
    """Name and password by the scheme that the store asks for; sent to no store that asks for none."""

    def __init__(self, user: str, password: str) -> None:
        self._schemes = {"basic": httpx.BasicAuth(user, password), "digest": httpx.DigestAuth(user, password)}
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._chosen is None:
            answer = yield request
            asked = answer.headers.get("www-authenticate", "").partition(" ")[0].lower()
            if answer.status_code != 401 or asked not in self._schemes:
                return
            self._chosen = self._schemes[asked]
        yield from self._chosen.auth_flow(request)


class _Token(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def _credentials() -> httpx.Auth | None:
    user, token = os.environ.get(USER, ""), os.environ.get(TOKEN, "")
    if token:
        return _Token(token)
    return _Credentials(user, os.environ.get(PASSWORD, "")) if user else None


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not is_address(url) or not host:
        raise UsageError("the address of a store begins with http:// or https:// and names a host")
    if parts.username is not None or parts.password is not None:
        raise UsageError(f"an address with a password ends up in logs: set {USER} and {PASSWORD} instead")
    return url


def _advice(status: int) -> str:
    if status in (401, 403):
        return f"the store wants other credentials (set {USER} and {PASSWORD}, or {TOKEN}): "
    if status in (301, 302, 307, 308):
        return "the store is at another address: "
    return "is this the address where the store takes such requests? " if status in (404, 405) else ""


def _one_line(text: str) -> str:
    line = " ".join(re.sub(r"<[^<>]*>", " ", text).split())
    return line if len(line) <= 300 else f"{line[:300]}…"
