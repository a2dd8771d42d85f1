"""The server under hostile and long load: what others notice of endless queries, of builds and of a kill.

    python bench/serve_load.py --endless         fifty queries without end beside ordinary ones
    python bench/serve_load.py --mixed 300       so many seconds of mixed load while builds finish
    python bench/serve_load.py --kill            kill -9 under load, and a start again
    python bench/serve_load.py --size 100000     triples of the graph for --endless and --kill

Ends with 1 when a bar is missed: p95 of ordinary queries at most 3 times its quiet value, endless ones ended at the
limit and their memory back; no failed request, memory flat; the same answers within 3 s.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import quote

import httpx
from serving import Load, exchange, family, free_port, running, used

from serve import QUERIES, prepare

PROGRAM = [sys.executable, "-c", "from innograph.cli import main; main()"]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f && ?f != ?i && ?i != %d) }"
SECONDS = 5
#: Queries that a process answers, beside lookups that the server answers itself.
COUNT = "SELECT (COUNT(*) AS ?n%d) { <%s> ?p%d ?o }"


def memory(pid: int) -> float:
    """MiB that a server holds with its processes, shared pages once (Linux)."""
    found = 0
    for each in family(pid):
        try:
            text = Path(f"/proc/{each}/smaps_rollup").read_text()
        except OSError:
            continue
        match = re.search(r"^Pss: +(\d+)", text, re.MULTILINE)
        found += int(match[1]) if match else 0
    return found / 1024


def is_running(pid: int) -> bool:
    """Whether a process is there, and not only its end that nobody has asked for."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def serve(graph: Path, *options: str) -> tuple[list[str], str]:
    """The command of a server and its address."""
    port = free_port()
    return [*PROGRAM, "serve", "-q", "--graph", str(graph), "--port", str(port), *options], f"http://127.0.0.1:{port}"


async def wait_until_quick(address: str) -> None:
    """Wait until the server answers short queries at once."""
    async with httpx.AsyncClient() as client:
        while "innograph_quick 1.0" not in (await client.get(f"{address}/metrics")).text:
            await asyncio.sleep(0.2)


async def ask_steadily(
    address: str, target: Callable[[int], str], going: Callable[[], bool], pause: float = 0.02
) -> Load:
    """Ask over four connections with a pause after each answer, as long as `going` says."""
    url = httpx.URL(address)
    times: list[float] = []
    failed: Counter[str] = Counter()
    at = 0

    async def one() -> None:
        nonlocal at
        reader, writer = await asyncio.open_connection(url.host, url.port)
        while going():
            at += 1
            began = time.perf_counter()
            status, _ = await exchange(reader, writer, target(at))
            times.append(time.perf_counter() - began)
            if status != 200:
                failed[str(status)] += 1
            await asyncio.sleep(pause)
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(4)))
    return Load.of(times, time.perf_counter() - began, dict(failed))


async def run_endless(folder: Path, things: list[str]) -> bool:
    """Fifty endless queries at once beside ordinary ones."""
    command, address = serve(folder / "graph", "--timeout", str(SECONDS))
    start = time.time_ns()

    def target(at: int) -> str:
        text = list(QUERIES.values())[at % 2] if at % 4 else COUNT
        number = start + at
        count = text.count("%d")
        iri = things[at * 7 % len(things)]
        values: tuple[object, ...] = (number, iri, number) if count == 2 else (number, iri)
        return f"/sparql?query={quote(text % values, safe='')}"

    with running(command, f"{address}/sparql") as (process, _):
        await wait_until_quick(address)
        end = time.perf_counter() + 3
        await ask_steadily(address, target, lambda: time.perf_counter() < end)
        end = time.perf_counter() + 15
        quiet = await ask_steadily(address, target, lambda: time.perf_counter() < end)
        before = memory(process.pid)
        print(f"  quiet          {quiet}, {before:.0f} MiB", flush=True)
        statuses: Counter[int] = Counter()
        taken: list[float] = []
        most = before

        async def endless(n: int) -> None:
            began = time.perf_counter()
            async with httpx.AsyncClient(timeout=600) as client:
                answer = await client.get(f"{address}/sparql", params={"query": ENDLESS % n})
            statuses[answer.status_code] += 1
            if answer.status_code == 504:
                taken.append(time.perf_counter() - began)

        bad = [asyncio.ensure_future(endless(n)) for n in range(50)]
        watched = asyncio.ensure_future(ask_steadily(address, target, lambda: not all(b.done() for b in bad)))
        while not watched.done():
            most = max(most, memory(process.pid))
            await asyncio.sleep(1)
        beside = watched.result()
        await asyncio.sleep(3)
        after, burnt = memory(process.pid), used(process)
        await asyncio.sleep(2)
        idle = (used(process) - burnt) / 2
    print(f"  beside endless {beside}, {most:.0f} MiB at most", flush=True)
    said = ", ".join(f"{n} with {status}" for status, n in sorted(statuses.items()))
    print(f"  endless ones: {said}; ended after {max(taken, default=0):.1f} s at most (limit {SECONDS} s)", flush=True)
    print(f"  after: {after:.0f} MiB, {idle:.2f} processors busy", flush=True)
    ratio = beside.p95 / quiet.p95
    print(f"  p95 is {ratio:.2f} times its quiet value (asked: 3)", flush=True)
    fine = not beside.failed and not quiet.failed and set(statuses) <= {503, 504}
    return fine and ratio <= 3 and after < before * 1.2 + 20 and idle < 0.5


PLACES = (
    "/sparql?query=" + quote("SELECT ?l { organization:vinnova skos:prefLabel ?l }"),
    "/sparql?query=" + quote("SELECT ?c ?q { ?c rdf:subject organization:vinnova ; inno:quote ?q }"),
    "/sparql?query=" + quote("SELECT ?p (COUNT(*) AS ?n) { ?c rdf:predicate ?p } GROUP BY ?p"),
    "/sparql?query=" + quote("CONSTRUCT { ?s skos:prefLabel ?l } WHERE { ?s a foaf:Person ; skos:prefLabel ?l }"),
    "/api/search?q=vinnova", "/api/statistics", "/api/things/organization/vinnova/relations",
    "/doc/organization/vinnova.html", "/doc/organization/vinnova.ttl", "/doc/organization/vinnova.jsonld", "/catalog",
    "/.well-known/void", "/", "/metrics", "/article/a0",
)  # fmt: skip


async def run_mixed(folder: Path, seconds: float) -> bool:
    """Mixed load while builds finish: no failed request, memory flat."""
    source, graph = folder / "articles", folder / "mixed"
    source.mkdir()
    for n in range(200):
        (source / f"a{n}.txt").write_text(f"Vinnova och Trafikverket samarbetar om väg {n}.", encoding="utf-8")
    build = [*PROGRAM, "build", str(source), "--out", str(graph)]
    subprocess.run(build, check=True, capture_output=True)
    command, address = serve(graph, "--articles", str(source))
    builds, held = 0, list[tuple[float, float]]()
    with running(command, f"{address}/sparql") as (process, _):
        began = time.perf_counter()

        async def build_again() -> None:
            nonlocal builds
            while time.perf_counter() - began < seconds - 10:
                text = f"Boverket samarbetar med Vinnova. Formas finansierar projektet Nummer {builds}."
                (source / "b.txt").write_text(text, encoding="utf-8")
                run = await asyncio.create_subprocess_exec(*build, stdout=-3, stderr=-3)
                if await run.wait() == 0:
                    builds += 1
                await asyncio.sleep(5)

        async def watch() -> None:
            while time.perf_counter() - began < seconds:
                await asyncio.sleep(5)
                held.append((time.perf_counter() - began, memory(process.pid)))

        load, *_ = await asyncio.gather(
            ask_steadily(address, lambda at: PLACES[at % len(PLACES)], lambda: time.perf_counter() - began < seconds,
                         0.005), build_again(), watch(),
        )  # fmt: skip
        opened = re.search(r"innograph_generations_opened ([\d.]+)", httpx.get(f"{address}/metrics").text)
    print(f"  {load}", flush=True)
    third = max(1, len(held) // 3)
    first, last = (sorted(m for _, m in part)[len(part) // 2] for part in (held[third : 2 * third], held[-third:]))
    print(f"  {builds} builds, {float(opened[1]) if opened else 0:.0f} graphs opened", flush=True)
    print(f"  {first:.0f} MiB in the second third, {last:.0f} MiB in the last, {max(m for _, m in held):.0f} at most")
    return not load.failed and builds > 0 and last < first * 1.15 + 5


async def run_kill(folder: Path, things: list[str]) -> bool:
    """kill -9 under load, and the same answers after a start again."""
    command, address = serve(folder / "graph")
    texts = [QUERIES["join"] % (1, iri, 1) for iri in things[:: max(1, len(things) // 20)]]

    async def answers() -> list[str]:
        async with httpx.AsyncClient(timeout=60) as client:
            found = [await client.get(f"{address}/sparql", params={"query": t, "format": "csv"}) for t in texts]
        assert all(a.status_code == 200 for a in found)
        return [",".join(sorted(a.text.split())) for a in found]

    async def load(n: int) -> None:
        async with httpx.AsyncClient(timeout=60) as client:
            while True:
                text = ENDLESS % n if n % 2 else QUERIES["lookup"] % (n, things[n], n)
                await client.get(f"{address}/sparql", params={"query": text})

    with running(command, f"{address}/sparql") as (process, _):
        expected = await answers()
        asking = [asyncio.ensure_future(load(n)) for n in range(8)]
        await asyncio.sleep(2)
        members = family(process.pid)
        process.kill()
        process.wait()
        for each in asking:
            each.cancel()
        await asyncio.gather(*asking, return_exceptions=True)
        began = time.perf_counter()
        with running(command, f"{address}/sparql"):
            same = await answers() == expected
            seconds = time.perf_counter() - began
        left = [pid for pid in members if pid != process.pid and is_running(pid)]
    print(f"  {'same' if same else 'OTHER'} answers {seconds:.2f} s after the start (asked: 3); "
          f"{len(left)} processes of the killed one left", flush=True)  # fmt: skip
    return same and seconds <= 3 and not left


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--peers", type=Path, default=Path(sys.executable).parent)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--endless", action="store_true")
    parser.add_argument("--mixed", type=float, default=0)
    parser.add_argument("--kill", action="store_true")
    given = parser.parse_args()
    fine = True
    with tempfile.TemporaryDirectory() as scratch:
        runs: list[tuple[str, Callable[[], Awaitable[bool]]]] = []
        if given.endless or given.kill:
            folder = (given.keep or Path(scratch)) / str(given.size)
            folder.mkdir(parents=True, exist_ok=True)
            things = prepare(folder, given.size, given.peers)
            if given.endless:
                runs.append((f"fifty endless queries, {given.size:,} triples", lambda: run_endless(folder, things)))
            if given.kill:
                runs.append((f"killed under load, {given.size:,} triples", lambda: run_kill(folder, things)))
        if given.mixed:
            runs.append((f"{given.mixed:.0f} s of mixed load", lambda: run_mixed(Path(scratch), given.mixed)))
        for name, run in runs:
            print(name, flush=True)
            fine = asyncio.run(_awaited(run)) and fine
    sys.exit(0 if fine else 1)


async def _awaited(run: Callable[[], Awaitable[bool]]) -> bool:
    return await run()


if __name__ == "__main__":
    main()
