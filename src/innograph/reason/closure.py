"""`close`: what follows from a graph, and what in it cannot be true together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store

from innograph.reason.fixpoint import Fixpoint, Program
from innograph.reason.numbering import LITERAL, MASK, SHIFT, Pairs, Terms
from innograph.reason.ontology import as_facts, is_schema
from innograph.reason.rules import RuleSet, compile_rules, load_rules, rules_with
from innograph.reason.terms import (
    NOTHING,
    RDFS,
    SAME_AS,
    THING,
    TYPE,
    BlankNode,
    Fact,
    NamedNode,
    Quad,
    Term,
    Triple,
    is_vocabulary,
)

if TYPE_CHECKING:
    from innograph.reason.contradiction import Contradiction

Source = Store | Iterable[Triple | Quad | Fact]

#: The graph that holds what was inferred before, and that is no premise of what is inferred now.
INFERRED = "graph/inferred"

#: What OWL 2 RL entails and the graph does not state. Everything else that owlrl finds is materialised.
NOT_MATERIALISED = {
    "reflexive": "x owl:sameAs x: says nothing",
    "everything": "x a owl:Thing, x a rdfs:Resource: true of all there is",
    "literal": "a literal as a subject, and typing by a datatype: no RDF 1.1 syntax can write the one, "
    "and the other is in the literal itself",
    "anonymous": "a statement with a blank node: anonymous classes of the ontology, which nobody can name",
    "vocabulary": "a statement about a class or property: what follows about the ontology's own terms",
    "outside name": "a copy of a fact under a name that the data uses for nothing but owl:sameAs (a Wikidata "
    "item): whoever wants it follows the link. What two of our names gain by having one such item is stated",
    "equal literals": "two different literals that a functional property makes one: a contradiction",
}


@dataclass(slots=True)
class Closure:
    """A graph and all that follows from it. Iterating gives the inferred triples, sorted by their terms.

    `rules` is what the ontology says. `every_name` also states facts under outside names (NOT_MATERIALISED).
    """

    rules: RuleSet
    terms: Terms
    fixpoint: Fixpoint
    asserted_pairs: Pairs
    asserted_members: Pairs
    outside: range
    same_as: list[tuple[int, int]] = field(default_factory=list)
    every_name: bool = False
    _sorted: list[tuple[int, int, int]] | None = field(default=None, repr=False)

    def __iter__(self) -> Iterator[Triple]:
        terms = self.terms
        for s, p, o in self._inferred():
            yield Triple(terms[s], terms[p], terms[o])  # type: ignore[arg-type]

    def __len__(self) -> int:
        return len(self._inferred())

    def facts(self) -> Iterator[Fact]:
        """The inferred triples as tuples, in the same order."""
        terms = self.terms
        for s, p, o in self._inferred():
            yield (terms[s], terms[p], terms[o])

    def everything(self) -> Iterator[Fact]:
        """All that follows, in no order, also what is not materialised for its form: literals as subjects,
        anonymous classes. Names as `every_name` says."""
        terms, groups = self.terms, self._names()
        for p, facts in self.fixpoint.pairs.items():
            if p >= 0:
                for e in _under_names(facts, groups) if groups else facts:
                    yield (terms[e >> SHIFT], terms[p], terms[e & MASK])
        for c, numbers in self.fixpoint.members.items():
            for number in numbers:
                for name in groups.get(number, (number,)):
                    yield (terms[name], TYPE, terms[c])
        for names in groups.values():
            yield from ((terms[a], SAME_AS, terms[b]) for a in names for b in names if a != b)

    def _inferred(self) -> list[tuple[int, int, int]]:
        if self._sorted is None:
            self._sorted = self._in_order(self._collect())
        return self._sorted

    def _collect(self) -> Iterator[tuple[int, int, int]]:
        """Facts that follow and are not asserted, under their names, less what is not materialised."""
        hidden = _Hidden(self)
        groups = self._names()
        kinds = {TYPE, SAME_AS}
        for p, facts in self.fixpoint.pairs.items():
            if p < 0 or self.terms[p] in kinds or not isinstance(self.terms[p], NamedNode):
                continue
            if groups:
                facts = _under_names(facts, groups)
            for e in facts - self.asserted_pairs.get(p, set()):
                s, o = e >> SHIFT, e & MASK
                if s < LITERAL and not hidden[s] and not (o < LITERAL and hidden.anonymous(o)):
                    yield s, p, o
        type_number = self.terms.number(TYPE)
        for c, numbers in self.fixpoint.members.items():
            if hidden.as_class(c):
                continue
            if groups:
                numbers = {name for n in numbers for name in groups.get(n, (n,))}
            for s in numbers - self.asserted_members.get(c, set()):
                if s < LITERAL and not hidden[s]:
                    yield s, type_number, c
        asserted = set(self.same_as)
        same_number = self.terms.number(SAME_AS)
        for names in groups.values():
            for a in names:
                for b in names:
                    if a != b and (a, b) not in asserted and not hidden[a]:
                        yield a, same_number, b

    def _names(self) -> dict[int, list[int]]:
        """Representative → the names under which its facts are stated, for things with more than one name."""
        groups = self.fixpoint.equality.classes()
        if self.every_name:
            return groups
        return {root: [n for n in names if n not in self.outside] for root, names in groups.items()}

    def _in_order(self, triples: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        found = list(triples)
        used = {n for triple in found for n in triple}
        texts = sorted((str(self.terms[n]), n) for n in used)
        rank = {n: i for i, (_, n) in enumerate(texts)}
        # One integer a triple sorts several times faster than a tuple of three.
        keys = sorted(rank[s] << 60 | rank[p] << 30 | rank[o] for s, p, o in found)
        numbers = [n for _, n in texts]
        return [(numbers[k >> 60], numbers[k >> 30 & MASK], numbers[k & MASK]) for k in keys]

    def contradictions(self) -> list[Contradiction]:
        """Everything in the graph that the ontology says cannot be, in a stable order."""
        from innograph.reason.contradiction import find_contradictions

        return find_contradictions(self)

    def name(self, number: int) -> Term:
        """One name of a thing: the first in order, of those that the data uses for more than owl:sameAs."""
        names = self.fixpoint.equality.classes().get(number, [number])
        own = [n for n in names if n not in self.outside] or names
        return min((self.terms[n] for n in own), key=str)


class _Hidden:
    """Which terms no inferred statement is made about (NOT_MATERIALISED), remembered by number."""

    def __init__(self, closure: Closure) -> None:
        self._terms = closure.terms
        self._vocabulary = closure.rules.vocabulary
        self._datatypes = closure.rules.datatypes
        self._known: dict[int, bool] = {}

    def __getitem__(self, number: int) -> bool:
        known = self._known.get(number)
        if known is None:
            term = self._terms[number]
            known = isinstance(term, BlankNode) or term in self._vocabulary or is_vocabulary(term)
            self._known[number] = known
        return known

    def anonymous(self, number: int) -> bool:
        return isinstance(self._terms[number], BlankNode)

    def as_class(self, number: int) -> bool:
        """Whether nothing is said to be of this class."""
        term = self._terms[number]
        return (
            not isinstance(term, NamedNode)
            or term in (THING, NOTHING)
            or term in self._datatypes
            or term.value == RDFS + "Resource"
        )


def _under_names(facts: set[int], groups: dict[int, list[int]]) -> set[int]:
    named = {e for e in facts if e >> SHIFT not in groups and e & MASK not in groups}
    for e in facts:
        s, o = e >> SHIFT, e & MASK
        if s in groups or o in groups:
            for a in groups.get(s, (s,)):
                named.update([a << SHIFT | b for b in groups.get(o, (o,))])
    return named


def close(source: Source, ontology: Path | RuleSet | Source | None = None, *, every_name: bool = False) -> Closure:
    """What follows from a graph by OWL 2 RL, as owlrl computes it, less NOT_MATERIALISED.

    `source` is a store (what it holds in a graph `…graph/inferred` is not a premise) or any iterable of
    triples, quads or tuples. `ontology` is a file, triples, or rules already compiled; our own without it.
    Axioms in `source` itself count as well. Raises DataError for an ontology that reasoning cannot use.
    """
    terms, pairs, members, same_as, outside, schema = _read(source)
    rules = _rules(ontology, schema)
    while True:
        program = Program(rules, terms)
        fixpoint = Fixpoint(program, (terms.number(term) for term in rules.vocabulary))
        for a, b in same_as:
            fixpoint.equate(a, b)
        fixpoint.run(pairs, members)
        if not fixpoint.equal_vocabulary:
            break
        # The data has shown two classes or properties to be one: that is an axiom, so begin again with it.
        found: set[Fact] = {(terms[a], SAME_AS, terms[b]) for a, b in fixpoint.equal_vocabulary}
        if found <= rules.schema:
            break
        rules = compile_rules(rules.schema | found)
    return Closure(rules, terms, fixpoint, pairs, members, outside, same_as, every_name)


def _rules(ontology: Path | RuleSet | Source | None, schema: frozenset[Fact]) -> RuleSet:
    """The rules of an ontology in any form, and of the axioms that came with the data."""
    if ontology is None:
        return rules_with(schema)
    if isinstance(ontology, RuleSet):
        rules = ontology
    elif isinstance(ontology, Path):
        rules = load_rules(ontology)
    else:
        rules = compile_rules(as_facts(ontology))
    return rules if schema <= rules.schema else compile_rules(rules.schema | schema)


def _read(source: Source) -> tuple[Terms, Pairs, Pairs, list[tuple[int, int]], range, frozenset[Fact]]:
    """Number the facts of a source: by property, by class, equalities, the outside names, the axioms."""
    terms = Terms()
    number = terms.number
    pairs: Pairs = defaultdict(set)
    members: Pairs = defaultdict(set)
    equal: list[tuple[Term, Term]] = []
    schema: set[Fact] = set()
    plain: dict[Term, set[int]] = {}
    for item in source:
        if isinstance(item, tuple):
            s, p, o = item
        else:
            if isinstance(item, Quad) and _is_inferred(item):
                continue
            s, p, o = item.subject, item.predicate, item.object
        facts = plain.get(p)
        if facts is not None:
            facts.add(number(s) << SHIFT | number(o))
        elif is_schema((s, p, o)):
            schema.add((s, p, o))
        elif p == TYPE:
            members[number(o)].add(number(s))
        elif p == SAME_AS:
            equal.append((s, o))
        else:
            pairs[number(p)].add(number(s) << SHIFT | number(o))
            plain[p] = pairs[number(p)]
    inside = terms.names
    same_as = [(number(s), number(o)) for s, o in equal]
    return terms, pairs, members, same_as, range(inside, terms.names), frozenset(schema)


def _is_inferred(quad: Quad) -> bool:
    graph = quad.graph_name
    return isinstance(graph, NamedNode) and graph.value.endswith(INFERRED)
