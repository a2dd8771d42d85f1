"""What a format's reader hands to layout.py: stretches of text with what the format itself says of them."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Raw:
    """One stretch of text before its layout is worked out; spans are absolute offsets, like `start` and
    `end`.

    `kind` is title, heading, paragraph or item, as the format marks it: plain text knows paragraphs only.
    `links` are stretches that point elsewhere, `breaks` offsets where the source forces a new line.
    `row` says that the stretch is a row of a table, `marked` that its kind is the format's and not a guess.
    """

    kind: str
    start: int
    end: int
    level: int = 0
    emphasis: tuple[Span, ...] = ()
    links: tuple[Span, ...] = ()
    breaks: tuple[int, ...] = ()
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A text and its stretches in their order, apart from each other."""

    text: str
    raws: tuple[Raw, ...] = ()
