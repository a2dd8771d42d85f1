"""Writing the pages of a build: drawing by drawing, and, where something else is to be done meanwhile, beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from innograph.forked import Forked, can_fork
from innograph.view import PAGES, TITLES, WHOLE, select_network
from innograph.view.network import Network

#: Articles up to which copies of a process draw: what they share with it parts as they work, and of more articles than
#: this each takes as much memory as all else that a build holds.
SHARED = 30_000


def may_share(network: Network) -> bool:
    """Whether copies of this process may draw parts of a network: it is not of too many articles (SHARED)."""
    return len(network.sources) <= SHARED


class Page(NamedTuple):
    """A file, its headings (Swedish, English), and the way of looking that it opens with."""

    path: Path
    titles: tuple[str, str]
    opens: str


class Pages(NamedTuple):
    """The pages that have one drawing: of a kind, in a layout."""

    kind: str
    layout: str
    pages: list[Page]


def drawings_of(index: Path, folder: Path) -> list[Pages]:
    """The pages of a build by drawing, the whole network's first."""
    found: dict[tuple[str, str], list[Page]] = defaultdict(list)
    options: dict[str, Any]
    found["all", "map"].append(Page(index, TITLES["all"], "network"))
    for name, (titles, options) in PAGES.items():
        page = Page(folder / f"{name}.html", titles, options.get("opens", "network"))
        found[options.get("kind", "all"), options.get("layout", "map")].append(page)
    return [Pages(*key, pages) for key, pages in found.items()]


def draw_and_write(
    network: Network,
    base: str,
    pages: Pages,
    language: str = "sv",
    former: Mapping[Path, str | None] | None = None,
) -> None:
    """Draw a part of a network and write its pages, each whole or not at all. Raises OSError.

    `former` are pages as this program has drawn them of another network: they are the same but for what they show.
    """
    from innograph.view.drawing import draw
    from innograph.view.page import render_page, renew_page, write_whole

    part = select_network(network, kind=pages.kind)
    drawing = draw(part, language=language, base=base, limit=WHOLE, layout=pages.layout)
    for path, titles, opens in pages.pages:
        if (before := (former or {}).get(path)) is not None:
            text = renew_page(before, drawing)
        else:
            text = render_page(drawing, title=titles[language == "en"], language=language, opens=opens)
        write_whole(path, text)


class PagesBeside:
    """The pages of a build, written by processes that have all that this one has (fork), until `finish`.

    They only calculate and write files, and so need nothing that the thread holds which may be filling a store
    meanwhile. Where there is no fork, the network is of many articles (SHARED), or one of them fails, `finish` does the
    work.
    """

    def __init__(self, network: Network, base: str, index: Path, folder: Path, processes: int = 2) -> None:
        self._network = network
        self._base = base
        self._work: list[tuple[Forked, Sequence[Pages]]] = []
        first, *others = drawings_of(index, folder)
        import pyvis.network  # noqa: F401 (once, not in each process)

        beside = processes > 1 and can_fork(beside_threads=True) and may_share(network)
        self._left: list[Pages] = [] if beside else [first, *others]
        for part in ([first], others) if beside else ():
            try:
                self._work.append((Forked(partial(self._write, part)), part))
            except OSError:
                self._left += part

    def _write(self, part: Sequence[Pages]) -> None:
        for pages in part:
            draw_and_write(self._network, self._base, pages)

    @property
    def children(self) -> list[int]:
        """The processes that are at work."""
        return [process.pid for process, _ in self._work]

    def finish(self) -> None:
        """Have all pages written. Raises OSError."""
        for process, part in self._work:
            if process.wait():
                self._left += part
        self._work.clear()
        self._write(self._left)
        self._left = []

    def close(self) -> None:
        """End what is not finished."""
        for process, _ in self._work:
            process.kill()
            process.wait()
        self._work.clear()
