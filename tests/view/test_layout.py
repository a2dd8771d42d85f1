"""Positions: deterministic, apart, and groups in places of their own."""

from __future__ import annotations

from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from innograph.view.forces import push_apart
from innograph.view.layout import lay_out, lay_out_groups

BOX = (60.0, 24.0)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, list[tuple[int, int, float]]]:
    count = draw(st.integers(0, 40))
    if count == 0:
        return 0, []
    node = st.integers(0, count - 1)
    return count, draw(st.lists(st.tuples(node, node, st.sampled_from([1.0, 2.0])), max_size=80))


@given(graphs())
def test_every_node_has_a_place_of_its_own(graph: tuple[int, list[tuple[int, int, float]]]) -> None:
    count, edges = graph
    layout = lay_out(count, edges, [BOX] * count)
    assert len(layout.positions) == len(layout.community) == count
    assert len(set(layout.positions)) == count
    assert all(x == round(x, 1) and y == round(y, 1) and abs(x) < 1e5 and abs(y) < 1e5 for x, y in layout.positions)
    assert layout == lay_out(count, edges, [BOX] * count)


@given(st.lists(st.tuples(st.floats(-300, 300), st.floats(-300, 300)), min_size=1, max_size=40))
def test_boxes_do_not_overlap(points: list[tuple[float, float]]) -> None:
    moved = push_apart(points, [BOX] * len(points))
    for i, (x, y) in enumerate(moved):
        for ox, oy in moved[:i]:
            assert abs(x - ox) >= BOX[0] - 0.01 or abs(y - oy) >= BOX[1] - 0.01


def test_groups_stand_apart() -> None:
    """Five rings of eight, each tied to the next by one relation: each node is nearer to its own group's
    middle."""
    edges = []
    for ring in range(5):
        base = ring * 8
        edges += [(base + i, base + j, 1.0) for i in range(8) for j in range(i)]
        edges.append((base, (base + 8) % 40, 1.0))
    layout = lay_out(40, edges, [(20.0, 20.0)] * 40)
    assert len(set(layout.community)) == 5
    middles = {}
    for group in set(layout.community):
        members = [p for p, c in zip(layout.positions, layout.community, strict=True) if c == group]
        middles[group] = (sum(x for x, _ in members) / 8, sum(y for _, y in members) / 8)
    for (x, y), group in zip(layout.positions, layout.community, strict=True):
        nearest = min(middles, key=lambda g: hypot(x - middles[g][0], y - middles[g][1]))
        assert nearest == group


@given(graphs(), st.data())
def test_communities_stand_apart(graph: tuple[int, list[tuple[int, int, float]]], data: st.DataObject) -> None:
    count, edges = graph
    radii = data.draw(st.lists(st.floats(10, 54), min_size=count, max_size=count))
    ties = {(min(a, b), max(a, b)): weight for a, b, weight in edges if a != b}
    places = lay_out_groups(radii, ties)
    assert len(places) == count and places == lay_out_groups(radii, ties)
    for i, (x, y) in enumerate(places):
        for j, (ox, oy) in enumerate(places[:i]):
            assert hypot(x - ox, y - oy) > radii[i] + radii[j]
