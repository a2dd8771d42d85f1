"""Themes in running text, by the trigger words of ontology/themes.ttl.

A label matches as a whole word with the language's ordinary endings; `klimat*` any word that begins so, `*upphandling`
any that ends so, several words in sequence, each by the same rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import compress

from ahocorasick_rs import AhoCorasick, MatchKind

from innograph.extract.language import alternation
from innograph.extract.patterns import Pattern
from innograph.extract.words import TOKEN, Lexicon, Tokens

#: Two words of a trigger stand closer (code points) than this.
_NEAR = 200


@dataclass(frozen=True, slots=True)
class ThemeHit:
    """A theme's trigger at a place of the view."""

    start: int
    end: int
    theme: str


@dataclass(frozen=True, slots=True)
class _Trigger:
    """A trigger as it is looked for: its first word's letters, then what may follow them.

    A trigger of several words is matched as a `whole`, where the letters of its second word (`second`) follow at all.
    `lead`: it may begin inside a word; `exact`: it is written in capitals.
    """

    theme: str
    first: str
    lead: bool
    exact: bool
    ends: re.Pattern[str]
    whole: Pattern | None = None
    second: str = ""

    def may_begin(self, word: str, start: int) -> bool:
        """Whether the trigger's first word is what stands at a place of a word of the text (in lower case)."""
        if not word.startswith(self.first, start):
            return self.first.startswith(word[start:])  # "bygg-": the hyphen is not of the word
        return self.ends.match(word, start + len(self.first)) is not None

    def end(self, text: str, start: int) -> int:
        """Where the trigger that begins at a place of the text ends; -1 where none does."""
        if not text.startswith(self.first, start):
            return -1
        if self.whole is not None:
            match = self.whole.match(text, start) if text.find(self.second, start, start + _NEAR) > 0 else None
        else:
            match = self.ends.match(text, start + len(self.first))
        return match.end() if match else -1


class ThemeFinder:
    """Finds the themes' trigger words of one language. `triggers` are (trigger, theme's IRI)."""

    def __init__(self, triggers: Iterable[tuple[str, str]], inflections: Iterable[str], lexicon: Lexicon) -> None:
        ending = rf"(?:{alternation(inflections)})?(?!\w)"
        inflected, exact_end, any_end = re.compile(ending), re.compile(r"(?!\w)"), re.compile(r"[\w-]*")
        by_core: dict[str, list[_Trigger]] = {}
        for trigger, theme in sorted(set(triggers)):
            words = trigger.split()
            core = max((p for w in words[:1] for p in w.split("*") if p), key=len, default="").lower()
            begins = TOKEN.match(core)
            if len(core) < 2 or begins is None:
                continue
            exact = trigger.isupper() and len(trigger) <= 4
            letters = [word.strip("*") if exact else word.strip("*").lower() for word in words]
            pieces = []
            for i, word in enumerate(words):
                left = r"[\w-]*" if word.startswith("*") and i else ""
                right = r"[\w-]*" if word.endswith("*") else r"(?!\w)" if exact else ending
                pieces.append(left + re.escape(letters[i]) + right)
            ends = any_end if words[0].endswith("*") else exact_end if exact else inflected
            found = _Trigger(theme, letters[0], words[0].startswith("*"), exact, ends)
            if len(words) > 1:
                found = replace(found, whole=Pattern(r"[\s\u00ad-]+".join(pieces), trigger), second=letters[1])
            # "bygg- och anlägg*": what a word of the text can hold of it.
            by_core.setdefault(begins.group(), []).append(found)
        self._triggers = list(by_core.values())
        self._automaton = AhoCorasick(list(by_core), matchkind=MatchKind.Standard) if by_core else None
        self._held = lexicon.ask(self._find_triggers)

    def _find_triggers(self, low: str) -> tuple[tuple[int, _Trigger], ...]:
        """The triggers that may begin in a word, and where: at its beginning or behind a hyphen, or anywhere."""
        if self._automaton is None:
            return ()
        return tuple(
            (start, trigger)
            for number, start, _ in self._automaton.find_matches_as_indexes(low, overlapping=True)
            for trigger in self._triggers[number]
            if trigger.lead or not start or not low[start - 1].isalnum()
            if trigger.exact or trigger.may_begin(low, start)
        )

    def find(self, tokens: Tokens, text: str, folded: str) -> Iterator[ThemeHit]:
        """Every trigger, in order of its place; longer ones hide shorter ones of the same theme inside them."""
        hits: list[ThemeHit] = []
        held = tokens.column(self._held)
        for place, triggers in compress(zip(tokens.starts, held, strict=True), held):
            for offset, trigger in triggers:
                begin = place + offset
                end = trigger.end(text if trigger.exact else folded, begin)
                if end >= 0:
                    while trigger.lead and begin and (folded[begin - 1].isalnum() or folded[begin - 1] == "-"):
                        begin -= 1
                    hits.append(ThemeHit(begin, end, trigger.theme))
        hits.sort(key=lambda h: (h.start, -h.end, h.theme))
        last: dict[str, int] = {}
        for hit in hits:
            if last.get(hit.theme, -1) < hit.end:
                last[hit.theme] = hit.end
                yield hit
