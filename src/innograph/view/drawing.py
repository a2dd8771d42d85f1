"""A network made ready to be drawn: positions, looks, and the facts that the page shows on a click."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log2, sqrt
from typing import Any

from innograph.view.arrange import arrange, gather
from innograph.view.forces import Point, push_apart
from innograph.view.layout import lay_out_groups
from innograph.view.network import PREDICATES, SYMMETRIC, TYPES, Network, Node

#: Shape and colour of each type. The colours are told apart with any of the three colour blindnesses and
#: stand out at least 3:1 from the page (WCAG 2.2, 1.4.11); `tests/view` measures both. The shape says it
#: once more.
SHAPES = {
    "Organization": "dot",
    "Person": "triangle",
    "Place": "star",
    "Event": "diamond",
    "Project": "hexagon",
    "Assignment": "square",
    "Theme": "triangleDown",
    "Article": "square",
}
COLOURS = {
    "Organization": "#1f5fa8",
    "Person": "#c8590c",
    "Place": "#00838f",
    "Event": "#12805c",
    "Project": "#8e3b8c",
    "Assignment": "#806300",
    "Theme": "#606b7a",
    "Article": "#444b55",
}
#: By how much a shape is drawn larger, so that all look alike in weight.
_WEIGHT = {"star": 1.12, "triangle": 1.15, "triangleDown": 1.1, "diamond": 1.2, "hexagon": 1.05, "square": 0.92}
#: Width of a character and height of a line of the names, in pixels, and where a long name is broken.
_CHARACTER = 6.6
_LINE = 15.0
_BREAK = 20
#: Up to so many nodes the positions leave room for names.
_NAMED = 1500
#: Of a large network: how many communities and ties between them are drawn, and what is too small for one.
_GROUPS = 160
_TIES = 600
_HANDFUL = 4


@dataclass
class Drawing:
    """What pyvis is given (`nodes`, `edges`, `options`), and the facts behind it; `packed` as a page holds these."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: dict[str, Any]
    facts: dict[str, Any]
    packed: tuple[str, str] | None = None


def draw(network: Network, *, language: str = "sv", base: str = "", limit: int = 3000, layout: str = "map") -> Drawing:
    """Lay a network out and choose its looks. `base` is the IRI that our own things have in common.

    With more than `limit` things the drawing opens on communities, one node each.
    """
    drawn = sorted({iri for e in network.edges for iri in (e.subject, e.object)})
    known = set(drawn)
    named = [
        iri for iri, node in network.nodes.items()
        if iri not in known and node.type != "Article" and (node.articles or node.type in ("Place", "Theme"))
    ]  # fmt: skip
    number = {iri: i for i, iri in enumerate([*drawn, *named])}
    nodes = [network.nodes[iri] for iri in drawn]
    degree = Counter(iri for e in network.edges for iri in (e.subject, e.object))
    sizes = [_size(node, degree[node.iri]) for node in nodes]
    links = [(number[e.subject], number[e.object], 1.0 + min(len(e.evidence), 4) * 0.25) for e in network.edges]
    main = set(_main(network, nodes, degree))
    # Among thousands there is no room for each name, only for each node.
    boxes = [
        _box(node.label(language), size, node.iri in main) if len(nodes) <= _NAMED else (2 * size + 4, 2 * size + 4)
        for node, size in zip(nodes, sizes, strict=True)
    ]
    large = len(nodes) > limit
    # Of layers and years a large page shows parts of one picture; of a map, communities, each a picture of its own.
    apart = large and layout in ("map", "countries")
    arranged = gather(nodes, links, layout) if apart else arrange(network, nodes, links, boxes, layout)
    community = _join_small(arranged.community) if large else arranged.community
    facts = _facts(network, [*drawn, *named], number, base)
    facts["groups"] = _name_groups(nodes, number, community, degree)
    facts["group"] = community
    facts["drawn"] = len(drawn)
    facts["main"] = sorted(number[iri] for iri in main)
    facts["layout"] = layout
    facts["axis"] = [list(mark) for mark in arranged.axis]
    facts["names"] = [number.get(iri, -1) for iri in arranged.names]
    if large:
        facts["opens"] = "groups"
        facts["sizes"] = [round(size) for size in sizes]
        if not apart:
            facts["places"] = [round(v) for position in arranged.positions for v in position]
        groups, ties = _draw_groups(network, number, community, arranged.positions, facts["groups"], language)
        return Drawing(groups, ties, _options(len(ties)), facts)
    looks = [
        {
            "id": number[node.iri],
            "label": node.label(language),
            "shape": SHAPES[node.type],
            "color": COLOURS[node.type],
            "size": size,
            "x": position[0],
            "y": position[1],
        }
        for node, size, position in zip(nodes, sizes, arranged.positions, strict=True)
    ]
    return Drawing(looks, _lines(network, number), _options(len(network.edges)), facts)


def _join_small(community: list[int]) -> list[int]:
    """The communities with all beyond the largest few hundred, and all of a handful, as one last."""
    counts = Counter(community)
    own = {c for c, n in counts.items() if n >= _HANDFUL and c < _GROUPS}
    return [c if c in own else len(own) for c in community]


def _draw_groups(
    network: Network,
    number: dict[str, int],
    community: list[int],
    positions: list[Point],
    groups: list[dict[str, Any]],
    language: str,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A node for each community, as large as the number of its members wants, and the strongest ties. `positions` are
    those of the members, if they have any."""
    sizes = Counter(community)
    ground = max(sizes.values())
    radii = [round(10.0 + 44.0 * sqrt(sizes[c] / ground), 1) for c in range(len(groups))]
    counts: Counter[tuple[int, int]] = Counter()
    for edge in network.edges:
        a, b = community[number[edge.subject]], community[number[edge.object]]
        if a != b:
            counts[min(a, b), max(a, b)] += 1
    strongest = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_TIES]
    placed = _middles(community, positions, radii) if positions else lay_out_groups(radii, dict(strongest))
    names = {i: iri for iri, i in number.items()}
    looks = [
        {
            "id": len(number) + c,
            "label": " · ".join(network.nodes[names[i]].label(language) for i in group["a"][:2]),
            "shape": "dot",
            "color": COLOURS["Organization"],
            "size": radii[c],
            "x": round(placed[c][0], 1),
            "y": round(placed[c][1], 1),
        }
        for c, group in enumerate(groups)
    ]
    most = strongest[0][1] if strongest else 1
    ties = [
        {
            "id": len(network.edges) + k,
            "from": len(number) + a,
            "to": len(number) + b,
            "kind": "between",
            "count": n,
            "width": round(1.0 + 9.0 * n / most, 1),
            "arrows": "",
        }
        for k, ((a, b), n) in enumerate(sorted(strongest))
    ]
    return looks, ties


def _middles(community: list[int], positions: list[Point], radii: list[float]) -> list[Point]:
    """Where communities are whose members have places: in the middle of them."""
    sums = [[0.0, 0.0, 0.0] for _ in radii]
    for c, (x, y) in zip(community, positions, strict=True):
        sums[c][0] += x
        sums[c][1] += y
        sums[c][2] += 1.0
    centres = [(x / n, y / n) for x, y, n in sums]
    widest = max(1.0, max(x for x, _ in centres) - min(x for x, _ in centres))
    near = 1500.0 / widest
    return push_apart([(x * near, y * near) for x, y in centres], [(2.0 * r + 14.0,) * 2 for r in radii])


def _size(node: Node, degree: int) -> float:
    """The size grows with the root of the number of articles: the area says how many speak of it."""
    if node.type == "Article":
        return 7.0
    size = min(26.0, 2.6 + 3.2 * sqrt(max(1, len(node.articles))) + 0.5 * sqrt(degree))
    return round(size * _WEIGHT.get(SHAPES[node.type], 1.0), 1)


def _main(network: Network, nodes: list[Node], degree: Counter[str]) -> list[str]:
    """Whose names stand out: the one in sixteen that is spoken of and related most; themes count half."""

    def weight(node: Node) -> float:
        return (3 * len(node.articles) + degree[node.iri]) * (0.5 if node.type == "Theme" else 1.0)

    ordered = sorted(nodes, key=lambda node: (-weight(node), node.iri))
    return [node.iri for node in ordered[: min(60, max(6, round(len(nodes) / 16)))]]


def _box(label: str, size: float, main: bool) -> tuple[float, float]:
    """Room for a node with its name: for the main ones at first sight, for others once the page is twice as near."""
    lines = 1 if len(label) <= _BREAK else 2
    nearness = 0.75 if main else 2.0
    width = min(len(label), _BREAK) * _CHARACTER
    return max(width / nearness, 2 * size) + 6.0, 2 * size + lines * _LINE / nearness + 6.0


def _lines(network: Network, number: dict[str, int]) -> list[dict[str, Any]]:
    """The relations as pyvis takes them; a second one between the same two is bent, so that both are seen."""
    seen: Counter[tuple[int, int]] = Counter()
    lines = []
    for index, edge in enumerate(network.edges):
        a, b = number[edge.subject], number[edge.object]
        pair = (min(a, b), max(a, b))
        nth = seen[pair]
        seen[pair] += 1
        line: dict[str, Any] = {
            "id": index,
            "from": a,
            "to": b,
            "kind": edge.predicate,
            "width": round(1.0 + 1.1 * log2(max(1, len(edge.evidence))), 1),
            "arrows": "" if edge.predicate in SYMMETRIC else "to",
        }
        if nth:
            turn = "curvedCW" if (nth % 2 == 1) == (a < b) else "curvedCCW"
            line["smooth"] = {"enabled": True, "type": turn, "roundness": round(0.14 * ((nth + 1) // 2), 2)}
        lines.append(line)
    return lines


def _options(edges: int) -> dict[str, Any]:
    """vis-network's options: positions are given, so nothing simulates, and nothing settles for minutes."""
    return {
        "autoResize": False,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "hover": False,
            "keyboard": {"enabled": False},
            "navigationButtons": False,
            "selectConnectedEdges": False,
            "hoverConnectedEdges": False,
            "hideEdgesOnDrag": edges > 1500,
            "hideEdgesOnZoom": edges > 1500,
        },
        "nodes": {"chosen": False, "borderWidth": 1, "labelHighlightBold": False},
        "edges": {
            "chosen": False,
            "smooth": False,
            "hoverWidth": 0,
            "selectionWidth": 0,
            "arrows": {"to": {"scaleFactor": 0.42}},
        },
    }


def _facts(network: Network, order: list[str], number: dict[str, int], base: str) -> dict[str, Any]:
    """What the page knows of things, relations and articles, by number; `~` stands for the base of our things."""
    articles = sorted(network.sources, key=lambda iri: (network.sources[iri].date, iri))
    of_article = {iri: i for i, iri in enumerate(articles)}

    def short(iri: str) -> str:
        own = f"{base}id/"
        return f"~{iri[len(own) :]}" if base and iri.startswith(own) else iri

    def thing(node: Node) -> dict[str, Any]:
        made: dict[str, Any] = {
            "i": short(node.iri),
            "t": TYPES.index(node.type),
            "c": node.cls,
            "l": node.labels,
        }
        if node.aliases:
            made["a"] = sorted({name for _, name in node.aliases} - set(node.labels.values()))
        if node.hidden:
            made["h"] = list(node.hidden)
        if node.identifiers:
            made["d"] = [list(pair) for pair in node.identifiers]
        if node.roles:
            made["r"] = [[title, number.get(where, -1)] for title, where in node.roles]
        if node.country in number:
            made["n"] = number[node.country]
        if broader := [number[b] for b in node.broader if b in number]:
            made["b"] = broader
        if named := sorted(of_article[a] for a in node.articles if a in of_article):
            made["m"] = named
        return made

    return {
        "base": base,
        "types": list(TYPES),
        "predicates": list(PREDICATES),
        "symmetric": sorted(SYMMETRIC),
        "nodes": [thing(network.nodes[iri]) for iri in order],
        "edges": [
            {
                "s": number[e.subject],
                "p": PREDICATES.index(e.predicate),
                "o": number[e.object],
                "e": [[of_article[v.article], v.quote, v.confidence, v.language] for v in e.evidence],
                **({"t": [number[t] for t in e.themes if t in number]} if e.themes else {}),
            }
            for e in network.edges
        ],
        "articles": [
            {
                "i": short(s.iri), "t": s.title, "d": s.date, "u": s.url, "p": s.publisher, "l": s.language,
                "r": int(s.retold), "k": sorted(number[t] for t in s.themes if t in number),
            }
            for s in (network.sources[iri] for iri in articles)
        ],
    }  # fmt: skip


def _name_groups(
    nodes: list[Node], number: dict[str, int], community: list[int], degree: Counter[str]
) -> list[dict[str, Any]]:
    """For each community its main actors and its main theme, by number."""
    members: list[list[Node]] = [[] for _ in range(max(community, default=-1) + 1)]
    for node, c in zip(nodes, community, strict=True):
        members[c].append(node)

    def first(found: Iterable[Node], most: int) -> list[int]:
        ordered = sorted(found, key=lambda n: (-3 * len(n.articles) - degree[n.iri], n.iri))
        return [number[n.iri] for n in ordered[:most]]

    return [
        {
            "a": first((n for n in group if n.type not in ("Theme", "Article", "Person")), 3) or first(group, 1),
            "t": first((n for n in group if n.type == "Theme"), 1),
        }
        for group in members
    ]
