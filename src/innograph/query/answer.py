"""Asking a store, and the answer in the formats that people and programs read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from innograph.errors import QueryError, UsageError
from innograph.iri import DEFAULT_BASE
from innograph.query.names import Readable, choose
from innograph.query.prefixes import query_prefixes, shorten
from innograph.query.saved import SavedQuery, saved_query
from innograph.query.syntax import explain_error, refuse_writing
from innograph.query.table import format_table

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
    prefixes: Mapping[str, str]

    @property
    def columns(self) -> list[str]:
        """The variables of a SELECT, in order; none for other queries."""
        return [v.value for v in self.result.variables] if isinstance(self.result, ox.QuerySolutions) else []

    def __iter__(self) -> Iterator[dict[str, str | None]]:
        """The rows of a SELECT as plain text by column: IRIs in full, literals' words, None for nothing."""
        columns = self.columns
        for row in self._solutions():
            yield {c: None if row[c] is None else _words(row[c]) for c in columns}

    def rows(self) -> list[tuple[str, ...]]:
        """The rows of a SELECT as plain text, `""` for nothing."""
        return [tuple(value or "" for value in row.values()) for row in self]

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
            written = ox.serialize(self.triples(), format=ox.RdfFormat.TURTLE, prefixes=dict(self.prefixes))
            return _text(written)
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
        prefixes = dict(self.prefixes)
        terms = [[row[c] for c in columns] for row in self._solutions()]
        if not terms:
            return "(no rows)\n"
        right = frozenset(
            i for i in range(len(columns)) if all(row[i] is None or _is_number(row[i]) for row in terms)
        )
        rows = [["" if t is None else _shown(t, prefixes) for t in row] for row in terms]
        return format_table([c.replace(_SPACE, " ") for c in columns], rows, width=width, right=right)

    def _solutions(self) -> Iterator[Any]:
        if not isinstance(self.result, ox.QuerySolutions):
            raise UsageError("only SELECT gives rows")
        try:
            yield from self.result
        except OSError as error:
            raise QueryError(f"the query could not be answered to its end: {error}") from error


def ask(store: Readable, text: str, *, base: str = DEFAULT_BASE) -> Answer:
    """Answer a SPARQL query over everything the store holds, whatever graph it is in.

    The prefixes of `query_prefixes` need no declaration. Raises QueryError, with line and column, for a query
    that is wrong, and for one that would write or read elsewhere.
    """
    refuse_writing(text)
    prefixes = query_prefixes(base)
    try:
        return Answer(store.query(text, prefixes=prefixes), prefixes)
    except SyntaxError as error:
        raise QueryError(explain_error(str(error), text, prefixes)) from error
    except OSError as error:
        raise QueryError(f"the query could not be answered: {error}") from error


def ask_saved(
    store: Readable,
    query: str | SavedQuery,
    values: Mapping[str, str | Sequence[str]] | None = None,
    *,
    base: str = DEFAULT_BASE,
) -> Answer:
    """Answer a saved query, by name or as read, with its parameters set to these values.

    >>> ask_saved(store, "actors-of-country", {"country": "NLD"})  # doctest: +SKIP
    """
    return ask(store, bound_text(store, query, values, base=base), base=base)


def bound_text(
    store: Readable,
    query: str | SavedQuery,
    values: Mapping[str, str | Sequence[str]] | None = None,
    *,
    base: str = DEFAULT_BASE,
) -> str:
    """The SPARQL that `ask_saved` asks: names looked up, parameters bound, our IRIs under the graph's base."""
    saved = saved_query(query) if isinstance(query, str) else query
    text = saved.bind(choose(store, saved, values or {}))
    return text if base == DEFAULT_BASE else text.replace(f"<{DEFAULT_BASE}", f"<{base}")


def _text(written: bytes | None) -> str:
    assert written is not None  # it is None only when an output file is given
    return written.decode()


def _words(term: Term) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _shown(term: Term, prefixes: dict[str, str]) -> str:
    return shorten(term.value, prefixes) if isinstance(term, ox.NamedNode) else _words(term)


def _is_number(term: Term) -> bool:
    return isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS
