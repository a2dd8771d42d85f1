"""Themes in running text, by the trigger words of ontology/themes.ttl.

A label matches as a whole word with the language's ordinary endings; `klimat*` any word that begins so, `*upphandling`
any that ends so, several words in sequence, each by the same rule; `…` between two of them stands for up to three
words, `…,` for the same across a comma. `procure*|purchas*` is either word.
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

#: What stands between two words of a trigger: no end of a paragraph.
_GAP = re.compile(r"(?:(?!\n[ \t]*\n)[\s\u00ad-])+")
#: What `…` between two words of a trigger stands for, and `…,`, where a clause may begin ("købe det, der ikke findes").
_SOME = {"…": rf"(?:{_GAP.pattern}[\w-]+){{0,3}}?", "…,": rf"(?:,?{_GAP.pattern}[\w-]+){{0,3}}?,?"}


@dataclass(frozen=True, slots=True)
class ThemeHit:
    """A theme's trigger at a place of the view."""

    start: int
    end: int
    theme: str


#: A word of a trigger: its letters and what may follow them.
_Word = tuple[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class _Trigger:
    """A trigger as it is looked for, word by word; as a `whole` where it may go on in more than one way.

    `lead`: it may begin inside a word; `exact`: it is written in capitals.
    """

    theme: str
    lead: bool
    exact: bool
    words: tuple[_Word, ...]
    whole: Pattern | None = None

    def may_begin(self, word: str, start: int) -> bool:
        """Whether the trigger's first word is what stands at a place of a word of the text (in lower case)."""
        letters, ends = self.words[0]
        if not word.startswith(letters, start):
            return letters.startswith(word[start:])  # "bygg-": the hyphen is not of the word
        return ends.match(word, start + len(letters)) is not None

    def end(self, text: str, start: int) -> int:
        """Where the trigger that begins at a place of the text ends; -1 where none does."""
        if self.whole is not None:
            match = self.whole.match(text, start) if text.startswith(self.words[0][0], start) else None
            return match.end() if match else -1
        for number, (letters, ends) in enumerate(self.words):
            gap = _GAP.match(text, start) if number else None
            if number and gap is None:
                return -1
            start = gap.end() if gap else start
            match = ends.match(text, start + len(letters)) if text.startswith(letters, start) else None
            if match is None:
                return -1
            start = match.end()
        return start


def _by_first(trigger: str) -> Iterator[str]:
    """A trigger once for each word that it may begin with."""
    first, *rest = trigger.split(" ")
    return (" ".join((word, *rest)) for word in first.split("|"))


class ThemeFinder:
    """Finds the themes' trigger words of one language. `triggers` are (trigger, theme's IRI)."""

    def __init__(self, triggers: Iterable[tuple[str, str]], inflections: Iterable[str], lexicon: Lexicon) -> None:
        ending = rf"(?:{alternation(inflections)})?(?!\w)"
        inflected, exact_end, any_end = re.compile(ending), re.compile(r"(?!\w)"), re.compile(r"[\w-]*")
        by_core: dict[str, list[_Trigger]] = {}
        for trigger, theme in sorted({(one, t) for several, t in triggers for one in _by_first(several)}):
            parts = trigger.split()
            core = max((p for w in parts[:1] for p in w.split("*") if p), key=len, default="").lower()
            begins = TOKEN.match(core)
            if len(core) < 2 or begins is None:
                continue
            exact = trigger.isupper() and len(trigger) <= 4
            words: list[_Word] = []
            pieces: list[str] = []
            for i, part in enumerate(parts):
                if part in _SOME:
                    pieces[-1] += _SOME[part]
                    continue
                either = []
                for word in part.split("|"):
                    letters = word.strip("*") if exact else word.strip("*").lower()
                    ends = any_end if word.endswith("*") else exact_end if exact else inflected
                    words.append((letters, ends))
                    either.append((r"[\w-]*" if word.startswith("*") and i else "") + re.escape(letters) + ends.pattern)
                pieces.append(f"(?:{'|'.join(either)})" if len(either) > 1 else either[0])
            # Where any letters may stand, a hyphen may be of a word or between two.
            inside = ("*", *_SOME)
            open_inside = any(p.endswith(inside) for p in parts[:-1]) or any(
                p.startswith("*") or "|" in p for p in parts[1:]
            )
            whole = Pattern(_GAP.pattern.join(pieces), trigger) if open_inside else None
            # "bygg- och anlägg*": what a word of the text can hold of it.
            lead = parts[0].startswith("*")
            by_core.setdefault(begins.group(), []).append(_Trigger(theme, lead, exact, tuple(words), whole))
        self._triggers = list(by_core.values())
        self._automaton = AhoCorasick(list(by_core), matchkind=MatchKind.Standard) if by_core else None
        self._held = lexicon.ask(self._find_triggers)

    def _find_triggers(self, low: str) -> tuple[tuple[int, _Trigger], ...]:
        """The triggers that may begin in a word, and where: at its beginning or behind a hyphen, or anywhere."""
        if self._automaton is None:
            return ()
        cores = self._automaton.find_matches_as_indexes(low, overlapping=True)
        if not cores:
            return ()
        return tuple(
            (start, trigger)
            for number, start, _ in cores
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
