"""Looking at the graph: one HTML file that needs no network, drawn by vis-network through pyvis.

from innograph.view import write_view
write_view(store, Path("index.html"))
write_view(store, Path("vinnova.html"), focus=["Vinnova"], depth=2)
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from innograph.errors import UsageError
from innograph.iri import DEFAULT_BASE
from innograph.view.arrange import LAYOUTS
from innograph.view.selection import KINDS, around, of_country, of_kind, of_theme, of_time

if TYPE_CHECKING:
    from innograph.view.network import Network, Readable

__all__ = [
    "KINDS",
    "LAYOUTS",
    "LOOKS",
    "PAGES",
    "WHOLE",
    "network_html",
    "select_network",
    "view_html",
    "write_pages",
    "write_view",
    "write_views",
]

#: Up to so many things a page opens on all of them. More are no picture that anyone can read.
WHOLE = 3000

#: Ways of looking at the same network; a page has them all and opens with one.
LOOKS = ("network", "table", "matrix", "timeline")

#: Pages beside the whole network: name → headings (Swedish, English) and options of `view_html`.
PAGES: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
    "collaborations": (
        ("Samarbeten land för land", "Collaborations country by country"),
        {"kind": "collaborations", "layout": "countries"},
    ),
    "assignments": (
        ("Regeringens uppdrag: givare, mottagare, tema", "The government’s assignments: giver, receiver, theme"),
        {"kind": "assignments", "layout": "layers"},
    ),
    "matrix": (("Vem nämns när ett tema tas upp", "Who is named when a theme comes up"), {"opens": "matrix"}),
    "timeline": (("Artikel för artikel", "Article by article"), {"opens": "timeline"}),
}

TITLES = {
    "all": ("Nätverket i nyheterna", "The network in the news"),
    "collaborations": ("Vem samarbetar med vem", "Who works with whom"),
    "assignments": ("Regeringens uppdrag", "The government’s assignments"),
    "people": ("Människor och deras roller", "People and their roles"),
    "events": ("Händelser och vilka som står bakom", "Events and who is behind them"),
    "themes": ("Teman och vad som hör till dem", "Themes and what belongs to them"),
    "articles": ("Artiklarna och vad de nämner", "The articles and what they name"),
}


def write_view(store: Readable, path: Path, **options: Any) -> None:
    """Write the view as one HTML file, whole or not at all. The options are those of `view_html`."""
    from innograph.view.page import write_whole

    write_whole(path, view_html(store, **options))


def view_html(
    store: Readable,
    *,
    kind: str = "all",
    focus: Iterable[str] = (),
    depth: int = 1,
    themes: Iterable[str] = (),
    countries: Iterable[str] = (),
    since: str = "",
    until: str = "",
    layout: str = "",
    opens: str = "network",
    query: str = "",
    title: str = "",
    language: str = "sv",
) -> str:
    """The page as HTML; the same graph and options give the same text.

    `focus`, `themes` and `countries` are names in any language, abbreviations, codes or IRIs; the other
    options are those of `select_network`. `query` is SPARQL of one's own: of a CONSTRUCT the triples
    between things of the graph are drawn, of a SELECT the relations among the things in its answer.
    `layout` is one of LAYOUTS (without it, the one that suits the kind), `opens` the way of looking that
    the page opens with (network, table, matrix, timeline), `language` (sv or en) what it speaks then.

    Raises UsageError for an option that is wrong, QueryError for a name that nothing has, StoreError when the
    store cannot be read.
    """
    from innograph.view.reader import read_network

    if language not in ("sv", "en"):
        raise UsageError(f"the page speaks sv and en, not {language!r}")
    network = select_network(
        read_network(store),
        kind=kind,
        focus=_things(store, focus),
        depth=depth,
        themes=_things(store, themes),
        countries=_things(store, countries),
        since=since,
        until=until,
    )
    if query:
        from innograph.view.own import asked

        network = asked(store, query, network)
    heading = title or TITLES[kind][language == "en"]
    layout = layout or ("layers" if kind == "assignments" else "map")
    return network_html(network, title=heading, language=language, base=store.base, layout=layout, opens=opens)


def network_html(
    network: Network,
    *,
    title: str,
    language: str = "sv",
    base: str = DEFAULT_BASE,
    limit: int = WHOLE,
    layout: str = "map",
    opens: str = "network",
) -> str:
    """A network as a page. With more than `limit` things it opens on communities instead of the whole.

    Raises UsageError for an unknown layout or way of looking.
    """
    from innograph.view.drawing import draw
    from innograph.view.page import render_page

    if layout not in LAYOUTS:
        raise UsageError(f"unknown layout {layout!r}; there are {', '.join(LAYOUTS)}")
    if opens not in LOOKS:
        raise UsageError(f"unknown way of looking {opens!r}; there are {', '.join(LOOKS)}")
    drawing = draw(network, language=language, base=base, limit=limit, layout=layout)
    return render_page(drawing, title=title, language=language, opens=opens)


def write_views(store: Readable, folder: Path, *, language: str = "sv") -> list[Path]:
    """Write the pages of PAGES into a folder; gives their paths, in that order."""
    from innograph.view.page import write_whole

    written = []
    for name, (titles, options) in PAGES.items():
        path = folder / f"{name}.html"
        title = titles[language == "en"]
        write_whole(path, view_html(store, title=title, language=language, **options))
        written.append(path)
    return written


def write_pages(
    store: Readable, index: Path, folder: Path, *, network: Network | None = None, language: str = "sv"
) -> None:
    """Write what `write_view` and `write_views` would, reading the store once; what pages share is drawn once.

    `network` is what the store holds, where that is known.
    """
    from innograph.view.reader import read_network
    from innograph.view.writing import draw_and_write, drawings_of

    network = network or read_network(store)
    for drawing in drawings_of(index, folder):
        draw_and_write(network, store.base, drawing, language)


def select_network(
    network: Network,
    *,
    kind: str = "all",
    focus: Iterable[str] = (),
    depth: int = 1,
    themes: Iterable[str] = (),
    countries: Iterable[str] = (),
    since: str = "",
    until: str = "",
) -> Network:
    """The part of a network that is asked for; `focus`, `themes` and `countries` are IRIs.

    Raises UsageError for an unknown kind, a depth below 1 or something that is no date.
    """
    if depth < 1:
        raise UsageError(f"the depth is {depth}; it must be at least 1")
    part = of_kind(of_time(network, since, until), kind)
    if themes := list(themes):
        part = of_theme(part, themes)
    if countries := list(countries):
        part = of_country(part, countries)
    if focus := list(focus):
        part = around(part, focus, depth)
    return part


def _things(store: Readable, names: Iterable[str]) -> list[str]:
    """The IRIs that these names stand for."""
    from innograph.query import find_things

    return [iri for name in names for iri in find_things(store, name)]
