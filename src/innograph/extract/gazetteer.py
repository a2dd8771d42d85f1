"""Listed names in running text, found by their first word, with word boundaries, case and inflection checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import compress

from innograph.extract.language import alternation
from innograph.extract.words import Lexicon, Tokens

_RUN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed name. `type` is an entity type, `ref` what it refers to (an IRI).

    `needs_evidence` marks short forms that are also words or shared by many (LI, IN, SU): they count only where the
    text itself introduces them or names the same thing in full. `at_home` marks those of them that are no short forms
    and in the text's own language (Cancerfonden): they count where the text shows that they name an organisation.
    """

    text: str
    type: str
    ref: str
    cls: str = ""
    language: str = ""
    country: str = ""
    needs_evidence: bool = False
    at_home: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A listed name in a text: `end` is without the inflection, `full_end` with it."""

    start: int
    end: int
    full_end: int
    entries: tuple[Entry, ...]
    #: The name where the text has another stem of it (*laitokse*lle); empty where it has the name itself.
    name: str = ""


def fold(text: str) -> str:
    """Lower case, length kept (a few letters, such as İ, would otherwise grow)."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower()[0] for c in text)


class Gazetteer:
    """Names to look for, found all at once. `stem` gives what endings follow where that is not the name itself."""

    def __init__(
        self,
        entries: Iterable[Entry],
        inflections: Iterable[str],
        lexicon: Lexicon,
        stem: Callable[[str], str] | None = None,
    ) -> None:
        self._by_fold: dict[str, list[Entry]] = {}
        for entry in entries:
            key = fold(entry.text)
            if len(key) >= 2:
                self._by_fold.setdefault(key, []).append(entry)
        #: Names of several words, with how far inside the first one begins, by that and two characters more.
        self._longer: dict[str, list[tuple[str, int]]] = {}
        self._first_words: set[str] = set()
        #: Names of one word and first words of others that count without a capital.
        self._small: set[str] = set()
        #: Names by their stems, where these are no names themselves.
        self._whole: dict[str, str] = {}
        for key in self._by_fold if stem else ():
            other = stem(key) if stem else ""
            if other and other not in self._by_fold:
                self._whole[other] = key
        for key in (*self._by_fold, *self._whole):
            listed = self._by_fold[self._whole.get(key, key)]
            first = _RUN.search(key)
            if first is None:
                continue
            word, inside = first.group(), first.start()
            if key != word:
                self._first_words.add(word)
                self._longer.setdefault(key[inside : first.end() + 2], []).append((key, inside))
            if not all(entry.text[:1].isupper() for entry in listed):
                self._small.add(word)
        #: An inflection is at most so long.
        self._reach = max(map(len, inflections), default=0)
        self._tail = re.compile(rf"(?:{alternation(inflections)})?(?![\w])")
        self._begins = lexicon.ask(self._find_beginnings)

    def lists(self, name: str, type_: str) -> bool:
        """Whether a name is listed as a thing of a type."""
        return any(e.type == type_ for e in self._by_fold.get(fold(name), ()))

    def entries(self, name: str) -> tuple[Entry, ...]:
        """What is listed under a name, as spelt in `name`."""
        return tuple(e for e in self._by_fold.get(fold(name), ()) if fits_case(e.text, name))

    def _find_beginnings(self, low: str) -> tuple[tuple[int, int, bool], ...]:
        """Where names begin in a word: from where to where a name of one word or (then true) the first word of longer
        ones goes.
        """
        found: list[tuple[int, int, bool]] = []
        for start, end in [(0, len(low))] if low.isalnum() else [run.span() for run in _RUN.finditer(low)]:
            for stop in range(max(start + 2, end - self._reach), end + 1):
                beginning = low[start:stop]
                if (beginning in self._by_fold or beginning in self._whole) and self._tail.match(low, stop):
                    found.append((start, stop, False))
            if low[start:end] in self._first_words:
                found.append((start, end, True))
        return tuple(found)

    def find(self, tokens: Tokens, text: str, folded: str) -> list[Hit]:
        """Every listed name, also overlapping ones, in the order of their ends; `folded` is `fold(text)`."""
        hits: list[Hit] = []
        column = tokens.column(self._begins)
        for place, beginnings in compress(zip(tokens.starts, column, strict=True), column):
            for offset, stop, longer in beginnings:
                start, end = place + offset, place + stop
                word = folded[start:end]
                if not (text[start].isupper() or word in self._small):
                    continue
                if longer:
                    for ahead in (1, 2):
                        for key, inside in self._longer.get(folded[start : end + ahead], ()):
                            if folded.startswith(key, start - inside):
                                hits += self._fit(key, start - inside, text, folded)
                else:
                    hits += self._fit(word, start, text, folded)
        hits.sort(key=lambda hit: (hit.end, hit.start))
        return hits

    def _fit(self, key: str, start: int, text: str, folded: str) -> Iterator[Hit]:
        """The listed name that stands at a place, where case and what stands around it let it be one."""
        end = start + len(key)
        if start and (text[start - 1].isalnum() or text[start - 1] in "@_") and text[start].isalnum():
            return
        tail = self._tail.match(folded, end)
        if tail is None or (end < len(text) and text[end] == "@"):
            return
        whole = self._whole.get(key)
        if whole and tail.end() == end:
            return  # the stem alone is no word
        surface = text[start:end]
        fitting = tuple(e for e in self._by_fold[whole or key] if fits_case(e.text, surface))
        if fitting:
            yield Hit(start, end, tail.end(), fitting, fitting[0].text if whole else "")


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
