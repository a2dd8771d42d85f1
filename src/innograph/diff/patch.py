"""Triples and quads that one graph has and another has not, and RDF Patch (https://afs.github.io/rdf-delta/rdf-patch)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Literal

import pyoxigraph as ox

from innograph.errors import DataError, WorkError
from innograph.export.lines import Line, SortedFacts
from innograph.store import GraphStore

if TYPE_CHECKING:
    from innograph.diff.changes import Difference

#: What is done with a fact: D takes it out, A puts it in.
Step = tuple[Literal["D", "A"], Line]
_ANONYMOUS = re.compile(rb"_:|\S+ \S+ (?:_:|<<)|<<")


def steps(old: GraphStore, new: GraphStore, *, by_graph: bool, inferred: bool) -> Iterator[Step]:
    """What to take out of the old graph and put into it so that it is the new one, in the order of the facts.

    `by_graph` tells the graphs of an article apart, without it a fact is a fact whichever graph has it. Both
    graphs are gone through sorted, so memory holds neither. Raises WorkError for blank nodes: what has no
    name cannot be found again in another graph.
    """
    before, after = (
        iter(SortedFacts(s.oxigraph, by_graph=by_graph, without=() if inferred else (s.vocabulary.inferred,)))
        for s in (old, new)
    )
    for step in _merge(before, after):
        if _ANONYMOUS.match(step[1][1]):
            raise WorkError("one of the graphs has blank nodes, which have no names to compare by: give them IRIs")
        yield step


def _merge(before: Iterator[Line], after: Iterator[Line]) -> Iterator[Step]:
    one, two = next(before, None), next(after, None)
    while one is not None or two is not None:
        if one == two:
            one, two = next(before, None), next(after, None)
        elif two is None or (one is not None and one < two):
            assert one is not None
            yield "D", one
            one = next(before, None)
        else:
            yield "A", two
            two = next(after, None)


def write_patch(difference: Difference, out: BinaryIO) -> int:
    """Write the patch that makes the old graph the new one; how many facts it takes out and puts in.

    Of two graphs that keep articles apart it is of quads, else of triples.
    """
    count = 0
    out.write(b"TX .\n")
    for step, (graph, fact) in difference.steps():
        out.write(b"%s %s %s .\n" % (step.encode(), fact, graph) if graph else b"%s %s .\n" % (step.encode(), fact))
        count += 1
    out.write(b"TC .\n")
    return count


def apply_patch(store: ox.Store, patch: Iterable[bytes]) -> None:
    """Do to a store what the lines of a patch say, all of it or nothing.

    Raises DataError for a line that is none of RDF Patch.
    """
    gone: list[ox.Quad] = []
    come: list[ox.Quad] = []
    for number, line in enumerate(patch, 1):
        step, _, rest = line.strip().partition(b" ")
        if step in (b"A", b"D"):
            try:
                (quad,) = ox.parse(rest, format=ox.RdfFormat.N_QUADS)
            except (SyntaxError, ValueError) as error:
                raise DataError(f"line {number} of the patch is no fact: {error}") from None
            (come if step == b"A" else gone).append(quad)
        elif step not in (b"TX", b"TC", b"H", b"PA", b"PD", b""):
            raise DataError(f"line {number} of the patch is no step of RDF Patch: {line[:40]!r}")
    for quad in gone:
        store.remove(quad)
    store.extend(come)
