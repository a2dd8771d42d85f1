"""Writing a graph side by side: innograph's canonical Turtle and rdflib's, in one run.

    python bench/export.py                     1,000,000 triples, three runs each
    python bench/export.py --size 100000       another size
    python bench/export.py --formats           also every other format of ours, once
    python bench/export.py --read-back         and have networkx, rdflib and Oxigraph read what was written

The data are those of bench/reason.py. Each engine runs in a process of its own with the graph already loaded:
"seconds" is writing alone, to a file; "MiB beyond" the most memory that the process held while it wrote, less
what it held before. "built folder" is what the command does with a graph from `innograph build`, page cache and
all; "store on disk" what it does when graph.ttl there is no longer what was built.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GRAPH = "https://w3id.org/innograph/id/article/bench"


def held() -> float:
    """MiB that the process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def peak() -> float:
    """MiB that the process has held at most since `forget_peak`."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def forget_peak() -> None:
    """Begin to measure `peak` anew, where the system can (Linux)."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def load(path: Path) -> Any:
    """The data as a store in memory, in one article's graph."""
    import pyoxigraph as ox

    from innograph.store import GraphStore

    store = ox.Store()
    store.bulk_load(path=str(path), format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(GRAPH))
    return GraphStore(store=store)


def run_innograph(path: Path, out: Path, form: str = "turtle") -> dict[str, Any]:
    """Our export from a store in memory."""
    return _export(load(path), out, form)


def run_folder(path: Path, out: Path) -> dict[str, Any]:
    """Our export from a folder as `innograph build` leaves it, opened for reading."""
    from innograph.store import GraphStore

    return _export(GraphStore.open(build_folder(path)), out, "turtle")


def run_disk(path: Path, out: Path) -> dict[str, Any]:
    """The same when somebody has edited graph.ttl: the store itself is read."""
    from innograph.store import GraphStore

    folder = build_folder(path)
    with (folder / "graph.ttl").open("ab") as file:
        file.write(b"# edited\n")
    try:
        return _export(GraphStore.open(folder), out, "turtle")
    finally:
        with (folder / "graph.ttl").open("rb+") as file:
            file.truncate(file.seek(-len(b"# edited\n"), 2))


def build_folder(path: Path) -> Path:
    """A folder with the data as a build leaves its graph: Turtle, and a store on disk."""
    folder = path.with_suffix(".graph")
    if not folder.exists():
        subprocess.run([sys.executable, __file__, "--engine", "build", "--file", path, "--out", folder], check=True)
    return folder


def write_folder(path: Path, folder: Path) -> None:
    """Write that folder."""
    import pyoxigraph as ox

    from innograph.build import sha256
    from innograph.export import export
    from innograph.store import GraphStore
    from innograph.store.generations import generation_name, publish_generation

    filled = folder / "store" / ".filled"
    with GraphStore.create(filled) as store:
        store.oxigraph.bulk_load(path=str(path), format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(GRAPH))
        files = [folder / "graph.ttl", folder / "inferred.ttl"]
        files[1].touch()
        with files[0].open("wb") as file:
            export(GraphStore(store=store.oxigraph), file)
        store.finish(files)
        base = store.base
    publish_generation(filled, folder / "store", generation_name(*map(sha256, files)), base)


def _export(store: Any, out: Path, form: str) -> dict[str, Any]:
    from innograph.export import export

    forget_peak()
    before = held()
    started = time.perf_counter()
    with out.open("wb") as file:
        done = export(store, file, form)
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "MiB beyond": round(peak() - before), "MiB": round(peak()), "facts": done.facts}


def run_rdflib(path: Path, out: Path) -> dict[str, Any]:
    """rdflib's `turtle` with the same prefixes."""
    import rdflib

    from innograph.graph.vocabulary import Vocabulary

    graph = rdflib.Graph()
    for prefix, namespace in Vocabulary().prefixes.items():
        graph.bind(prefix, namespace, replace=True)
    graph.parse(path, format="nt11")
    forget_peak()
    before = held()
    started = time.perf_counter()
    graph.serialize(out, format="turtle", encoding="utf-8")
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "MiB beyond": round(peak() - before), "MiB": round(peak()), "facts": len(graph)}


ENGINES = {
    "innograph": run_innograph,
    "innograph, built folder": run_folder,
    "innograph, store on disk": run_disk,
    "rdflib": run_rdflib,
}


def measure(engine: str, path: Path, out: Path, repeat: int, form: str = "turtle") -> dict[str, Any]:
    """The median of several runs, each in a process of its own."""
    runs = []
    for _ in range(repeat):
        command = [sys.executable, __file__, "--engine", engine, "--form", form, "--file", str(path), "--out", str(out)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            return {"error": (done.stderr.strip().splitlines() or ["failed"])[-1]}
        runs.append(json.loads(done.stdout))
    runs.sort(key=lambda run: run["seconds"])
    return dict(runs[len(runs) // 2])


def read_back(path: Path, form: str, data: Path) -> str:
    """Whether what was written is what others read."""
    import networkx as nx
    import pyoxigraph as ox
    import rdflib

    if form in ("graphml", "gexf"):
        from innograph.export.network import network

        read = nx.read_graphml(path, force_multigraph=True) if form == "graphml" else nx.read_gexf(path)
        written = network(load(data))
        # GEXF gives several edges of one pair a parallel each; networkx reads them as one graph or another.
        same = set(read.nodes) == set(written.nodes) and read.number_of_edges() == written.number_of_edges()
        return f"networkx: {'same' if same else 'OTHER'} {len(read.nodes)} nodes, {read.number_of_edges()} edges"
    expected = {quad.triple for quad in ox.parse(path=str(data), format=ox.RdfFormat.N_TRIPLES)}
    formats = {"turtle": ("turtle", ox.RdfFormat.TURTLE), "rdfxml": ("xml", ox.RdfFormat.RDF_XML)}
    theirs, ours = formats.get(form, ("json-ld", ox.RdfFormat.JSON_LD))
    same = {quad.triple for quad in ox.parse(path=str(path), format=ours)} == expected
    said = [f"Oxigraph: {'same' if same else 'OTHER'} {len(expected)} triples"]
    graph, plain = rdflib.Graph(), rdflib.Graph()
    graph.parse(path, format=theirs)
    plain.parse(data, format="nt11")
    missing = sum(1 for triple in plain if triple not in graph)
    said.append(f"rdflib: {'same' if not missing and len(graph) == len(plain) else 'OTHER'} {len(graph)} triples")
    return "; ".join(said)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--formats", action="store_true")
    parser.add_argument("--read-back", action="store_true")
    parser.add_argument("--engine", help=argparse.SUPPRESS)
    parser.add_argument("--form", default="turtle", help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.engine == "innograph":
        print(json.dumps(run_innograph(given.file, given.out, given.form)))
        return
    if given.engine == "build":
        write_folder(given.file, given.out)
        return
    if given.engine:
        print(json.dumps(ENGINES[given.engine](given.file, given.out)))
        return
    from reason import write_data  # bench/reason.py

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.nt"
        print(f"{write_data(path, given.size):,} triples", flush=True)
        found = {}
        for name in ENGINES:
            found[name] = measure(name, path, Path(folder) / "out.ttl", given.repeat)
            show(name, found[name])
        if all("seconds" in result for result in found.values()):
            for name in list(ENGINES)[:-1]:
                ratio = found["rdflib"]["seconds"] / found[name]["seconds"]
                print(f"  {name} is {ratio:.1f} times as fast as rdflib", flush=True)
        if not given.formats and not given.read_back:
            return
        from innograph.export import FORMATS

        for form, ending in FORMATS.items():
            out = Path(folder) / f"out{ending}"
            result = measure("innograph", path, out, 1, form)
            read = form in ("turtle", "rdfxml", "graphml", "gexf") or form.startswith("jsonld")
            if given.read_back and "error" not in result and read:
                result["read back"] = read_back(out, form, path)
            show(form, result)


def show(name: str, result: dict[str, Any]) -> None:
    """One line of the table."""
    shown = (f"{key} {value:.2f}" if isinstance(value, float) else f"{key} {value}" for key, value in result.items())
    print(f"  {name:16} {'  '.join(shown)}", flush=True)


if __name__ == "__main__":
    main()
