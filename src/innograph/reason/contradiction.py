"""What in a graph cannot be true together, by the ontology: reported, never silently kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from innograph.reason.closure import Closure
from innograph.reason.numbering import MASK, SHIFT
from innograph.reason.rules import Atom, Clash, Slot, Var, X, constant
from innograph.reason.terms import DIFFERENT_FROM, RDFS, SAME_AS, TYPE, Fact, NamedNode, Term

#: Two literals that a functional property makes one: no axiom says that 4 is not 5.
LITERALS_DIFFER = Clash("dt-diff", (SAME_AS, TYPE, NamedNode(RDFS + "Literal")), ())


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Facts that cannot all be true, and the ontology's statement that forbids it (`clash.axiom`)."""

    clash: Clash
    facts: tuple[Fact, ...]


def find_contradictions(closure: Closure) -> list[Contradiction]:
    """Everything in the graph, inferred facts included, that the ontology forbids, in a stable order."""
    found = {c for clash in closure.rules.clashes for c in _violations(closure, clash)}
    for a, b in closure.fixpoint.unequal:
        found.add(Contradiction(LITERALS_DIFFER, ((closure.name(a), SAME_AS, closure.name(b)),)))
    return sorted(found, key=lambda c: ([" ".join(map(str, fact)) for fact in c.facts], str(c.clash.axiom)))


def _violations(closure: Closure, clash: Clash) -> Iterator[Contradiction]:
    for binding in _matches(closure, clash):
        facts = tuple(_fill(atom, binding) for atom in clash.body)
        yield Contradiction(clash, facts)


def _fill(atom: Atom, binding: dict[Slot, Term]) -> Fact:
    s, p, o = (binding[slot] if isinstance(slot, Var) else slot for slot in atom)
    return (s, p, o)


def _matches(closure: Closure, clash: Clash) -> Iterator[dict[Slot, Term]]:
    """The ways in which the patterns of a clash hold."""
    first = clash.body[0]
    if first[1] == SAME_AS:
        yield from _equal(closure, clash)
    elif all(atom[1] == TYPE for atom in clash.body):
        groups = [_members(closure, constant(atom[2])) for atom in clash.body]
        for number in set.intersection(*groups):
            yield {X: closure.name(number)}
    else:
        s, p, o = first
        facts = _pairs(closure, constant(p))
        if s == o:
            facts = {e for e in facts if e >> SHIFT == e & MASK}
        elif len(clash.body) > 1:
            other_s, other_p, _ = clash.body[1]
            others = _pairs(closure, constant(other_p))
            if other_s == o:
                # Both directions of an asymmetric property: one report, not two.
                facts = {e for e in facts if e >> SHIFT <= e & MASK and (e & MASK) << SHIFT | e >> SHIFT in others}
            else:
                facts = facts & others
        for e in facts:
            yield {s: closure.name(e >> SHIFT), o: closure.name(e & MASK)}


def _equal(closure: Closure, clash: Clash) -> Iterator[dict[Slot, Term]]:
    """One thing with two names that are said to differ (owl:differentFrom, owl:AllDifferent)."""
    terms, equality = closure.terms, closure.fixpoint.equality
    s, _, o = clash.body[0]
    if not isinstance(s, Var):
        a, b = terms.find(constant(s)), terms.find(constant(o))
        if a is not None and b is not None and a != b and equality.find(a) == equality.find(b):
            yield {}
        return
    differ = terms.find(DIFFERENT_FROM)
    for e in closure.asserted_pairs.get(differ, set()) if differ is not None else ():
        if equality.find(e >> SHIFT) == equality.find(e & MASK):
            yield {s: terms[e >> SHIFT], o: terms[e & MASK]}


def _members(closure: Closure, term: Term) -> set[int]:
    number = closure.terms.find(term)
    return closure.fixpoint.members.get(number, set()) if number is not None else set()


def _pairs(closure: Closure, term: Term) -> set[int]:
    number = closure.terms.find(term)
    return closure.fixpoint.pairs.get(number, set()) if number is not None else set()
