"""Where things are drawn: groups are places, and no name covers another when the page opens.

Positions are computed here and not in the browser, so that a page opens at once and the same graph gives
the same picture everywhere. For that the arithmetic is plain Python with `+ - * /` and the square root
alone, which IEEE 754 defines to the last bit; sines, powers and BLAS differ between machines. The result is
rounded.

Method: communities are laid out one by one by forces
(Fruchterman and Reingold, 1991, with the cooling of their section 3), packed as discs that their common
relations pull together, relaxed as a whole with the repulsion of near nodes only, and last pushed apart
until no two name boxes overlap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from innograph.view.community import find_communities

Point = tuple[float, float]
Link = tuple[int, int, float]

#: The rotation of a sunflower's seeds, 137.50776° (the golden angle), as a constant: no call of cos or sin.
_COS, _SIN = -0.7373688780783197, 0.6754902942615238
#: Distance of two related nodes, in the units of the drawing (one is a pixel at zoom 1).
_LENGTH = 52.0
#: The picture is wider than high: names are written across, and screens lie.
_FLAT = 0.72
#: Space between two communities.
_GAP = 30.0
#: A community of more than so many is laid out as the communities within it: forces take the square of the time.
_MANY = 150
#: Up to so many nodes the whole is refined; beyond, communities stand where their discs do.
_FINE = 6000


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
        radii.append(max(sqrt(x * x + y * y) for x, y in placed.values()) + _GAP)
    # Pairs and threes that nothing ties to the rest stand in a row below it, not all around it.
    tied = {c for pair in between for c in pair}
    loose = [c for c, members in enumerate(groups) if c not in tied and len(members) <= 3 and c]
    main = [c for c in range(len(groups)) if c not in set(loose)]
    index = {c: i for i, c in enumerate(main)}
    centres = dict(
        zip(
            main,
            _place_discs([radii[c] for c in main], {(index[a], index[b]): w for (a, b), w in between.items()}),
            strict=True,
        )
    )
    positions = dict.fromkeys(range(count), (0.0, 0.0))
    for c in main:
        for i in groups[c]:
            positions[i] = (centres[c][0] + local[i][0], centres[c][1] + local[i][1])
    order = [i for c in main for i in groups[c]]
    if count <= _FINE:
        _contract(positions, [groups[c] for c in main], centres_of=[centres[c] for c in main])
        _relax(positions, order, edges, community)
    _turn(positions, order)
    settled = push_apart([(x, y * _FLAT) for x, y in (positions[i] for i in order)], [boxes[i] for i in order])
    positions.update(zip(order, settled, strict=True))
    _place_row(positions, [groups[c] for c in loose], boxes)
    return Layout(centred([positions[i] for i in range(count)]), community)


def _sunflower(count: int, spacing: float) -> list[Point]:
    """Points evenly spread over a disc, the first in its middle."""
    points = []
    dx, dy = 1.0, 0.0
    for i in range(count):
        r = spacing * sqrt(i)
        points.append((dx * r, dy * r))
        dx, dy = dx * _COS - dy * _SIN, dx * _SIN + dy * _COS
    return points


def _place_group(members: list[int], edges: list[Link]) -> dict[int, Point]:
    """One community around (0, 0), by forces; a large one as a sunflower with its best connected in the
    middle."""
    degree: dict[int, float] = dict.fromkeys(members, 0.0)
    for a, b, weight in edges:
        degree[a] += weight
        degree[b] += weight
    order = sorted(members, key=lambda i: (-degree[i], i))
    start = _sunflower(len(order), _LENGTH * 0.62)
    if len(order) > _MANY or len(order) < 3:
        return dict(zip(order, start, strict=True))
    index = {node: i for i, node in enumerate(order)}
    links = [(index[a], index[b], min(2.0, 0.8 + 0.2 * w)) for a, b, w in edges if a != b]
    xs = [x for x, _ in start]
    ys = [y for _, y in start]
    n = len(order)
    rounds = min(160, max(40, 6000 // n))
    step = _LENGTH
    for round_ in range(rounds):
        fx, fy = _repel_all(xs, ys)
        for a, b, weight in links:
            dx, dy = xs[a] - xs[b], ys[a] - ys[b]
            pull = sqrt(dx * dx + dy * dy) * weight / _LENGTH
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


def _place_inner(members: list[int], edges: list[Link]) -> dict[int, Point]:
    """A large community as discs of the communities within it; nothing when it has none."""
    index = {node: i for i, node in enumerate(members)}
    links = [(index[a], index[b], w) for a, b, w in edges]
    groups = find_communities(len(members), links)
    if len(groups[0]) > 0.9 * len(members):
        return {}
    of = [0] * len(members)
    for number, group in enumerate(groups):
        for i in group:
            of[i] = number
    within: list[list[Link]] = [[] for _ in groups]
    between: dict[tuple[int, int], float] = defaultdict(float)
    for a, b, weight in links:
        if of[a] == of[b]:
            within[of[a]].append((a, b, weight))
        else:
            between[min(of[a], of[b]), max(of[a], of[b])] += weight
    local = [_place_group(group, inside) for group, inside in zip(groups, within, strict=True)]
    radii = [max(sqrt(x * x + y * y) for x, y in placed.values()) + _GAP * 0.5 for placed in local]
    centres = _place_discs(radii, between)
    return {
        members[i]: (cx + x, cy + y)
        for placed, (cx, cy) in zip(local, centres, strict=True)
        for i, (x, y) in placed.items()
    }


def _repel_all(xs: list[float], ys: list[float]) -> tuple[list[float], list[float]]:
    """The push of each node on each other: the square of the wanted length over the distance."""
    n = len(xs)
    fx, fy = [0.0] * n, [0.0] * n
    square = _LENGTH * _LENGTH
    for i in range(n):
        xi, yi = xs[i], ys[i]
        sx = sy = 0.0
        for j in range(i):
            dx, dy = xi - xs[j], yi - ys[j]
            near = dx * dx + dy * dy
            if near < 1.0:
                dx, dy, near = 1.0 + 0.01 * i, 0.5, 1.25
            push = square / near
            px, py = dx * push, dy * push
            sx += px
            sy += py
            fx[j] -= px
            fy[j] -= py
        fx[i] += sx
        fy[i] += sy
    return fx, fy


def _place_discs(radii: list[float], between: dict[tuple[int, int], float]) -> list[Point]:
    """Centres of discs: related ones side by side, none over another, all near the middle.

    The discs come largest first. Each is put where it touches those that are there and where the sum of its
    distances to the discs it is related to, and to the middle, is least.
    """
    weight: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), w in sorted(between.items()):
        weight[a][b] = w
        weight[b][a] = w
    order: list[int] = []
    waiting = list(range(len(radii)))
    while waiting:  # the next is the one with most relations to those that are placed, the larger of two equals
        best = max(waiting, key=lambda c: (sum(weight[c].get(o, 0.0) for o in order), radii[c], -c))
        order.append(best)
        waiting.remove(best)
        if len(order) >= 200:
            order.extend(waiting)
            break
    centres: dict[int, Point] = {}
    turns = _directions(36)
    for disc in order:
        if not centres:
            centres[disc] = (0.0, 0.0)
            continue
        best_at, best_cost = (0.0, 0.0), float("inf")
        # Beside many discs, those placed last are on the rim, where there is room.
        anchors = list(centres.items())
        if len(anchors) > 60:
            anchors = [(o, centres[o]) for o in sorted(weight[disc]) if o in centres][:20] + anchors[-40:]
        for other, (ox, oy) in anchors:
            reach = radii[disc] + radii[other] + _GAP
            for tx, ty in turns:
                x, y = ox + tx * reach, oy + ty * reach
                cost = 0.05 * sqrt(x * x + 1.25 * y * y)
                for related, w in weight[disc].items():
                    if related in centres:
                        rx, ry = centres[related]
                        cost += w * sqrt((x - rx) * (x - rx) + (y - ry) * (y - ry)) * 0.02
                if cost < best_cost and _is_free(x, y, radii[disc], centres, radii):
                    best_at, best_cost = (x, y), cost
        if best_cost == float("inf"):
            far = max(sqrt(x * x + y * y) + radii[o] for o, (x, y) in centres.items())
            best_at = (far + radii[disc] + _GAP, 0.0)
        centres[disc] = best_at
    return [centres[i] for i in range(len(radii))]


def _directions(count: int) -> list[Point]:
    """Directions all around, by the golden angle: evenly spread for any count."""
    found = []
    dx, dy = 1.0, 0.0
    for _ in range(count):
        found.append((dx, dy))
        dx, dy = dx * _COS - dy * _SIN, dx * _SIN + dy * _COS
    return found


def _is_free(x: float, y: float, radius: float, centres: dict[int, Point], radii: list[float]) -> bool:
    for other, (ox, oy) in centres.items():
        reach = radius + radii[other] + _GAP * 0.9
        if (x - ox) * (x - ox) + (y - oy) * (y - oy) < reach * reach:
            return False
    return True


def _contract(positions: dict[int, Point], groups: list[list[int]], centres_of: list[Point]) -> None:
    """Move each community towards the middle until it would touch another: discs leave much ground empty."""
    reach = _LENGTH * 1.3
    order = sorted(
        range(len(groups)),
        key=lambda c: (centres_of[c][0] * centres_of[c][0] + centres_of[c][1] * centres_of[c][1], c),
    )
    cells: dict[tuple[int, int], list[Point]] = defaultdict(list)

    def is_free(members: list[int], dx: float, dy: float) -> bool:
        for i in members:
            x, y = positions[i][0] + dx, positions[i][1] + dy
            cx, cy = int(x // reach), int(y // reach)
            for ax in (cx - 1, cx, cx + 1):
                for ay in (cy - 1, cy, cy + 1):
                    for ox, oy in cells.get((ax, ay), ()):
                        if (x - ox) * (x - ox) + (y - oy) * (y - oy) < reach * reach:
                            return False
        return True

    for c in order:
        x, y = centres_of[c]
        far = sqrt(x * x + y * y)
        if far > 0.0:
            step = 8.0
            ux, uy = -x / far * step, -y / far * step
            dx = dy = 0.0
            for _ in range(int(far / step)):
                # Straight inwards, else along one axis: a community slides past another into a free place.
                for mx, my in ((ux, uy), (ux, 0.0), (0.0, uy)):
                    if is_free(groups[c], dx + mx, dy + my):
                        dx, dy = dx + mx, dy + my
                        break
                else:
                    break
            for i in groups[c]:
                positions[i] = (positions[i][0] + dx, positions[i][1] + dy)
        for i in groups[c]:
            px, py = positions[i]
            cells[int(px // reach), int(py // reach)].append((px, py))


def _turn(positions: dict[int, Point], order: list[int]) -> None:
    """Turn the whole so that it is longest across: along the first axis of the spread of its nodes."""
    if len(order) < 3:
        return
    n = len(order)
    mx = sum(positions[i][0] for i in order) / n
    my = sum(positions[i][1] for i in order) / n
    xx = sum((positions[i][0] - mx) * (positions[i][0] - mx) for i in order)
    yy = sum((positions[i][1] - my) * (positions[i][1] - my) for i in order)
    xy = sum((positions[i][0] - mx) * (positions[i][1] - my) for i in order)
    root = sqrt((xx - yy) * (xx - yy) + 4 * xy * xy)
    ax, ay = (xx - yy + root) / 2, xy
    if xx < yy and ax < 1e-9 * yy:  # upright already, and too straight for the formula
        ax, ay = 0.0, 1.0
    length = sqrt(ax * ax + ay * ay)
    if length < 1e-9:
        return
    ax, ay = ax / length, ay / length
    for i in order:
        x, y = positions[i][0] - mx, positions[i][1] - my
        positions[i] = (x * ax + y * ay, y * ax - x * ay)


def _relax(
    positions: dict[int, Point],
    order: list[int],
    edges: Sequence[Link],
    community: list[int],
) -> None:
    """Turn each community towards what it is related to: relations pull, near nodes push, its place holds it."""
    index = {node: i for i, node in enumerate(order)}
    xs = [positions[i][0] for i in order]
    ys = [positions[i][1] for i in order]
    n = len(xs)
    of = [community[i] for i in order]
    sums: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for i in range(n):
        total = sums[of[i]]
        total[0] += xs[i]
        total[1] += ys[i]
        total[2] += 1.0
    centre = {c: (x / k, y / k) for c, (x, y, k) in sums.items()}
    links = [(index[a], index[b], w) for a, b, w in edges if a in index and b in index]
    rounds = 60 if n <= 1500 else 16
    reach = _LENGTH * 1.25
    for round_ in range(rounds):
        fx = [0.10 * (centre[of[i]][0] - xs[i]) for i in range(n)]
        fy = [0.10 * (centre[of[i]][1] - ys[i]) for i in range(n)]
        for a, b, weight in links:
            dx, dy = xs[a] - xs[b], ys[a] - ys[b]
            far = sqrt(dx * dx + dy * dy)
            if far < _LENGTH * 0.7:
                continue
            strength = 0.10 if of[a] == of[b] else 0.012
            pull = strength * min(weight, 3.0) * (far - _LENGTH * 0.7) / far
            fx[a] -= dx * pull
            fy[a] -= dy * pull
            fx[b] += dx * pull
            fy[b] += dy * pull
        for i, j in _near_pairs(xs, ys, reach):
            dx, dy = xs[i] - xs[j], ys[i] - ys[j]
            near = sqrt(dx * dx + dy * dy)
            if near >= reach:
                continue
            if near < 0.5:
                dx, dy, near = 0.5 + 0.01 * (i % 7), 0.5, 0.75
            push = 0.5 * (reach - near) / near
            fx[i] += dx * push
            fy[i] += dy * push
            fx[j] -= dx * push
            fy[j] -= dy * push
        limit = 24.0 * (1.0 - round_ / rounds) + 1.0
        for i in range(n):
            length = sqrt(fx[i] * fx[i] + fy[i] * fy[i])
            if length > 0.0:
                move = (length if length < limit else limit) / length
                xs[i] += fx[i] * move
                ys[i] += fy[i] * move
    for i, node in enumerate(order):
        positions[node] = (xs[i], ys[i])


def _place_row(positions: dict[int, Point], groups: list[list[int]], boxes: Sequence[tuple[float, float]]) -> None:
    """Small groups of their own in rows below all others, each as a short column."""
    if not groups:
        return
    placed = [p for i, p in positions.items() if not any(i in g for g in groups)]
    left, right = min((x for x, _ in placed), default=0.0), max((x for x, _ in placed), default=0.0)
    bottom = max((y for _, y in placed), default=-_LENGTH)
    column = max(max(boxes[i][0] for g in groups for i in g) + _GAP, _LENGTH * 2.4)
    height = max(boxes[i][1] for g in groups for i in g) + 16.0
    across = min(len(groups), max(1, int((right - left + column) / column)))
    start = (left + right) / 2 - (across - 1) * column / 2
    tall = max(len(g) for g in groups)
    for n, group in enumerate(groups):
        x = start + (n % across) * column
        y = bottom + _LENGTH * 1.5 + (n // across) * (tall * height + _GAP)
        for k, i in enumerate(group):
            positions[i] = (x, y + k * height)


def _near_pairs(xs: list[float], ys: list[float], reach: float) -> list[tuple[int, int]]:
    """Pairs of nodes in the same or in neighbouring squares of a grid of this size, in a fixed order."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, (x, y) in enumerate(zip(xs, ys, strict=True)):
        cells[int(x // reach), int(y // reach)].append(i)
    pairs: list[tuple[int, int]] = []
    for (cx, cy), inside in cells.items():
        for k, i in enumerate(inside):
            pairs.extend((i, j) for j in inside[:k])
        for beside in ((cx + 1, cy), (cx - 1, cy + 1), (cx, cy + 1), (cx + 1, cy + 1)):
            if beside in cells:
                pairs.extend((i, j) for i in inside for j in cells[beside])
    return pairs


def push_apart(positions: Sequence[Point], boxes: Sequence[tuple[float, float]]) -> list[Point]:
    """Move nodes until no two boxes (centred on them) overlap, each as little as can be seen.

    Overlaps that are left after a fixed number of rounds are left: the page hides a name that has no room.
    """
    xs = [x for x, _ in positions]
    ys = [y for _, y in positions]
    width = max((w for w, _ in boxes), default=1.0)
    rounds = 140 if len(xs) <= 1500 else 12
    for _ in range(rounds):
        moved = False
        for i, j in _near_pairs(xs, ys, width):
            dx, dy = xs[i] - xs[j], ys[i] - ys[j]
            over_x = (boxes[i][0] + boxes[j][0]) / 2 - abs(dx)
            over_y = (boxes[i][1] + boxes[j][1]) / 2 - abs(dy)
            if over_x <= 0.0 or over_y <= 0.0:
                continue
            moved = True
            if over_y <= over_x:
                shift = (over_y / 2 + 0.5) * 0.8
                shift = shift if dy > 0.0 or (dy == 0.0 and i > j) else -shift
                ys[i] += shift
                ys[j] -= shift
            else:
                shift = (over_x / 2 + 0.5) * 0.8
                shift = shift if dx > 0.0 or (dx == 0.0 and i > j) else -shift
                xs[i] += shift
                xs[j] -= shift
        if not moved:
            break
    return list(zip(xs, ys, strict=True))


def centred(positions: list[Point]) -> list[Point]:
    """Around (0, 0), rounded to a tenth of a pixel; never minus zero."""
    left, right = min(x for x, _ in positions), max(x for x, _ in positions)
    top, bottom = min(y for _, y in positions), max(y for _, y in positions)
    mx, my = (left + right) / 2, (top + bottom) / 2
    return [(round(x - mx, 1) + 0.0, round(y - my, 1) + 0.0) for x, y in positions]
