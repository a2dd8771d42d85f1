"""Expressions that are compiled when they are first used: most of a language's never meet a text they may match."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping

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

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterable[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return (self._compiled or self.compiled).finditer(text, start, end)

    def search(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return (self._compiled or self.compiled).search(text)

    def match(self, text: str, position: int = 0) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self.compiled.match(text, position)


class ListPattern(Pattern):
    """An expression some of whose groups (`lists`) are lists, in which a long `condition` (`(?!…)`) rules words out.

    It is matched without the condition, which costs a third to compile and less to match; that its lists are ones with
    the condition, too, is asked of a match only. What finds other matches then is the whole expression.
    """

    __slots__ = ("_lists", "_rest")

    def __init__(self, pattern: str, where: str, plain: str, condition: str, lists: Mapping[str, Pattern]) -> None:
        super().__init__(pattern, where, plain)
        self._rest = Pattern(pattern.replace(condition, ""), where)
        self._lists = tuple(lists.items())

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterable[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        found = list(self._rest.finditer(text, start, end))
        return self.compiled.finditer(text, start, end) if found and not all(map(self._holds, found)) else found

    def search(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        found = self._rest.search(text)
        return found if found is None or self._holds(found) else self.compiled.search(text)

    def _holds(self, match: re.Match[str]) -> bool:
        return all(
            match.start(group) < 0 or whole.compiled.fullmatch(match.string, *match.span(group))
            for group, whole in self._lists
        )
