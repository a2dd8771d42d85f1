"""What a file is, known by its first bytes. Its name counts only where contents cannot differ: Markdown and text."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from pathlib import PurePosixPath
from typing import Literal

from innograph.errors import InputError

Format = Literal[
    "markdown", "text", "html", "pdf", "jsonl", "json", "csv", "feed", "sitemap", "warc", "zip", "tar", "gzip",
    "bzip2", "xz",
]  # fmt: skip

#: Bytes from which the format is told.
HEAD = 1 << 16

_MARKDOWN = frozenset({".md", ".markdown"})
_PLAIN = frozenset({".txt", ".text"})
#: Endings of files that are written by hand.
PROSE_ENDINGS = _MARKDOWN | _PLAIN
#: Endings of files that are read in folders and archives: what is wrong with one of them is said.
ENDINGS = PROSE_ENDINGS | frozenset({
    ".html", ".htm", ".xhtml", ".pdf", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".rss", ".atom", ".xml", ".warc",
    ".wet", ".zip", ".tar", ".tgz", ".tbz2", ".txz", ".gz", ".bz2", ".xz",
})  # fmt: skip
#: Endings that are no part of an article's name.
PACKED = frozenset({".gz", ".bz2", ".xz"})

_MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\x00", "xz"),
    (b"WARC/", "warc"),
)  # fmt: skip
_ELEMENT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_PREAMBLE = re.compile(
    r"(?:\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE\s+(?!html)[^>\[]*(?:\[.*?\]\s*)?>)+", re.DOTALL | re.IGNORECASE
)
_ROOTS: dict[str, Format] = {
    "html": "html", "head": "html", "body": "html", "rss": "feed", "feed": "feed", "rdf": "feed", "channel": "feed",
    "urlset": "sitemap", "sitemapindex": "sitemap",
}  # fmt: skip
_HOLDS_LIST = re.compile(r'\{\s*"[^"]{0,200}"\s*:\s*\[\s*\{')
#: Names of columns of which one is in the first row of any table of articles.
_TEXT_COLUMNS = frozenset(
    {"text", "body", "content", "html", "articlebody", "article_body", "brodtext", "brödtext", "fulltext", "full_text"}
)
DELIMITERS = ",;\t|"


def tell_format(head: bytes, name: str = "") -> Format:
    """The format of what begins with these bytes. Raises InputError for a known one that is not read.

    >>> tell_format(b"<!doctype html><title>A</title>", "a.txt"), tell_format(b"# A", "a.md"), tell_format(b"%PDF-1.7")
    ('html', 'markdown', 'pdf')
    """
    for magic, format in _MAGIC:
        if head.startswith(magic):
            if format == "zip" and (b"[Content_Types].xml" in head[:4096] or head[30:38] == b"mimetype"):
                raise InputError(name, "an office document or e-book: save it as PDF, HTML or text")
            return format
    if head[257:262] == b"ustar":
        return "tar"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        raise InputError(name, "packed with zstd: unpack it first")
    ending = PurePosixPath(name).suffix.casefold()
    format = _tell_text(_as_text(head), ending)
    if format == "text" and head.lstrip(codecs.BOM_UTF8).lstrip().startswith(b"<?xml"):
        raise InputError(name, "XML, but no page, feed or site map")
    if format == "text" and ending not in _PLAIN and len(ending) in range(2, 8) and ending[1:].isalpha():
        raise InputError(name, f"not an article: what is in this {ending} file is of no kind that is read")
    return format


def _as_text(head: bytes) -> str:
    for bom, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(bom):
            return head[2:].decode(encoding, "replace")
    return head.decode("utf-8", "replace").removeprefix("\ufeff")


def _tell_text(text: str, ending: str) -> Format:
    plain: Format = "markdown" if ending in _MARKDOWN else "text"
    start = text.lstrip()
    if start.startswith("<"):
        bare = _PREAMBLE.match(start)
        element = _ELEMENT.match(start, bare.end() if bare else 0)
        if re.match(r"<!doctype\s+html", start[bare.end() if bare else 0 :], re.IGNORECASE):
            return "html"
        if element and (root := _ROOTS.get(element[2].casefold())):
            return root
        if ending in (".html", ".htm", ".xhtml"):
            return "html"
    elif re.search(r"<(?:html|body)[\s>]", text[:2048], re.IGNORECASE) and plain == "text":
        return "html"  # blank lines or a server's words stand before the page
    if ending in PROSE_ENDINGS and not start.startswith(("{", "[")):
        return plain
    if start.startswith("{") and re.match(r'\{\s*["}]', start):
        return _tell_json(start)
    if re.match(r"\[\s*[{\]]", start):
        return "json"
    if ending in (".csv", ".tsv") or (ending not in PROSE_ENDINGS and _is_table(start)):
        return "csv"
    return plain


def _tell_json(start: str) -> Format:
    line, end, _ = start.partition("\n")
    if not end and len(start.encode("utf-8", "replace")) > HEAD // 2:
        return "json" if _HOLDS_LIST.match(start) else "jsonl"
    try:
        return "jsonl" if isinstance(json.loads(line), dict) and not _HOLDS_LIST.match(start) else "json"
    except (ValueError, RecursionError):
        return "jsonl" if re.search(r'\n\{\s*"', start) else "json"


def delimiter_of(row: str) -> str:
    """The character between the columns of a table of which this is the first row."""
    bare = re.sub(r'"[^"]*"', "", row)
    return max(DELIMITERS, key=lambda mark: (bare.count(mark), -DELIMITERS.index(mark)))


def _is_table(start: str) -> bool:
    row = start.partition("\n")[0]
    if len(row) > 2_000:
        return False
    try:
        cells = next(csv.reader(io.StringIO(row), delimiter=delimiter_of(row)), [])
    except csv.Error:
        return False
    return len(cells) > 1 and any(cell.strip().casefold() in _TEXT_COLUMNS for cell in cells)
