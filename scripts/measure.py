#!/usr/bin/env python3
"""Measure the sample graph and write the numbers into README.md, between its `measured` marks.

.venv/bin/python scripts/measure.py            measure and write
.venv/bin/python scripts/measure.py --print    measure and print
"""

from __future__ import annotations

import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
sys.path.insert(0, str(ROOT / "src"))


ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT / "src")}
NAMES = {
    "Organization": "organisations", "Person": "people", "Country": "countries and blocs", "Event": "events",
    "Project": "projects", "Assignment": "government assignments", "Theme": "themes",
}  # fmt: skip


def build() -> tuple[dict[str, Any], float]:
    """The report of a build of the sample articles in a process of its own, and the processor time it took."""
    with tempfile.TemporaryDirectory() as folder:
        code = f"from innograph import build; build([], {folder!r})"
        before = sum(os.times()[2:4])
        subprocess.run([sys.executable, "-c", code], check=True, cwd=folder, env=ENVIRONMENT)
        report: dict[str, Any] = json.loads(Path(folder, "report.json").read_text(encoding="utf-8"))
        return report, sum(os.times()[2:4]) - before


def help_seconds() -> float:
    """The median time of `innograph --help`."""
    code = "from innograph.cli import main; main(['--help'])"
    times = []
    for _ in range(7):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            env=ENVIRONMENT,
        )
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def found() -> tuple[dict[str, dict[str, Any]], float]:
    """The facts of the sample articles by id, and how many articles are done in a second of processor time."""
    from innograph import extract
    from innograph.read import read_paths

    articles = read_paths([ROOT / "data" / "articles"]).articles
    for article in articles:
        extract(article)  # the rules and names of a language are read on first use
    start = time.process_time()
    facts = {article.id: extract(article).to_json() for article in articles}
    return facts, len(articles) / (time.process_time() - start)


def table() -> str:
    """The measured table, as Markdown."""
    from innograph.evaluation import evaluate, read_gold

    report, seconds = build()
    counts = report["counts"]
    facts, speed = found()
    gold = read_gold(ROOT / "data" / "gold")
    rows = [
        ("sample articles", f"{report['articles']}, in {len(counts['languages'])} languages"),
        (
            "things found, each named once",
            ", ".join(f"{n} {NAMES[kind]}" for kind, n in sorted(counts["entities"].items(), key=lambda e: -e[1])),
        ),
        ("relations found, each with its sentence", f"{counts['claims']}"),
        ("triples stated, and inferred from them", f"{counts['asserted_triples']:,}, {counts['inferred_triples']:,}"),
    ]
    for label, is_swedish in (("Swedish", True), ("the other six languages", False)):
        wanted = [article for article in gold if (article["lang"] == "sv") == is_swedish]
        result = evaluate(wanted, facts)
        for what, count in (("entities", result.all_entities), ("relations", result.all_relations)):
            rows.append(
                (
                    f"{what}, {label}, {len(wanted)} articles: F1 (precision, recall)",
                    f"{count.f1:.2f} ({count.precision:.2f}, {count.recall:.2f})",
                )
            )
    memory = max(stage["peak_memory_mb"] or 0 for stage in report["stages"])
    rows += [
        (
            "the whole build: read, extract, reason, write, validate, draw",
            f"{seconds:.0f} s of processor time, {memory:.0f} MB at most",
        ),
        ("extraction alone", f"{speed:.0f} articles in a second of processor time"),
        ("`innograph --help`", f"{1000 * help_seconds():.0f} ms"),
    ]
    lines = ["| measured | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows), ""]
    lines.append(f"Python {platform.python_version()}, {os.cpu_count()} cores, by `scripts/measure.py`.")
    return "\n".join(lines)


def main() -> None:
    text = table()
    if "--print" in sys.argv[1:]:
        print(text)
        return
    readme = README.read_text(encoding="utf-8")
    pattern = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)
    if not pattern.search(readme):
        sys.exit(f"{README}: no {BEGIN} … {END} to write between")
    README.write_text(pattern.sub(lambda _: f"{BEGIN}\n{text}\n{END}", readme), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
