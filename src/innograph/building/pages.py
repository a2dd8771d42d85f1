"""The pages of a build: copied, drawn, or drawn beside other work."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.building.files import VIEW, VIEWS, sha256
from innograph.building.work import Work

if TYPE_CHECKING:
    from innograph.reason.terms import Fact
    from innograph.store import GraphStore
    from innograph.store.state import BuildState
    from innograph.view.rows import Rows
    from innograph.view.writing import PagesBeside


def view(
    work: Work, store: GraphStore, generation: Path, former: Path | None = None, begun: PagesBeside | None = None
) -> None:
    """The pages: those in the folder `former`, if they are as a build of this graph left them; those that are
    `begun`; else drawn anew."""
    from innograph.store.state import STATE, BuildState
    from innograph.view import PAGES, write_pages
    from innograph.view.rows import make_network

    names = [VIEW, *(f"{VIEWS}/{name}.html" for name in sorted(PAGES))]
    with contextlib.closing(BuildState(generation / STATE)) as state:
        if former is not None:
            (work.aside / VIEWS).mkdir()
            with contextlib.suppress(OSError):
                for name in names:
                    shutil.copyfile(former / name, work.aside / name)
                    work.report.files[name] = sha256(work.aside / name)
                if all(work.report.files[name] == state[f"sha256 {name}"] for name in names):
                    return
        with work.stage("view"):
            if begun is not None:
                begun.finish()
            else:
                network = make_network(rows(work, store, state, None if former is None else ()), store.base)
                write_pages(store, work.aside / VIEW, work.aside / VIEWS, network=network)
        for name in names:
            work.report.files[name] = state[f"sha256 {name}"] = sha256(work.aside / name)
        state.commit()


def begin_view(work: Work, store: GraphStore, state: BuildState, facts: Collection[Fact]) -> PagesBeside:
    """Have pages drawn beside other work. `facts` are those by which the graph differs from the one that the state
    is of."""
    from innograph.view.rows import make_network
    from innograph.view.writing import PagesBeside

    network = make_network(rows(work, store, state, facts), store.base)
    return PagesBeside(network, store.base, work.aside / VIEW, work.aside / VIEWS, work.workers)


def rows(work: Work, store: GraphStore, state: BuildState, facts: Collection[Fact] | None) -> Rows:
    """What the pages are made from: what the state has, and what has changed since; else all of the store."""
    from innograph.view.reader import read_rows, read_things, renew_rows
    from innograph.view.rows import Rows

    rows: Rows | None = None
    if facts is None:
        rows = Rows(state.drawn("heads"), state.drawn("claims"), read_things(store))
        state.draw("things", rows.things, rows.things)
    else:
        with contextlib.suppress(OSError, ValueError, TypeError):
            rows, work.drawn = work.drawn or rows_in(state), None
            changed = renew_rows(store, facts, rows)
            for kind, table in rows.tables().items():
                state.draw(kind, table, changed)
    if rows is None:
        rows = read_rows(store)
        state.forget_drawn()
        for kind, table in rows.tables().items():
            state.draw(kind, table, table)
    return rows


def rows_in(state: BuildState) -> Rows:
    """What the pages of a former build were made from. Raises ValueError, sqlite3.Error."""
    from innograph.view.rows import Rows

    return Rows(**{kind: state.drawn(kind) for kind in Rows().tables()})
