"""PDF: the text in reading order, without running heads and page numbers, its paragraphs and words made whole again.

PDFium finds the characters and their lines; what the lines are (heading, paragraph, item, footnote, running head) is
told from where they stand and how large they are set. Columns follow each other as the file has them, which is how
programs that set text in columns write it.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from innograph.article import Article
from innograph.errors import InputError
from innograph.read.boilerplate import is_page_number
from innograph.read.dates import date_of_line
from innograph.read.given import Given, choose_language, make_article
from innograph.read.lines import BULLET
from innograph.read.raw import Page, without_repeated_title
from innograph.read.text import MAX_BYTES, clean
from innograph.read.writer import PageWriter, plain

#: A file of more pages is a book, or a bomb.
MAX_PAGES = 2_000
#: Running heads stand within this part of a page's height from its edges, and on this part of the pages.
_EDGE, _SHARE = 0.13, 0.3
#: Text smaller than this part of the usual size is a footnote where it begins with a mark; larger is a heading.
_SMALL, _LARGE = 0.92, 1.12

# What TeX's own encoding has where others have nothing; and letters that typesetters join.
_LETTERS: dict[int, str] = {
    0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl", 0x88: "•", 0x95: "•", 0xF0B7: "•", 0xF0A7: "•",
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
}  # fmt: skip
_LINE_END = re.compile(r"\r\n|\r|\n|\ufffe|\x02")
_HYPHEN = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
#: A bullet that only its place sets apart from the word behind it.
_TIGHT = re.compile(r"^([•▪‣◦■●○])(?=\w)")
_FINAL = re.compile(r"[.!?:…][\"”»)]?$")
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡])\.?\s*(?=\w)")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+\S")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: its text, the page, its edges in points from the page's lower left corner, and the size it is set in.

    `hyphen` says that a word goes on in the next line.
    """

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    hyphen: bool

    @property
    def height(self) -> float:
        return self.top - self.bottom


def read_pdf(data: bytes, *, id: str, given: Given | None = None) -> Article:
    """The article of a PDF. Raises InputError when it is damaged, encrypted, or holds no text but pictures of it."""
    given = given or Given()
    lines, heights, said = _read_lines(data, id)
    if not lines:
        raise InputError(id, "no text in it: if it is scanned, recognise its text first")
    lines = _without_running(lines, heights)
    usual = _usual_size(lines)
    lines, notes = _set_notes_apart(lines, heights, usual)
    title = _find_title(lines, said, usual)
    page = _write(lines, notes, usual, title)
    return make_article(
        page,
        id=id,
        language=choose_language(given.language, page.text),
        title=title or given.title,
        date=given.date,
        publisher=given.publisher,
        sources=(given.url,) if given.url else (),
        licence=given.licence,
    )


def _read_lines(data: bytes, id: str) -> tuple[list[_Line], list[float], str]:
    """The lines of all pages, the pages' heights, and the title that the file says it has."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        said = str(error).casefold()
        raise InputError(
            id, "encrypted: save it without a password" if "password" in said else "a damaged PDF"
        ) from None
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise InputError(id, f"{count} pages: more than an article can have ({MAX_PAGES}); split it")
        lines: list[_Line] = []
        heights: list[float] = []
        length = bad = 0
        for number in range(count):
            try:
                page = document[number]
                found = _lines_of_page(page, number)
                heights.append(max(page.get_height(), 1.0))
                page.close()
            except pypdfium2.PdfiumError:
                heights.append(1.0)
                bad += 1
                continue
            lines += found
            length += sum(len(line.text) for line in found)
            if length > MAX_BYTES:
                raise InputError(id, "longer than an article can be; split it")
        if bad and not lines:
            raise InputError(id, "a damaged PDF")
        said = document.get_metadata_value("Title") or ""
        return lines, heights, " ".join(clean(said).split())
    finally:
        document.close()


def _lines_of_page(page: Any, number: int) -> list[_Line]:
    from pypdfium2 import raw

    textpage = page.get_textpage()
    try:
        whole = textpage.get_text_range()
        lines: list[_Line] = []
        at = 0
        for match in [*_LINE_END.finditer(whole), None]:
            end = match.start() if match else len(whole)
            text = whole[at:end]
            hyphen = bool(match) and match[0] in "\ufffe\x02"  # type: ignore[index]
            bare = text.strip()
            if bare:
                first = at + len(text) - len(text.lstrip())
                last = at + len(text.rstrip()) - 1
                box = _box(raw, textpage.raw, first, last)
                if box is not None:
                    read = _letters(bare)
                    if read:
                        lines.append(_Line(read, number, *box, hyphen or bool(_HYPHEN.search(read))))
            at = match.end() if match else end
        return _join_marks(lines)
    finally:
        textpage.close()


def _letters(text: str) -> str:
    words = " ".join(clean(text.translate(_LETTERS)).replace("\ufffd", " ").split())
    return _TIGHT.sub(r"\1 ", words)


def _box(raw: Any, page: Any, first: int, last: int) -> tuple[float, float, float, float, float, bool] | None:
    """Edges, size and weight of the characters between two places of a page's text."""
    lefts, rights, bottoms, tops = [], [], [], []
    sizes: Counter[float] = Counter()
    bold = 0
    step = max(1, (last - first) // 12)
    places = [*range(first, last, step), last]
    for place in places:
        index = raw.FPDFText_GetCharIndexFromTextIndex(page, place)
        if index < 0:
            continue
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        if not raw.FPDFText_GetCharBox(page, index, left, right, bottom, top) or top.value <= bottom.value:
            continue
        lefts.append(left.value)
        rights.append(right.value)
        bottoms.append(bottom.value)
        tops.append(top.value)
        sizes[round(_size(raw, page, index), 1)] += 1
        bold += raw.FPDFText_GetFontWeight(page, index) >= 600
    if not lefts:
        return None
    size = max(sizes, key=lambda value: (sizes[value], value))
    return min(lefts), max(rights), min(bottoms), max(tops), size, bold * 2 > len(lefts)


def _size(raw: Any, page: Any, index: int) -> float:
    """The size that a character is set in: its font's, by how much the page enlarges it."""
    matrix = raw.FS_MATRIX()
    size: float = raw.FPDFText_GetFontSize(page, index)
    if raw.FPDFText_GetMatrix(page, index, matrix):
        size *= (matrix.b**2 + matrix.d**2) ** 0.5 or 1.0
    return size


def _join_marks(lines: list[_Line]) -> list[_Line]:
    """Bullets and numbers that stand as lines of their own before what they mark."""
    joined: list[_Line] = []
    for line in lines:
        former = joined[-1] if joined else None
        if (
            former
            and re.fullmatch(r"[-•▪‣◦■●○–]|\d{1,2}[.)]", former.text)
            and abs(former.bottom - line.bottom) < line.size
        ):
            joined[-1] = replace(line, text=f"{former.text} {line.text}", left=former.left)
        else:
            joined.append(line)
    return joined


def _without_running(lines: Sequence[_Line], heights: Sequence[float]) -> list[_Line]:
    """The lines without those at the pages' edges that come again in the same place, and page numbers."""

    def key(line: _Line) -> tuple[str, int, int] | None:
        height = heights[line.page]
        middle = (line.bottom + line.top) / 2 / height
        if _EDGE < middle < 1 - _EDGE:
            return None
        return re.sub(r"\d+", "#", line.text.casefold()), round(middle * 50), round(line.left / 12)

    pages: dict[tuple[str, int, int], set[int]] = {}
    for line in lines:
        if (found := key(line)) is not None:
            pages.setdefault(found, set()).add(line.page)
    needed = max(2.0, _SHARE * len(heights))

    def runs(line: _Line) -> bool:
        found = key(line)
        if found is None:
            return False
        text, high, wide = found
        near = {
            page for up in (-1, 0, 1) for side in (-1, 0, 1) for page in pages.get((text, high + up, wide + side), ())
        }
        return len(near) >= needed or is_page_number(line.text)

    return [line for line in lines if not runs(line)]


def _usual_size(lines: Sequence[_Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def _set_notes_apart(lines: Sequence[_Line], heights: Sequence[float], usual: float) -> tuple[list[_Line], list[_Line]]:
    """Footnotes come last: where they stand they would cut sentences in two that go on in the next column."""
    text: list[_Line] = []
    notes: list[_Line] = []
    inside: _Line | None = None
    for line in lines:
        small = line.size < usual * _SMALL and line.top < heights[line.page] * 0.6
        if small and (_NOTE.match(line.text) or (inside and inside.page == line.page and line.top < inside.top)):
            notes.append(line)
            inside = line
        else:
            text.append(line)
            inside = None
    return (text, notes) if text else (list(lines), [])


def _find_title(lines: Sequence[_Line], said: str, usual: float) -> str | None:
    """The title: what the file says, where its first page says so too; else what is set largest there."""
    first = [line for line in lines if line.page == lines[0].page]
    words = set(re.findall(r"\w+", " ".join(line.text for line in first[:40]).casefold()))
    wanted = re.findall(r"\w+", said.casefold())
    if 2 <= len(wanted) <= 40 and all(word in words for word in wanted) and not re.search(r"\.\w{3,4}$", said):
        return said
    largest = max((line.size for line in first), default=0.0)
    if largest <= usual * _LARGE:
        return None
    at = next(index for index, line in enumerate(first) if line.size == largest)
    parts = [first[at]]
    for line in first[at + 1 :]:
        if abs(line.size - largest) > 0.5 or len(parts) > 5:
            break
        parts.append(line)
    title = _joined(parts)
    return title if 3 < len(title) <= 300 else None


def _write(lines: Sequence[_Line], notes: Sequence[_Line], usual: float, title: str | None) -> Page:
    writer = PageWriter()
    if title:
        writer.write(plain(title), "title", 1, marked=True)
    for group in [*_paragraphs(lines, usual), *_paragraphs(notes, usual)]:
        text = _joined(group)
        first = group[0]
        mark = BULLET.match(text)
        section = _SECTION.match(text)
        prominent = first.size > usual * _LARGE or (first.bold and len(group) < 4 and not _FINAL.search(text))
        said = mark and text[0] in "-–—" and _FINAL.search(text)  # a dash also begins what somebody says
        if prominent and len(text) <= 200 and not date_of_line(text):
            writer.write(plain(text), "heading", 2, marked=True)
        elif mark and not section and not said:
            writer.write(plain(text[mark.end() :]), "item", 1, marked=True)
        else:
            writer.write(plain(text), "paragraph")
    return without_repeated_title(writer.page())


def _paragraphs(lines: Sequence[_Line], usual: float) -> list[list[_Line]]:
    """Lines that belong to one paragraph each."""
    if not lines:
        return []
    leading = _leading(lines, usual)
    rights = _right_edges(lines)
    groups = [[lines[0]]]
    for former, line in pairwise(lines):
        if _goes_on(groups[-1], former, line, leading, rights):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _leading(lines: Sequence[_Line], usual: float) -> float:
    """The usual distance between two lines' feet."""
    steps: Counter[float] = Counter()
    for former, line in pairwise(lines):
        step = former.bottom - line.bottom
        if former.page == line.page and 0.5 * usual < step < 3 * usual and abs(former.size - usual) < 0.5:
            steps[round(step, 0)] += 1
    return max(steps, key=lambda step: (steps[step], -step)) if steps else usual * 1.3


def _right_edges(lines: Sequence[_Line]) -> dict[int, float]:
    """The right edge of the column that begins near each left edge (in tens of points)."""
    edges: dict[int, list[float]] = {}
    for line in lines:
        edges.setdefault(round(line.left / 30), []).append(line.right)
    return {left: sorted(rights)[int(len(rights) * 0.9)] for left, rights in edges.items()}


def _goes_on(group: Sequence[_Line], former: _Line, line: _Line, leading: float, rights: dict[int, float]) -> bool:
    """Whether a line goes on with the paragraph that the former line is the last of, so far."""
    if BULLET.match(line.text) and not former.hyphen:
        return False
    if abs(former.size - line.size) > 0.6 or former.bold != line.bold:
        return bool(former.hyphen) and abs(former.size - line.size) <= 0.6
    if former.hyphen and line.text[0].islower():
        return True
    step = former.bottom - line.bottom
    if line.size > leading and former.page == line.page:  # a headline of several lines, often in the middle
        return 0 < step <= 1.6 * line.size
    if former.page != line.page or step < -leading * 0.5 or step > 8 * leading:  # another column or page
        return not _FINAL.search(former.text) and (line.text[0].islower() or line.text[0].isdecimal())
    if step > leading * 1.35 + 1.5:
        return False
    body = group[1].left if len(group) > 1 else min(former.left, line.left)
    if line.left > body + 0.6 * line.size and line.left > former.left + 0.6 * line.size and len(group) > 1:
        return False
    if len(group) == 1 and line.left > former.left + 0.6 * line.size and not BULLET.match(former.text):
        return False
    edge = rights.get(round(min(former.left, line.left) / 30), former.right)
    word = line.text.split(None, 1)[0]
    room = edge - former.right
    wide = len(word) * line.size * 0.5 + line.size * 0.25
    # Where the next line's first word would have had room, the line ends on purpose.
    return not (room > wide * 1.6 + 6 and (_FINAL.search(former.text) or not line.text[0].islower()))


def _joined(lines: Sequence[_Line]) -> str:
    """Lines as one, the words that hyphens cut in two made whole."""
    text = lines[0].text
    for former, line in pairwise(lines):
        if former.hyphen and line.text[:1].islower():
            text = text.rstrip("-\u2010\u00ad") + line.text
        elif former.hyphen and _HYPHEN.search(text):
            text += line.text  # *EU-* / *Kommissionen*: the hyphen is the word's
        elif former.hyphen:
            text += "-" + line.text
        else:
            text += " " + line.text
    return text
