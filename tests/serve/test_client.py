"""The Python client against a real server, and against one that is busy, gone or something else."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from served import serving

from innograph.client import Client, ServerError, seconds_to_wait
from innograph.errors import UsageError
from ports import free_port


@pytest.fixture(scope="module")
def client(server: httpx.Client) -> Iterator[Client]:
    with Client(str(server.base_url)) as client:
        yield client


def test_search_finds_things_and_sentences(client: Client) -> None:
    found = client.search("vinnovas", kinds=["organization"])
    assert found.items[0].label == "Vinnova" and found.items[0].articles == 3
    quotes = client.quotes("samarbete innovationsupphandlingar")
    assert quotes.items[0].quote.startswith("Vinnova och Trafikverket samarbetar")
    assert quotes.items[0].article.iri.endswith("/one")


def test_an_actor_by_name_kind_or_iri(client: Client) -> None:
    card = client.actor("Vinnova")
    assert card.kind == "organization" and card.relations["collaboratesWith"] == 2
    assert client.actor("organization/vinnova") == client.actor(card.iri) == card
    with pytest.raises(ServerError, match="nothing here is called") as error:
        client.actor("Ingen Alls")
    assert error.value.status == 404


def test_relations_come_with_the_sentences_that_say_them(client: Client) -> None:
    (found,) = client.relations("Vinnova", predicate="collaboratesWith", other="Trafikverket").items
    assert {found.subject.label, found.object.label} == {"Vinnova", "Trafikverket"}
    assert found.evidence[0].quote == "Vinnova och Trafikverket samarbetar om innovationsupphandling."
    assert client.relations("Vinnova", sentences=0).items[0].evidence == []


def test_pages_follow_one_another_to_the_end(client: Client) -> None:
    every = list(client.all_relations("Vinnova"))
    parts = [client.relations("Vinnova", limit=1, offset=n).items[0] for n in range(len(every))]
    assert len(every) >= 4 and parts == every
    assert [hit.iri for hit in client.search_all("a")] == [hit.iri for hit in client.search("a", limit=200).items]


def test_ways_networks_articles_and_counts(client: Client) -> None:
    way = client.path("Trafikverket", "Anna Ek")
    assert way.found and [step.predicate for step in way.steps] == ["collaboratesWith", "worksFor"]
    assert all(step.evidence for step in way.steps)
    around = client.network("Vinnova")
    assert {"Trafikverket", "Boverket"} <= {node.label for node in around.nodes} and around.ties
    assert [a.iri.rpartition("/")[2] for a in client.articles("Boverket").items] == ["three"]
    assert client.statistics().articles == 3


def test_saved_questions_and_sparql(client: Client) -> None:
    assert "who-works-with-whom" in {question.name for question in client.questions()}
    rows = client.ask("who-works-with-whom", actor="Vinnova")
    assert rows.total >= 2 and "Vinnova" in str(rows.rows)
    found = client.sparql("SELECT ?l ?x { organization:vinnova skos:prefLabel ?l OPTIONAL { ?l rdf:none ?x } }")
    assert found.columns == ["l", "x"] and found.rows == [{"l": "Vinnova", "x": None}]
    assert client.sparql("ASK { organization:vinnova ?p ?o }").boolean is True
    assert "Vinnova" in client.sparql("CONSTRUCT { ?s skos:prefLabel ?l } { ?s skos:prefLabel ?l }").turtle
    with pytest.raises(ServerError, match="did you mean skos:") as error:
        client.sparql("SELECT ?l { ?s skoss:prefLabel ?l }")
    assert error.value.status == 400
    with pytest.raises(ServerError) as error:
        client.ask("no/such?question")
    assert error.value.status == 404


def test_the_token_is_sent(small_graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(small_graph, "--token", "secret-word") as server:
        address = str(server.base_url)
        with Client(address) as client, pytest.raises(ServerError, match="token") as error:
            client.statistics()
        assert error.value.status == 401
        with Client(address, token="secret-word") as client:
            assert client.statistics().articles == 3
        monkeypatch.setenv("INNOGRAPH_TOKEN", "secret-word")
        with Client(address) as client:
            assert client.actor("Vinnova").label == "Vinnova"


@contextmanager
def answering(*answers: tuple[int, dict[str, str], str]) -> Iterator[tuple[str, list[str]]]:
    """A server that gives these answers one after another, the last again and again; gives its address and its log."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            status, headers, body = answers[min(len(asked), len(answers)) - 1]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


BUSY = (503, {"retry-after": "0"}, '{"detail": "too many"}')
COUNTS = {"triples": 1, "inferred": 0, "claims": 0, "articles": 7} | {
    name: {} for name in ("things", "relations", "languages", "years")
}


def test_a_busy_server_is_asked_again_as_often_as_allowed() -> None:
    with answering(BUSY, BUSY, (200, {}, json.dumps(COUNTS))) as (address, asked), Client(address) as client:
        assert client.statistics().articles == 7
        assert asked == ["/api/statistics"] * 3
    with answering(BUSY) as (address, asked), Client(address, retries=1) as client:
        with pytest.raises(ServerError, match="too many") as error:
            client.statistics()
        assert error.value.status == 503 and len(asked) == 2


@pytest.mark.parametrize("body", ["<html>", "[]", '{"triples": "many"}', ""])
def test_something_else_at_the_address_is_said_in_words(body: str) -> None:
    wrong = pytest.raises(ServerError, match="not an answer of innograph")
    with answering((200, {}, body)) as (address, _), Client(address) as client, wrong:
        client.statistics()


def test_no_server_and_no_address_are_said_in_words() -> None:
    with Client(f"http://127.0.0.1:{free_port()}", retries=0) as client:
        with pytest.raises(ServerError, match="is the server running") as error:
            client.statistics()
        assert error.value.status == 0
    with pytest.raises(UsageError, match="no address"):
        Client("graph")


def test_how_long_to_wait_is_the_servers_to_say() -> None:
    def wait(value: str, tried: int = 0) -> float:
        return seconds_to_wait(httpx.Response(503, headers={"retry-after": value} if value else {}), tried)

    assert wait("7") == 7 and wait("100000") == 60
    assert wait("") == 0.5 and wait("", 2) == 2 and wait("soon") == 0.5
    assert wait("Wed, 21 Oct 2015 07:28:00 GMT") == 0
