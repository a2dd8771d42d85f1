"""Processes that hold the graph in memory and answer short joins, and what happens when they end."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path

import httpx
import pytest
from served import run_alone, serving

from innograph import load
from innograph.serve.api import prepare
from innograph.serve.lane import Lane
from innograph.serve.limits import Limits
from innograph.serve.processes import Template
from innograph.serve.snapshot import Snapshots
from innograph.store.generations import current_generation

JOIN = "SELECT ?l { ?c rdf:subject organization:vinnova ; inno:quote ?l } ORDER BY ?l"
PLAIN = "PREFIX s: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> SELECT ?l {{ ?c s:subject <{}> ; inno:quote ?l }}"


async def started(graph: Path, template: Template, processes: int = 2) -> Lane:
    return await Lane.start(template, current_generation(graph / "store").path, processes, 1_000_000_000)


def test_many_queries_at_once_get_their_own_answers(small_graph: Path) -> None:
    async def ask() -> list[bytes | None]:
        template = Template()
        lane = await started(small_graph, template)
        try:
            asked = [lane.ask(f'SELECT (<urn:{n}> AS ?n) {{ BIND("{"x" * n}" AS ?x) }}', "csv") for n in range(200)]
            return [await each for each in asked if each is not None]
        finally:
            lane.close()
            template.close()

    found = run_alone(ask())
    assert found == [f"n\r\nurn:{n}\r\n".encode() for n in range(200)]


def test_a_wrong_query_has_no_answer_and_the_next_has(small_graph: Path) -> None:
    async def ask() -> list[bytes | None]:
        template = Template()
        lane = await started(small_graph, template, 1)
        try:
            asked = [lane.ask(text, "csv") for text in ("SELECT", "SELECT (1 AS ?a) {}")]
            return [await each for each in asked if each is not None]
        finally:
            lane.close()
            template.close()

    assert run_alone(ask()) == [None, b"a\r\n1\r\n"]


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSTOP])
def test_a_lane_ends_with_a_process_that_dies_or_hangs(small_graph: Path, end: signal.Signals) -> None:
    async def ask() -> tuple[bytes | None, object]:
        template = Template()
        lane = await started(small_graph, template)
        try:
            watching = asyncio.ensure_future(lane.watch(1))
            os.kill(lane.number, end)
            first = [lane.ask("SELECT (1 AS ?a) {}", "csv") for _ in range(2)]
            found = [await each for each in first if each is not None]
            await asyncio.wait_for(watching, 20)
            return found[0], lane.ask("SELECT (1 AS ?a) {}", "csv")
        finally:
            lane.close()
            template.close()

    assert run_alone(ask()) == (None, None)


def test_what_people_ask_is_made_before_they_ask(small_graph: Path) -> None:
    async def look() -> bool:
        snapshots = Snapshots(small_graph, Limits(), prepare)
        await snapshots.start()
        try:
            for _ in range(600):
                if snapshots.current.has("links") and snapshots.current.has("index"):
                    return True
                await asyncio.sleep(0.1)
            return False
        finally:
            await snapshots.close()

    assert run_alone(look())


def lane_processes(server: int) -> list[int]:
    """The processes of a server's lane: they hold a socket to it and have children of the template as parents."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(entry.parent.name)] = int(entry.read_text().rpartition(") ")[2].split()[1])
        except OSError:
            continue

    def depth(pid: int) -> int:
        steps = 0
        while pid in parents and pid != server:
            pid, steps = parents[pid], steps + 1
        return steps if pid == server else -1

    return [pid for pid in parents if depth(pid) == 3]  # server, template, first of the lane, the others


@pytest.mark.skipif(not Path("/proc/self/stat").exists() or os.cpu_count() == 1, reason="needs /proc and two cores")
def test_the_server_answers_when_its_lane_is_ended_and_makes_another(small_graph: Path) -> None:
    with load(small_graph) as graph:
        iri = f"{graph.base}id/organization/vinnova"
        wanted = sorted(row["l"].value for row in graph.query(JOIN))
    with serving(small_graph) as server:
        assert wait_for_lane(server) and ask(server, iri) == wanted
        others = [each for pid in server_processes(server) for each in lane_processes(pid)]
        assert others
        for pid in others:
            os.kill(pid, signal.SIGKILL)
        for _ in range(20):
            assert ask(server, iri) == wanted
        assert wait_for_lane(server)
        assert ask(server, iri) == wanted
        again = [each for pid in server_processes(server) for each in lane_processes(pid)]
        assert again and not set(again) & set(others)


def server_processes(server: httpx.Client) -> list[int]:
    """The process that listens where this client asks."""
    port = f"--port\0{server.base_url.port}\0".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if port in entry.read_bytes():
                found.append(int(entry.parent.name))
        except OSError:
            continue
    return found


def ask(server: httpx.Client, iri: str) -> list[str]:
    """The quotes of claims about a thing, by a query that nobody has asked before."""
    ask_number = time.monotonic_ns()
    text = PLAIN.format(iri).replace("?c", f"?c{ask_number}")
    answer = server.get("/sparql", params={"query": text}, headers={"accept": "application/sparql-results+json"})
    assert answer.status_code == 200, answer.text
    return sorted(row["l"]["value"] for row in answer.json()["results"]["bindings"])


def wait_for_lane(server: httpx.Client) -> bool:
    """Whether there is a lane within a minute; it takes a moment after the end of one until that is noticed."""
    time.sleep(1.5)
    end = time.monotonic() + 60
    while "innograph_lane 1.0" not in server.get("/metrics").text:
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True
