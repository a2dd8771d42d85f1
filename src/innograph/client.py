"""Ask a server of `innograph serve` elsewhere, in Python; answers are typed.

    from innograph.client import Client

    with Client("http://localhost:8080") as client:
        for relation in client.all_relations("Vinnova", predicate="collaboratesWith"):
            print(relation.object.label, [evidence.quote for evidence in relation.evidence])
        for row in client.sparql("SELECT ?name { ?who a foaf:Person ; skos:prefLabel ?name }").rows:
            print(row["name"])

When the server says that it is busy, the client waits as long as it asks and tries again.
"""

from __future__ import annotations

import email.utils
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import quote

import httpx
from pydantic import ValidationError

from innograph.errors import UsageError, WorkError
from innograph.serve import models as m

__all__ = ["Client", "ServerError"]

_M = TypeVar("_M", bound=m.Said)
_I = TypeVar("_I")
#: Seconds to wait at most before trying again, whatever the server says.
_LONGEST = 60.0
#: Items that are asked for at once when all are wanted.
_PAGE = 200
#: Results of SPARQL: rows, else triples.
ACCEPT = "application/sparql-results+json, text/turtle;q=0.9"


class ServerError(WorkError):
    """The server cannot be reached (`status` 0), or answers with an error: its status and words."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class Client:
    """A server at an address, asked by one thread at a time; every method raises ServerError.

    `token` is sent as bearer token; by default the variable INNOGRAPH_TOKEN. `timeout` in seconds is for one answer,
    `retries` how often is tried again when the server is busy or does not answer. Things are named by their IRI, by
    kind and slug (`organization/vinnova`), or by name.
    """

    def __init__(
        self,
        address: str,
        *,
        token: str | None = None,
        timeout: float = 60.0,
        retries: int = 3,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.retries = retries
        headers = headers_for(token)
        self._http = httpx.Client(
            base_url=checked_address(address), headers=headers, timeout=timeout, transport=transport
        )

    def search(self, text: str, *, kinds: Sequence[str] = (), limit: int = 20, offset: int = 0) -> m.Things:
        """Things by their names, the very name first; `kinds` are organization, person, project and so on."""
        return self._get("search", m.Things, q=text, kind=list(kinds), limit=limit, offset=offset)

    def search_all(self, text: str, *, kinds: Sequence[str] = ()) -> Iterator[m.Hit]:
        """All of them, fetched as they are read."""
        return _pages(lambda offset: self.search(text, kinds=kinds, limit=_PAGE, offset=offset))

    def quotes(self, text: str, *, limit: int = 20, offset: int = 0) -> m.Sentences:
        """Quoted sentences by their words, in any inflection; the best first."""
        return self._get("quotes", m.Sentences, q=text, limit=limit, offset=offset)

    def actor(self, thing: str) -> m.ThingCard:
        """What is known of a thing beside its relations."""
        return self._get("resolve", m.ThingCard, thing=thing)

    def relations(
        self,
        thing: str,
        *,
        other: str = "",
        predicate: str = "",
        sentences: int = 3,
        limit: int = 20,
        offset: int = 0,
    ) -> m.Relations:
        """The relations of a thing, those that most sentences say first, each with up to `sentences` quotes."""
        return self._get(
            f"{self._place(thing)}/relations", m.Relations, other=other, predicate=predicate, sentences=sentences,
            limit=limit, offset=offset,
        )  # fmt: skip

    def all_relations(
        self, thing: str, *, other: str = "", predicate: str = "", sentences: int = 3
    ) -> Iterator[m.Relation]:
        """All of them, fetched as they are read."""
        iri = self.actor(thing).iri if not thing.startswith("http") else thing
        return _pages(
            lambda offset: self.relations(
                iri, other=other, predicate=predicate, sentences=sentences, limit=_PAGE, offset=offset
            )
        )

    def articles(self, thing: str, *, limit: int = 20, offset: int = 0) -> m.Sources:
        """The articles that name a thing, newest first."""
        return self._get(f"{self._place(thing)}/articles", m.Sources, limit=limit, offset=offset)

    def path(self, start: str, end: str, *, steps: int = 6, sentences: int = 3) -> m.Way:
        """A shortest way between two things by relations, with the sentences that say each."""
        return self._get("path", m.Way, start=start, end=end, steps=steps, sentences=sentences)

    def network(self, focus: str | Sequence[str], *, depth: int = 1, nodes: int = 200) -> m.Network:
        """What is around things, and what ties it together."""
        things = [focus] if isinstance(focus, str) else list(focus)
        return self._get("network", m.Network, focus=things, depth=depth, nodes=nodes)

    def statistics(self) -> m.Statistics:
        """What the graph holds, counted."""
        return self._get("statistics", m.Statistics)

    def questions(self) -> list[m.QueryCard]:
        """The saved questions with their parameters and their SPARQL."""
        return self._get("queries", m.Queries).items

    def ask(self, question: str, *, limit: int = 100, offset: int = 0, **chosen: str | Sequence[str]) -> m.Rows:
        """The answer to a saved question: `client.ask("who-works-with-whom", actor="Vinnova")`."""
        pairs = [
            f"{name}={each}"
            for name, value in chosen.items()
            for each in ([value] if isinstance(value, str) else value)
        ]
        return self._get(f"queries/{quote(question, safe='')}", m.Rows, set=pairs, limit=limit, offset=offset)

    def sparql(self, query: str) -> m.Answer:
        """The answer to a SPARQL query: rows, yes or no, or the triples of CONSTRUCT and DESCRIBE as Turtle."""
        request = self._http.build_request("POST", "sparql", data={"query": query}, headers={"accept": ACCEPT})
        return read_sparql(self._send(request))

    def close(self) -> None:
        """Let the connections go."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _place(self, thing: str) -> str:
        return place_of(self.actor(thing))

    def _get(self, path: str, model: type[_M], **given: Any) -> _M:
        request = self._http.build_request("GET", f"api/{path}", params=parameters(given))
        return read_answer(self._send(request), model)

    def _send(self, request: httpx.Request) -> httpx.Response:
        for tried in range(self.retries + 1):
            try:
                response = self._http.send(request)
            except httpx.TransportError as error:
                if tried == self.retries or isinstance(error, httpx.ReadTimeout):
                    raise unreachable(request, error) from error
                time.sleep(min(_LONGEST, 0.5 * 2**tried))
                continue
            if response.status_code != 503 or tried == self.retries:
                return response
            time.sleep(seconds_to_wait(response, tried))
        raise AssertionError  # the last try has returned or raised


def _pages(fetch: Callable[[int], Any]) -> Iterator[Any]:
    offset = 0
    while True:
        page = fetch(offset)
        yield from page.items
        offset += len(page.items)
        if not page.items or offset >= page.total:
            return


def checked_address(address: str) -> str:
    """The address of a server, with a slash at its end. Raises UsageError for what is none."""
    if not address.startswith(("http://", "https://")):
        raise UsageError(f"{address!r} is no address of a server: write http://… or https://…")
    return address.rstrip("/") + "/"


def headers_for(token: str | None) -> dict[str, str]:
    """The headers of every request; without a token that of the environment is sent."""
    found = os.environ.get("INNOGRAPH_TOKEN", "") if token is None else token
    return {"authorization": f"Bearer {found}"} if found else {}


def parameters(given: Mapping[str, Any]) -> httpx.QueryParams:
    """Query parameters: a list gives its name again and again, what is empty is left out."""
    found: list[tuple[str, Any]] = []
    for name, value in given.items():
        found += [(name, each) for each in (value if isinstance(value, list) else [value]) if each != ""]
    return httpx.QueryParams(tuple(found))


def place_of(card: m.ThingCard) -> str:
    """Where the API has the relations and articles of a thing."""
    return f"things/{card.kind}/{card.iri.rpartition('/')[2]}"


def read_answer(response: httpx.Response, model: type[_M]) -> _M:
    """What the API answers. Raises ServerError."""
    _refuse_error(response)
    try:
        return model.model_validate_json(response.content)
    except ValidationError as error:
        raise ServerError(f"{response.url}: not an answer of innograph serve ({error.error_count()} faults)") from error


def read_sparql(response: httpx.Response) -> m.Answer:
    """What `/sparql` answers. Raises ServerError."""
    _refuse_error(response)
    if response.headers.get("content-type", "").startswith("text/turtle"):
        return m.Answer(turtle=response.text)
    try:
        said = json.loads(response.content)
        if "boolean" in said:
            return m.Answer(boolean=bool(said["boolean"]))
        columns = said["head"]["vars"]
        rows = said["results"]["bindings"]
        plain = [{c: row[c]["value"] if c in row else None for c in columns} for row in rows]
        return m.Answer(columns=columns, rows=plain)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ServerError(f"{response.url}: not an answer to SPARQL") from error


def _refuse_error(response: httpx.Response) -> None:
    if response.is_success:
        return
    try:
        words = str(json.loads(response.content)["detail"])
    except (ValueError, KeyError, TypeError):
        words = response.text.strip()[:500] or response.reason_phrase
    raise ServerError(words, response.status_code)


def unreachable(request: httpx.Request, error: httpx.TransportError) -> ServerError:
    """The error for a server that does not answer."""
    what = "does not answer in time" if isinstance(error, httpx.TimeoutException) else f"cannot be reached ({error})"
    return ServerError(f"{request.url.copy_with(path='/', query=None)} {what}: is the server running?")


def seconds_to_wait(response: httpx.Response, tried: int) -> float:
    """How long to wait before asking again: as the server says (RFC 9110, 10.2.3), else ever longer."""
    said = response.headers.get("retry-after", "")
    if said.isdecimal():
        return min(_LONGEST, float(said))
    when = email.utils.parsedate_to_datetime(said).timestamp() - time.time() if _is_date(said) else 0.5 * 2**tried
    return min(_LONGEST, max(0.0, when))


def _is_date(text: str) -> bool:
    try:
        email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return False
    return True
