"""The quads of a graph, in an embedded Oxigraph store: what everything that reads the graph reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import pyoxigraph as ox

from innograph.errors import QueryError, StoreError
from innograph.graph.vocabulary import Vocabulary
from innograph.iri import DEFAULT_BASE
from innograph.store.generations import hold_for_reading

#: Files that only an Oxigraph (RocksDB) directory has; a folder with one can be opened itself.
_ROCKSDB = "CURRENT"
_STORE = "store"


class GraphStore:
    """A graph one can ask. Queries see the union of all named graphs: no query needs `GRAPH`.

        with GraphStore.open("graph") as store:
            for row in store.query("SELECT ?name { ?who a foaf:Person ; skos:prefLabel ?name }"):
                print(row["name"].value)

    A graph opened from disk cannot be changed; `GraphStore()` is an empty one in memory.
    """

    def __init__(
        self,
        quads: Iterable[ox.Quad] = (),
        *,
        store: ox.Store | None = None,
        base: str = DEFAULT_BASE,
        path: Path | None = None,
        lock: IO[str] | None = None,
    ) -> None:
        self.oxigraph = store if store is not None else ox.Store()
        self.base = base
        self.path = path
        self.vocabulary = Vocabulary(base)
        self._lock = lock
        if not isinstance(quads, tuple) or quads:
            self.add(quads)

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """The graph that `innograph build` wrote to this folder, read-only.

        The graph stays what it was when opened, even if a build replaces it meanwhile. Raises StoreError when
        there is none or it cannot be read.
        """
        path = Path(path)
        if (path / _ROCKSDB).is_file():
            directory, base, lock = path, DEFAULT_BASE, None
        else:
            (directory, base), lock = hold_for_reading(path / _STORE)
        try:
            store = ox.Store.read_only(str(directory))
        except (OSError, ValueError) as error:
            if lock is not None:
                lock.close()
            raise StoreError(f"{directory}: cannot be opened ({error}); build the graph again") from error
        return cls(store=store, base=base, path=directory, lock=lock)

    @classmethod
    def create(cls, path: str | Path, *, base: str = DEFAULT_BASE) -> Self:
        """A new store in this folder, to be filled. Raises StoreError when it cannot be made."""
        try:
            return cls(store=ox.Store(str(path)), base=base, path=Path(path))
        except (OSError, ValueError) as error:
            raise StoreError(f"{path}: cannot write a store there ({error})") from error

    def query(
        self,
        query: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        values: Mapping[str, ox.NamedNode | ox.Literal | str] | None = None,
    ) -> Any:
        """Answer a SPARQL 1.1 query over the union of all graphs.

        A SELECT gives rows (`row["name"]`), an ASK something true or false, CONSTRUCT and DESCRIBE triples.
        The usual prefixes need no declaration. `values` are put in the place of variables; a string is
        taken as an IRI. Raises QueryError when the query is wrong.
        """
        chosen = {
            ox.Variable(name): ox.NamedNode(value) if isinstance(value, str) else value
            for name, value in (values or {}).items()
        }
        try:
            return self.oxigraph.query(
                query,
                prefixes=dict(self.vocabulary.prefixes if prefixes is None else prefixes),
                use_default_graph_as_union=True,
                substitutions=chosen or None,  # type: ignore[arg-type]
            )
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"the query is wrong: {error}") from error
        except OSError as error:
            raise StoreError(f"{self.path or 'the graph'}: cannot be read ({error})") from error

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Load quads, in bulk when there are many. Raises StoreError."""
        try:
            self.oxigraph.bulk_extend(quads)
        except OSError as error:
            raise StoreError(f"{self.path or 'the graph'}: cannot be written ({error})") from error

    def replace_graph(self, graph: str | ox.NamedNode, quads: Iterable[ox.Quad]) -> None:
        """Put these quads in the place of a whole named graph: an article changed, or (without quads)
        withdrawn.

        Raises StoreError, also when a quad belongs to another graph; then nothing is changed.
        """
        node = ox.NamedNode(graph) if isinstance(graph, str) else graph
        new = list(quads)
        for quad in new:
            if quad.graph_name != node:
                raise StoreError(f"{quad} is of graph {quad.graph_name}, not of {node}")
        try:
            self.oxigraph.clear_graph(node)
            self.oxigraph.extend(new)
            if not new:
                self.oxigraph.remove_graph(node)
        except OSError as error:
            raise StoreError(f"{self.path or 'the graph'}: cannot be written ({error})") from error

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""
        return sorted(g.value for g in self.oxigraph.named_graphs() if isinstance(g, ox.NamedNode))

    def quads(self, graph: str | ox.NamedNode | None = None) -> Iterator[ox.Quad]:
        """All quads, or those of one named graph."""
        node = ox.NamedNode(graph) if isinstance(graph, str) else graph
        return self.oxigraph.quads_for_pattern(None, None, None, node)

    def triples(self, *, inferred: bool = True) -> Iterator[ox.Triple]:
        """The triples of the union, each once; without what reasoning added if so wished."""
        seen: set[ox.Triple] = set()
        without = None if inferred else self.vocabulary.inferred
        for quad in self.oxigraph:
            if quad.graph_name != without and quad.triple not in seen:
                seen.add(quad.triple)
                yield quad.triple

    def labels(self, iri: str) -> dict[str, str]:
        """The preferred names of a thing by language."""
        found = self.oxigraph.quads_for_pattern(ox.NamedNode(iri), _PREF_LABEL, None, None)
        return {
            o.language: o.value for o in (q.object for q in found) if isinstance(o, ox.Literal) and o.language
        }

    def optimize(self) -> None:
        """Have the store lie on disk as reading wants it, and written out whole."""
        self.oxigraph.optimize()
        self.oxigraph.flush()

    def close(self) -> None:
        """Let the store go; a build may then remove what it replaced."""
        self.oxigraph = ox.Store()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def __len__(self) -> int:
        return len(self.oxigraph)

    def __iter__(self) -> Iterator[ox.Quad]:
        return iter(self.oxigraph)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


_PREF_LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
