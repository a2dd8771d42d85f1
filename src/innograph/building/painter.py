"""Pages that are drawn by a process begun before it is known what has changed: what is as it was, it has made ready.

The process loads the rows that the former pages were made from, is told which of them are others now, and writes the
pages; of a former page only the facts are put in. It calculates, reads the former state and writes pages, and calls
nothing of a store's. If it fails, whoever began it has to draw.
"""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from innograph.building.files import VIEW, VIEWS
from innograph.channel import receive, send
from innograph.forked import Forked, can_fork
from innograph.view.rows import Relations, Rows, make_network
from innograph.view.writing import Pages, draw_and_write, drawings_of, may_share


@dataclass(frozen=True, slots=True)
class Former:
    """The pages of a former build: `rows` gives what they were made from, `page` one by its name, None where it is not
    as that build left it."""

    rows: Callable[[], Rows]
    page: Callable[[str], str | None]


class Painter:
    """Draws the pages of a build in other processes, as soon as it is told what has changed."""

    @classmethod
    def begin(cls, former: Former, base: str, place: Path, articles: Collection[str]) -> Painter | None:
        """One for the pages in the folder `place` (its index.html, its views), None where that cannot be.

        `articles` are those that will be others, or gone (IRIs).
        """
        if not can_fork():
            return None
        with suppress(OSError):
            return cls(former, base, place, articles)
        return None

    def __init__(self, former: Former, base: str, place: Path, articles: Collection[str]) -> None:
        """Raises OSError."""
        self._channel, theirs = socket.socketpair()

        def paint() -> None:
            self._channel.close()
            _paint(theirs, former, base, place, articles)

        try:
            self._process = Forked(paint)
        finally:
            theirs.close()

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    def tell(self, changed: Collection[str], rows: Rows) -> None:
        """Have the pages drawn: of the IRIs `changed` there are these rows now, and no other."""
        with suppress(OSError):  # `finish` will say so
            send(self._channel, [list(changed), rows])

    def finish(self) -> bool:
        """Wait for the pages; whether all are written."""
        self._channel.close()
        return self._process.wait() == 0

    def close(self) -> None:
        """End it, if it is at work."""
        self._channel.close()
        self._process.kill()
        self._process.wait()


def _paint(channel: socket.socket, former: Former, base: str, place: Path, articles: Collection[str]) -> None:
    gc.disable()  # next to nothing of what a page is made from goes in circles, and the process is short
    rows = former.rows()
    ready: Relations | None = Relations(rows, articles)
    first, *others = drawings_of(place / VIEW, place / VIEWS)
    paths = [page.path for pages in (first, *others) for page in pages.pages]
    before = {path: former.page(path.relative_to(place).as_posix()) for path in paths}
    told: Any = receive(channel)
    if told is None:  # nobody waits for pages any more
        raise SystemExit(1)
    changed, fresh = told
    tables = rows.heads, rows.claims, fresh.heads, fresh.claims
    if any(iri in table for iri in set(changed).difference(articles) for table in tables):
        ready = None
    rows.replace(changed, fresh)
    network = make_network(rows, base, ready)

    def write(part: Sequence[Pages]) -> None:
        for pages in part:
            draw_and_write(network, base, pages, former=before)

    if not may_share(network):
        write([first, *others])
        return
    beside = Forked(lambda: write(others))
    write([first])
    if beside.wait():
        raise SystemExit(1)
