"""`innograph mcp`, asked over stdio by the protocol's own client."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from served import run_alone

from conftest import require
from ports import free_port

try:
    from mcp import Client, StdioServerParameters
except ImportError:
    Client = None  # type: ignore[assignment, misc]

PROGRAM = ["-c", "from innograph.cli import main; main()", "mcp"]
TOOLS = {
    "search", "search_quotes", "actor", "relations", "articles", "path", "network", "statistics", "saved_questions",
    "ask", "sparql",
}  # fmt: skip
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f && ?f != ?i) }"
SENTENCE = "Vinnova och Trafikverket samarbetar om innovationsupphandling."


def talk(work: Callable[[Any], Awaitable[None]], *options: str) -> None:
    """Start the program, and let `work` ask it."""
    require(Client is not None, "mcp is not installed (pip install innograph[dev])")

    async def run() -> None:
        command = StdioServerParameters(command=sys.executable, args=[*PROGRAM, *options])
        async with Client(command, read_timeout_seconds=120) as client:
            await work(client)

    run_alone(run())


async def ask(client: Any, name: str, /, **given: Any) -> Any:
    answer = await client.call_tool(name, given)
    assert not answer.is_error, answer.content
    assert answer.content  # for assistants that read no structured answers
    return answer.structured_content


async def refusal(client: Any, name: str, /, **given: Any) -> str:
    answer = await client.call_tool(name, given)
    assert answer.is_error
    words: str = answer.content[0].text
    return words


async def _ask_everything(client: Any) -> None:
    listed = (await client.list_tools()).tools
    assert {tool.name for tool in listed} == TOOLS
    assert all(tool.annotations.read_only_hint and tool.description and tool.output_schema for tool in listed)
    found = await ask(client, "search", text="vinnovas", kinds=["organization"])
    assert found["items"][0]["label"] == "Vinnova"
    sentences = await ask(client, "search_quotes", text="innovationsupphandlingar")
    assert sentences["items"][0]["quote"] == SENTENCE
    assert (await ask(client, "actor", thing="organization/vinnova"))["label"] == "Vinnova"
    related = await ask(client, "relations", thing="Vinnova", other="Trafikverket", predicate="collaboratesWith")
    (relation,) = related["items"]
    assert [each["quote"] for each in relation["evidence"]] == [SENTENCE]
    assert relation["evidence"][0]["article"]["iri"].endswith("/one")
    assert [a["iri"][-5:] for a in (await ask(client, "articles", thing="Boverket"))["items"]] == ["three"]
    way = await ask(client, "path", start="Trafikverket", end="Anna Ek")
    assert way["found"] and all(step["evidence"] for step in way["steps"])
    assert (await ask(client, "network", focus=["Vinnova"]))["ties"]
    assert (await ask(client, "statistics"))["articles"] == 3
    assert "who-works-with-whom" in {q["name"] for q in (await ask(client, "saved_questions"))["items"]}
    assert (await ask(client, "ask", name="who-works-with-whom", choices={"actor": "Vinnova"}))["total"] >= 2
    rows = await ask(client, "sparql", query="SELECT ?l { organization:vinnova skos:prefLabel ?l }")
    assert rows["rows"] == [{"l": "Vinnova"}]


async def _go_wrong(client: Any) -> None:
    assert "nothing here is called 'Ingen'" in await refusal(client, "relations", thing="Ingen")
    assert "pattern" in await refusal(client, "relations", thing="Vinnova", predicate="loves")
    assert "did you mean skos:" in await refusal(client, "sparql", query="SELECT ?l { ?s skoss:prefLabel ?l }")
    assert "SERVICE is refused" in await refusal(
        client, "sparql", query="SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"
    )
    assert "only reads" in await refusal(client, "sparql", query="INSERT DATA { <urn:a> <urn:b> <urn:c> }")
    await refusal(client, "search", text="")
    await refusal(client, "search", text="x", limit=10_000)
    # While a query without end runs, others are answered; it is ended at the limit, in words.
    endless = asyncio.ensure_future(client.call_tool("sparql", {"query": ENDLESS}))
    await asyncio.sleep(0.5)
    assert (await ask(client, "statistics"))["articles"] == 3
    assert not endless.done()
    answer = await endless
    assert answer.is_error and "longer than 4 s" in answer.content[0].text


def test_a_graph_at_hand(small_graph: Path) -> None:
    async def work(client: Any) -> None:
        await _ask_everything(client)
        await _go_wrong(client)

    talk(work, "--graph", str(small_graph), "--timeout", "4")


def test_a_server_elsewhere(server: httpx.Client) -> None:
    talk(_ask_everything, "--server", str(server.base_url))


def test_no_server_is_said_in_words() -> None:
    async def work(client: Any) -> None:
        assert "is the server running" in await refusal(client, "statistics")

    talk(work, "--server", f"http://127.0.0.1:{free_port()}")


@pytest.mark.parametrize(
    ("options", "words"), [(["--graph", "/nowhere"], "no graph in"), (["--server", "graph"], "no address of a server")]
)
def test_nothing_to_serve_ends_with_words(options: list[str], words: str) -> None:
    done = subprocess.run([sys.executable, *PROGRAM, *options], capture_output=True, text=True, stdin=-3, check=False)
    assert done.returncode in (2, 3) and words in done.stderr and "Traceback" not in done.stderr
