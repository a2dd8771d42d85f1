"""What a build reads: all of its inputs, or what looks otherwise than at the last build."""

from __future__ import annotations

import contextlib
import importlib
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.building.facts import NOTE, extract, key, keys_of
from innograph.building.files import READINGS, STORE
from innograph.building.pages import begin_pages
from innograph.building.work import Work
from innograph.errors import InnographError, WorkError

if TYPE_CHECKING:
    from innograph.article import Article
    from innograph.read.source import Reader
    from innograph.rereading import Difference
    from innograph.store.state import BuildState


@dataclass(frozen=True, slots=True)
class Changes:
    """Articles that are new or others than they were, and ids of those that are gone; `all` articles where they have
    been read, else how the reading differs."""

    articles: Sequence[Article]
    gone: Sequence[str]
    all: Sequence[Article] | None = None
    difference: Difference | None = None


@contextlib.contextmanager
def open_reader(work: Work, *, drop: bool = False) -> Iterator[Reader | None]:
    """Makes articles of pieces, in processes where there are any; `drop`: what is not read now is not kept."""
    from innograph.pipeline import read_in_processes
    from innograph.pipeline.readings import Readings

    if not work.workers:
        yield None
        return
    with contextlib.closing(Readings(work.report.out / STORE / READINGS)) as kept:
        yield partial(read_in_processes, workers=work.workers, kept=kept)
        if drop:
            kept.keep_used()


def read(work: Work, sources: Sequence[Path | str]) -> list[Article]:
    """The articles in the order of their ids, each id once."""
    from innograph.read.inputs import list_inputs
    from innograph.rereading import Inventory, read_all

    inventory = Inventory(work.splitter)
    with open_reader(work, drop=True) as reader:
        result = inventory.sort_out(*read_all(list_inputs(sources), inventory, reader))
    work.inputs = None if result.known is None else (inventory, result.known)
    for item in result.skipped:
        work.skip(item.source, item.reason)
    work.report.copies, work.report.opened = result.copies, len(inventory.files)
    if not result.articles:
        reasons = "; ".join(f"{s.source}: {s.reason}" for s in work.report.skipped[:3])
        more = len(work.report.skipped) - 3
        raise WorkError(
            f"no article to build from ({reasons or 'no input'}{f'; {more} more' if more > 0 else ''}): "
            "name files or folders with articles"
        )
    return [work.reviser.article(article) for article in result.articles]


def note_inputs(work: Work, state: BuildState) -> None:
    """Have the state tell what was read, if that can be told."""
    from innograph.rereading import note_inputs

    state["fields"] = repr(work.splitter) if work.inputs else "unknown"
    if work.inputs is not None:
        note_inputs(state.database, *work.inputs)
    work.inputs = None


def look(work: Work, sources: Sequence[Path | str], former: Path) -> Changes | None:
    """What has changed by the look of the files; None where all has to be read."""
    from innograph.rereading import find_difference
    from innograph.store.state import STATE, BuildState

    if work.parts is not None:
        return None
    again = work.revision.articles if work.revision is not None else set()
    splitter = work.splitter
    try:
        with contextlib.closing(BuildState(former / STATE)) as state, open_reader(work) as reader:
            # Problems are looked for in all texts as long as there are any.
            if state["fields"] != repr(splitter) or state["problems"] != "0":
                return None
            with work.stage("read"):
                wanted = again.union(state.unread())
                difference = find_difference(
                    state.database, sources, splitter, reader=reader, look=work.looks, again=wanted
                )
            if difference is None:
                return None
            known = {name: key for name, key in state.articles().items() if key != NOTE}
    except (OSError, sqlite3.Error, ValueError):
        return None
    for item in difference.skipped:
        work.skip(item.source, item.reason)
    work.report.copies, work.report.opened = difference.copies, difference.opened
    articles = [work.reviser.article(article) for article in difference.articles]
    keys = keys_of(work, articles)
    changed = [a for a in articles if known.get(a.id) != keys[a.id] or a.id in again]
    gone = [name for name in known if name in difference.gone]
    key(work, changed)
    if changed or gone or work.revision is not None:
        begin_pages(work, former, [*(article.id for article in changed), *gone])
    with work.stage("extract"), loading() if changed else contextlib.nullcontext():
        extract(work, changed)
    away = {*gone, *(article.id for article in changed)}
    work.keys |= {name: key for name, key in known.items() if name not in away}
    work.reviser.present(work.keys)
    changed = [article for article in changed if article.id in work.keys]
    gone += [name for name in away if name in known and name not in work.keys and name not in difference.gone]
    return Changes(changed, sorted(gone), difference=difference)


@contextlib.contextmanager
def loading() -> Iterator[None]:
    """Load what a change will need, while another process works."""

    def load() -> None:
        for name in ("renewal", "validate", "view.reader"):
            importlib.import_module(f"innograph.{name}")
        # What is wrong with them will be said where they are used.
        with contextlib.suppress(InnographError):
            from innograph.reason.rules import load_rules

            load_rules()

    thread = threading.Thread(target=load)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def compare(work: Work, articles: Sequence[Article], former: Path) -> Changes:
    """What has changed of articles that are all read."""
    from innograph.store.state import STATE, BuildState

    with contextlib.closing(BuildState(former / STATE)) as state:
        known = state.articles()
    again = work.revision.articles if work.revision is not None else set()
    present = ((a, work.keys.get(a.id)) for a in articles)
    changed = [a for a, key in present if key is not None and (known.get(a.id) != key or a.id in again)]
    gone = [name for name, key in known.items() if name not in work.keys and key != NOTE]
    return Changes(changed, gone, articles)
