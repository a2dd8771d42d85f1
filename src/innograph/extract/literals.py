"""Words that a text must hold for a regular expression to match in it.

Most rules speak of a few words (*samarbetar*, *får i uppdrag*), and most sentences hold none of them. Which words or
parts of words an expression needs is read off its source once; which of them a word of a text holds is worked out once
a word, by an Aho–Corasick automaton. A sentence then tells by a bit operation which expressions to try at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from innograph.extract.words import TOKEN, Lexicon, Tokens

#: Sets of parts of words; of each set a text must hold at least one. A space marks where a word begins or ends.
Clauses = list[frozenset[str]]
#: The same as bits (of a text's words): of each at least one must be set.
Needs = tuple[int, ...]

_SHORTEST = 2
#: So many sets at most are tested: the longest words are the rarest.
_MOST = 3
#: One piece of an expression: what opens a group, letters none of which has a quantifier of its own, a set, an escape
#: or any other character.
_PIECE = re.compile(
    r"(?P<looks>\(\?<?=)|(?P<group>\(\?(?:P<\w+>|i?:)|\((?!\?))|(?P<negative>\(\?<?!)"
    r"|(?P<letters>\w+(?![*?+{])|\w)"
    r"|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|(?P<escape>\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|N\{[^}]*\}|\d+|.))"
    r"|(?P<other>[^(\\\[])",
    re.DOTALL,
)
_QUANTIFIER = re.compile(r"(?:[*?+]|\{(?P<least>\d*)(?:,\d*)?\})[?+]?")
#: What stands between words and is never part of one.
_BETWEEN = frozenset(' ,;()"”“»«')


class _Piece(NamedTuple):
    """A piece of an expression: characters as written, a group of alternatives, or (neither) anything else.

    What looks ahead or back counts as `repeated`: its neighbours in the expression are not those of its text.
    """

    text: str = ""
    letters: bool = False
    group: tuple[tuple[_Piece, ...], ...] = ()
    optional: bool = False
    repeated: bool = False


class _Unread(Exception):
    """An expression has something (flags, back references) that this module does not read."""


def required(pattern: str) -> Clauses:
    """What a text must hold for an expression to match it, the most telling first; empty when nothing is sure.

    >>> required(r"har samverkat(?: ofta)? med \\w+")
    [frozenset({' samverkat'}), frozenset({' med '}), frozenset({'har '})]
    """
    try:
        alternatives, end = _parse(pattern, 0)
    except _Unread:
        return []
    if end != len(pattern):
        return []
    return sorted(set(_of_group(alternatives, False, False)), key=_rank)[:_MOST]


def _rank(clause: frozenset[str]) -> tuple[int, int, list[str]]:
    return (-min(map(len, clause)), len(clause), sorted(clause))


def _parse(pattern: str, position: int) -> tuple[tuple[tuple[_Piece, ...], ...], int]:
    """The alternatives up to a closing bracket or the end, and where they end."""
    alternatives: list[tuple[_Piece, ...]] = []
    pieces: list[_Piece] = []
    while position < len(pattern) and pattern[position] != ")":
        if pattern[position] == "|":
            alternatives.append(tuple(pieces))
            pieces = []
            position += 1
            continue
        found = _PIECE.match(pattern, position)
        if found is None:
            raise _Unread
        kind, position = found.lastgroup, found.end()
        group: tuple[tuple[_Piece, ...], ...] = ()
        text = ""
        if kind == "letters":
            text = found.group()
        elif kind == "other":
            text = "" if (char := found.group()) in ".^$" else char
        elif kind in ("group", "looks", "negative"):
            inside, end = _parse(pattern, position)
            group, position = inside if kind != "negative" else (), end + 1
        quantifier = _QUANTIFIER.match(pattern, position)
        optional = False
        if quantifier:
            position = quantifier.end()
            least = quantifier["least"]
            optional = quantifier.group()[0] in "*?" or (least is not None and int(least or 0) == 0)
        pieces.append(_Piece(text, kind == "letters", group, optional, kind == "looks" or quantifier is not None))
    return (*alternatives, tuple(pieces)), position


def _of_group(alternatives: tuple[tuple[_Piece, ...], ...], left: bool, right: bool) -> Clauses:
    """What a group needs. `left`, `right`: whether what stands before and behind it is never part of a word."""
    branches = [_of_sequence(pieces, left, right) for pieces in alternatives]
    if len(branches) == 1:
        return branches[0]
    if not branches or not all(branches):
        return []
    return [frozenset().union(*(min(branch, key=_rank) for branch in branches))]


def _of_sequence(pieces: tuple[_Piece, ...], left: bool, right: bool) -> Clauses:
    clauses: Clauses = []
    run, begins = "", False
    for number, piece in enumerate(pieces):
        if _is_letter(piece):
            if not run:
                begins = _parts(pieces[number - 1]) if number else left
            run += piece.text
            if not piece.repeated:
                continue
        if run:
            ends = not _is_letter(piece) and _parts(piece)
            clauses += _clause(run, begins, ends)
            run = ""
        if piece.group and not piece.optional:
            before = _parts(pieces[number - 1]) if number else left
            behind = _parts(pieces[number + 1]) if number + 1 < len(pieces) else right
            once = not piece.repeated
            clauses += _of_group(piece.group, before and once, behind and once)
    return clauses + _clause(run, begins, right)


def _is_letter(piece: _Piece) -> bool:
    return piece.letters and not piece.optional


def _parts(piece: _Piece) -> bool:
    """Whether a piece is a character that parts words."""
    return piece.text in _BETWEEN and not piece.optional


def _clause(run: str, begins: bool, ends: bool) -> Clauses:
    return [frozenset([" " * begins + run + " " * ends])] if len(run) >= _SHORTEST else []


class Literals:
    """The words that the expressions of one language need, each a bit.

    `needs` gives an expression's bits, `of` those of the words of a text.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._bits: dict[str, int] = {}
        self._automaton: AhoCorasick | None = None
        self._held = lexicon.ask(self._find)

    def needs(self, pattern: str) -> Needs:
        """What a text must hold for an expression to match it: of each of these bits one at least."""
        # The words of a text are compared in lower case.
        clauses = [frozenset(map(str.lower, clause)) for clause in required(pattern)]
        for part in sorted(frozenset().union(*clauses)):
            if part not in self._bits:
                self._bits[part] = 1 << len(self._bits)
                self._automaton = None
                self._lexicon.clear()
        return tuple(reduce(or_, (self._bits[part] for part in clause), 0) for clause in clauses)

    def cue(self, source: str | None) -> Cue | None:
        """An expression with what it needs; None for none."""
        return Cue(source, self) if source else None

    def _find(self, word: str) -> int:
        if self._automaton is None:
            self._automaton = AhoCorasick(list(self._bits), matchkind=MatchKind.Standard)
        bits = 0
        for number, _, _ in self._automaton.find_matches_as_indexes(f" {word} ", overlapping=True):
            bits |= 1 << number
        return bits

    def of(self, tokens: Tokens) -> list[int]:
        """The bits of each word of a text."""
        return tokens.column(self._held)

    def of_all(self, tokens: Tokens) -> int:
        """The bits of all words of a text together."""
        return reduce(or_, tokens.column(self._held), 0)

    def of_text(self, text: str) -> int:
        """The bits of a text (in lower case)."""
        return reduce(or_, map(self._find, TOKEN.findall(text)), 0)


class Cue:
    """An expression with what it needs: most texts have not the words, and are not searched."""

    __slots__ = ("needs", "pattern")

    def __init__(self, source: str, literals: Literals) -> None:
        self.pattern = re.compile(source)
        self.needs = literals.needs(source)

    def finditer(self, text: str, words: int) -> Iterable[re.Match[str]]:
        """As `re.Pattern.finditer`, in a text with these words (bits)."""
        return self.pattern.finditer(text) if may_match(self.needs, words) else ()

    def fullmatch(self, text: str, start: int, end: int, words: int) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`, in a text with these words (bits)."""
        return self.pattern.fullmatch(text, start, end) if may_match(self.needs, words) else None

    def search(self, text: str, words: int) -> re.Match[str] | None:
        """As `re.Pattern.search`, in a text with these words (bits)."""
        return self.pattern.search(text) if may_match(self.needs, words) else None

    def search_in(self, text: str, start: int, end: int, words: int) -> re.Match[str] | None:
        """As `re.Pattern.search`, in a stretch of a text that has these words (bits)."""
        return self.pattern.search(text, start, end) if may_match(self.needs, words) else None


def may_match(needs: Needs, words: int) -> bool:
    """Whether a text with these words (bits) has what an expression needs."""
    return 0 not in map(words.__and__, needs)
