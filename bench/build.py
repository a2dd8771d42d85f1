"""Whole builds of synthetic articles with known facts (bench/corpus.py): processes, memory, and the facts themselves.

    python bench/build.py                        10,000 articles, one worker beside two
    python bench/build.py --articles 100000      more of them
    python bench/build.py --spacy                3,000 articles on one core, beside spaCy and rdflib (pip install spacy)

The seconds are those of a whole `innograph build` into an empty folder, by the clock, and what it used of all
processors, which says more where they have other work. "MiB" is the most memory that its processes held together,
looked at ten times a second; on Linux what they share is counted once. "facts" compares each article's relations in
the graph, but for its themes, with those that its sentences were made to say: all of them, and no other. The spaCy row
is `blank("sv")` with an EntityRuler of the names that innograph lists, and rdflib writing the names it found as Turtle;
it reads the same files, finds no relations and checks nothing. Both are held to one core (Linux).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil
from corpus import Fact, make_corpus, unordered, write_corpus  # bench/corpus.py

ROOT = Path(__file__).resolve().parents[1]
#: Relations that the templates say nothing of: an article's themes and what it names.
_OF_ARTICLES = ("about", "mentions", "hasTheme")
INNOGRAPH = [sys.executable, "-c", "from innograph.cli import main; main()"]


def watch(command: list[str], cores: int | None = None) -> dict[str, Any]:
    """Run a command to its end: seconds, the most memory of it and its children, exit code.

    On Linux memory that processes share is counted once.
    """

    def hold() -> None:
        if cores is not None and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:cores]))

    most = 0
    before = used_by_children()
    started = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, preexec_fn=hold)
        root = psutil.Process(process.pid)
        while process.poll() is None:
            memory = 0
            try:
                for one in (root, *root.children(recursive=True)):
                    full = one.memory_full_info()
                    memory += getattr(full, "pss", full.rss)
            except psutil.Error:
                pass
            most = max(most, memory)
            time.sleep(0.1)
        seconds = time.perf_counter() - started
        said.seek(0)
        if process.returncode:
            print(said.read().decode(errors="replace")[-2000:], file=sys.stderr)
    used = used_by_children() - before
    return {"seconds": seconds, "used": used, "MiB": round(most / 2**20), "code": process.returncode}


def used_by_children() -> float:
    """Seconds of processors that the processes started here have used, and those that these started."""
    times = os.times()
    return times.children_user + times.children_system


def build(articles: Path, out: Path, workers: int, cores: int | None = None) -> dict[str, Any]:
    """One build into an empty folder, with the seconds of its stages."""
    found = watch([*INNOGRAPH, "build", str(articles), "--out", str(out), "--workers", str(workers), "-q"], cores)
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    found["stages"] = {stage["name"]: stage["seconds"] for stage in report["stages"]}
    found["files"] = report["files_sha256"]
    found["triples"] = report["counts"]["asserted_triples"] + report["counts"]["inferred_triples"]
    found["graph"] = sum((out / name).stat().st_size for name in ("graph.ttl", "inferred.ttl"))
    found["store"] = sum(path.stat().st_size for path in (out / "store").rglob("*") if path.is_file())
    return found


def facts_of(out: Path) -> dict[str, set[Fact]]:
    """The relations that the graph states, in names, by article."""
    from innograph.store import GraphStore

    query = """
        SELECT ?article ?s ?p ?o {
          ?claim rdf:predicate ?p ; rdf:subject ?s ; rdf:object ?o ; prov:wasQuotedFrom ?article
        }"""
    with GraphStore.open(out) as store:
        names: dict[str, str] = {}
        for row in store.query("SELECT ?x ?name { ?x skos:prefLabel ?name FILTER(LANG(?name) IN ('sv', '')) }"):
            names[row["x"].value] = row["name"].value
        found: dict[str, set[Fact]] = {}
        for row in store.query(query):
            relation = row["p"].value.rpartition("/")[2]
            if relation not in _OF_ARTICLES:
                one, other = (names.get(row[end].value, row[end].value) for end in "so")
                article = row["article"].value.rpartition("/")[2]
                found.setdefault(article, set()).add(unordered(one, relation, other))
    return found


def compare(out: Path, count: int) -> str:
    """How the facts in the graph differ from those that were written."""
    found = facts_of(out)
    known = missing = other = 0
    for article in make_corpus(count):
        here = found.get(article.id, set())
        told = {unordered(*fact) for fact in article.facts}
        known += len(told)
        missing += len(told - here)
        other += len(here - told)
    return f"{known:,} known, {missing} missing, {other} that were not written"


def run_spacy(articles: Path, out: Path) -> None:
    """What the spaCy row does, in a process of its own."""
    import spacy
    from rdflib import Graph, Literal, Namespace

    from extract import listed_names  # bench/extract.py

    nlp = spacy.blank("sv")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": name} for name in listed_names()])  # type: ignore[attr-defined]
    names = Namespace("https://example.org/name/")
    graph = Graph()
    for path in sorted(articles.rglob("*.md")):
        text = path.read_text(encoding="utf-8").partition("\n---\n")[2]
        for entity in nlp(text).ents:
            graph.add((names[path.stem], names["mentions"], Literal(entity.text, lang="sv")))
    graph.serialize(out, format="turtle")


def show(name: str, found: dict[str, Any]) -> None:
    """One line of the table, and the stages of a build under it."""
    rest = "  ".join(f"{key} {found[key]:,}" for key in ("triples", "graph", "store") if key in found)
    seconds = f"{found['seconds']:8.1f} s, {found['used']:.1f} of processors"
    print(f"  {name:14} {seconds}  {found['MiB']:6,} MiB  {rest}", flush=True)
    if "stages" in found:
        print("    " + "  ".join(f"{stage} {seconds:.1f}" for stage, seconds in found["stages"].items()), flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int)
    parser.add_argument("--workers", default="1,2", help="numbers of workers, one build each")
    parser.add_argument("--spacy", action="store_true", help="on one core, beside spaCy and rdflib")
    parser.add_argument("--run-spacy", nargs=2, type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run_spacy:
        run_spacy(*given.run_spacy)
        return
    count = given.articles or (3_000 if given.spacy else 10_000)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_corpus(folder / "articles", count)
        print(f"{count:,} articles", flush=True)
        if given.spacy:
            ours = build(folder / "articles", folder / "graph", 1, cores=1)
            show("innograph", ours)
            command = [sys.executable, __file__, "--run-spacy", str(folder / "articles"), str(folder / "names.ttl")]
            theirs = watch(command, cores=1)
            show("spaCy, rdflib", theirs)
            by_clock, by_use = (theirs[what] / ours[what] for what in ("seconds", "used"))
            print(f"  innograph is {by_clock:.2f} times as fast; by what they used of processors {by_use:.2f}")
            return
        runs = []
        for workers in map(int, given.workers.split(",")):
            out = folder / f"graph{workers}"
            runs.append(build(folder / "articles", out, workers))
            show(f"{workers} workers", runs[-1])
            print(f"    facts: {compare(out, count)}", flush=True)
        for run in runs[1:]:
            same = "the same bytes" if run["files"] == runs[0]["files"] else "OTHER BYTES"
            whole = runs[0]["seconds"] / run["seconds"]
            extraction = runs[0]["stages"]["extract"] / run["stages"]["extract"]
            print(f"  {whole:.2f} times as fast as the first, extraction {extraction:.2f} times; {same}")


if __name__ == "__main__":
    main()
