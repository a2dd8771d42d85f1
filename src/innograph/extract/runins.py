"""Names that stand at the beginning of the lines that tell of them (*1. **Trygga hem** – Kumla kommun provar …*)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from innograph.article import Block
from innograph.extract.finders import Finders
from innograph.extract.spans import PROJECT, UPPER, Span
from innograph.extract.text import View

#: So many lines that begin with a name make a list of them.
_SEVERAL = 2
#: A name has at most so many words and so many code points.
_MOST_WORDS, _LONGEST = 8, 70
#: What parts a name from what is told of it; in a list's item a dash alone shows it, elsewhere what sets it apart does.
_DASH = re.compile(rf"(?P<name>[{UPPER}\d][^–—.:;!?()|\n]{{2,69}}?) [–—-] (?=\S)")
_BEHIND = re.compile(r"(?:\. ?| ?[–—-] )(?=\S)")
#: Money, which makes a line one of a list of grants (grants.py).
_MONEY = re.compile(r"\d{2,3}[ .\u00a0]\d{3}(?!\d)|\d ?(?:kr|mkr|tkr|milj|mill|mio|euro|€)", re.IGNORECASE)
#: What marks an item of a list.
_MARK = re.compile(r"(?:[•*–-]|\d{1,2}[.)]) +")
#: An abbreviation, or what is said of the name, behind it.
_BRACKET = re.compile(r" ?\([^()\n]{2,40}\)$")


def run_ins(view: View, finders: Finders) -> list[Span]:
    """The projects of a list whose lines begin with their names, below a heading, a title or a line with a colon that
    tells of projects.
    """
    heading = finders.project_list
    if heading is None:
        return []
    found: list[Span] = []
    title = next((b for b in view.blocks if b.kind == "title"), None)
    above = _text(view, title) if title else ""
    run: list[Span] = []
    told = bool(heading.search(above))
    #: Whether the line before said that projects follow; what the paragraph before told.
    opened, before = False, ""
    for block in view.blocks:
        if block.kind == "boilerplate":
            continue
        text = _text(view, block)
        if block.kind in ("heading", "title"):
            found += run if len(run) >= _SEVERAL and (told or opened) else []
            run, told, opened, before = [], bool(heading.search(text)), False, ""
            continue
        lists = block.kind == "paragraph" and text.rstrip().endswith(":")
        if opened or lists:
            begun = [] if lists or (opened and _MONEY.search(text)) else [*_begun(view, block, finders, opened)]
            if lists or not begun:
                # "Valvova vuode – …" below "Käynnissä ovat:", which follows on what tells of projects.
                found += run if len(run) >= _SEVERAL and (told or opened) else []
                run, opened = [], lists and bool(heading.search(text) or heading.search(before))
        else:
            begun = [*_begun(view, block, finders)]
        run += begun
        before = text
    return found + (run if len(run) >= _SEVERAL and (told or opened) else [])


def _text(view: View, block: Block) -> str:
    return view.text[view.to_view(block.start) : view.to_view(block.end)].lower()


def _begun(view: View, block: Block, finders: Finders, opened: bool = False) -> Iterator[Span]:
    """The name that a block begins with; `opened` says that the lines before are of a list of projects."""
    end = view.to_view(block.end)
    mark = _MARK.match(view.text, view.to_view(block.start), end)
    start = mark.end() if mark else view.to_view(block.start)
    if block.emphasis and view.to_view(block.emphasis[0][0]) <= start + 1:
        stop = view.to_view(block.emphasis[0][1])
        while stop > start and view.text[stop - 1] in " .":
            stop -= 1
        if stop >= end or _BEHIND.match(view.text, stop, end) is None:
            return
    elif (block.kind == "item" or mark or opened) and (match := _DASH.match(view.text, start, end)):
        stop = match.end("name")
    else:
        return
    bracket = _BRACKET.search(view.text, start, stop)
    name = view.text[start : bracket.start() if bracket else stop]
    if _is_name(name, finders):
        yield Span(start, start + len(name), PROJECT, name, "title", 0.8, "inno:Project")


def _is_name(name: str, finders: Finders) -> bool:
    """Whether a stretch reads like a project's name: no person's, no label, no sentence."""
    language, words = finders.language, name.lower().split()
    if not name[:1].isalnum() or name[:1].islower() or not words or len(words) > _MOST_WORDS or len(name) > _LONGEST:
        return False
    if words[0] in language.given_names or finders.roles.base(words[-1]) is not None or name.endswith(("?", "!")):
        return False
    if finders.plain_heading is not None and finders.plain_heading.match(name.lower()):
        return False
    if len(words) == 1 and (words[0] in language.not_names or words[0] in language.stoppers):
        return False
    return not any(language.looks_like_verb(word) for word in words[1:])
