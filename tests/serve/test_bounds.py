"""What a stranger cannot do: take too long, take too much, read elsewhere, get in without the token."""

from __future__ import annotations

import os
import shutil
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from served import serving

from conftest import require
from innograph import build

ENDLESS = "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f && ?f != {n}) }}"
NAME = "SELECT ?l { organization:vinnova skos:prefLabel ?l }"


def ask_patiently(client: httpx.Client, query: str) -> httpx.Response:
    """Ask, and again when the server says that it is busy: on a machine that is, it may have to."""
    for _ in range(6):
        response = client.get("/sparql", params={"query": query})
        if response.status_code != 503:
            break
        time.sleep(int(response.headers["retry-after"]))
    return response


def test_a_query_without_end_is_ended_and_others_go_on(small_graph: Path) -> None:
    with serving(small_graph, "--timeout", "3") as server, ThreadPoolExecutor(12) as threads:
        started = time.monotonic()
        long = [
            threads.submit(httpx.get, f"{server.base_url}/sparql", params={"query": ENDLESS.format(n=n)}, timeout=60)
            for n in range(8)
        ]
        time.sleep(1)
        for n in range(5):
            assert ask_patiently(server, NAME).status_code == 200
            count = ask_patiently(server, f"SELECT (COUNT(?s) AS ?n{n}) {{ ?s a inno:Claim }}")
            assert count.status_code == 200, count.text
        answers = [f.result() for f in long]
        assert server.get("/sparql", params={"query": NAME}).status_code == 200
    assert {a.status_code for a in answers} <= {503, 504}
    assert all(int(a.headers["retry-after"]) > 0 for a in answers)
    assert time.monotonic() - started < 40


def test_too_many_rows_are_refused_in_words(server: httpx.Client) -> None:
    response = server.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
    assert response.status_code == 422 and "2,000 rows" in response.text
    limited = server.get("/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 2000", "format": "csv"})
    assert limited.status_code == 200 and limited.text.count("\n") == 2001
    for query in ("SELECT * { ?s ?p ?o } LIMIT 99999999", "SELECT ?s ?q { ?s rdf:type ?q . ?t rdf:subject ?u }"):
        response = server.get("/sparql", params={"query": query})
        assert response.status_code == 422 and "2,000 rows" in response.text, query


def test_a_token_is_asked_of_everyone(small_graph: Path) -> None:
    with serving(small_graph, "--token", "secret-word") as client:
        assert client.get("/healthz").status_code == 200
        refused = client.get("/sparql", params={"query": NAME})
        assert refused.status_code == 401 and refused.headers["www-authenticate"].endswith("Bearer")
        wrong = client.get("/sparql", params={"query": NAME}, headers={"authorization": "Bearer other"})
        assert wrong.status_code == 401
        known = client.get("/sparql", params={"query": NAME}, headers={"authorization": "Bearer secret-word"})
        assert known.status_code == 200
        # As a browser sends it, which asks its user for a name and a password.
        assert client.get("/", auth=("anybody", "secret-word")).status_code == 200
        for other in (("secret-word", ""), ("anybody", "secret-word "), ("", "")):
            assert client.get("/", auth=other).status_code == 401
        for odd in ("Basic", "Basic !", "Basic c2VjcmV0LXdvcmQ=", "Digest secret-word", "secret-word"):
            assert client.get("/", headers={"authorization": odd}).status_code == 401


def test_a_finished_build_is_followed_without_losing_a_request(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text("Vinnova och Trafikverket samarbetar.", encoding="utf-8")
    build([source], tmp_path / "graph")
    query = {"query": "ASK { organization:boverket ?p ?o . ?c rdf:subject organization:boverket }"}
    with serving(tmp_path / "graph", "--workers", "1") as client:
        assert client.get("/sparql", params=query).json()["boolean"] is False
        (source / "b.txt").write_text("Boverket samarbetar med Vinnova.", encoding="utf-8")
        build([source], tmp_path / "graph")
        end = time.monotonic() + 30
        seen = False
        while not seen and time.monotonic() < end:
            response = client.get("/sparql", params=query)
            assert response.status_code == 200, response.text
            seen = response.json()["boolean"]
            time.sleep(0.1)
        assert seen


def test_metrics_count_requests(server: httpx.Client) -> None:
    server.get("/sparql", params={"query": NAME})
    server.get("/no/such/place")
    page = server.get("/metrics").text
    assert 'innograph_requests_total{place="sparql",status="200"}' in page
    assert 'place="other",status="404"' in page


def descendants(pid: int) -> list[int]:
    """All processes that a process has started, and those that they have."""
    found = [pid]
    for each in found:
        for entry in Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = entry.read_text().rpartition(") ")[2].split()[1]
            except OSError:
                continue
            if int(parent) == each:
                found.append(int(entry.parent.name))
    return found[1:]


def server_of(graph: Path) -> int:
    """The process that serves a folder."""
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = entry.read_bytes()
        except OSError:
            continue
        if str(graph).encode() in line and b"serve" in line:
            return int(entry.parent.name)
    raise AssertionError("no server of this graph")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_server(small_graph: Path, tmp_path: Path, how: signal.Signals) -> None:
    require(Path("/proc/self/stat").exists(), "processes are looked for in /proc")
    own = shutil.copytree(small_graph, tmp_path / "graph")
    with serving(own, "--workers", "2") as client, ThreadPoolExecutor(1) as threads:
        assert client.get("/sparql", params={"query": NAME}).status_code == 200
        endless = {"query": ENDLESS.format(n=1)}
        asked = threads.submit(httpx.get, f"{client.base_url}/sparql", params=endless, timeout=60)
        time.sleep(1)
        pid = server_of(own)
        started = descendants(pid)
        assert len(started) >= 3  # the one that others are forked from, and two workers
        os.kill(pid, how)
        with suppress(httpx.TransportError):
            asked.result()
        end = time.monotonic() + 20
        while any(Path(f"/proc/{each}").exists() for each in started) and time.monotonic() < end:
            time.sleep(0.1)
        assert [each for each in started if Path(f"/proc/{each}").exists()] == []
