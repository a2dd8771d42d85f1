"""Facts that can be looked up, and rules applied to them one fact at a time, forwards and backwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import Store

from innograph.reason.closure import INFERRED
from innograph.reason.rules import Atom, Rule, Slot, Var
from innograph.reason.terms import SAME_AS, TYPE, Fact, NamedNode, Quad, Term

if TYPE_CHECKING:
    from innograph.store import GraphStore


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

    def match(self, s: Term | None, p: Term | None, o: Term | None) -> Iterator[Fact]:
        """See KnownFacts."""
        if not isinstance(s, NamedNode | None) or not isinstance(p, NamedNode | None):
            return
        seen: set[Fact] = set()
        # One by one: often the first is all that is asked for, and a hub has thousands.
        for quad in self._store.quads_for_pattern(s, p, o, None):
            fact = (quad.subject, quad.predicate, quad.object)
            if fact not in seen:
                seen.add(fact)
                yield fact

    def is_asserted(self, fact: Fact) -> bool:
        """See KnownFacts."""
        return any(not is_inferred(quad) for quad in self.quads(fact))

    def holds(self, fact: Fact) -> bool:
        """Whether any graph has the fact."""
        return next(self.quads(fact), None) is not None

    def quads(self, fact: Fact) -> Iterator[Quad]:
        """The fact in every graph that has it, one by one: a common one stands in thousands."""
        s, p, o = fact
        if isinstance(s, NamedNode) and isinstance(p, NamedNode):
            yield from self._store.quads_for_pattern(s, p, o, None)


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


def bodies(atoms: tuple[Atom, ...], binding: dict[Slot, Term], facts: KnownFacts) -> Iterator[tuple[Fact, ...]]:
    """The facts that make these patterns true together, under a binding."""
    if not atoms:
        yield ()
        return
    s, p, o = (binding.get(slot) if isinstance(slot, Var) else slot for slot in atoms[0])
    for fact in facts.match(s, p, o):
        extended = unify(atoms[0], fact, binding)
        if extended is not None:
            for rest in bodies(atoms[1:], extended, facts):
                yield (fact, *rest)


class Backward:
    """Which facts would give a goal by one rule."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_head: dict[tuple[Term | None, Term | None], list[Rule]] = defaultdict(list)
        for rule in rules:
            self._by_head[_key(rule.head)].append(rule)

    def steps(self, goal: Fact, facts: KnownFacts) -> Iterator[tuple[Rule, tuple[Fact, ...]]]:
        """Each rule that ends in the goal, with known facts that make its patterns true."""
        _, p, o = goal
        rules = [*self._by_head.get((p, None), ()), *(self._by_head.get((p, o), ()) if p == TYPE else ())]
        if p != SAME_AS:
            rules += self._by_head.get((None, None), ())
        for rule in rules:
            binding = unify(rule.head, goal, {})
            if binding is not None:
                for body in bodies(rule.body, binding, facts):
                    if goal not in body:
                        yield rule, body


class Forward:
    """What follows from a fact, together with others, by one rule."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_atom: dict[tuple[Term | None, Term | None], list[tuple[Rule, int]]] = defaultdict(list)
        for rule in rules:
            for place, atom in enumerate(rule.body):
                self._by_atom[_key(atom)].append((rule, place))

    def steps(self, fact: Fact, facts: KnownFacts) -> Iterator[Fact]:
        """The heads of all rules that the fact makes true together with known facts."""
        _, p, o = fact
        found = [*self._by_atom.get((p, None), ()), *(self._by_atom.get((p, o), ()) if p == TYPE else ())]
        for rule, place in found:
            binding = unify(rule.body[place], fact, {})
            if binding is None:
                continue
            others = rule.body[:place] + rule.body[place + 1 :]
            for bound in _bindings(others, binding, facts):
                s, q, t = (bound[slot] if isinstance(slot, Var) else slot for slot in rule.head)
                yield (s, q, t)


def _bindings(atoms: tuple[Atom, ...], binding: dict[Slot, Term], facts: KnownFacts) -> Iterator[dict[Slot, Term]]:
    if not atoms:
        yield binding
        return
    # The pattern with the fewest open places first: the others are then bound when their turn comes.
    best = min(atoms, key=lambda atom: sum(isinstance(x, Var) and x not in binding for x in atom))
    rest = tuple(atom for atom in atoms if atom is not best)
    s, p, o = (binding.get(slot) if isinstance(slot, Var) else slot for slot in best)
    for fact in facts.match(s, p, o):
        extended = unify(best, fact, binding)
        if extended is not None:
            yield from _bindings(rest, extended, facts)


def _key(atom: Atom) -> tuple[Term | None, Term | None]:
    """Property and, for a type, the class of a pattern; None where it has a variable."""
    _, p, o = atom
    kind = o if p == TYPE and not isinstance(o, Var) else None
    return (None if isinstance(p, Var) else p, kind)
