"""Markdown to plain text and stretches: CommonMark with tables, read by markdown-it-py.

Two rules of CommonMark are off, because in copied pages they never mean what they say: text indented by four
spaces is no program code, and a line of text above a rule (`---`) is a heading only when it is short.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from innograph.read.raw import Page
from innograph.read.writer import Line, PageWriter, plain, write_row

_BREAK_TAG = re.compile(r"<(?:br|/?p|/?div|/?li|/?tr|/?h[1-6]|hr)\b[^<>]{0,500}>", re.IGNORECASE)
_TAG = re.compile(r"<[/!?]?[A-Za-z][^<>]*>")
_SILENT = re.compile(r"<(script|style|template|svg)\b", re.IGNORECASE)
#: A line underlined with --- that is longer than this is a paragraph above a rule.
_MAX_UNDERLINED = 120


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table").disable("code")


def strip_html(html: str) -> str:
    """The text of a piece of HTML: no tags, comments, scripts and styles; block ends are line ends."""
    out: list[str] = []
    at = 0
    closed = True  # False once an ending is missing: then no later search for one can succeed
    while (start := html.find("<", at)) >= 0:
        out.append(html[at:start])
        at = start + 1
        if html.startswith("<!--", start):
            end = html.find("-->", start + 4) if closed else -1
            closed = end >= 0
            at = end + 3 if closed else start + 4
        elif tag := _TAG.match(html, start):
            at = tag.end()
            silent = _SILENT.match(html, start)
            end = _find_close(html, silent[1], at) if silent and closed else -1
            if silent:
                closed = end >= 0
                at = end if closed else at
            out.append("\n" if _BREAK_TAG.match(html, start) else "")
        else:
            out.append("<")
    out.append(html[at:])
    return unescape("".join(out))


def _find_close(html: str, name: str, start: int) -> int:
    """Where the closing tag of this name begins, or -1."""
    match = re.compile(rf"</{name}", re.IGNORECASE).search(html, start)
    return match.start() if match else -1


def _inline(children: Sequence[Token], line: Line, source: Sequence[str] = ()) -> None:
    """Append the text of inline tokens, with the places of emphasis, links and forced breaks; `source` are the lines
    of an item as the file has them, which tell the lines at the margin.
    """
    row = 0
    strong: list[int] = []
    linked: list[int] = []
    depth = 0
    for token in children:
        kind = token.type
        if kind in ("text", "text_special", "code_inline"):
            line.add(token.content)
        elif kind == "softbreak":
            row += 1
            if row < len(source) and not source[row][:1].isspace():
                line.loose.append(line.length)
            line.add("\n")
        elif kind == "hardbreak" or (kind == "html_inline" and _BREAK_TAG.match(token.content)):
            row += kind == "hardbreak"
            line.breaks.append(line.length)
            line.add("\n")
        elif kind in ("strong_open", "em_open"):
            if depth == 0:
                strong.append(line.length)
            depth += 1
        elif kind in ("strong_close", "em_close"):
            depth -= 1
            if depth == 0 and line.length > strong[-1]:
                line.emphasis.append((strong.pop(), line.length))
        elif kind == "link_open":
            linked.append(line.length)
        elif kind == "link_close" and linked:
            start = linked.pop()
            if line.length > start:
                line.links.append((start, line.length))
        # Images are dropped with their alternative text, other HTML tags without their text.


def _is_ordered_list(tokens: Sequence[Token], at: int) -> bool:
    """Whether an ordered list is one: `16. juni 2020` alone on a line is a date that lost its sense as a
    list."""
    numbers = []
    depth = 0
    for index in range(at, len(tokens)):
        token = tokens[index]
        if token.type == "ordered_list_open":
            depth += 1
        elif token.type == "ordered_list_close":
            depth -= 1
            if depth == 0:
                break
        elif token.type == "list_item_open" and depth == 1:
            numbers.append(token.info)
    return numbers[:1] == ["1"] or (len(numbers) > 1 and numbers[0] in ("0", "2"))


def read_markdown(body: str, title: str | None = None) -> Page:
    """The plain text of a Markdown body and its stretches; `title`, when given, stands first as the title."""
    writer = PageWriter()
    if title:
        writer.write(plain(title), "title", 1, marked=True)
    tokens = _parser().parse(body)
    lines = body.split("\n")
    markers: list[str] = []  # what stands for the marker of each open list's items: nothing, or its number
    fresh = False  # an item has begun and not yet written its first paragraph
    number = ""
    depth = 0
    heading = 0
    row: list[Line] | None = None
    for at, token in enumerate(tokens):
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            depth += 1
            kept = kind == "ordered_list_open" and not _is_ordered_list(tokens, at)
            markers.append("number" if kept else "")
        elif kind in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
            markers.pop()
        elif kind == "list_item_open":
            fresh = True
            number = f"{token.info}{token.markup} " if markers[-1:] == ["number"] else ""
        elif kind == "heading_open":
            heading = int(token.tag[1:])
            if token.markup in ("=", "-") and len(tokens[at + 1].content) > _MAX_UNDERLINED:
                heading = 0
        elif kind == "heading_close":
            heading = 0
        elif kind == "tr_open":
            row = []
        elif kind == "tr_close" and row is not None:
            write_row(writer, row)
            row = None
        elif kind == "inline":
            line = Line()
            if number and fresh:
                line.add(number)
            item = depth and fresh and not number and "\n" in token.content and token.map
            _inline(token.children or (), line, lines[token.map[0] : token.map[1]] if item and token.map else ())
            if row is not None:
                row.append(line)
            elif heading:
                writer.write(line, "heading", heading, marked=True)
            elif depth and fresh and not number:
                writer.write(line, "item", depth, marked=True)
            else:
                writer.write(line, "paragraph")
            fresh = False
        elif kind in ("fence", "code_block"):
            writer.write(plain(token.content), "paragraph")
        elif kind == "html_block":
            for stretch in re.split(r"\n\s*\n", strip_html(token.content)):
                writer.write(plain(stretch), "paragraph")
    return writer.page()
