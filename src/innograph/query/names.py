"""From what a user writes to a term of SPARQL: names of things, numbers, texts."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import pyoxigraph as ox

from innograph.errors import QueryError, UsageError
from innograph.query.saved import Parameter, SavedQuery

_ABSOLUTE = re.compile(r"<?((?:https?|urn):[^\s<>]+)>?")
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
_LABELS = """
PREFIX adms: <http://www.w3.org/ns/adms#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing ?label ?rank WHERE {
  { ?thing skos:prefLabel ?label BIND(0 AS ?rank) }
  UNION
  { ?thing skos:altLabel ?label BIND(1 AS ?rank) }
  UNION
  { ?thing skos:hiddenLabel|(adms:identifier/skos:notation) ?label BIND(2 AS ?rank) }
}
"""
_HIDDEN = 2
# Letters that Unicode does not take apart into a plain letter and a mark.
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th"})


class Readable(Protocol):
    """What this room needs of a store: `innograph.store.GraphStore`, or anything else that answers SPARQL."""

    base: str

    def query(self, query: str, *, prefixes: Mapping[str, str] | None = None) -> Any:
        """Answer a query over the union of all graphs, as pyoxigraph does."""


def fold(name: str) -> str:
    """A name without case, accents and needless space, so that it is found however it is typed.

    >>> fold("  Myndigheten för  DIGITAL förvaltning ")
    'myndigheten for digital forvaltning'
    """
    apart = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())


def find_things(store: Readable, name: str) -> list[str]:
    """IRIs of all things with this name: a label in any language, a code, or the end of an IRI.

    `NLD`, `Nederland`, `Netherlands` and `nederländerna` are one country, `circular-economy` is a theme. An
    IRI stands for itself. A name that two things share gives both. Raises QueryError with the nearest names
    when nothing has it.
    """
    if match := _ABSOLUTE.fullmatch(name.strip()):
        return [_checked(match[1])]
    wanted = fold(name)
    found: set[str] = set()
    shown: dict[str, tuple[int, str]] = {}
    for thing, label, rank in _labelled(store):
        folded = fold(label)
        if wanted in (folded, fold(re.split(r"[/#]", thing)[-1])):
            found.add(thing)
        if rank < _HIDDEN:
            shown[folded] = min(shown.get(folded, (rank, label)), (rank, label))
    if found:
        return sorted(found)
    near = [shown[key][1] for key in difflib.get_close_matches(wanted, sorted(shown), n=3, cutoff=0.6)]
    near += sorted(label for key, (_, label) in shown.items() if wanted and wanted in key)
    hint = f"; did you mean {' or '.join(list(dict.fromkeys(near))[:3])}?" if near else ""
    raise QueryError(f"nothing in this graph is named {name!r}{hint}")


def choose(store: Readable, query: SavedQuery, values: Mapping[str, str | Sequence[str]]) -> dict[str, list[str]]:
    """What the user chose for a query's parameters, as SPARQL terms for `SavedQuery.bind`.

    A parameter may have several values; any of them will do. Raises UsageError for an unknown parameter or a
    number that is none, QueryError for a name that nothing has.
    """
    terms: dict[str, list[str]] = {}
    for name, given in values.items():
        parameter = query.parameter(name)
        wanted = [given] if isinstance(given, str) else list(given)
        found = [term for value in wanted for term in _terms(store, parameter, value)]
        if found:
            terms[name] = list(dict.fromkeys(found))
    return terms


def _terms(store: Readable, parameter: Parameter, value: str) -> Iterable[str]:
    if parameter.kind == "text":
        return [str(ox.Literal(value))]
    if not value.strip():
        return []
    if parameter.kind == "number":
        if not _NUMBER.fullmatch(value.strip()):
            raise UsageError(f"{parameter.name} must be a number, like 2020 or 0.8, not {value!r}")
        return [value.strip().removeprefix("+")]
    return [str(ox.NamedNode(iri)) for iri in find_things(store, value)]


def _labelled(store: Readable) -> Iterable[tuple[str, str, int]]:
    """Every thing with every name of it: 0 the preferred one, 1 another, 2 a form that is not shown."""
    for row in store.query(_LABELS):
        thing, label = row["thing"], row["label"]
        if isinstance(thing, ox.NamedNode) and isinstance(label, ox.Literal):
            yield thing.value, label.value, int(row["rank"].value)


def _checked(iri: str) -> str:
    try:
        return ox.NamedNode(iri).value
    except ValueError as error:
        raise UsageError(f"{iri} is not an IRI: {error}") from error
