"""The words of a text, and what is known of each word whatever text it stands in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, compress, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from innograph.extract.spans import GLUED

if TYPE_CHECKING:
    from innograph.extract.language import Language

#: A *v/* before a capital stands for a preposition (v/Anna Ek); a colon before one parts two words (Foto:Anna Ek), and
#: a slash before a capitalised word does (Anna Ek/Lund, but IT/OT), and a full stop that lost its space.
#: Two capitals before a colon that is of a name (RE:Source); a title before a name without a space is none.
TITLED = r"(?<=(?<!\w)[A-Z]{2})(?<!VD)(?<!GD)"
_TOKEN = (
    r"v(?=/[A-ZÆØÅÄÖÉ])|"
    rf"\w+(?:(?:[-–’'&+]|:(?![A-ZÆØÅÄÖÉ])|{TITLED}:(?=[A-Z][a-zåäö]{{3}})|/(?![A-ZÆØÅÄÖÉ][a-zæøåäöé])|(?!{GLUED})\.(?=\w))\w+)*"
)
TOKEN = re.compile(_TOKEN)
_PARTED = re.compile(f"({_TOKEN})")
#: So many words are remembered at most, so that memory does not grow with the number of texts.
_MOST = 50_000

T = TypeVar("T")


class Token(NamedTuple):
    """One word of the view."""

    start: int
    end: int
    text: str
    low: str
    cap: bool


class Tokens(list[Token]):
    """The words of a text in order, with their beginnings, lower-case forms, and the numbers of those with a capital.

    The lists beside the words let a finder pick out the few that it looks at without a step of Python for each word.
    """

    def __init__(self, text: str, folded: str, lexicon: Lexicon) -> None:
        pieces = _PARTED.split(text)
        offsets = list(accumulate(map(len, pieces)))
        words = pieces[1::2]
        self.starts = offsets[:-1:2]
        ends = offsets[1::2]
        # Here and below `map` and `zip` alone: all of it runs inside the interpreter.
        self.lows = list(map(folded.__getitem__, map(slice, self.starts, ends)))
        capital = list(map(str.isupper, map(itemgetter(0), words)))
        self.capitals = list(compress(range(len(words)), capital))
        self._answers = list(map(lexicon.__getitem__, self.lows))
        # As Token(…) for each, five times as fast.
        fields = zip(self.starts, ends, words, self.lows, capital, strict=True)
        super().__init__(map(tuple.__new__, repeat(Token), fields))

    def between(self, start: int, end: int) -> list[Token]:
        """The words that begin inside a stretch of the text."""
        return self[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def column(self, question: int) -> list[Any]:
        """The answers to a question of the lexicon, word by word."""
        return list(map(itemgetter(question), self._answers))

    def which(self, question: int) -> list[int]:
        """The numbers of the words for which a question of the lexicon has an answer (not false, not empty)."""
        return list(compress(range(len(self)), map(itemgetter(question), self._answers)))


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as finders read it: the view (text.py), the same in lower case, its words, and its language."""

    text: str
    folded: str
    tokens: Tokens
    language: Language


class Lexicon(dict[str, tuple[Any, ...]]):
    """What the finders of one language ask of a word (in lower case), whatever text it stands in.

    All is answered when the word is first met, in one row: to look up a word of a text once costs less than every
    finder's own table of words.
    """

    def __init__(self) -> None:
        super().__init__()
        self._questions: list[Callable[[str], Any]] = []
        self._rows: dict[tuple[Any, ...], tuple[Any, ...]] = {}

    def ask(self, question: Callable[[str], Any]) -> int:
        """Ask something (with a hashable answer) of every word of texts to come; the number is that of its column."""
        self.clear()
        self._questions.append(question)
        return len(self._questions) - 1

    def __missing__(self, word: str) -> tuple[Any, ...]:
        if len(self) >= _MOST:
            self.clear()
        row = tuple([question(word) for question in self._questions])
        # Most words have the same row: nobody asks for them.
        row = self[word] = self._rows.setdefault(row, row)
        return row


class WordTable(dict[str, T], Generic[T]):
    """What `find` says of a word (in lower case), worked out when the word is first met."""

    def __init__(self, find: Callable[[str], T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> T:
        if len(self) >= _MOST:
            self.clear()
        found = self[word] = self._find(word)
        return found
