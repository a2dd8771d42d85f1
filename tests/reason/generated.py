"""Small ontologies and graphs over every construct that reasoning compiles, for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from innograph.reason import ontology as R
from innograph.reason.terms import (
    DIFFERENT_FROM,
    DOMAIN,
    FIRST,
    NIL,
    RANGE,
    REST,
    SAME_AS,
    SUB_CLASS,
    SUB_PROPERTY,
    THING,
    TYPE,
    Fact,
    Literal,
    NamedNode,
    Term,
)


def name(local: str) -> NamedNode:
    return NamedNode(f"https://example.org/{local}")


CLASSES = [name(f"C{i}") for i in range(5)]
PROPERTIES = [name(f"p{i}") for i in range(5)]
THINGS = [name(f"t{i}") for i in range(6)]
NUMBER = name("number")
LITERALS: list[Term] = [Literal("fyra", language="sv"), Literal("4"), Literal("vier", language="de")]

classes, properties, things = map(st.sampled_from, (CLASSES, PROPERTIES, THINGS))
Axioms = tuple[Fact, ...]


def as_list(label: str, items: list[NamedNode]) -> tuple[NamedNode, Axioms]:
    """An RDF list whose nodes have names, as in our ontology."""
    nodes: list[NamedNode] = [name(f"list/{label}/{i}") for i in range(len(items))]
    triples: list[Fact] = []
    for i, item in enumerate(items):
        triples += [(nodes[i], FIRST, item), (nodes[i], REST, nodes[i + 1] if i + 1 < len(nodes) else NIL)]
    return (nodes[0] if nodes else NIL), tuple(triples)


def _listed(subject: NamedNode, predicate: NamedNode, items: list[NamedNode]) -> Axioms:
    label = "-".join(term.value.rsplit("/", 1)[1] for term in (subject, predicate, *items)).replace("#", "-")
    head, triples = as_list(label, items)
    return ((subject, predicate, head), *triples)


def _restriction(kind: NamedNode, c: NamedNode, p: NamedNode, filler: NamedNode) -> Axioms:
    cls = name(f"R-{kind.value.rsplit('#')[-1]}-{p.value[-2:]}-{filler.value[-2:]}")
    return ((cls, R.ON_PROPERTY, p), (cls, kind, filler), (cls, SUB_CLASS, c))


def _binary(predicate: NamedNode, terms: st.SearchStrategy[NamedNode]) -> st.SearchStrategy[Axioms]:
    return st.tuples(terms, terms).map(lambda pair: ((pair[0], predicate, pair[1]),))


axiom: st.SearchStrategy[Axioms] = st.one_of(
    _binary(SUB_CLASS, classes),
    _binary(SUB_PROPERTY, properties),
    _binary(R.EQUIVALENT_CLASS, classes),
    _binary(R.EQUIVALENT_PROPERTY, properties),
    _binary(R.INVERSE, properties),
    st.tuples(properties, classes).map(lambda t: ((t[0], DOMAIN, t[1]),)),
    st.tuples(properties, classes).map(lambda t: ((t[0], RANGE, t[1]),)),
    st.tuples(properties, st.sampled_from([R.SYMMETRIC, R.TRANSITIVE, R.FUNCTIONAL, R.INVERSE_FUNCTIONAL])).map(
        lambda t: ((t[0], TYPE, t[1]),)
    ),
    st.tuples(properties, st.lists(properties, min_size=1, max_size=3)).map(lambda t: _listed(t[0], R.CHAIN, t[1])),
    st.tuples(classes, st.lists(classes, min_size=1, max_size=3)).map(lambda t: _listed(t[0], R.UNION, t[1])),
    st.tuples(classes, st.lists(classes, min_size=1, max_size=3)).map(lambda t: _listed(t[0], R.INTERSECTION, t[1])),
    st.tuples(classes, st.lists(things, min_size=1, max_size=2)).map(lambda t: _listed(t[0], R.ONE_OF, t[1])),
    st.tuples(classes, properties, classes | st.just(THING)).map(lambda t: _restriction(R.SOME, *t)),
    st.tuples(classes, properties, classes).map(lambda t: _restriction(R.ALL, *t)),
    st.tuples(classes, properties, things).map(lambda t: _restriction(R.HAS_VALUE, *t)),
    st.just(((NUMBER, SUB_PROPERTY, PROPERTIES[0]),)),
)

ontologies: st.SearchStrategy[list[Fact]] = st.lists(axiom, max_size=8).map(
    lambda found: list(dict.fromkeys(fact for axioms in found for fact in axioms))
)

fact: st.SearchStrategy[Fact] = st.one_of(
    st.tuples(things, properties, things),
    st.tuples(things, properties, things),
    st.tuples(things, st.just(TYPE), classes),
    st.tuples(things, st.just(NUMBER), st.sampled_from(LITERALS)),
    st.tuples(things, st.just(SAME_AS), things),
    st.tuples(things, st.just(DIFFERENT_FROM), things),
)

graphs: st.SearchStrategy[list[Fact]] = st.lists(fact, max_size=14, unique=True)

# Without equality: what a change of one article is like.
plain_fact: st.SearchStrategy[Fact] = st.one_of(
    st.tuples(things, properties, things),
    st.tuples(things, properties, things),
    st.tuples(things, properties, things),
    st.tuples(things, st.just(TYPE), classes),
)
plain_graphs: st.SearchStrategy[list[Fact]] = st.lists(plain_fact, max_size=10, unique=True)
plain_ontologies: st.SearchStrategy[list[Fact]] = ontologies.map(
    lambda axioms: [f for f in axioms if f[2] not in (R.FUNCTIONAL, R.INVERSE_FUNCTIONAL)]
)
