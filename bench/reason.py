"""Reasoning side by side: innograph, owlrl and reasonable on data of our shape, in one run.

    python bench/reason.py                   innograph at 10,000 to 1,000,000 triples, owlrl at 10,000
    python bench/reason.py --with reasonable also reasonable (pip install reasonable) at the largest size
    python bench/reason.py --sizes 10000     other sizes
    python bench/reason.py --change 10000    one article of 10,000 replaced: update against inferring all anew

The data are the sample articles' gold facts, copied as often as needed: each copy has articles, claims,
persons, events, projects and assignments of its own, every tenth copy organisations of its own. Each engine
runs in a process of its own, from a file of N-Triples; "seconds" is reasoning alone, "whole" with reading the
file and numbering its terms, "MiB" the most memory that the process held.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ONTOLOGY = ROOT / "ontology" / "innograph.ttl"
_OWN = ("article", "claim", "person", "event", "project", "assignment", "collaboration", "membership")


def write_data(path: Path, size: int) -> int:
    """Write at least `size` triples of our shape, each once, without the ontology. Returns how many."""
    sys.path.insert(0, str(ROOT / "tests"))
    from pyoxigraph import RdfFormat, Triple, serialize

    from goldfacts import gold_facts
    from innograph.graph import graph_quads

    triples = sorted({quad.triple for quad in graph_quads(gold_facts())}, key=str)
    written = 0

    def copies() -> Iterator[Triple]:
        nonlocal written
        number = 0
        seen: set[Triple] = set()
        while written < size:
            for triple in triples:
                copy = Triple(_renamed(triple.subject, number), triple.predicate, _renamed(triple.object, number))
                # What no copy changes is written once.
                if copy == triple:
                    if triple in seen:
                        continue
                    seen.add(triple)
                written += 1
                yield copy
            number += 1

    with path.open("wb") as stream:
        serialize(copies(), stream, format=RdfFormat.N_TRIPLES)
    return written


def _renamed(term: Any, number: int) -> Any:
    from pyoxigraph import NamedNode

    if number == 0 or not isinstance(term, NamedNode):
        return term
    _, found, local = term.value.partition("/id/")
    kind = local.partition("/")[0]
    if found and kind in _OWN:
        return NamedNode(f"{term.value}-{number}")
    if number % 10 == 9:
        if found and kind == "organization":
            return NamedNode(f"{term.value}-{number}")
        if term.value.startswith("http://www.wikidata.org/entity/"):
            return NamedNode(f"{term.value}{number:05}")
    return term


def run_innograph(path: Path) -> dict[str, Any]:
    """Our closure; the rules are compiled beforehand, as the build has them."""
    from pyoxigraph import RdfFormat, parse

    from innograph.reason.closure import _read
    from innograph.reason.fixpoint import Fixpoint, Program
    from innograph.reason.rules import load_rules

    started = time.perf_counter()
    rules = load_rules()
    compiled = time.perf_counter() - started
    started = time.perf_counter()
    terms, pairs, members, same_as, _, _ = _read(q.triple for q in parse(path=str(path), format=RdfFormat.N_TRIPLES))
    read = time.perf_counter() - started
    started = time.perf_counter()
    fixpoint = Fixpoint(Program(rules, terms), (terms.number(term) for term in rules.vocabulary))
    for a, b in same_as:
        fixpoint.equate(a, b)
    fixpoint.run(pairs, members)
    seconds = time.perf_counter() - started
    facts = sum(map(len, fixpoint.pairs.values())) + sum(map(len, fixpoint.members.values()))
    return {"seconds": seconds, "whole": read + seconds, "compile": compiled, "facts": facts}


def run_close(path: Path) -> dict[str, Any]:
    """Our closure as the build uses it, up to the sorted list of inferred triples."""
    from pyoxigraph import RdfFormat, parse

    from innograph.reason import close, load_rules

    rules = load_rules()
    started = time.perf_counter()
    closure = close((q.triple for q in parse(path=str(path), format=RdfFormat.N_TRIPLES)), rules)
    inferred = len(closure)
    return {"whole": time.perf_counter() - started, "inferred": inferred}


def run_owlrl(path: Path) -> dict[str, Any]:
    """owlrl on data and ontology."""
    import rdflib
    from owlrl import DeductiveClosure, OWLRL_Semantics

    started = time.perf_counter()
    graph = rdflib.Graph()
    graph.parse(path, format="nt11")
    graph.parse(ONTOLOGY, format="turtle")
    begun = time.perf_counter()
    DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    ended = time.perf_counter()
    return {"seconds": ended - begun, "whole": ended - started, "facts": len(graph)}


def run_reasonable(path: Path) -> dict[str, Any]:
    """reasonable on data and ontology."""
    import reasonable  # type: ignore[import-not-found, unused-ignore]

    started = time.perf_counter()
    reasoner = reasonable.PyReasoner()
    reasoner.load_file(str(path))
    reasoner.load_file(str(ONTOLOGY))
    begun = time.perf_counter()
    facts = reasoner.reason()
    ended = time.perf_counter()
    return {"seconds": ended - begun, "whole": ended - started, "facts": len(facts)}


def run_change(articles: int) -> None:
    """Replace one article in a store of this many; print both times and whether the outcome is one."""
    sys.path.insert(0, str(ROOT / "tests"))
    from pyoxigraph import NamedNode, Quad, Store

    from goldfacts import gold_facts
    from innograph.graph import given_quads, graph_quads
    from innograph.reason import close
    from innograph.reason.change import update
    from innograph.reason.rules import rules_of

    sample = sorted(set(graph_quads(gold_facts())), key=str)
    inferred = NamedNode("https://w3id.org/innograph/graph/inferred")
    store = Store()
    store.bulk_extend(given_quads())
    for number in range(-(-articles // len(gold_facts()))):
        store.bulk_extend(_copied(quad, number) for quad in sample)
    rules = rules_of(store)
    store.bulk_extend(Quad(t.subject, t.predicate, t.object, inferred) for t in close(store, rules))
    store.optimize()
    print(f"{len(store):,} quads of {articles:,} articles", flush=True)

    # One article goes, one comes that says the like of other persons, events and organisations.
    article = next(q.graph_name for q in sample if "/id/article/005" in str(q.graph_name))
    assert isinstance(article, NamedNode)
    old = list(store.quads_for_pattern(None, None, None, article))
    new = [_copied(quad, 10 * articles + 9) for quad in old]
    store.clear_graph(article)
    store.extend(new)
    started = time.perf_counter()
    change = update(store, map(_fact, old), map(_fact, new), rules=rules)
    updated = time.perf_counter() - started
    told = f"{change.derived} derived, {change.withdrawn} withdrawn"
    print(f"  update            seconds {updated:.3f}  {told}", flush=True)
    after = {_fact(quad) for quad in store.quads_for_pattern(None, None, None, inferred)}
    started = time.perf_counter()
    closure = close(store, rules)
    anew = set(closure.facts())
    full = time.perf_counter() - started
    same = "same outcome" if anew == after else "OUTCOMES DIFFER"
    print(f"  inferred anew     seconds {full:.3f}  {same}, {100 * updated / full:.2f} % of the time")


def _copied(quad: Any, number: int) -> Any:
    from pyoxigraph import Quad

    return Quad(
        _renamed(quad.subject, number), quad.predicate, _renamed(quad.object, number), _renamed(quad.graph_name, number)
    )


def _fact(quad: Any) -> Any:
    return (quad.subject, quad.predicate, quad.object)


ENGINES = {
    "innograph": run_innograph,
    "innograph close()": run_close,
    "owlrl": run_owlrl,
    "reasonable": run_reasonable,
}


def measure(engine: str, path: Path, repeat: int) -> dict[str, Any]:
    """The median of several runs, each in a process of its own."""
    runs = []
    for _ in range(repeat):
        command = [sys.executable, __file__, "--engine", engine, "--file", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            return {"error": (done.stderr.strip().splitlines() or ["failed"])[-1]}
        runs.append(json.loads(done.stdout))
    runs.sort(key=lambda run: run.get("seconds", run["whole"]))
    return dict(runs[len(runs) // 2])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--with", dest="others", action="append", default=[], choices=["reasonable"])
    parser.add_argument("--owlrl-up-to", type=int, default=10_000, metavar="N")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--engine", help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--change", type=int, metavar="ARTICLES")
    given = parser.parse_args()
    if given.change:
        run_change(given.change)
        return
    if given.engine:
        result = ENGINES[given.engine](given.file)
        result["MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps(result))
        return
    with tempfile.TemporaryDirectory() as folder:
        for size in given.sizes:
            # N-Triples is Turtle; by the name .nt, reasonable would not read it.
            path = Path(folder) / f"{size}.ttl"
            written = write_data(path, size)
            print(f"{written:,} triples")
            names = ["innograph", "innograph close()"]
            names += ["owlrl"] if size <= given.owlrl_up_to else []
            names += given.others if size == max(given.sizes) else []
            for name in names:
                result = measure(name, path, given.repeat)
                shown = "  ".join(
                    f"{key} {value:.3f}" if isinstance(value, float) else f"{key} {value}"
                    for key, value in result.items()
                )
                print(f"  {name:18} {shown}", flush=True)


if __name__ == "__main__":
    main()
