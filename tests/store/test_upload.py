"""A graph in a store on the network is the graph that was built, whatever happened on the way there."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import Cutter, oxigraph_server

from innograph.cli import cli, main
from innograph.errors import QueryError, StoreError, UsageError
from innograph.export import export
from innograph.iri import DEFAULT_BASE
from innograph.query import ask, ask_saved, saved_queries
from innograph.stats import network_stats, stats
from innograph.store import GraphStore, open_graph
from innograph.store.protocol import Endpoint, Refused, update_address
from innograph.store.remote import RemoteStore, union_of
from innograph.store.upload import upload
from innograph.view import view_html
from samplegraph import sample_folder, sample_store


@pytest.fixture(scope="module")
def filled() -> Iterator[str]:
    """A server that holds the sample graph; not to be changed."""
    with oxigraph_server() as url:
        upload(sample_store(inferred=True), url)
        yield url


@pytest.fixture
def empty() -> Iterator[str]:
    with oxigraph_server() as url:
        yield url


def nquads(store: GraphStore) -> list[str]:
    return sorted(str(quad) for quad in store)


def union_at(url: str, base: str = DEFAULT_BASE) -> list[str]:
    """What queries see, asked of the store by its own means."""
    query = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{union_of(base)}> {{ ?s ?p ?o }} }}"
    data, _ = Endpoint(url).ask(query, "application/n-triples")
    return sorted(str(q.triple) for q in ox.parse(data, format=ox.RdfFormat.N_TRIPLES))


def assert_same(store: GraphStore, url: str) -> None:
    assert nquads(open_graph(url)) == nquads(store)
    assert union_at(url, store.base) == sorted(str(t) for t in store.triples())


def test_what_was_uploaded_is_what_was_built(filled: str) -> None:
    assert_same(sample_store(inferred=True), filled)


def test_every_saved_query_gives_the_same_answer(filled: str) -> None:
    here = sample_store(inferred=True)
    with RemoteStore.open(filled) as there:
        for query in saved_queries():
            assert ask_saved(there, query, {}).format("table") == ask_saved(here, query, {}).format("table"), query.name
        same = {"actor": "Vinnova"}
        wanted = ask_saved(here, "who-works-with-whom", same).format("json")
        assert ask_saved(there, "who-works-with-whom", same).format("json") == wanted


def test_each_triple_counts_once_and_triples_and_yes_or_no_are_answers(filled: str) -> None:
    here = sample_store(inferred=True)
    with RemoteStore.open(filled) as there:
        count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        assert ask(there, count).rows() == ask(here, count).rows() == [(str(len(union_at(filled))),)]
        describe = "CONSTRUCT { ?s skos:prefLabel ?o } { ?s a foaf:Person ; skos:prefLabel ?o }"
        assert ask(there, describe).format("turtle") == ask(here, describe).format("turtle")
        assert ask(there, "ASK { ?s a inno:Claim }").format("table") == "yes\n"
        graphs = "SELECT DISTINCT ?g { GRAPH ?g { ?a a inno:Article } }"
        wanted = {*ask(here, graphs).rows(), (union_of(there.base),)}
        assert set(ask(there, graphs).rows()) == wanted


def test_views_counts_and_exports_are_the_same_bytes(filled: str) -> None:
    here = sample_store(inferred=True)
    with RemoteStore.open(filled) as there:
        assert view_html(there) == view_html(here)
        assert stats(there).to_json() == stats(here).to_json()
        assert network_stats(there).to_json() == network_stats(here).to_json()
    one, other = io.BytesIO(), io.BytesIO()
    export(open_graph(filled), one, "nquads", inferred=True)
    export(here, other, "nquads", inferred=True)
    assert one.getvalue() == other.getvalue()


def test_a_wrong_query_is_told_as_of_a_folder(filled: str) -> None:
    with RemoteStore.open(filled) as there, pytest.raises(QueryError) as far:
        ask(there, "SELECT ?x { ?x a foaf:Person ")
    with pytest.raises(QueryError) as near:
        ask(sample_store(), "SELECT ?x { ?x a foaf:Person ")
    assert str(far.value) == str(near.value)


def test_commands_read_from_a_store(tmp_path: Path, empty: str) -> None:
    folder = str(sample_folder(tmp_path))
    run = CliRunner()
    done = run.invoke(cli, ["upload", "--graph", folder, "--store", empty])
    assert done.exit_code == 0, done.output
    again = run.invoke(cli, ["upload", "--graph", folder, "--store", empty])
    assert "0 graphs new, 0 changed, 0 withdrawn" in again.output
    assert "0 triples sent in 0 requests" in again.output
    for command in (
        ["query", "who-works-with-whom", "--format", "csv"],
        ["stats", "--format", "json"],
        ["export", "--format", "trig"],
        ["view", "-o", "-"],
    ):
        far = run.invoke(cli, [*command, "--graph", empty])
        near = run.invoke(cli, [*command, "--graph", folder])
        assert far.exit_code == 0, far.output
        assert far.stdout_bytes == near.stdout_bytes, command


def test_a_connection_cut_twice_costs_two_requests(empty: str) -> None:
    store = sample_store(inferred=True)
    cutter = Cutter(urlsplit(empty).port or 0, cuts=[200_000, 900_000])
    try:
        upload(store, f"http://127.0.0.1:{cutter.port}/query")
    finally:
        cutter.close()
    assert cutter.times == 2
    assert_same(store, empty)


def test_an_upload_that_ended_early_goes_on_where_it_stopped(empty: str) -> None:
    store = sample_store(inferred=True)
    # From there on nothing gets through: the upload must give up.
    cutter = Cutter(urlsplit(empty).port or 0, cuts=[4_000_000] * 1000)
    way = f"http://127.0.0.1:{cutter.port}/query"
    try:
        with pytest.raises(StoreError, match="in 2 tries"):
            upload(store, way, batch=500, endpoint=Endpoint(way, tries=2))
    finally:
        cutter.close()
    with RemoteStore.open(empty) as half:
        assert not half.complete
    rest = upload(store, empty)
    assert rest.unchanged > 0
    assert rest.triples < len(store)
    with RemoteStore.open(empty) as whole:
        assert whole.complete
    assert_same(store, empty)


@pytest.fixture(scope="module")
def shared() -> Iterator[str]:
    with oxigraph_server() as url:
        yield url


_WORDS = st.integers(0, 3)
_Version = dict[int, frozenset[tuple[int, int, int]]]
_GRAPHS = st.dictionaries(
    st.integers(0, 4), st.frozensets(st.tuples(_WORDS, _WORDS, _WORDS), min_size=1, max_size=6), min_size=1
)


@given(versions=st.lists(_GRAPHS, min_size=1, max_size=4), batch=st.integers(1, 40))
@settings(max_examples=25)
def test_whatever_changes_the_store_follows(shared: str, versions: list[_Version], batch: int) -> None:
    """Triples that several graphs say, graphs that come and go: after each upload the store holds just the last."""
    for version in versions:
        store = GraphStore(
            ox.Quad(
                ox.NamedNode(f"{DEFAULT_BASE}id/x/{s}"),
                ox.NamedNode(f"{DEFAULT_BASE}def/{p}"),
                ox.Literal(f'"{o}" \\ å\n', language="sv"),
                ox.NamedNode(f"{DEFAULT_BASE}id/article/{g}"),
            )
            for g, triples in version.items()
            for s, p, o in triples
        )
        upload(store, shared, batch=batch)
        assert_same(store, shared)


def test_what_others_keep_in_the_store_stays(empty: str) -> None:
    with Endpoint(empty) as there:
        there.update("INSERT DATA { GRAPH <http://other.test/g> { <http://other.test/a> <http://other.test/b> 1 } }")
    upload(sample_store(), empty)
    upload(GraphStore(q for q in sample_store() if "labels" not in q.graph_name.value), empty)
    with RemoteStore.open(empty) as store:
        assert store.query("ASK { GRAPH <http://other.test/g> { ?s ?p 1 } }")
        assert not store.query("ASK { ?s <http://other.test/b> 1 }")


def test_two_bases_in_one_store_are_refused(empty: str) -> None:
    quad = ox.Quad(*(ox.NamedNode(f"https://other.test/{n}") for n in "spog"))
    upload(GraphStore([quad], base="https://other.test/"), empty)
    with pytest.raises(StoreError, match=r"https://other\.test/.*under https://w3id"):
        upload(sample_store(), empty)


def test_a_graph_without_named_graphs_is_refused(empty: str) -> None:
    quad = ox.Quad(*(ox.NamedNode(f"https://other.test/{n}") for n in "spo"))
    with pytest.raises(StoreError, match="no named graphs"):
        upload(GraphStore([quad]), empty)


def test_nothing_there_and_nobody_there_are_told_apart(empty: str) -> None:
    with pytest.raises(StoreError, match="innograph upload"):
        RemoteStore.open(empty)
    with pytest.raises(StoreError, match="is the store running"):
        Endpoint("http://127.0.0.1:9/query", tries=1).ask("ASK {}", "*/*")


@pytest.mark.parametrize(
    ("query", "update"),
    [
        ("http://a/query", "http://a/update"),
        ("http://a/ds/query", "http://a/ds/update"),
        ("http://a:8890/sparql-auth", "http://a:8890/sparql-auth"),
        ("http://a/repositories/x", "http://a/repositories/x/statements"),
        ("http://a/sparql", "http://a/sparql"),
    ],
)
def test_where_stores_take_updates(query: str, update: str) -> None:
    assert update_address(query) == update


@pytest.mark.parametrize("url", ["ftp://a/query", "http://", "http://[x/query", "http://u:geheim@a/query"])
def test_addresses_that_will_not_do(url: str) -> None:
    with pytest.raises(UsageError) as error:
        Endpoint(url)
    assert "geheim" not in str(error.value)


class _Demanding(BaseHTTPRequestHandler):
    """A server that wants credentials, is busy at first, and keeps what it was told."""

    protocol_version = "HTTP/1.1"
    scheme, busy = "Basic", 0
    seen: list[str]

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        said = self.headers.get("Authorization", "")
        self.seen.append(said)
        if not said:
            challenge = 'realm="r", nonce="n", qop="auth", algorithm=MD5'
            return self.answer(401, {"WWW-Authenticate": f"{self.scheme} {challenge}"})
        if type(self).busy:
            type(self).busy -= 1
            return self.answer(503, {"Retry-After": "0"})
        self.answer(200, {"Content-Type": "application/sparql-results+json"}, json.dumps({"head": {}, "boolean": True}))

    def answer(self, status: int, headers: dict[str, str], body: str = "") -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def demanding(**settings: object) -> Iterator[tuple[str, list[str]]]:
    seen: list[str] = []
    handler = type("Handler", (_Demanding,), {"seen": seen, **settings})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/query", seen
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("scheme", ["Basic", "Digest"])
def test_credentials_go_by_the_scheme_that_the_store_asks_for(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INNOGRAPH_STORE_USER", "anna")
    monkeypatch.setenv("INNOGRAPH_STORE_PASSWORD", "geheim")
    with demanding(scheme=scheme, busy=2) as (url, seen), Endpoint(url) as there:
        there.ask("ASK {}", "*/*")
        there.ask("ASK {}", "*/*")
    assert seen[0] == ""
    assert all(said.startswith(f"{scheme} ") for said in seen if said)
    assert "geheim" not in " ".join(seen)


def test_a_token_is_sent_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INNOGRAPH_STORE_TOKEN", "tok")
    with demanding() as (url, seen), Endpoint(url) as there:
        there.ask("ASK {}", "*/*")
    assert seen == ["Bearer tok"]


def test_a_refused_login_is_told_without_the_password(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    monkeypatch.setenv("INNOGRAPH_STORE_PASSWORD", "geheim")
    with demanding() as (url, _), pytest.raises(SystemExit) as end:
        main(["query", "who-works-with-whom", "--graph", url])
    said = capsys.readouterr().err
    assert end.value.code == 3
    assert "INNOGRAPH_STORE_USER" in said
    assert "geheim" not in said + caplog.text


def test_a_store_that_takes_little_at_once_gets_little(empty: str) -> None:
    """One that refuses long requests in the words of its own protocol: the graph arrives all the same."""

    class Small(Endpoint):
        refused = 0

        def update(self, text: str) -> None:
            if len(text.encode()) > 20_000:
                self.refused += 1
                raise Refused("too large", 413)
            super().update(text)

    there = Small(empty)
    upload(sample_store(), empty, endpoint=there)
    assert 1 <= there.refused < 10, "what was refused once is not tried again and again"
    assert_same(sample_store(), empty)
