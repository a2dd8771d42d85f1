"""A graph that `innograph upload` wrote to a SPARQL 1.1 store, read where it is.

Queries are asked of the store itself, over its graph of the union (see upload.py); only what needs every
triple, an export say, fetches them. Of a store that is known to give wrong answers the graph is fetched and asked here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Self

import pyoxigraph as ox

from innograph.errors import QueryError, StoreError
from innograph.graph.vocabulary import Vocabulary
from innograph.iri import DEFAULT_BASE
from innograph.store.graphstore import GraphStore, speaks_of_graphs
from innograph.store.protocol import RESULTS, TRIPLES, Endpoint

#: The graph that tells of an upload, and its terms; under one name whatever the base of the graph is.
MANIFEST = f"{DEFAULT_BASE}upload"
CONTENT, STATE = f"{MANIFEST}#content", f"{MANIFEST}#state"
#: Rows that are asked for at once: fewer than any store is known to cut an answer at.
_PAGE = 5_000
#: Triples up to which the graph of a doubtful store is fetched to be asked, and how to ask the store all the same.
MOST_FETCHED = 5_000_000
TRUST = "INNOGRAPH_STORE_TRUST"


def union_of(base: str) -> str:
    """The name of the graph that holds each triple of all graphs once."""
    return f"{base}graph/union"


class RemoteStore:
    """A graph in a SPARQL 1.1 store, read-only, with the queries of a GraphStore.

        with RemoteStore.open("http://localhost:7878/query") as store:
            for row in store.query("SELECT ?name { ?who a foaf:Person ; skos:prefLabel ?name }"):
                print(row["name"].value)

    A query that itself speaks of graphs (GRAPH, FROM) is asked as it stands: it sees the graphs of the articles, and
    those of the union and the manifest beside them.
    """

    def __init__(self, endpoint: Endpoint, base: str = DEFAULT_BASE) -> None:
        self.endpoint = endpoint
        self.base = base
        self.vocabulary = Vocabulary(base)
        self.complete = False

    @classmethod
    def open(cls, url: str) -> Self:
        """The graph in the store at this query address.

        Raises StoreError when the store cannot be reached or nobody uploaded a graph to it, UsageError for an
        address that is none.
        """
        endpoint = Endpoint(url)
        try:
            base = cls(endpoint).find()
            if base is None:
                raise StoreError(f"{url}: no graph there; `innograph upload --store {url}` puts one")
            store = cls(endpoint, base)
            store.find()
            return store
        except BaseException:
            endpoint.close()
            raise

    def find(self) -> str | None:
        """The base of the graph that the store holds, None when it holds none; learns whether it is complete."""
        rows = list(self._select(f"SELECT ?base ?state {{ GRAPH <{MANIFEST}> {{ ?base <{STATE}> ?state }} }} LIMIT 9"))
        bases = {row["base"].value for row in rows}
        if not bases:
            return None
        if len(bases) > 1:
            several = " and ".join(sorted(bases))
            raise StoreError(f"{self.endpoint.url}: holds several graphs, {several}; give each a store of its own")
        self.complete = [row["state"].value for row in rows] == ["complete"]
        return str(bases.pop())

    def query(
        self,
        query: str,
        *,
        prefixes: Mapping[str, str] | None = None,
    ) -> Any:
        """Answer a SPARQL 1.1 query over the union of all graphs, each triple once, as GraphStore does.

        Raises QueryError when the query is wrong or the store does not answer it whole, StoreError when the store
        cannot be reached.
        """
        if self.doubtful:
            return self._fetched.query(query, prefixes=prefixes)
        known = dict(self.vocabulary.prefixes if prefixes is None else prefixes)
        try:  # what is wrong is said in the same words as of a graph in a folder, and nothing wrong is sent
            form = ox.Store().query(query, prefixes=known)
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"the query is wrong: {error}") from error
        text = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in known.items()) + query
        dataset = None if speaks_of_graphs(query) else union_of(self.base)
        if not isinstance(form, ox.QueryTriples):
            return self._select(text, dataset)
        data, media = self.endpoint.ask(text, TRIPLES, dataset)
        answer = ox.Store()
        try:
            answer.bulk_load(input=data, format=ox.RdfFormat.from_media_type(media) or ox.RdfFormat.TURTLE)
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"{self.endpoint.url}: the answer is no RDF: {error}") from error
        return answer.query("CONSTRUCT WHERE { ?s ?p ?o }")

    @property
    def doubtful(self) -> bool:
        """Whether the store may give rows that are wrong, and says nothing of it.

        Virtuoso 7 does: of our 24 saved queries it answers three with rows missing, one with wrong ones, two not.
        """
        return self.endpoint.server.startswith("Virtuoso") and not os.environ.get(TRUST)

    @cached_property
    def _fetched(self) -> GraphStore:
        size = self._count(union_of(self.base))
        if size > MOST_FETCHED:
            raise QueryError(
                f"{self.endpoint.url}: Virtuoso answers some queries wrongly, and this graph ({size} triples) is too "
                f"big to fetch and ask here; use another store, or set {TRUST}=1 to take its answers as they are"
            )
        return self.copy()

    def sizes(self) -> tuple[int, int]:
        """Triples that are stated, and those that only reasoning says."""
        whole = self._count(union_of(self.base))
        inferred = self._count(self.vocabulary.inferred.value)
        return whole - inferred, inferred

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""
        return sorted(self.manifest())

    def manifest(self) -> dict[str, str]:
        """The graphs that are whole in the store, each with its number of triples and hash."""
        rows = self._pages(f"GRAPH <{MANIFEST}> {{ ?g <{CONTENT}> ?line }}", "?g ?line", "g")
        return {row["g"].value: row["line"].value for row in rows}

    def present(self) -> Iterator[str]:
        """The names of all graphs of ours in the store, whole or not."""
        named = f'{{ SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{self.base}")) }} }}'
        for row in self._pages(named, "?g", "g"):
            if row["g"].value not in (MANIFEST, union_of(self.base)):
                yield row["g"].value

    def contents(self, graphs: Sequence[str]) -> dict[str, set[ox.Triple]]:
        """All triples of some graphs, by graph; those that the store does not have are empty."""
        found: dict[str, set[ox.Triple]] = {name: set() for name in graphs}
        if not graphs:
            return found
        listed = " ".join(f"<{name}>" for name in graphs)
        whole = f"VALUES ?g {{ {listed} }} GRAPH ?g {{ ?s ?p ?o }}"
        rows = list(self._select(f"SELECT (COUNT(*) AS ?n) {{ {whole} }}"))
        if int(rows[0]["n"].value) < _PAGE:
            for row in self._select(f"SELECT ?g ?s ?p ?o {{ {whole} }}"):
                found[row["g"].value].add(ox.Triple(row["s"], row["p"], row["o"]))
            return found
        for name in graphs:
            for row in self._pages(f"GRAPH <{name}> {{ ?s ?p ?o }}", "?s ?p ?o", "s"):
                found[name].add(ox.Triple(row["s"], row["p"], row["o"]))
        return found

    def __iter__(self) -> Iterator[ox.Quad]:
        """All quads of all graphs, fetched a hundred graphs at a time. Raises StoreError when some are missing."""
        lines = self.manifest()
        names = sorted(lines)
        for start in range(0, len(names), 100):
            for name, triples in self.contents(names[start : start + 100]).items():
                if len(triples) != int(lines[name].partition(" ")[0]):
                    raise StoreError(
                        f"{self.endpoint.url}: gives {len(triples)} triples of {name}, "
                        f"{lines[name].partition(' ')[0]} were put there; upload the graph again"
                    )
                graph = ox.NamedNode(name)
                yield from (ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)

    def copy(self) -> GraphStore:
        """The whole graph in memory, for what reads every triple. Raises StoreError."""
        return GraphStore(iter(self), base=self.base)

    def close(self) -> None:
        """Let the connections go."""
        self.endpoint.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _count(self, graph: str) -> int:
        rows = list(self._select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"))
        return int(rows[0]["n"].value)

    def _pages(self, pattern: str, columns: str, key: str) -> Iterator[Any]:
        """All rows of a pattern, in the order of one IRI in them; no answer is longer than a page.

        The rows of the last IRI of a page may go on in the next, which therefore begins with it again.
        """
        size, after, seen = _PAGE, "", False
        while True:
            begin = f'FILTER(STR(?{key}) > "{_escaped(after)}")' if seen else ""
            query = f"SELECT {columns} {{ {pattern} {begin} }} ORDER BY STR(?{key}) LIMIT {size}"
            rows = list(self._select(query))
            if len(rows) < size:
                yield from rows
                return
            last = rows[-1][key].value
            kept = [row for row in rows if row[key].value != last]
            if not kept:
                size *= 2
                continue
            yield from kept
            after, seen, size = kept[-1][key].value, True, _PAGE

    def _select(self, query: str, dataset: str | None = None) -> Any:
        data, media = self.endpoint.ask(query, RESULTS, dataset)
        try:
            return ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            said = f"{media or 'no media type'}: {error}"
            raise QueryError(f"{self.endpoint.url}: the answer is none of SPARQL ({said[:200]})") from error


def _escaped(text: str) -> str:
    return str(ox.Literal(text))[1:-1]
