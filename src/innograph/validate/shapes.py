"""SHACL: our shapes run by pySHACL, its results as findings."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import rdflib
from pyoxigraph import RdfFormat, parse
from rdflib.namespace import RDF, RDFS, SH

from innograph.errors import DataError
from innograph.reason.terms import Fact, from_rdflib, to_rdflib
from innograph.resources import resource
from innograph.validate.report import Finding

_SEVERITY = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
_Node = rdflib.term.Node


def load_shapes(path: Path | None = None) -> rdflib.Graph:
    """A graph of shapes from a Turtle file; our own by default. Raises DataError."""
    return _load(path or resource("ontology", "shapes.ttl"))


@cache
def _load(path: Path) -> rdflib.Graph:
    graph = rdflib.Graph()
    try:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            graph.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
    except (OSError, SyntaxError, ValueError) as error:
        raise DataError(f"{path}: the shapes cannot be read: {error}") from None
    return graph


def to_graph(facts: Iterable[Fact]) -> rdflib.Graph:
    """The triples as an rdflib graph, which is what pySHACL reads."""
    graph = rdflib.Graph()
    known: dict[object, _Node] = {}

    def node(term: object) -> _Node:
        found = known.get(term)
        if found is None:
            found = known[term] = to_rdflib(term)  # type: ignore[arg-type]
        return found

    for s, p, o in facts:
        graph.add((node(s), node(p), node(o)))
    return graph


def check_shapes(data: rdflib.Graph, shapes: rdflib.Graph) -> list[Finding]:
    """What the shapes find wrong; nothing is inferred, nothing imported. Raises DataError for bad shapes."""
    import pyshacl
    from pyshacl.errors import ReportableRuntimeError

    try:
        _, results, text = pyshacl.validate(
            data, shacl_graph=shapes, inference="none", do_owl_imports=False, meta_shacl=False, inplace=True
        )
    except (ReportableRuntimeError, RecursionError) as error:
        raise DataError(f"the shapes cannot be used: {error}") from None
    if not isinstance(results, rdflib.Graph):
        raise DataError(f"the shapes cannot be used: {text}")
    return [_finding(results, result, shapes) for result in results.subjects(RDF.type, SH.ValidationResult)]


def _finding(results: rdflib.Graph, result: _Node, shapes: rdflib.Graph) -> Finding:
    shape = results.value(result, SH.sourceShape)
    messages = list(results.objects(result, SH.resultMessage))
    # Our shapes say in one sentence what is wrong, and in the next what to do.
    message, _, advice = (_in_english(messages) or "Breaks this rule").partition(". ")
    value = results.value(result, SH.value)
    path = results.value(result, SH.resultPath)
    component = results.value(result, SH.sourceConstraintComponent)
    severity = results.value(result, SH.resultSeverity)
    return Finding(
        severity=_SEVERITY.get(severity, "violation"),  # type: ignore[call-overload]
        rule=f"shape/{_name(shape, shapes)}",
        node=_text(results.value(result, SH.focusNode)),
        message=message,
        advice=advice,
        path=str(from_rdflib(path)) if isinstance(path, rdflib.URIRef) else None,
        value=str(from_rdflib(value)) if isinstance(value, rdflib.URIRef | rdflib.Literal) else None,
        component=str(component) if isinstance(component, rdflib.URIRef) else None,
        shape=str(shape) if isinstance(shape, rdflib.URIRef) else None,
    )


def _text(node: _Node | None) -> str:
    if isinstance(node, rdflib.URIRef):
        return str(node)
    return "_:" if isinstance(node, rdflib.BNode) or node is None else str(from_rdflib(node))


def _in_english(messages: Iterable[_Node]) -> str:
    """The message in English where there is one, else the first by language."""
    literals = [m for m in messages if isinstance(m, rdflib.Literal)]
    best = min(literals, key=lambda m: (m.language != "en", m.language or "", str(m)), default=None)
    return "" if best is None else " ".join(str(best).split())


def _name(shape: _Node | None, shapes: rdflib.Graph) -> str:
    """What to call a shape: the last part of its IRI, else the shape that it belongs to with its path."""
    if isinstance(shape, rdflib.URIRef):
        return str(shape).rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1]
    if shape is None:
        return "unknown"
    parent = next(iter(shapes.subjects(SH.property, shape)), None)
    label = shapes.value(shape, SH.name) or shapes.value(shape, RDFS.label) or shapes.value(shape, SH.path)
    own = str(label).rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1] if label is not None else "constraint"
    return f"{_name(parent, shapes)}.{own}" if isinstance(parent, rdflib.URIRef) else own
