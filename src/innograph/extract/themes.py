"""Themes in running text, by the trigger words of ontology/themes.ttl.

A label matches as a whole word with the language's ordinary endings; `klimat*` any word that begins so, `*upphandling`
any that ends so, several words in sequence, each by the same rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import compress

from ahocorasick_rs import AhoCorasick, MatchKind

from innograph.extract.language import alternation
from innograph.extract.patterns import Pattern
from innograph.extract.words import TOKEN, Lexicon, Tokens


@dataclass(frozen=True, slots=True)
class ThemeHit:
    """A theme's trigger at a place of the view."""

    start: int
    end: int
    theme: str


class ThemeFinder:
    """Finds the themes' trigger words of one language. `triggers` are (trigger, theme's IRI)."""

    def __init__(self, triggers: Iterable[tuple[str, str]], inflections: Iterable[str], lexicon: Lexicon) -> None:
        ending = rf"(?:{alternation(inflections)})?"
        by_core: dict[str, list[tuple[Pattern, str, bool]]] = {}
        for trigger, theme in sorted(set(triggers)):
            words = trigger.split()
            core = max((p for w in words[:1] for p in w.split("*") if p), key=len, default="").lower()
            begins = TOKEN.match(core)
            if len(core) < 2 or begins is None:
                continue
            lead = words[0].startswith("*")
            exact = trigger.isupper() and len(trigger) <= 4
            pieces = []
            for i, word in enumerate(words):
                body = re.escape(word.strip("*") if exact else word.strip("*").lower())
                left = r"[\w-]*" if word.startswith("*") and i else ""
                right = r"[\w-]*" if word.endswith("*") else ("" if exact else ending) + r"(?!\w)"
                pieces.append(left + body + right)
            pattern = Pattern(r"[\s\u00ad-]+".join(pieces), trigger)
            # "bygg- och anlägg*": what a word of the text can hold of it.
            by_core.setdefault(begins.group(), []).append((pattern, theme, lead))
        self._cores = list(by_core)
        self._patterns = [by_core[c] for c in self._cores]
        #: Whether one of a core's triggers may begin inside a word.
        self._leads = [any(lead for _, _, lead in group) for group in self._patterns]
        self._exact = {id(p) for group in self._patterns for p, _, _ in group if p.pattern[:1].isupper()}
        self._automaton = AhoCorasick(self._cores, matchkind=MatchKind.Standard) if self._cores else None
        self._cores_in = lexicon.ask(self._find_cores)

    def _find_cores(self, low: str) -> tuple[tuple[int, int, bool], ...]:
        """The cores that a word holds: which, where, and whether inside a word or a part that a hyphen joins."""
        if self._automaton is None:
            return ()
        found = []
        for number, start, _ in self._automaton.find_matches_as_indexes(low, overlapping=True):
            inside = start > 0 and low[start - 1].isalnum()
            if not inside or self._leads[number]:
                found.append((number, start, inside))
        return tuple(found)

    def find(self, tokens: Tokens, text: str, folded: str) -> Iterator[ThemeHit]:
        """Every trigger, in order of its place; longer ones hide shorter ones of the same theme inside them."""
        hits: list[ThemeHit] = []
        held = tokens.column(self._cores_in)
        for place, cores in compress(zip(tokens.starts, held, strict=True), held):
            for number, offset, inside in cores:
                start = place + offset
                for pattern, theme, lead in self._patterns[number]:
                    if inside and not lead:
                        continue
                    match = pattern.match(text if id(pattern) in self._exact else folded, start)
                    if match:
                        begin = start
                        if lead:
                            while begin and (folded[begin - 1].isalnum() or folded[begin - 1] == "-"):
                                begin -= 1
                        hits.append(ThemeHit(begin, match.end(), theme))
        hits.sort(key=lambda h: (h.start, -h.end, h.theme))
        last: dict[str, int] = {}
        for hit in hits:
            if last.get(hit.theme, -1) < hit.end:
                last[hit.theme] = hit.end
                yield hit
