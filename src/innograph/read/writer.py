"""The plain text of an article in the making, with what its format says of each stretch."""

from __future__ import annotations

from dataclasses import dataclass, field

from innograph.read.raw import Page, Raw, Span
from innograph.read.text import clean


@dataclass(slots=True)
class Line:
    """Inline text in the making."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    emphasis: list[Span] = field(default_factory=list)
    links: list[Span] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    loose: list[int] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Append text; an entity (`&shy;`) may stand for a character that `clean` takes out."""
        if not text.isascii():
            text = clean(text)
        self.parts.append(text)
        self.length += len(text)


@dataclass(slots=True)
class PageWriter:
    """The plain text of a page in the making."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    raws: list[Raw] = field(default_factory=list)

    def write(self, line: Line, kind: str, level: int = 0, *, marked: bool = False) -> None:
        """Append one stretch, trimmed, apart from the former one by an empty line (items: by a line end)."""
        text = "".join(line.parts)
        lead = len(text) - len(text.lstrip())
        text = text.strip()
        if not text:
            return
        close = bool(self.raws) and kind == "item" and self.raws[-1].kind == "item"
        if self.raws:
            gap = "\n" if close else "\n\n"
            self.parts.append(gap)
            self.length += len(gap)
        start, size = self.length, len(text)
        shift = start - lead

        def place(spans: list[Span]) -> tuple[Span, ...]:
            moved = ((max(a + shift, start), min(b + shift, start + size)) for a, b in spans)
            return tuple(sorted((a, b) for a, b in moved if a < b))

        self.raws.append(
            Raw(
                kind=kind,
                start=start,
                end=start + size,
                level=level,
                emphasis=place(line.emphasis),
                links=place(line.links),
                breaks=tuple(b + shift for b in line.breaks if start <= b + shift < start + size),
                marked=marked,
                loose=tuple(b + shift for b in line.loose if start <= b + shift < start + size),
            )
        )
        self.parts.append(text)
        self.length += size

    def page(self) -> Page:
        """What has been written."""
        return Page("".join(self.parts), tuple(self.raws))


def plain(text: str) -> Line:
    """A line of nothing but this text."""
    line = Line()
    line.add(text)
    return line


def write_row(writer: PageWriter, cells: list[Line]) -> None:
    """A table's row as one item, its cells apart as in the source."""
    line = Line()
    for cell in cells:
        text = "".join(cell.parts).strip()
        if not text:
            continue
        if line.length:
            line.add(" | ")
        if cell.emphasis:
            line.emphasis.append((line.length, line.length + len(text)))
        line.add(text)
    writer.write(line, "item", 1, marked=True)
