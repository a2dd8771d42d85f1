"""A build that changes what differs from the former one (innograph.renewal)."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.building.facts import NOTE, tell_of
from innograph.building.files import GRAPH, INFERRED, STORE
from innograph.building.intake import Changes, note_inputs
from innograph.building.outcome import take_stock
from innograph.building.pages import draw, view
from innograph.building.work import Work
from innograph.errors import StoreError

if TYPE_CHECKING:
    from innograph.building.revision import Revision
    from innograph.renewal import Renewal
    from innograph.store import GraphStore


def renew(work: Work, changes: Changes, former: Path, out: Path) -> bool:
    """Change what differs from the former build, if that is little and can be followed; False leaves no trace."""
    from innograph.renewal import NotFollowed, Renewal, is_little, link_generation
    from innograph.rereading import note_difference
    from innograph.store.state import STATE, BuildState

    changed, gone = changes.articles, changes.gone
    if not work.keys or not is_little(len(changed) + len(gone), len(work.keys)):
        return False
    with contextlib.closing(BuildState(former / STATE)) as state:
        known, left_out = state.articles(), state.left_out()
    kept, used, stages = list(work.report.skipped), set(work.reviser.used), list(work.report.stages)
    linked = work.aside / "linked"
    try:
        with work.stage("copy"):
            link_generation(former, linked)
            renewal = Renewal(linked, work.reviser, work.report.base)
        with contextlib.closing(renewal.state):
            with work.stage("graph"):
                renewal.withdraw(gone)
                if work.revision is not None:
                    revise(work, work.revision, renewal)
                for article in changed:
                    quads, rows, counts = tell_of(work, article, renewal.writer)
                    renewal.put(article.id, quads, rows)
                    renewal.state.remove([article.id])
                    renewal.state.put(article.id, work.keys[article.id], counts, rows)
                for _, counts in renewal.state.counts() if work.reviser.corrections else ():
                    work.reviser.used.update(counts.used)
            with work.stage("reason"):
                renewal.settle()
            store = renewal.finish(linked)
            if renewal.difference.facts:
                with work.stage("draw"):
                    draw(work, store, renewal.state, renewal.difference.facts)
            with work.stage("write"):
                renewal.write(out, work.aside / GRAPH, work.aside / INFERRED)
                work.report.asserted = int(renewal.state["asserted"]) + renewal.difference.asserted
                work.report.inferred = int(renewal.state["inferred"]) + renewal.difference.inferred
            take_stock(work, renewal.state)
            if changes.difference is not None:
                note_difference(renewal.state.database, changes.difference)
            else:
                note_inputs(work, renewal.state)
            with work.stage("validate"):
                check(work, store, changes, renewal)
            renewal.state["problems"] = str(len(work.report.problems))
            renewal.state.commit()
    except (NotFollowed, OSError, ValueError, StoreError, sqlite3.Error):
        # Whatever it is: a full build does it, or says what is wrong.
        work.report.skipped, work.reviser.used, work.report.stages = kept, used, stages
        if work.painter is not None:
            work.painter.close()
            work.painter = None
        shutil.rmtree(linked, ignore_errors=True)
        return False
    told = {article.id for article in changed}
    for name, reason in left_out.items():
        if name not in told and name in work.keys and known[name] == work.keys[name]:
            work.skip(name, reason)
    if not work.report.articles:
        return False
    view(work, store, linked, None if renewal.difference.facts else out)
    work.withdrawn = renewal.difference.withdrawn
    # Only a closed store can be moved.
    del renewal, store
    os.rename(linked, work.aside / STORE)
    return True


def revise(work: Work, revision: Revision, renewal: Renewal) -> None:
    """Have things named anew that corrections speak of, and corrections' own short articles told anew."""
    from innograph.store.state import Counts

    renewal.touch(revision.things)
    renewal.withdraw(sorted(revision.gone))
    for note in work.reviser.notes():
        quads, rows = renewal.writer.read(note)
        renewal.put(note.article.id, quads, rows)
        renewal.state.remove([note.article.id])
        renewal.state.put(note.article.id, NOTE, Counts(used=[r.correction for r in note.revisions]), rows)


def check(work: Work, store: GraphStore, changes: Changes, renewal: Renewal) -> None:
    """Look for problems where something has changed; everywhere, if there are or were any.

    Raises NotFollowed for the latter, if not all texts are at hand.
    """
    from pyoxigraph import NamedNode

    from innograph.iri import mint
    from innograph.renewal import NotFollowed
    from innograph.validate import find_new_problems

    for note in work.reviser.notes():
        work.texts[note.article.id] = note.article.text
    if renewal.state["problems"] == "0":
        difference = renewal.difference
        texts = {article.id: article.text for article in changes.articles}
        texts |= work.texts if work.revision is not None else {}
        graphs = [NamedNode(mint("article", name, work.report.base)) for name in texts]
        if not find_new_problems(store, {*difference.added, *difference.removed}, graphs, texts):
            return
    if changes.all is None:
        raise NotFollowed
    work.validate(store, {article.id: article.text for article in changes.all} | work.texts)


def find_former(work: Work, out: Path) -> Path | None:
    """The generation that a build of this version left, if its files are as it left them, and a change of corrections
    since then can be followed."""
    from innograph.renewal import former_generation

    former = former_generation(out / STORE, out, work.version(), (GRAPH, INFERRED))
    return former if former is not None and follow_corrections(work, former) else None


def follow_corrections(work: Work, former: Path) -> bool:
    """See what a change of the corrections has to do with; whether that is known."""
    from innograph.building.revision import find_revision, noted_in, read_corrections
    from innograph.corrections import Reviser
    from innograph.link.registry import load_registry
    from innograph.store.state import STATE, BuildState

    try:
        with contextlib.closing(BuildState(former / STATE)) as state:
            before = read_corrections(state["corrections"])
        if [c.id for c in before] == [c.id for c in work.reviser.corrections]:
            return True
        base = work.report.base
        was = Reviser(before, load_registry(work.extraction.registry, base), base)
        with contextlib.ExitStack() as stack:
            work.revision = find_revision(was, work.reviser, noted_in(former, base, stack))
    except (OSError, ValueError, TypeError, sqlite3.Error):
        return False
    return work.revision is not None
