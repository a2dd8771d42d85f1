"""A graph from wherever it is: a store, a folder that `innograph build` wrote, a file of RDF, quads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import pyoxigraph as ox

from innograph.errors import StoreError
from innograph.graph.vocabulary import A
from innograph.iri import DEFAULT_BASE
from innograph.store.graphstore import GraphStore

if TYPE_CHECKING:
    from innograph.store.remote import RemoteStore

Source = GraphStore | ox.Store | Path | str | Iterable[ox.Quad]

FORMATS = {
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
#: Bytes that one term may have. Oxigraph's parsers stop there themselves, but for the one of RDF/XML.
LONGEST = 16_777_216
_ARTICLE = "def/Article"


def open_graph(source: Source) -> GraphStore:
    """The graph as a store: of a built folder, of a file (by the ending of its name), or of quads. Of an
    address (`http://…`) the whole graph there is fetched.

    Raises StoreError with one line that says what is wrong with it, and where.
    """
    if isinstance(source, GraphStore):
        return source
    if is_address(source):
        with open_readable(cast(str, source)) as remote:
            return remote if isinstance(remote, GraphStore) else remote.copy()
    if isinstance(source, Path | str):
        path = Path(source)
        if path.is_dir() or not (path.suffix or path.exists()):
            return GraphStore.open(path)
        source = _read_file(path)
    if not isinstance(source, ox.Store):
        store = ox.Store()
        store.bulk_extend(source)
        source = store
    return GraphStore(store=source, base=base_of(source))


def open_readable(place: Path | str) -> GraphStore | RemoteStore:
    """A graph to ask, where it is: a built folder, or a store on the network.

    Raises StoreError when there is none, UsageError for an address that is none.
    """
    if not is_address(place):
        return GraphStore.open(place)
    from innograph.store.remote import RemoteStore

    return RemoteStore.open(str(place))


def is_address(place: object) -> bool:
    """Whether this names a store on the network rather than a folder or a file."""
    return isinstance(place, str) and place.startswith(("http://", "https://"))


def base_of(store: ox.Store) -> str:
    """The base IRI that a graph of ours uses, by the class of its articles; the default for any other."""
    for quad in store.quads_for_pattern(None, A, None, None):
        cls = quad.object
        if isinstance(cls, ox.NamedNode) and cls.value.endswith(_ARTICLE):
            return cls.value.removesuffix(_ARTICLE)
    return DEFAULT_BASE


def _read_file(path: Path) -> ox.Store:
    form = FORMATS.get(path.suffix.lower())
    if not path.exists():
        raise StoreError(f"{path}: no such file; `innograph build` writes graph.ttl")
    if form is None:
        raise StoreError(f"{path}: not a file of RDF by its name; known endings are {' '.join(FORMATS)}")
    store = ox.Store()
    try:
        if form == ox.RdfFormat.RDF_XML:
            with path.open("rb") as file:
                store.bulk_load(cast(IO[bytes], _Bounded(file)), form)
        else:
            store.bulk_load(path=str(path), format=form)
    except SyntaxError as error:
        place = f" in line {error.lineno}" if error.lineno else ""
        raise StoreError(f"{path}: not valid {form.name}{place}: {_one_line(error.msg)}") from None
    except (OSError, ValueError, RuntimeError, MemoryError) as error:
        said = _one_line(error)
        if "buffer maximal size" in said:
            said = f"one of its terms is longer than {LONGEST // 2**20} MiB"
        raise StoreError(f"{path}: cannot be read: {said}") from None
    if not len(store):
        raise StoreError(f"{path}: holds no triples; is it the right file?")
    return store


class _Bounded:
    """A file of XML that ends with an error where a text in it is longer than LONGEST."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._run = 0

    def read(self, size: int = -1) -> bytes:
        """As of any file. Raises OSError."""
        data = self._file.read(min(size, LONGEST) if size >= 0 else LONGEST)
        first, last = data.find(b"<"), data.rfind(b"<")
        self._run += len(data) if first < 0 else first
        if self._run > LONGEST:
            raise OSError(f"one of its texts is longer than {LONGEST // 2**20} MiB")
        if last >= 0:
            self._run = len(data) - last
        return data


def _one_line(error: object) -> str:
    """An error's text without what may be the whole of a broken file."""
    text = " ".join(str(error).split())
    return text if len(text) <= 200 else f"{text[:200]}…"
