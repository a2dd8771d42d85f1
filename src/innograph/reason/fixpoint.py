"""Everything that follows from data by a set of rules, computed semi-naively over integers.

Terms are numbered once. The facts of a property are a set of integers, subject and object packed into one,
the members of a class a set of numbers: what a property or class implies by itself (superproperty, inverse,
domain, superclass) is then a union of sets, done by the interpreter's own C code, and only joins (chains,
transitivity) loop in Python. Each round looks at what the last one added, and nothing else.

Equal things (owl:sameAs) share one number, their representative; `closure` gives them their names back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from innograph.reason.numbering import LITERAL, MASK, SHIFT, Equality, Pairs, Terms
from innograph.reason.rules import Rule, RuleSet, Slot, Var, constant
from innograph.reason.terms import SAME_AS, TYPE


@dataclass(slots=True)
class _Join:
    """A rule with a body of two patterns, turned so that a fact of either finds its partners."""

    kind: str
    left: int
    right: int
    head: int


class Program:
    """A rule set with its terms numbered, sorted by what the rules do."""

    def __init__(self, rules: RuleSet, terms: Terms) -> None:
        self.terms = terms
        #: property → (property, turned round)
        implied: dict[int, list[tuple[int, bool]]] = defaultdict(list)
        subjects: dict[int, set[int]] = defaultdict(set)
        objects: dict[int, set[int]] = defaultdict(set)
        upwards: dict[int, set[int]] = defaultdict(set)
        self.joins: list[_Join] = []
        self.equal_values: set[int] = set()
        self.equal_subjects: set[int] = set()
        self.implies_equality: set[int] = set()
        self.intersections: list[tuple[tuple[int, ...], int]] = []
        self.gives_value: dict[int, set[tuple[int, int]]] = defaultdict(set)
        self.from_value: dict[int, set[tuple[int, int]]] = defaultdict(set)
        self.given_members: list[tuple[int, int]] = []
        self._fresh = -1
        for rule in rules.rules:
            self._sort(rule, implied, subjects, objects, upwards)
        self._close(implied, subjects, objects, upwards)
        # Only what a join looks up is worth an index.
        self.by_subject = {j.right for j in self.joins if j.kind == "chain"}
        self.by_subject |= {j.right for j in self.joins if j.kind == "all"}
        self.by_object = {j.left for j in self.joins if j.kind in ("chain", "some")}
        self.by_subject |= self.equal_values
        self.by_object |= self.equal_subjects

    def _sort(
        self,
        rule: Rule,
        implied: dict[int, list[tuple[int, bool]]],
        subjects: dict[int, set[int]],
        objects: dict[int, set[int]],
        upwards: dict[int, set[int]],
    ) -> None:
        def number(slot: Slot) -> int:
            return self.terms.number(constant(slot))

        s, p, o = rule.head
        if rule.name in ("prp-fp", "prp-ifp"):
            (self.equal_values if rule.name == "prp-fp" else self.equal_subjects).add(number(rule.axiom[0]))
        elif not rule.body:
            self.given_members.append((number(s), number(o)))
        elif all(atom[1] == TYPE for atom in rule.body):
            parts = tuple(number(atom[2]) for atom in rule.body)
            if p != TYPE:
                self.gives_value[parts[0]].add((number(p), number(o)))
            elif len(parts) == 1:
                upwards[parts[0]].add(number(o))
            else:
                self.intersections.append((parts, number(o)))
        elif len(rule.body) == 1:
            (a, q, b), *_ = rule.body
            if not isinstance(b, Var):
                self.from_value[number(q)].add((number(b), number(o)))
            elif p == TYPE:
                (subjects if s == a else objects)[number(q)].add(number(o))
            elif p == SAME_AS:
                self.implies_equality.add(number(q))
            else:
                implied[number(q)].append((number(p), s != a))
        elif rule.name == "cls-svf1":
            self.joins.append(_Join("some", number(rule.body[0][1]), number(rule.body[1][2]), number(o)))
        elif rule.name == "cls-avf":
            self.joins.append(_Join("all", number(rule.body[0][2]), number(rule.body[1][1]), number(o)))
        else:
            # A chain of n steps is n - 1 joins over properties of our own (numbers < 0), which stay inside.
            steps = [number(atom[1]) for atom in rule.body]
            left = steps[0]
            for step in steps[1:-1]:
                self.joins.append(_Join("chain", left, step, self._fresh))
                left = self._fresh
                self._fresh -= 1
            self.joins.append(_Join("chain", left, steps[-1], number(p)))

    def _close(
        self,
        implied: dict[int, list[tuple[int, bool]]],
        subjects: dict[int, set[int]],
        objects: dict[int, set[int]],
        upwards: dict[int, set[int]],
    ) -> None:
        """Follow what one fact implies by itself to the end: no implied fact has to be looked at again."""
        self.superclasses: dict[int, tuple[int, ...]] = {}
        for start in upwards:
            found = _reach(start, upwards)
            found.discard(start)
            self.superclasses[start] = tuple(sorted(found))

        def types(direct: set[int]) -> set[int]:
            return {c for d in direct for c in (d, *self.superclasses.get(d, ()))}

        self.implied: dict[int, tuple[tuple[int, bool], ...]] = {}
        self.subject_types: dict[int, tuple[int, ...]] = {}
        self.object_types: dict[int, tuple[int, ...]] = {}
        for start in {*implied, *subjects, *objects}:
            reached = {(start, False)}
            queue = [(start, False)]
            while queue:
                p, turned = queue.pop()
                for q, flip in implied.get(p, ()):
                    step = (q, turned != flip)
                    if step not in reached:
                        reached.add(step)
                        queue.append(step)
            of_subject: set[int] = set()
            of_object: set[int] = set()
            for p, turned in reached:
                first, second = subjects.get(p, set()), objects.get(p, set())
                of_subject |= types(second if turned else first)
                of_object |= types(first if turned else second)
            reached.discard((start, False))
            self.implied[start] = tuple(sorted(reached))
            self.subject_types[start] = tuple(sorted(of_subject))
            self.object_types[start] = tuple(sorted(of_object))


def _reach(start: int, edges: dict[int, set[int]]) -> set[int]:
    found: set[int] = set()
    queue = [start]
    while queue:
        for other in edges.get(queue.pop(), ()):
            if other not in found:
                found.add(other)
                queue.append(other)
    return found


class Fixpoint:
    """The facts, and the rounds that add to them until nothing is new."""

    def __init__(self, program: Program, vocabulary: Iterable[int]) -> None:
        self.program = program
        self.pairs: Pairs = defaultdict(set)
        self.members: Pairs = defaultdict(set)
        self.equality = Equality()
        #: Two literals, or a literal and a thing, that the rules make equal: a contradiction, never merged.
        self.unequal: set[tuple[int, int]] = set()
        #: Classes and properties that the data makes equal: the rules have to be compiled with them.
        self.equal_vocabulary: set[tuple[int, int]] = set()
        self._vocabulary = frozenset(vocabulary)
        self._objects: dict[int, dict[int, list[int]]] = {p: {} for p in program.by_subject}
        self._subjects: dict[int, dict[int, list[int]]] = {p: {} for p in program.by_object}
        self._merged = False

    def run(self, pairs: Pairs, members: Pairs) -> None:
        """Add these facts and everything that follows. The sets given are not changed."""
        program = self.program
        if not self.pairs and not self.members:
            self._merged = False  # equalities from before the first fact: the facts come in renamed
        new_pairs: Pairs = defaultdict(set)
        new_members: Pairs = defaultdict(set)
        rename = self.equality.parent
        for p, given in pairs.items():
            new_pairs[p] = (self._rename(given) if rename else given) - self.pairs[p]
        for c, numbers in members.items():
            renamed = {self.equality.find(n) for n in numbers} if rename else numbers
            new_members[c] = renamed - self.members[c]
        for number, c in program.given_members:
            new_members[c] = new_members[c] | {self.equality.find(number)}
        while any(new_pairs.values()) or any(new_members.values()):
            for p, facts in new_pairs.items():
                self.pairs[p] |= facts
            for c, numbers in new_members.items():
                self.members[c] |= numbers
            fresh_pairs, fresh_members = self._imply(new_pairs, new_members)
            new_pairs, new_members = self._join(fresh_pairs, fresh_members)
            if self._merged:
                new_pairs, new_members = self._replace(new_pairs, new_members)

    def _imply(self, new_pairs: Pairs, new_members: Pairs) -> tuple[Pairs, Pairs]:
        """What each new fact implies by itself, to the end. Returns all that is new, the given included."""
        program = self.program
        fresh_pairs: Pairs = {p: facts for p, facts in new_pairs.items() if facts}
        fresh_members: Pairs = {c: numbers for c, numbers in new_members.items() if numbers}
        for p, facts in new_pairs.items():
            if not facts:
                continue
            turned: set[int] | None = None
            for q, flip in program.implied.get(p, ()):
                if flip:
                    if turned is None:
                        turned = {(e & MASK) << SHIFT | e >> SHIFT for e in facts}
                    added = turned - self.pairs[q]
                else:
                    added = facts - self.pairs[q]
                if added:
                    self.pairs[q] |= added
                    fresh_pairs.setdefault(q, added).update(added)
            if program.subject_types.get(p):
                subjects = {s for s in {e >> SHIFT for e in facts} if s < LITERAL}
                self._add_members(program.subject_types[p], subjects, fresh_members)
            if program.object_types.get(p):
                objects = {o for o in {e & MASK for e in facts} if o < LITERAL}
                self._add_members(program.object_types[p], objects, fresh_members)
        for c, numbers in new_members.items():
            if numbers:
                self._add_members(program.superclasses.get(c, ()), numbers, fresh_members)
        return fresh_pairs, fresh_members

    def _add_members(self, classes: tuple[int, ...], numbers: set[int], fresh: Pairs) -> None:
        for c in classes:
            added = numbers - self.members[c]
            if added:
                self.members[c] |= added
                fresh.setdefault(c, added).update(added)

    def _join(self, fresh_pairs: Pairs, fresh_members: Pairs) -> tuple[Pairs, Pairs]:
        """What the new facts give together with each other and with all others."""
        program = self.program
        self._index(fresh_pairs)
        pairs: Pairs = defaultdict(set)
        members: Pairs = defaultdict(set)
        for join in program.joins:
            left, right, head = join.left, join.right, join.head
            if join.kind == "chain":
                found = pairs[head]
                if left in fresh_pairs:
                    objects = self._objects[right]
                    for e in fresh_pairs[left]:
                        ends = objects.get(e & MASK)
                        if ends:
                            high = e >> SHIFT << SHIFT
                            found.update([high | z for z in ends])
                if right in fresh_pairs:
                    subjects = self._subjects[left]
                    for e in fresh_pairs[right]:
                        starts = subjects.get(e >> SHIFT)
                        if starts:
                            z = e & MASK
                            found.update([x << SHIFT | z for x in starts])
            elif join.kind == "some":
                kind = self.members[right]
                if left in fresh_pairs:
                    members[head].update(e >> SHIFT for e in fresh_pairs[left] if e & MASK in kind)
                for number in fresh_members.get(right, ()):
                    members[head].update(self._subjects[left].get(number, ()))
            else:
                kind = self.members[left]
                if right in fresh_pairs:
                    members[head].update(e & MASK for e in fresh_pairs[right] if e >> SHIFT in kind)
                for number in fresh_members.get(left, ()):
                    members[head].update(self._objects[right].get(number, ()))
        for parts, head in program.intersections:
            if any(part in fresh_members for part in parts):
                members[head] |= set.intersection(*(self.members[part] for part in parts))
        for c, values in program.gives_value.items():
            for p, value in values:
                pairs[p].update(n << SHIFT | self.equality.find(value) for n in fresh_members.get(c, ()))
        for p, classes in program.from_value.items():
            for value, c in classes:
                wanted = self.equality.find(value)
                members[c].update(e >> SHIFT for e in fresh_pairs.get(p, ()) if e & MASK == wanted)
        self._equate(fresh_pairs)
        for p in pairs:
            pairs[p] -= self.pairs[p]
        for c in members:
            members[c] = {n for n in members[c] if n < LITERAL} - self.members[c]
        return pairs, members

    def _index(self, fresh: Pairs) -> None:
        for p, index in self._objects.items():
            for e in fresh.get(p, ()):
                index.setdefault(e >> SHIFT, []).append(e & MASK)
        for p, index in self._subjects.items():
            for e in fresh.get(p, ()):
                index.setdefault(e & MASK, []).append(e >> SHIFT)

    def _equate(self, fresh: Pairs) -> None:
        """Functional properties: two values of one subject are one thing; inverse functional likewise."""
        for p in self.program.equal_values:
            for subject in {e >> SHIFT for e in fresh.get(p, ())}:
                first, *others = self._objects[p][subject]
                for other in others:
                    self.equate(first, other)
        for p in self.program.equal_subjects:
            for value in {e & MASK for e in fresh.get(p, ())}:
                first, *others = self._subjects[p][value]
                for other in others:
                    self.equate(first, other)
        for p in self.program.implies_equality:
            for e in fresh.get(p, ()):
                self.equate(e >> SHIFT, e & MASK)

    def equate(self, a: int, b: int) -> None:
        """Make two things one; what cannot be one is kept apart and remembered."""
        a, b = self.equality.find(a), self.equality.find(b)
        if a == b:
            return
        if a >= LITERAL or b >= LITERAL:
            self.unequal.add((min(a, b), max(a, b)))
        elif a in self._vocabulary or b in self._vocabulary:
            self.equal_vocabulary.add((min(a, b), max(a, b)))
        else:
            self._merged |= self.equality.merge(a, b)

    def _rename(self, facts: set[int]) -> set[int]:
        find = self.equality.find
        known = self.equality.parent
        same = {e for e in facts if e >> SHIFT not in known and e & MASK not in known}
        return same | {find(e >> SHIFT) << SHIFT | find(e & MASK) for e in facts - same}

    def _replace(self, new_pairs: Pairs, new_members: Pairs) -> tuple[Pairs, Pairs]:
        """Put representatives in place of what was merged; every fact that changed counts as new."""
        self._merged = False
        find = self.equality.find
        pairs: Pairs = defaultdict(set)
        members: Pairs = defaultdict(set)
        for p, facts in self.pairs.items():
            renamed = self._rename(facts)
            pairs[p] = (renamed - facts) | (self._rename(new_pairs.get(p, set())) - renamed)
            self.pairs[p] = renamed - pairs[p]
        for p in new_pairs.keys() - pairs.keys():
            pairs[p] = self._rename(new_pairs[p])
        for c, numbers in self.members.items():
            moved = {find(n) for n in numbers}
            members[c] = (moved - numbers) | ({find(n) for n in new_members.get(c, ())} - moved)
            self.members[c] = moved - members[c]
        for c in new_members.keys() - members.keys():
            members[c] = {find(n) for n in new_members[c]}
        for index in (*self._objects.values(), *self._subjects.values()):
            index.clear()
        self._index(self.pairs)
        return pairs, members
