"""What a fact implies by itself: the part of reasoning that needs no other fact, and so can be done article by article.

Most rules of an ontology have one premise (superclass, superproperty, inverse, domain, range). What they give can be
worked out wherever the fact is written. Only what rules of several premises look at (chains, transitivity, equality)
has to come together in one place: `is_joined` tells which facts those are. What a graph's facts imply one by one, and
what follows from its joined facts alone (`close`), is together what follows from the graph, as long as no two of its
things are one.
"""

from __future__ import annotations

from typing import NamedTuple

from innograph.reason.fixpoint import Program
from innograph.reason.numbering import Terms
from innograph.reason.ontology import is_schema
from innograph.reason.rules import RuleSet
from innograph.reason.terms import (
    DIFFERENT_FROM,
    NOTHING,
    RDFS,
    SAME_AS,
    THING,
    TYPE,
    BlankNode,
    Literal,
    NamedNode,
    Term,
    is_vocabulary,
)

_EVERYTHING = frozenset({THING, NOTHING, NamedNode(RDFS + "Resource")})


class Implied(NamedTuple):
    """What a fact of a property implies: properties of the same ends, of the ends turned round, classes of its ends."""

    same: tuple[NamedNode, ...] = ()
    turned: tuple[NamedNode, ...] = ()
    of_subject: tuple[NamedNode, ...] = ()
    of_object: tuple[NamedNode, ...] = ()
    #: Whether rules with several premises look at such facts, or at what they imply.
    joined: bool = False


class LocalRules:
    """The rules of one premise, property by property and class by class."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self._terms = Terms()
        self._program = Program(rules, self._terms)
        self._joined_properties, self._joined_classes = self._find_joined()
        self._properties: dict[Term, Implied] = {}
        self._classes: dict[Term, Implied] = {}
        self._hidden: dict[Term, bool] = {}

    def _find_joined(self) -> tuple[set[int], set[int]]:
        program = self._program
        properties = {*program.equal_values, *program.equal_subjects, *program.implies_equality, *program.from_value}
        classes = {*program.gives_value}
        for join in program.joins:
            (classes if join.kind == "all" else properties).add(join.left)
            (classes if join.kind == "some" else properties).add(join.right)
        for parts, _ in program.intersections:
            classes.update(parts)
        return properties, classes

    def of_property(self, p: Term) -> Implied:
        """What a fact of this property implies; of rdf:type see `of_class`."""
        found = self._properties.get(p)
        if found is None:
            found = self._properties[p] = self._work_out(p)
        return found

    def _work_out(self, p: Term) -> Implied:
        number = self._terms.find(p)
        if p in (SAME_AS, DIFFERENT_FROM):
            return Implied(joined=True)
        if number is None:
            return Implied()
        program = self._program
        implied = program.implied.get(number, ())
        first, second = program.subject_types.get(number, ()), program.object_types.get(number, ())
        named = [(q, flip) for n, flip in implied if isinstance(q := self._terms[n], NamedNode)]
        return Implied(
            tuple(q for q, flip in named if not flip),
            tuple(q for q, flip in named if flip),
            self._shown(first),
            self._shown(second),
            joined=not self._joined_properties.isdisjoint((number, *(n for n, _ in implied)))
            or not self._joined_classes.isdisjoint((*first, *second)),
        )

    def of_class(self, c: Term) -> Implied:
        """What it implies that something is of this class: `of_subject` are the classes above it."""
        found = self._classes.get(c)
        if found is None:
            number = self._terms.find(c)
            above = () if number is None else self._program.superclasses.get(number, ())
            joined = number is not None and not self._joined_classes.isdisjoint((number, *above))
            found = self._classes[c] = Implied(of_subject=self._shown(above), joined=joined)
        return found

    def _shown(self, classes: tuple[int, ...]) -> tuple[NamedNode, ...]:
        """Those of the classes that an inferred statement names (closure.NOT_MATERIALISED)."""
        terms = (self._terms[number] for number in classes)
        return tuple(
            c for c in terms if isinstance(c, NamedNode) and c not in _EVERYTHING and c not in self.rules.datatypes
        )

    def is_joined(self, fact: tuple[Term, Term, Term]) -> bool:
        """Whether rules of several premises look at a fact, or at what it implies; axioms count as well."""
        _, p, o = fact
        return is_schema(fact) or (self.of_class(o) if p == TYPE else self.of_property(p)).joined

    def is_hidden(self, term: Term) -> bool:
        """Whether no inferred statement is made about a term (closure.NOT_MATERIALISED)."""
        found = self._hidden.get(term)
        if found is None:
            found = isinstance(term, Literal | BlankNode) or term in self.rules.vocabulary or is_vocabulary(term)
            if len(self._hidden) > 50_000:
                self._hidden.clear()
            self._hidden[term] = found
        return found
