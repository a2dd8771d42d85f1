"""Expressions that are compiled when they are first used: most of a language's never meet a text they may match."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from innograph.errors import DataError


class Pattern:
    """A regular expression with the place that it comes from; `plain` is its source with slots as single characters.

    Compiling is put off to the first use, which raises DataError, naming the place, for one that cannot be read.
    """

    __slots__ = ("_compiled", "pattern", "plain", "where")

    def __init__(self, pattern: str, where: str = "", plain: str | None = None) -> None:
        self.pattern = pattern
        self.plain = pattern if plain is None else plain
        self.where = where
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """The expression, ready to match. Raises DataError."""
        if self._compiled is None:
            try:
                self._compiled = re.compile(self.pattern)
            except re.error as error:
                raise DataError(f"{self.where}: pattern cannot be read: {error}") from error
        return self._compiled

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self.compiled.finditer(text, start, end)

    def search(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self.compiled.search(text)

    def match(self, text: str, position: int = 0) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self.compiled.match(text, position)
