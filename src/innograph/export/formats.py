"""The formats that a graph is written in. The same graph gives the same bytes, and nothing is lost on the
way.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, BinaryIO

import pyoxigraph as ox

from innograph.errors import DataError, UsageError
from innograph.export.jsonld import write_jsonld
from innograph.export.lines import SortedFacts
from innograph.export.turtle import write_turtle
from innograph.export.xml import write_rdfxml
from innograph.resources import resource

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
    "graphml": ".graphml",
    "gexf": ".gexf",
}


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
    ending = PurePath(path).suffix.lower()
    return {e: name for name, e in FORMATS.items()}.get(ending)


def export(store: GraphStore, out: BinaryIO, form: str = "turtle", *, inferred: bool = False) -> Exported:
    """Write a graph: what is asserted, and with `inferred` also what reasoning adds.

    Turtle, N-Triples, RDF/XML and JSON-LD hold the union of all graphs, N-Quads and TriG keep them apart;
    GraphML and GEXF hold the network of actors for tools that draw and measure. Raises UsageError for an
    unknown format, WorkError when the format cannot say what the graph says.
    """
    if form not in FORMATS:
        raise UsageError(f"unknown format {form!r}; there are {', '.join(FORMATS)}")
    without = () if inferred else (store.vocabulary.inferred,)
    prefixes = store.vocabulary.prefixes
    if form == "turtle":
        return Exported(write_turtle(store.oxigraph, out, base=store.base, without=without))
    if form in ("graphml", "gexf"):
        from innograph.export.network import network, write_gexf, write_graphml

        graph = network(store)
        write = write_graphml if form == "graphml" else write_gexf
        return Exported(graph.number_of_nodes() + graph.number_of_edges(), write(graph, out))
    facts = SortedFacts(store.oxigraph, by_graph=form in ("nquads", "trig"), without=without)
    if form == "rdfxml":
        return Exported(*write_rdfxml(facts.triples(), out, prefixes))
    if form == "jsonld":
        return Exported(write_jsonld(facts.triples(), out, read_context(), store.base))
    if form == "trig":
        ox.serialize(facts.quads(), output=out, format=ox.RdfFormat.TRIG, prefixes=prefixes)
        return Exported(len(facts))
    for graph_name, fact in facts:
        out.write(b"%s %s .\n" % (fact, graph_name) if graph_name else fact + b" .\n")
    return Exported(len(facts))


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
