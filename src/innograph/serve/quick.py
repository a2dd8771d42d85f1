"""Queries that can only be short, answered where they are read: no process, no thread.

Oxigraph cannot be interrupted within a process, so this needs a proof and not a guess. How far each property fans out
at most is counted once a graph: `<X> skos:prefLabel ?name` then gives at most as many rows as any thing has names.
From the constants of a query's patterns on, these multiply to the rows that its joins can have on their way.
The union of the graph is held in memory for this, where it is not too large: reading it there takes half the time.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from innograph.serve.plan import Pattern, Plan

#: Rows that joins may have on their way: some ten milliseconds.
MOST_ROWS = 5_000
#: A constant in more triples than this is no place to start from at once.
_FEW = 1_000
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_quoted = json.JSONEncoder(ensure_ascii=False).encode
#: Oxigraph's formats of rows by their short names (see media.RESULTS).
RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
#: Counts all triples, in the form of FANS.
COUNT = "SELECT ?p ?most { { SELECT (COUNT(*) AS ?most) { ?s ?p ?o } } BIND(<urn:all> AS ?p) }"
#: Counts how far properties fan out: `end` is s or o.
FANS = """SELECT ?p (MAX(?n) AS ?most) {{
    {{ SELECT ?p (COUNT(*) AS ?n) {{ ?s ?p ?o }} GROUP BY ?p ?{end} }}
}} GROUP BY ?p"""


class Quick:
    """A store, and how far its properties fan out: objects of a subject at most, subjects of an object at most."""

    def __init__(self, store: ox.Store, objects: Mapping[str, int], subjects: Mapping[str, int]) -> None:
        self.store = store
        self._objects = {f"<{name}>": most for name, most in objects.items()}
        self._subjects = {f"<{name}>": most for name, most in subjects.items()}

    def answer(self, text: str, plan: Plan, form: str, rows: int) -> bytes | None:
        """The answer to a plain query, in a format of rows; None when it may be more than `rows` or take longer."""
        try:
            if not self.is_short(plan, rows):
                return None
            if plan.only and form == "json" and (said := self._ends(plan)) is not None:
                return said
            found: Any = self.store.query(text, prefixes=dict(plan.prefixes) if plan.prefixes else None)
            body: bytes = found.serialize(format=RESULTS[form])
            return body
        except (SyntaxError, ValueError, OSError, RuntimeError):
            return None  # whoever answers the others says what is wrong

    def is_short(self, plan: Plan, rows: int) -> bool:
        """Whether it is certain that a query ends soon, with at most `rows` rows. Raises ValueError for a wrong one."""
        return bool(plan.patterns) and self.rows(plan.patterns) <= min(rows, MOST_ROWS)

    def _ends(self, plan: Plan) -> bytes | None:
        """All ends of a single pattern, without SPARQL: a third of the time. None where that takes an engine."""
        subject, predicate, object_ = plan.patterns[0]
        backwards = subject[0] == "?"
        start = None if backwards else ox.NamedNode(subject[1:-1])
        end = _term(object_) if backwards else None
        rows = []
        for quad in self.store.quads_for_pattern(start, ox.NamedNode(predicate[1:-1]), end, None):
            said = _in_json(quad.subject if backwards else quad.object)
            if said is None:
                return None
            rows.append(f'{{"{plan.only}":{said}}}')
        head = f'{{"head":{{"vars":["{plan.only}"]}},"results":{{"bindings":['
        return f"{head}{','.join(rows)}]}}}}".encode()

    def rows(self, patterns: tuple[Pattern, ...]) -> int:
        """Rows at most that joining these patterns gives on the way; more than MOST_ROWS where that is not known.

        Every pattern with a constant must itself be small, since the engine may begin with any of them.
        """
        beyond = MOST_ROWS + 1
        if len(patterns) > 8:
            return beyond
        reached: set[str] = set()
        left = []
        total = 1
        for pattern in patterns:
            subject, _, object_ = pattern
            if subject[0] == "?" and object_[0] == "?":
                left.append(pattern)
                continue
            count = self._count(pattern)
            if count > _FEW:
                return beyond
            if subject[0] == "?" and subject not in reached:
                total *= count
                reached.add(subject)
            elif object_[0] == "?" and object_ not in reached:
                total *= count
                reached.add(object_)
        while left:
            best, fan = None, beyond
            for pattern in left:
                subject, predicate, object_ = pattern
                if subject in reached and object_ in reached:
                    best, fan = pattern, 1
                    break
                fans = self._objects if subject in reached else self._subjects if object_ in reached else None
                if fans is not None and fans.get(predicate, 0) < fan:
                    best, fan = pattern, fans.get(predicate, 0)
            if best is None:
                return beyond
            total *= max(1, fan)
            if total > MOST_ROWS:
                return beyond
            reached.update((best[0], best[2]))
            left.remove(best)
        return total if total <= MOST_ROWS else beyond

    def _count(self, pattern: Pattern) -> int:
        """Triples that fit a pattern with a constant, at most; counted only where the property may have many."""
        subject, predicate, object_ = pattern
        if object_[0] != "?" and subject[0] != "?":
            return 1
        most = (self._subjects if subject[0] == "?" else self._objects).get(predicate, 0)
        if most <= 16:
            return max(1, most)
        start = ox.NamedNode(subject[1:-1]) if subject[0] == "<" else None
        end = None if object_[0] == "?" else _term(object_)
        found = self.store.quads_for_pattern(start, ox.NamedNode(predicate[1:-1]), end, None)
        return max(1, sum(1 for _ in islice(found, _FEW + 1)))


def _in_json(term: object) -> str | None:
    """A term in SPARQL's JSON (https://www.w3.org/TR/sparql11-results-json/, 3.2.2); None for those of SPARQL 1.2."""
    if type(term) is ox.NamedNode:
        return f'{{"type":"uri","value":{_quoted(term.value)}}}'
    if type(term) is ox.Literal and term.direction is None:
        said = f'{{"type":"literal","value":{_quoted(term.value)}'
        if term.language:
            return f'{said},"xml:lang":"{term.language}"}}'
        kind = term.datatype.value
        return f"{said}}}" if kind == _STRING else f'{said},"datatype":{_quoted(kind)}}}'
    return None


def _term(part: str) -> ox.NamedNode | ox.Literal:
    if part[0] == "<":
        return ox.NamedNode(part[1:-1])
    text, _, language = part[1:].rpartition('"')
    return ox.Literal(text, language=language[1:]) if language else ox.Literal(text)


def read_counts(rows: bytes) -> dict[str, int]:
    """What FANS and COUNT give, in JSON, as property → number."""
    return {row["p"]["value"]: int(row["most"]["value"]) for row in json.loads(rows)["results"]["bindings"]}


def in_memory(store: ox.Store) -> ox.Store:
    """A copy of a store in memory, by way of a file, so that everything else goes on meanwhile."""
    with tempfile.TemporaryDirectory(prefix="innograph-") as folder:
        path = str(Path(folder) / "copy.nq")
        store.dump(path, format=ox.RdfFormat.N_QUADS)
        copy = ox.Store()
        copy.load(path=path, format=ox.RdfFormat.N_QUADS)
        return copy
