"""An ontology as rules over data: owlrl closes the ontology, what it yields is compiled here.

The rules are those of the OWL 2 RL profile (https://www.w3.org/TR/owl2-profiles/, tables 4 to 9) as owlrl 7
computes them, and carry the names they have there. A rule whose axioms are about classes and properties alone
(scm-*) has been run by owlrl already: subclasses of subclasses and the like are all in what is compiled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pyoxigraph import Store

from innograph.errors import DataError
from innograph.iri import DEFAULT_BASE
from innograph.reason.terms import (
    DIFFERENT_FROM,
    DOMAIN,
    FIRST,
    NIL,
    NOTHING,
    RANGE,
    RDF,
    RDFS,
    REST,
    SAME_AS,
    SUB_CLASS,
    SUB_PROPERTY,
    THING,
    TYPE,
    XSD,
    BlankNode,
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


class Var(str):
    """A variable of a rule."""

    __slots__ = ()


Slot = Term | Var
#: A pattern of one triple.
Atom = tuple[Slot, Slot, Slot]

X, Y, Z = Var("x"), Var("y"), Var("z")


def constant(slot: Slot) -> Term:
    """The term in a place of a pattern that holds no variable."""
    if isinstance(slot, Var):
        raise TypeError(f"?{slot} is a variable")
    return slot


@dataclass(frozen=True, slots=True)
class Rule:
    """Whenever the patterns of `body` hold, `head` holds. `axiom` is the ontology's triple that says so."""

    name: str
    axiom: Fact
    head: Atom
    body: tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """The patterns of `body` cannot hold together. `axiom` is the ontology's triple that says so."""

    name: str
    axiom: Fact
    body: tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """What an ontology says of data. `vocabulary` are the ontology's own classes and properties."""

    rules: tuple[Rule, ...]
    clashes: tuple[Clash, ...]
    vocabulary: frozenset[Term]
    datatypes: frozenset[Term]
    schema: frozenset[Fact]


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
_AXIOMS = _BETWEEN_CLASSES | _BETWEEN_PROPERTIES | _CONSTRUCTORS
_AXIOMS |= {DOMAIN, RANGE, FIRST, REST, DISTINCT_MEMBERS}

#: Constructs of OWL 2 RL that owlrl knows and no ontology of ours uses: said aloud rather than ignored.
_UNSUPPORTED = frozenset(
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
    return p in _AXIOMS or p in _UNSUPPORTED or (p == SAME_AS and is_vocabulary(s))


@cache
def load_rules(ontology: Path | None = None) -> RuleSet:
    """The rules of an ontology file (our own by default), compiled once a process.

    Raises DataError when the file cannot be read or uses a construct that reasoning does not know.
    """
    return compile_rules(frozenset(filter(is_schema, read_ontology(ontology))))


def rules_with(schema: frozenset[Fact], base: str | None = None) -> RuleSet:
    """The rules of our ontology and of these axioms.

    Our terms are below `base`, or, without it, where the axioms have our ontology's header: a graph built with
    another base IRI has its terms there. Raises DataError.
    """
    ours = load_rules()
    base = base or _base_of(schema)
    if base != DEFAULT_BASE:
        moved = frozenset((_move(s, base), _move(p, base), _move(o, base)) for s, p, o in ours.schema)
        return compile_rules(moved | schema)
    return ours if schema <= ours.schema else compile_rules(ours.schema | schema)


def _base_of(schema: frozenset[Fact]) -> str:
    headers = sorted(
        s.value.removesuffix(_DEF)
        for s, p, o in schema
        if p == TYPE and o == ONTOLOGY and isinstance(s, NamedNode) and s.value.endswith(f"/{_DEF}")
    )
    return DEFAULT_BASE if DEFAULT_BASE in headers else next(iter(headers), DEFAULT_BASE)


def _move(term: Term, base: str) -> Term:
    if isinstance(term, NamedNode) and term.value.startswith(DEFAULT_BASE):
        return NamedNode(base + term.value.removeprefix(DEFAULT_BASE))
    return term


def rules_of(store: Store) -> RuleSet:
    """The rules of our ontology and of every axiom that the store holds. Raises DataError."""
    return rules_with(as_facts(_axioms_in(store)))


def _axioms_in(store: Store) -> Iterator[Quad]:
    for predicate in _AXIOMS | _UNSUPPORTED:
        yield from store.quads_for_pattern(None, predicate, None, None)
    for cls in _META_CLASSES:
        yield from store.quads_for_pattern(None, TYPE, cls, None)


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


@lru_cache(maxsize=4)
def compile_rules(schema: frozenset[Fact]) -> RuleSet:
    """The rules that these schema triples amount to. Raises DataError for a construct not known here."""
    for s, p, _ in sorted(schema, key=str):
        if p in _UNSUPPORTED:
            raise DataError(f"the ontology uses {p} on {s}: reasoning does not support it, say it otherwise")
    vocabulary, datatypes = _vocabulary(schema)
    closed = _close_schema(schema)
    by_predicate: dict[Term, list[Fact]] = defaultdict(list)
    for fact in sorted(closed, key=_sort_key):
        by_predicate[fact[1]].append(fact)
    rules = [rule for rule in _compile(by_predicate) if _is_useful(rule, datatypes)]
    for rule in rules:
        _check(rule)
    return RuleSet(
        rules=tuple(dict.fromkeys(rules)),
        clashes=tuple(dict.fromkeys(_compile_clashes(by_predicate))),
        vocabulary=vocabulary,
        datatypes=datatypes,
        schema=schema,
    )


def _sort_key(fact: Fact) -> tuple[str, str, str]:
    return (str(fact[1]), str(fact[0]), str(fact[2]))


def _close_schema(schema: frozenset[Fact]) -> set[Fact]:
    """The ontology closed by owlrl.

    Declarations (`a owl:Class`) are left out: all that owlrl yields from them is reflexive, or about
    owl:Thing and owl:Nothing, and with them it takes ten times as long.
    """
    import rdflib
    from owlrl import DeductiveClosure, OWLRL_Semantics

    graph = rdflib.Graph()
    for s, p, o in sorted(schema, key=_sort_key):
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


def _vocabulary(schema: frozenset[Fact]) -> tuple[frozenset[Term], frozenset[Term]]:
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
                items = _items(lists, o)
                if p != ONE_OF and (s, TYPE, ALL_DIFFERENT) not in schema:
                    terms.update(items)
        elif p in (FIRST, REST):
            # Lists have names in our ontology (no blank nodes anywhere): they are part of it, not data.
            terms.add(s)
    return frozenset(terms), frozenset(datatypes)


def _items(by_predicate: dict[Term, list[Fact]], head: Term) -> tuple[Term, ...]:
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


def _compile(axioms: dict[Term, list[Fact]]) -> Iterator[Rule]:
    """Every rule over data, from the closed ontology."""
    for axiom in axioms[SUB_CLASS]:
        s, _, o = axiom
        if s not in (THING, NOTHING) and o != THING:
            yield Rule("cax-sco", axiom, (X, TYPE, o), ((X, TYPE, s),))
    for axiom in axioms[SUB_PROPERTY]:
        s, _, o = axiom
        yield Rule("prp-spo1", axiom, (X, o, Y), ((X, s, Y),))
    for axiom in axioms[DOMAIN]:
        s, _, o = axiom
        yield Rule("prp-dom", axiom, (X, TYPE, o), ((X, s, Y),))
    for axiom in axioms[RANGE]:
        s, _, o = axiom
        yield Rule("prp-rng", axiom, (Y, TYPE, o), ((X, s, Y),))
    for axiom in axioms[INVERSE]:
        s, _, o = axiom
        yield Rule("prp-inv1", axiom, (Y, o, X), ((X, s, Y),))
        yield Rule("prp-inv2", axiom, (Y, s, X), ((X, o, Y),))
    for axiom in axioms[SAME_AS]:
        # Two names of one class or property: eq-rep-p and eq-rep-o.
        s, _, o = axiom
        yield Rule("eq-rep-p", axiom, (X, o, Y), ((X, s, Y),))
        yield Rule("eq-rep-o", axiom, (X, TYPE, o), ((X, TYPE, s),))
    for axiom in axioms[TYPE]:
        p, _, o = axiom
        if o == SYMMETRIC:
            yield Rule("prp-symp", axiom, (Y, p, X), ((X, p, Y),))
        elif o == TRANSITIVE:
            yield Rule("prp-trp", axiom, (X, p, Z), ((X, p, Y), (Y, p, Z)))
        elif o == FUNCTIONAL:
            yield Rule("prp-fp", axiom, (Y, SAME_AS, Z), ((X, p, Y), (X, p, Z)))
        elif o == INVERSE_FUNCTIONAL:
            yield Rule("prp-ifp", axiom, (X, SAME_AS, Z), ((X, p, Y), (Z, p, Y)))
    for axiom in axioms[CHAIN]:
        p, _, head = axiom
        steps = _items(axioms, head)
        places = [Var(f"v{i}") for i in range(len(steps) + 1)]
        body = tuple((places[i], step, places[i + 1]) for i, step in enumerate(steps))
        if body:
            yield Rule("prp-spo2", axiom, (places[0], p, places[-1]), body)
    yield from _compile_classes(axioms)


def _compile_classes(axioms: dict[Term, list[Fact]]) -> Iterator[Rule]:
    """The rules of class expressions (table 6)."""
    for axiom in axioms[INTERSECTION]:
        c, _, head = axiom
        parts = _items(axioms, head)
        yield Rule("cls-int1", axiom, (X, TYPE, c), tuple((X, TYPE, part) for part in parts))
        for part in parts:
            yield Rule("cls-int2", axiom, (X, TYPE, part), ((X, TYPE, c),))
    for axiom in axioms[UNION]:
        c, _, head = axiom
        for part in _items(axioms, head):
            yield Rule("cls-uni", axiom, (X, TYPE, c), ((X, TYPE, part),))
    for axiom in axioms[ONE_OF]:
        c, _, head = axiom
        for item in _items(axioms, head):
            yield Rule("cls-oo", axiom, (item, TYPE, c), ())
    on = defaultdict(list)
    for s, _, o in axioms[ON_PROPERTY]:
        on[s].append(o)
    for axiom in axioms[SOME]:
        c, _, filler = axiom
        for p in on[c]:
            if filler == THING:
                yield Rule("cls-svf2", axiom, (X, TYPE, c), ((X, p, Y),))
            else:
                yield Rule("cls-svf1", axiom, (X, TYPE, c), ((X, p, Y), (Y, TYPE, filler)))
    for axiom in axioms[ALL]:
        c, _, filler = axiom
        for p in on[c]:
            yield Rule("cls-avf", axiom, (Y, TYPE, filler), ((X, TYPE, c), (X, p, Y)))
    for axiom in axioms[HAS_VALUE]:
        c, _, value = axiom
        for p in on[c]:
            yield Rule("cls-hv1", axiom, (X, p, value), ((X, TYPE, c),))
            yield Rule("cls-hv2", axiom, (X, TYPE, c), ((X, p, value),))


def _compile_clashes(axioms: dict[Term, list[Fact]]) -> Iterator[Clash]:
    """What cannot hold together (the rules that conclude `false`)."""
    differ: Fact = (SAME_AS, PROPERTY_DISJOINT, DIFFERENT_FROM)
    yield Clash("eq-diff1", differ, ((X, SAME_AS, Y), (X, DIFFERENT_FROM, Y)))
    yield Clash("cls-nothing2", (NOTHING, TYPE, owl("Class")), ((X, TYPE, NOTHING),))
    for predicate, name in ((DISJOINT, "cax-dw"), (COMPLEMENT, "cls-com")):
        for axiom in axioms[predicate]:
            s, _, o = axiom
            if (o, predicate, s) in axioms[predicate] and str(o) < str(s):
                continue
            yield Clash(name, axiom, ((X, TYPE, s), (X, TYPE, o)))
    for axiom in axioms[PROPERTY_DISJOINT]:
        s, _, o = axiom
        yield Clash("prp-pdw", axiom, ((X, s, Y), (X, o, Y)))
    groups = {s: _items(axioms, o) for s, _, o in axioms[MEMBERS] + axioms[DISTINCT_MEMBERS]}
    for axiom in axioms[TYPE]:
        s, _, o = axiom
        parts = groups.get(s, ())
        pairs = [(a, b) for i, a in enumerate(parts) for b in parts[i + 1 :]]
        if o == ALL_DISJOINT:
            for a, b in pairs:
                yield Clash("cax-adc", axiom, ((X, TYPE, a), (X, TYPE, b)))
        elif o == ALL_DISJOINT_PROPERTIES:
            for a, b in pairs:
                yield Clash("prp-adp", axiom, ((X, a, Y), (X, b, Y)))
        elif o == ALL_DIFFERENT:
            for a, b in pairs:
                yield Clash("eq-diff2", axiom, ((a, SAME_AS, b),))
        elif o == IRREFLEXIVE:
            yield Clash("prp-irp", axiom, ((X, s, X),))
        elif o == ASYMMETRIC:
            yield Clash("prp-asyp", axiom, ((X, s, Y), (Y, s, X)))


def _is_useful(rule: Rule, datatypes: frozenset[Term]) -> bool:
    """Not: what is never materialised (see `closure.NOT_MATERIALISED`) or says what it is given."""
    if rule.head in rule.body:
        return False
    if rule.head[1] == TYPE and (rule.head[2] == THING or rule.head[2] in datatypes):
        return False
    # Data never holds triples of these: they are the ontology's.
    return not any(atom[1] in _AXIOMS for atom in rule.body)


def _check(rule: Rule) -> None:
    """Raises DataError for a rule that reasoning cannot run as owlrl would."""
    for _, p, o in rule.body:
        if p == SAME_AS or (p == TYPE and isinstance(o, Var)):
            raise DataError(f"reasoning does not support an axiom about {p}: {_say(rule.axiom)}")
    _, p, o = rule.head
    if p == TYPE and isinstance(o, Var):
        raise DataError(f"reasoning does not support an axiom about {p}: {_say(rule.axiom)}")
    if isinstance(p, Literal | BlankNode | Triple):
        raise DataError(f"the ontology uses {p} as a property ({_say(rule.axiom)})")


def _say(axiom: Fact) -> str:
    return " ".join(map(str, axiom))
