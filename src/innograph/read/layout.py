"""The layout of a text: from stretches to blocks, for plain text and for Markdown copied from noisy pages.

What a person sees at a glance has to be inferred: which line ends only wrap a paragraph (in a column of 72
characters, or as a PDF's words broken by hyphens) and which end it, what is a heading, a list without
bullets, a caption, and what belongs to the page and not to the article. Every step looks at a line a bounded
number of times, so that time grows with the text's length alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from innograph.article import Block
from innograph.read import boilerplate
from innograph.read.dates import DAY, date_of_line
from innograph.read.language import is_function_word
from innograph.read.lines import BULLET, RAGGED, continues, find_column, lines_of
from innograph.read.raw import Page, Raw, Span

_MAX_HEADING = 90
_MAX_QUESTION = 220
_MAX_TITLE = 250
#: A line longer than this is prose rather than an entry of a list.
_PROSE = 130

#: The items beside one of a numbered list stand at most so many code points from it.
_COUNTED = 4000
#: The break before a line that begins with a label of a few words and a colon, or with a time of day.
_LABEL_LINE = re.compile(r"\n[ \t]*(?=[^\W\d_a-zà-ÿ][^:.,;\n]{2,30}: \S|\d{1,2}[.:]\d\d[ \t\u00a0–-]+[^\W\da-zà-ÿ])")

#: A name on a line of its own that a sentence goes on behind, because it was a link or in bold type.
_SET_APART = re.compile(r"[^\W\d_a-zà-ÿ][^\s.,;:!?()]*(?: [^\s.,;:!?()]+){0,5}")
#: How the sentence goes on, and what it has before the name at least: so many words, the last one in small letters.
_GOES_ON = re.compile(r"[.,;:!?)](?:\s|$)|\([^()\n]{1,5}\)|(?P<word>[a-zà-ÿ]+) ")
_BEFORE_NAME, _LAST_SMALL = 4, re.compile(r"(?<![^\W\d_])[a-zà-ÿ]{2,}$")

_DASH = ("– ", "— ", "- ", "– ", "— ")
_STOP = (".", "…", ";", ",", ".”", '."', ".»", ".)")


@dataclass(slots=True)
class _Unit:
    """Lines that belong together: a block in the making."""

    kind: str
    start: int
    end: int
    level: int = 0
    raw: Raw | None = None
    chunk: int = 0
    last: bool = False  # the last of its chunk

    def text(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Layout:
    """A text's blocks, its title (as one line) and the date that a line of its own gives."""

    blocks: tuple[Block, ...] = ()
    title: str | None = None
    date: str | None = None


def lay_out(page: Page) -> Layout:
    """The blocks of a page: ordered, apart from each other, inside the text, none of them empty."""
    text = page.text
    column = find_column(text, page.raws)
    units: list[_Unit] = []
    page = Page(text, tuple(part for raw in page.raws for part in _part_loose(text, raw, column)))
    for chunk, raw in enumerate(page.raws):
        if _is_said(page, chunk):
            raw = replace(raw, kind="paragraph", level=0)
        found = _split_raw(text, raw, column)
        for unit in found:
            unit.raw, unit.chunk = raw, chunk
        found[-1].last = True
        units += found
    units = _rejoin(text, units)
    _mark_boilerplate(text, units)
    date = _mark_dates(text, units)
    _mark_headings(text, units)
    title = _mark_title(text, units)
    return Layout(tuple(_block(text, unit) for unit in units), title, date)


def _rejoin(text: str, units: list[_Unit]) -> list[_Unit]:
    """The units with a sentence whole again whose names the page set on lines of their own, as links often are (*säger*
    | *Anna Ek* | *, rektor.*).
    """
    joined: list[_Unit] = []
    for unit in units:
        name = joined[-1] if joined else None
        opening = joined[-2] if len(joined) > 1 else None
        if (
            name is not None
            and opening is not None
            and {opening.kind, name.kind, unit.kind} == {"paragraph"}
            and (on := _GOES_ON.match(text, unit.start, unit.end))
            and (on["word"] is None or is_function_word(on["word"]))
            and _SET_APART.fullmatch(text, name.start, name.end)
            and name.end - name.start <= _MAX_HEADING
            and not boilerplate.is_menu_entry(name.text(text))
            and _LAST_SMALL.search(text, opening.start, opening.end)
            and text.count(" ", opening.start, opening.end) >= _BEFORE_NAME
        ):
            joined[-2:] = [replace(opening, end=unit.end, last=unit.last)]
        else:
            joined.append(unit)
    return joined


def _part_loose(text: str, raw: Raw, column: int) -> list[Raw]:
    """An item and the lines below it that the format takes for its own, because no empty line parts them from it: a
    line at the margin that does not go on with the one before.
    """
    loose = set(raw.loose)
    lines = lines_of(text, raw) if loose else []
    full = sum(end - start > column * RAGGED for start, end in lines[:-1])
    even = full >= 0.7 * (len(lines) - 1)
    for line, following in pairwise(lines):
        if loose.isdisjoint(range(line[1], following[0])) or text[line[1] - 1] == ",":
            continue
        if not continues(text, line, following, column, even=even):
            rest = Raw("paragraph", following[0], raw.end, emphasis=raw.emphasis, links=raw.links, breaks=raw.breaks)
            return [replace(raw, end=line[1]), rest]
    return [raw]


def _split_raw(text: str, raw: Raw, column: int) -> list[_Unit]:
    """A stretch as units: what the format has marked stays whole, the rest is split where its lines end."""
    if raw.marked:
        return [_unmark(text, part) for part in _labelled_lines(text, raw)]
    lines = lines_of(text, raw)
    full = sum(end - start > column * RAGGED for start, end in lines[:-1])
    even = full >= 0.7 * (len(lines) - 1)
    forced = set(raw.breaks)
    groups: list[list[Span]] = [[lines[0]]]
    for line, following in pairwise(lines):
        wraps = forced.isdisjoint(range(line[1], following[0] + 1)) if forced else True
        if wraps and continues(text, line, following, column, even=even):
            groups[-1].append(following)
        else:
            groups.append([following])
    dashes = sum(text.startswith(_DASH, group[0][0]) for group in groups)
    units = []
    for group in groups:
        start, end = group[0][0], group[-1][1]
        marker = BULLET.match(text, start, end)
        if marker and _is_item(text, start, end, marker, dashes):
            units.append(_Unit("item", marker.end(), end, 1))
        elif marker and raw.kind == "paragraph" and text.startswith(_DASH, start):
            units.append(_Unit("paragraph", start, end))
        else:
            units.append(_Unit(raw.kind, start, end, raw.level))
    return units


def _labelled_lines(text: str, raw: Raw) -> list[Raw]:
    """An item cut where a line of it begins with a label and a colon (*Project leader: Anna Ek*) or with a time of day,
    as the next line of a programme does.
    """
    starts = [m.end() for m in _LABEL_LINE.finditer(text, raw.start, raw.end)] if raw.kind == "item" else []
    if not starts:
        return [raw]
    ends = [text.rindex("\n", raw.start, start) for start in starts]
    return [replace(raw, start=a, end=b) for a, b in zip([raw.start, *starts], [*ends, raw.end], strict=True) if a < b]


def _unmark(text: str, raw: Raw) -> _Unit:
    """What the format has marked, as it is; a heading as long as a paragraph is one."""
    size = raw.end - raw.start
    if raw.kind == "heading" and size > _MAX_TITLE:
        return _Unit("paragraph", raw.start, raw.end)
    return _Unit(raw.kind, raw.start, raw.end, raw.level)


def _is_said(page: Page, at: int) -> bool:
    """Whether a list's only item is what somebody says: a quotation that begins with a hyphen."""
    raw = page.raws[at]
    if raw.kind != "item" or raw.end - raw.start <= _PROSE or not page.text.endswith(_STOP, raw.start, raw.end):
        return False
    return all(near.kind != "item" for near in (*page.raws[max(0, at - 1) : at], *page.raws[at + 1 : at + 2]))


def _is_item(text: str, start: int, end: int, marker: re.Match[str], dashes: int) -> bool:
    """Whether a line with a mark before it is a list's item: a dash also begins what somebody says."""
    if date_of_line(text[start : min(end, start + _MAX_QUESTION)]):
        return False
    if marker[0][0].isdecimal():
        if DAY.match(text, start) or (
            marker[0][-2:] == ". " and not _is_counted(text, start, end, int(marker[0][:-2]))
        ):
            return False  # "20. Februar 2024, Berlin", "8. Tag der Archive"
        return end - marker.end() <= _PROSE * 4
    if not text.startswith(_DASH, start):
        return True
    prose = text.endswith(_STOP, start, end) or end - start > _PROSE
    return dashes > 1 and (text[start] == "-" or not prose)


def _is_counted(text: str, start: int, end: int, number: int) -> bool:
    """Whether the number of a line is one of several that count: the one before it or behind it begins a line, too."""
    if number < 2:
        return True
    before = text.rfind(f"\n{number - 1}", max(0, start - _COUNTED), start) >= 0
    return before or text.find(f"\n{number + 1}", end, end + _COUNTED) >= 0


def _mark_boilerplate(text: str, units: list[_Unit]) -> None:
    """Mark menus, banners, footers and lists of other articles."""
    at = 0
    while at < len(units):
        stop = at
        while stop < len(units) and _is_short(units[stop], text):
            stop += 1
        if stop == at:
            unit = units[at]
            if unit.kind in ("paragraph", "item") and boilerplate.is_furniture(unit.text(text)):
                unit.kind = "boilerplate"
            at += 1
            continue
        run = units[at:stop]
        for unit, marked in zip(run, boilerplate.menu_runs([u.text(text) for u in run]), strict=True):
            if marked and unit.kind != "title":
                unit.kind = "boilerplate"
        at = stop
    _mark_buttons(text, units)
    _mark_related(text, units)


def _mark_buttons(text: str, units: list[_Unit]) -> None:
    """Mark menu entries that are left alone between what is boilerplate: the last button of a cookie banner."""
    for former, unit, following in zip(units, units[1:], units[2:], strict=False):
        among = former.kind == following.kind == "boilerplate"
        if among and unit.kind in ("paragraph", "item") and boilerplate.is_menu_entry(unit.text(text)):
            unit.kind = "boilerplate"


def _is_short(unit: _Unit, text: str) -> bool:
    size = unit.end - unit.start
    return size <= _PROSE and not (size > 60 and text[unit.end - 1] in ".!")


def _mark_related(text: str, units: list[_Unit]) -> None:
    """Mark the list under `Läs också`: entries of one line, until prose or a heading ends it."""
    inside = False
    for unit in units:
        if unit.kind in ("title", "boilerplate"):
            continue
        if boilerplate.is_related_heading(unit.text(text)):
            unit.kind, inside = "boilerplate", True
        elif (
            inside
            and _is_short(unit, text)
            and unit.kind in ("paragraph", "item")
            and not unit.text(text).rstrip().endswith((":", "?"))
        ):
            unit.kind = "boilerplate"
        else:
            inside = False


def _mark_dates(text: str, units: list[_Unit]) -> str | None:
    """Mark lines that hold nothing but the article's date; return the first of those above the prose."""
    date = None
    prose = 0
    for unit in units:
        if unit.end - unit.start > _PROSE:
            prose += 1
        found = date_of_line(unit.text(text)) if unit.end - unit.start <= 80 else None
        if found and unit.kind in ("paragraph", "boilerplate"):
            unit.kind = "boilerplate"
            if date is None and prose < 2:
                date = found
    return date


def _mark_headings(text: str, units: list[_Unit]) -> None:
    """Tell headings, captions and lists without bullets from paragraphs."""
    strict = sum(unit.kind == "heading" for unit in units) > 1  # one is the title
    for at, unit in enumerate(units):
        if unit.kind != "paragraph":
            if unit.kind == "item" and boilerplate.is_caption(unit.text(text)):
                unit.kind = "caption"
            continue
        content = unit.text(text)
        following = next((u for u in units[at + 1 : at + 6] if u.kind != "boilerplate"), None)
        if boilerplate.is_caption(content) or _is_wholly_emphasised_note(content, unit):
            unit.kind, unit.level = "caption", 0
        elif _is_listed(text, units, at) or _is_entry(text, units, at):
            continue
        elif _is_heading(text, content, unit, following, strict=strict):
            unit.kind, unit.level = "heading", 2
    _mark_bare_lists(text, units)


def _is_listed(text: str, units: list[_Unit], at: int) -> bool:
    """Whether a line follows another short one in its stretch, and none of prose comes after it there."""
    unit, former = units[at], units[at - 1] if at else None
    return (
        unit.last
        and former is not None
        and former.chunk == unit.chunk
        and former.kind in ("paragraph", "item")
        and former.end - former.start <= _PROSE
        and not unit.text(text).endswith("?")
    )


def _is_entry(text: str, units: list[_Unit], at: int) -> bool:
    """Whether a line inside a stretch is one of several with a name and facts about it (*Anna Ek, rektor*)."""
    unit, former = units[at], units[at - 1] if at else None
    content = unit.text(text)
    return (
        former is not None
        and former.chunk == unit.chunk
        and former.end - former.start <= _PROSE
        and ", " in content
        and ", " in former.text(text)
        and not content.endswith((":", "?"))
    )


def _is_wholly_emphasised_note(content: str, unit: _Unit) -> bool:
    """A sentence set apart as a whole that begins with a few words and a colon stands under a picture."""
    spans = unit.raw.emphasis if unit.raw else ()
    whole = len(spans) == 1 and spans[0][0] <= unit.start and spans[0][1] >= unit.end
    return whole and content.endswith(".") and bool(re.match(r"[^.:?!\n]{3,40}:\s+\S", content)) and len(content) > 40


def _is_heading(text: str, content: str, unit: _Unit, following: _Unit | None, *, strict: bool) -> bool:
    """Whether a stretch heads what follows; `strict` where the format marks its headings itself."""
    if following is None or len(content) > _MAX_QUESTION or content.count("\n") > 2:
        return False
    if content.startswith(_DASH):
        return False
    if content.endswith("?"):
        return content.count(". ") == 0
    if len(content) > _MAX_HEADING or content.endswith(_STOP) or content.count(". ") > 1:
        return False
    spans = unit.raw.emphasis if unit.raw else ()
    if len(spans) == 1 and spans[0][0] <= unit.start and spans[0][1] >= unit.end:
        return True
    words = content.rstrip(":").split()
    leads = following.kind == "item" or content.endswith(":")
    if strict or not words or (leads and is_function_word(words[-1])):
        return False  # *Myndigheten ska:* leads on to what follows
    if content.endswith(":"):
        return len(content) <= 40 and len(words) <= 3  # longer is a sentence that leads to a list
    if boilerplate.is_caption(text[following.start : following.end]):
        return False
    # A short line above others as short is an entry among them; above prose, it heads it.
    if following.kind == "item" or (following.chunk != unit.chunk and not following.last):
        return len(content.split()) <= 6
    prose = 80 if following.chunk == unit.chunk else 50
    return following.kind in ("heading", "title") or following.end - following.start > max(prose, 1.5 * len(content))


def _mark_bare_lists(text: str, units: list[_Unit]) -> None:
    """Short lines that follow each other in one stretch are a list that has lost its bullets."""
    at = 0
    while at < len(units):
        stop = at
        while (
            stop < len(units)
            and units[stop].kind == "paragraph"
            and units[stop].chunk == units[at].chunk
            and units[stop].end - units[stop].start <= _PROSE
        ):
            stop += 1
        if stop - at >= 2 and not all(text[u.end - 1] == "." for u in units[at:stop]):
            listed = units[at:stop]
            for unit in listed:
                if not text.startswith(_DASH, unit.start):
                    unit.kind, unit.level = "item", 1
            facts = sum("," in unit.text(text) for unit in listed[1:])
            if facts * 2 > len(listed) - 1 and "," not in listed[0].text(text) and listed[0].kind == "item":
                listed[0].kind, listed[0].level = "heading", 2
        at = max(stop, at + 1)


def _mark_title(text: str, units: list[_Unit]) -> str | None:
    """Find the title: the format's, or the first line above the prose that reads like one."""
    title = next((u for u in units if u.kind == "title"), None)
    if title is None:
        title = next((u for u in units if u.kind == "heading" and u.level == 1 and u.raw and u.raw.marked), None)
    if title is None:
        title = _guess_title(text, units)
    if title is None:
        return None
    title.kind, title.level = "title", 1
    return " ".join(title.text(text).split())


def _guess_title(text: str, units: list[_Unit]) -> _Unit | None:
    candidates: list[_Unit] = []
    for unit in units[:60]:
        if unit.kind == "boilerplate":
            continue
        content = unit.text(text)
        single = unit.kind == "heading" or (unit.kind == "paragraph" and _is_titular(content, units, unit))
        if unit.kind == "item" and len(content) <= _PROSE and not candidates:
            continue  # what no table knows of a menu above the title
        if not single:
            break
        candidates.append(unit)
    # The name of a site or a section may stand above the title: those are a word or two.
    long = [unit for unit in candidates if len(unit.text(text).split()) >= 4]
    return long[0] if long else (candidates[0] if candidates else None)


def _is_titular(content: str, units: list[_Unit], unit: _Unit) -> bool:
    return (
        len(content) <= _MAX_TITLE
        and content.count("\n") <= 2
        and not content.endswith((".", ":", ",", ";"))
        and not content.startswith(_DASH)
        and unit is not units[-1]
    )


def _block(text: str, unit: _Unit) -> Block:
    spans: tuple[Span, ...] = ()
    if unit.raw:
        clipped = ((max(a, unit.start), min(b, unit.end)) for a, b in unit.raw.emphasis)
        spans = tuple((a, b) for a, b in clipped if a < b)
    return Block(unit.kind, unit.start, unit.end, unit.level, spans)
