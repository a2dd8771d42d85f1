"""The pages of a build: copied, drawn, or drawn beside other work."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.building.files import VIEW, VIEWS, sha256
from innograph.building.work import Work
from innograph.view import PAGES

if TYPE_CHECKING:
    from innograph.reason.terms import Fact
    from innograph.store import GraphStore
    from innograph.store.state import BuildState
    from innograph.view.rows import Rows

NAMES = (VIEW, *(f"{VIEWS}/{name}.html" for name in sorted(PAGES)))


def view(work: Work, store: GraphStore, generation: Path, former: Path | None = None, *, fresh: bool = False) -> None:
    """The pages: those in the folder `former`, if they are as a build of this graph left them; those that are
    begun; else drawn, from what the state knows or, if it is `fresh`, from the store."""
    from innograph.store.state import STATE, BuildState
    from innograph.view.rows import make_network
    from innograph.view.writing import PagesBeside

    with contextlib.closing(BuildState(generation / STATE)) as state:
        if former is not None:
            (work.aside / VIEWS).mkdir()
            with contextlib.suppress(OSError):
                for name in NAMES:
                    shutil.copyfile(former / name, work.aside / name)
                    work.report.files[name] = sha256(work.aside / name)
                if all(work.report.files[name] == state[f"sha256 {name}"] for name in NAMES):
                    return
        with work.stage("view"):
            if work.painter is None or not work.painter.finish():
                network = make_network(rows(store, state, fresh), store.base)
                beside = PagesBeside(network, store.base, work.aside / VIEW, work.aside / VIEWS, work.workers)
                work.closing.callback(beside.close)
                beside.finish()
        for name in NAMES:
            work.report.files[name] = state[f"sha256 {name}"] = sha256(work.aside / name)
        state.commit()


def begin_pages(work: Work, former: Path, articles: Iterable[str]) -> None:
    """Have a process begin with the pages, of which these articles will be others, or gone."""
    from innograph.building.painter import Former, Painter
    from innograph.iri import mint
    from innograph.store.state import STATE, BuildState

    if work.workers < 2:
        return
    out = work.report.out

    def rows() -> Rows:
        with contextlib.closing(BuildState(former / STATE)) as state:
            return rows_in(state)

    def page(name: str) -> str | None:
        with contextlib.closing(BuildState(former / STATE)) as state, contextlib.suppress(OSError):
            data = (out / name).read_bytes()
            if hashlib.sha256(data).hexdigest() == state[f"sha256 {name}"]:
                return data.decode()
        return None

    base = work.report.base
    work.painter = Painter.begin(Former(rows, page), base, work.aside, {mint("article", a, base) for a in articles})
    if work.painter is not None:
        work.closing.callback(work.painter.close)


def draw(work: Work, store: GraphStore, state: BuildState, facts: Collection[Fact]) -> None:
    """Have the state's rows, and pages that are begun, tell what the store tells. `facts` are those by which its graph
    differs from the one that the state is of."""
    from innograph.view.reader import renew_rows
    from innograph.view.rows import Rows

    fresh = Rows()
    changed = renew_rows(store, facts, fresh)
    for kind, table in fresh.tables().items():
        state.draw(kind, table, changed)
    if work.painter is not None:
        work.painter.tell(changed, fresh)


def rows(store: GraphStore, state: BuildState, fresh: bool) -> Rows:
    """What the pages are made from: what the state has, if that is `fresh` but for things; else all of the store."""
    from innograph.view.reader import read_rows, read_things
    from innograph.view.rows import Rows

    if fresh:
        rows = Rows(state.drawn("heads"), state.drawn("claims"), read_things(store))
        state.draw("things", rows.things, rows.things)
        return rows
    with contextlib.suppress(OSError, ValueError, TypeError):
        return rows_in(state)
    rows = read_rows(store)
    state.forget_drawn()
    for kind, table in rows.tables().items():
        state.draw(kind, table, table)
    return rows


def rows_in(state: BuildState) -> Rows:
    """What the pages of a former build were made from. Raises ValueError, sqlite3.Error."""
    from innograph.view.rows import Rows

    return Rows(**{kind: state.drawn(kind) for kind in Rows().tables()})
