"""A build from nothing (innograph.fresh)."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from innograph.building.facts import fill, settle
from innograph.building.files import GRAPH, INFERRED, STORE
from innograph.building.intake import note_inputs
from innograph.building.outcome import take_stock
from innograph.building.pages import view
from innograph.building.work import Work

if TYPE_CHECKING:
    from innograph.article import Article


def make_anew(work: Work, articles: list[Article]) -> None:
    """Fill the work's folder from these articles, of which the list is emptied."""
    from innograph.fresh import Fresh
    from innograph.store.state import STATE, BuildState

    if work.started is not None:
        work.started.close()
    fresh = Fresh(work.aside, work.aside / STORE, work.reviser, work.report.base, work.workers)
    with contextlib.closing(fresh):
        (work.aside / STORE).mkdir()
        with contextlib.closing(BuildState(work.aside / STORE / STATE)) as state:
            with work.stage("extract"):
                fill(work, fresh, articles, state)
            note_inputs(work, state)
            articles.clear()  # what they say lies on disk from here on
            with work.stage("graph"):
                settle(work, fresh, state)
            with work.stage("reason"):
                fresh.reason()
            files = work.aside / GRAPH, work.aside / INFERRED
            with work.stage("write"):
                work.report.asserted, work.report.inferred = fresh.write(*files)
            with work.stage("union"):
                store = fresh.unite(*files)
            take_stock(work, state)
            with store:
                with work.stage("validate"):
                    if fresh.check.finish():
                        fresh.finish()
                        work.validate(store, fresh.texts() | work.texts)
                state["problems"] = str(len(work.report.problems))
                state.commit()
                view(work, store, work.aside / STORE, fresh=True)
                with work.stage("store"):
                    fresh.finish()
