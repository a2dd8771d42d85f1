"""Titles in English, as texts in other languages give them: *Anna Ek, Head of Procurement, Statkraft*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from innograph.extract.language import Language, alternation
from innograph.extract.spans import ROLE, Span
from innograph.extract.words import Lexicon, Tokens

#: A title stands behind one of these, or where a line begins, and within so many code points before how it ends.
_BEFORE = re.compile(r"(?:, ?|[(|:] ?|[–-] |\n)(?=[^,(|:\n]*$)")
_LONGEST = 70


class EnglishTitles:
    """Finds English titles between a name and an employer; in English texts none, there roles.py does."""

    def __init__(self, language: Language, lexicon: Lexicon) -> None:
        words = language.english_title_words | language.english_title_heads
        self._heads = lexicon.ask(lambda low: low in words) if words else None
        ends = alternation([*language.employer_prepositions, *language.conjunctions, "at"])
        title = language.english_title.replace("{word}", rf"(?!{ends}(?!\w))[a-z&/-]+")
        title = title.replace("{head}", alternation(language.english_title_heads))
        self._title = re.compile(rf"{title}(?= ?[,.;:)|\n–]|$| {ends}(?!\w))")

    def find(self, tokens: Tokens, text: str, folded: str) -> Iterator[Span]:
        """Every such title, in order."""
        reach = 0
        for i in tokens.which(self._heads) if self._heads is not None else ():
            token = tokens[i]
            if token.start < reach:
                continue
            floor = max(0, token.start - _LONGEST)
            before = _BEFORE.search(text, floor, token.start)
            start = before.end() if before else floor if floor == 0 else -1
            match = self._title.match(folded, start) if start >= 0 else None
            if match is None or match.end() < token.end:
                continue
            name = text[start : match.end()]
            # All in small letters but for abbreviations, as titles are elsewhere.
            yield Span(start, match.end(), ROLE, " ".join(_lower(word) for word in name.split(" ")), "english", 0.8)
            reach = match.end()


def _lower(word: str) -> str:
    return word.lower() if word[1:].islower() or len(word) == 1 else word
