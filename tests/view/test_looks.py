"""Colours: seen by everyone, on light and on dark."""

from __future__ import annotations

import itertools
import re

import pytest

from innograph.view.drawing import COLOURS, SHAPES
from innograph.view.page import asset

Colour = tuple[float, float, float]

#: How the three colour blindnesses see linear RGB, at full severity (Machado, Oliveira and Fernandes, 2009,
#: table 1).
SEEN = {
    "as it is": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip


def linear(colour: str) -> Colour:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return r, g, b


def contrast(a: str, b: str) -> float:
    """WCAG 2.2's contrast ratio."""
    light = sorted(sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (a, b))
    return (light[1] + 0.05) / (light[0] + 0.05)


def looks() -> dict[str, dict[str, str]]:
    """The colours of style.js, by light and dark."""
    found = {}
    for mode, text in re.findall(r"(light|dark): \{(.*?)\n  \}", asset("js", "style.js"), re.S):
        found[mode] = dict(re.findall(r"(\w+): '(#[0-9a-f]{6})'", text))
    assert set(found) == {"light", "dark"}
    return found


def test_the_page_and_pyvis_have_the_same_colours() -> None:
    assert {name: colour for name, colour in looks()["light"].items() if name in COLOURS} == COLOURS


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_shapes_and_words_stand_out_from_the_page(mode: str) -> None:
    colours = looks()[mode]
    for kind in SHAPES:
        assert contrast(colours[kind], colours["paper"]) >= 3, kind
    assert contrast(colours["ink"], colours["paper"]) >= 7
    assert contrast(colours["quiet"], colours["paper"]) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("sight", SEEN)
def test_types_of_like_colour_differ_in_shape(mode: str, sight: str) -> None:
    """No two types look alike: where a colour blindness brings their colours together, the shapes differ."""
    colours = looks()[mode]
    for a, b in itertools.combinations(SHAPES, 2):
        seen = []
        for kind in (a, b):
            rgb = linear(colours[kind])
            seen.append(tuple(sum(m * c for m, c in zip(row, rgb, strict=True)) for row in SEEN[sight]))
        # Apart in light or in hue: compared as cube roots, which is about how lightness is felt.
        apart = max(abs(max(x, 0) ** (1 / 3) - max(y, 0) ** (1 / 3)) for x, y in zip(*seen, strict=True))
        assert apart > 0.05 or SHAPES[a] != SHAPES[b], (a, b)


def test_the_css_has_the_same_paper_and_ink() -> None:
    css = asset("page.css")
    for mode, part in zip(("light", "dark"), css.split('[data-mode="dark"]', 1), strict=True):
        for name in ("paper", "ink", "quiet"):
            assert f"--{name}: {looks()[mode][name]}" in part
