"""The fields that an English minister's title names: *Minister of Transport, Communications and the Interior*."""

from __future__ import annotations

import re

from innograph.extract.language import Language
from innograph.extract.spans import UPPER

_BEGINNING = re.compile(rf" (?:of|for)(?: the)? (?=[{UPPER}])")
_WORDS = re.compile(rf"[{UPPER}][\w’'-]*(?: [{UPPER}][\w’'-]*)*")
_WORD = re.compile(r"[\w’'-]+")
#: What parts two fields: *and*, a comma or both, perhaps an article.
_NEXT = re.compile(rf"(?:,? and |, | & )(?:the )?(?=[{UPPER}])")
#: A name behind a field has so many words when no list holds them.
_NAME = 2


class Portfolios:
    """Finds where a minister's fields end and a name begins that follows them at once."""

    def __init__(self, language: Language) -> None:
        self._field = language.pattern("portfolio")
        self._given = language.given_names | language.foreign_given_names
        self._address = language.address

    def end(self, text: str, end: int) -> int:
        """Where the fields of a title that ends at `end` end themselves; `end` when it names none."""
        begin = _BEGINNING.match(text, end) if self._field else None
        first, stop = True, end
        while begin:
            words = _WORDS.match(text, begin.end())
            found = list(_WORD.finditer(text, *words.span())) if words else []
            fields = found[: self._count([w.group().lower() for w in found], first)]
            if not fields or not (first or any(self._is_field(w.group().lower()) for w in fields)):
                break
            stop, first = fields[-1].end(), False
            begin = _NEXT.match(text, stop) if len(fields) == len(found) else None
        return stop

    def _count(self, words: list[str], first: bool) -> int:
        """How many words of a run of capitals belong to the field; the rest is a name."""
        for number, word in enumerate(words):
            if number and word in self._address:
                return number  # Commissioner for Health | Ms Anna Ek
            if (number or not first) and not self._is_field(word) and word.split("-")[0] in self._given:
                return number
        unknown = [not self._is_field(word) for word in words[-_NAME:]]
        return len(words) - _NAME if len(words) > _NAME and all(unknown) else len(words)

    def _is_field(self, word: str) -> bool:
        return self._field is not None and self._field.fullmatch(word) is not None
