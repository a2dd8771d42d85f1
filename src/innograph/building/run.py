"""A build from the inputs to the pages: by what differs where that can be followed, else from nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from innograph.building.anew import make_anew
from innograph.building.change import find_former, renew
from innograph.building.facts import extract, is_renewal, key
from innograph.building.intake import compare, look, read
from innograph.building.work import Work


def run(work: Work, sources: Sequence[Path | str], out: Path) -> None:
    """Fill the work's folder. Raises what `innograph.build.build` raises."""
    former = None if work.full else find_former(work, out)
    if former is not None:
        changes = look(work, sources, former)
        if changes is not None and renew(work, changes, former, out):
            return
        work.report = work.report.fresh()
    with work.stage("read"):
        articles = read(work, sources)
    key(work, articles)
    if is_renewal(work, articles) or work.cluster is not None:
        with work.stage("extract"):
            extract(work, articles)
        if former is not None and renew(work, compare(work, articles, former), former, out):
            return
    if work.painter is not None:
        work.painter.close()
        work.painter = None
    make_anew(work, articles)
