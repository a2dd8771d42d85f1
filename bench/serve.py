"""SPARQL servers side by side on loopback: innograph, Oxigraph's own and rdflib-endpoint, in one run.

    python bench/serve.py                      100,000 and 1,000,000 triples, three rounds of five seconds a figure
    python bench/serve.py --sizes 10000        other sizes
    python bench/serve.py --keep FOLDER        keep the data and the stores there for the next run

The data are those of bench/reason.py. Asked are a lookup (the name of a thing, by its IRI) and a join of two steps
(what articles that name a thing say, in their sentences), of every person, event, project and assignment in turn, over
eight connections that are kept. "first" is with every query another (its variables have names never used before),
"again" with the same queries over and over. All servers run, one is asked at a time, in several rounds of which
the medians count, since a machine is seldom quiet; "cpu" is the microseconds of processor time that the server took for
a request. The client is wrk (`apt install wrk`), or Python where there is none, which is then what is measured of
fast servers. Before, all must give the same rows.

Needs `oxigraph` (in the extra `dev`) and, where wanted, `pip install rdflib-endpoint[cli,web]`; `--peers` is the folder
of their programs. What happens under hostile load is measured by bench/serve_load.py.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

import httpx
from serving import Load, ask_asyncio, ask_wrk, free_port, running

BASE = "https://w3id.org/innograph/"
_PREF = "http://www.w3.org/2004/02/skos/core#prefLabel"
_QUOTED = "http://www.w3.org/ns/prov#wasQuotedFrom"
#: The queries; IRI and a number are put in.
QUERIES = {
    "lookup": f"SELECT ?n%d {{ <%s> <{_PREF}> ?n%d }}",
    "join": f"SELECT ?c%d ?q {{ ?a <{BASE}def/mentions> <%s> . ?c%d <{_QUOTED}> ?a ; <{BASE}def/quote> ?q }}",
}
BARS = {"lookup": (0.3, 5.0), "join": (0.8, 8.0)}
ENGINES = ("innograph", "oxigraph", "rdflib-endpoint")


def write_graph(data: Path, folder: Path) -> None:
    """Make a folder as `innograph build` writes one, of a file of N-Triples."""
    import pyoxigraph as ox

    from innograph.store import GraphStore
    from innograph.store.generations import publish_generation

    filled = folder / "store" / ".filled"
    store = GraphStore.create(filled)
    graph = ox.NamedNode(f"{BASE}id/article/bench")
    store.oxigraph.bulk_load(path=str(data), format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    store.finish([])
    store.close()
    publish_generation(filled, folder / "store", "bench", BASE)


def prepare(folder: Path, size: int, peers: Path) -> list[str]:
    """Write the data and the stores if they are not there; returns the IRIs to ask for."""
    from reason import write_data  # bench/reason.py

    data = folder / "data.nt"
    if not data.exists():
        write_data(data, size)
        write_graph(data, folder / "graph")
        command = [str(peers / "oxigraph"), "load", "--location", str(folder / "oxigraph"), "--file", str(data)]
        subprocess.run(command, check=True, capture_output=True)
    things = set()
    with data.open() as lines:
        for line in lines:
            subject, predicate, _ = line.split(" ", 2)
            kind = subject.removeprefix(f"<{BASE}id/").partition("/")[0]
            if predicate == f"<{_PREF}>" and kind in ("person", "event", "project", "assignment"):
                things.add(subject[1:-1])
    return sorted(things)


@contextmanager
def engine(name: str, folder: Path, peers: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Run a server; gives its process and the address where it takes queries."""
    port = free_port()
    if name == "innograph":
        command = [sys.executable, "-c", "from innograph.cli import main; main()", "serve", "--quiet"]
        command += ["--graph", str(folder / "graph"), "--port", str(port)]
        address = f"http://127.0.0.1:{port}/sparql"
    elif name == "oxigraph":
        command = [str(peers / "oxigraph"), "serve-read-only", "--location", str(folder / "oxigraph")]
        command += ["--bind", f"127.0.0.1:{port}"]
        address = f"http://127.0.0.1:{port}/query"
    else:
        command = [str(peers / "rdflib-endpoint"), "serve", "--host", "127.0.0.1", "--port", str(port)]
        command += [str(folder / "data.nt")]
        address = f"http://127.0.0.1:{port}/"
    with running(command, address) as (process, _):
        metrics = f"http://127.0.0.1:{port}/metrics"
        ready = {"innograph_quick 1.0", "innograph_lane 1.0"} if (os.cpu_count() or 1) > 1 else {"innograph_quick 1.0"}
        end = time.monotonic() + 300
        while name == "innograph" and not ready <= set(httpx.get(metrics).text.splitlines()):
            if time.monotonic() > end:
                raise SystemExit("the graph is not in memory after five minutes")
            time.sleep(0.2)
        yield process, address


def sample(address: str, text: str) -> list[str]:
    """The rows of an answer, sorted."""
    accept = {"accept": "application/sparql-results+json"}
    answer = httpx.get(address, params={"query": text}, headers=accept, timeout=120)
    answer.raise_for_status()
    rows = answer.json()["results"]["bindings"]
    return sorted(json.dumps({k: v["value"] for k, v in row.items()}, sort_keys=True) for row in rows)


def write_paths(path: Path, target: str, query: str, things: list[str]) -> None:
    """Request targets, one a line, with 987654321 where a number comes."""
    number = 987654321
    spread = things[:: max(1, len(things) // 2000)]
    with path.open("w") as file:
        for iri in spread:
            text = query % ((number, iri, number))
            file.write(f"{target}?query={quote(text, safe='')}\n")


def measure(
    folder: Path, size: int, peers: Path, seconds: float, engines: list[str], rounds: int
) -> dict[str, dict[str, Load]]:
    """All figures of one size: by engine, then by query and mode; the median of the rounds."""
    things = prepare(folder, size, peers)
    ask = ask_wrk if shutil.which("wrk") else ask_asyncio
    runs: dict[tuple[str, str], list[Load]] = {}
    with ExitStack() as stack:
        servers = {name: stack.enter_context(engine(name, folder, peers)) for name in engines}
        rows = {
            name: [
                sample(address, text % (1, iri, 1))
                for text in QUERIES.values()
                for iri in things[:: max(1, len(things) // 5)]
            ]
            for name, (_, address) in servers.items()
        }
        for name in engines:
            if rows[name] != rows[engines[0]]:
                raise SystemExit(f"{name} gives other rows than {engines[0]}")
        print(f"  same rows from all: {sum(map(len, rows[engines[0]]))} in {len(rows[engines[0]])} answers", flush=True)
        for query, text in QUERIES.items():
            for mode in ("first", "again"):
                for _ in range(rounds):
                    for name, (process, address) in servers.items():
                        paths = folder / f"{name}-{query}.txt"
                        write_paths(paths, "/" + address.split("/", 3)[3], text, things)
                        load = ask(address, paths, seconds, again=mode == "again", process=process)
                        runs.setdefault((name, f"{query}, {mode}"), []).append(load)
    found: dict[str, dict[str, Load]] = {}
    for (name, key), loads in runs.items():
        load = sorted(loads, key=lambda load: load.rate)[len(loads) // 2]
        found.setdefault(name, {})[key] = load
        print(f"  {key:14} {name:16} {load}", flush=True)
    return found


def compare(found: dict[str, dict[str, Load]]) -> bool:
    """Say how many times as fast innograph is; whether it reaches what is asked of it."""
    reached = True
    for key, load in found.get("innograph", {}).items():
        query = key.partition(",")[0]
        for peer, bar in zip(("oxigraph", "rdflib-endpoint"), BARS[query], strict=True):
            if peer in found:
                ratio = load.rate / found[peer][key].rate
                reached = reached and ratio >= bar
                print(f"  {key:14} {ratio:7.2f} times {peer} (asked: {bar})", flush=True)
    return reached


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engines", nargs="+", default=list(ENGINES), choices=ENGINES)
    parser.add_argument("--peers", type=Path, default=Path(sys.executable).parent)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    os.environ.pop("INNOGRAPH_TOKEN", None)
    reached = True
    with tempfile.TemporaryDirectory() as scratch:
        for size in given.sizes:
            folder = (given.keep or Path(scratch)) / str(size)
            folder.mkdir(parents=True, exist_ok=True)
            print(f"{size:,} triples", flush=True)
            found = measure(folder, size, given.peers, given.seconds, given.engines, given.rounds)
            reached = compare(found) and reached
    sys.exit(0 if reached else 1)


if __name__ == "__main__":
    main()
