"""Forces between nodes: relations pull, nearness pushes.

Plain arithmetic, see layout.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import sqrt

Point = tuple[float, float]
Link = tuple[int, int, float]

#: The rotation of a sunflower's seeds, 137.50776° (the golden angle), as a constant: no call of cos or sin.
_COS, _SIN = -0.7373688780783197, 0.6754902942615238
#: Distance of two related nodes, in the units of the drawing (one is a pixel at zoom 1).
LENGTH = 52.0
#: Space between two communities.
GAP = 30.0
#: The ground that boxes stand on is so many times their own before they are pushed apart.
_ROOM = 1.3


def sunflower(count: int, spacing: float) -> list[Point]:
    """Points evenly spread over a disc, the first in its middle."""
    points = []
    dx, dy = 1.0, 0.0
    for i in range(count):
        r = spacing * sqrt(i)
        points.append((dx * r, dy * r))
        dx, dy = dx * _COS - dy * _SIN, dx * _SIN + dy * _COS
    return points


def directions(count: int) -> list[Point]:
    """Directions all around, by the golden angle: evenly spread for any count."""
    found = []
    dx, dy = 1.0, 0.0
    for _ in range(count):
        found.append((dx, dy))
        dx, dy = dx * _COS - dy * _SIN, dx * _SIN + dy * _COS
    return found


def repel_all(xs: list[float], ys: list[float]) -> tuple[list[float], list[float]]:
    """The push of each node on each other: the square of the wanted length over the distance."""
    n = len(xs)
    fx, fy = [0.0] * n, [0.0] * n
    square = LENGTH * LENGTH
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


def relax(
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
    # Among many lines more rounds change nothing that one can see.
    rounds = max(16, min(60, 120_000 // (n + len(links) + 1)))
    reach = LENGTH * 1.25
    for round_ in range(rounds):
        fx = [0.10 * (centre[of[i]][0] - xs[i]) for i in range(n)]
        fy = [0.10 * (centre[of[i]][1] - ys[i]) for i in range(n)]
        for a, b, weight in links:
            dx, dy = xs[a] - xs[b], ys[a] - ys[b]
            far = sqrt(dx * dx + dy * dy)
            if far < LENGTH * 0.7:
                continue
            strength = 0.10 if of[a] == of[b] else 0.012
            pull = strength * min(weight, 3.0) * (far - LENGTH * 0.7) / far
            fx[a] -= dx * pull
            fy[a] -= dy * pull
            fx[b] += dx * pull
            fy[b] += dy * pull
        _repel_near(xs, ys, fx, fy, reach)
        limit = 24.0 * (1.0 - round_ / rounds) + 1.0
        for i in range(n):
            length = sqrt(fx[i] * fx[i] + fy[i] * fy[i])
            if length > 0.0:
                move = (length if length < limit else limit) / length
                xs[i] += fx[i] * move
                ys[i] += fy[i] * move
    for i, node in enumerate(order):
        positions[node] = (xs[i], ys[i])


def _repel_near(xs: list[float], ys: list[float], fx: list[float], fy: list[float], reach: float) -> None:
    """Add the push of each node on those that are nearer than `reach`."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, (x, y) in enumerate(zip(xs, ys, strict=True)):
        cells[int(x // reach), int(y // reach)].append(i)
    square = reach * reach
    for (cx, cy), inside in cells.items():
        beside = [j for d in ((1, 0), (-1, 1), (0, 1), (1, 1)) for j in cells.get((cx + d[0], cy + d[1]), ())]
        for k, i in enumerate(inside):
            x, y = xs[i], ys[i]
            for others in (inside[:k], beside):
                for j in others:
                    dx, dy = x - xs[j], y - ys[j]
                    near = dx * dx + dy * dy
                    if near >= square:
                        continue
                    near = sqrt(near)
                    if near < 0.5:
                        dx, dy, near = 0.5 + 0.01 * (i % 7), 0.5, 0.75
                    push = 0.5 * (reach - near) / near
                    fx[i] += dx * push
                    fy[i] += dy * push
                    fx[j] -= dx * push
                    fy[j] -= dy * push


def push_apart(positions: Sequence[Point], boxes: Sequence[tuple[float, float]]) -> list[Point]:
    """Move nodes until no two boxes (centred on them) overlap, each as little as can be seen.

    Overlaps that are left after a fixed number of rounds are left: the page hides a name that has no room.
    """
    xs = [x for x, _ in positions]
    ys = [y for _, y in positions]
    width, height = max((w for w, _ in boxes), default=1.0), max((h for _, h in boxes), default=1.0)
    needed = _ROOM * sum(w * h for w, h in boxes)
    there = (max(xs, default=0.0) - min(xs, default=0.0)) * (max(ys, default=0.0) - min(ys, default=0.0))
    if len(xs) > 2 and 0.0 < there < needed:  # all pull at all: they are given the room at once
        wider = min(4.0, sqrt(needed / there))
        xs, ys = [x * wider for x in xs], [y * wider for y in ys]
    rounds = 140 if len(xs) <= 1500 else 12
    active = set(range(len(xs)))  # what has moved, and may have come over another
    for _ in range(rounds):
        cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        for i, (x, y) in enumerate(zip(xs, ys, strict=True)):
            cells[int(x // width), int(y // height)].append(i)
        moved: set[int] = set()
        for (cx, cy), inside in cells.items():
            ours = [i for i in inside if i in active]
            if not ours:
                continue
            around = [j for ax in (cx - 1, cx, cx + 1) for ay in (cy - 1, cy, cy + 1) for j in cells.get((ax, ay), ())]
            for i in ours:
                wide, high = boxes[i]
                for j in around:
                    if j >= i and (j == i or j in active):
                        continue  # itself, or a pair that the other one looks at
                    over_y = (high + boxes[j][1]) / 2 - abs(ys[i] - ys[j])
                    if over_y <= 0.0:
                        continue
                    over_x = (wide + boxes[j][0]) / 2 - abs(xs[i] - xs[j])
                    if over_x <= 0.0:
                        continue
                    moved.add(i)
                    moved.add(j)
                    along, over = (ys, over_y) if over_y <= over_x else (xs, over_x)
                    far = along[i] - along[j]
                    shift = (over / 2 + 0.5) * 0.8
                    shift = shift if far > 0.0 or (far == 0.0 and i > j) else -shift
                    along[i] += shift
                    along[j] -= shift
        if not moved:
            break
        active = moved
    return list(zip(xs, ys, strict=True))
