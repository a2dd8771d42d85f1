"""One query answered over a store, as bytes, within bounds: by a worker, and by the server itself for short ones."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import Any, Literal

import pyoxigraph as ox

from innograph.query.prefixes import query_prefixes
from innograph.query.syntax import explain_error

_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_TRIPLES = {
    "turtle": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}

#: How an answer went: done, wrong (the query), large (more rows or bytes than allowed), failed (our side).
Outcome = Literal["done", "wrong", "large", "failed"]


@dataclass(frozen=True, slots=True)
class Job:
    """A query to answer: its text, the format of its rows or triples, bounds, and the dataset that the protocol names.

    `dataset` is the graphs of default-graph-uri and of named-graph-uri, None where the request names none.
    `graphs` says that the query speaks of named graphs. `limit_at` is where a LIMIT can be put (see plan.Plan).
    """

    text: str
    results: str
    triples: str
    rows: int
    bytes: int
    graphs: bool = False
    dataset: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    limit_at: int = -1


def rdf_format(name: str) -> ox.RdfFormat:
    """Oxigraph's format of this short name (see media.TRIPLES)."""
    return _TRIPLES[name]


class TooLarge(Exception):
    """The answer has more bytes than allowed."""


class BoundedBuffer(io.BytesIO):
    """Collects what is written, up to a number of bytes; raises TooLarge past them."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self.most:
            raise TooLarge
        return super().write(data)


def answer(job: Job, named: ox.Store, union: ox.Store, base: str) -> tuple[Outcome, str, bytes]:
    """The outcome, the format and the bytes of an answer; for an outcome other than done the bytes are words."""
    prefixes = query_prefixes(base)
    text = job.text
    if job.limit_at >= 0:
        text = f"{text[: job.limit_at]}\nLIMIT {job.rows + 1}{text[job.limit_at :]}"
    buffer = BoundedBuffer(job.bytes)
    try:
        result = _run(job, text, named, union, prefixes)
        if isinstance(result, ox.QueryTriples):
            ox.serialize(result, buffer, format=_TRIPLES[job.triples], prefixes=prefixes)
            return "done", job.triples, buffer.getvalue()
        result.serialize(buffer, format=_RESULTS[job.results])
    except SyntaxError as error:
        if text != job.text:  # a place in the text that the client sent, not in ours
            return answer(replace(job, limit_at=-1), named, union, base)
        return "wrong", "text", f"the query is wrong: {explain_error(str(error), job.text, prefixes)}".encode()
    except ValueError as error:
        return "wrong", "text", f"the query is wrong: {error}".encode()
    except TooLarge:
        return "large", "text", f"the answer has more than {job.bytes:,} bytes: ask for less, or add LIMIT".encode()
    except RuntimeError as error:  # a function that there is not, SERVICE
        return "wrong", "text", f"the query cannot be answered: {error}".encode()
    except (OSError, MemoryError) as error:
        return "failed", "text", f"the query could not be answered: {error or type(error).__name__}".encode()
    found = buffer.getvalue()
    if isinstance(result, ox.QuerySolutions) and _has_more_rows(found, job):
        return "large", "text", f"the answer has more than {job.rows:,} rows: add LIMIT and OFFSET".encode()
    return "done", job.results, found


def _run(job: Job, text: str, named: ox.Store, union: ox.Store, prefixes: dict[str, str]) -> Any:
    if job.dataset is not None:
        default, graphs = job.dataset
        return named.query(
            text,
            prefixes=prefixes,
            default_graph=[ox.NamedNode(g) for g in default],
            named_graphs=[ox.NamedNode(g) for g in graphs],
        )
    if job.graphs:
        return named.query(text, prefixes=prefixes, use_default_graph_as_union=_only_graph(text))
    return union.query(text, prefixes=prefixes)


def _only_graph(text: str) -> bool:
    """GRAPH sees the union around it; FROM says itself what the default graph is."""
    from innograph.query.syntax import tokens

    return not any(kind == "word" and token.upper() == "FROM" for kind, token, _ in tokens(text))


def _has_more_rows(found: bytes, job: Job) -> bool:
    """Whether an answer has more rows than allowed; counted only where it is long enough to."""
    if len(found) < job.rows:
        return False
    if job.results == "xml":
        return found.count(b"<result>") > job.rows
    if job.results == "json":
        import json

        return len(json.loads(found)["results"]["bindings"]) > job.rows if b'"bindings"' in found else False
    if job.results == "csv":
        import csv

        return sum(1 for _ in csv.reader(io.StringIO(found.decode(), newline=""))) - 1 > job.rows
    return found.count(b"\n") - 1 > job.rows
