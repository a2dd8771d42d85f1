"""What a format's reader hands to layout.py: stretches of text with what the format itself says of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

Span = tuple[int, int]

_MAX_REPEATED = 500


@dataclass(frozen=True, slots=True)
class Raw:
    """One stretch of text before its layout is worked out; spans are absolute offsets, like `start` and
    `end`.

    `kind` is title, heading, paragraph or item, as the format marks it: plain text knows paragraphs only.
    `links` are stretches that point elsewhere, `breaks` offsets where the source forces a new line.
    `row` says that the stretch is a row of a table, `marked` that its kind is the format's and not a guess.
    `loose` are offsets of line ends behind which an item's line stands at the margin, as no part of an item need.
    """

    kind: str
    start: int
    end: int
    level: int = 0
    emphasis: tuple[Span, ...] = ()
    links: tuple[Span, ...] = ()
    breaks: tuple[int, ...] = ()
    marked: bool = False
    loose: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A text and its stretches in their order, apart from each other."""

    text: str
    raws: tuple[Raw, ...] = ()


def without_repeated_title(page: Page) -> Page:
    """A page whose first stretch is the title: drop the body's own heading when it says the same again."""
    if len(page.raws) < 2 or page.raws[0].kind != "title":
        return page
    title, *others = page.raws
    wanted = _skeleton(page.text[title.start : title.end])
    for raw in others[:3]:
        if raw.end - raw.start <= _MAX_REPEATED and _skeleton(page.text[raw.start : raw.end]) == wanted:
            return _without(page, raw)
    return page


def _skeleton(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))


def _without(page: Page, dropped: Raw) -> Page:
    """The page with one stretch cut out, everything after it moved forward."""
    at = page.raws.index(dropped)
    if at + 1 == len(page.raws):
        return Page(page.text[: page.raws[at - 1].end], page.raws[:at])
    shift = page.raws[at + 1].start - dropped.start

    def move(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple((a - shift, b - shift) for a, b in spans)

    moved = tuple(
        replace(
            raw,
            start=raw.start - shift,
            end=raw.end - shift,
            emphasis=move(raw.emphasis),
            links=move(raw.links),
            breaks=tuple(b - shift for b in raw.breaks),
            loose=tuple(b - shift for b in raw.loose),
        )
        for raw in page.raws[at + 1 :]
    )
    text = page.text[: dropped.start] + page.text[page.raws[at + 1].start :]
    return Page(text, page.raws[:at] + moved)
