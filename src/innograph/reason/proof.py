"""Why a fact holds: the shortest chain of rules down to asserted triples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Store

from innograph.reason.closure import close
from innograph.reason.match import Backward, FactTable, KnownFacts, StoredFacts, is_inferred, raw_store
from innograph.reason.rules import Rule, RuleSet, Var, X, Y, Z, rules_of
from innograph.reason.terms import SAME_AS, TYPE, Fact, NamedNode, Term

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


def explain(store: Store | GraphStore, s: Term, p: Term, o: Term, rules: RuleSet | None = None) -> Proof | None:
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
    if stored.holds(fact) and (proof := find_proof(stored, fact, rules)):
        return proof
    # Some steps go through what is not materialised (an outside name, say): look at all that follows.
    asserted = [(q.subject, q.predicate, q.object) for q in store if not is_inferred(q)]
    closure = close(asserted, rules, every_name=True)
    everything = list(closure.everything())
    return find_proof(FactTable(asserted, everything), fact, closure.rules) if fact in everything else None


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
        self._backward = Backward((*rules.rules, *EQUALITY))
        self._found: dict[Fact, Proof] = {}
        self._failed: dict[Fact, int] = {}
        self._steps_of: dict[Fact, list[tuple[Rule, tuple[Fact, ...]]]] = {}
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

    def _steps(self, goal: Fact) -> list[tuple[Rule, tuple[Fact, ...]]]:
        """The ways in which one rule gives the goal from facts that are known, in order."""
        steps = self._steps_of.get(goal)
        if steps is None:
            found = self._backward.steps(goal, self._facts)
            steps = self._steps_of[goal] = sorted(found, key=lambda step: (_order(step[0]), _in_words(step[1])))
        return steps


def _order(rule: Rule) -> tuple[str, str]:
    return (rule.name, " ".join(map(str, rule.axiom)))


def _in_words(body: tuple[Fact, ...]) -> list[str]:
    return [" ".join(map(str, fact)) for fact in body]
