"""All facts of a graph in a fixed order, with little memory: the ground that the exports stand on."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby, islice
from typing import IO

import pyoxigraph as ox

#: Bytes of facts that are sorted in memory at once; beyond that, in parts on disk.
MEMORY = 256_000_000
_BATCH = 20_000
# A graph's name stands before its facts in the sort key. Neither can hold this byte.
_END = b"\0"

Line = tuple[bytes, bytes]


class SortedFacts:
    """The facts of a store, sorted, each once: a file that the store is dumped into, then a sequence.

    `by_graph` keeps each fact's graph; without it a fact that several graphs hold is one. `without` names
    graphs to leave out.
    """

    def __init__(
        self,
        store: ox.Store,
        *,
        by_graph: bool = False,
        without: Collection[ox.NamedNode] = (),
        memory: int = MEMORY,
    ) -> None:
        self._by_graph = by_graph
        self._without = {str(graph).encode() for graph in without}
        self._memory = self._room = memory
        self._keys: list[bytes] = []
        self._parts: list[IO[bytes]] = []
        self._rest = b""
        self._count = 0
        store.dump(self, format=ox.RdfFormat.N_QUADS)  # type: ignore[arg-type]

    def write(self, data: bytes) -> int:
        """Take in some N-Quads; a line may be cut anywhere."""
        lines = (self._rest + data).split(b"\n")
        self._rest = lines.pop()
        for line in lines:
            # A graph's name is the last word, an IRI; an object that is one is the third word, and the last
            # word of a literal holds its closing quotation mark, which no IRI can.
            head, _, last = line[:-2].rpartition(b" ")
            named = last.startswith(b"<") and b'"' not in last and head.count(b" ") >= 2
            fact, graph = (head, last) if named else (line[:-2], b"")
            if graph in self._without:
                continue
            key = graph + _END + fact if self._by_graph else fact
            self._keys.append(key)
            self._room -= len(key) + 40
        if self._room < 0:
            self._spill()
        return len(data)

    def flush(self) -> None:
        """Oxigraph calls it; there is nothing to do."""

    def __iter__(self) -> Iterator[Line]:
        """Graph and fact, as N-Triples has them without the full stop. The graph is empty unless
        `by_graph`.
        """
        self._keys.sort()
        found: Iterable[bytes] = self._keys
        if self._parts:
            for part in self._parts:
                part.seek(0)
            found = heapq.merge(self._keys, *(map(_unended, part) for part in self._parts))
        self._count = 0
        for key, _ in groupby(found):
            self._count += 1
            graph, _, fact = key.rpartition(_END)
            yield graph, fact

    def __len__(self) -> int:
        """How many facts there are; known once they have been gone through."""
        return self._count

    def triples(self) -> Iterator[ox.Triple]:
        """The facts, parsed."""
        for batch in self._batches():
            for quad in ox.parse(b"".join(fact + b" .\n" for _, fact in batch), format=ox.RdfFormat.N_TRIPLES):
                yield quad.triple

    def quads(self) -> Iterator[ox.Quad]:
        """The facts with their graphs, parsed."""
        for batch in self._batches():
            lines = b"".join(b"%s %s .\n" % (fact, graph) for graph, fact in batch)
            yield from ox.parse(lines, format=ox.RdfFormat.N_QUADS)

    def _batches(self) -> Iterator[list[Line]]:
        lines = iter(self)
        while batch := list(islice(lines, _BATCH)):
            yield batch

    def _spill(self) -> None:
        self._keys.sort()
        part = tempfile.TemporaryFile(prefix="innograph-")  # noqa: SIM115 (closed when it is collected)
        part.writelines(key + b"\n" for key in self._keys)
        self._parts.append(part)
        self._keys.clear()
        self._room = self._memory


def _unended(line: bytes) -> bytes:
    return line[:-1]
