"""Ways to arrange a network: as a map of communities, by country, in layers, or along time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from innograph.view.community import find_communities
from innograph.view.forces import Link, Point, push_apart
from innograph.view.layout import centred, lay_out
from innograph.view.network import Network, Node

#: `map`: who is related stands together. `countries`: who is of one country does. `layers`: who gives an assignment,
#: the assignment, who gets it, its theme; other networks by type. `time`: from left to right by first article.
LAYOUTS = ("map", "countries", "layers", "time")

_COLUMN = 330.0
_ROW = 34.0
#: A layer of more than so many things is broken into columns side by side.
_TALL = 34
#: A drawing along time is this many times as wide as high.
_WIDE = 1.7


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Positions and communities of nodes by number; `names` of communities as IRIs ("" for none), for a layout that has
    any; `axis`: x and year of the marks of time."""

    positions: list[Point]
    community: list[int]
    names: list[str] = field(default_factory=list)
    axis: list[tuple[float, str]] = field(default_factory=list)


def arrange(
    network: Network, nodes: Sequence[Node], links: Sequence[Link], boxes: Sequence[Point], layout: str = "map"
) -> Arrangement:
    """Place the nodes of a network; `links` name them by their number in `nodes`."""
    if layout == "countries" and nodes:
        return _by_country(nodes, links, boxes)
    if layout == "layers" and nodes:
        return _in_layers(network, nodes, links)
    if layout == "time" and nodes:
        return _along_time(network, nodes, links, boxes)
    laid = lay_out(len(nodes), links, boxes)
    return Arrangement(laid.positions, laid.community)


def gather(nodes: Sequence[Node], links: Sequence[Link], layout: str = "map") -> Arrangement:
    """The communities of a network of which only these are drawn, without positions."""
    if layout == "countries":
        names, community = _countries(nodes, links)
        return Arrangement([], community, names)
    community = [0] * len(nodes)
    for number, members in enumerate(find_communities(len(nodes), links)):
        for i in members:
            community[i] = number
    return Arrangement([], community)


def _near(count: int, links: Sequence[Link]) -> list[list[int]]:
    near: list[list[int]] = [[] for _ in range(count)]
    for a, b, _ in links:
        near[a].append(b)
        near[b].append(a)
    return near


def _by_country(nodes: Sequence[Node], links: Sequence[Link], boxes: Sequence[Point]) -> Arrangement:
    """Countries as places."""
    names, community = _countries(nodes, links)
    laid = lay_out(len(nodes), links, boxes, community)
    return Arrangement(laid.positions, community, names)


def _countries(nodes: Sequence[Node], links: Sequence[Link]) -> tuple[list[str], list[int]]:
    """The countries, the largest first, and the number of each node's. What has none itself is where most of those are
    that it is related to."""
    near = _near(len(nodes), links)
    country = [n.iri if n.type == "Place" else n.country for n in nodes]
    for _ in range(3):  # a person by the organisation, a theme by the persons' projects
        found = list(country)
        for i, there in enumerate(country):
            votes = Counter(country[j] for j in near[i] if country[j])
            if not there and votes:
                found[i] = min(votes, key=lambda c: (-votes[c], c))
        country = found
    sizes = Counter(country)
    names = sorted(sizes, key=lambda c: (-sizes[c], c))
    number = {c: i for i, c in enumerate(names)}
    return names, [number[c] for c in country]


def _in_layers(network: Network, nodes: Sequence[Node], links: Sequence[Link]) -> Arrangement:
    """Columns, each ordered so that few lines cross (the barycentre method of Sugiyama, Tagawa and Toda, 1981)."""
    index = {node.iri: i for i, node in enumerate(nodes)}
    givers = {index[e.object] for e in network.edges if e.predicate == "assignedBy"}
    receivers = {index[e.object] for e in network.edges if e.predicate == "assignedTo"}
    order = {"Place": 0, "Organization": 2, "Person": 1, "Assignment": 1, "Event": 3, "Project": 3, "Theme": 4} | {
        "Article": 5
    }
    layer = [order[n.type] for n in nodes]
    for i in givers - receivers:
        layer[i] = 0
    used = {c: n for n, c in enumerate(sorted(set(layer)))}
    layer = [used[c] for c in layer]
    near = _near(len(nodes), links)
    columns: list[list[int]] = [[] for _ in used]
    for i in sorted(range(len(nodes)), key=lambda i: (-len(nodes[i].articles), nodes[i].iri)):
        columns[layer[i]].append(i)
    height = [0.0] * len(nodes)

    def settle(column: list[int]) -> None:
        for place, i in enumerate(column):
            height[i] = (place + 0.5) / len(column)

    for column in columns:
        settle(column)
    for sweep in range(24):
        for column in columns if sweep % 2 == 0 else columns[::-1]:
            wanted = {
                i: sum(height[j] for j in others) / len(others) if (others := near[i]) else height[i] for i in column
            }
            column.sort(key=lambda i: (wanted[i], i))
            settle(column)
    positions: list[Point] = [(0.0, 0.0)] * len(nodes)
    x = 0.0
    for column in columns:
        across = -(-len(column) // _TALL)
        rows = -(-len(column) // across)
        for place, i in enumerate(column):
            # Neighbours in the order stand in turn in each of the columns, so that heights stay true.
            positions[i] = (x + (place % across) * _COLUMN * 0.6, (place // across - rows / 2) * _ROW * 1.25)
        x += _COLUMN + (across - 1) * _COLUMN * 0.6
    return Arrangement(centred(positions), layer)


def _along_time(network: Network, nodes: Sequence[Node], links: Sequence[Link], boxes: Sequence[Point]) -> Arrangement:
    """Each thing at its first article; up and down where a map has it. What has no date stands at the left."""
    laid = lay_out(len(nodes), links, boxes)
    months = [_month(network, node) for node in nodes]
    known = [m for m in months if m is not None]
    first = min(known, default=0)
    ys = [y for _, y in laid.positions]
    month = (max(ys) - min(ys) + 300.0) * _WIDE / (max(known, default=0) - first + 12)
    xs = [((m - first) if m is not None else -6) * month for m in months]
    placed = push_apart(
        [(x, y * 1.2) for x, (_, y) in zip(xs, laid.positions, strict=True)], [(min(w, 60.0), h) for w, h in boxes]
    )
    # Along time nothing moves but a little: the year is what one reads there.
    positions = [(round(x, 1), round(y, 1)) for x, (_, y) in zip(xs, placed, strict=True)]
    last = max(known, default=0)
    axis = [((y * 12 - first) * month, str(y)) for y in range(-(-first // 12), last // 12 + 1)] if known else []
    return Arrangement(positions, laid.community, axis=[(round(x, 1), year) for x, year in axis])


def _month(network: Network, node: Node) -> int | None:
    """The month of the first dated article that names a thing, counted from year 0."""
    given = [network.sources[a] for a in node.articles if a in network.sources]
    if node.iri in network.sources:
        given.append(network.sources[node.iri])
    dates = sorted(s.date for s in given if s.date)
    if not dates:
        return None
    year, _, rest = dates[0].partition("-")
    return int(year) * 12 + (int(rest[:2]) - 1 if rest else 0)
