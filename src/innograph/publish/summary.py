"""A thing on a sheet of paper: Markdown, or HTML in one file, with every fact, its sentences and their sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from innograph.publish.page import Pages, Site, Value, asset, is_web
from innograph.publish.thing import Fact, Quote, Reader, Source, Thing

#: Signs that Markdown may take for its own anywhere in a line, and those that it does at the beginning.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_FIRST = re.compile(r"^(\s*)([-+=.)]|\d+[.)])")


def summarise(reader: Reader, iris: Sequence[str], language: str = "sv") -> str:
    """What the graph knows of things as Markdown (CommonMark), one after the other; things it does not have are left
    out. Names are text: nothing in them is taken for markup.
    """
    pages = Pages(reader, Site("", language))
    things = (reader.read(iri) for iri in iris)
    return "\n\n".join("\n".join(_lines(pages, thing)) for thing in things if thing is not None) + "\n"


def summary_html(markdown: str, title: str, language: str = "sv") -> str:
    """A summary as one HTML file that asks nobody for anything."""
    from markdown_it import MarkdownIt

    body = MarkdownIt("commonmark", {"html": False}).render(markdown)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{asset('site.css')}</style>\n</head>\n"
        f'<body>\n<main class="sheet">\n{body}</main>\n</body>\n</html>\n'
    )


def _lines(pages: Pages, thing: Thing) -> Iterator[str]:
    words = pages.words
    yield f"# {_text(thing.label)}"
    yield ""
    what = [words["classes"][thing.cls]]
    if thing.source is not None:
        what += [part for part in (thing.source.date, thing.source.publisher) if part]
    yield _text(" · ".join(what))
    if thing.definition:
        yield from ("", _text(thing.definition))
    if thing.source is not None and thing.source.retold:
        yield from ("", f"*{_text(words['retoldLong'])}*")
    rows = pages.about(thing)
    if rows:
        yield ""
    for name, values in rows:
        yield f"- {_text(name)}: {', '.join(map(_value, values))}"
    yield f"- {_text(words['iri'])}: <{thing.iri}>"
    told: tuple[str, bool] | None = None
    for fact in thing.facts:
        if (fact.predicate, fact.inverse) != told:
            told = fact.predicate, fact.inverse
            yield from ("", f"## {_text(words['in' if fact.inverse else 'out'][fact.predicate])}")
        yield from _fact(pages, fact)
    if thing.mentions:
        yield from ("", f"## {_text(words['mentionedIn'])}", "")
        for source in thing.mentions:
            yield f"- {_source(source)}"


def _fact(pages: Pages, fact: Fact) -> Iterator[str]:
    yield from ("", f"### {_text(fact.label)}")
    for quote in fact.quotes:
        yield ""
        for line in quote.text.splitlines():
            yield f"> {_escaped(line)}"
        yield ">"
        yield f"> — {_source(quote.source)} ({_sure(pages, quote)})"


def _sure(pages: Pages, quote: Quote) -> str:
    number = f"{quote.confidence:.2f}".replace(".", pages.words["decimal"])
    said = pages.words["confidence"].format(c=number)
    return f"{said}, {pages.words['retold']}" if quote.source.retold else str(said)


def _source(source: Source) -> str:
    title = _text(source.title)
    linked = f"[{title}](<{source.url}>)" if is_web(source.url) and not re.search(r"[<>\s\\]", source.url) else title
    return ", ".join(part for part in (linked, _text(source.publisher), source.date) if part)


def _value(value: Value) -> str:
    if value.address and not re.search(r"[<>\s\\]", value.address):
        return f"<{value.address}>"
    return f"{_text(value.text)} ({_text(value.note)})" if value.note else _text(value.text)


def _text(text: str) -> str:
    """A text on one line, with what Markdown would take for markup escaped."""
    return _escaped(" ".join(text.split()))


def _escaped(line: str) -> str:
    line = _SIGNS.sub(r"\\\1", line)
    return _FIRST.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", line)
