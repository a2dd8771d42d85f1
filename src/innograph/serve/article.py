"""The article page at `/article/{id}`: the text with its facts in place, where the text is at hand.

The texts are not part of a graph. With the folder of their files the server shows one, if every claim that the graph
quotes from it stands there, character by character, at the place that the claim names: then it is the text that the
graph was built from, wherever that matters. Otherwise, and without files, the page shows the quotes alone.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
from starlette.responses import Response

from innograph.article import Article, Block
from innograph.errors import InputError
from innograph.graph.vocabulary import PROV, RDF
from innograph.iri import slugify
from innograph.publish.negotiation import document_of
from innograph.publish.thing import Reader, Statement, Thing
from innograph.read.inputs import walk
from innograph.read.source import read_file
from innograph.serve.problems import Problem
from innograph.serve.visit import Visit, page_route

#: A longer text is shown by its quotes alone: no browser reads it with marks.
_MOST = 400_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that a claim quotes, in code points; `thing` is the IRI that a mention stands for."""

    start: int
    end: int
    quote: str
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text with the same marks all over: `thing` is an IRI or "", `said` whether a fact's sentence
    covers it, `anchors` are the places of sentences that begin here.
    """

    text: str
    thing: str
    said: bool
    anchors: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of the text, in pieces; `kind` and `level` as in article.Block."""

    kind: str
    level: int
    pieces: tuple[Piece, ...]


def find_files(folder: Path) -> dict[str, list[str]]:
    """The files of articles below a folder, or one file, by the end of their article's IRI; sorted.

    A link that leads out of the folder is left out.
    """
    found: dict[str, list[str]] = defaultdict(list)
    top = os.path.realpath(folder)
    for path in walk(folder) if folder.is_dir() else [folder]:
        real = os.path.realpath(path)
        if real == top or real.startswith(top.rstrip(os.sep) + os.sep):
            found[slugify(path.stem)].append(str(path))
    return {slug: sorted(paths) for slug, paths in found.items()}


def read_marks(store: ox.Store, base: str, article: ox.NamedNode) -> list[Mark]:
    """All stretches that claims quote from an article."""
    own = f"{base}def/"
    found = set()
    for quad in store.quads_for_pattern(None, PROV.wasQuotedFrom, article, None):
        values = {
            q.predicate.value: q.object.value
            for q in store.quads_for_pattern(quad.subject, None, None, None)
            if isinstance(q.object, ox.NamedNode | ox.Literal)
        }
        try:
            start, end, quote = int(values[f"{own}start"]), int(values[f"{own}end"]), values[f"{own}quote"]
        except (KeyError, ValueError):
            continue
        is_mention = values.get(RDF.iri + "predicate") == f"{own}mentions"
        found.add(Mark(start, end, quote, values.get(RDF.iri + "object", "") if is_mention else ""))
    return sorted(found, key=lambda m: (m.start, m.end, m.thing, m.quote))


def agrees(text: str, marks: Sequence[Mark]) -> bool:
    """Whether every stretch stands in the text where its claim says; a text without any is not known to."""
    return bool(marks) and all(0 <= m.start < m.end and text[m.start : m.end] == m.quote for m in marks)


def mark_text(article: Article, marks: Sequence[Mark]) -> list[Paragraph]:
    """The text in blocks, cut where a mark begins or ends. Of mentions within one another the longest shows."""
    blocks = article.blocks or (Block("paragraph", 0, len(article.text)),)
    said = sorted({(m.start, m.end) for m in marks if not m.thing})
    things: list[Mark] = []
    for mark in sorted((m for m in marks if m.thing), key=lambda m: (m.start, -m.end, m.thing)):
        if not things or mark.start >= things[-1].end:
            things.append(mark)
    found, at = [], 0
    for block in sorted(blocks, key=lambda b: b.start):
        if block.start > at and article.text[at : block.start].strip():  # no word of the text is left out
            found.append(_paragraph(article.text, Block("paragraph", at, block.start), said, things))
        here = Block(block.kind, max(at, block.start), block.end, block.level)
        found.append(_paragraph(article.text, here, said, things))
        at = max(at, block.end)
    if article.text[at:].strip():
        found.append(_paragraph(article.text, Block("paragraph", at, len(article.text)), said, things))
    return found


def _paragraph(text: str, block: Block, said: Sequence[tuple[int, int]], things: Sequence[Mark]) -> Paragraph:
    return Paragraph(block.kind, block.level, tuple(_pieces(text, block.start, block.end, said, things)))


def _pieces(
    text: str, start: int, end: int, said: Sequence[tuple[int, int]], things: Sequence[Mark]
) -> Iterator[Piece]:
    sentences = [(a, b) for a, b in said if a < end and b > start]
    inside = [m for m in things if m.start < end and m.end > start]
    cuts = {start, end} | {c for a, b in sentences for c in (a, b)} | {c for m in inside for c in (m.start, m.end)}
    places = sorted(c for c in cuts if start <= c <= end)
    for a, b in pairwise(places):
        thing = next((m.thing for m in inside if m.start <= a and b <= m.end), "")
        is_said = any(x <= a and b <= y for x, y in sentences)
        yield Piece(text[a:b], thing, is_said, tuple(sorted({x for x, _ in sentences if x == a})))


async def _page(visit: Visit) -> Response:
    slug, base, folder = visit.request.path_params["slug"], visit.base, visit.server.articles
    iri = f"{base}id/article/{slug}"
    if document_of(iri, base) is None:
        raise Problem(404, f"there is no article {slug[:200]!r} in this graph")
    files: dict[str, list[str]] = {}
    if folder is not None:
        files = await visit.snapshot.derive("article files", lambda: find_files(folder))
    pages = await visit.pages()

    def make() -> str:
        thing, paragraphs = _read(visit.snapshot.union, base, pages.reader, iri, files.get(slug, []))
        if thing is None or thing.source is None:
            raise Problem(404, f"there is no article {slug[:200]!r} in this graph")
        return pages.article(thing, paragraphs, _by_sentence(thing.statements), has_files=folder is not None)

    return await visit.run(make)


def _read(
    store: ox.Store, base: str, reader: Reader, iri: str, paths: Sequence[str]
) -> tuple[Thing | None, list[Paragraph]]:
    """The article as the graph knows it, and its text in paragraphs, empty where no file agrees with it."""
    thing = reader.read(iri)
    if thing is None or not paths:
        return thing, []
    marks = read_marks(store, base, ox.NamedNode(iri))
    for path in paths:
        try:
            article = read_file(path)
        except InputError:
            continue
        if len(article.text) <= _MOST and agrees(article.text, marks):
            return thing, mark_text(article, marks)
    return thing, []


def _by_sentence(statements: Sequence[Statement]) -> list[list[Statement]]:
    """What an article says, by sentence in the order of its text."""
    found: dict[tuple[int, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        found[statement.quote.start, statement.quote.text].append(statement)
    return [found[key] for key in sorted(found)]


ROUTES = (page_route("/article/{slug}", _page),)
