"""SHACL: our shapes run by pySHACL, or by the faster `shacl` where it is installed; results as findings.

pySHACL is the reference. `shacl` (an optional extra, written in Rust) gives the same results on our shapes, as
the tests show, and takes a thirtieth of the time; nothing else differs between the two.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple, parse, serialize
from rdflib.namespace import RDF, SH

from innograph.errors import DataError, UsageError
from innograph.reason.terms import Fact, Term, fact_of, from_rdflib, to_rdflib
from innograph.resources import resource
from innograph.validate.report import Finding

ENGINES = ("auto", "pyshacl", "shacl")
_SH = str(SH)
_MESSAGE = NamedNode(_SH + "message")
_PROPERTY = NamedNode(_SH + "property")
_PATH, _QUALIFIED = NamedNode(_SH + "path"), NamedNode(_SH + "qualifiedValueShape")
_OBJECTS_OF = NamedNode(_SH + "targetObjectsOf")
#: Constraints that look further than at one node and what it is related to.
_BEYOND = tuple(NamedNode(_SH + name) for name in ("class", "node", "sparql", "rule", "js", "equals", "disjoint"))
#: What a shape may say that is asked of what something points to, for `look_at_one_node`.
_OF_CLASSES = frozenset(
    {"targetObjectsOf", "path", "hasValue", "qualifiedValueShape", "qualifiedMinCount", "minCount", "severity",
     "message", "group", "name", "description", "order"}
)  # fmt: skip
_NAMES = tuple(NamedNode(_SH + name) for name in ("name", "path"))


def load_shapes(path: Path | None = None) -> Store:
    """Shapes from a Turtle file; our own by default. Raises DataError."""
    return _load(path or resource("ontology", "shapes.ttl"))


@cache
def _load(path: Path) -> Store:
    store = Store()
    try:
        store.extend(parse(path=str(path), format=RdfFormat.TURTLE))
    except (OSError, SyntaxError, ValueError) as error:
        raise DataError(f"{path}: the shapes cannot be read: {error}") from None
    return store


def choose_engine(name: str) -> str:
    """The engine that `auto` means here, or the one named. Raises UsageError if that is not installed."""
    installed = importlib.util.find_spec("shacl") is not None
    if name not in ENGINES:
        raise UsageError(f"{name!r} is no SHACL engine: use one of {', '.join(ENGINES)}")
    if name == "shacl" and not installed:
        raise UsageError("the engine shacl is not installed: pip install 'innograph[fast]', or use pyshacl")
    return ("shacl" if installed else "pyshacl") if name == "auto" else name


def check_shapes(data: Iterable[Fact], shapes: Store, engine: str = "auto") -> list[Finding]:
    """What the shapes find wrong; nothing is inferred, nothing imported.

    Raises DataError for shapes that cannot be used, UsageError for an engine that is not there.
    """
    run = _run_shacl if choose_engine(engine) == "shacl" else _run_pyshacl
    return list(run(data, shapes))


def check_turtle(text: str, shapes: Store, engine: str = "auto") -> list[Finding]:
    """What the shapes find wrong in some Turtle. Raises as `check_shapes` does."""
    if choose_engine(engine) == "shacl":
        return list(_run_shacl_on(text, shapes))
    facts = (fact_of(quad) for quad in parse(text.encode(), format=RdfFormat.TURTLE))
    return list(_run_pyshacl(facts, shapes))


def pointing_properties(shapes: Store | None = None) -> frozenset[NamedNode]:
    """The properties of whose objects shapes (our own by default) ask something."""
    quads = (shapes or load_shapes()).quads_for_pattern(None, _OBJECTS_OF, None, None)
    return frozenset(quad.object for quad in quads if isinstance(quad.object, NamedNode))


def pointing_shapes(shapes: Store) -> frozenset[str]:
    """The shapes that are asked of what something points to."""
    quads = shapes.quads_for_pattern(None, _OBJECTS_OF, None, None)
    return frozenset(quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))


def look_at_one_node(shapes: Store) -> bool:
    """Whether each shape can be judged by what is said of one node: by its own facts, or, of those that are asked of
    what something points to, by its classes alone, of which more never are too many."""

    def values(predicate: NamedNode, subject: NamedNode | BlankNode | None = None) -> list[Term]:
        return [quad.object for quad in shapes.quads_for_pattern(subject, predicate, None, None)]

    if any(values(predicate) for predicate in _BEYOND) or not all(isinstance(p, NamedNode) for p in values(_PATH)):
        return False
    qualified = [q for q in values(_QUALIFIED) if isinstance(q, NamedNode | BlankNode)]
    if any(values(_PROPERTY, q) for q in qualified):
        return False
    pointed = {quad.subject for quad in shapes.quads_for_pattern(None, _OBJECTS_OF, None, None)}
    for shape in pointed:
        if not isinstance(shape, NamedNode) or values(_PATH, shape) != [NamedNode(str(RDF.type))]:
            return False
        said = {quad.predicate for quad in shapes.quads_for_pattern(shape, None, None, None)}
        if any(p.value.startswith(_SH) and p.value.removeprefix(_SH) not in _OF_CLASSES for p in said):
            return False
    return True


def _run_pyshacl(data: Iterable[Fact], shapes: Store) -> Iterator[Finding]:
    import pyshacl
    from pyshacl.errors import ReportableRuntimeError

    try:
        _, results, text = pyshacl.validate(
            to_graph(data),
            shacl_graph=to_graph(fact_of(quad) for quad in shapes),
            inference="none",
            do_owl_imports=False,
            meta_shacl=False,
            inplace=True,
        )
    except (ReportableRuntimeError, RecursionError, re.error, ValueError) as error:
        raise DataError(f"the shapes cannot be used: {error}") from None
    if not isinstance(results, rdflib.Graph):
        raise DataError(f"the shapes cannot be used: {text}")

    def term(result: rdflib.term.Node, name: rdflib.URIRef) -> Term | None:
        node = results.value(result, name)
        return None if node is None else from_rdflib(node)

    for result in results.subjects(RDF.type, SH.ValidationResult):
        yield _finding(
            shapes,
            node=term(result, SH.focusNode),
            shape=term(result, SH.sourceShape),
            path=term(result, SH.resultPath),
            value=term(result, SH.value),
            component=term(result, SH.sourceConstraintComponent),
            severity=term(result, SH.resultSeverity),
            messages=[from_rdflib(m) for m in results.objects(result, SH.resultMessage)],
        )


def _run_shacl(data: Iterable[Fact], shapes: Store) -> Iterator[Finding]:
    yield from _run_shacl_on(_as_text(data), shapes)


def _run_shacl_on(text: str, shapes: Store) -> Iterator[Finding]:
    import shacl

    try:
        compiled = shacl.Shapes.from_turtle(_as_text(fact_of(quad) for quad in shapes))
        report = compiled.validate_turtle(text)
    except ValueError as error:
        raise DataError(f"the shapes cannot be used: {error}") from None
    for result in report.results:
        yield _finding(
            shapes,
            node=_parse_term(result.focus_node),
            shape=_parse_term(result.source_shape),
            path=_parse_term(result.path),
            value=_parse_term(result.value),
            component=_parse_term(result.component_iri),
            severity=_parse_term(result.severity_iri),
            messages=[],
        )


def _as_text(facts: Iterable[Fact]) -> str:
    triples = (Triple(*fact) for fact in facts)  # type: ignore[arg-type]
    text = serialize(triples, format=RdfFormat.N_TRIPLES)
    return (text or b"").decode()


def _parse_term(text: str | None) -> Term | None:
    """A term from N-Triples; a path that is more than a property is left out."""
    if not text:
        return None
    if text.startswith("_:"):
        return BlankNode()
    if not text.startswith(('"', "<")):
        text = f"<{text}>"
    try:
        (quad,) = parse(f"<s:> <p:> {text} .".encode(), format=RdfFormat.N_TRIPLES)
    except (SyntaxError, ValueError):
        return None
    return fact_of(quad)[2]


def to_graph(facts: Iterable[Fact]) -> rdflib.Graph:
    """The triples as an rdflib graph, which is what pySHACL reads."""
    graph = rdflib.Graph()
    known: dict[Term, rdflib.term.Node] = {}

    def node(term: Term) -> rdflib.term.Node:
        found = known.get(term)
        if found is None:
            found = known[term] = to_rdflib(term)
        return found

    for s, p, o in facts:
        graph.add((node(s), node(p), node(o)))
    return graph


def _finding(
    shapes: Store,
    *,
    node: Term | None,
    shape: Term | None,
    path: Term | None,
    value: Term | None,
    component: Term | None,
    severity: Term | None,
    messages: list[Term],
) -> Finding:
    if isinstance(shape, NamedNode):
        messages = [q.object for q in shapes.quads_for_pattern(shape, _MESSAGE, None, None)] or messages
    # Our shapes say in one sentence what is wrong, and in the next what to do.
    message, _, advice = (_in_english(messages) or _broken(component)).partition(". ")
    level = severity.value.removeprefix(_SH).lower() if isinstance(severity, NamedNode) else "violation"
    return Finding(
        severity=level if level in ("violation", "warning", "info") else "violation",
        rule=f"shape/{_name(shape, shapes)}",
        node=node.value if isinstance(node, NamedNode) else str(node) if isinstance(node, Literal) else "_:",
        message=message,
        advice=advice,
        path=str(path) if isinstance(path, NamedNode) else None,
        value=str(value) if isinstance(value, NamedNode | Literal) else None,
        component=component.value if isinstance(component, NamedNode) else None,
        shape=shape.value if isinstance(shape, NamedNode) else None,
    )


def _broken(component: Term | None) -> str:
    name = getattr(component, "value", "").removeprefix(_SH).removesuffix("ConstraintComponent")
    return f"Breaks sh:{name[:1].lower()}{name[1:]} of this shape" if name else "Breaks this shape"


def _in_english(messages: Iterable[Term]) -> str:
    """The message in English where there is one, else the first by language."""
    literals = [m for m in messages if isinstance(m, Literal)]
    best = min(literals, key=lambda m: (m.language != "en", m.language or "", m.value), default=None)
    return "" if best is None else " ".join(best.value.split())


def _name(shape: Term | None, shapes: Store) -> str:
    """What to call a shape: the last part of its IRI, else of the shape it belongs to, with its path."""
    if isinstance(shape, NamedNode):
        return _last(shape.value)
    if not isinstance(shape, BlankNode):
        return "unknown"
    own = "constraint"
    for predicate in _NAMES:
        for quad in shapes.quads_for_pattern(shape, predicate, None, None):
            if isinstance(quad.object, NamedNode | Literal):
                own = _last(quad.object.value)
                break
    parents = (quad.subject for quad in shapes.quads_for_pattern(None, _PROPERTY, shape, None))
    parent = next((p for p in parents if isinstance(p, NamedNode)), None)
    return f"{_last(parent.value)}.{own}" if parent is not None else own


def _last(iri: str) -> str:
    return iri.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1]
