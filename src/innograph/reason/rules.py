"""An ontology as rules over data: owlrl closes the ontology, what it yields is compiled here.

The rules are those of the OWL 2 RL profile (https://www.w3.org/TR/owl2-profiles/, tables 4 to 9) as owlrl 7
computes them, and carry the names they have there. A rule whose axioms are about classes and properties alone
(scm-*) has been run by owlrl already: subclasses of subclasses and the like are all in what is compiled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pyoxigraph import Store

from innograph.errors import DataError
from innograph.iri import DEFAULT_BASE
from innograph.reason.ontology import (
    ALL,
    ALL_DIFFERENT,
    ALL_DISJOINT,
    ALL_DISJOINT_PROPERTIES,
    ASYMMETRIC,
    AXIOMS,
    CHAIN,
    COMPLEMENT,
    DISJOINT,
    DISTINCT_MEMBERS,
    FUNCTIONAL,
    HAS_VALUE,
    INTERSECTION,
    INVERSE,
    INVERSE_FUNCTIONAL,
    IRREFLEXIVE,
    MEMBERS,
    ON_PROPERTY,
    ONE_OF,
    PROPERTY_DISJOINT,
    SOME,
    SYMMETRIC,
    TRANSITIVE,
    UNION,
    UNSUPPORTED,
    as_facts,
    axioms_in,
    base_of,
    close_schema,
    is_schema,
    items_of,
    move,
    read_ontology,
    sort_key,
    vocabulary_of,
)  # fmt: skip
from innograph.reason.terms import (
    DIFFERENT_FROM,
    DOMAIN,
    NOTHING,
    RANGE,
    SAME_AS,
    SUB_CLASS,
    SUB_PROPERTY,
    THING,
    TYPE,
    BlankNode,
    Fact,
    Literal,
    Term,
    Triple,
    owl,
)  # fmt: skip


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
    base = base or base_of(schema)
    if base != DEFAULT_BASE:
        moved = frozenset((move(s, base), move(p, base), move(o, base)) for s, p, o in ours.schema)
        return compile_rules(moved | schema)
    return ours if schema <= ours.schema else compile_rules(ours.schema | schema)


def rules_of(store: Store) -> RuleSet:
    """The rules of our ontology and of every axiom that the store holds. Raises DataError."""
    return rules_with(as_facts(axioms_in(store)))


@lru_cache(maxsize=4)
def compile_rules(schema: frozenset[Fact]) -> RuleSet:
    """The rules that these schema triples amount to. Raises DataError for a construct not known here."""
    for s, p, _ in sorted(schema, key=str):
        if p in UNSUPPORTED:
            raise DataError(f"the ontology uses {p} on {s}: reasoning does not support it, say it otherwise")
    vocabulary, datatypes = vocabulary_of(schema)
    closed = close_schema(schema)
    by_predicate: dict[Term, list[Fact]] = defaultdict(list)
    for fact in sorted(closed, key=sort_key):
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
        steps = items_of(axioms, head)
        places = [Var(f"v{i}") for i in range(len(steps) + 1)]
        body = tuple((places[i], step, places[i + 1]) for i, step in enumerate(steps))
        if body:
            yield Rule("prp-spo2", axiom, (places[0], p, places[-1]), body)
    yield from _compile_classes(axioms)


def _compile_classes(axioms: dict[Term, list[Fact]]) -> Iterator[Rule]:
    """The rules of class expressions (table 6)."""
    for axiom in axioms[INTERSECTION]:
        c, _, head = axiom
        parts = items_of(axioms, head)
        yield Rule("cls-int1", axiom, (X, TYPE, c), tuple((X, TYPE, part) for part in parts))
        for part in parts:
            yield Rule("cls-int2", axiom, (X, TYPE, part), ((X, TYPE, c),))
    for axiom in axioms[UNION]:
        c, _, head = axiom
        for part in items_of(axioms, head):
            yield Rule("cls-uni", axiom, (X, TYPE, c), ((X, TYPE, part),))
    for axiom in axioms[ONE_OF]:
        c, _, head = axiom
        for item in items_of(axioms, head):
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
    groups = {s: items_of(axioms, o) for s, _, o in axioms[MEMBERS] + axioms[DISTINCT_MEMBERS]}
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
    return not any(atom[1] in AXIOMS for atom in rule.body)


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
