"""The words of a text, and what is known of each word whatever text it stands in."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate, compress, repeat
from typing import Generic, NamedTuple, TypeVar

_TOKEN = r"\w+(?:(?:[-–’'&:/+]|\.(?=\w))\w+)*"
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

    def __init__(self, text: str, folded: str) -> None:
        pieces = _PARTED.split(text)
        offsets = list(accumulate(map(len, pieces)))
        words = pieces[1::2]
        self.starts = offsets[:-1:2]
        ends = offsets[1::2]
        self.lows = [folded[a:b] for a, b in zip(self.starts, ends, strict=True)]
        capital = [word[0].isupper() for word in words]
        self.capitals = list(compress(range(len(words)), capital))
        # As Token(…) for each, five times as fast: all of it runs inside the interpreter.
        fields = zip(self.starts, ends, words, self.lows, capital, strict=True)
        super().__init__(map(tuple.__new__, repeat(Token), fields))

    def which(self, table: WordTable[bool]) -> list[int]:
        """The numbers of the words that a table says yes to."""
        return list(compress(range(len(self)), map(table.__getitem__, self.lows)))


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


def tokenize(text: str, folded: str) -> Tokens:
    """The words of a text in order; `folded` is the text in lower case."""
    return Tokens(text, folded)
