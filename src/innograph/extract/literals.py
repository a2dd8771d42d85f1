"""Parts of words that a text must hold for a regular expression to match in it.

Most rules speak of a few words (*samarbetar*, *får i uppdrag*), and most sentences hold none of them. Which parts an
expression needs is read off its source once; which of them a word holds is worked out once a word, by an Aho–Corasick
automaton. A sentence then tells by a bit operation which expressions to try at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from operator import or_

from ahocorasick_rs import AhoCorasick, MatchKind

from innograph.extract.words import Tokens, WordTable

#: Several sets of parts of words: of each set a text must hold at least one.
Clauses = list[frozenset[str]]

_SHORTEST = 2
#: So many sets at most are tested: the longest words are the rarest.
_MOST = 3
_QUANTIFIER = re.compile(r"(?:[*?+]|\{(?P<least>\d*)(?:,\d*)?\})[?+]?")
_GROUP = re.compile(r"\(\?(?:P<\w+>|:|<?=)|\((?!\?)")
_NEGATIVE = re.compile(r"\(\?<?!")
_SET = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|N\{[^}]*\}|\d+|.)", re.DOTALL)


def required(pattern: str) -> Clauses:
    """What a text must hold for an expression to match it, the most telling first; empty when nothing is sure.

    >>> required(r"(?:samarbetar|har samverkat) med (?:alla )?\\w+")
    [frozenset({...}), frozenset({'med'})]
    """
    clauses, end = _alternatives(pattern, 0)
    if end != len(pattern):
        return []
    return sorted(set(clauses), key=_rank)[:_MOST]


def _rank(clause: frozenset[str]) -> tuple[int, int, list[str]]:
    return (-min(map(len, clause)), len(clause), sorted(clause))


def _alternatives(pattern: str, position: int) -> tuple[Clauses, int]:
    """What the alternatives up to a closing bracket or the end need in common, and where they end."""
    branches: list[Clauses] = []
    while True:
        clauses, position = _sequence(pattern, position)
        branches.append(clauses)
        if pattern[position : position + 1] != "|":
            break
        position += 1
    if len(branches) == 1:
        return branches[0], position
    if not all(branches):
        return [], position
    return [frozenset().union(*(min(b, key=_rank) for b in branches))], position


def _sequence(pattern: str, position: int) -> tuple[Clauses, int]:
    """What one alternative needs, and where it ends."""
    clauses: Clauses = []
    run = ""
    while position < len(pattern) and pattern[position] not in "|)":
        inner, char, position = _atom(pattern, position)
        quantifier = _QUANTIFIER.match(pattern, position)
        if quantifier:
            position = quantifier.end()
            least = quantifier["least"]
            optional = quantifier.group()[0] in "*?" or (least is not None and int(least or 0) == 0)
            inner, char = ([], "") if optional else (inner, char)
        run += char
        if quantifier or not char:
            clauses += [frozenset([run])] * (len(run) >= _SHORTEST)
            run = ""
        clauses += inner
    clauses += [frozenset([run])] * (len(run) >= _SHORTEST)
    return clauses, position


def _atom(pattern: str, position: int) -> tuple[Clauses, str, int]:
    """What the next piece needs, its character when it is a letter or a digit as written, and where it ends."""
    char = pattern[position]
    if char == "(":
        group, negative = _GROUP.match(pattern, position), _NEGATIVE.match(pattern, position)
        if group:
            inner, end = _alternatives(pattern, group.end())
        elif negative:
            inner, end = [], _alternatives(pattern, negative.end())[1]
        else:  # flags, back references: nothing is sure
            return [], "", len(pattern) + 1
        return inner, "", end + 1
    if char == "[":
        found = _SET.match(pattern, position)
        return [], "", found.end() if found else len(pattern) + 1
    if char == "\\":
        escape = _ESCAPE.match(pattern, position)
        return [], "", escape.end() if escape else len(pattern) + 1
    return [], char if char.isalnum() or char == "_" else "", position + 1


class Literals:
    """The parts of words that the expressions of one language need, each a bit.

    `needs` gives an expression's bits, and `of` those of the words of a text.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        clauses = {pattern: required(pattern) for pattern in patterns}
        self._bits: dict[str, int] = {}
        for needed in clauses.values():
            for part in sorted(frozenset().union(*needed)):
                self._bits.setdefault(part, 1 << len(self._bits))
        self._clauses = {p: tuple(self._mask(clause) for clause in needed) for p, needed in clauses.items()}
        self._by_number = list(self._bits.values())
        self._automaton = AhoCorasick(list(self._bits), matchkind=MatchKind.Standard) if self._bits else None
        self._words = WordTable(self._find)

    def _mask(self, parts: Iterable[str]) -> int:
        return reduce(or_, (self._bits[part] for part in parts), 0)

    def _find(self, word: str) -> int:
        if self._automaton is None:
            return 0
        found = self._automaton.find_matches_as_indexes(word, overlapping=True)
        return reduce(or_, {self._by_number[number] for number, _, _ in found}, 0)

    def needs(self, pattern: str) -> tuple[int, ...]:
        """For an expression given at the beginning: of each of these a text must have a bit in common."""
        return self._clauses[pattern]

    def of(self, tokens: Tokens) -> list[int]:
        """The bits of each word of a text."""
        return list(map(self._words.__getitem__, tokens.lows))
