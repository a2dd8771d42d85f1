"""What a build costs after a change, and what extraction by two processes does beside one (bench/corpus.py).

    python bench/renewal.py again --articles 10000      one article changed: the second build beside the full one
    python bench/renewal.py workers --articles 100000   extraction by two processes beside one; what it found

Both builds of `again` are by the clock, one right after the other. The files of both must have the same bytes.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from corpus import Fact, bodies, make_article, make_corpus, unordered, write_corpus

VIEWS = ("assignments", "collaborations", "matrix", "timeline")
FILES = ("graph.ttl", "inferred.ttl", "index.html", *(f"views/{name}.html" for name in VIEWS))
INNOGRAPH = [sys.executable, "-c", "from innograph.cli import main; main()"]


def in_order(facts: Iterable[Fact]) -> frozenset[Fact]:
    """The facts with the ends of symmetric ones in order."""
    return frozenset(unordered(*fact) for fact in facts)


def workers(count: int, rounds: int) -> None:
    """Extraction by one process and by two, in turns; what was found is compared with what is known."""
    from innograph.pipeline import Extraction, extract_in_processes
    from innograph.read import read_text
    from innograph.records import from_record

    print(f"{count} articles, made in ", end="", flush=True)
    started = time.perf_counter()
    articles = [read_text(known.markdown(), id=known.id, format="markdown") for known in make_corpus(count)]
    print(f"{time.perf_counter() - started:.0f} s")
    seconds: dict[int, list[float]] = {1: [], 2: []}
    wrong = 0
    for number in range(rounds):
        for side in (1, 2):
            started = time.perf_counter()
            results = [result.record for result in extract_in_processes(articles, Extraction(), side)]
            seconds[side].append(time.perf_counter() - started)
            print(
                f"{side} process(es): {seconds[side][-1]:.1f} s, {count / seconds[side][-1]:.0f} articles/s", flush=True
            )
            if number or side == 1:
                continue
            for known, article, record in zip(make_corpus(count), articles, results, strict=True):
                facts = from_record(record or b"", article)
                names = {e.iri: e.label for e in facts.entities}
                found = in_order(
                    (names.get(c.subject, c.subject), c.predicate, c.object if c.has_literal else names[c.object])
                    for c in facts.claims
                )
                if found != in_order(known.facts):
                    wrong += 1
                    if wrong <= 3:
                        print(f"{known.id}: {sorted(found ^ in_order(known.facts))}")
    ratio = min(seconds[1]) / min(seconds[2])
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"two processes are {ratio:.2f} x as fast as one; {memory:.0f} MiB a process at most")
    print(f"{count - wrong} of {count} articles gave exactly the facts that are known")


def run(arguments: list[str], core: bool = False) -> tuple[float, float, float]:
    """Seconds, MiB and seconds of processors of a command, its children's too; on one core."""
    started = time.perf_counter()
    pin = (lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})) if core else None
    process = subprocess.Popen(arguments, preexec_fn=pin, stderr=subprocess.PIPE)
    error = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(error.decode())
    return time.perf_counter() - started, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


def build(folder: Path, out: Path, *more: str, core: bool = False) -> tuple[float, float, float]:
    """`innograph build` of a folder."""
    return run([*INNOGRAPH, "build", str(folder), "-o", str(out), "-q", *more], core)


def again(count: int) -> None:
    """A full build, then one article changed."""
    with tempfile.TemporaryDirectory(prefix="innograph-bench-") as name:
        folder, out, full = Path(name, "in"), Path(name, "out"), Path(name, "full")
        write_corpus(folder, count)
        build(folder, out)
        changed = make_article(count // 2, bodies(), seed=2)
        (folder / changed.id[:4] / f"{changed.id}.md").write_text(changed.markdown(), encoding="utf-8")
        second, memory, used = build(folder, out)
        first, memory_full, used_full = build(folder, full, "--full")
        same = all(digest(out / file) == digest(full / file) for file in FILES)
        print(f"full {first:.1f} s ({memory_full:.0f} MiB), one article changed {second:.1f} s ({memory:.0f} MiB)")
        print(f"{100 * second / first:.1f} % of the full build; {'the same bytes' if same else 'OTHER BYTES'}")
        # On cores that others use, this is steadier than the clock.
        print(f"processors: full {used_full:.1f} s, one article changed {used:.1f} s, {100 * used / used_full:.1f} %")
        for stage in json.loads((out / "report.json").read_text(encoding="utf-8"))["stages"]:
            print(f"  {stage['name']:10} {stage['seconds']:8.2f} s")


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["again", "workers"])
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=1)
    given = parser.parse_args()
    if given.what == "workers":
        workers(given.articles, given.rounds)
    else:
        again(given.articles)


if __name__ == "__main__":
    main()
