"""Why a fact holds: the shortest chain of rules down to asserted triples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import Store

from innograph.reason.closure import INFERRED, close
from innograph.reason.rules import Atom, Rule, RuleSet, Slot, Var, X, Y, Z, rules_of
from innograph.reason.terms import SAME_AS, TYPE, Fact, NamedNode, Quad, Term

if TYPE_CHECKING:
    from innograph.store import GraphStore

#: No proof of the sample graph is deeper than 6; a cycle of the ontology must not make the search endless.
MAX_DEPTH = 40

_P = Var("p")
_EQUAL: Fact = (SAME_AS, TYPE, NamedNode("http://www.w3.org/2002/07/owl#ObjectProperty"))
#: What owl:sameAs means (table 4); the ontology need not say it.
EQUALITY = (
    Rule("eq-sym", _EQUAL, (X, SAME_AS, Y), ((Y, SAME_AS, X),)),
    Rule("eq-trans", _EQUAL, (X, SAME_AS, Z), ((X, SAME_AS, Y), (Y, SAME_AS, Z))),
    Rule("eq-rep-s", _EQUAL, (Z, _P, Y), ((X, SAME_AS, Z), (X, _P, Y))),
    Rule("eq-rep-o", _EQUAL, (X, _P, Z), ((Y, SAME_AS, Z), (X, _P, Y))),
)


@dataclass(frozen=True, slots=True)
class Proof:
    """A fact and how it follows: asserted when `rule` is None, else by `rule` from the `premises`."""

    fact: Fact
    rule: Rule | None = None
    premises: tuple[Proof, ...] = ()

    @property
    def depth(self) -> int:
        """Rules on the longest way down; 0 for an asserted fact."""
        return 1 + max((p.depth for p in self.premises), default=0) if self.rule else 0

    def leaves(self) -> Iterator[Fact]:
        """The asserted facts that it rests on, each once, in order."""
        yield from dict.fromkeys(self._leaves())

    def _leaves(self) -> Iterator[Fact]:
        if self.rule is None:
            yield self.fact
        for premise in self.premises:
            yield from premise._leaves()


def raw_store(store: Store | GraphStore) -> Store:
    """The Oxigraph store itself."""
    return store if isinstance(store, Store) else store.oxigraph


class KnownFacts(Protocol):
    """Facts that can be looked up by any of their parts, and told apart from what was inferred."""

    def match(self, s: Term | None, p: Term | None, o: Term | None) -> Iterable[Fact]:
        """Asserted and inferred facts with these parts; None matches anything."""

    def is_asserted(self, fact: Fact) -> bool:
        """Whether the fact was said rather than inferred."""


class StoredFacts:
    """The facts of a store, with what was inferred in a graph of its own."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def match(self, s: Term | None, p: Term | None, o: Term | None) -> Iterable[Fact]:
        """See KnownFacts."""
        if not isinstance(s, NamedNode | None) or not isinstance(p, NamedNode | None):
            return []
        found = self._store.quads_for_pattern(s, p, o, None)
        return dict.fromkeys((quad.subject, quad.predicate, quad.object) for quad in found)

    def is_asserted(self, fact: Fact) -> bool:
        """See KnownFacts."""
        return any(not is_inferred(quad) for quad in self.quads(fact))

    def quads(self, fact: Fact) -> list[Quad]:
        """The fact in every graph that has it."""
        s, p, o = fact
        if not isinstance(s, NamedNode) or not isinstance(p, NamedNode):
            return []
        return list(self._store.quads_for_pattern(s, p, o, None))


class FactTable:
    """Facts in memory, also those that no RDF graph can hold (a literal as a subject)."""

    def __init__(self, asserted: Iterable[Fact], inferred: Iterable[Fact]) -> None:
        self._asserted = frozenset(asserted)
        self._all = self._asserted.union(inferred)
        self._by: dict[tuple[Term | None, Term | None, Term | None], list[Fact]] = defaultdict(list)
        for s, p, o in self._all:
            for key in (
                (s, p, None),
                (None, p, o),
                (None, p, None),
                (s, None, o),
                (s, None, None),
                (None, None, o),
            ):
                self._by[key].append((s, p, o))

    def match(self, s: Term | None, p: Term | None, o: Term | None) -> Iterable[Fact]:
        """See KnownFacts."""
        if s is not None and p is not None and o is not None:
            return [(s, p, o)] if (s, p, o) in self._all else []
        return self._by.get((s, p, o), [])

    def is_asserted(self, fact: Fact) -> bool:
        """See KnownFacts."""
        return fact in self._asserted


def is_inferred(quad: Quad) -> bool:
    """Whether a quad stands in the graph of what was inferred."""
    return isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.endswith(INFERRED)


def explain(
    store: Store | GraphStore, s: Term, p: Term, o: Term, rules: RuleSet | None = None
) -> Proof | None:
    """Why this fact is in the store: its shortest proof; None when it neither stands there nor follows.

    Of several shortest proofs, the first by its terms. `rules` are those of our ontology and of the store's
    own axioms, if not given. Raises DataError for an ontology that cannot be used.
    """
    fact = (s, p, o)
    store = raw_store(store)
    stored = StoredFacts(store)
    if stored.is_asserted(fact):
        return Proof(fact)
    rules = rules or rules_of(store)
    if stored.quads(fact) and (proof := find_proof(stored, fact, rules)):
        return proof
    # Some steps go through what is not materialised (an outside name, say): look at all that follows.
    asserted = [(q.subject, q.predicate, q.object) for q in store if not is_inferred(q)]
    closure = close(asserted, rules, every_name=True)
    return find_proof(FactTable(asserted, closure.everything()), fact, closure.rules)


def find_proof(facts: KnownFacts, goal: Fact, rules: RuleSet) -> Proof | None:
    """The shortest proof of a fact from these facts."""
    search = _Search(facts, rules)
    for depth in range(MAX_DEPTH):
        if proof := search.prove(goal, depth):
            return proof
        if not search.cut_short:
            return None
        search.cut_short = False
    return None


class _Search:
    """Proofs of bounded depth; what was found, and what was not at which depth, is remembered."""

    def __init__(self, facts: KnownFacts, rules: RuleSet) -> None:
        self._facts = facts
        self._by_head: dict[tuple[Term | None, Term | None], list[Rule]] = defaultdict(list)
        for rule in (*rules.rules, *EQUALITY):
            _, p, o = rule.head
            kind = o if p == TYPE and not isinstance(o, Var) else None
            self._by_head[None if isinstance(p, Var) else p, kind].append(rule)
        self._found: dict[Fact, Proof] = {}
        self._failed: dict[Fact, int] = {}
        self.cut_short = False

    def prove(self, goal: Fact, depth: int) -> Proof | None:
        """A proof of at most this depth."""
        known = self._found.get(goal)
        if known is not None:
            return known if known.depth <= depth else None
        if self._facts.is_asserted(goal):
            self._found[goal] = proof = Proof(goal)
            return proof
        if depth == 0 or self._failed.get(goal, -1) >= depth:
            self.cut_short = True
            return None
        for rule, body in self._steps(goal):
            premises = self._prove_all(body, depth - 1)
            if premises is not None:
                self._found[goal] = proof = Proof(goal, rule, premises)
                return proof
        self._failed[goal] = depth
        return None

    def _prove_all(self, body: tuple[Fact, ...], depth: int) -> tuple[Proof, ...] | None:
        premises = []
        for fact in body:
            proof = self.prove(fact, depth)
            if proof is None:
                return None
            premises.append(proof)
        return tuple(premises)

    def _steps(self, goal: Fact) -> Iterator[tuple[Rule, tuple[Fact, ...]]]:
        """The ways in which one rule gives the goal from facts that are known, in order."""
        _, p, o = goal
        kind = o if p == TYPE else None
        rules = self._by_head[p, kind] + (self._by_head[p, None] if kind is not None else [])
        if p != SAME_AS:
            rules = rules + self._by_head[None, None]
        for rule in rules:
            binding = unify(rule.head, goal, {})
            if binding is None:
                continue
            for body in sorted(self._bodies(rule.body, binding), key=_in_words):
                if goal not in body:
                    yield rule, body

    def _bodies(self, atoms: tuple[Atom, ...], binding: dict[Slot, Term]) -> Iterator[tuple[Fact, ...]]:
        if not atoms:
            yield ()
            return
        s, p, o = (binding.get(slot) if isinstance(slot, Var) else slot for slot in atoms[0])
        for fact in self._facts.match(s, p, o):
            extended = unify(atoms[0], fact, binding)
            if extended is not None:
                for rest in self._bodies(atoms[1:], extended):
                    yield (fact, *rest)


def unify(atom: Atom, fact: Fact, binding: dict[Slot, Term]) -> dict[Slot, Term] | None:
    """The binding, extended so that the pattern becomes the fact; None when it cannot."""
    extended = dict(binding)
    for slot, term in zip(atom, fact, strict=True):
        if isinstance(slot, Var):
            if extended.setdefault(slot, term) != term:
                return None
        elif slot != term:
            return None
    return extended


def _in_words(body: tuple[Fact, ...]) -> list[str]:
    return [" ".join(map(str, fact)) for fact in body]
