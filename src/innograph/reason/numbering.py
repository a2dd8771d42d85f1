"""Terms as numbers, and which numbers name one thing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from innograph.reason.terms import Literal, Term

SHIFT = 30
MASK = (1 << SHIFT) - 1
#: Numbers from here on are literals. Both halves fit in 60 bits, which Python stores in two digits.
LITERAL = 1 << (SHIFT - 1)

Pairs = dict[int, set[int]]


class Terms:
    """Numbers for terms, in the order in which they are first seen; literals apart."""

    def __init__(self) -> None:
        self._numbers: dict[Term, int] = {}
        self._names: list[Term] = []
        self._literals: list[Term] = []

    def number(self, term: Term) -> int:
        """The term's number, a new one for a new term."""
        found = self._numbers.get(term)
        if found is None:
            if isinstance(term, Literal):
                found = LITERAL + len(self._literals)
                self._literals.append(term)
            else:
                found = len(self._names)
                self._names.append(term)
            self._numbers[term] = found
        return found

    def find(self, term: Term) -> int | None:
        """The term's number, if it has one."""
        return self._numbers.get(term)

    def __getitem__(self, number: int) -> Term:
        return self._names[number] if number < LITERAL else self._literals[number - LITERAL]

    @property
    def names(self) -> int:
        """How many terms are not literals."""
        return len(self._names)

    def __len__(self) -> int:
        return len(self._numbers)


@dataclass(slots=True)
class Equality:
    """Which numbers name one thing: a union-find whose representative is the smallest number."""

    parent: dict[int, int] = field(default_factory=dict)

    def find(self, number: int) -> int:
        """The representative."""
        parent = self.parent
        root = number
        while (up := parent.get(root, root)) != root:
            root = up
        while (up := parent.get(number, number)) != root:
            parent[number] = root
            number = up
        return root

    def merge(self, a: int, b: int) -> bool:
        """Make the two one. False if they were already."""
        a, b = self.find(a), self.find(b)
        if a == b:
            return False
        low, high = min(a, b), max(a, b)
        self.parent[high] = low
        self.parent.setdefault(low, low)
        return True

    def classes(self) -> dict[int, list[int]]:
        """Representative → all numbers of its thing, for things with more than one."""
        groups: dict[int, list[int]] = defaultdict(list)
        for number in self.parent:
            groups[self.find(number)].append(number)
        return {root: sorted(numbers) for root, numbers in groups.items() if len(numbers) > 1}
