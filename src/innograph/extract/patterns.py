"""Expressions that are compiled when they are first used: most of a language's never meet a text they may match."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable

from innograph.errors import DataError


class Pattern:
    """A regular expression with the place that it comes from; `plain` is its source with slots as single characters.

    Compiling is put off to the first use, which raises DataError, naming the place, for one that cannot be read.
    `condition` is a long part of the expression, if it has one, that only rules out (`(?!…)`): a text in which the rest
    alone does not match needs it not, and compiling the rest costs a third.
    """

    __slots__ = ("_compiled", "_rest", "condition", "pattern", "plain", "where")

    def __init__(self, pattern: str, where: str = "", plain: str | None = None, condition: str = "") -> None:
        self.pattern = pattern
        self.plain = pattern if plain is None else plain
        self.where = where
        self.condition = condition
        self._compiled: re.Pattern[str] | None = None
        self._rest: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """The expression, ready to match. Raises DataError."""
        if self._compiled is None:
            self._compiled = self._compile(self.pattern)
        return self._compiled

    def _compile(self, pattern: str) -> re.Pattern[str]:
        try:
            return re.compile(pattern)
        except re.error as error:
            raise DataError(f"{self.where}: pattern cannot be read: {error}") from error

    def _is_ruled_out(self, text: str) -> bool:
        """Whether an expression that is not compiled yet cannot match a text whatever its condition says."""
        if self._compiled is not None or not self.condition:
            return False
        if self._rest is None:
            self._rest = self._compile(self.pattern.replace(self.condition, ""))
        return self._rest.search(text) is None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterable[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return () if self._is_ruled_out(text) else self.compiled.finditer(text, start, end)

    def search(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return None if self._is_ruled_out(text) else self.compiled.search(text)

    def match(self, text: str, position: int = 0) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self.compiled.match(text, position)
