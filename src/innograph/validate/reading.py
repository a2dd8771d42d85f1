"""A graph to validate, from wherever it is: a store, a built folder, a file of RDF."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from innograph.errors import StoreError
from innograph.graph.vocabulary import A
from innograph.iri import DEFAULT_BASE
from innograph.store import GraphStore

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".turtle": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
    ".n3": ox.RdfFormat.N3,
}


def open_graph(source: GraphStore | ox.Store | Path | str | Iterable[ox.Quad]) -> GraphStore:
    """The graph as a store: of a built folder, of a file (by the ending of its name), or of quads.

    Raises StoreError with one line that says what is wrong with it, and where.
    """
    if isinstance(source, GraphStore):
        return source
    if isinstance(source, Path | str):
        path = Path(source)
        if path.is_dir():
            return GraphStore.open(path)
        source = _read_file(path)
    if not isinstance(source, ox.Store):
        store = ox.Store()
        store.bulk_extend(source)
        source = store
    return GraphStore(store=source, base=base_of(source))


def base_of(store: ox.Store) -> str:
    """The base IRI that a graph of ours uses, by the class of its articles; the default for any other."""
    for quad in store.quads_for_pattern(None, A, None, None):
        cls = quad.object
        if isinstance(cls, ox.NamedNode) and cls.value.endswith(_ARTICLE):
            return cls.value.removesuffix(_ARTICLE)
    return DEFAULT_BASE


_ARTICLE = "def/Article"


def _read_file(path: Path) -> list[ox.Quad]:
    form = _FORMATS.get(path.suffix.lower())
    if not path.exists():
        raise StoreError(f"{path}: no such file; `innograph build` writes graph.ttl")
    if form is None:
        raise StoreError(f"{path}: not a file of RDF by its name; known endings are {' '.join(_FORMATS)}")
    try:
        quads = list(ox.parse(path=str(path), format=form))
    except SyntaxError as error:
        place = f" in line {error.lineno}" if error.lineno else ""
        raise StoreError(f"{path}: not valid {form.name}{place}: {_one_line(error.msg)}") from None
    except (OSError, ValueError, MemoryError) as error:
        raise StoreError(f"{path}: cannot be read: {_one_line(error)}") from None
    if not quads:
        raise StoreError(f"{path}: holds no triples; is it the right file?")
    return quads


def _one_line(error: object) -> str:
    """An error's text without what may be the whole of a broken file."""
    text = " ".join(str(error).split())
    return text if len(text) <= 200 else f"{text[:200]}…"


def read_texts(paths: Iterable[Path]) -> dict[str, str]:
    """The plain texts of articles (files or folders) by the article's id.

    What cannot be read is left out: its quotes are then not compared.
    """
    paths = list(paths)
    if not paths:
        return {}
    from innograph.read import read_paths

    return {article.id: article.text for article in read_paths(paths).articles}
