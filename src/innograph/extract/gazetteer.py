"""Listed names in running text: an Aho–Corasick automaton with word boundaries, case and inflection checked.

Aho & Corasick, "Efficient string matching", CACM 18 (1975), through `ahocorasick-rs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from innograph.extract.language import alternation


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed name. `type` is an entity type, `ref` what it refers to (an IRI).

    `needs_evidence` marks short forms that are also words or shared by many (LI, IN, SU): they count only where the
    text itself introduces them or names the same thing in full.
    """

    text: str
    type: str
    ref: str
    cls: str = ""
    language: str = ""
    country: str = ""
    needs_evidence: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A listed name in a text: `end` is without the inflection, `full_end` with it."""

    start: int
    end: int
    full_end: int
    entries: tuple[Entry, ...]


def fold(text: str) -> str:
    """Lower case, length kept (a few letters, such as İ, would otherwise grow)."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower()[0] for c in text)


class Gazetteer:
    """Names to look for, found all at once."""

    def __init__(self, entries: Iterable[Entry], inflections: Iterable[str] = ()) -> None:
        self._by_fold: dict[str, list[Entry]] = {}
        for entry in entries:
            key = fold(entry.text)
            if len(key) >= 2:
                self._by_fold.setdefault(key, []).append(entry)
        self._keys = list(self._by_fold)
        #: Whether every entry of a key begins with a capital, as most do: then most hits are seen at once to be none.
        self._capital = [all(e.text[:1].isupper() for e in self._by_fold[key]) for key in self._keys]
        self._automaton = AhoCorasick(self._keys, matchkind=MatchKind.Standard) if self._keys else None
        self._tail = re.compile(rf"(?:{alternation(inflections)})?(?![\w])")

    def lists(self, name: str, type_: str) -> bool:
        """Whether a name is listed as a thing of a type."""
        return any(e.type == type_ for e in self._by_fold.get(fold(name), ()))

    def entries(self, name: str) -> tuple[Entry, ...]:
        """What is listed under a name, as spelt in `name`."""
        return tuple(e for e in self._by_fold.get(fold(name), ()) if fits_case(e.text, name))

    def find(self, text: str, folded: str) -> Iterator[Hit]:
        """Every listed name in the text, also overlapping ones. `folded` is `fold(text)`."""
        if self._automaton is None:
            return
        for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if self._capital[number] and not text[start].isupper():
                continue
            if start and (text[start - 1].isalnum() or text[start - 1] in "@_") and text[start].isalnum():
                continue
            tail = self._tail.match(folded, end)
            if tail is None or (end < len(text) and text[end] == "@"):
                continue
            surface = text[start:end]
            fitting = tuple(e for e in self._by_fold[self._keys[number]] if fits_case(e.text, surface))
            if fitting:
                yield Hit(start, end, tail.end(), fitting)


def fits_case(name: str, surface: str) -> bool:
    """Whether a text's spelling can stand for the listed name.

    A name in capitals of up to four letters must be written so (or as *Digg*); other names keep their first letter's
    case or stand all in capitals; later words may be in either case (*Svenska Kraftnät*).

    >>> fits_case("Formas", "formas"), fits_case("Vinnova", "VINNOVA"), fits_case("DIGG", "Digg")
    (False, True, True)
    """
    if name == surface:
        return True
    if not name[:1].isupper():
        return True
    if not surface[:1].isupper():
        return False
    letters = [c for c in name if c.isalpha()]
    if all(c.isupper() for c in letters) and len(letters) <= 4:
        return len(letters) >= 4 and surface[1:].islower()
    if len(letters) <= 5 and surface.isupper() and not name.isupper():
        return len(letters) >= 4
    return True
