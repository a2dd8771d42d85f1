"""Names in the columns of a table, whose head says what stands in each (*Vorhaben | Antragsteller | Förderung*)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from innograph.extract.finders import Finders
from innograph.extract.spans import ORGANIZATION, PROJECT, UPPER, Span
from innograph.extract.text import View

#: What parts the cells of a row; a row has at least so many.
_BAR, _LEAST = " | ", 2
#: A cell that is a name, at most so long (code points): no number, no sentence.
_NAME, _LONGEST = re.compile(rf"[{UPPER}\d][^|\n]*[^\W\d_][^|\n]*"), 90
#: The names of several bodies in one cell, or what is said of one in brackets.
_SEVERAL = re.compile(r"[,;/]|\(")
#: How sure it is what a column's name is, surer than its form.
_WEIGHT = 0.96


def columned(view: View, finders: Finders) -> list[Span]:
    """The projects of the rows of tables that have a column for them, and who gets what for them."""
    label, found = finders.column_label, list[Span]()
    if label is None or _BAR not in view.text:
        return found
    columns: list[str] = []
    for block in view.blocks:
        cells = list(_cells(view, view.to_view(block.start), view.to_view(block.end)))
        if len(cells) < _LEAST:
            columns = []
            continue
        matches = [label.fullmatch(view.text[start:end].lower()) for start, end in cells]
        kinds = [(match and match.lastgroup) or "" for match in matches]
        if "project" in kinds and sum(match is not None for match in matches) >= _LEAST:
            columns = kinds
        elif len(cells) == len(columns):
            for (start, end), kind in zip(cells, columns, strict=True):
                found += _named(view.text, start, end, kind)
    return found


def _cells(view: View, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the cells of a row stand in the view, without the spaces around them."""
    for part in view.text[start:end].split("|") if _BAR in view.text[start:end] else ():
        text = part.strip()
        at = start + part.index(text)
        yield at, at + len(text)
        start += len(part) + 1


def _named(text: str, start: int, end: int, kind: str) -> Iterator[Span]:
    """The name that a cell is."""
    name = text[start:end]
    if not kind or len(name) > _LONGEST or _NAME.fullmatch(name) is None or name.endswith((".", "?", "!")):
        return
    if kind == "project":
        yield Span(start, end, PROJECT, name, "title", _WEIGHT, "inno:Project")
    elif _SEVERAL.search(name) is None:
        yield Span(start, end, ORGANIZATION, name, "form", _WEIGHT, "org:Organization")
