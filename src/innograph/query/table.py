"""A table of text that fits a terminal: columns in line whatever the script, long cells broken over lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from wcwidth import wcswidth, wcwidth

_GAP = 2
_NARROWEST = 6
# Marks that turn the direction of what follows: in a terminal they let one cell rewrite its neighbours.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def clean(cell: str) -> str:
    """One line without control characters: what an article says must not steer the terminal."""
    spaced = " ".join(cell.split())
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cs") and c not in _TURNING)


def display_width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    width: int = wcswidth(text)
    return width if width >= 0 else len(text)


def natural_width(cells: Mapping[str, Sequence[str]]) -> int:
    """How wide a table of these columns is when no cell is broken."""
    widths = (max(map(display_width, (head, *map(clean, column)))) for head, column in cells.items())
    return sum(widths) + _GAP * (len(cells) - 1)


def format_table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    width: int | None = None,
    right: frozenset[int] = frozenset(),
) -> str:
    """Rows under their headings, aligned. `width` is the terminal's; without it no cell is broken.

    `right` are the columns of numbers, set flush right.
    """
    cells = [[clean(cell) for cell in row] for row in rows]
    heads = [clean(column) for column in columns]
    natural = [max([display_width(head), *(display_width(row[i]) for row in cells)]) for i, head in enumerate(heads)]
    widths = natural if width is None else fit(natural, width - _GAP * (len(heads) - 1))
    lines = _lines(heads, widths, right)
    lines.append((" " * _GAP).join("─" * w for w in widths))
    broken = False
    for row in cells:
        made = _lines(row, widths, right)
        # A row of several lines is set apart, or one could not tell where it ends.
        if lines and (broken or len(made) > 1) and len(cells) > 1 and row is not cells[0]:
            lines.append("")
        broken = len(made) > 1
        lines.extend(made)
    return "\n".join(lines) + "\n"


def fit(natural: Sequence[int], available: int) -> list[int]:
    """Column widths that together take no more than `available`: the widest give way first.

    No column gets narrower than six, so many columns on a narrow terminal still overflow.

    >>> fit([4, 10, 80], 50)
    [4, 10, 36]
    """
    widths = list(natural)
    limit = max(widths, default=0)
    while sum(widths) > available and limit > _NARROWEST:
        over = sum(widths) - available
        widest = [i for i, w in enumerate(widths) if w == limit]
        below = max((w for w in widths if w < limit), default=_NARROWEST)
        step = max(1, min(limit - max(below, _NARROWEST), over // len(widest)))
        for rank, i in enumerate(reversed(widest)):
            if rank * step < over:
                widths[i] -= step
        limit = max(widths)
    return widths


def break_text(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, broken between words where that is possible."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if display_width(line) + bool(line) + display_width(word) <= width:
            line = f"{line} {word}" if line else word
            continue
        if line:
            lines.append(line)
        while display_width(word) > width:
            cut = _cut(word, width)
            lines.append(word[:cut])
            word = word[cut:]
        line = word
    if line or not lines:
        lines.append(line)
    return lines


def _cut(word: str, width: int) -> int:
    taken = 0
    for position, character in enumerate(word):
        taken += max(0, wcwidth(character))
        if taken > width:
            return max(1, position)
    return len(word)


def _lines(row: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> list[str]:
    broken = [break_text(cell, max(1, width)) for cell, width in zip(row, widths, strict=True)]
    lines = []
    for n in range(max((len(b) for b in broken), default=1)):
        parts = []
        for i, (cell, width) in enumerate(zip(broken, widths, strict=True)):
            text = cell[n] if n < len(cell) else ""
            pad = " " * max(0, width - display_width(text))
            parts.append(pad + text if i in right else text + pad)
        lines.append((" " * _GAP).join(parts).rstrip())
    return lines
