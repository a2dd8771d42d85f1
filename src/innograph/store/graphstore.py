"""The quads of a graph, in an embedded Oxigraph store: what everything that reads the graph reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import pyoxigraph as ox

from innograph.errors import QueryError, StoreError
from innograph.graph.vocabulary import Vocabulary
from innograph.iri import DEFAULT_BASE
from innograph.store.generations import NAMED, UNION, hold_for_reading

_STORE = "store"

#: What is no keyword of a query: IRIs, texts and comments. Then: what needs the named graphs.
_NOT_KEYWORDS = re.compile(
    r"""<[^<>"{}|^`\\\s]*>|\"{3}.*?\"{3}|\'{3}.*?\'{3}|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|#[^\n]*""",
    re.DOTALL,
)
_NAMES_GRAPHS = re.compile(r"(?<![\w?$:.-])(?:GRAPH|FROM)(?![\w:-])", re.IGNORECASE)


class GraphStore:
    """A graph one can ask. Queries see the union of all named graphs: no query needs `GRAPH`.

        with GraphStore.open("graph") as store:
            for row in store.query("SELECT ?name { ?who a foaf:Person ; skos:prefLabel ?name }"):
                print(row["name"].value)

    A graph opened from disk cannot be changed; `GraphStore()` is an empty one in memory.

    There are two Oxigraph stores inside: one with the named graphs (`oxigraph`), and one with each triple of
    their union once, which answers the queries. Asked for the union of named graphs, Oxigraph gives a row for
    every graph that holds a triple, so that counts would count a fact once an article.
    """

    def __init__(
        self,
        quads: Iterable[ox.Quad] = (),
        *,
        store: ox.Store | None = None,
        union: ox.Store | None = None,
        base: str = DEFAULT_BASE,
        path: Path | None = None,
        lock: IO[str] | None = None,
    ) -> None:
        self.oxigraph = store if store is not None else ox.Store()
        self.base = base
        self.path = path
        self.vocabulary = Vocabulary(base)
        self._union = union
        self._lock = lock
        if not isinstance(quads, tuple) or quads:
            self.add(quads)

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """The graph that `innograph build` wrote to this folder, read-only.

        The graph stays what it was when opened, even if a build replaces it meanwhile. Raises StoreError when
        there is none or it cannot be read.
        """
        (directory, base), lock = hold_for_reading(Path(path) / _STORE)
        try:
            named, union = (ox.Store.read_only(str(directory / name)) for name in (NAMED, UNION))
        except (OSError, ValueError, RuntimeError) as error:
            if lock is not None:
                lock.close()
            raise StoreError(f"{directory}: cannot be opened ({error}); build the graph again") from error
        return cls(store=named, union=union, base=base, path=directory, lock=lock)

    @classmethod
    def create(cls, path: str | Path, *, base: str = DEFAULT_BASE) -> Self:
        """A new store in this folder, to be filled. Raises StoreError when it cannot be made."""
        path = Path(path)
        try:
            path.mkdir(parents=True, exist_ok=True)
            return cls(store=ox.Store(str(path / NAMED)), base=base, path=path)
        except (OSError, ValueError, RuntimeError) as error:
            raise StoreError(f"{path}: cannot write a store there ({error})") from error

    @property
    def union(self) -> ox.Store:
        """The store that answers queries: every triple once, in the default graph."""
        if self._union is None:
            self._union = ox.Store()
            self._union.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in self.oxigraph)
        return self._union

    def finish(self, turtle: Sequence[Path] = ()) -> None:
        """Write a created store out whole, the union too, so that it can be opened from disk.

        `turtle` are files that hold the union, if there are any: they are read faster than the store.
        Raises StoreError.
        """
        assert self.path is not None
        try:
            union = ox.Store(str(self.path / UNION))
            for file in turtle:
                union.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE)
            if not turtle:
                union.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in self.oxigraph)
            for store in (self.oxigraph, union):
                store.optimize()
                store.flush()
        except (OSError, SyntaxError, RuntimeError) as error:
            raise StoreError(f"{self.path}: cannot be written ({error})") from error
        self._union = union

    def query(
        self,
        query: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        values: Mapping[str, ox.NamedNode | ox.Literal | str] | None = None,
    ) -> Any:
        """Answer a SPARQL 1.1 query over the union of all graphs, each triple once.

        A SELECT gives rows (`row["name"]`), an ASK something true or false, CONSTRUCT and DESCRIBE triples.
        The usual prefixes need no declaration. `values` are put in the place of selected variables; a string
        is taken as an IRI. A query that itself speaks of graphs (GRAPH, FROM) sees them. Raises QueryError
        when the query is wrong.
        """
        chosen = {
            ox.Variable(name): ox.NamedNode(value) if isinstance(value, str) else value
            for name, value in (values or {}).items()
        }
        speaks_of = speaks_of_graphs(query)
        try:
            return (self.oxigraph if speaks_of else self.union).query(
                query,
                prefixes=dict(self.vocabulary.prefixes if prefixes is None else prefixes),
                use_default_graph_as_union=speaks_of == {"GRAPH"},
                substitutions=chosen or None,  # type: ignore[arg-type]
            )
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"the query is wrong: {error}") from error
        except (OSError, RuntimeError) as error:
            raise QueryError(f"the query cannot be answered: {error}") from error

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Load quads, in bulk when there are many. Raises StoreError."""
        try:
            self._union = None
            self.oxigraph.bulk_extend(quads)
        except (OSError, RuntimeError) as error:
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
            self._union = None
            self.oxigraph.clear_graph(node)
            self.oxigraph.extend(new)
            if not new:
                self.oxigraph.remove_graph(node)
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{self.path or 'the graph'}: cannot be written ({error})") from error

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""
        return sorted(g.value for g in self.oxigraph.named_graphs() if isinstance(g, ox.NamedNode))

    def quads(self, graph: str | ox.NamedNode | None = None) -> Iterator[ox.Quad]:
        """All quads, or those of one named graph."""
        node = ox.NamedNode(graph) if isinstance(graph, str) else graph
        return self.oxigraph.quads_for_pattern(None, None, None, node)

    def triples(self, *, inferred: bool = True) -> Iterator[ox.Triple]:
        """The triples of the union, each once; without what only reasoning says, if so wished."""
        if inferred:
            yield from (q.triple for q in self.union)
            return
        seen: set[ox.Triple] = set()
        for quad in self.oxigraph:
            if quad.graph_name != self.vocabulary.inferred and quad.triple not in seen:
                seen.add(quad.triple)
                yield quad.triple

    def sizes(self) -> tuple[int, int]:
        """Triples that are stated, and those that only reasoning says."""
        inferred = self.vocabulary.inferred
        stated = {q.triple for q in self if q.graph_name != inferred}
        return len(stated), sum(1 for _ in self.quads(inferred))

    def labels(self, iri: str) -> dict[str, str]:
        """The preferred names of a thing by language."""
        found = self.union.quads_for_pattern(ox.NamedNode(iri), _PREF_LABEL, None, None)
        return {o.language: o.value for o in (q.object for q in found) if isinstance(o, ox.Literal) and o.language}

    def close(self) -> None:
        """Let the store go; a build may then remove what it replaced."""
        self.oxigraph, self._union = ox.Store(), None
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


def speaks_of_graphs(query: str) -> set[str]:
    """Which of GRAPH and FROM stand in a query, as keywords."""
    return {word.upper() for word in _NAMES_GRAPHS.findall(_NOT_KEYWORDS.sub(" ", query))}


_PREF_LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
