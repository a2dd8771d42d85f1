"""What came of a build: counted, and put in its place."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.building.files import GRAPH, INFERRED, REPORT, STORE, VIEW, VIEWS, sha256, sync
from innograph.building.revision import write_corrections
from innograph.building.work import Work
from innograph.report import BuildReport

if TYPE_CHECKING:
    from innograph.store.state import BuildState


def take_stock(work: Work, state: BuildState) -> None:
    """Count what the articles say, and have the state tell what it belongs to."""
    report = work.report
    report.articles = report.claims = 0
    report.languages.clear()
    report.relations.clear()
    used: set[str] = set()
    for _, counts in state.counts():
        used.update(counts.used)
        if counts.language:
            report.articles += 1
            report.languages[counts.language] += 1
            report.claims += counts.claims
            report.relations.update(counts.relations)
    report.entities = state.entities()
    work.reviser.used |= used
    unmatched = work.reviser.unmatched()
    report.corrected = len(work.reviser.corrections) - len(unmatched)
    report.unmatched = [f"{c.where}: {c.summary}" for c in unmatched]
    for name, value in (("version", work.version()), ("asserted", report.asserted), ("inferred", report.inferred)):
        state[name] = str(value)
    state["corrections"] = write_corrections(work.reviser.corrections)
    for name in (GRAPH, INFERRED):
        report.files[name] = state[f"sha256 {name}"] = sha256(work.aside / name)
    state.commit()


def publish(work: Work, out: Path) -> BuildReport:
    """Move everything to its place, the report last: it tells what belongs together."""
    from innograph.store.generations import generation_name, publish_generation, sync_directory

    report = work.report
    report.skipped.sort(key=lambda s: (s.source, s.reason))
    names = [GRAPH, INFERRED, VIEW, *(f"{VIEWS}/{p.name}" for p in sorted((work.aside / VIEWS).iterdir()))]
    report.files = {name: report.files.get(name) or sha256(work.aside / name) for name in names}
    name = generation_name(report.files[GRAPH], report.files[INFERRED])
    for file in names:
        sync(work.aside / file)
    report.store = publish_generation(work.aside / STORE, out / STORE, name, report.base, work.withdrawn).name
    (work.aside / REPORT).write_text(
        json.dumps(report.to_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
    )
    (out / VIEWS).mkdir(exist_ok=True)
    for file in (*names, REPORT):
        os.replace(work.aside / file, out / file)
    with contextlib.suppress(sqlite3.Error):
        work.kept.keep_only(work.keys.values())
    for folder in (out / VIEWS, out):
        sync_directory(folder)
    return report
