"""A table of text that fits a terminal: columns in line whatever the script, long cells broken over lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from wcwidth import wcswidth, wcwidth

_GAP = 2
_NARROWEST = 6
# Rows that the widths are chosen by: enough to know the table, few enough to try several ways.
_TRIED = 40
# A longer word may always be broken, so that one address does not take the place of all sentences.
_WORD = 24
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
    widths = natural if width is None else _best_widths(heads, cells, natural, width - _GAP * (len(heads) - 1))
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


def fit(natural: Sequence[int], least: Sequence[int], available: int) -> list[int]:
    """Column widths that together take no more than `available`, so chosen that rows get as low as may be.

    `natural` are the widths that need no breaking, `least` those that no column may go under; where they do not
    fit together, they are the answer, and the table overflows.

    >>> fit([4, 10, 80], [4, 10, 12], 50)
    [4, 10, 36]
    """
    lines = 1
    widths = list(natural)
    while sum(widths) > available and widths != list(least):
        lines += 1
        # A little more than its share, since lines end between words.
        widths = [max(low, min(n, -(-n * 9 // (lines * 8)))) for n, low in zip(natural, least, strict=True)]
    spare = max(0, available - sum(widths))
    for i in sorted(range(len(widths)), key=lambda i: (widths[i] - natural[i], i)):
        more = min(spare, natural[i] - widths[i])
        widths[i] += more
        spare -= more
    return widths


def _best_widths(
    heads: Sequence[str], cells: Sequence[Sequence[str]], natural: Sequence[int], available: int
) -> list[int]:
    """Of several ways to trade broken words for room, the one that makes the lowest table with fewest of them."""
    shown = [heads, *cells[:_TRIED]]
    words = [max(display_width(word) for row in shown for word in row[i].split(" ")) for i in range(len(heads))]
    best: tuple[int, list[int]] | None = None
    for longest in range(_WORD, _NARROWEST - 1, -2):
        least = [min(n, max(w, 1), longest) for n, w in zip(natural, words, strict=True)]
        widths = fit(natural, least, available)
        over = max(0, sum(widths) - available)
        broken = sum(
            display_width(word) > width
            for row in shown
            for cell, width in zip(row, widths, strict=True)
            for word in cell.split(" ")
        )
        height = sum(
            max(len(break_text(cell, max(1, width))) for cell, width in zip(row, widths, strict=True)) for row in shown
        )
        cost = over * 1000 + 2 * height + broken
        if best is None or cost < best[0]:
            best = (cost, widths)
    assert best is not None
    return best[1]


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
