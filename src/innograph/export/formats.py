"""The formats that a graph is written in. The same graph gives the same bytes, and nothing is lost on the
way.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, BinaryIO

import pyoxigraph as ox

from innograph.errors import DataError, UsageError
from innograph.export.cut import Cut, cut
from innograph.export.jsonld import Frame, write_jsonld
from innograph.export.lines import SortedFacts
from innograph.export.turtle import write_turtle
from innograph.export.xml import write_rdfxml
from innograph.resources import resource
from innograph.store.generations import open_turtle

if TYPE_CHECKING:
    from innograph.store import GraphStore

#: Name of each format → the ending of its files.
FORMATS = {
    "turtle": ".ttl",
    "ntriples": ".nt",
    "nquads": ".nq",
    "trig": ".trig",
    "rdfxml": ".rdf",
    "jsonld": ".jsonld",
    "jsonld-flat": ".flat.jsonld",
    "graphml": ".graphml",
    "gexf": ".gexf",
    "csv-nodes": ".nodes.csv",
    "csv-edges": ".edges.csv",
}
#: Those of them that hold the network of actors.
NETWORKS = frozenset({"graphml", "gexf", "csv-nodes", "csv-edges"})


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: `facts` triples or quads (of a network: nodes and edges), of which `replaced` lost a
    character that the format cannot hold."""

    facts: int
    replaced: int = 0


def format_of(path: str | PurePath) -> str | None:
    """The format that a file's ending means.

    >>> format_of("graph.jsonld")
    'jsonld'
    """
    name = PurePath(path).name.lower()
    found = [form for form, ending in FORMATS.items() if name.endswith(ending)]
    return max(found, key=lambda form: len(FORMATS[form]), default=None)


def export(
    store: GraphStore, out: BinaryIO, form: str = "turtle", *, inferred: bool = False, part: Cut | None = None
) -> Exported:
    """Write a graph: what is asserted, and with `inferred` also what reasoning adds; or a part of it.

    Turtle, N-Triples, RDF/XML and JSON-LD hold the union of all graphs, N-Quads and TriG keep them apart;
    `jsonld` has claims, posts and identifiers inside what they belong to, `jsonld-flat` every node by itself.
    GraphML, GEXF and the CSV tables hold the network of actors for tools that draw and measure. A part holds
    what its claims need, without the ontology, and of what reasoning adds only what follows from that part.
    Raises UsageError for an unknown format, WorkError when the format cannot say what the graph says or the
    part is empty, QueryError when it names what the graph does not have.
    """
    if form not in FORMATS:
        raise UsageError(f"unknown format {form!r}; there are {', '.join(FORMATS)}")
    vocabulary = store.vocabulary
    without = [] if inferred else [vocabulary.inferred]
    if part:
        # A network has no sentences, and its weights rest on the claims.
        part = replace(part, evidence=True) if form in NETWORKS else part
        store = cut(store, part, inferred=inferred)
        without.append(vocabulary.graph("ontology"))
    if form in NETWORKS:
        from innograph.export.network import WRITERS, network

        graph = network(store)
        return Exported(graph.number_of_nodes() + graph.number_of_edges(), WRITERS[form](graph, out))
    prefixes = vocabulary.prefixes
    if form == "turtle":
        if store.path is not None and not inferred:
            with open_turtle(store.path) as written:
                if written is not None:
                    return Exported(_copy_turtle(written, out))
        return Exported(write_turtle(store.oxigraph, out, base=store.base, without=without))
    facts = SortedFacts(store.oxigraph, by_graph=form in ("nquads", "trig"), without=without)
    if form == "rdfxml":
        return Exported(*write_rdfxml(facts.triples(), out, prefixes))
    if form in ("jsonld", "jsonld-flat"):
        frame = Frame(store.oxigraph, without) if form == "jsonld" else None
        return Exported(write_jsonld(facts.triples(), out, read_context(), store.base, frame))
    if form == "trig":
        ox.serialize(facts.quads(), output=out, format=ox.RdfFormat.TRIG, prefixes=prefixes)
        return Exported(len(facts))
    for graph_name, fact in facts:
        out.write(b"%s %s .\n" % (fact, graph_name) if graph_name else fact + b" .\n")
    return Exported(len(facts))


def _copy_turtle(written: BinaryIO, out: BinaryIO) -> int:
    """Copy what `write_turtle` wrote; the number of its triples, each of which has a line with this end to itself."""
    count, rest = 0, b""
    while part := written.read(1 << 20):
        out.write(part)
        part = rest + part
        count += part.count(b" ;\n")
        rest = part[-2:] if not part.endswith(b" ;\n") else b""
    return count


def read_context() -> dict[str, Any]:
    """The context of ontology/context.jsonld. Raises DataError when it is not as it must be."""
    path = resource("ontology", "context.jsonld")
    try:
        context = json.loads(path.read_text(encoding="utf-8"))["@context"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path}: cannot be read as a JSON-LD context: {error}") from error
    if not isinstance(context, dict):
        raise DataError(f"{path}: @context must be one object")
    return context
