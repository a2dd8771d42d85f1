"""Web pages: the main text and what the page says of it, found by trafilatura.

The article's text is what is read here, not the page's source: title, then the paragraphs, headings, items and rows of
the main text, white space as a browser shows it. The same page gives the same text wherever and whenever it is read.
"""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from innograph.article import Article
from innograph.errors import InputError
from innograph.read import dates
from innograph.read.addresses import address_key
from innograph.read.given import Given, choose_language, make_article
from innograph.read.raw import Page, without_repeated_title
from innograph.read.text import clean
from innograph.read.writer import Line, PageWriter, plain, write_row

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Tags of a page: time grows with them, and a long page of an encyclopaedia has 30,000.
MAX_TAGS = 60_000

_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_MARKUP = re.compile(
    r"</?(?:p|br|div|ul|ol|li|h[1-6]|a|strong|em|b|i|span|table|figure|blockquote)\b[^<>]*>", re.IGNORECASE
)
#: Windows-1252 is what browsers read where a page says Latin-1, or nothing.
_AS_BROWSERS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
}

_HEADINGS = {"head": 2, **{f"h{n}": n for n in range(1, 7)}}
_ITEMS = frozenset({"item", "li", "dt", "dd"})
_ROWS = frozenset({"row", "tr"})
_CELLS = frozenset({"cell", "td", "th"})
_BREAKS = frozenset({"lb", "br"})
_STRONG = frozenset({"hi", "strong", "b", "em", "i"})
_LINKS = frozenset({"ref", "a"})
_SILENT = frozenset({
    "script", "style", "template", "svg", "noscript", "graphic", "img", "iframe", "form", "button", "select",
    "object", "video", "audio", "del", "title", "meta", "link",
})  # fmt: skip
_BLOCKS = frozenset({
    "p", "ab", "quote", "blockquote", "list", "ul", "ol", "dl", "table", "tbody", "thead", "tfoot", "code", "pre",
    "div", "section", "article", "main", "body", "html", "header", "footer", "aside", "figure", "figcaption", "hr",
    "address", "details", "summary", "fieldset", "caption",
})  # fmt: skip


#: A lead has so many characters at least; elements and leads that may stand between headline and main text.
_MIN_LEAD, _MAX_BETWEEN, _MAX_LEADS = 40, 120, 4
_MAY_LEAD = frozenset({"p", "div", "strong", "span", "b", "section"})
#: What stands in these is no lead.
_ASIDE = frozenset(
    {"nav", "aside", "footer", "form", "button", "figure", "figcaption", "dialog", "script", "style", "noscript"}
)
#: A table that holds more than so many characters or blocks in a cell sets a page and no data.
_MAX_CELL = 600


def decode_page(data: bytes, source: str, charset: str | None = None) -> str:
    """The text of a page's bytes. `charset` is what the server said.

    A byte order mark decides; then whether the bytes are UTF-8, which no text of another encoding is by chance; then
    what the server, then the page says; else Windows-1252, as in browsers. Raises InputError when it cannot be text.
    """
    if not data.strip():
        raise InputError(source, "the file is empty")
    for bom, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    declared = _DECLARED.search(data[:4096])
    names = [charset, declared[1].decode("ascii", "replace") if declared else None]
    if b"\x00" not in data:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            # Cut or damaged in a few places, it is UTF-8 all the same, if it says so.
            said = any(name and name.strip().casefold() in ("utf-8", "utf8") for name in names)
            if said and error.start + 4 >= len(data):
                return data.decode("utf-8", "ignore")
    for name in names:
        encoding = _AS_BROWSERS.get((name or "").strip().casefold(), (name or "").strip())
        try:
            if encoding:
                return data.decode(encoding)
        except (LookupError, UnicodeError, ValueError):
            continue
    if b"\x00" in data[:1024] or sum(byte < 9 or 13 < byte < 32 for byte in data[:4096]) * 50 > len(data[:4096]):
        raise InputError(source, "a binary file, not text")
    return data.decode("cp1252", "replace")


def looks_like_markup(text: str) -> bool:
    """Whether the text of a feed's or an export's field is HTML."""
    return bool(_MARKUP.search(text)) or bool(re.search(r"&(?:[a-z]{2,8}|#\d{2,5});", text))


def read_html(html: str, *, id: str, given: Given | None = None) -> Article:
    """The article of a web page.

    `given` is what its archive or server said: it stands in for what the page itself does not say.
    Raises InputError when the page has no main text.
    """
    given = given or Given()
    if (tags := html.count("<")) > MAX_TAGS:
        raise InputError(id, f"{tags} tags: more than a page has ({MAX_TAGS})")
    tree, document = _extract(html, id, given.url)
    writer = PageWriter()
    title = _one_line(document.title) or given.title
    if title:
        writer.write(plain(title), "title", 1, marked=True)
    try:
        for lead in _leads(tree, document.body, title):
            writer.write(plain(lead), "paragraph")
        _Walk(writer).go(document.body)
    except RecursionError:
        raise InputError(id, "nested too deep") from None
    page = writer.page()
    if not page.raws or (title and len(page.raws) == 1):
        raise InputError(id, "no main text in the page")
    page = without_repeated_title(page)
    url = _canonical(document.url, given.url) or given.url
    others = (given.url,) if given.url and address_key(given.url) != address_key(url) else ()
    return make_article(
        page,
        id=id,
        language=choose_language(_said_language(html) or given.language, page.text),
        title=title,
        date=document.date or (dates.parse_date(given.date) if given.date else None),
        publisher=_publisher(document) or given.publisher,
        sources=(url,) if url else (),
        addresses=others,
        licence=given.licence,
    )


def _extract(html: str, id: str, url: str | None) -> tuple[Any, Any]:
    """A page's tree and what trafilatura finds in it. Raises InputError when that is nothing."""
    import trafilatura

    _silence()
    tree: Any = None
    document: Any = None
    try:
        tree = trafilatura.load_html(html)
        document = tree is not None and trafilatura.bare_extraction(
            tree,
            url=url,
            include_comments=False,
            include_formatting=True,
            include_links=True,
            with_metadata=True,
            # Without the bounds it would be today's date that decides what can be a date.
            date_extraction_params={
                "original_date": True, "extensive_search": False, "min_date": "1990-01-01", "max_date": "2100-01-01",
            },
        )  # fmt: skip
    except RecursionError:
        raise InputError(id, "nested too deep") from None
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError) as error:
        raise InputError(id, f"no page that can be read: {type(error).__name__}: {error}") from None
    if not document or document.body is None:
        raise InputError(id, "no main text in the page")
    return tree, document


@cache
def _silence() -> None:
    """What trafilatura and its libraries would write of each odd page is in the reason of the skipped input."""
    for name in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _leads(tree: Any, body: Any, title: str | None) -> list[str]:
    """Paragraphs between the headline and the main text that are not in it: sites set the lead apart from the rest.

    Only what reads like sentences counts, and only where the main text is found below the headline.
    """
    found = _SPACE.sub(" ", " ".join(body.itertext()))
    first = next((t for e in body.iter("p", "quote", "item") if len(t := _text_of(e)) >= _MIN_LEAD), "")
    headline = next((e for e in tree.iter("h1") if title and _text_of(e).casefold() == title.casefold()), None)
    if headline is None or not first:
        return []
    leads: list[str] = []
    for number, element in enumerate(_following(headline)):
        if number > _MAX_BETWEEN or len(leads) > _MAX_LEADS:
            return []
        if element.tag not in _MAY_LEAD or any(child.tag in _BLOCKS or child.tag in _HEADINGS for child in element):
            continue
        text = _text_of(element)
        if text[:_MIN_LEAD] == first[:_MIN_LEAD]:
            return leads
        if _is_sentence(text) and text not in found and not any(text in lead for lead in leads):
            inside = {str(above.tag) for above in element.iterancestors()}
            linked = sum(len(_text_of(link)) for link in element.iter("a"))
            if inside.isdisjoint(_ASIDE) and linked * 2 < len(text):
                leads.append(text)
    return []


def _following(element: Any) -> Iterator[Any]:
    """All elements after an element, in the order of the page."""
    while element is not None:
        for sibling in element.itersiblings():
            for inner in sibling.iter():
                if isinstance(inner.tag, str):
                    yield inner
        element = element.getparent()


def _text_of(element: Any) -> str:
    return _SPACE.sub(" ", clean("".join(element.itertext()))).strip()


def _is_sentence(text: str) -> bool:
    return len(text) >= _MIN_LEAD and text.count(" ") >= 6 and bool(re.search(r"[.!?…][\"”»)]?$", text))


def read_fragment(html: str, title: str | None = None) -> Page:
    """The text of a piece of HTML that is an article's as a whole: of a feed, of an export."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    writer = PageWriter()
    if title:
        writer.write(plain(title), "title", 1, marked=True)
    try:
        parser = HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
        _Walk(writer).go(document_fromstring(clean(html).encode("utf-8"), parser=parser))
    except (etree.LxmlError, ValueError):
        pass  # nothing but comments, or nothing
    return without_repeated_title(writer.page())


@dataclass(slots=True)
class _Walk:
    """Goes through a tree, HTML's or the one that trafilatura makes of it, and writes its text."""

    writer: PageWriter
    line: Line = field(default_factory=Line)
    kind: str = "paragraph"
    level: int = 0

    def go(self, root: _Element) -> None:
        self._visit(root)
        self._flush()

    def _visit(self, element: _Element) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SILENT:
            return
        if tag == "head" and element.getparent() is not None and element.getparent().tag == "html":
            return
        if tag in _HEADINGS:
            self._block(element, "heading", _heading_level(element))
        elif tag in _ITEMS:
            self._block(element, "item", 1)
        elif tag in _ROWS:
            self._row(element)
        elif tag in _BLOCKS:
            inside = self.kind == "item"
            if not inside or tag in ("list", "ul", "ol", "table"):
                self._flush()
            elif self.line.length:
                self._add(" ")
            self._children(element)
            if not inside:
                self._flush()
        elif tag in _BREAKS:
            self._break()
        elif tag in _STRONG or tag in _LINKS:
            start = self.line.length
            spans = self.line.emphasis if tag in _STRONG else self.line.links
            self._children(element)
            if self.line.length > start and spans is (self.line.emphasis if tag in _STRONG else self.line.links):
                spans.append((start, self.line.length))
        else:
            self._children(element)

    def _children(self, element: _Element) -> None:
        self._add(element.text)
        for child in element:
            self._visit(child)
            self._add(child.tail)

    def _block(self, element: _Element, kind: str, level: int) -> None:
        self._flush()
        former = self.kind, self.level
        self.kind, self.level = kind, level
        self._children(element)
        self._flush()
        self.kind, self.level = former

    def _row(self, element: _Element) -> None:
        self._flush()
        if any(_is_layout(cell) for cell in element):
            for cell in element:
                self._children(cell)
                self._flush()
            return
        cells = []
        for cell in element:
            if isinstance(cell.tag, str) and cell.tag in _CELLS:
                self.kind, self.line = "item", Line()
                inner = _Walk(PageWriter(), self.line, "cell")
                inner._children(cell)
                cells.append(inner._rest())
        self.line, self.kind = Line(), "paragraph"
        write_row(self.writer, cells)

    def _rest(self) -> Line:
        """What a cell holds, blocks inside it too, as one line."""
        written = [self.writer.page().text[raw.start : raw.end] for raw in self.writer.raws]
        if not written:
            return self.line
        return plain(_SPACE.sub(" ", " ".join([*written, "".join(self.line.parts)])).strip())

    def _add(self, text: str | None) -> None:
        if not text:
            return
        text = _SPACE.sub(" ", text)
        if text.startswith(" ") and (not self.line.parts or self.line.parts[-1].endswith((" ", "\n"))):
            text = text[1:]
        if text:
            self.line.add(text)

    def _break(self) -> None:
        if self.kind in ("heading", "cell"):
            self._add(" ")
        elif self.line.length:
            self.line.breaks.append(self.line.length)
            self.line.add("\n")

    def _flush(self) -> None:
        line, self.line = self.line, Line()
        if line.length:
            self.writer.write(
                line,
                self.kind if self.kind != "cell" else "paragraph",
                self.level,
                marked=self.kind in ("heading", "item"),
            )


def _is_layout(cell: _Element) -> bool:
    """Whether a cell holds a part of a page: headings, paragraphs, more text than a table's cell has."""
    blocks = sum(1 for _ in cell.iter("p", "head", "h1", "h2", "h3", "list", "ul", "ol", "table", "quote"))
    return blocks > 2 or sum(len(text) for text in cell.itertext()) > _MAX_CELL


def _heading_level(element: _Element) -> int:
    name = element.get("rend") or str(element.tag)
    return int(name[1]) if re.fullmatch(r"h[1-6]", name) else 2


def _one_line(text: str | None) -> str | None:
    return _SPACE.sub(" ", clean(text)).strip() or None if text else None


def _said_language(html: str) -> str | None:
    match = re.search(r"<html\b[^>]{0,400}?\blang\s*=\s*[\"']?([A-Za-z_-]{2,12})", html[:8192])
    return match[1] if match else None


def _publisher(document: Any) -> str | None:
    """The site's name, where it is one: not its address."""
    name = _one_line(document.sitename)
    if not name or (document.hostname and name.casefold().removeprefix("www.") == document.hostname.casefold()):
        return None
    return None if re.fullmatch(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,6}/?", name.casefold()) else name


def _canonical(said: str | None, known: str | None) -> str | None:
    """The address that a page says is its own; not the front page's, which some templates put on every page."""
    if not said:
        return None
    address = urljoin(known, said) if known else said
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    if known and parts.path in ("", "/") and not parts.query and urlsplit(known).path not in ("", "/"):
        return None
    return address
