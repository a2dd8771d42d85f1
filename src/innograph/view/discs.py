"""Communities as discs on a plane: side by side, turned to lie, small ones in a row below.

Plain arithmetic, see layout.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import sqrt

from innograph.view.forces import GAP, LENGTH, Point, directions


def place_discs(radii: list[float], between: dict[tuple[int, int], float]) -> list[Point]:
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
    turns = directions(36)
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
            reach = radii[disc] + radii[other] + GAP
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
            best_at = (far + radii[disc] + GAP, 0.0)
        centres[disc] = best_at
    return [centres[i] for i in range(len(radii))]


def _is_free(x: float, y: float, radius: float, centres: dict[int, Point], radii: list[float]) -> bool:
    for other, (ox, oy) in centres.items():
        reach = radius + radii[other] + GAP * 0.9
        if (x - ox) * (x - ox) + (y - oy) * (y - oy) < reach * reach:
            return False
    return True


def contract(positions: dict[int, Point], groups: list[list[int]], centres_of: list[Point]) -> None:
    """Move each community towards the middle until it would touch another: discs leave much ground empty."""
    reach = LENGTH * 1.3
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


def turn(positions: dict[int, Point], order: list[int]) -> None:
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


def place_row(positions: dict[int, Point], groups: list[list[int]], boxes: Sequence[tuple[float, float]]) -> None:
    """Small groups of their own in rows below all others, each as a short column."""
    if not groups:
        return
    placed = [p for i, p in positions.items() if not any(i in g for g in groups)]
    left, right = min((x for x, _ in placed), default=0.0), max((x for x, _ in placed), default=0.0)
    bottom = max((y for _, y in placed), default=-LENGTH)
    column = max(max(boxes[i][0] for g in groups for i in g) + GAP, LENGTH * 2.4)
    height = max(boxes[i][1] for g in groups for i in g) + 16.0
    across = min(len(groups), max(1, int((right - left + column) / column)))
    start = (left + right) / 2 - (across - 1) * column / 2
    tall = max(len(g) for g in groups)
    for n, group in enumerate(groups):
        x = start + (n % across) * column
        y = bottom + LENGTH * 1.5 + (n // across) * (tall * height + GAP)
        for k, i in enumerate(group):
            positions[i] = (x, y + k * height)
