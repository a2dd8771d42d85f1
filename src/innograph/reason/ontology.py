"""An ontology as triples: what of it is about classes and properties, and its closure by owlrl."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Store

from innograph.errors import DataError
from innograph.iri import DEFAULT_BASE
from innograph.reason.terms import (
    DOMAIN,
    FIRST,
    NIL,
    RANGE,
    RDF,
    RDFS,
    REST,
    SAME_AS,
    SUB_CLASS,
    SUB_PROPERTY,
    TYPE,
    XSD,
    Fact,
    Literal,
    NamedNode,
    Quad,
    Term,
    Triple,
    fact_of,
    from_rdflib,
    is_vocabulary,
    owl,
    to_rdflib,
)

INVERSE, CHAIN = owl("inverseOf"), owl("propertyChainAxiom")
EQUIVALENT_CLASS, EQUIVALENT_PROPERTY = owl("equivalentClass"), owl("equivalentProperty")
DISJOINT, COMPLEMENT = owl("disjointWith"), owl("complementOf")
PROPERTY_DISJOINT = owl("propertyDisjointWith")
UNION, INTERSECTION, ONE_OF = owl("unionOf"), owl("intersectionOf"), owl("oneOf")
ON_PROPERTY, HAS_VALUE = owl("onProperty"), owl("hasValue")
SOME, ALL = owl("someValuesFrom"), owl("allValuesFrom")
MEMBERS, DISTINCT_MEMBERS = owl("members"), owl("distinctMembers")
SYMMETRIC, TRANSITIVE = owl("SymmetricProperty"), owl("TransitiveProperty")
FUNCTIONAL, INVERSE_FUNCTIONAL = owl("FunctionalProperty"), owl("InverseFunctionalProperty")
IRREFLEXIVE, ASYMMETRIC = owl("IrreflexiveProperty"), owl("AsymmetricProperty")
ALL_DISJOINT, ALL_DISJOINT_PROPERTIES = owl("AllDisjointClasses"), owl("AllDisjointProperties")
ALL_DIFFERENT = owl("AllDifferent")
DATATYPE = NamedNode(RDFS + "Datatype")
ONTOLOGY = owl("Ontology")
_DEF = "def/"

_CHARACTERISTICS = frozenset(
    {
        SYMMETRIC, TRANSITIVE, FUNCTIONAL, INVERSE_FUNCTIONAL, IRREFLEXIVE, ASYMMETRIC, ALL_DISJOINT,
        ALL_DISJOINT_PROPERTIES, ALL_DIFFERENT,
    }
)  # fmt: skip
_BETWEEN_CLASSES = frozenset({SUB_CLASS, EQUIVALENT_CLASS, DISJOINT, COMPLEMENT})
_BETWEEN_PROPERTIES = frozenset({SUB_PROPERTY, EQUIVALENT_PROPERTY, INVERSE, PROPERTY_DISJOINT})
_CONSTRUCTORS = frozenset({UNION, INTERSECTION, ONE_OF, ON_PROPERTY, SOME, ALL, HAS_VALUE, CHAIN, MEMBERS})
#: What every term is to itself. (Not so inverseOf: a property that is its own inverse is symmetric.)
_REFLEXIVE = frozenset({SUB_CLASS, EQUIVALENT_CLASS, SUB_PROPERTY, EQUIVALENT_PROPERTY, SAME_AS})
AXIOMS = _BETWEEN_CLASSES | _BETWEEN_PROPERTIES | _CONSTRUCTORS
AXIOMS |= {DOMAIN, RANGE, FIRST, REST, DISTINCT_MEMBERS}

#: Constructs of OWL 2 RL that owlrl knows and no ontology of ours uses: said aloud rather than ignored.
UNSUPPORTED = frozenset(
    owl(name)
    for name in (
        "hasKey", "maxCardinality", "maxQualifiedCardinality", "cardinality", "qualifiedCardinality",
        "minCardinality", "minQualifiedCardinality", "disjointUnionOf", "hasSelf", "sourceIndividual",
    )
)  # fmt: skip
_META = (
    "Class", "Ontology", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "OntologyProperty",
    "Restriction", "DeprecatedClass", "DeprecatedProperty", "Axiom",
)  # fmt: skip
_META_CLASSES = _CHARACTERISTICS | {
    *map(owl, _META),
    NamedNode(RDFS + "Class"),
    NamedNode(RDFS + "Datatype"),
    NamedNode(RDF + "Property"),
    NamedNode(RDF + "List"),
}


def is_schema(fact: Fact) -> bool:
    """Whether a triple speaks of classes and properties rather than of data."""
    s, p, o = fact
    if p == TYPE:
        return o in _META_CLASSES
    return p in AXIOMS or p in UNSUPPORTED or (p == SAME_AS and is_vocabulary(s))


def read_ontology(path: Path | None = None) -> list[Fact]:
    """The triples of an ontology file, our own by default. Raises DataError."""
    from pyoxigraph import parse

    from innograph.resources import resource

    path = path or resource("ontology", "innograph.ttl")
    try:
        return [fact_of(quad) for quad in parse(path=str(path))]
    except (OSError, SyntaxError, ValueError) as error:
        raise DataError(f"{path}: the ontology cannot be read: {error}") from None


def as_facts(triples: Iterable[Triple | Quad | Fact]) -> frozenset[Fact]:
    """The schema triples among these."""
    return frozenset(fact for fact in map(fact_of, triples) if is_schema(fact))


def axioms_in(store: Store) -> Iterator[Quad]:
    for predicate in AXIOMS | UNSUPPORTED:
        yield from store.quads_for_pattern(None, predicate, None, None)
    for cls in _META_CLASSES:
        yield from store.quads_for_pattern(None, TYPE, cls, None)


def base_of(schema: frozenset[Fact]) -> str:
    headers = sorted(
        s.value.removesuffix(_DEF)
        for s, p, o in schema
        if p == TYPE and o == ONTOLOGY and isinstance(s, NamedNode) and s.value.endswith(f"/{_DEF}")
    )
    return DEFAULT_BASE if DEFAULT_BASE in headers else next(iter(headers), DEFAULT_BASE)


def move(term: Term, base: str) -> Term:
    if isinstance(term, NamedNode) and term.value.startswith(DEFAULT_BASE):
        return NamedNode(base + term.value.removeprefix(DEFAULT_BASE))
    return term


def close_schema(schema: frozenset[Fact]) -> set[Fact]:
    """The ontology closed by owlrl.

    Declarations (`a owl:Class`) are left out: all that owlrl yields from them is reflexive, or about
    owl:Thing and owl:Nothing, and with them it takes ten times as long.
    """
    import rdflib
    from owlrl import DeductiveClosure, OWLRL_Semantics

    graph = rdflib.Graph()
    for s, p, o in sorted(schema, key=sort_key):
        if p != TYPE or o in _CHARACTERISTICS:
            graph.add((to_rdflib(s), to_rdflib(p), to_rdflib(o)))
    DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    closed: set[Fact] = set()
    for node_s, node_p, node_o in graph:
        fact = (from_rdflib(node_s), from_rdflib(node_p), from_rdflib(node_o))
        trivial = fact[0] == fact[2] and fact[1] in _REFLEXIVE
        if not trivial and not isinstance(fact[0], Literal) and (is_schema(fact) or fact[1] == SAME_AS):
            closed.add(fact)
    return closed


def vocabulary_of(schema: frozenset[Fact]) -> tuple[frozenset[Term], frozenset[Term]]:
    terms: set[Term] = set()
    datatypes: set[Term] = set()
    lists: dict[Term, list[Fact]] = {p: [fact for fact in schema if fact[1] == p] for p in (FIRST, REST)}
    for s, p, o in schema:
        if p == TYPE:
            terms.add(s)
            if o == DATATYPE:
                datatypes.add(s)
        elif p in _BETWEEN_CLASSES or p in _BETWEEN_PROPERTIES or p in (SOME, ALL, ON_PROPERTY):
            terms.update((s, o))
        elif p in (DOMAIN, RANGE):
            terms.update((s, o))
            if isinstance(o, NamedNode) and (o.value.startswith(XSD) or o.value == RDFS + "Literal"):
                datatypes.add(o)
        elif p in _CONSTRUCTORS:
            terms.add(s)
            if p in (UNION, INTERSECTION, CHAIN, ONE_OF, MEMBERS):
                items = items_of(lists, o)
                if p != ONE_OF and (s, TYPE, ALL_DIFFERENT) not in schema:
                    terms.update(items)
        elif p in (FIRST, REST):
            # Lists have names in our ontology (no blank nodes anywhere): they are part of it, not data.
            terms.add(s)
    return frozenset(terms), frozenset(datatypes)


def items_of(by_predicate: dict[Term, list[Fact]], head: Term) -> tuple[Term, ...]:
    """The members of an RDF list. Raises DataError for one that is cut short or runs in a circle."""
    first = {s: o for s, _, o in by_predicate[FIRST]}
    rest = {s: o for s, _, o in by_predicate[REST]}
    items: list[Term] = []
    seen: set[Term] = set()
    node = head
    while node != NIL:
        if node in seen or node not in first or node not in rest:
            raise DataError(f"the ontology's list {head} is cut short or circular: mend its rdf:first, rdf:rest")
        seen.add(node)
        items.append(first[node])
        node = rest[node]
    return tuple(items)


def sort_key(fact: Fact) -> tuple[str, str, str]:
    return (str(fact[1]), str(fact[0]), str(fact[2]))
