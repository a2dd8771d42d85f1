"""Where things are drawn: groups are places, and no name covers another when the page opens.

Positions are computed here and not in the browser, so that a page opens at once and the same graph gives
the same picture everywhere. For that the arithmetic is plain Python with `+ - * /` and the square root
alone, which IEEE 754 defines to the last bit; sines, powers and BLAS differ between machines. The result is
rounded.

Method: communities are laid out one by one by forces
(Fruchterman and Reingold, 1991, with the cooling of their section 3), packed as discs that their common
relations pull together, relaxed as a whole with the repulsion of near nodes only, and last pushed apart
until no two name boxes overlap.

Of a network that opens on its communities only these are placed here, as discs; the members of one are placed when it
is opened, by assets/js/members.js.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from innograph.view.community import find_communities
from innograph.view.discs import contract, place_discs, place_row, turn
from innograph.view.forces import GAP, LENGTH, Link, Point, push_apart, relax, repel_all, sunflower

#: The picture is wider than high: names are written across, and screens lie.
_FLAT = 0.72
#: A community of more than so many is laid out as the communities within it: forces take the square of the time.
_MANY = 150
#: Up to so many nodes the whole is refined; beyond, communities stand where their discs do.
_FINE = 6000


#: A drawing of communities is about this wide.
_WIDTH = 1500.0


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions of nodes by number, and the community of each, communities numbered from the largest."""

    positions: list[Point]
    community: list[int]


def lay_out(
    count: int, edges: Sequence[Link], boxes: Sequence[tuple[float, float]], given: Sequence[int] = ()
) -> Layout:
    """Place `count` nodes. `edges` are pairs of numbers with a weight, `boxes` the width and height of each name.

    `given` is the community of each node where it is known: numbers from 0 without a gap. Numbers must not
    depend on the order of reading: give nodes and edges sorted.
    """
    if not count:
        return Layout([], [])
    if given:
        groups: list[list[int]] = [[] for _ in range(max(given) + 1)]
        for i, c in enumerate(given):
            groups[c].append(i)
    else:
        groups = find_communities(count, edges)
    community = [0] * count
    for number, members in enumerate(groups):
        for node in members:
            community[node] = number
    within: list[list[Link]] = [[] for _ in groups]
    between: dict[tuple[int, int], float] = defaultdict(float)
    for a, b, weight in edges:
        ca, cb = community[a], community[b]
        if ca == cb:
            within[ca].append((a, b, weight))
        else:
            between[min(ca, cb), max(ca, cb)] += weight
    local: dict[int, Point] = {}
    radii = []
    for number, members in enumerate(groups):
        placed = _place_group(members, within[number])
        local.update(placed)
        radii.append(max(sqrt(x * x + y * y) for x, y in placed.values()) + GAP)
    # Pairs and threes that nothing ties to the rest stand in a row below it, not all around it.
    tied = {c for pair in between for c in pair}
    loose = [c for c, members in enumerate(groups) if c not in tied and len(members) <= 3 and c]
    main = [c for c in range(len(groups)) if c not in set(loose)]
    index = {c: i for i, c in enumerate(main)}
    centres = dict(
        zip(
            main,
            place_discs([radii[c] for c in main], {(index[a], index[b]): w for (a, b), w in between.items()}),
            strict=True,
        )
    )
    positions = dict.fromkeys(range(count), (0.0, 0.0))
    for c in main:
        for i in groups[c]:
            positions[i] = (centres[c][0] + local[i][0], centres[c][1] + local[i][1])
    order = [i for c in main for i in groups[c]]
    if count <= _FINE:
        contract(positions, [groups[c] for c in main], centres_of=[centres[c] for c in main])
        relax(positions, order, edges, community)
    turn(positions, order)
    settled = push_apart([(x, y * _FLAT) for x, y in (positions[i] for i in order)], [boxes[i] for i in order])
    positions.update(zip(order, settled, strict=True))
    place_row(positions, [groups[c] for c in loose], boxes)
    return Layout(centred([positions[i] for i in range(count)]), community)


def _place_group(members: list[int], edges: list[Link]) -> dict[int, Point]:
    """One community around (0, 0), by forces; a large one as a sunflower with its best connected in the
    middle."""
    degree: dict[int, float] = dict.fromkeys(members, 0.0)
    for a, b, weight in edges:
        degree[a] += weight
        degree[b] += weight
    order = sorted(members, key=lambda i: (-degree[i], i))
    start = sunflower(len(order), LENGTH * 0.62)
    if len(order) > _MANY or len(order) < 3:
        return dict(zip(order, start, strict=True))
    index = {node: i for i, node in enumerate(order)}
    links = [(index[a], index[b], min(2.0, 0.8 + 0.2 * w)) for a, b, w in edges if a != b]
    xs = [x for x, _ in start]
    ys = [y for _, y in start]
    n = len(order)
    rounds = min(160, max(40, 6000 // n))
    step = LENGTH
    for round_ in range(rounds):
        fx, fy = repel_all(xs, ys)
        for a, b, weight in links:
            dx, dy = xs[a] - xs[b], ys[a] - ys[b]
            pull = sqrt(dx * dx + dy * dy) * weight / LENGTH
            fx[a] -= dx * pull
            fy[a] -= dy * pull
            fx[b] += dx * pull
            fy[b] += dy * pull
        limit = step * (1.0 - round_ / rounds) + 0.5
        for i in range(n):
            gx, gy = fx[i] - 0.35 * xs[i], fy[i] - 0.35 * ys[i]
            length = sqrt(gx * gx + gy * gy)
            if length > 0.0:
                move = (length if length < limit else limit) / length
                xs[i] += gx * move
                ys[i] += gy * move
    mx, my = sum(xs) / n, sum(ys) / n
    return {node: (xs[i] - mx, ys[i] - my) for node, i in index.items()}


def centred(positions: list[Point]) -> list[Point]:
    """Around (0, 0), rounded to a tenth of a pixel; never minus zero."""
    left, right = min(x for x, _ in positions), max(x for x, _ in positions)
    top, bottom = min(y for _, y in positions), max(y for _, y in positions)
    mx, my = (left + right) / 2, (top + bottom) / 2
    return [(round(x - mx, 1) + 0.0, round(y - my, 1) + 0.0) for x, y in positions]


def lay_out_groups(grounds: Sequence[float], ties: Mapping[tuple[int, int], float]) -> list[Point]:
    """Centres of communities drawn as discs of these radii; `ties` are pairs of numbers with a weight."""
    if not grounds:
        return []
    most = max(ties.values(), default=1.0)
    radii = [2.1 * ground + 34.0 for ground in grounds]
    centres = place_discs(radii, {pair: 3.0 * weight / most for pair, weight in ties.items()})
    positions = dict(enumerate(centres))
    turn(positions, list(positions))
    points = [(x, y * _FLAT) for _, (x, y) in sorted(positions.items())]
    wide = max(x for x, _ in points) - min(x for x, _ in points)
    near = _WIDTH / wide if wide > _WIDTH else 1.0
    boxes = [(2.0 * ground + 14.0,) * 2 for ground in grounds]
    return centred(push_apart([(x * near, y * near) for x, y in points], boxes))
