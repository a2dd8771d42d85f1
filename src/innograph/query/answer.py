"""Asking a store, and the answer in the formats that people and programs read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from innograph.errors import QueryError, UsageError
from innograph.export.turtle import to_turtle
from innograph.iri import DEFAULT_BASE
from innograph.query.names import Readable, choose
from innograph.query.prefixes import query_prefixes, shorten
from innograph.query.saved import SavedQuery, saved_query
from innograph.query.syntax import explain_error, refuse_writing
from innograph.query.table import format_table, natural_width

if TYPE_CHECKING:
    import pandas as pd

#: What each format is for; `innograph query --format` offers them in this order.
FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle")
_RESULTS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = frozenset(f"{_XSD}{name}" for name in ("integer", "decimal", "double", "float", "long", "int"))
# Column names of saved queries are SPARQL variables, which cannot hold a space.
_SPACE = "_"

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(slots=True)
class Answer:
    """What a query gave, to be read once: rows (SELECT), triples (CONSTRUCT, DESCRIBE) or yes or no (ASK)."""

    result: ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean
    base: str = DEFAULT_BASE
    saved: bool = False
    """Whether a saved query asked: its columns named `…_iri` give way in a table that gets too wide."""

    @property
    def columns(self) -> list[str]:
        """The variables of a SELECT, in order; none for other queries."""
        return [v.value for v in self.result.variables] if isinstance(self.result, ox.QuerySolutions) else []

    @property
    def is_graph(self) -> bool:
        """Whether the answer is triples."""
        return isinstance(self.result, ox.QueryTriples)

    def __iter__(self) -> Iterator[dict[str, str | None]]:
        """The rows of a SELECT as plain text by column: IRIs in full, literals' words, None for nothing."""
        columns = self.columns
        for row in self._solutions():
            yield {c: None if row[c] is None else _words(row[c]) for c in columns}

    def rows(self) -> list[tuple[str, ...]]:
        """The rows of a SELECT as plain text, `""` for nothing."""
        return [tuple(value or "" for value in row.values()) for row in self]

    def to_pandas(self) -> pd.DataFrame:
        """The rows of a SELECT as a data frame: numbers as numbers, everything else as text, missing as None.

        Raises UsageError for other queries, and without pandas (`pip install innograph[notebook]`).
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise UsageError("a data frame needs pandas: pip install 'innograph[notebook]'") from error
        columns = self.columns
        rows = [[_value(row[c]) for c in columns] for row in self._solutions()]
        return pd.DataFrame(rows, columns=columns, dtype=object).infer_objects()

    def triples(self) -> list[ox.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE, each once, sorted."""
        if not isinstance(self.result, ox.QueryTriples):
            raise UsageError("only CONSTRUCT and DESCRIBE give triples")
        return sorted(set(self.result), key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))

    def __bool__(self) -> bool:
        """The answer to an ASK; of other queries, that there is one."""
        return bool(self.result) if isinstance(self.result, ox.QueryBoolean) else True

    def format(self, name: str, *, width: int | None = None) -> str:
        """The whole answer as text. `width` is the terminal's, for `table` alone.

        Triples are written as Turtle in `table` too. Raises UsageError for a format that cannot hold the
        answer.
        """
        if name not in FORMATS:
            raise UsageError(f"unknown format {name!r}; there are {', '.join(FORMATS)}")
        if isinstance(self.result, ox.QueryTriples):
            if name not in ("turtle", "table"):
                raise UsageError(f"CONSTRUCT and DESCRIBE give triples, which {name} cannot hold: use turtle")
            return to_turtle(self.triples(), base=self.base)
        if name == "turtle":
            raise UsageError("turtle holds triples: ask with CONSTRUCT or DESCRIBE, or use --format csv")
        if name != "table":
            answered = _text(self.result.serialize(format=_RESULTS[name]))
            return answered if answered.endswith("\n") else f"{answered}\n"
        if isinstance(self.result, ox.QueryBoolean):
            return "yes\n" if self.result else "no\n"
        return self._table(width)

    def _table(self, width: int | None) -> str:
        columns = self.columns
        prefixes = query_prefixes(self.base)
        solutions = list(self._solutions())
        if not solutions:
            return "(no rows)\n"
        cells = {c: ["" if row[c] is None else _shown(row[c], prefixes) for row in solutions] for c in columns}
        named = [c for c in columns if not c.endswith("_iri")]
        if self.saved and named and width is not None and natural_width(cells) > width:
            columns = named
        numbers = [c for c in columns if all(row[c] is None or _is_number(row[c]) for row in solutions)]
        return format_table(
            [c.replace(_SPACE, " ") for c in columns],
            list(zip(*(cells[c] for c in columns), strict=True)),
            width=width,
            right=frozenset(columns.index(c) for c in numbers),
        )

    def _solutions(self) -> Iterator[Any]:
        if not isinstance(self.result, ox.QuerySolutions):
            raise UsageError("only SELECT gives rows")
        try:
            yield from self.result
        except OSError as error:
            raise QueryError(f"the query could not be answered to its end: {error}") from error


def ask(store: Readable, text: str) -> Answer:
    """Answer a SPARQL query over everything the store holds, whatever graph it is in.

    The prefixes of `query_prefixes` need no declaration. Raises QueryError, with line and column, for a query
    that is wrong, and for one that would write or read elsewhere.
    """
    refuse_writing(text)
    prefixes = query_prefixes(store.base)
    try:
        return Answer(store.query(text, prefixes=prefixes), store.base)
    except QueryError as error:
        if isinstance(error.__cause__, SyntaxError):
            raise QueryError(explain_error(str(error.__cause__), text, prefixes)) from error
        raise


def ask_saved(
    store: Readable, query: str | SavedQuery, values: Mapping[str, str | Sequence[str]] | None = None
) -> Answer:
    """Answer a saved query, by name or as read, with its parameters set to these values.

    >>> ask_saved(store, "actors-of-country", {"country": "NLD"})  # doctest: +SKIP
    """
    saved = saved_query(query) if isinstance(query, str) else query
    answer = ask(store, bound_text(store, saved, values))
    answer.saved = bool(saved.question)
    return answer


def bound_text(
    store: Readable, query: str | SavedQuery, values: Mapping[str, str | Sequence[str]] | None = None
) -> str:
    """The SPARQL that `ask_saved` asks: with names looked up, parameters bound, our IRIs under its base."""
    saved = saved_query(query) if isinstance(query, str) else query
    text = saved.bind(choose(store, saved, values or {}))
    return text if store.base == DEFAULT_BASE else text.replace(f"<{DEFAULT_BASE}", f"<{store.base}")


def _text(written: bytes | None) -> str:
    assert written is not None  # it is None only when an output file is given
    return written.decode()


def _words(term: Term) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _value(term: Term | None) -> str | int | float | None:
    """A term as Python has it: a number for a number, text for the rest."""
    if term is None or not isinstance(term, ox.Literal) or not _is_number(term):
        return None if term is None else _words(term)
    return int(term.value) if term.datatype.value == f"{_XSD}integer" else float(term.value)


def _shown(term: Term, prefixes: dict[str, str]) -> str:
    return shorten(term.value, prefixes) if isinstance(term, ox.NamedNode) else _words(term)


def _is_number(term: Term) -> bool:
    return isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS
